"""Where in YAML a place lies, told from the indentation, since what is being typed is not whole."""

from __future__ import annotations

import re
from typing import NamedTuple

from termlint.span import LineIndex, Span

ITEM = "-"
"""In a path, an item of a list."""
_MOST_LINES = 5000
"""How many lines above a place are looked at."""
_LINE = re.compile(
    r"""(?P<indent>[ ]*)(?P<dashes>(?:-[ ]+)*)
    (?:(?P<key>"[^"\n]*"|'[^'\n]*'|[^\s"'#:\[\]{},-][^:#\n]*?)[ ]*:(?=\s|$))?""",
    re.VERBOSE,
)
_WORD = re.compile(r"[^\s,:\[\]{}\"'#]*")


class Spot(NamedTuple):
    """A place in a YAML text."""

    path: tuple[str, ...]
    """The keys that lead to the mapping, list or value in which it lies, with ``ITEM`` for lists;
    for a value the last one is its own key."""
    word: Span
    """The word at the place."""
    is_key: bool
    """Whether the word is a key or could become one."""


def spot_at(text: str, offset: int) -> Spot:
    """Where in ``text`` the place lies."""
    lines = LineIndex(text)
    number = lines.line_of(offset)
    whole = lines.span_of_line(number)
    line = text[whole.start : whole.end]
    at = offset - whole.start
    start = at - len(_reversed_word(line, at))
    word = _WORD.match(line, start)
    span = Span(whole.start + start, whole.start + (word.end() if word else at))
    entries = _entries(line)
    keys = [entry for entry in entries if entry[1] != ITEM]
    is_value = bool(keys) and keys[-1][0] + len(keys[-1][1]) < start
    before = [entry for entry in entries if entry[0] < start]
    path: list[str] = []
    limit = start + 1 if is_value else start
    for column, name in reversed(before):
        path.insert(0, name)
        limit = column + (name == ITEM)
    above = number - 1
    while above >= max(1, number - _MOST_LINES) and limit > 0:
        for column, name in reversed(_entries(lines.line(above))):
            if column < limit and not (name == ITEM and path[:1] == [ITEM] and column == limit - 1):
                path.insert(0, name)
                limit = column + (name == ITEM)
        above -= 1
    # Items in brackets stand on the line of their key.
    if is_value and "[" in line[keys[-1][0] : start]:
        path.append(ITEM)
    return Spot(tuple(path), span, not is_value)


def _reversed_word(line: str, at: int) -> str:
    word = _WORD.match(line[:at][::-1])
    return word[0] if word else ""


def _entries(line: str) -> list[tuple[int, str]]:
    """The dashes and the key with which a line begins, each with its column from 0."""
    found = _LINE.match(line)
    if found is None:
        return []
    start = found.start("dashes")
    entries = [(start + at, ITEM) for at, char in enumerate(found["dashes"]) if char == "-"]
    if found["key"]:
        entries.append((found.start("key"), found["key"].strip("\"'")))
    elif not found["dashes"] and line.strip() == ITEM:
        entries.append((len(line) - len(line.lstrip()), ITEM))
    return entries
