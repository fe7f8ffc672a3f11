"""Tells from Markdown, unparsed, where abbreviations may be written out or used.

It may say too much and never misses anything. An expansion is only found where the abbreviation,
its bracket and what is between them can be read in the file itself. What is left are the words,
between which there may be markup: where some is near, an expansion may be.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from termlint.acronyms.shape import BEHIND, CALLED, VERBS, singular_of

_WITH_CAPITALS = re.compile(
    rf"\((?<=[\s*_~]\()(?:(?:{CALLED})(?![A-Za-z0-9])|[^A-Za-z0-9()]){{0,60}}+"
    r"[a-z]?[A-Z][a-z0-9]{0,9}[/&]?[A-Z]"
)
"""A bracket in which an abbreviation may come first."""
_CAPITALS = r"[A-Z][0-9&]*[A-Z]"


def expansion_places(source: str) -> Iterator[tuple[int, str]]:
    """Offsets in Markdown, each with the abbreviation in the singular, which is empty if that is
    not known: each expansion in it stands in the same block as one of them."""
    for bracket in _WITH_CAPITALS.finditer(source):
        from termlint.acronyms.unparsed import short_in  # its patterns take long to compile

        short = short_in(source, bracket.start())
        if short:
            yield bracket.start(), singular_of(short)
    for bracket in BEHIND.finditer(source):
        from termlint.acronyms.unparsed import short_before  # see above

        short = short_before(source, bracket.start())
        if short:
            yield bracket.start(), singular_of(short)
    for verb in VERBS:
        at = source.find(verb)
        while at >= 0:
            end = at + len(verb)
            if not (source[at - 1 : at].isalnum() or source[end : end + 1].isalnum()):
                yield at, ""
            at = source.find(verb, end)


def abbreviation_places(source: str) -> Iterator[int]:
    """Offsets in Markdown: each use of an abbreviation stands in the same block as one of them."""
    return (match.start() for match in re.finditer(_CAPITALS, source))
