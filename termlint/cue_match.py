"""Holds a parsed cue against the tokens around a term."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import chain
from typing import NamedTuple

from termlint.cues import (
    MOST_IN_GAP,
    MOST_IN_NAME,
    Choice,
    Element,
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
    for low in _Reader(tokens, sentence, -1).read(pattern.left[::-1], term[0]):
        for high in _Reader(tokens, sentence, 1).read(pattern.right, term[1]):
            return low, high
    return None


class _Reader(NamedTuple):
    """Reads the tokens of a sentence onward or back.

    Boundary ``i`` lies before token ``i``.
    """

    tokens: Sequence[Token]
    sentence: tuple[int, int]
    step: int
    """1 to read onward, -1 to read back."""

    def read(self, elements: Sequence[Element], at: int) -> Iterable[int]:
        """The boundaries reached when ``elements``, in the order in which they are read, are read
        from boundary ``at``."""
        reached: Iterable[int] = (at,)
        for element in elements:
            # Each is kept once, so that parts which may be missing can't multiply the work.
            reached = dict.fromkeys(
                further for boundary in reached for further in self._read_one(element, boundary)
            )
            if not reached:
                break
        return reached

    def _read_one(self, element: Element, at: int) -> Iterable[int]:
        match element:
            case Words(forms):
                token = self._token_after(at)
                return (at + self.step,) if token is not None and token.lower in forms else ()
            case Choice(options):
                return chain.from_iterable(
                    self.read(option[:: self.step], at) for option in options
                )
            case Place("..."):
                return (at, *self._repeated(at, MOST_IN_GAP, _is_no_mark))
            case Place("name"):
                return self._repeated(at, MOST_IN_NAME, is_name)[::-1]
            case Place("start"):
                return (at,) if self._only_marks(self.sentence[0], at) else ()
            case Place("end"):
                return (at,) if self._only_marks(at, self.sentence[1]) else ()
            case Place(name):
                token = self._token_after(at)
                return (at + self.step,) if token is not None and token.kind.value == name else ()

    def _token_after(self, boundary: int) -> Token | None:
        """The token that is read next, if the sentence goes on."""
        index = boundary if self.step > 0 else boundary - 1
        return self.tokens[index] if self.sentence[0] <= index < self.sentence[1] else None

    def _repeated(self, at: int, most: int, fits: Callable[[Token], bool]) -> list[int]:
        """The boundaries after one token, two tokens and so on, as long as they fit."""
        reached: list[int] = []
        while len(reached) < most:
            token = self._token_after(at)
            if token is None or not fits(token):
                break
            at += self.step
            reached.append(at)
        return reached

    def _only_marks(self, low: int, high: int) -> bool:
        """Whether nothing but punctuation and signs stands between two boundaries."""
        return high - low <= _MARKS and all(
            token.kind in (TokenKind.MARK, TokenKind.OPAQUE) for token in self.tokens[low:high]
        )


def is_name(token: Token) -> bool:
    """Whether a token is written like (a part of) a proper name."""
    if token.kind is not TokenKind.WORD or token.lower in FUNCTION_WORDS:
        return False
    return token.text[0].isupper() or any(letter.isupper() for letter in token.text[1:])


def _is_no_mark(token: Token) -> bool:
    return token.kind is not TokenKind.MARK
