"""A designation in a wrong spelling, case, hyphenation or spacing."""

from __future__ import annotations

from collections.abc import Iterator

from termlint.casing import reads_as_name
from termlint.diagnostic import Diagnostic, Fix, Severity
from termlint.edits import edits_to
from termlint.sense import any_holds
from termlint.termbase import Status
from termlint.usage import Occurrence, Spelling, Usage
from termlint.verbatim import Verbatim, verbatim

NAME = "misspelled-term"
SEVERITY = Severity.WARNING
ENABLED = True

_WRONG = {
    Spelling.CASE: "has the wrong case",
    Spelling.SPACING: "has the wrong spacing",
    Spelling.VARIANT: "is a wrong spelling",
}


def check(usage: Usage) -> Iterator[Diagnostic]:
    for occurrence in usage.occurrences:
        if occurrence.spelling in _WRONG and _is_surely_wrong(usage, occurrence):
            value = verbatim(usage, occurrence)
            if value is Verbatim.LIKELY:
                continue
            expected = occurrence.expected
            edits = edits_to(usage, occurrence, expected)
            yield Diagnostic(
                check=NAME,
                severity=SEVERITY,
                message=f'"{occurrence.written}" {_WRONG[occurrence.spelling]}; write "{expected}"',
                span=occurrence.span,
                text=usage.text_of(occurrence.span),
                concept=occurrence.designation.concept,
                suggestions=(expected,),
                fix=Fix(edits, safe=value is Verbatim.HARDLY) if edits else None,
            )


def _is_surely_wrong(usage: Usage, occurrence: Occurrence) -> bool:
    """Whether the term is meant at all: not a deprecated one, a command, or an ordinary word."""
    concept = usage.concept_of(occurrence)
    if concept is None or occurrence.designation.status is Status.DEPRECATED:
        return False
    kind = usage.termbase.kinds.get(concept.kind or "")
    if kind is not None and kind.named and _reads_as_name(usage, occurrence):
        return False
    literal = usage.termbase.literal_cues_of(concept)
    if literal and occurrence.written.islower() and any_holds(usage, occurrence, literal):
        return False
    if concept.ambiguous and occurrence.spelling is not Spelling.VARIANT:
        return any_holds(usage, occurrence, usage.termbase.cues_of(concept))
    return True


def _reads_as_name(usage: Usage, occurrence: Occurrence) -> bool:
    text = usage.block_of(occurrence).text
    return reads_as_name(occurrence.expected, occurrence.written, text, occurrence.start)
