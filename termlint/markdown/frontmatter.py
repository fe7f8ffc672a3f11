"""Front matter: the values at the head of a file that are prose."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from termlint.document import Block, BlockKind
from termlint.markdown.builder import BlockBuilder
from termlint.markdown.source import Source
from termlint.span import Span

if TYPE_CHECKING:
    from termlint.yamlnodes import Node, Scalar

_YAML = re.compile(r"---[ \t]*\n(?P<body>(?:.*\n)*?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_TOML = re.compile(r"\+\+\+[ \t]*\n(?P<body>(?:.*\n)*?)\+\+\+[ \t]*(?:\n|\Z)")
_FIRST_PAIR = re.compile(r"(?:[ \t]*(?:#.*)?\n)*(?:[\"']?[\w.$-][\w.$ -]*+[\"']?[ \t]*+[:=]|\Z)")
_KEY = re.compile(r"^[\"']?([\w.$-]+)[\"']?[ \t]*:", re.MULTILINE)
_TOML_PAIR = re.compile(
    r"""^(?P<key>[\w-]+)[ \t]*=[ \t]*
    (?:"(?P<basic>[^"\\\n]*)"|'(?P<literal>[^'\n]*)')[ \t]*(?:\#.*)?$""",
    re.MULTILINE | re.VERBOSE,
)
_TOML_TABLE = re.compile(r"^[ \t]*\[", re.MULTILINE)
_SPACES = re.compile(r"[ \t]*")
_LINE_BREAK = re.compile(r"[ \t]*(?:\r\n|\n|\r)[ \t\r\n]*")
_BEGINNING = re.compile(r"(?:[&!]\S*\s+)*(?:[\"']|[|>][^\r\n]*[ \t\r\n]*)?")
"""An anchor and a tag, a quote, or the head of a block scalar with the indentation after it."""
_PARAGRAPHS = re.compile(r"(?:\r\n|\n|\r)[ \t]*(?:\r\n|\n|\r)")


def end_of_front_matter(text: str) -> int:
    """Where the front matter of ``text`` ends, ``\\n`` being its line ends; 0 where it has none."""
    found = _YAML.match(text) or _TOML.match(text)
    return found.end() if found and _FIRST_PAIR.match(found["body"]) else 0


def read_front_matter(source: Source, keys: frozenset[str]) -> Iterator[Block]:
    """The blocks of the values of ``keys`` in front matter, YAML or TOML.

    A value whose text can't be found exactly as it is in the file is left out; in TOML only
    strings of one line without escapes are read.
    """
    found = _YAML.match(source.normal)
    if not found:
        yield from _toml_blocks(source, keys)
        return
    if keys.isdisjoint(_KEY.findall(found["body"])):
        return
    start, end = source.origin(found.start("body")), source.origin(found.end("body"))
    # Aliases may give the same value twice.
    for scalar in dict.fromkeys(_scalars(source.clean[start:end], keys)):
        span = Span(scalar.span.start + start, scalar.span.end + start)
        yield from _blocks(scalar, span, source)


def _toml_blocks(source: Source, keys: frozenset[str]) -> Iterator[Block]:
    found = _TOML.match(source.normal)
    body = found["body"] if found else ""
    table = _TOML_TABLE.search(body)
    for pair in _TOML_PAIR.finditer(body, 0, table.start() if table else len(body)):
        value = pair["basic"] or pair["literal"] or ""
        if found and pair["key"] in keys:
            builder = BlockBuilder(source)
            start = found.start("body") + pair.start("basic" if pair["basic"] else "literal")
            builder.add(value, source.origin(start))
            block = builder.build(BlockKind.META)
            if block:
                yield block


def _scalars(body: str, keys: frozenset[str]) -> Iterator[Scalar]:
    # Imported here because loading a YAML parser takes as long as reading many files, and few
    # files get here.
    from termlint.yamlnodes import Mapping, Scalar, Sequence, YamlError, compose

    try:
        root: Node | None = compose(body)
    except YamlError:
        return
    if not isinstance(root, Mapping):
        return
    for key, value in root.pairs:
        if isinstance(key, Scalar) and key.text in keys:
            items = value.items if isinstance(value, Sequence) else (value,)
            yield from (item for item in items if isinstance(item, Scalar))


def _blocks(scalar: Scalar, span: Span, source: Source) -> list[Block]:
    """The paragraphs of a value; none where its text and its source don't fit together."""
    raw = source.clean[span.start : span.end]
    value = scalar.text
    if scalar.style in ("|", ">"):
        value = value.lstrip(" \n")
    beginning = _BEGINNING.match(raw)
    pos = beginning.end() if beginning else 0
    builders = [BlockBuilder(source)]
    read = 0
    spaces_end = 0  # up to there are spaces that no line end follows
    while read < len(value):
        char = value[read]
        gap = None
        if char in " \n" and pos >= spaces_end:
            gap = _LINE_BREAK.match(raw, pos)
            spaces = _SPACES.match(raw, pos)
            spaces_end = spaces.end() if spaces else pos
        if gap:
            if _PARAGRAPHS.search(gap[0]):
                builders.append(BlockBuilder(source))
            else:
                builders[-1].break_line(span.start + pos, span.start + gap.end())
            pos = gap.end()
            while read < len(value) and value[read] in " \t\n":
                read += 1
        elif scalar.style == "'" and raw.startswith("''", pos) and char == "'":
            builders[-1].substitute("'", Span(span.start + pos, span.start + pos + 2))
            pos, read = pos + 2, read + 1
        elif raw.startswith(char, pos) and not (scalar.style == '"' and char == "\\"):
            builders[-1].add(char, span.start + pos)
            pos, read = pos + 1, read + 1
        elif not value[read:].strip():
            break
        else:
            return []
    blocks = (builder.build(BlockKind.META) for builder in builders)
    return [block for block in blocks if block]
