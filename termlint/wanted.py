"""What of a termbase some checks could report, as the scan of unparsed Markdown looks for it."""

from __future__ import annotations

from collections.abc import Iterable

from termlint.checks import (
    conflicting_definition,
    deprecated_term,
    inconsistent_term,
    misspelled_term,
    unclear_sense,
    wrong_sense,
)
from termlint.forms import Pattern
from termlint.prescan import Wanted
from termlint.selection import Selection
from termlint.termbase import Status, Termbase


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
    for alike in groups.values():
        one = _wanted(termbase, alike, checks)
        if one is not None:
            wanted.setdefault(alike[0].words[0], []).append(one)
    return {first: tuple(entries) for first, entries in wanted.items()}


def _wanted(termbase: Termbase, alike: list[Pattern], checks: Selection) -> Wanted | None:
    always = definable = False
    listed, right, capitals = [], [], []
    for pattern in alike:
        designation = pattern.form.designation
        concept = termbase.concepts.get(designation.concept)
        if concept is None:
            always |= inconsistent_term.NAME in checks
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
            if concept.confused_with and not checks.isdisjoint(
                (wrong_sense.NAME, unclear_sense.NAME)
            ):
                always = True
            if concept.consistent and inconsistent_term.NAME in checks:
                always = True
            if unclear_sense.NAME in checks:
                always = True
            if misspelled_term.NAME in checks:
                right.append(pattern.form.text)
                capitals.append(pattern.needs_capitals)
        if concept.kind and conflicting_definition.NAME in checks:
            definable = True
    if not (always or listed or right or definable):
        return None
    first = alike[0]
    return Wanted(
        first.words[1:],
        first.joints,
        first.before,
        first.after,
        always,
        tuple(listed),
        tuple(dict.fromkeys(right)),
        bool(capitals) and all(capitals),
        definable,
    )
