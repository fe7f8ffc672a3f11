"""The stretches of raw Markdown between empty lines, which no block goes over for sure."""

from __future__ import annotations

import re
from bisect import bisect_right

_EMPTY_LINE = re.compile(r"\n\n")


class Blocks:
    """Those of one text, found in one pass."""

    __slots__ = ("_bounds",)

    def __init__(self, source: str) -> None:
        self._bounds = [0, *(blank.end() for blank in _EMPTY_LINE.finditer(source)), len(source)]

    def around(self, place: int) -> tuple[int, int]:
        """Where the stretch begins and ends in which ``place`` stands."""
        block = bisect_right(self._bounds, place, hi=len(self._bounds) - 1)
        return self._bounds[block - 1], self._bounds[block]
