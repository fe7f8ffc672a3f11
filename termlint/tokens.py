"""A block of prose taken apart into tokens and sentences."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from enum import Enum
from typing import NamedTuple

from termlint.document import CODE, OPAQUE, URL
from termlint.english import ABBREVIATIONS
from termlint.literals import Literal, literal_kind

_TOKEN = re.compile(r"v?\d+(?:[.,]\d+)*\w*|[^\W_]+|['’](?:s|t|re|ve|ll|d|m)\b|[^\w\s]|_+")
_CHUNK = re.compile(r"""[^\s()\[\]{}<>"“”«»,;!?|—–…\ue0c0\ue0c1\ue0c2]+""")
_SUSPECT = re.compile(r"[^\w\s'’-]|_|^-")
_CLOSERS = frozenset("\"'”’)]")


class TokenKind(Enum):
    """What a token is; the values of the last four are what a cue calls them."""

    WORD = "word"
    MARK = "mark"
    """One character of punctuation, or an apostrophe with its ending."""
    OPAQUE = "opaque"
    NUMBER = "number"
    """A number or a version."""
    CODE = "code"
    """An inline code span, an identifier or a path."""
    URL = "url"


_PLACEHOLDERS = {CODE: TokenKind.CODE, URL: TokenKind.URL, OPAQUE: TokenKind.OPAQUE}


class Token(NamedTuple):
    """A word or mark of a block's text."""

    text: str
    lower: str
    start: int
    """Offset in the block's text."""
    end: int
    kind: TokenKind


class Tokens:
    """The tokens of one text and where its sentences begin."""

    __slots__ = ("_bounds", "_starts", "all")

    def __init__(self, text: str) -> None:
        self.all: tuple[Token, ...] = tokenize(text)
        self._starts = [token.start for token in self.all]
        self._bounds = _sentence_bounds(self.all)

    def between(self, start: int, end: int) -> tuple[int, int]:
        """The half-open range of indices of the tokens that meet ``text[start:end]``."""
        low = bisect_right(self._starts, start) - 1
        if low < 0 or self.all[low].end <= start:
            low += 1
        return low, bisect_left(self._starts, end)

    def sentence_of(self, index: int) -> tuple[int, int]:
        """The half-open range of indices of the sentence that holds token ``index``."""
        which = bisect_right(self._bounds, index)
        low = self._bounds[which - 1] if which else 0
        high = self._bounds[which] if which < len(self._bounds) else len(self.all)
        return low, high


def tokenize(text: str) -> tuple[Token, ...]:
    """Words, numbers and marks, and whole identifiers, paths and addresses, in order."""
    tokens: list[Token] = []
    position = 0
    for low, high, kind in _literals(text):
        _add_plain(tokens, text, position, low)
        tokens.append(Token(text[low:high], text[low:high].lower(), low, high, kind))
        position = high
    _add_plain(tokens, text, position, len(text))
    return tuple(tokens)


def _literals(text: str) -> list[tuple[int, int, TokenKind]]:
    found = []
    for match in _CHUNK.finditer(text):
        whole = match.group()
        if whole.isalnum():
            continue
        chunk = whole.rstrip(".:'’=~").lstrip("'’=")
        if not chunk or not _SUSPECT.search(chunk):
            continue
        start = match.start() + whole.index(chunk)
        end = start + len(chunk)
        literal = literal_kind(chunk, text[end : end + 2])
        if literal is not None:
            kind = TokenKind.URL if literal is Literal.URL else TokenKind.CODE
            found.append((start, end, kind))
    return found


def _add_plain(tokens: list[Token], text: str, low: int, high: int) -> None:
    for match in _TOKEN.finditer(text, low, high):
        word = match.group()
        kind = TokenKind.WORD if word.isalpha() else _kind_of(word)
        tokens.append(Token(word, word.lower(), *match.span(), kind))


def _kind_of(word: str) -> TokenKind:
    first = word[0]
    if first.isdigit() or (first == "v" and word[1:2].isdigit()):
        return TokenKind.NUMBER
    if first.isalnum():
        return TokenKind.WORD
    return _PLACEHOLDERS.get(first, TokenKind.MARK)


def _sentence_bounds(tokens: tuple[Token, ...]) -> list[int]:
    """The indices of the tokens that begin a sentence, the first one left out."""
    bounds = []
    for i, token in enumerate(tokens):
        if token.text not in (".", "!", "?"):
            continue
        after = i + 1
        while after < len(tokens) and tokens[after].text in _CLOSERS:
            after += 1
        if after >= len(tokens):
            break
        following = tokens[after]
        if following.start == tokens[after - 1].end:
            continue
        if token.text == "." and (
            _is_abbreviation(tokens, i)
            or (following.kind is TokenKind.WORD and following.text[0].islower())
        ):
            continue
        bounds.append(after)
    return bounds


def _is_abbreviation(tokens: tuple[Token, ...], dot: int) -> bool:
    """Whether the full stop at ``dot`` belongs to an abbreviation or an initial."""
    if dot == 0:
        return False
    before = tokens[dot - 1]
    if before.end != tokens[dot].start or before.kind is not TokenKind.WORD:
        return False
    return before.lower in ABBREVIATIONS or (len(before.text) == 1 and before.text.isalpha())
