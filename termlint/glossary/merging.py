"""Several glossaries made one termbase, checked for what only shows when they stand together."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from termlint.glossary.concepts import ConceptEntry, Reference, named
from termlint.glossary.entries import Entries
from termlint.glossary.problems import Problem, suggest
from termlint.termbase import Concept, Cue, Designation, Group, Kind, Origin, Status, Termbase

Claims = dict[str, dict[Status, Designation]]
"""For each spelling the first designation of each status."""

_GAPS = re.compile(r"[\s_\-\u2010-\u2015\u2212]+")
_MOST_LISTED = 30
"""The most names that a message lists: the built-in kinds, and as many again."""


def merge(
    glossaries: Sequence[Entries], *, is_complete: bool
) -> tuple[Termbase, tuple[Problem, ...]]:
    """The termbase of all that is sound in ``glossaries``, with what is wrong between them.

    Where they are not complete, a name that nothing explains may be explained in one that is
    missing, and is left out without a word.
    """
    merging = _Merging(is_complete)
    ids = merging.ids(glossaries)
    kinds = merging.kinds(kind for each in glossaries for kind in each.kinds)
    concepts = merging.concepts(merging.entries(glossaries), kinds)
    claims = merging.claims(concepts.values())
    groups = merging.groups(merging.open_groups(glossaries, claims))
    return Termbase(ids, kinds, concepts, groups), tuple(merging.problems)


def spelling_key(form: str) -> str:
    """The same for forms that differ only in case, spaces and hyphens."""
    return _GAPS.sub("", form).casefold()


class _Merging:
    """The steps of a merge, which all report to one list."""

    def __init__(self, is_complete: bool) -> None:
        self._is_complete = is_complete
        self._left_out: set[str] = set()
        """The ids of the concepts that a later glossary does without."""
        self.problems: list[Problem] = []

    def ids(self, glossaries: Sequence[Entries]) -> tuple[str, ...]:
        first: dict[str, Origin] = {}
        for each in glossaries:
            if each.id and first.setdefault(each.id, each.origin) is not each.origin:
                taken = f'the glossary id "{each.id}" is taken at {first[each.id]}'
                self._report(each.origin, f"{taken}; choose another")
        return tuple(first)

    def kinds(self, kinds: Iterable[Kind]) -> dict[str, Kind]:
        merged: dict[str, Kind] = {}
        for kind in kinds:
            known = merged.get(kind.id)
            if known is None:
                merged[kind.id] = kind
                continue
            if known.description and kind.description not in ("", known.description):
                said = f'the kind "{kind.id}" is described already at {known.origin}'
                self._report(kind.origin, f"{said}; leave its description out here")
            merged[kind.id] = known._replace(
                description=known.description or kind.description,
                cues=_added(known.cues, kind.cues),
                literal=_added(known.literal, kind.literal),
                named=known.named or kind.named,
                nouns=tuple(dict.fromkeys(known.nouns + kind.nouns)),
                uncounted=_added(known.uncounted, kind.uncounted),
                inflection=known.inflection if kind.inflection == "noun" else kind.inflection,
                fix=known.fix if kind.fix == "unsafe" else kind.fix,
            )
        return merged

    def entries(self, glossaries: Iterable[Entries]) -> tuple[ConceptEntry, ...]:
        """All concepts but those that a later glossary does without."""
        kept: list[ConceptEntry] = []
        known: set[str] = set()
        for each in glossaries:
            for reference in each.without:
                if reference.name not in known:
                    step = "write the id of a concept of a glossary before this one"
                    self._report_unknown("concept", reference, known, step)
            names = {reference.name for reference in each.without}
            self._left_out |= names & known
            kept = [entry for entry in kept if entry.concept.id not in names] if names else kept
            kept += each.concepts
            known.update(entry.concept.id for entry in each.concepts)
        return tuple(kept)

    def concepts(
        self, entries: Sequence[ConceptEntry], kinds: Mapping[str, Kind]
    ) -> dict[str, Concept]:
        """The first concept of each id, with only such references as lead somewhere."""
        first: dict[str, Concept] = {}
        for concept in (entry.concept for entry in entries):
            if concept.id and first.setdefault(concept.id, concept) is not concept:
                taken = f'the id "{concept.id}" is taken at {first[concept.id].origin}'
                step = _instead_of_id(concept, first[concept.id])
                self._report(concept.origin, f"{taken}; {step}")
        sound = {id_ for id_, concept in first.items() if concept.term}
        linked = {}
        for entry in entries:
            kind = self._known_kind(entry, kinds)
            others = tuple(name for name in self._known_others(entry, first) if name in sound)
            id_ = entry.concept.id
            if id_ in sound and first[id_] is entry.concept:
                linked[id_] = entry.concept._replace(kind=kind, confused_with=others)
        return linked

    def _known_kind(self, entry: ConceptEntry, known: Collection[str]) -> str | None:
        kind = entry.kind
        if kind is None or kind.name in known:
            return kind.name if kind else None
        self._report_unknown("kind", kind, known, _instead_of_kind(known))
        return None

    def _known_others(self, entry: ConceptEntry, known: Collection[str]) -> Iterator[str]:
        for other in entry.confused_with:
            if other.name == entry.concept.id:
                message = f'"{other.name}" is this concept itself; name what it is taken for'
                self._report(other.origin, message)
            elif other.name in known:
                yield other.name
            elif other.name not in self._left_out:
                self._report_unknown("concept", other, known, "write the id of a concept")

    def _report_unknown(
        self, what: str, reference: Reference, known: Collection[str], otherwise: str
    ) -> None:
        if self._is_complete:
            step = suggest(reference.name, known, otherwise)
            self._report(reference.origin, f'unknown {what} "{reference.name}"; {step}')

    def claims(self, concepts: Iterable[Concept]) -> Claims:
        """For each spelling the first designation of each status; differing ones are reported."""
        claims: Claims = {}
        for new in (designation for concept in concepts for designation in concept.designations):
            claimed = claims.setdefault(spelling_key(new.text), {})
            for status, old in claimed.items():
                if status is not new.status and old.concept != new.concept:
                    message = (
                        f'"{new.text}" is {_of(new)}, but "{old.text}" is {_of(old)}'
                        f" at {old.origin}; {_instead_of_both(new, old)}"
                    )
                    self._report(new.origin, message)
                    break
            claimed.setdefault(new.status, new)
        return claims

    def open_groups(self, glossaries: Sequence[Entries], claims: Claims) -> Iterator[Group]:
        """The groups with the forms that no concept calls wrong.

        A later glossary has the last word: what it calls wrong is taken out without a word.
        """
        later = [each.origin.path for each in glossaries]
        for glossary in glossaries:
            later.remove(glossary.origin.path)
            for group in glossary.groups:
                forms = tuple(
                    form for form in group.forms if self._is_open(form, group, claims, later)
                )
                if len(forms) > 1:
                    yield group._replace(forms=forms)

    def _is_open(self, form: str, group: Group, claims: Claims, later: Collection[str]) -> bool:
        """Whether no concept calls a form of a group wrong; only a ``later`` glossary may do so."""
        for status in (Status.DEPRECATED, Status.VARIANT):
            wrong = claims.get(spelling_key(form), {}).get(status)
            if wrong and wrong.text.casefold() == form.casefold():
                if wrong.origin.path in later:
                    return False
                said = f'"{form}" may be used here, but is {_of(wrong)} at {wrong.origin}'
                self._report(group.origin, f"{said}; keep one of the two")
        return True

    def groups(self, groups: Iterable[Group]) -> tuple[Group, ...]:
        """Each group once; those that share a form are reported."""
        merged: dict[frozenset[str], Group] = {}
        members: dict[str, Group] = {}
        for group in groups:
            same = merged.setdefault(frozenset(group.forms), group)
            if same is not group:
                continue
            for form in group.forms:
                other = members.setdefault(form, group)
                if other is not group:
                    message = f'"{form}" is in the group at {other.origin} already; merge the two'
                    self._report(group.origin, message)
        return tuple(merged.values())

    def _report(self, origin: Origin, message: str) -> None:
        self.problems.append(Problem(origin.path, origin.line, origin.column, message))


def _added(first: tuple[Cue, ...], second: tuple[Cue, ...]) -> tuple[Cue, ...]:
    # The same cue twice would count twice.
    known = {cue.pattern for cue in first}
    return first + tuple(cue for cue in second if cue.pattern not in known)


def _instead_of_kind(known: Collection[str]) -> str:
    """The next step for a kind that is not ``known`` and resembles none that is."""
    if 0 < len(known) <= _MOST_LISTED:
        return f'use one of {", ".join(known)}, or describe it under "kinds"'
    return 'describe it under "kinds", or extend what does'


def _instead_of_id(concept: Concept, first: Concept) -> str:
    """The next step for a concept with the id of the ``first``."""
    if concept.origin.path == first.origin.path:
        return "give one of the two concepts another id"
    return 'list it under "without" to change that concept, or give this one another id'


def _instead_of_both(new: Designation, old: Designation) -> str:
    """The next step for a spelling that is right in one concept and wrong in another."""
    if new.origin.path == old.origin.path:
        return "keep one of the two"
    return f'take it out here, or list "{old.concept}" under "without"'


def _of(designation: Designation) -> str:
    return f'{named(designation.status)} for "{designation.concept}"'
