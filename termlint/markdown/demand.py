"""What of a text its reader asks for, and what has to be read in any case."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence

from termlint.markdown.comments import places_of_comments
from termlint.markdown.source import Source

RAW_ELEMENT = re.compile(r"</?(?:pre|script|style|svg|textarea)\b", re.IGNORECASE)
_DELIMITER_ROW = re.compile(r"\n[ \t>]*[-:|][-:| \t]*(?=\n)")


class Demand:
    """What is asked for: the whole text, or what stands around some places of it.

    Offsets are those of ``source.normal``.
    """

    __slots__ = ("_asked", "_comments", "places")

    def __init__(self, source: Source, places: Collection[int] | None) -> None:
        self._asked: Sequence[int] | None = None
        self._comments: Sequence[int] = ()
        self.places: Sequence[int] | None = None
        """Ascending offsets around which to read; None for the whole text."""
        if places is not None:
            self._asked = source.normal_offsets(sorted(places))
            self._comments = places_of_comments(source.normal)
            self.places = sorted([*self._asked, *self._comments, *_always_needed(source.normal)])

    def includes(self, start: int, end: int) -> bool:
        """Whether what stands from ``start`` to ``end`` is asked for."""
        return self._asked is None or _is_any_in(self._asked, start, end)

    def includes_or_silences(self, start: int, end: int) -> bool:
        """Whether what stands there is asked for, or has a suppression comment."""
        return self.includes(start, end) or _is_any_in(self._comments, start, end)


def _always_needed(text: str) -> Iterator[int]:
    """Where something stands that other parts of the text depend on.

    Link reference definitions; elements that swallow what follows; tables, since they are counted.
    """
    place = text.find("]:")
    while place >= 0:
        yield place
        place = text.find("]:", place + 1)
    if "<" in text:
        yield from (tag.start() for tag in RAW_ELEMENT.finditer(text))
    if "|" in text:
        for row in _DELIMITER_ROW.finditer(text):
            head = text.rfind("\n", 0, row.start()) + 1
            if text.find("|", head, row.start()) >= 0:
                yield row.start() + 1


def _is_any_in(places: Sequence[int], start: int, end: int) -> bool:
    at = bisect_left(places, start)
    return at < len(places) and places[at] < end
