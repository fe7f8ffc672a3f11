"""Two forms of which a project should use one."""

from __future__ import annotations

from collections.abc import Iterator

from termlint.diagnostic import Diagnostic, Fix, Related, Severity
from termlint.edits import edits_to
from termlint.facts import Key, Observation, Verdict, Verdicts
from termlint.phrase import around, is_modifier, is_one_of_several
from termlint.termbase import Designation, Status
from termlint.usage import Occurrence, Spelling, Usage
from termlint.wording import in_form_of, times

NAME = "inconsistent-term"
SEVERITY = Severity.WARNING
ENABLED = True


def observe(usage: Usage) -> Iterator[Observation]:
    """Which of several forms is used, wherever there is a choice."""
    for occurrence, designation, key in _uses(usage):
        yield Observation(
            key,
            designation.text,
            occurrence.span,
            occurrence.written,
            preferred=designation.status is Status.PREFERRED,
        )


def check(usage: Usage, verdicts: Verdicts) -> Iterator[Diagnostic]:
    for occurrence, designation, key in _uses(usage):
        verdict = verdicts.get(key)
        if verdict is not None and verdict.winner != designation.text:
            yield _diagnostic(usage, occurrence, designation, verdict)


def _uses(usage: Usage) -> Iterator[tuple[Occurrence, Designation, Key]]:
    """The uses that may be compared, in the order of the file, each with what it is a choice in."""
    for occurrence in usage.occurrences:
        if occurrence.spelling is not Spelling.RIGHT:
            continue
        for designation in occurrence.designations:
            if not _counts(usage, designation):
                continue
            place = _place(usage, designation, occurrence)
            if place is not None:
                yield occurrence, designation, (NAME, designation.owner, place)


def _counts(usage: Usage, designation: Designation) -> bool:
    """Whether a designation is one of several that are not to be mixed."""
    concept = usage.termbase.concepts.get(designation.concept)
    if concept is None:
        return True
    return (
        concept.consistent
        and designation.status in (Status.PREFERRED, Status.ADMITTED)
        and designation.text != concept.abbreviation
    )


def _place(usage: Usage, designation: Designation, occurrence: Occurrence) -> str | None:
    """Where an occurrence stands in its phrase, as far as it matters for a group's forms; None
    where it does and one can't tell.

    A hyphen is right in "an open-source tool" where "is open source" has none, so forms that
    have one are compared in the same place only.
    """
    if not _has_hyphens(usage, designation):
        return "any"
    phrase = around(usage, occurrence)
    if occurrence.compound or is_modifier(phrase):
        return "modifier"
    return None if is_one_of_several(phrase) else "head"


def _has_hyphens(usage: Usage, designation: Designation) -> bool:
    concept = usage.termbase.concepts.get(designation.concept)
    if concept is not None:
        return any("-" in other.text for other in concept.designations)
    groups = (group for group in usage.termbase.groups if group.origin == designation.origin)
    return any("-" in form for group in groups for form in group.forms)


def _diagnostic(
    usage: Usage, occurrence: Occurrence, designation: Designation, verdict: Verdict
) -> Diagnostic:
    majority, own = verdict.seen[verdict.winner], verdict.seen[designation.text]
    suggestion = in_form_of(usage, occurrence, verdict.winner, base=designation.text)
    edits = edits_to(usage, occurrence, suggestion)
    return Diagnostic(
        check=NAME,
        severity=SEVERITY,
        message=f'"{occurrence.written}" ({times(own.times)}) is mixed with '
        f'"{verdict.winner}" ({times(majority.times)}); write "{suggestion}"',
        span=occurrence.span,
        text=usage.text_of(occurrence.span),
        concept=designation.concept or None,
        suggestions=(suggestion,),
        fix=Fix(edits, safe=False) if edits else None,
        related=(Related(majority.first, f'written "{majority.text}" here'),),
    )
