"""What of a termbase some checks could report, as the scan of unparsed Markdown looks for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from termlint.checks import (
    conflicting_definition,
    deprecated_term,
    inconsistent_term,
    misspelled_term,
    unclear_sense,
    wrong_sense,
)
from termlint.forms import WORD, Pattern
from termlint.prescan import Choice, Wanted
from termlint.selection import Selection
from termlint.termbase import Concept, Cue, Status, Termbase


def wanted_of(
    termbase: Termbase, patterns: Iterable[Pattern], checks: Selection
) -> dict[str, tuple[Wanted, ...]]:
    """What ``checks`` could report of a termbase with these ``patterns``, by first word."""
    groups: dict[tuple[object, ...], list[Pattern]] = {}
    for pattern in patterns:
        if not pattern.form.is_name:
            key = (pattern.words, pattern.joints, pattern.before, pattern.after)
            groups.setdefault(key, []).append(pattern)
    wanted: dict[str, list[Wanted]] = {}
    shared: dict[frozenset[str], frozenset[str]] = {}
    for alike in groups.values():
        entries = wanted.setdefault(alike[0].words[0], [])
        for one in _wanted(termbase, alike, checks):
            # Words that are one object are kept on disk once.
            entries.append(one._replace(needs=shared.setdefault(one.needs, one.needs)))
    return {first: tuple(entries) for first, entries in wanted.items() if entries}


def _wanted(termbase: Termbase, alike: list[Pattern], checks: Selection) -> Iterator[Wanted]:
    """What is wanted of patterns with the same words and marks."""
    always = definable = False
    choices: list[Choice] = []
    listed, right, capitals = [], [], []
    meant: list[frozenset[str]] = []
    rivals: list[frozenset[str]] = []
    for pattern in alike:
        designation = pattern.form.designation
        concept = termbase.concepts.get(designation.concept)
        if concept is None:
            if inconsistent_term.NAME in checks and _is_as_written(pattern):
                choices.append((designation.owner, designation.text))
            continue
        if designation.status is Status.DEPRECATED:
            always |= deprecated_term.NAME in checks
        elif designation.status is Status.VARIANT:
            if misspelled_term.NAME in checks:
                if pattern.form.text.islower():
                    always = True
                else:
                    listed.append(pattern.form.text)
        else:
            always |= unclear_sense.NAME in checks
            is_compared = concept.consistent and inconsistent_term.NAME in checks
            if is_compared and _is_as_written(pattern):
                choices.append((designation.owner, designation.text))
            if concept.confused_with and wrong_sense.NAME in checks:
                rivals.append(_needs(_cues_of_rivals(termbase, concept)))
            if misspelled_term.NAME in checks:
                right.append(pattern.form.text)
                capitals.append(pattern.needs_capitals)
                cues = termbase.cues_of(concept)
                meant.append(_needs(cues) if concept.ambiguous else frozenset())
        if concept.kind and conflicting_definition.NAME in checks:
            definable = True
    words, joints, before, after = alike[0][:4]
    look = Wanted(words[1:], joints, before, after)
    if not always:
        for choice in choices:
            yield look._replace(always=True, choice=choice)
        if rivals:
            yield look._replace(always=True, needs=_any_of(rivals))
    if always or listed or right or definable:
        yield look._replace(
            always=always,
            listed=tuple(listed),
            right=tuple(dict.fromkeys(right)),
            needs_capitals=bool(capitals) and all(capitals),
            definable=definable,
            needs=frozenset() if always else _any_of(meant),
        )


def _is_as_written(pattern: Pattern) -> bool:
    """Whether it has the words of its form, and not others that would be a wrong spelling."""
    return list(pattern.words) == WORD.findall(pattern.form.text.lower())


def _cues_of_rivals(termbase: Termbase, concept: Concept) -> Iterator[Cue]:
    for each in concept.confused_with:
        rival = termbase.concepts[each]
        yield from termbase.cues_of(rival)
        if rival.kind:
            yield from termbase.kinds[rival.kind].uncounted


def _needs(cues: Iterable[Cue]) -> frozenset[str]:
    """Words of which one stands near wherever one of the cues holds; none if that is not known."""
    return _any_of([cue.needs for cue in cues])


def _any_of(needs: list[frozenset[str]]) -> frozenset[str]:
    return frozenset().union(*needs) if all(needs) else frozenset()
