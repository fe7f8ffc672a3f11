"""A sentence that defines a term as another kind of thing than its glossary does."""

from __future__ import annotations

from collections.abc import Iterator

from termlint.definition import Definition, definition_of, kinds_named, may_be_defined
from termlint.diagnostic import Diagnostic, Evidence, Severity
from termlint.phrase import around, follows_name
from termlint.termbase import Concept, Kind
from termlint.usage import Occurrence, Usage
from termlint.wording import in_form_of, listed, with_article

NAME = "conflicting-definition"
SEVERITY = Severity.WARNING
ENABLED = True


def check(usage: Usage) -> Iterator[Diagnostic]:
    for occurrence in usage.occurrences:
        concept = usage.concept_of(occurrence)
        if concept is None or concept.kind is None or len(occurrence.designations) > 1:
            continue
        if occurrence.compound or usage.block_of(occurrence).quoted:
            continue
        definition = _definition(usage, occurrence)
        if definition is None:
            continue
        kinds = kinds_named(usage.termbase, definition.nouns)
        if kinds and all(kind.id != concept.kind for kind in kinds):
            yield _diagnostic(usage, occurrence, concept, definition, kinds)


def _definition(usage: Usage, occurrence: Occurrence) -> Definition | None:
    if not may_be_defined(usage.block_of(occurrence).text, occurrence.end):
        return None
    place = around(usage, occurrence)
    return None if follows_name(place) else definition_of(place)


def _diagnostic(
    usage: Usage,
    occurrence: Occurrence,
    concept: Concept,
    definition: Definition,
    kinds: tuple[Kind, ...],
) -> Diagnostic:
    block = usage.block_of(occurrence)
    tokens = usage.tokens_of(occurrence).all
    start, end = tokens[definition.low].start, tokens[definition.high - 1].end
    rivals = (usage.termbase.concepts[other] for other in concept.confused_with)
    ids = {kind.id for kind in kinds}
    suggestions = tuple(in_form_of(usage, occurrence, r.term) for r in rivals if r.kind in ids)
    kind = concept.kind or ""
    advice = f"define {with_article(kind)}" + (
        f" or write {listed(suggestions)}" if suggestions else ""
    )
    span = block.locate(start, end)
    return Diagnostic(
        check=NAME,
        severity=SEVERITY,
        message=f'"{occurrence.written}" names {with_article(kind)}, but '
        f'"{usage.words_of(block, start, end)}" defines {with_article(kinds[0].id)}; {advice}',
        span=occurrence.span,
        text=usage.text_of(occurrence.span),
        concept=concept.id,
        suggestions=suggestions,
        evidence=()
        if span is None
        else (Evidence(" or ".join(definition.nouns), usage.text_of(span), span),),
    )
