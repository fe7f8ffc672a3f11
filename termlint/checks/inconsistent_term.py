"""Two forms of which a document should use one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from termlint.diagnostic import Diagnostic, Fix, Related, Severity
from termlint.phrase import around, is_modifier
from termlint.termbase import Designation, Status
from termlint.usage import Occurrence, Spelling, Usage
from termlint.wording import edits_to, in_number_of

NAME = "inconsistent-term"
SEVERITY = Severity.WARNING
ENABLED = True

_Use = tuple[Designation, Occurrence]


def check(usage: Usage) -> Iterator[Diagnostic]:
    for uses in _uses(usage).values():
        counts = Counter(designation.text for designation, _ in uses)
        majority = _majority(counts, uses)
        first = next(occurrence for designation, occurrence in uses if designation.text == majority)
        for designation, occurrence in uses:
            if designation.text != majority:
                yield _diagnostic(usage, designation, occurrence, counts, majority, first)


def _uses(usage: Usage) -> dict[tuple[str, str], list[_Use]]:
    """The uses that may be compared with each other, in the order of the file."""
    uses: dict[tuple[str, str], list[_Use]] = defaultdict(list)
    for occurrence in usage.occurrences:
        if occurrence.spelling is not Spelling.RIGHT:
            continue
        for designation in occurrence.designations:
            if _counts(usage, designation):
                place = _place(usage, designation, occurrence)
                uses[designation.owner, place].append((designation, occurrence))
    return uses


def _majority(counts: Counter[str], uses: list[_Use]) -> str:
    """The form used most; of two used equally the preferred one, or else the one that came first,
    since a Counter keeps the order of insertion."""
    preferred = {use.text for use, _ in uses if use.status is Status.PREFERRED}
    return max(counts, key=lambda form: (counts[form], form in preferred))


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


def _place(usage: Usage, designation: Designation, occurrence: Occurrence) -> str:
    """Where an occurrence stands in its phrase, as far as it matters for a group's forms.

    A hyphen is right in "an open-source tool" where "is open source" has none, so forms that
    have one are compared in the same place only.
    """
    if _has_hyphens(usage, designation):
        modifies = occurrence.compound or is_modifier(around(usage, occurrence))
        return "modifier" if modifies else "head"
    return "any"


def _has_hyphens(usage: Usage, designation: Designation) -> bool:
    concept = usage.termbase.concepts.get(designation.concept)
    if concept is not None:
        return any("-" in other.text for other in concept.designations)
    groups = (group for group in usage.termbase.groups if group.origin == designation.origin)
    return any("-" in form for group in groups for form in group.forms)


def _diagnostic(
    usage: Usage,
    designation: Designation,
    occurrence: Occurrence,
    counts: Counter[str],
    majority: str,
    first: Occurrence,
) -> Diagnostic:
    suggestion = in_number_of(occurrence, majority, base=designation.text)
    edits = edits_to(usage.block_of(occurrence), occurrence, suggestion)
    return Diagnostic(
        check=NAME,
        severity=SEVERITY,
        message=f'"{occurrence.written}" ({_times(counts[designation.text])}) is mixed with '
        f'"{majority}" ({_times(counts[majority])}); write "{suggestion}"',
        span=occurrence.span,
        text=usage.text_of(occurrence.span),
        concept=designation.concept or None,
        suggestions=(suggestion,),
        fix=Fix(edits, safe=False) if edits else None,
        related=(Related(first.span, f'written "{first.written}" here'),),
    )


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"
