"""Unified diffs of texts before and after fixes, as ``git apply`` and ``patch -p1`` read them.

Fixes never add or remove a line, so the lines of both texts belong to each other one by one and
nothing has to be searched. Names are quoted as ``quote.c`` in github.com/git/git does it.
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
    for sign, side in (("---", "a"), ("+++", "b")):
        yield f"{sign} {_name(f'{side}/{path}')}\n"
    count = len(old) if old[-1] or new[-1] else len(old) - 1
    for low, high in _hunks(changed, count):
        size = "" if high - low == 1 else f",{high - low}"
        yield f"@@ -{low + 1}{size} +{low + 1}{size} @@\n"
        yield from _hunk(old, new, low, high)


def _name(path: str) -> str:
    """``path`` as Git writes it: in quotes, as in C, where it has a character that would end it or
    a byte that is not UTF-8; with a tab behind it where it has a space."""
    quoted = "".join(_ESCAPES.get(each) or _escaped(each) for each in path)
    if quoted != path:
        return f'"{quoted}"'
    return f"{path}\t" if " " in path else path


def _escaped(character: str) -> str:
    """A character of a quoted name."""
    code = ord(character)
    if code < 0x20 or code == 0x7F:
        return f"\\{code:03o}"
    if 0xDC80 <= code <= 0xDCFF:  # how a byte is kept that is not UTF-8
        return f"\\{code - 0xDC00:03o}"
    if 0xD800 <= code <= 0xDFFF:
        return "".join(f"\\{byte:03o}" for byte in character.encode("utf-8", "surrogatepass"))
    return character


_ESCAPES = {
    **{chr(7 + index): f"\\{letter}" for index, letter in enumerate("abtnvfr")},
    '"': '\\"',
    "\\": "\\\\",
}


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
