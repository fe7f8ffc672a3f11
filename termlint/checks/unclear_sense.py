"""A form with several senses where nothing decides which one is meant."""

from __future__ import annotations

from collections.abc import Iterator

from termlint.diagnostic import Diagnostic, Severity
from termlint.phrase import around, follows_name, is_modifier
from termlint.sense import Verdict, judge
from termlint.termbase import Concept
from termlint.usage import Occurrence, Spelling, Usage
from termlint.wording import in_form_of, listed

NAME = "unclear-sense"
SEVERITY = Severity.INFO
ENABLED = False


def check(usage: Usage) -> Iterator[Diagnostic]:
    for occurrence in usage.occurrences:
        senses = _senses(usage, occurrence)
        if len(senses) < 2 or not _stands_alone(usage, occurrence):
            continue
        if judge(usage, occurrence).verdict is not Verdict.UNDECIDED:
            continue
        suggestions = tuple(in_form_of(usage, occurrence, concept.term) for concept in senses)
        yield Diagnostic(
            check=NAME,
            severity=SEVERITY,
            message=f'"{occurrence.written}" has several senses here; write {listed(suggestions)}',
            span=occurrence.span,
            text=usage.text_of(occurrence.span),
            concept=occurrence.designation.concept,
            suggestions=suggestions,
        )


def _senses(usage: Usage, occurrence: Occurrence) -> list[Concept]:
    """The concepts that a form may stand for: those that claim it, and those that their claimants
    are confused with and whose own terms end in it ("workflow orchestration")."""
    concepts = usage.termbase.concepts
    named = [concepts[d.concept] for d in occurrence.designations if d.concept]
    form = occurrence.designation.text.lower()
    others = [
        concepts[other]
        for concept in named
        for other in concept.confused_with
        if concepts[other].term.lower().endswith(f" {form}")
    ]
    return list({concept.id: concept for concept in (*named, *others)}.values())


def _stands_alone(usage: Usage, occurrence: Occurrence) -> bool:
    """Whether the form is a phrase of its own, with no noun or name that says more."""
    if occurrence.compound or occurrence.spelling is not Spelling.RIGHT:
        return False
    place = around(usage, occurrence)
    return not is_modifier(place) and not follows_name(place)
