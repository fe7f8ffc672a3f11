"""Judges in which sense an occurrence is used: right, wrong (as which concept) or undecided.

The judgement goes in steps that can each be explained. First, what stands around the occurrence
on the level of the phrase: a term that modifies the next noun, or is part of a name, a compound,
a title or a quotation is no misuse. Then the cues of the concept that it names and of those it is
confused with. Where nothing decides, nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from termlint import cues
from termlint.document import MarkKind
from termlint.english import FINITE_VERBS, FUNCTION_WORDS
from termlint.termbase import Cue
from termlint.tokens import Token, TokenKind
from termlint.usage import Occurrence, Usage

_ENOUGH = 1.0
_NEGATIONS = frozenset({"not", "'t", "’t", "t", "cannot", "never", "no", "without", "nor"})
_NEGATION_REACH = 3
_QUOTES = frozenset("\"“”«»")
_TITLE_WORDS = 3
_PHRASE_ENDS = FUNCTION_WORDS | FINITE_VERBS | {"using", "including", "following", "regarding", "please", "via"}


class Verdict(Enum):
    RIGHT = "right"
    WRONG = "wrong"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class Hit:
    """A cue that holds around an occurrence."""

    cue: Cue
    concept: str
    """The id of the concept that the cue calls for."""
    low: int
    """Index of the first token it covers."""
    high: int
    """Index after the last."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """In which sense an occurrence is used, and why."""

    verdict: Verdict
    meant: tuple[str, ...]
    """For a wrong sense the ids of the concepts that the cues call for, strongest first."""
    hits: tuple[Hit, ...]
    """The cues that decided, those for ``meant[0]`` where the sense is wrong."""
    steps: tuple[str, ...]
    """What was found out, one sentence each."""


@dataclass(frozen=True, slots=True)
class _Around:
    """The tokens of a block and where in them an occurrence stands."""

    tokens: tuple[Token, ...]
    sentence: tuple[int, int]
    term: tuple[int, int]

    @property
    def before(self) -> Token | None:
        low = self.term[0]
        return self.tokens[low - 1] if low > self.sentence[0] else None

    @property
    def after(self) -> Token | None:
        high = self.term[1]
        return self.tokens[high] if high < self.sentence[1] else None


def judge(usage: Usage, occurrence: Occurrence) -> Judgement:
    """Judge one occurrence of a form whose concepts say what they are confused with."""
    concepts = usage.termbase.concepts
    named = [concepts[d.concept] for d in occurrence.designations if d.concept]
    confused = dict.fromkeys(other for concept in named for other in concept.confused_with)
    rivals = [concepts[other] for other in confused if concepts[other] not in named]
    if not rivals:
        return Judgement(Verdict.UNDECIDED, (), (), ("It is confused with no other concept.",))
    around = _around(usage, occurrence)
    reason = _out_of_question(usage, occurrence, around)
    if reason is not None:
        return Judgement(Verdict.UNDECIDED, (), (), (reason,))
    steps = list(_phrase_steps(around))
    hits = {
        concept.id: tuple(
            hit
            for hit in _hits(usage.termbase.cues_of(concept), concept.id, around)
            if _is_sound(hit, around, steps)
        )
        for concept in (*named, *rivals)
    }
    steps += [
        f'The cue "{hit.cue.pattern}" for "{concepts[hit.concept].term}" holds: "{_text(around, hit)}".'
        for found in hits.values()
        for hit in found
    ]
    own = max((_weight(hits[concept.id]) for concept in named), default=0.0)
    own_hits = tuple(hit for concept in named for hit in hits[concept.id])
    called = [rival for rival in rivals if _weight(hits[rival.id]) >= _ENOUGH]
    called.sort(key=lambda rival: -_weight(hits[rival.id]))
    if called and _weight(hits[called[0].id]) > own:
        meant = tuple(rival.id for rival in called if _weight(hits[rival.id]) > own)
        return Judgement(Verdict.WRONG, meant, hits[meant[0]], tuple(steps))
    if own_hits:
        return Judgement(Verdict.RIGHT, (), own_hits, tuple(steps))
    return Judgement(Verdict.UNDECIDED, (), (), (*steps, "No cue decides."))


def any_holds(usage: Usage, occurrence: Occurrence, cues_: Iterable[Cue]) -> bool:
    """Whether one of some cues holds around an occurrence."""
    return next(_hits(cues_, "", _around(usage, occurrence)), None) is not None


def is_modifier(usage: Usage, occurrence: Occurrence) -> bool:
    """Whether the word after an occurrence goes on with its noun phrase."""
    after = _around(usage, occurrence).after
    return after is not None and _continues_phrase(after)


def text_span(usage: Usage, occurrence: Occurrence, hit: Hit) -> tuple[int, int]:
    """The offsets in the block's text that a hit covers."""
    tokens = usage.tokens_of(occurrence).all
    return tokens[hit.low].start, tokens[hit.high - 1].end


