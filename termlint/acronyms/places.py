"""Tells from Markdown, unparsed, where abbreviations may be written out or used.

It may say too much and never misses anything. An expansion is only found where the abbreviation,
its bracket and what is between them can be read in the file itself. What is left are the words,
between which there may be markup: where some is near, an expansion may be.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from termlint.acronyms.shape import BEHIND, VERBS

_WITH_CAPITALS = re.compile(r"\((?<=[\s*_~]\()[^A-Z()]{0,80}[A-Z][a-z0-9]{0,9}[/&]?[A-Z]")
"""A bracket in which an abbreviation may come first."""
_CAPITALS = re.compile(r"[A-Z][0-9&]*[A-Z]")

_EMPHASIS = re.compile(r"[*_~]+|(?<=\n)[ \t>]+")
"""What only marks words, and the quote marks at the beginning of a line."""
_PLAIN_WORD = re.compile(r"[^\W_]+(?=[\s)/,.:-])")
_UNCLEAR = frozenset("[]()<>{}&;\\")
"""Marks of links, tags, templates, entities and escapes."""


def expansion_places(source: str) -> Iterator[int]:
    """Offsets in Markdown: each expansion in it stands in the same block as one of them."""
    for bracket in _WITH_CAPITALS.finditer(source):
        if _may_be_before(source, bracket.start()):
            yield bracket.start()
    for bracket in BEHIND.finditer(source):
        if _may_be_after(source, bracket.start()):
            yield bracket.start()
    for verb in VERBS:
        at = source.find(verb)
        while at >= 0:
            yield at
            at = source.find(verb, at + 1)


def abbreviation_places(source: str) -> Iterator[int]:
    """Offsets in Markdown: each use of an abbreviation stands in the same block as one of them."""
    return (match.start() for match in _CAPITALS.finditer(source))


def _may_be_before(source: str, bracket: int) -> bool:
    """Whether the words of an abbreviation in a bracket may stand before it."""
    from termlint.acronyms import pairs  # to compile its patterns takes longer than a small file

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


def _may_be_after(source: str, bracket: int) -> bool:
    """Whether the words of an abbreviation before a bracket may stand in it."""
    from termlint.acronyms import pairs  # see above

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
