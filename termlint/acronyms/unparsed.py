"""The abbreviations beside a bracket that may be written out there, in Markdown not parsed."""

from __future__ import annotations

import re

from termlint.acronyms import pairs

_EMPHASIS = re.compile(r"[*_~]+|(?<=\n)[ \t>]+")
"""What only marks words, and the quote marks at the beginning of a line."""
_PLAIN_WORD = re.compile(r"[^\W_]+(?=[\s)/,.:-])")
_UNCLEAR = frozenset("[]()<>{}&;\\")
"""Marks of links, tags, templates, entities and escapes."""


def short_in(source: str, bracket: int) -> str:
    """The abbreviation in a bracket if its words may stand before it; empty if they don't."""
    named = pairs.IN_BRACKET.match(source, bracket)
    if named is None:
        return ""
    low = max(0, bracket - 2 * pairs.REACH)
    plain = _EMPHASIS.sub("", source[low:bracket])
    return named["short"] if _may_be_before(plain, named["short"], is_cut=low > 0) else ""


def _may_be_before(plain: str, short: str, is_cut: bool) -> bool:
    """Whether the words of ``short`` may stand at the end of a text, which has a beginning that is
    not here if it ``is_cut``."""
    if pairs.words_before(plain, len(plain), short):
        return True
    row = pairs.row_before(plain, len(plain))
    start = row[0].start() if row else len(plain)
    end = start
    while end and not plain[end - 1].isalnum():
        end -= 1
    return _is_unclear(plain[end:start]) or (is_cut and end == 0)


def short_before(source: str, bracket: int) -> str:
    """The abbreviation before a bracket if its words may stand in it; empty if they don't."""
    found = pairs.short_before(source, bracket)
    if found is None:
        return ""
    short, start = source[slice(*found)], bracket + 1
    leading = pairs.LEADING.match(source, start)
    is_plain = leading is not None and _PLAIN_WORD.match(source, leading.end())
    if is_plain and not pairs.begins(source, start, short):
        return ""
    plain = _EMPHASIS.sub("", source[start : start + 2 * pairs.REACH])
    may_be = bool(pairs.words_after(plain, 0, short)) or _is_unclear(plain.partition(")")[0])
    return short if may_be else ""


def _is_unclear(plain: str) -> bool:
    """Whether a reader may see something else than the Markdown has there."""
    return not _UNCLEAR.isdisjoint(plain) or "''" in plain
