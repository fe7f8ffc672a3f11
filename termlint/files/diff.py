"""Which lines of a file are new, read from a unified diff."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

Ranges = tuple[tuple[int, int], ...]
"""The first and the last line of each stretch of new lines, 1-based, in their order. Where lines
were only taken out, the first is the one below the gap and the last the one above it."""


@dataclass(frozen=True, slots=True)
class ChangedLines:
    """The lines of a file that are not as they were."""

    ranges: Ranges

    def touch(self, first: int, last: int) -> bool:
        """Whether a change lies on the lines from ``first`` to ``last``, or between two of them."""
        index = bisect_right(self.ranges, last, key=lambda stretch: stretch[0])
        return index > 0 and self.ranges[index - 1][1] >= first


EVERY_LINE = ChangedLines(((1, 2**63),))


def read_diff(diff: bytes) -> Iterator[tuple[bytes, Ranges]]:
    """The files of a unified diff without context, and the ranges of new lines in each."""
    name = b""
    ranges: list[tuple[int, int]] = []
    lines_of_hunk = 0
    for line in diff.split(b"\n"):
        if lines_of_hunk:  # a line of a document may look like a header
            lines_of_hunk -= line[:1] in b"+-"
        elif line.startswith(b"+++ "):
            if ranges:
                yield name, tuple(ranges)
            name, ranges = _unquoted(line[len("+++ ") :]).removeprefix(b"b/"), []
        elif hunk := _HUNK.match(line):
            old, start, new = (1 if each is None else int(each) for each in hunk.groups())
            # Without a new line the hunk is called by the line above it.
            ranges.append((start, start + new - 1) if new else (start + 1, start))
            lines_of_hunk = old + new
    if ranges:
        yield name, tuple(ranges)


_HUNK = re.compile(rb"@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")


def _unquoted(name: bytes) -> bytes:
    """A name as ``git diff`` writes it: in quotes where it has unusual characters, as in C."""
    name = name.removesuffix(b"\t")  # that is put behind a name with a space
    if not name.startswith(b'"'):
        return name
    return _ESCAPE.sub(lambda escape: _unescaped(escape[1]), name[1:-1])


_ESCAPE = re.compile(rb"\\([0-7]{3}|.)", re.S)
_LETTERS = dict(zip(b"abtnvfr", b"\a\b\t\n\v\f\r", strict=True))


def _unescaped(code: bytes) -> bytes:
    return bytes([int(code, 8) if len(code) == 3 else _LETTERS.get(code[0], code[0])])


def renumbered(ranges: Ranges, data: bytes) -> Ranges:
    """The ``ranges`` of Git, for which lines end at LF, as lines that may end at a lone CR, too."""
    if data.count(b"\r") == data.count(b"\r\n"):
        return ranges
    numbers = [1]
    for line in data.split(b"\n"):
        numbers.append(numbers[-1] + 1 + line.removesuffix(b"\r").count(b"\r"))
    last = len(numbers) - 1  # what was written since then may be shorter
    return tuple(
        (numbers[min(start - 1, last)], numbers[min(end, last)] - 1) for start, end in ranges
    )
