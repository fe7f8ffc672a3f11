"""Lints one text: parse, find the occurrences, let the checks judge, suppress."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence, Set
from typing import NamedTuple

from termlint.acronyms.expansions import expansions_of
from termlint.anchors import Stake, guarded, observations_of, stakes_of
from termlint.checknames import DEFAULT_CHECKS
from termlint.checks import (
    CHECKS,
    Check,
    conflicting_acronym,
    undefined_acronym,
    unused_suppression,
)
from termlint.diagnostic import Diagnostic
from termlint.document import Directive, Document
from termlint.facts import Facts, Verdicts, facts_of, verdicts_on
from termlint.markdown import flavour_of, parse
from termlint.match import Matcher
from termlint.part import Part
from termlint.prescan import Prescan
from termlint.selection import Rules, Selection
from termlint.sense import judge
from termlint.span import LineIndex, Span
from termlint.suppress import discount, suppress
from termlint.termbase import Termbase
from termlint.usage import Occurrence, Usage
from termlint.verbatim import Verbatim, verbatim
from termlint.wanted import wanted_of


class Linted(NamedTuple):
    """What came of linting one text."""

    diagnostics: tuple[Diagnostic, ...]
    """In the order of the text."""
    facts: Facts
    """What it adds to its project."""


class Linter:
    """A termbase made ready to lint many texts. Immutable, and picklable."""

    __slots__ = ("_matcher", "prescans", "rules", "termbase")

    def __init__(self, termbase: Termbase, rules: Rules | None = None) -> None:
        self.termbase = termbase
        self.rules = rules or Rules()
        self._matcher = Matcher(termbase)
        self.prescans: dict[Selection, Prescan] = {}
        """For each selection of checks that was asked for, what it looks for in raw text."""

    def under(self, rules: Rules) -> Linter:
        """The same linter with other rules."""
        other = object.__new__(Linter)
        other.termbase, other.rules = self.termbase, rules
        other._matcher, other.prescans = self._matcher, self.prescans
        return other

    def prescan_for(self, select: Selection) -> Prescan:
        """Tells where these checks could have something to report."""
        prescan = self.prescans.get(select)
        if prescan is None:
            wanted = wanted_of(self.termbase, self._matcher.patterns(), select)
            prescan = Prescan(wanted, select)
            self.prescans[select] = prescan
        return prescan

    def __getstate__(self) -> tuple[Termbase, Rules, Matcher]:
        return self.termbase, self.rules, self._matcher

    def __setstate__(self, state: tuple[Termbase, Rules, Matcher]) -> None:
        self.termbase, self.rules, self._matcher = state
        self.prescans = {}

    def lint(self, text: str, path: str) -> tuple[Diagnostic, ...]:
        """The diagnostics of ``text`` by itself, in its order; see ``check``."""
        return self.check(text, path).diagnostics

    def check(
        self,
        text: str,
        path: str,
        verdicts: Verdicts | None = None,
        places: frozenset[int] | None = None,
    ) -> Linted:
        """Lint ``text``; ``path`` tells which Markdown it is.

        ``verdicts`` are those of the project that concern it. Without them it is taken for a
        project of its own. ``places`` are what the prescan has found in ``text``, if that has run.
        """
        if places is None:
            places = frozenset(self.prescan_for(self.rules.select).places(text))
        if not places:
            return Linted((), Facts())
        part = self.examine(self._parsed(text, path, places), path)
        return self.conclude(text, path, [(0, part)], verdicts)

    def examine(self, document: Document, path: str) -> Part:
        """What a text, or a section of one, shows by itself."""
        return Part(self._used(document, path), self._chosen)

    def conclude(
        self, text: str, path: str, parts: Sequence[tuple[int, Part]], verdicts: Verdicts | None
    ) -> Linted:
        """What its parts together show of ``text``, each given with where it begins."""
        found = [seen.moved(at) for at, part in parts for seen in part.found]
        changes = [change.moved(at) for at, part in parts for change in part.changes]
        directives = tuple(
            each.moved(at) for at, part in parts for each in part.usage.document.directives
        )
        whole = Document(text, (), directives)
        observed = [seen.moved(at) for at, part in parts for seen in part.observed]
        observed, excepting = discount(whole, observed)
        stakes: tuple[Stake, ...] = ()
        if changes:
            taken = frozenset().union(*(part.anchors for _, part in parts))
            stakes = stakes_of(changes, path, taken)
            observed += observations_of(stakes)
            keys = {key for stake in stakes for key in stake.keys}
            observed += (seen.moved(at) for at, part in parts for seen in part.links_to(keys))
        facts = facts_of(path, text, observed)
        if verdicts is None:
            verdicts = verdicts_on(facts)
        found = list(guarded(found, stakes, verdicts))
        found += (seen.moved(at) for at, part in parts for seen in part.compared(verdicts))
        return Linted(self._kept(whole, found, excepting), facts)

    @property
    def is_local(self) -> bool:
        """Whether a document may be examined in parts."""
        return all(check.is_local for check in self._chosen)

    @property
    def _chosen(self) -> list[Check]:
        return [check for check in CHECKS if check.name in self.rules.select]

    def _kept(
        self, document: Document, found: Iterable[Diagnostic], excepting: Set[Directive]
    ) -> tuple[Diagnostic, ...]:
        """What no comment silences, with the severities that are set, in the order of the text.

        A comment that is ``excepting`` a choice has a use even where nothing is found: it may be
        other files, which need not be there, that would make it a finding.
        """
        kept, silent = suppress(document, found)
        unused = [directive for directive in silent if directive not in excepting]
        if unused_suppression.NAME in self.rules.select:
            kept += tuple(
                unused_suppression.check(
                    document, unused, self.rules.select, self.rules.select >= DEFAULT_CHECKS
                )
            )
        severities = self.rules.severities
        ruled = (
            diagnostic._replace(severity=severities[diagnostic.check])
            if diagnostic.check in severities
            else diagnostic
            for diagnostic in kept
        )
        return tuple(sorted(ruled, key=lambda d: (d.span, d.check, d.message)))

    def usage(self, text: str, path: str, places: Collection[int] | None = None) -> Usage:
        """How ``text`` uses the vocabulary, rightly or wrongly.

        ``places`` are offsets; given, only what stands around one of them is looked for.
        """
        return self._used(self._parsed(text, path, places), path)

    def _parsed(self, text: str, path: str, places: Collection[int] | None) -> Document:
        keys = self.rules.prose_keys
        return parse(text, flavour=flavour_of(path), prose_keys=keys, places=places)

    def _used(self, document: Document, path: str) -> Usage:
        return Usage(document, self.termbase, self._matcher.find(document), path)

    def explain(self, text: str, path: str, offset: int) -> tuple[str, ...]:
        """What termlint makes of the term, or of the words that an abbreviation is short for, at
        ``offset``, step by step; empty where none is."""
        usage = self.usage(text, path)
        for occurrence in usage.occurrences:
            if occurrence.span.start <= offset < occurrence.span.end:
                return (*_explanation(usage, occurrence), *_on_abbreviations(usage, offset))
        return tuple(_on_abbreviations(usage, offset))


def _on_abbreviations(usage: Usage, offset: int) -> Iterator[str]:
    """What the checks of abbreviations see at ``offset``, all of them whatever is selected."""
    text = usage.document.text
    found: list[Diagnostic] = []
    for each in CHECKS:
        if each.name in (conflicting_acronym.NAME, undefined_acronym.NAME):
            assert each.observe is not None
            assert each.compare is not None
            observed, _ = discount(usage.document, [*each.observe(usage)])
            facts = facts_of(usage.path, text, observed)
            found += each.compare(usage, verdicts_on(facts))
    expansions = [each for each in expansions_of(usage) if _covers(each.span, offset)]
    for expansion in expansions:
        yield f'"{expansion.text}" is what "{expansion.abbreviation}" beside it is short for.'
    here = [each for each in found if _covers(each.span, offset)]
    for diagnostic in here:
        yield f"{diagnostic.check}: {diagnostic.message}."
    if expansions and not here:
        yield "In this file alone nothing is reported of it; other files are not read here."


def _covers(span: Span, offset: int) -> bool:
    return span.start <= offset < span.end


def _explanation(usage: Usage, occurrence: Occurrence) -> Iterator[str]:
    line = LineIndex(usage.document.text).line(
        LineIndex(usage.document.text).line_of(occurrence.span.start)
    )
    yield f'"{occurrence.written}" in: {line.strip()}'
    concept = usage.concept_of(occurrence)
    if concept is None:
        yield f"It is a form of a consistent group ({occurrence.designation.origin})."
        return
    kind = f", {concept.kind}" if concept.kind else ""
    yield (
        f"It is read as the {occurrence.designation.status.value} designation "
        f'"{occurrence.designation.text}" of the concept {concept.id}{kind} ({concept.origin}).'
    )
    if occurrence.written != occurrence.expected:
        yield f'It should be written "{occurrence.expected}".'
        if verbatim(usage, occurrence) is Verbatim.LIKELY:
            yield f'It is left alone: "{occurrence.written}" is most likely a value here.'
    if not concept.confused_with:
        return
    judgement = judge(usage, occurrence)
    yield from judgement.steps
    yield f"Its sense is {judgement.verdict.value}."
    for meant in judgement.meant:
        yield f'It means "{usage.termbase.concepts[meant].term}".'
