"""From a text to its document: the text is cut into pieces, and each is read by itself."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple

from markdown_it.token import Token

from termlint.document import Document
from termlint.markdown.demand import Demand
from termlint.markdown.flavour import Flavour
from termlint.markdown.frontmatter import end_of_front_matter, read_front_matter
from termlint.markdown.line_table import Lines
from termlint.markdown.parser import parser_for
from termlint.markdown.pieces import pieces_of
from termlint.markdown.plain_blocks import Content, plain_blocks
from termlint.markdown.source import Source
from termlint.markdown.structure import Reader


class Reading(NamedTuple):
    """A document, and how its text depends on what stands around it."""

    document: Document
    defined: frozenset[str]
    """The labels of link reference definitions, in the normal form of markdown-it."""
    is_whole: bool
    """Whether nothing in it goes on behind its end."""


def read(
    text: str,
    flavour: Flavour,
    prose_keys: frozenset[str],
    places: Collection[int] | None,
    references: dict[str, object] | None = None,
    *,
    may_have_front_matter: bool = True,
) -> Reading:
    """What ``text`` is; see ``termlint.markdown.parse``.

    ``references`` are definitions of links in other parts of the text, by label.
    """
    source = Source(text)
    demand = Demand(source, places)
    env: dict[str, object] = {} if references is None else {"references": references}
    reader = Reader(source, parser_for(flavour), env, demand)
    front = end_of_front_matter(source.normal) if may_have_front_matter else 0
    if front and demand.includes(0, front):
        reader.writer.blocks.extend(read_front_matter(source, prose_keys))
    # Links depend on definitions that may come later, so inline markup has to wait.
    structure = [*_block_structure(source.normal, front, flavour, demand, env)]
    defined = env.get("references")
    for plain, tokens in structure:
        reader.read_plain(plain)
        reader.read(tokens)
    blocks = sorted(reader.writer.blocks, key=lambda block: block.runs[0].span.start)
    directives = sorted(reader.writer.directives, key=lambda directive: directive.span)
    document = Document(text, tuple(blocks), tuple(directives))
    labels = frozenset(defined) if isinstance(defined, dict) else frozenset()
    return Reading(document, labels, reader.is_whole)


def _block_structure(
    normal: str, start: int, flavour: Flavour, demand: Demand, env: dict[str, object]
) -> Iterator[tuple[list[Content], list[Token]]]:
    """The blocks from ``start`` on, as plain blocks or as block tokens."""
    parser = parser_for(flavour)
    is_cut = flavour is Flavour.MARKDOWN
    whole = [(start, len(normal))]
    for low, high in pieces_of(normal, start, demand.places) if is_cut else whole:
        plain = plain_blocks(normal, low, high) if is_cut else None
        if plain is not None:
            yield plain, []
        else:
            tokens: list[Token] = []
            lines = Lines(normal, parser, env, tokens, low, high)
            parser.block.tokenize(lines, 0, lines.lineMax)
            yield [], tokens
