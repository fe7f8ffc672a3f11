"""An abbreviation that is used before it is written out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from termlint.acronyms.agreement import in_number
from termlint.acronyms.expansions import expansions_of
from termlint.acronyms.introductions import introductions_in
from termlint.diagnostic import Diagnostic, Related, Severity
from termlint.facts import Key, Observation, Verdicts
from termlint.latepattern import late_pattern
from termlint.span import Span
from termlint.usage import Usage

if TYPE_CHECKING:
    from termlint.acronyms.uses import Use

NAME = "undefined-acronym"
SEVERITY = Severity.INFO
ENABLED = False

_INDEX = late_pattern(
    r"(?:.*/)?(?:_?index|readme|glossary|acronyms|abbreviations)\.\w+", re.IGNORECASE | re.DOTALL
)
"""Pages on which readers look for an abbreviation, or which they have read before."""
_USED, _INTRODUCED = "used", "introduced"


def observe(usage: Usage) -> Iterator[Observation]:
    """Which abbreviations a document uses before it introduces them, and which ones an index page
    introduces for all."""
    introduced = introductions_in(usage)
    for use in _unexplained(usage, introduced):
        yield Observation(_key(use.abbreviation), _USED, use.span, use.written)
    if _INDEX.fullmatch(usage.path):
        for short, span in introduced.items():
            yield Observation(_key(short), _INTRODUCED, span, short, decisive=True)


def check(usage: Usage, verdicts: Verdicts) -> Iterator[Diagnostic]:
    introduced = introductions_in(usage)
    for use in _unexplained(usage, introduced):
        verdict = verdicts.get(_key(use.abbreviation))
        if verdict is None or verdict.winner == _USED:
            yield _diagnostic(usage, use, introduced.get(use.abbreviation))


def _key(abbreviation: str) -> Key:
    return NAME, abbreviation


def _unexplained(usage: Usage, introduced: dict[str, Span]) -> Iterator[Use]:
    """The first use of each abbreviation, where neither the text before it nor the glossary says
    what it means."""
    # Its lists of known abbreviations are not needed where this check is off, as it is by default.
    from termlint.acronyms.uses import uses_of

    firsts: dict[str, Use] = {}
    for use in uses_of(usage):
        firsts.setdefault(use.abbreviation, use)
    unexplained = [
        use
        for short, use in firsts.items()
        if (place := introduced.get(short)) is None or use.span.start < place.start
    ]
    named = _named(usage) if unexplained else frozenset()
    for use in unexplained:
        if use.abbreviation not in named:
            yield use


def _named(usage: Usage) -> frozenset[str]:
    """The words of the designations and names in the glossaries."""
    return frozenset(
        word
        for concept in usage.termbase.concepts.values()
        for text in (*(each.text for each in concept.designations), *concept.names)
        for word in re.findall(r"[\w&]+", text)
        if not word.islower()
    )


def _diagnostic(usage: Usage, use: Use, introduced: Span | None) -> Diagnostic:
    written = use.written
    texts = [each.text for each in expansions_of(usage) if each.abbreviation == use.abbreviation]
    is_plural = written != use.abbreviation
    suggestions = tuple(f"{in_number(text, is_plural)} ({written})" for text in texts[:1])
    if introduced is None:
        message = f'"{written}" is never written out; write its words here, then "({written})"'
        related: tuple[Related, ...] = ()
    else:
        advice = f'write "{suggestions[0]}"' if suggestions else "move that to the first use"
        message = f'"{written}" is used before it is written out; {advice}'
        related = (Related(introduced, "written out here"),)
    return Diagnostic(
        check=NAME,
        severity=SEVERITY,
        message=message,
        span=use.span,
        text=usage.text_of(use.span),
        suggestions=suggestions,
        related=related,
    )
