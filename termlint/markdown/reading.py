"""From a text to its document: the block tokens in order, each piece of content in its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from termlint.document import BlockKind, Document, Row
from termlint.markdown.comments import SIGN
from termlint.markdown.elements import closing_tag, element_left_open
from termlint.markdown.flavour import Flavour
from termlint.markdown.frontmatter import end_of_front_matter, read_front_matter
from termlint.markdown.parser import parser_for
from termlint.markdown.placement import Placement, place_cells, place_lines
from termlint.markdown.prose import Shape, Writer
from termlint.markdown.source import Source
from termlint.span import LineIndex, Span

_MARKUP = re.compile(r"[\\`*_~\[<&{$@]|://|www\.", re.IGNORECASE)
_ALERT = re.compile(r"\[!\w+\][+-]?[ \t]*")
_TASK = re.compile(r"\[[ xX]\][ \t]+")


def read(
    text: str,
    flavour: Flavour,
    prose_keys: frozenset[str],
    wants: Callable[[str], bool] | None,
) -> Document:
    """The document that ``text`` is; see ``termlint.markdown.parse``."""
    source = Source(text)
    front = end_of_front_matter(source.normal)
    reader = _Reader(source, parser_for(flavour), wants)
    if front:
        reader.writer.blocks.extend(read_front_matter(source, prose_keys, wants))
    reader.read(front)
    blocks = sorted(reader.writer.blocks, key=lambda block: block.runs[0].span.start)
    directives = sorted(reader.writer.directives, key=lambda directive: directive.span)
    return Document(text, tuple(blocks), tuple(directives))


class _Reader:
    """Walks over the block tokens and knows in which containers it is."""

    def __init__(
        self, source: Source, parser: MarkdownIt, wants: Callable[[str], bool] | None
    ) -> None:
        self.writer = Writer(source)
        self._source = source
        self._parser = parser
        self._wants = wants
        self._env: dict[str, object] = {}
        self._kind = BlockKind.PARAGRAPH
        self._level = 0
        self._quotes: list[bool] = []
        """For each block quote around: whether it is one, and not an alert."""
        self._at_item = False
        """Whether a list item began and nothing stood in it yet."""
        self._row = Row(-1, -1, -1)
        self._cells: list[Placement] = []
        self._closing: re.Pattern[str] | None = None
        """What ends the element that was left open."""
        self._last_ends: dict[str, int] = {}
        self._lines: LineIndex | None = None

    def read(self, front: int) -> None:
        """Reads the whole text but for the front matter, which ends at ``front``."""
        normal = self._source.normal
        # Blank lines for the front matter, so that all offsets and lines stay as they are.
        if front:
            head = normal[:front]
            normal = "\n".join(" " * len(line) for line in head.split("\n")) + normal[front:]
        tokens = self._parser.parse(normal, self._env)
        for index, token in enumerate(tokens):
            kind = token.type
            if kind == "inline":
                if token.content and not self._is_in_element(token):
                    self._inline(token)
            elif kind == "html_block":
                if not self._is_in_element(token):
                    self._html(token)
            elif kind == "line_comment":
                start, end = token.meta["at"]
                span = Span(self._source.origin(start), self._source.origin(end - 1) + 1)
                self.writer.write_comment(token.content, span)
            elif kind == "blockquote_open":
                self._quotes.append(not _is_alert(tokens, index))
                self._at_item = False
            elif kind == "blockquote_close":
                self._quotes.pop()
            else:
                self._enter(token)

    def _is_in_element(self, token: Token) -> bool:
        """Whether ``token`` stands in an element that is no prose and was left open before.

        A blank line ends a block of HTML, but not the ``<pre>`` in it.
        """
        if self._closing is None:
            return False
        if self._closing.search(token.content):
            self._closing = None
        return True

    def _enter(self, token: Token) -> None:
        match token.type:
            case "paragraph_open":
                self._kind = BlockKind.ITEM if self._at_item else BlockKind.PARAGRAPH
                self._level, self._at_item = 0, False
            case "heading_open":
                self._kind, self._level = BlockKind.HEADING, int(token.tag[1])
                self._at_item = False
            case "list_item_open":
                self._at_item = True
            case "dt_open":
                self._kind, self._level = BlockKind.LABEL, 0
            case "table_open":
                self._row = Row(self._row.table + 1, -1, -1)
                self._kind, self._level = BlockKind.CELL, 0
            case "tr_open":
                self._row = Row(self._row.table, self._row.row + 1, -1)
                start, end = token.meta["line"]
                self._cells = place_cells(start, end, self._source)
            case "th_open" | "td_open":
                self._row = Row(self._row.table, self._row.row, self._row.column + 1)
                self._kind = BlockKind.CELL
            case "list_item_close" | "fence" | "code_block" | "hr":
                self._at_item = False

    def _inline(self, token: Token) -> None:
        content, starts = token.content, token.meta.get("starts", ())
        quoted = self._is_quoted()
        if token.meta.get("is_title"):
            place = place_lines(content, starts, self._source)
            self._write(content, place, Shape(BlockKind.LABEL, quoted=quoted))
        elif self._kind is BlockKind.CELL:
            place = self._cells[self._row.column]
            self._write(content, place, Shape(BlockKind.CELL, quoted=quoted, row=self._row))
        else:
            place = place_lines(content, starts or self._starts_of_term(token), self._source)
            skipped = 0
            if self._kind is BlockKind.ITEM:
                task = _TASK.match(content)
                skipped = task.end() if task else 0
            elif self._quotes and not self._quotes[-1]:
                skipped = self._alert(content, place)
            shape = Shape(self._kind, self._level, quoted)
            self._write(content[skipped:], place.shifted(skipped), shape)

    def _alert(self, content: str, place: Placement) -> int:
        """Where the text of an alert begins, behind the line that says what it is."""
        sign = _ALERT.match(content)
        if not sign:
            return 0
        title = content[sign.end() :].partition("\n")[0]
        shape = Shape(BlockKind.LABEL, quoted=self._is_quoted())
        self._write(title.rstrip(), place.shifted(sign.end()), shape)
        return sign.end() + len(title) + 1

    def _is_quoted(self) -> bool:
        return bool(self._quotes) and any(self._quotes)

    def _starts_of_term(self, token: Token) -> list[int]:
        """Where the content of a definition list's term begins: it fills its line to the end."""
        assert token.map
        if self._lines is None:
            self._lines = LineIndex(self._source.normal)
        line = self._lines.span_of_line(token.map[0] + 1)
        text = self._source.normal[line.start : line.end].rstrip()
        return [line.start + len(text) - len(token.content)]

    def _html(self, token: Token) -> None:
        self._at_item = False
        content = token.content.strip(" \t\n")
        if content:
            place = place_lines(content, token.meta["starts"], self._source)
            self._env["html"] = True
            self._write(content, place, Shape(BlockKind.PARAGRAPH, quoted=self._is_quoted()))
            self._env["html"] = False
            name = element_left_open(content)
            if name and self._last_end_of(name) > token.meta["starts"][-1]:
                self._closing = closing_tag(name)

    def _last_end_of(self, element: str) -> int:
        """Where the last closing tag of ``element`` stands; -1 where there is none."""
        if element not in self._last_ends:
            ends = closing_tag(element).finditer(self._source.normal)
            self._last_ends[element] = max((tag.start() for tag in ends), default=-1)
        return self._last_ends[element]

    def _write(self, content: str, place: Placement, shape: Shape) -> None:
        """Looks into one piece of content; the only place where inline markup is parsed."""
        if not content:
            return
        # The cells of a table are read together, so all of them are needed.
        may_skip = shape.kind is not BlockKind.CELL and SIGN not in content
        if self._wants and may_skip and not self._wants(content):
            return
        if _MARKUP.search(content):
            tokens: list[Token] = []
            self._parser.inline.parse(content, self._parser, self._env, tokens)
            self.writer.write(tokens, place, shape)
        else:
            self.writer.write_plain(content, place, shape)


def _is_alert(tokens: Sequence[Token], index: int) -> bool:
    """Whether the quote that opens at ``index`` is a note, as on GitHub: ``> [!NOTE]``."""
    following = tokens[index + 1 : index + 3]
    is_text = [token.type for token in following] == ["paragraph_open", "inline"]
    return is_text and _ALERT.match(following[1].content) is not None
