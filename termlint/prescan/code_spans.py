"""The code spans of Markdown, as far as they show for sure without parsing it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from termlint.prescan.blocks import Blocks

_UNSURE = re.compile(
    r"""[<\\$\r]
      | ``                                  # longer runs, and fences
      | \[\[
      | \]:
      | \]\([^)`]*["'(`]                    # a title, or a target that is no simple one
      | \{(?:[^}`]{0,200}`|[^}`]{200})      # a template or attributes""",
    re.VERBOSE,
)
"""What could turn a backtick into something else, so that another one opens the code."""
_MARK = re.compile("`")
_LINE_OR_CELL = re.compile(r"[^\n|]+")


class CodeSpans:
    """Code between two backticks of one line, in a text without block structure of other kinds.

    The backticks belong together for sure if each line before in the same block has pairs only. A
    block begins at an empty line at the earliest, and the cells of a table are taken for lines.
    """

    __slots__ = ("_blocks", "_source", "_spans")

    def __init__(self, source: str) -> None:
        self._source = source
        self._blocks = Blocks(source)
        self._spans: dict[tuple[int, int], list[tuple[int, int]]] = {}
        """Those of the blocks that have been asked for."""

    def hold(self, place: int) -> bool:
        """Whether ``place`` surely stands in one."""
        block = self._blocks.around(place)
        if block not in self._spans:
            self._spans[block] = list(self._spans_of(*block))
        spans = self._spans[block]
        at = bisect_right(spans, (place, place)) - 1
        return at >= 0 and place < spans[at][1]

    def _spans_of(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        unsure = _UNSURE.search(self._source, start, end)
        for line in _LINE_OR_CELL.finditer(self._source, start, end):
            if unsure is not None and unsure.start() < line.end():
                return
            if "`" in line[0]:
                marks = [mark.start() for mark in _MARK.finditer(self._source, *line.span())]
                if len(marks) % 2:
                    return
                yield from zip(marks[::2], marks[1::2], strict=True)
