"""What termlint knows, said for people: the pages of the checks and the entries of a termbase."""

from __future__ import annotations

import os
from collections.abc import Iterator

from termlint import checks
from termlint.checks import CHECKS
from termlint.files.text import read
from termlint.termbase import Concept, Cue, Group, Status, Termbase


def page_of(check: str) -> str | None:
    """The page of the check with this name, in Markdown; None where there is none."""
    for each in CHECKS:
        if each.name == check:
            return read(os.path.join(os.path.dirname(checks.__file__), each.page)).text
    return None


def concepts_named(word: str, termbase: Termbase) -> tuple[Concept, ...]:
    """The concepts with this id or with a designation that reads so, whatever its case."""
    wanted = word.casefold()
    return tuple(
        concept
        for concept in termbase.concepts.values()
        if wanted == concept.id.casefold()
        or any(wanted == each.text.casefold() for each in concept.designations)
    )


def groups_with(word: str, termbase: Termbase) -> tuple[Group, ...]:
    """The groups of consistent forms with one that reads so, whatever its case."""
    wanted = word.casefold()
    return tuple(
        group for group in termbase.groups if any(wanted == form.casefold() for form in group.forms)
    )


def names_in(termbase: Termbase) -> tuple[str, ...]:
    """All ids and designations."""
    concepts = termbase.concepts.values()
    forms = (each.text for concept in concepts for each in concept.designations)
    return tuple(dict.fromkeys([*termbase.concepts, *forms]))


def describe(concept: Concept, termbase: Termbase) -> Iterator[str]:
    """What the glossary says of a concept, line by line."""
    kind = termbase.kinds[concept.kind] if concept.kind else None
    yield f"{concept.term} ({concept.id}), {concept.origin}"
    if kind:
        yield f"  kind: {kind.id}" + (f", {kind.description}" if kind.description else "")
    if concept.definition:
        yield f"  definition: {' '.join(concept.definition.split())}"
    if concept.source:
        yield f"  source: {concept.source}"
    if concept.note:
        yield f"  note: {' '.join(concept.note.split())}"
    for status, label in _LABELS.items():
        forms = [each.text for each in concept.designations if each.status is status]
        if forms:
            yield f"  {label}: {', '.join(forms)}"
    if concept.abbreviation:
        yield f"  abbreviation: {concept.abbreviation}"
    if concept.names:
        yield f"  left alone in: {', '.join(concept.names)}"
    if concept.confused_with:
        yield f"  confused with: {', '.join(concept.confused_with)}"
    yield from _cues("called for by", concept.cues)
    yield from _cues("code in", concept.literal)


_LABELS = {
    Status.ADMITTED: "also",
    Status.DEPRECATED: "deprecated",
    Status.VARIANT: "misspelled",
}


def _cues(label: str, cues: tuple[Cue, ...]) -> Iterator[str]:
    if cues:
        yield f"  {label}:"
        yield from (f"    {cue.pattern}" for cue in cues)


def describe_group(group: Group) -> str:
    """What the glossary says of forms that are not to be mixed, in one line."""
    return f"either of: {', '.join(group.forms)}, {group.origin}"


def summarize(termbase: Termbase) -> Iterator[str]:
    """The merged termbase, line by line: its glossaries, kinds, concepts and groups."""
    yield f"glossaries: {', '.join(termbase.glossaries)}"
    for kind in termbase.kinds.values():
        yield ""
        yield f"kind {kind.id}, {kind.origin}"
        if kind.description:
            yield f"  description: {kind.description}"
        yield from _cues("called for by", kind.cues)
        yield from _cues("code in", kind.literal)
    for concept in termbase.concepts.values():
        yield ""
        yield from describe(concept, termbase)
    for group in termbase.groups:
        yield ""
        yield describe_group(group)
