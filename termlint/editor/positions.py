"""Places in a text as editors name them: a line and a number of code units in it.

The units are those of the Language Server Protocol 3.17, "Position": an editor and a server agree
on UTF-8, UTF-16 or UTF-32.
"""

from __future__ import annotations

from bisect import bisect_right
from enum import Enum
from typing import NamedTuple

from termlint.span import LineIndex, Span


class Encoding(Enum):
    """In what the characters of a line are counted."""

    UTF8 = "utf-8"
    UTF16 = "utf-16"
    UTF32 = "utf-32"


class Point(NamedTuple):
    """A place between two characters."""

    line: int
    """0-based; lines end at CRLF, LF or CR."""
    character: int
    """0-based, in the units of an encoding."""


class Stretch(NamedTuple):
    """What lies between two points."""

    start: Point
    end: Point


def units_in(text: str, encoding: Encoding) -> int:
    """How many units ``text`` has."""
    if encoding is Encoding.UTF32 or text.isascii():
        return len(text)
    if encoding is Encoding.UTF8:
        return len(text.encode("utf-8", "surrogatepass"))
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def index_after(text: str, units: int, encoding: Encoding) -> int:
    """How many characters stand in the first ``units`` of a line; all of them if it has fewer.

    Of a character that is cut apart, nothing is taken.
    """
    if encoding is Encoding.UTF32 or text.isascii():
        return min(units, len(text))
    lengths = range(min(units, len(text)) + 1)
    return bisect_right(lengths, units, key=lambda end: units_in(text[:end], encoding)) - 1


class PointMap:
    """Turns offsets of one text into points and back."""

    __slots__ = ("_encoding", "_lines", "_measured", "_text")

    def __init__(self, text: str, encoding: Encoding) -> None:
        self._text = text
        self._encoding = encoding
        self._lines = LineIndex(text)
        self._measured = (0, 0, 0)
        """The start of a line, an offset in it and how many units lie between them."""

    def point(self, offset: int) -> Point:
        """Where ``offset`` lies. Asking for ascending offsets takes linear time."""
        line = self._lines.line_of(offset)
        start = self._lines.span_of_line(line).start
        known_start, known, units = self._measured
        if known_start != start or known > offset:
            known, units = start, 0
        units += units_in(self._text[known:offset], self._encoding)
        self._measured = (start, offset, units)
        return Point(line - 1, units)

    def stretch(self, span: Span) -> Stretch:
        return Stretch(self.point(span.start), self.point(span.end))

    def offset(self, point: Point) -> int:
        """The offset at a point; beyond a line its end, and beyond the text the end of that."""
        if point.line < 0:
            return 0
        if point.line >= len(self._lines):
            return len(self._text)
        span = self._lines.span_of_line(point.line + 1)
        line = self._text[span.start : span.end]
        return span.start + index_after(line, max(point.character, 0), self._encoding)

    def span(self, stretch: Stretch) -> Span:
        """The span of a stretch; one whose end comes before its start is turned round."""
        start, end = sorted((self.offset(stretch.start), self.offset(stretch.end)))
        return Span(start, end)
