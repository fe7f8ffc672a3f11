"""Unified diffs of texts before and after fixes, as ``git apply`` and ``patch -p1`` read them.

Fixes never add or remove a line, so the lines of both texts belong to each other one by one and
nothing has to be searched.
"""

from __future__ import annotations

from collections.abc import Iterator

_CONTEXT = 3
"""How many lines are shown before and after those that differ."""
_NO_NEWLINE = "\\ No newline at end of file\n"


def unified(path: str, before: str, after: str) -> Iterator[str]:
    """The diff, line by line, each with its line end; none at all where nothing differs.

    ``path`` has ``/`` between its parts. Lines end at ``\\n`` only, as they do for Git. Raises
    ValueError where the numbers of lines differ.
    """
    old, new = before.split("\n"), after.split("\n")
    changed = [at for at, pair in enumerate(zip(old, new, strict=True)) if pair[0] != pair[1]]
    if not changed:
        return
    # A name with a space in it ends at a tab.
    end = "\t\n" if " " in path else "\n"
    yield f"--- a/{path}{end}"
    yield f"+++ b/{path}{end}"
    count = len(old) if old[-1] or new[-1] else len(old) - 1
    for low, high in _hunks(changed, count):
        size = "" if high - low == 1 else f",{high - low}"
        yield f"@@ -{low + 1}{size} +{low + 1}{size} @@\n"
        yield from _hunk(old, new, low, high)


def _hunks(changed: list[int], count: int) -> Iterator[tuple[int, int]]:
    """The stretches of lines around those that have changed, of ``count`` lines."""
    low = high = changed[0]
    for at in changed:
        if at - high > 2 * _CONTEXT + 1:
            yield max(0, low - _CONTEXT), min(high + 1 + _CONTEXT, count)
            low = at
        high = at
    yield max(0, low - _CONTEXT), min(high + 1 + _CONTEXT, count)


def _hunk(old: list[str], new: list[str], low: int, high: int) -> Iterator[str]:
    at = low
    while at < high:
        if old[at] == new[at]:
            yield from _line(" ", old, at)
            at += 1
            continue
        end = at
        while end < high and old[end] != new[end]:
            end += 1
        for sign, lines in (("-", old), ("+", new)):
            for number in range(at, end):
                yield from _line(sign, lines, number)
        at = end


def _line(sign: str, lines: list[str], at: int) -> Iterator[str]:
    yield f"{sign}{lines[at]}\n"
    if at == len(lines) - 1:
        yield _NO_NEWLINE
