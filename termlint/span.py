"""Places in a text: half-open spans of code points, and the lines and columns they stand for."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate, count
from operator import add
from typing import NamedTuple

_LINE_END = re.compile(r"\r\n|\n|\r")


class Span(NamedTuple):
    """A half-open stretch ``text[start:end]``, counted in code points of the file's text."""

    start: int
    end: int

    def moved(self, by: int) -> Span:
        """The same stretch in a text in which it begins ``by`` code points further."""
        return Span(self.start + by, self.end + by)


class Position(NamedTuple):
    """One place in a file as people and editors name it."""

    line: int
    """1-based; lines end at CRLF, LF or CR, as in CommonMark."""
    column: int
    """1-based, in code points."""
    offset: int
    """0-based, in code points of the whole text; CRLF counts as two."""


class LineIndex:
    """Turns offsets of one text into positions, in logarithmic time."""

    __slots__ = ("_starts", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = _line_starts(text)

    def __len__(self) -> int:
        """The number of lines, counting an empty one after a final line end."""
        return len(self._starts)

    def line_of(self, offset: int) -> int:
        """The 1-based line in which ``offset`` lies."""
        return bisect_right(self._starts, offset)

    def position(self, offset: int) -> Position:
        line = self.line_of(offset)
        return Position(line, offset - self._starts[line - 1] + 1, offset)

    def span_of_line(self, line: int) -> Span:
        """Where the text of a 1-based line stands, its line end left out."""
        start = self._starts[line - 1]
        end = self._starts[line] if line < len(self._starts) else len(self._text)
        while end > start and self._text[end - 1] in "\r\n":
            end -= 1
        return Span(start, end)

    def line(self, line: int) -> str:
        """The text of a 1-based line without its line end."""
        span = self.span_of_line(line)
        return self._text[span.start : span.end]


def positions_in(text: str, offsets: Iterable[int]) -> dict[int, Position]:
    """The positions of a few offsets of ``text``, for which an index of all lines is too much."""
    if "\r" in text:
        lines = LineIndex(text)
        return {offset: lines.position(offset) for offset in offsets}
    positions: dict[int, Position] = {}
    line, reached = 1, 0
    for offset in sorted(offsets):
        line += text.count("\n", reached, offset)
        positions[offset] = Position(line, offset - text.rfind("\n", 0, offset), offset)
        reached = offset
    return positions


def _line_starts(text: str) -> list[int]:
    if text.count("\r") == text.count("\r\n"):
        # The lengths of the lines so far and one line end for each, added up without a loop.
        ends = map(add, accumulate(map(len, text.split("\n"))), count(1))
        starts = [0, *ends]
        starts.pop()  # what follows the last line is none
        return starts
    return [0, *(match.end() for match in _LINE_END.finditer(text))]
