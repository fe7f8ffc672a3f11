"""The scan of raw Markdown for what a termbase wants."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from termlint.acronyms.places import abbreviation_places, expansion_places
from termlint.prescan.candidates import WORD, Wanted, is_letter, may_be

if TYPE_CHECKING:
    from termlint.prescan.outline import Outline

_NOT_IN_WORDS = bytes(i if i >= 128 or chr(i).isalnum() else 32 for i in range(256))
_MOST_REMEMBERED = 200_000
_NEAR = re.compile(r"(?<![^\W_])([^\W_]++)[*_~=\[]*[*~=\[][*_~=\[]*([^\W_]+)")
"""Two pieces that emphasis or a bracket alone may part. An underscore alone is seen by readers."""
_FAR_LEFT = re.compile(r"(?<![^\W_])([^\W_]++)[*_~=]*[\[\]<{&`]")
_FAR_RIGHT = re.compile(r"[>)\]}`][*_~=\[<]*([^\W_]+)")
_ENTITY = re.compile(r"&(?!(?:nbsp|amp|lt|gt|quot|apos|mdash|ndash|hellip|rarr|copy|reg);)#?\w+;")
"""An entity that may stand for a letter."""
_DIRECTIVE = re.compile("termlint", re.IGNORECASE)
"""What a comment that suppresses begins with."""
_FRONT_MATTER = re.compile(r"\s*(?:---|\+\+\+|;;;|\{)")


class Prescan:
    """What is wanted of a termbase. Immutable but for what it remembers, and picklable."""

    __slots__ = ("_backwards", "_boring", "_checks", "_forwards", "_wanted")

    def __init__(
        self, wanted: dict[str, tuple[Wanted, ...]], checks: frozenset[str] = frozenset()
    ) -> None:
        """``wanted`` has the lower-case first word of each entry as its key; ``checks`` are those
        that run, some of which look for more than terms."""
        words = {word for entries in wanted.values() for each in entries for word in each.rest}
        words.update(wanted)
        self._wanted = wanted
        self._checks = checks
        self._forwards = sorted(words)
        self._backwards = sorted(word[::-1] for word in words)
        self._boring: set[bytes] = set()

    def __getstate__(self) -> tuple[dict[str, tuple[Wanted, ...]], frozenset[str]]:
        return self._wanted, self._checks

    def __setstate__(self, state: tuple[dict[str, tuple[Wanted, ...]], frozenset[str]]) -> None:
        self.__init__(*state)  # type: ignore[misc]

    def may_hold(self, source: str) -> bool:
        """Whether there could be something to report in a text or block with this Markdown."""
        return next(self.places(source), None) is not None

    def places(self, source: str) -> Iterator[int]:
        """Offsets in ``source``, in no order: what there is to report stands in the same block as
        one of them."""
        seen: Outline | None = None
        for place in self._places(source):
            if seen is None:
                # To compile its pattern takes longer than to scan a small file.
                from termlint.prescan.outline import outline

                seen = outline(source)
            if not seen.is_code(place):
                yield place

    def _places(self, source: str) -> Iterator[int]:
        words = set(source.encode("utf-8", "surrogatepass").translate(_NOT_IN_WORDS).split())
        fresh = words - self._boring
        if fresh:
            firsts = self._first_words(fresh)
            if firsts:
                yield from self._written(source, firsts)
        yield from self._taken_apart(source)
        for entity in _ENTITY.finditer(source):
            yield entity.start()
        for directive in _DIRECTIVE.finditer(source):
            yield directive.start()
        if "\\" in source and _FRONT_MATTER.match(source):
            yield 0  # its strings may have escapes
        if "conflicting-acronym" in self._checks:
            yield from expansion_places(source)
        if "undefined-acronym" in self._checks:
            yield from abbreviation_places(source)

    def _first_words(self, tokens: Iterable[bytes]) -> set[str]:
        """The words, as they are written, with which something that is wanted may begin."""
        found = set()
        for token in tokens:
            text = token.decode("utf-8", "surrogatepass")
            words = [text] if token.isascii() else WORD.findall(text)
            firsts = [word for word in words if word.lower() in self._wanted]
            if firsts:
                found.update(firsts)
            elif len(self._boring) < _MOST_REMEMBERED:
                self._boring.add(token)
        return found

    def _written(self, source: str, firsts: Iterable[str]) -> Iterator[int]:
        """Where something begins with one of the words ``firsts``."""
        lowered = source.lower()
        for first in firsts:
            wanted = [
                each
                for each in self._wanted[first.lower()]
                if all(word in lowered or not word.isascii() for word in each.rest)
            ]
            if not wanted:
                continue
            start = source.find(first)
            while start >= 0:
                end = start + len(first)
                if not (is_letter(source, start - 1) or is_letter(source, end)) and any(
                    may_be(each, source, start, end) for each in wanted
                ):
                    yield start
                start = source.find(first, end)

    def _taken_apart(self, source: str) -> Iterator[int]:
        """Where a word may stand that marks take apart."""
        for near in _NEAR.finditer(source):
            if self._begins_word((near[1] + near[2]).lower()):
                yield near.start()
        ends = [each for each in _FAR_RIGHT.finditer(source) if self._ends_word(each[1].lower())]
        if ends:
            starts = {each[1].lower() for each in _FAR_LEFT.finditer(source)}
            starts = {start for start in starts if self._begins_word(start)}
            for each in ends:
                if self._join(starts, each[1].lower()):
                    yield each.start()

    def _begins_word(self, piece: str) -> bool:
        """Whether a word begins with ``piece`` or is it."""
        at = bisect_left(self._forwards, piece)
        return at < len(self._forwards) and self._forwards[at].startswith(piece)

    def _ends_word(self, piece: str) -> bool:
        at = bisect_left(self._backwards, piece[::-1])
        return at < len(self._backwards) and self._backwards[at].startswith(piece[::-1])

    def _join(self, starts: Iterable[str], end: str) -> bool:
        """Whether a word begins with one of ``starts`` and ends with ``end`` after that."""
        for start in starts:
            at = bisect_left(self._forwards, start)
            while at < len(self._forwards) and self._forwards[at].startswith(start):
                word = self._forwards[at]
                if len(word) >= len(start) + len(end) and word.endswith(end):
                    return True
                at += 1
        return False
