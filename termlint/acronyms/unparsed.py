"""Whether an abbreviation beside a bracket may be written out there, in Markdown not parsed."""

from __future__ import annotations

import re

from termlint.acronyms import pairs

_EMPHASIS = re.compile(r"[*_~]+|(?<=\n)[ \t>]+")
"""What only marks words, and the quote marks at the beginning of a line."""
_PLAIN_WORD = re.compile(r"[^\W_]+(?=[\s)/,.:-])")
_UNCLEAR = frozenset("[]()<>{}&;\\")
"""Marks of links, tags, templates, entities and escapes."""


def may_be_before(source: str, bracket: int) -> bool:
    """Whether the words of an abbreviation in a bracket may stand before it."""
    named = pairs.IN_BRACKET.match(source, bracket)
    if named is None:
        return False
    low = max(0, bracket - 2 * pairs.REACH)
    plain = _EMPHASIS.sub("", source[low:bracket])
    if pairs.words_before(plain, len(plain), named["short"]):
        return True
    row = pairs.row_before(plain, len(plain))
    start = row[0].start() if row else len(plain)
    end = start
    while end and not plain[end - 1].isalnum():
        end -= 1
    return _is_unclear(plain[end:start]) or (low > 0 and end == 0)


def may_be_after(source: str, bracket: int) -> bool:
    """Whether the words of an abbreviation before a bracket may stand in it."""
    found = pairs.short_before(source, bracket)
    if found is None:
        return False
    short, start = source[slice(*found)], bracket + 1
    leading = pairs.LEADING.match(source, start)
    is_plain = leading is not None and _PLAIN_WORD.match(source, leading.end())
    if is_plain and not pairs.begins(source, start, short):
        return False
    plain = _EMPHASIS.sub("", source[start : start + 2 * pairs.REACH])
    return bool(pairs.words_after(plain, 0, short)) or _is_unclear(plain.partition(")")[0])


def _is_unclear(plain: str) -> bool:
    """Whether a reader may see something else than the Markdown has there."""
    return not _UNCLEAR.isdisjoint(plain) or "''" in plain
