"""The blocks of a text one after the other: what kind each is, and where its content stands."""

from __future__ import annotations

import re
from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from termlint.document import BlockKind, Row
from termlint.markdown.demand import Demand
from termlint.markdown.elements import closing_tag, element_left_open
from termlint.markdown.placement import Placement, place_cells, place_lines
from termlint.markdown.plain_blocks import Content
from termlint.markdown.prose import Shape, Writer
from termlint.markdown.source import Source
from termlint.span import Span

_MARKUP = re.compile(r"[\\`*_~\[<&{$@]|://|www\.", re.IGNORECASE)
_ALERT = re.compile(r"\[!\w+\][+-]?[ \t]*")
_TASK = re.compile(r"\[[ xX]\][ \t]+")


class Reader:
    """Walks over the blocks and knows in which containers it is."""

    def __init__(
        self, source: Source, parser: MarkdownIt, env: dict[str, object], demand: Demand
    ) -> None:
        self.writer = Writer(source)
        self._source = source
        self._parser = parser
        self._env = env
        self._demand = demand
        self._kind = BlockKind.PARAGRAPH
        self._level = 0
        self._quotes: list[bool] = []
        """For each block quote around: whether it is one, and not an alert."""
        self._at_item = False
        """Whether a list item began and nothing stood in it yet."""
        self._row = Row(-1, -1, -1)
        self._cells: list[Placement] | None = None
        """The cells of the table row that is read; None where nobody asks for the table."""
        self._closing: re.Pattern[str] | None = None
        """What ends the element that was left open."""
        self._last_ends: dict[str, int] = {}
        self._is_swallowed = False
        """Whether an element was left open that nothing closes."""

    @property
    def is_whole(self) -> bool:
        """Whether every element that was opened is closed, so that what might follow the text
        stands in none of them."""
        return self._closing is None and not self._is_swallowed

    def read_plain(self, blocks: Sequence[Content]) -> None:
        """Reads plain blocks, which stand in no container."""
        for kind, level, content, starts in blocks:
            if content and not self._is_in_element(content):
                self._kind, self._level = kind, level
                self._text(content, starts)

    def read(self, tokens: Sequence[Token]) -> None:
        """Reads the block tokens of a part of the text that stands in nothing else."""
        for index, token in enumerate(tokens):
            kind = token.type
            if kind == "inline":
                if token.content and not self._is_in_element(token.content):
                    self._inline(token)
            elif kind == "html_block":
                if not self._is_in_element(token.content):
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

    def _is_in_element(self, content: str) -> bool:
        """Whether ``content`` stands in an element that is no prose and was left open before.

        A blank line ends a block of HTML, but not the ``<pre>`` in it.
        """
        if self._closing is None:
            return False
        if self._closing.search(content):
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
                start, end = token.meta["at"]
                self._cells = [] if self._demand.includes_or_silences(start, end) else None
            case "tr_open":
                self._row = Row(self._row.table, self._row.row + 1, -1)
                if self._cells is not None:
                    start, end = token.meta["line"]
                    self._cells = place_cells(start, end, self._source)
            case "th_open" | "td_open":
                self._row = Row(self._row.table, self._row.row, self._row.column + 1)
                self._kind = BlockKind.CELL
            case "list_item_close" | "fence" | "code_block" | "hr":
                self._at_item = False

    def _inline(self, token: Token) -> None:
        content = token.content
        if token.meta.get("is_title"):
            starts = token.meta["starts"]
            if self._is_asked_for(starts):
                place = place_lines(content, starts, self._source)
                self._write(content, place, Shape(BlockKind.LABEL, quoted=self._is_quoted()))
        elif self._kind is BlockKind.CELL:
            # The cells of a table are read together, so all of them are needed.
            if self._cells is not None:
                shape = Shape(BlockKind.CELL, quoted=self._is_quoted(), row=self._row)
                self._write(content, self._cells[self._row.column], shape)
        else:
            self._text(content, token.meta["starts"])

    def _text(self, content: str, starts: Sequence[int]) -> None:
        if not self._is_asked_for(starts):
            return
        place = place_lines(content, starts, self._source)
        skipped = 0
        if self._kind is BlockKind.ITEM:
            task = _TASK.match(content)
            skipped = task.end() if task else 0
        elif self._quotes and not self._quotes[-1]:
            skipped = self._alert(content, place)
        if skipped:
            content, place = content[skipped:], place.shifted(skipped)
        self._write(content, place, Shape(self._kind, self._level, self._is_quoted()))

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

    def _html(self, token: Token) -> None:
        self._at_item = False
        content = token.content.strip(" \t\n")
        if content:
            starts = token.meta["starts"]
            if self._is_asked_for(starts):
                place = place_lines(content, starts, self._source)
                self._env["html"] = True
                self._write(content, place, Shape(BlockKind.PARAGRAPH, quoted=self._is_quoted()))
                self._env["html"] = False
            name = element_left_open(content)
            if name and self._last_end_of(name) > starts[-1]:
                self._closing = closing_tag(name)
            elif name:
                self._is_swallowed = True

    def _last_end_of(self, element: str) -> int:
        """Where the last closing tag of ``element`` stands; -1 where there is none."""
        if element not in self._last_ends:
            ends = closing_tag(element).finditer(self._source.normal)
            self._last_ends[element] = max((tag.start() for tag in ends), default=-1)
        return self._last_ends[element]

    def _is_asked_for(self, starts: Sequence[int]) -> bool:
        """Whether to read the lines whose visible parts begin at ``starts``."""
        return self._demand.includes_or_silences(
            starts[0], self._source.normal.index("\n", starts[-1])
        )

    def _write(self, content: str, place: Placement, shape: Shape) -> None:
        """Looks into one piece of content; the only place where inline markup is parsed."""
        if not content:
            return
        if _MARKUP.search(content):
            self._env.pop("steps", None)  # those spent on one piece are no matter of the next
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
