"""An abbreviation that is written out in two ways, or not as the glossary has it."""

from __future__ import annotations

from collections.abc import Iterator

from termlint.acronyms.agreement import in_number, is_plural, is_variation, normal_form
from termlint.acronyms.expansions import Expansion, expansions_of
from termlint.acronyms.initials import WORD, in_full, stand_for
from termlint.casing import titled
from termlint.diagnostic import Diagnostic, Fix, Related, Severity
from termlint.edits import edits_to
from termlint.facts import Key, Observation, Verdict, Verdicts
from termlint.termbase import Concept, Designation, Status
from termlint.usage import Occurrence, Spelling, Usage
from termlint.wording import listed, times

NAME = "conflicting-acronym"
SEVERITY = Severity.WARNING
ENABLED = True

_RIGHT = (Status.PREFERRED, Status.ADMITTED)


def observe(usage: Usage) -> Iterator[Observation]:
    """How each abbreviation that the glossary does not write out is written out."""
    for expansion, forms in _expansions(usage):
        if not forms:
            choice = _choice(expansion.abbreviation, expansion.text)
            yield Observation(_key(expansion), choice, expansion.span, expansion.text)


def check(usage: Usage, verdicts: Verdicts) -> Iterator[Diagnostic]:
    for expansion, forms in _expansions(usage):
        short = expansion.abbreviation
        choice, verdict = _choice(short, expansion.text), verdicts.get(_key(expansion))
        if not forms and verdict is not None and verdict.winner != choice:
            yield _against_project(usage, expansion, verdict)
        elif forms and choice not in {_choice(short, form.text) for form in forms}:
            yield _against_glossary(usage, expansion, forms)


def _choice(abbreviation: str, expansion: str) -> str:
    return normal_form(in_full(abbreviation, expansion))


def _key(expansion: Expansion) -> Key:
    return NAME, expansion.abbreviation


def _expansions(usage: Usage) -> Iterator[tuple[Expansion, tuple[Designation, ...]]]:
    """Each expansion, with the forms in which the glossary writes its abbreviation out.

    There are none where the glossary does not know it.
    """
    found = expansions_of(usage)
    known = {(each.block, each.start): each for each in usage.occurrences} if found else {}
    for expansion in found:
        occurrence = known.get((expansion.block, expansion.at))
        yield expansion, () if occurrence is None else _forms(usage, expansion, occurrence)


def _forms(usage: Usage, expansion: Expansion, occurrence: Occurrence) -> tuple[Designation, ...]:
    """How the concepts that an abbreviation names are called in full, rightly or not."""
    short = expansion.abbreviation
    forms = [
        form
        for designation in occurrence.designations
        if (concept := usage.termbase.concepts.get(designation.concept)) is not None
        for form in concept.designations
        if _is_long_form(form, concept, short)
    ]
    is_whole = occurrence.written.removesuffix("s") == short.removesuffix("s")
    return tuple(forms) if is_whole and any(form.status in _RIGHT for form in forms) else ()


def _is_long_form(form: Designation, concept: Concept, short: str) -> bool:
    is_given = short == concept.abbreviation and form.text == concept.term
    return form.text != short and (is_given or stand_for(short, WORD.findall(form.text)))


def _against_glossary(
    usage: Usage, expansion: Expansion, forms: tuple[Designation, ...]
) -> Diagnostic:
    short, said = expansion.abbreviation, expansion.text
    right = [form for form in forms if form.status in _RIGHT]
    alike = [
        form for form in right if is_variation(in_full(short, said), in_full(short, form.text))
    ]
    if not alike:
        by_concept = {form.concept: form.text for form in reversed(right)}
        meant = listed(by_concept[concept] for concept in dict.fromkeys(f.concept for f in right))
        message = (
            f'"{short}" is short for {meant} in the glossary, but for "{said}" here; '
            f'don\'t abbreviate "{said}"'
        )
        return _diagnostic(usage, expansion, message, concept=right[0].concept)
    form = _in_manner_of(expansion, alike[0].text)
    edits = edits_to(usage, _read_as(alike[0], expansion, form), form)
    return _diagnostic(
        usage,
        expansion,
        f'"{said}" is not what the glossary has for "{short}"; write "{form}"',
        concept=alike[0].concept,
        suggestions=(form,),
        fix=Fix(edits, safe=False) if edits else None,
    )


def _against_project(usage: Usage, expansion: Expansion, verdict: Verdict) -> Diagnostic:
    short, said = expansion.abbreviation, expansion.text
    own, majority = verdict.seen[_choice(short, said)], verdict.seen[verdict.winner]
    related = (Related(majority.first, f'written out as "{majority.text}" here'),)
    if not is_variation(in_full(short, said), in_full(short, majority.text)):
        message = (
            f'"{short}" is short for "{said}" ({times(own.times)}) and for "{majority.text}" '
            f"({times(majority.times)}); abbreviate only one of them"
        )
        return _diagnostic(usage, expansion, message, related=related)
    form = _in_manner_of(expansion, majority.text)
    message = (
        f'"{short}" is written out as "{said}" ({times(own.times)}) and as "{majority.text}" '
        f'({times(majority.times)}); write "{form}"'
    )
    return _diagnostic(usage, expansion, message, suggestions=(form,), related=related)


def _diagnostic(
    usage: Usage,
    expansion: Expansion,
    message: str,
    *,
    concept: str | None = None,
    suggestions: tuple[str, ...] = (),
    fix: Fix | None = None,
    related: tuple[Related, ...] = (),
) -> Diagnostic:
    return Diagnostic(
        check=NAME,
        severity=SEVERITY,
        message=message,
        span=expansion.span,
        text=usage.text_of(expansion.span),
        concept=concept,
        suggestions=suggestions,
        fix=fix,
        related=related,
    )


def _in_manner_of(expansion: Expansion, form: str) -> str:
    """A form in the number of an expansion, and with capitals where that has them."""
    form = in_number(form, is_plural(expansion.text))
    return titled(form) if titled(expansion.text) == expansion.text else form


def _read_as(form: Designation, expansion: Expansion, expected: str) -> Occurrence:
    return Occurrence(
        designations=(form,),
        block=expansion.block,
        start=expansion.start,
        end=expansion.end,
        span=expansion.span,
        written=expansion.text,
        expected=expected,
        spelling=Spelling.VARIANT,
    )
