"""Judges in which sense an occurrence is used: right, wrong (as which concept) or undecided.

The judgement goes in steps that can each be explained. First comes what the phrase around the
occurrence shows: a term that modifies the next noun, or is part of a name, a compound, a title or
a quotation, is no misuse. Then come the cues of the concept that it names and of those it is
confused with. Where nothing decides, nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import Enum
from functools import cache
from typing import NamedTuple

from termlint.cue_match import match_cue
from termlint.cue_needs import NEAR
from termlint.cues import Pattern, answers_for, parse_cue
from termlint.phrase import (
    NEGATIONS,
    Around,
    around,
    around_in_row,
    follows_name,
    is_in_title,
    is_modifier,
    is_negated,
    is_quoted,
)
from termlint.termbase import Concept, Cue
from termlint.usage import Occurrence, Usage

_ENOUGH = 1.0
"""The least sum of weights with which cues call for a sense."""


class Verdict(Enum):
    RIGHT = "right"
    WRONG = "wrong"
    UNDECIDED = "undecided"


class Hit(NamedTuple):
    """A cue that holds around an occurrence."""

    cue: Cue
    concept: str
    """The id of the concept that the cue calls for."""
    low: int
    """Index of the first token of the occurrence's block that it covers."""
    high: int
    """Index after the last."""
    words: str
    """What it covers, in a table row with words of the cells beside."""


class Judgement(NamedTuple):
    """In which sense an occurrence is used, and why."""

    verdict: Verdict
    meant: tuple[str, ...] = ()
    """For a wrong sense the ids of the concepts that the cues call for, strongest first."""
    hits: tuple[Hit, ...] = ()
    """The cues that decided, those for ``meant[0]`` where the sense is wrong."""
    steps: tuple[str, ...] = ()
    """What was found out, a sentence each."""


def judge(usage: Usage, occurrence: Occurrence) -> Judgement:
    """Judge one occurrence of a form whose concepts say what they are confused with."""
    concepts = usage.termbase.concepts
    named = [concepts[d.concept] for d in occurrence.designations if d.concept]
    confused = dict.fromkeys(other for concept in named for other in concept.confused_with)
    rivals = [concepts[other] for other in confused if concepts[other] not in named]
    place = around(usage, occurrence)
    reason = (
        _out_of_question(usage, occurrence, place) if rivals else "It is confused with nothing."
    )
    if reason is not None:
        return Judgement(Verdict.UNDECIDED, steps=(reason,))
    judgement = _weigh(usage, named, rivals, place)
    for row in around_in_row(usage, occurrence):
        if judgement.verdict is not Verdict.UNDECIDED:
            break
        judgement = _weigh(usage, named, rivals, row)
    return judgement


def _weigh(usage: Usage, named: list[Concept], rivals: list[Concept], place: Around) -> Judgement:
    """Let the cues of the concepts that are named and those of their rivals decide."""
    steps = list(_phrase_steps(place))
    near = place.near(NEAR)
    hits: dict[str, tuple[Hit, ...]] = {}
    for concept in (*named, *rivals):
        cues = usage.termbase.cues_of(concept, around=None if concept in named else named[0])
        found = tuple(_hits(cues, concept.id, place, near))
        hits[concept.id] = tuple(hit for hit, objection in found if objection is None)
        steps += [
            f'The cue "{hit.cue.pattern}" for "{concept.term}" holds: "{hit.words}"'
            + (f", but {objection}." if objection else ".")
            for hit, objection in found
        ]
    own = max((_weight(hits[concept.id]) for concept in named), default=0.0)
    enough = max(own, _ENOUGH)
    called = [r.id for r in rivals if own < _weight(hits[r.id]) >= enough]
    called.sort(key=lambda rival: -_weight(hits[rival]))
    if called:
        return Judgement(Verdict.WRONG, tuple(called), hits[called[0]], tuple(steps))
    own_hits = tuple(hit for concept in named for hit in hits[concept.id])
    if own_hits:
        return Judgement(Verdict.RIGHT, hits=own_hits, steps=tuple(steps))
    return Judgement(Verdict.UNDECIDED, steps=(*steps, "No cue decides."))


def any_holds(usage: Usage, occurrence: Occurrence, cues: Iterable[Cue]) -> bool:
    """Whether one of some cues holds around an occurrence, whatever its phrase shows."""
    place = around(usage, occurrence)
    return next(_matches(cues, place, place.near(NEAR)), None) is not None


def text_range(usage: Usage, occurrence: Occurrence, hit: Hit) -> tuple[int, int]:
    """The half-open range of offsets in the block's text that a hit covers."""
    tokens = usage.tokens_of(occurrence).all
    return tokens[hit.low].start, tokens[hit.high - 1].end


def _out_of_question(usage: Usage, occurrence: Occurrence, place: Around) -> str | None:
    """Why an occurrence is left alone whatever its cues; None where it isn't."""
    if occurrence.compound:
        return "It is part of a hyphenated compound."
    if is_quoted(place):
        return "It stands in quotation marks."
    if is_in_title(usage, occurrence):
        return "It is part of a title."
    return None


def _phrase_steps(place: Around) -> Iterator[str]:
    if place.before is not None and follows_name(place):
        yield f'"{place.before.text}" right before it may make it part of a name.'
    if place.after is not None and is_modifier(place):
        yield f'"{place.after.text}" right after it may go on with its phrase.'
    else:
        yield "It is the head of its phrase."


def _matches(
    cues: Iterable[Cue], place: Around, near: frozenset[str]
) -> Iterator[tuple[Cue, Pattern, tuple[int, int]]]:
    """The cues that hold, each with the half-open range of token indices that it covers."""
    for cue in cues:
        if cue.needs and near.isdisjoint(cue.needs):
            continue
        pattern = _parsed(cue.pattern, cue.lists)
        found = match_cue(pattern, place.tokens, place.sentence, place.term)
        if found is not None:
            yield cue, pattern, found


@cache
def _parsed(pattern: str, lists: tuple[tuple[str, tuple[str, ...]], ...]) -> Pattern:
    return parse_cue(pattern, dict(lists))


@cache
def _says_no(pattern: str) -> bool:
    """Whether a cue itself asks for a negation, as in "{term} is not installed"."""
    return not NEGATIONS.isdisjoint(re.findall(r"['’]?\w+", pattern.lower()))


def _hits(
    cues: Iterable[Cue], concept: str, place: Around, near: frozenset[str]
) -> Iterator[tuple[Hit, str | None]]:
    """The cues that hold, each with what the phrase around the term says against it, if anything.

    A cue that says what stands right beside the term answers for that side. Where it does not,
    the term has to end its phrase there, or to begin it.
    """
    for cue, pattern, (low, high) in _matches(cues, place, near):
        objection = None
        if not answers_for(pattern.right) and is_modifier(place):
            objection = "the phrase goes on after the term"
        elif not answers_for(pattern.left[::-1]) and follows_name(place):
            objection = "a name goes before the term"
        elif is_negated(place, low, low if _says_no(cue.pattern) else high):
            objection = "it is negated"
        yield Hit(cue, concept, *place.in_own_block(low, high), place.words(low, high)), objection


def _weight(hits: tuple[Hit, ...]) -> float:
    return sum(hit.cue.weight for hit in hits)
