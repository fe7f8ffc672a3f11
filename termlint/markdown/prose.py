"""From the inline tokens of one piece of Markdown to blocks of prose and suppression comments."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from markdown_it.common.utils import unescapeAll
from markdown_it.token import Token

from termlint.document import OPAQUE, Block, BlockKind, Directive, MarkKind, Row, Run
from termlint.markdown import elements
from termlint.markdown.builder import BlockBuilder
from termlint.markdown.comments import read_directive
from termlint.markdown.placement import Placement
from termlint.markdown.source import Source
from termlint.span import Span

_MARKUP = {
    "em": MarkKind.EMPHASIS,
    "strong": MarkKind.STRONG,
    "s": MarkKind.STRUCK,
    "a": MarkKind.LINK,
}
"""What the tags that markdown-it writes for its own markup mean."""

_IN_TITLE = re.compile(
    r"\\[!-/:-@\[-`{-~]|&(?:#x?[0-9a-f]{1,7}|[a-z][a-z0-9]{1,31});|\n[ \t]*", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Shape:
    """What kind of block a piece of content makes; the fields are those of ``Block``."""

    kind: BlockKind
    level: int = 0
    quoted: bool = False
    row: Row | None = None


class Writer:
    """Collects the blocks and the suppression comments of one document."""

    def __init__(self, source: Source) -> None:
        self.blocks: list[Block] = []
        self.directives: list[Directive] = []
        self._source = source

    def write(self, tokens: Iterable[Token], place: Placement, shape: Shape) -> None:
        """Adds the blocks that inline tokens make; HTML may cut them into several."""
        _Content(self, self._source, place, shape).read(tokens)

    def write_plain(self, content: str, place: Placement, shape: Shape) -> None:
        """Adds the block that content without any inline markup makes."""
        first = place(0)
        span = Span(first, first + len(content))
        is_line = "\n" not in content
        if is_line and self._source.text[span.start : span.end] == content:
            # Most headings, items and cells: one line that stands in the file as it is.
            runs = (Run(0, len(content), span, exact=True),)
            row, level, quoted = shape.row, shape.level, shape.quoted
            self.blocks.append(Block(shape.kind, content, runs, (), level, quoted, row))
            return
        builder = BlockBuilder(self._source)
        pos = 0
        for line in content.split("\n"):
            text = line.lstrip(" \t")
            if text:
                start = pos + len(line) - len(text)
                first = place(start)
                if pos:
                    builder.break_line(place(pos - 1), first)
                _add(builder, text, start, place)
            pos += len(line) + 1
        self.finish(builder, shape)

    def write_comment(self, content: str, span: Span) -> None:
        """Adds the suppression comment that a comment is, if it is one."""
        directive = read_directive(content, span)
        if directive:
            self.directives.append(directive)

    def finish(self, builder: BlockBuilder, shape: Shape) -> None:
        """Adds the block that ``builder`` holds, if it is prose."""
        block = builder.build(shape.kind, shape.level, shape.quoted, shape.row)
        if block:
            self.blocks.append(block)


class _Content:
    """One piece of content on its way into blocks."""

    def __init__(self, writer: Writer, source: Source, place: Placement, shape: Shape) -> None:
        self._writer = writer
        self._source = source
        self._place = place
        self._base = self._shape = shape
        self._builder = BlockBuilder(source)

    def read(self, tokens: Iterable[Token]) -> None:
        for token in tokens:
            kind = token.type
            if kind == "text":
                self._text(token.content, token.meta)
            elif kind == "softbreak" or kind == "hardbreak":
                start, end = token.meta["at"]
                self._builder.break_line(self._place(start), self._place(end))
            elif token.nesting:
                self._markup(token)
            elif kind == "image":
                self._image(token)
            elif kind == "tag":
                self._tag(token.meta["content"], self._span(token))
            elif kind == "comment":
                self._writer.write_comment(token.meta["content"], self._span(token))
            elif kind == "special":
                self._builder.substitute_prose(token.meta["content"], self._span(token))
            elif token.meta["stands"]:
                self._builder.substitute(token.meta["stands"], self._span(token))
        self._writer.finish(self._builder, self._shape)

    def _span(self, token: Token) -> Span:
        start, end = token.meta["at"]
        return Span(self._place(start), self._place(end - 1) + 1)

    def _text(self, content: str, meta: dict[str, tuple[int, int]]) -> None:
        # A delimiter that became part of a neighbouring one has no content left.
        if content:
            _add(self._builder, content, meta["at"][0], self._place)

    def _markup(self, token: Token) -> None:
        builder = self._builder
        kind = _MARKUP[token.tag]
        if token.nesting < 0:
            if kind is MarkKind.LINK:
                builder.close(MarkKind.REFERENCE)
            builder.close(kind)
            return
        builder.open(kind)
        if kind is MarkKind.LINK:
            if token.meta.get("shares_label"):
                builder.open(MarkKind.REFERENCE)
            self._title(token)

    def _image(self, token: Token) -> None:
        self._builder.substitute(OPAQUE, self._span(token))
        shape = replace(self._base, kind=BlockKind.ALT, level=0)
        place = self._place.shifted(token.meta["at"][0] + 2)
        alt = _Content(self._writer, self._source, place, shape)
        if token.meta.get("shares_label"):
            alt._builder.open(MarkKind.REFERENCE)
        alt.read(token.children or ())
        self._title(token)

    def _title(self, token: Token) -> None:
        if "title" not in token.meta:
            return
        start, content = token.meta["title"]
        builder = BlockBuilder(self._source)
        done = 0
        for special in _IN_TITLE.finditer(content):
            meant = unescapeAll(special[0])
            if meant == special[0] and meant[0] != "\n":
                continue
            _add(builder, content[done : special.start()], start + done, self._place)
            done = special.end()
            low, last = self._place(start + special.start()), self._place(start + done - 1)
            if meant[0] == "\n":
                builder.break_line(low, self._place(start + done))
            else:
                builder.substitute_prose(meant, Span(low, last + 1))
        _add(builder, content[done:], start + done, self._place)
        self._writer.finish(builder, replace(self._base, kind=BlockKind.TITLE, level=0))

    def _tag(self, tag: str, span: Span) -> None:
        name = elements.name_of(tag)
        is_closing = tag.startswith("</")
        if name == "br":
            self._builder.break_line(span.start, span.end)
        elif name in elements.MARKS:
            (self._builder.close if is_closing else self._builder.open)(elements.MARKS[name])
        elif name in elements.BLOCKS:
            finished, self._builder = self._builder, self._builder.successor()
            self._writer.finish(finished, self._shape)
            self._shape = self._base if is_closing else self._shape_in(name)

    def _shape_in(self, name: str) -> Shape:
        kind = elements.BLOCKS[name]
        if kind is not BlockKind.HEADING:
            return replace(self._base, kind=kind, level=0)
        return replace(self._base, kind=kind, level=int(name[1]))


def _add(builder: BlockBuilder, text: str, start: int, place: Placement) -> None:
    """Adds text that stands for itself and begins at ``start`` of the content."""
    if not text:
        return
    first, last = place(start), place(start + len(text) - 1)
    if last - first == len(text) - 1:
        builder.add(text, first)
    else:
        # Cut by an escaped bar in a table cell.
        for offset, char in enumerate(text, start):
            builder.add(char, place(offset))
