"""Holds a parsed cue against the tokens around a term."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from termlint.cues import (
    MOST_IN_GAP,
    MOST_IN_NAME,
    Choice,
    Element,
    Gap,
    Pattern,
    Place,
    Words,
)
from termlint.english import FUNCTION_WORDS
from termlint.tokens import Token, TokenKind

_MARKS = 4
"""The most marks that may stand between a term and the start or end of its sentence."""


def match_cue(
    pattern: Pattern, tokens: Sequence[Token], sentence: tuple[int, int], term: tuple[int, int]
) -> tuple[int, int] | None:
    """The half-open range of token indices that ``pattern`` covers around a term, or None.

    ``sentence`` and ``term`` are half-open ranges of indices into ``tokens``; nothing outside
    the sentence is read.
    """
    low = next(_match(tuple(reversed(pattern.left)), tokens, sentence, term[0], -1), None)
    if low is None:
        return None
    high = next(_match(pattern.right, tokens, sentence, term[1], 1), None)
    return None if high is None else (low, high)


def _match(
    elements: tuple[Element, ...],
    tokens: Sequence[Token],
    sentence: tuple[int, int],
    at: int,
    step: int,
) -> Iterator[int]:
    """The boundaries reached when ``elements`` are read from boundary ``at``.

    Boundary ``i`` lies before token ``i``; ``step`` is 1 to read onward and -1 to read back, with
    the elements given in the order in which they are read.
    """
    # Each boundary is kept once, so that parts which may be missing can't multiply the work.
    reached = {at: None}
    for element in elements:
        reached = dict.fromkeys(
            further
            for boundary in reached
            for further in _match_one(element, tokens, sentence, boundary, step)
        )
    yield from reached


def _match_one(
    element: Element, tokens: Sequence[Token], sentence: tuple[int, int], at: int, step: int
) -> Iterator[int]:
    low, high = sentence
    if isinstance(element, Choice):
        for option in element.options:
            ordered = option if step > 0 else tuple(reversed(option))
            yield from _match(ordered, tokens, sentence, at, step)
        return
    if isinstance(element, Place) and element.name in ("start", "end"):
        if at == (low if element.name == "start" else high) or _only_marks(
            tokens, *((low, at) if element.name == "start" else (at, high))
        ):
            yield at
        return

    def token_after(boundary: int) -> Token | None:
        index = boundary if step > 0 else boundary - 1
        return tokens[index] if low <= index < high else None

    if isinstance(element, Gap):
        yield at
        yield from _repeat(token_after, at, step, MOST_IN_GAP, lambda t: t.kind is not TokenKind.MARK)
    elif isinstance(element, Place) and element.name == "name":
        yield from reversed(list(_repeat(token_after, at, step, MOST_IN_NAME, is_name)))
    else:
        token = token_after(at)
        if token is not None and _fits(element, token):
            yield at + step


def _repeat(
    token_after: Callable[[int], Token | None],
    at: int,
    step: int,
    most: int,
    fits: Callable[[Token], bool],
) -> Iterator[int]:
    for _ in range(most):
        token = token_after(at)
        if token is None or not fits(token):
            return
        at += step
        yield at


def is_name(token: Token) -> bool:
    """Whether a token is written like (a part of) a proper name."""
    if token.kind is not TokenKind.WORD or token.lower in FUNCTION_WORDS:
        return False
    return token.text[0].isupper() or any(letter.isupper() for letter in token.text[1:])


def _fits(element: Words | Place, token: Token) -> bool:
    if isinstance(element, Words):
        return token.lower in element.forms
    return token.kind.value == element.name


def _only_marks(tokens: Sequence[Token], low: int, high: int) -> bool:
    """Whether nothing but punctuation and signs stands between two boundaries."""
    return high - low <= _MARKS and all(
        tokens[i].kind in (TokenKind.MARK, TokenKind.OPAQUE) for i in range(low, high)
    )