def _around(usage: Usage, occurrence: Occurrence) -> _Around:
    tokens = usage.tokens_of(occurrence)
    term = tokens.between(occurrence.start, occurrence.end)
    return _Around(tokens.all, tokens.sentence_of(term[0]), term)


def _hits(cues_: Iterable[Cue], concept: str, around: _Around) -> Iterator[Hit]:
    for cue in cues_:
        found = cues.match_cue(_parsed(cue.pattern), around.tokens, around.sentence, around.term)
        if found is not None:
            yield Hit(cue, concept, *found)


_parsed = lru_cache(maxsize=None)(cues.parse_cue)


def _weight(hits: tuple[Hit, ...]) -> float:
    return sum(hit.cue.weight for hit in hits)


def _out_of_question(usage: Usage, occurrence: Occurrence, around: _Around) -> str | None:
    """Why an occurrence is left alone whatever its cues; None where it isn't."""
    if occurrence.compound:
        return "It is part of a hyphenated compound."
    if _is_quoted(around):
        return "It stands in quotation marks."
    block = usage.block_of(occurrence)
    for mark in block.marks:
        if (
            mark.kind in (MarkKind.LINK, MarkKind.EMPHASIS)
            and mark.start <= occurrence.start
            and occurrence.end <= mark.end
            and _is_title(usage, occurrence, mark.start, mark.end)
        ):
            return "It is part of a title."
    return None


def _is_title(usage: Usage, occurrence: Occurrence, start: int, end: int) -> bool:
    """Whether a marked stretch beyond the term is written with capitals, as titles are."""
    tokens = usage.tokens_of(occurrence)
    low, high = tokens.between(start, end)
    words = [
        token
        for token in tokens.all[low:high]
        if token.kind is TokenKind.WORD
        and token.text not in FUNCTION_WORDS
        and not (occurrence.start <= token.start < occurrence.end)
    ]
    return len(words) >= _TITLE_WORDS and all(token.text[0].isupper() for token in words)


def _is_quoted(around: _Around) -> bool:
    """Whether quotation marks open before the term and close after it in its sentence."""
    low, high = around.sentence
    first, last = around.term
    before = sum(token.text in _QUOTES for token in around.tokens[low:first])
    return before % 2 == 1 and any(t.text in _QUOTES for t in around.tokens[last:high])


def _phrase_steps(around: _Around) -> Iterator[str]:
    if _is_name_part(around.before) and not _begins_sentence(around):
        yield "A name goes right before it."
    if around.after is not None and _continues_phrase(around.after):
        yield f'It modifies "{around.after.text}", unless a cue says otherwise.'
    else:
        yield "It is the head of its phrase."


def _is_sound(hit: Hit, around: _Around, steps: list[str]) -> bool:
    """Whether a cue's words prove what the phrase around it doesn't disprove."""
    if (
        hit.high == around.term[1]
        and around.after is not None
        and _continues_phrase(around.after)
    ):
        return False
    if hit.low == around.term[0] and around.before is not None and _is_name_part(around.before):
        return False
    if _is_negated(hit, around):
        steps.append(f'"{_text(around, hit)}" is negated.')
        return False
    return True


def _continues_phrase(token: Token) -> bool:
    """Whether the word after a term belongs to its noun phrase, as far as one can tell."""
    if token.kind in (TokenKind.CODE, TokenKind.NUMBER, TokenKind.OPAQUE):
        return True
    if token.kind is TokenKind.MARK:
        return token.text in "&/'’-" or token.lower in ("'s", "’s")
    return (
        token.kind is TokenKind.WORD
        and token.lower not in _PHRASE_ENDS
        and not token.lower.endswith("ly")
    )


def _is_name_part(token: Token | None) -> bool:
    return token is not None and (cues.is_name(token) or token.text in "&/'’")


def _begins_sentence(around: _Around) -> bool:
    return around.term[0] - 1 == around.sentence[0]


def _is_negated(hit: Hit, around: _Around) -> bool:
    low = max(around.sentence[0], hit.low - _NEGATION_REACH)
    return any(token.lower in _NEGATIONS for token in around.tokens[low : hit.high])


def _text(around: _Around, hit: Hit) -> str:
    """The words of a hit, with a space where the document has one."""
    parts: list[str] = []
    end = None
    for token in around.tokens[hit.low : hit.high]:
        if end is not None and token.start > end:
            parts.append(" ")
        parts.append(token.text)
        end = token.end
    return "".join(parts)
