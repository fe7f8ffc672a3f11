"""What of a text its reader asks for, and what has to be read in any case."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence

from termlint.markdown.comments import SIGN
from termlint.markdown.source import Source

_RAW_ELEMENT = re.compile(r"</?(?:pre|script|style|svg|textarea)\b", re.IGNORECASE)
_DELIMITER_ROW = re.compile(r"\n[ \t>]*[-:|][-:| \t]*(?=\n)")


class Demand:
    """What is asked for: the whole text, or what stands around some places of it.

    Offsets are those of ``source.normal``.
    """

    __slots__ = ("_asked", "places")

    def __init__(self, source: Source, places: Collection[int] | None) -> None:
        self._asked: Sequence[int] | None = None
        self.places: Sequence[int] | None = None
        """Ascending offsets around which to read; None for the whole text."""
        if places is not None:
            self._asked = source.normal_offsets(sorted(places))
            self.places = sorted([*self._asked, *_always_needed(source.normal)])

    def includes(self, start: int, end: int) -> bool:
        """Whether what stands from ``start`` to ``end`` is asked for."""
        if self._asked is None:
            return True
        at = bisect_left(self._asked, start)
        return at < len(self._asked) and self._asked[at] < end


def _always_needed(text: str) -> Iterator[int]:
    """Where something stands that other parts of the text depend on.

    Link reference definitions; suppression comments; elements that swallow what follows; tables,
    because they are counted.
    """
    for sign in ("]:", SIGN):
        place = text.find(sign)
        while place >= 0:
            yield place
            place = text.find(sign, place + 1)
    if "<" in text:
        yield from (tag.start() for tag in _RAW_ELEMENT.finditer(text))
    if "|" in text:
        for row in _DELIMITER_ROW.finditer(text):
            head = text.rfind("\n", 0, row.start()) + 1
            if text.find("|", head, row.start()) >= 0:
                yield row.start() + 1
