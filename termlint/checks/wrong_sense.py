"""A term where the words around it call for another concept than the one it names."""

from __future__ import annotations

from collections.abc import Iterator

from termlint.diagnostic import Diagnostic, Evidence, Fix, Severity
from termlint.edits import edits_to
from termlint.sense import Hit, Judgement, Verdict, judge, text_range
from termlint.termbase import Concept
from termlint.usage import Occurrence, Usage
from termlint.wording import in_form_of, listed, with_article

NAME = "wrong-sense"
SEVERITY = Severity.WARNING
ENABLED = True


def check(usage: Usage) -> Iterator[Diagnostic]:
    for occurrence in usage.occurrences:
        concept = usage.concept_of(occurrence)
        if concept is None or not concept.confused_with:
            continue
        judgement = judge(usage, occurrence)
        if judgement.verdict is Verdict.WRONG:
            yield _diagnostic(usage, occurrence, concept, judgement)


def _diagnostic(
    usage: Usage, occurrence: Occurrence, concept: Concept, judgement: Judgement
) -> Diagnostic:
    block = usage.block_of(occurrence)
    meant = [usage.termbase.concepts[other] for other in judgement.meant]
    suggestions = tuple(in_form_of(usage, occurrence, other.term) for other in meant)
    evidence = tuple(
        found for hit in judgement.hits if (found := _evidence(usage, occurrence, hit)) is not None
    )
    hit = judgement.hits[0]
    words = (
        usage.words_of(block, *text_range(usage, occurrence, hit)) if not block.row else hit.words
    )
    edits = edits_to(usage, occurrence, suggestions[0])
    kind = usage.termbase.kinds.get(meant[0].kind or "")
    fix = kind.fix if kind is not None else "unsafe"
    return Diagnostic(
        check=NAME,
        severity=SEVERITY,
        message=f'"{occurrence.written}" names {_what(concept, meant[0])}, but "{words}" means '
        f"{_what(meant[0], concept)}; write {listed(suggestions)}",
        span=occurrence.span,
        text=usage.text_of(occurrence.span),
        concept=concept.id,
        suggestions=suggestions,
        fix=Fix(edits, safe=fix == "safe") if edits and fix != "none" else None,
        evidence=evidence,
    )


def _evidence(usage: Usage, occurrence: Occurrence, hit: Hit) -> Evidence | None:
    """The words of a hit as they stand in the file; None where that can't be told exactly."""
    span = usage.block_of(occurrence).locate(*text_range(usage, occurrence, hit))
    return None if span is None else Evidence(hit.cue.pattern, usage.text_of(span), span)


def _what(concept: Concept, beside: Concept) -> str:
    """A concept by its kind ("a practice"), or by its term where the kinds don't tell the two
    apart."""
    if concept.kind is None or beside.kind in (None, concept.kind):
        return concept.term
    return with_article(concept.kind)
