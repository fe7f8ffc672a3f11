"""Finds the noun with which a sentence says what a term is: "X is a platform that ..."."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from termlint.compounds import HYPHENS
from termlint.english import FUNCTION_WORDS, plurals
from termlint.latepattern import late_pattern
from termlint.phrase import Around, is_negated, is_quoted
from termlint.termbase import Kind, Termbase
from termlint.tokens import Token, TokenKind

_COPULAS = frozenset({"is", "are", "was", "were"})
_DEFINING_VERBS = (("refers", "to"), ("refer", "to"), ("means",), ("describes",), ("denotes",))
_DEFINING_MARKS = frozenset({":", "-", "\u2013", "\u2014"})
_MAY_DEFINE = late_pattern(
    r"[\"'”’]?\s*(?:[(:,\u2013\u2014-]|(?:is|are|was|were|means|refers?|describes|denotes)\b)",
    re.IGNORECASE,
)
_ARTICLES = frozenset({"a", "an"})
_OPENERS = frozenset({"a", "an", "the", "our", "this", "so", "thus", "therefore", "and", "but"})
_COLLECTIONS = frozenset(
    """
    set collection combination group suite series mix bundle family number range kind type form
    sort variety array body
    """.split()
)
_AFTER_APPOSITION = frozenset({"that", "which", "for", "designed", "used", "built", "."})
_PREPOSITIONS = frozenset(
    {"at", "by", "during", "for", "in", "on", "to", "under", "using", "with", "within"}
)
_PARTICIPLE = late_pattern(r".{2,}(?:ed|ing|ly)")
_COMPARISONS = frozenset({"like", "than", "similar", "more", "less", "much", "almost", "nearly"})
_MOST_WORDS = 12
_FARTHEST = 100
"""Tokens after a term that are looked at; a bound keeps reading linear."""


class Definition(NamedTuple):
    """What a sentence says that a term is."""

    nouns: tuple[str, ...]
    """The nouns that it calls the term, lower-case; several where they are joined by "and"."""
    low: int
    """Index of the first token of the definition: the term, or what stands before it."""
    high: int
    """Index after its last noun."""


def may_be_defined(text: str, end: int) -> bool:
    """Whether what follows ``text[:end]`` could go on as a definition; a quick look, no proof."""
    return _MAY_DEFINE.match(text, end) is not None


def definition_of(place: Around) -> Definition | None:
    """The definition that a sentence gives of the term, if it gives one in so many words.

    Quotations, questions, negations and comparisons define nothing.
    """
    tokens, end = place.tokens, min(place.sentence[1], place.term[1] + _FARTHEST)
    if is_quoted(place) or any(token.text == "?" for token in tokens[place.term[1] : end]):
        return None
    start = _after_frame(place)
    if start is not None:
        nouns, high = _nouns(tokens, start, end)
    else:
        start = _after_comma(place)
        nouns, high = _nouns(tokens, start, end) if start is not None else ((), end)
        goes_on = high < end and tokens[high].lower not in _AFTER_APPOSITION
        if goes_on or len(nouns) > 1:
            return None
    said = tokens[place.term[1] : high]
    if not nouns or is_negated(place, place.term[0], high):
        return None
    if any(token.lower in _COMPARISONS for token in said):
        return None
    return Definition(nouns, place.term[0], high)


def kinds_named(termbase: Termbase, nouns: tuple[str, ...]) -> tuple[Kind, ...]:
    """The kinds of thing that some nouns name, those first whose name is among them."""
    kinds = (
        kind
        for kind in termbase.kinds.values()
        if any(noun in (each, *plurals(each)) for each in kind.nouns for noun in nouns)
    )
    # A noun that is a kind's own name means that kind before any other.
    return tuple(sorted(kinds, key=lambda kind: kind.id not in nouns))


def _after_frame(place: Around) -> int | None:
    """The index after the article of a definition such as "X is a", "X refers to a" or "X: a"."""
    tokens, (_, end) = place.tokens, place.sentence
    at = _skip_brackets(tokens, place.term[1], end)
    if at >= end or not _is_subject(place):
        return None
    if tokens[at].lower in _COPULAS or tokens[at].text in _DEFINING_MARKS:
        return _after_article(tokens, at + 1, end)
    for verb in _DEFINING_VERBS:
        if tuple(token.lower for token in tokens[at : at + len(verb)]) == verb:
            return _after_article(tokens, at + len(verb), end)
    return None


def _after_comma(place: Around) -> int | None:
    """The index after the article of an apposition, "X, a", unless X only opens the sentence."""
    tokens, (low, end) = place.tokens, place.sentence
    at = _skip_brackets(tokens, place.term[1], end)
    opens = place.term[0] - low <= 2 and any(
        token.lower in _PREPOSITIONS for token in tokens[low : place.term[0]]
    )
    if at >= end or tokens[at].text != "," or opens:
        return None
    return _after_article(tokens, at + 1, end)


def _is_subject(place: Around) -> bool:
    """Whether nothing but an article or a mark opens the sentence before the term."""
    low, _ = place.sentence
    return all(
        token.lower in _OPENERS or token.kind in (TokenKind.MARK, TokenKind.OPAQUE)
        for token in place.tokens[low : place.term[0]]
    )


def _skip_brackets(tokens: tuple[Token, ...], at: int, end: int) -> int:
    """The index after a bracket that opens at ``at``, or ``at`` itself."""
    if at < end and tokens[at].text == "(":
        for close in range(at + 1, min(end, at + _MOST_WORDS)):
            if tokens[close].text == ")":
                return close + 1
    return at


def _after_article(tokens: tuple[Token, ...], at: int, end: int) -> int | None:
    if at + 1 < end and tokens[at].lower == "one" and tokens[at + 1].lower == "of":
        at += 2
    return at + 1 if at < end and tokens[at].lower in _ARTICLES else None


def _nouns(tokens: tuple[Token, ...], at: int, end: int) -> tuple[tuple[str, ...], int]:
    """The heads of the noun phrases from ``at`` on, and the index after the last of them."""
    heads: list[str] = []
    high = at
    for head, index in _heads(tokens, at, min(end, at + _MOST_WORDS)):
        heads.append(head)
        high = index + 1
    return tuple(heads), high


def _heads(tokens: tuple[Token, ...], at: int, end: int) -> Iterator[tuple[str, int]]:
    while at < end:
        stop = at
        while stop < end and _is_in_phrase(tokens[stop]):
            stop += 1
        if stop == at:
            return
        last = stop
        while last - at > 1 and _PARTICIPLE.fullmatch(tokens[last - 1].lower):
            last -= 1
        head = tokens[last - 1]
        following = tokens[stop].lower if stop < end else ""
        is_collection = head.lower in _COLLECTIONS or head.lower.rstrip("s") in _COLLECTIONS
        if is_collection and following == "of":
            at = stop + 1
            continue
        if head.kind is TokenKind.WORD:
            yield head.lower, last - 1
        if last < stop or following not in ("and", "or", "&", "/"):
            return
        at = stop + 1
        if at < end and tokens[at].lower in ("and", "or"):
            at += 1


def _is_in_phrase(token: Token) -> bool:
    if token.kind is TokenKind.MARK:
        return token.text in HYPHENS
    return token.kind is TokenKind.WORD and token.lower not in FUNCTION_WORDS
