"""A block's text as it grows, piece by piece from the file."""

from __future__ import annotations

from termlint.document import PLACEHOLDERS, Block, BlockKind, Mark, MarkKind, Row, Run
from termlint.markdown.source import REPLACEMENT, Source
from termlint.span import Span

_SPACE = " \t"
_NOT_PROSE = PLACEHOLDERS + " \t\n"


class BlockBuilder:
    """Collects text with its runs and marks; all offsets are those of the file."""

    __slots__ = ("_exact", "_marks", "_opened", "_parts", "_reached", "_runs", "_size", "_source")

    def __init__(self, source: Source) -> None:
        self._source = source
        self._parts: list[str] = []
        self._size = 0
        self._runs: list[Run] = []
        self._reached = 0
        """Where in the file the last run ends."""
        self._exact: tuple[int, int, int] | None = None
        """The exact run that is still growing: its start in the text, its span in the file."""
        self._marks: list[Mark] = []
        self._opened: dict[MarkKind, list[int]] = {}

    def successor(self) -> BlockBuilder:
        """An empty builder in which the same marks are open."""
        builder = BlockBuilder(self._source)
        builder._opened = {kind: [0] * len(starts) for kind, starts in self._opened.items()}
        return builder

    def add(self, piece: str, start: int) -> None:
        """Adds text that stands in the file at ``start`` just as it is.

        What doesn't stand there, or stands before what was added last, is left out, so that no
        position is ever wrong whatever the parser does.
        """
        if not self._size:
            visible = piece.lstrip(_SPACE)
            start += len(piece) - len(visible)
            piece = visible
        source = self._source
        end = start + len(piece)
        if not piece or start < self._reached or source.clean[start:end] != piece:
            return
        if source.reserved and source.text[start:end] != piece:
            for offset, char in enumerate(piece, start):
                self.substitute(char, Span(offset, offset + 1))
            return
        if self._exact and self._exact[2] == start:
            self._exact = self._exact[0], self._exact[1], end
        else:
            self._end_exact()
            self._exact = self._size, start, end
        self._parts.append(piece)
        self._size += len(piece)
        self._reached = end

    def substitute(self, content: str, span: Span) -> None:
        """Adds text that stands, as a whole, for what the file has in ``span``."""
        if span.start < self._reached or span.end <= span.start:
            return
        self._reached = span.end
        self._end_exact()
        self._runs.append(Run(self._size, self._size + len(content), span, exact=False))
        self._parts.append(content)
        self._size += len(content)

    def substitute_prose(self, content: str, span: Span) -> None:
        """Adds what an entity or an escape stands for."""
        for placeholder in PLACEHOLDERS:
            content = content.replace(placeholder, REPLACEMENT)
        self.substitute(content, span)

    def break_line(self, start: int, end: int) -> None:
        """Adds a line break, which takes in the spaces before it."""
        if self._exact:
            is_adjacent = self._exact[2] == start
            self._trim()
            start = self._reached if is_adjacent else start
        if self._size and self._parts[-1] != "\n":
            self.substitute("\n", Span(start, end))

    def open(self, kind: MarkKind) -> None:
        """Begins inline markup here."""
        self._opened.setdefault(kind, []).append(self._size)

    def close(self, kind: MarkKind) -> None:
        """Ends the inline markup that was begun last, if any was."""
        starts = self._opened.get(kind)
        if starts:
            start = starts.pop()
            if start < self._size:
                self._marks.append(Mark(kind, start, self._size))

    def build(
        self, kind: BlockKind, level: int = 0, quoted: bool = False, row: Row | None = None
    ) -> Block | None:
        """The finished block; None where it holds no prose."""
        for open_kind, starts in self._opened.items():
            for _ in range(len(starts)):
                self.close(open_kind)
        self._trim()
        self._end_exact()
        while self._parts and self._parts[-1] == "\n":
            self._parts.pop()
            self._size = self._runs.pop().start
        text = "".join(self._parts)
        if not text.strip(_NOT_PROSE):
            return None
        return Block(kind, text, tuple(self._runs), self._sorted_marks(), level, quoted, row)

    def _sorted_marks(self) -> tuple[Mark, ...]:
        if not self._marks:
            return ()
        size = self._size
        marks = [Mark(m.kind, m.start, min(m.end, size)) for m in self._marks if m.start < size]
        # Marks are collected as they end, so of equal ones the outer comes last.
        marks.reverse()
        marks.sort(key=lambda mark: (mark.start, -mark.end))
        return tuple(marks)

    def _trim(self) -> None:
        """Takes trailing spaces off the growing exact run."""
        while self._exact and self._parts[-1][-1] in _SPACE:
            piece = self._parts[-1].rstrip(_SPACE)
            cut = len(self._parts[-1]) - len(piece)
            self._size -= cut
            self._reached -= cut
            if piece:
                self._parts[-1] = piece
            else:
                self._parts.pop()
            start, first, last = self._exact
            self._exact = (start, first, last - cut) if last - cut > first else None

    def _end_exact(self) -> None:
        if self._exact:
            start, first, last = self._exact
            self._runs.append(Run(start, start + last - first, Span(first, last), exact=True))
            self._exact = None
