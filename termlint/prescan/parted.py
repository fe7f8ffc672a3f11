"""Words that marks take apart in raw Markdown, such as ``git**hub``, found by their pieces."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping

from termlint.prescan.blocks import Blocks

_MOST_REMEMBERED = 200_000
_NEAR = re.compile(r"(?<=[^\W_])_*+[*~=\[][*_~=\[]*+([^\W_]+)")
"""Emphasis or a bracket, which alone may part a word. An underscore alone is seen by readers."""
_FAR_LEFT_REVERSED = re.compile(r"[\[\]<{&][*_~=]*([^\W_]+)")
_FAR_RIGHT = re.compile(r"[>)\]}][*_~=\[<]*([^\W_]+)")


class Parted:
    """The words that are looked for. Immutable but for what it remembers, and picklable."""

    __slots__ = ("_backwards", "_forwards", "_no_ends", "_no_lefts")

    def __init__(self, words: Iterable[str]) -> None:
        """``words`` are in lower case."""
        self._forwards = sorted(words)
        self._backwards = sorted(word[::-1] for word in self._forwards)
        self._begin()

    def _begin(self) -> None:
        self._no_ends: set[str] = set()
        """Pieces that have been met and end no word."""
        self._no_lefts: set[str] = set()
        """Pieces, reversed, that have been met and begin none."""

    def __getstate__(self) -> tuple[str, str]:
        # One long text is read much faster than many short ones.
        return " ".join(self._forwards), " ".join(self._backwards)

    def __setstate__(self, state: tuple[str, str]) -> None:
        self._forwards, self._backwards = state[0].split(), state[1].split()
        self._begin()

    def places(self, source: str) -> Iterator[int]:
        """Where a word may stand that marks take apart."""
        for near in _NEAR.finditer(source):
            if self._words_with((_word_before(source, near.start()) + near[1]).lower()):
                yield near.start()
        ends: dict[str, list[int]] = {}
        for far in _FAR_RIGHT.finditer(source):
            ends.setdefault(far[1].lower(), []).append(far.start())
        possible = [end for end in ends.keys() - self._no_ends if self._ends_word(end)]
        if possible:
            blocks = Blocks(source)
            parts: dict[tuple[int, int], dict[str, list[int]]] = {}
            for end in possible:
                for at in ends[end]:
                    parts.setdefault(_block_of(source, blocks, at), {}).setdefault(end, []).append(
                        at
                    )
            for block, endings in parts.items():
                yield from self._far(source[slice(*block)], endings)

    def _far(self, block: str, ends: Mapping[str, Iterable[int]]) -> Iterator[int]:
        """The places of those ends that something in the block may begin."""
        endings = tuple(ends)
        reached: set[str] = set()
        # Backwards, since few places have such a mark and all have words.
        lefts = {far[1] for far in _FAR_LEFT_REVERSED.finditer(block[::-1])}
        for left in lefts - self._no_lefts:
            start = left[::-1].lower()
            words = self._words_with(start)
            if not words and len(self._no_lefts) < _MOST_REMEMBERED:
                self._no_lefts.add(left)
            for word in words:
                if word.endswith(endings, len(start)):
                    reached.update(end for end in endings if word.endswith(end, len(start)))
        for end in reached:
            yield from ends[end]

    def _words_with(self, start: str) -> list[str]:
        """The words that begin with ``start`` or are it."""
        first = at = bisect_left(self._forwards, start)
        while at < len(self._forwards) and self._forwards[at].startswith(start):
            at += 1
        return self._forwards[first:at]

    def _ends_word(self, piece: str) -> bool:
        at = bisect_left(self._backwards, piece[::-1])
        if at < len(self._backwards) and self._backwards[at].startswith(piece[::-1]):
            return True
        if len(self._no_ends) < _MOST_REMEMBERED:
            self._no_ends.add(piece)
        return False


def _block_of(source: str, blocks: Blocks, mark: int) -> tuple[int, int]:
    """Where the word begins that is taken apart by what ends at ``mark``."""
    if source[mark] == "}" or source.startswith("-->", mark - 2):
        return 0, len(source)  # a comment or a template may go over empty lines
    return blocks.around(mark)


def may_part_words(source: str) -> bool:
    """Whether marks may take apart any word at all."""
    return _NEAR.search(source) is not None or (
        _FAR_RIGHT.search(source) is not None
        and _FAR_LEFT_REVERSED.search(source[::-1]) is not None
    )


def _word_before(source: str, end: int) -> str:
    start = end
    while start > 0 and source[start - 1].isalnum():
        start -= 1
    return source[start:end]
