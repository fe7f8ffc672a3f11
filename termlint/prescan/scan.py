"""The scan of raw Markdown for what a termbase wants."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import filterfalse
from typing import TYPE_CHECKING, Any

from termlint.acronyms.places import abbreviation_places, expansion_places
from termlint.latepattern import late_pattern
from termlint.prescan.candidates import WORD, Beginning, Choice, Wanted, is_letter
from termlint.prescan.literals import FRONT_MATTER, without_addresses
from termlint.prescan.parted import Parted

if TYPE_CHECKING:
    from termlint.prescan.outline import Outline

_NOT_IN_WORDS = bytes(i if i >= 128 or chr(i).isalnum() else 32 for i in range(256))
_MOST_REMEMBERED = 200_000
_FEW = 16
"""For more words than these, a pass over all words of a text is faster than a search for each."""
_ENTITY = re.compile(r"&(?!(?:nbsp|amp|lt|gt|quot|apos|mdash|ndash|hellip|rarr|copy|reg);)#?\w+;")
"""An entity that may stand for a letter."""
_DIRECTIVE = "termlint-"
"""What every comment that suppresses holds."""
_DIRECTIVE_WORD = "termlint"
_DIRECTIVE_IN_ANY_CASE = late_pattern(_DIRECTIVE, re.IGNORECASE)

_Entries = Mapping[str, tuple[tuple[Any, ...], ...]]
"""For each first word what ``Wanted`` is made of."""
Found = tuple[int, Choice | None]
"""A place, and what is compared there if that is all."""


class Prescan:
    """What is wanted of a termbase. Immutable but for what it remembers, and picklable."""

    __slots__ = ("_beginnings", "_boring", "_checks", "_known", "_parted", "_wanted")

    def __init__(
        self, wanted: dict[str, tuple[Wanted, ...]], checks: frozenset[str] = frozenset()
    ) -> None:
        """``wanted`` has the lower-case first word of each entry as its key; ``checks`` are those
        that run, some of which look for more than terms."""
        words = {word for entries in wanted.values() for each in entries for word in each.rest}
        # A comment in capitals silences nothing, which is to be said.
        self._begin(checks, {_DIRECTIVE_WORD: (), **wanted}, Parted(words.union(wanted)))

    def _begin(self, checks: frozenset[str], wanted: _Entries, parted: Parted) -> None:
        self._checks = checks
        self._wanted = wanted
        self._parted = parted
        self._beginnings: dict[str, Beginning] = {}
        """What begins with the words, as they are written, that have been met."""
        self._known: dict[bytes, list[str]] = {}
        """For tokens that have been met, the words in them with which something begins."""
        self._boring: set[bytes] = set()
        """Tokens without such a word."""

    def __getstate__(self) -> tuple[frozenset[str], str, tuple[object, ...], Parted]:
        # One long text is read much faster than many short ones, and so are plain tuples.
        entries = tuple(tuple(map(tuple, each)) for each in self._wanted.values())
        return self._checks, " ".join(self._wanted), entries, self._parted

    def __setstate__(
        self, state: tuple[frozenset[str], str, tuple[tuple[tuple[Any, ...], ...], ...], Parted]
    ) -> None:
        checks, firsts, entries, parted = state
        self._begin(checks, dict(zip(firsts.split(), entries, strict=True)), parted)

    def places(self, source: str) -> Iterator[int]:
        """Offsets in ``source``, in no order: what there is to report stands in the same block as
        one of them."""
        return (place for place, _ in self.found(source))

    def found(self, source: str) -> Iterator[Found]:
        """Each of these places, with what is compared there if that is all."""
        candidates = self._candidates(source)
        if "`" not in source and "~~~" not in source:  # so an outline shows none
            yield from candidates
            return
        seen: Outline | None = None
        for found in candidates:
            if seen is None:
                # To compile its pattern takes longer than to scan a small file.
                from termlint.prescan.outline import outline

                seen = outline(source)
            if not seen.is_code(found[0]):
                yield found

    def _candidates(self, source: str) -> Iterator[Found]:
        text = without_addresses(source)
        words = set(text.encode("utf-8", "surrogatepass").translate(_NOT_IN_WORDS).split())
        firsts = self._first_words(words - self._boring)
        if firsts:
            yield from self._written(text, firsts, _lowered(words))
        for place in self._parted.places(source):
            yield place, None
        for entity in _ENTITY.finditer(source):
            yield entity.start(), None
        if _DIRECTIVE in source or any(first.lower() == _DIRECTIVE_WORD for first in firsts):
            for directive in _DIRECTIVE_IN_ANY_CASE.finditer(source):
                yield directive.start(), None
        if "\\" in source and FRONT_MATTER.match(source):
            yield 0, None  # its strings may have escapes
        if "conflicting-acronym" in self._checks:
            yield from self._expansions(source)
        if "undefined-acronym" in self._checks:
            for place in abbreviation_places(source):
                yield place, None

    def _expansions(self, source: str) -> Iterator[Found]:
        for place, short in expansion_places(source):
            # Two expansions of one abbreviation may differ, and one may differ from the glossary.
            is_unknown = (
                short
                and WORD.findall(short)[0].lower() not in self._wanted
                and "misspelled-term" in self._checks  # wants every term of the glossary
            )
            yield place, (f"{short} (", str(place)) if is_unknown else None

    def _first_words(self, tokens: Iterable[bytes]) -> set[str]:
        """The words, as they are written, with which something that is wanted may begin."""
        found: set[str] = set()
        for token in tokens:
            found.update(self._known.get(token) or self._first_words_in(token))
        return found

    def _first_words_in(self, token: bytes) -> list[str]:
        text = token.decode("utf-8", "surrogatepass")
        words = [text] if token.isascii() else WORD.findall(text)
        firsts = [word for word in words if word.lower() in self._wanted]
        if len(self._known) + len(self._boring) < _MOST_REMEMBERED:
            if firsts:
                self._known[token] = firsts
            else:
                self._boring.add(token)
        return firsts

    def _written(self, source: str, firsts: Iterable[str], lowered: set[str]) -> Iterator[Found]:
        """Where something begins with one of the words ``firsts``; ``lowered`` are all words."""
        sought = {}
        for first in firsts:
            if first not in self._beginnings:
                entries = map(Wanted._make, self._wanted[first.lower()])
                self._beginnings[first] = Beginning.of(first, entries)
            beginning = self._beginnings[first].within(lowered)
            if beginning is not None:
                sought[first] = beginning
        for start, end in _where(source, sought):
            for choice in sought[source[start:end]].found(source, start, end):
                yield start, choice


def may_report_alone(found: Iterable[Found]) -> bool:
    """Whether there may be something to report in a project of only the text in which this was
    found. What is only wanted to be compared with other forms has to differ from one in the text.
    """
    chosen: dict[str, str] = {}
    for _, choice in found:
        if choice is None or chosen.setdefault(choice[0], choice[1]) != choice[1]:
            return True
    return False


def _lowered(tokens: Collection[bytes]) -> set[str]:
    """The words of tokens in lower case."""
    # Together is faster, but to lower a text that is not ASCII takes twelve bytes a code point.
    plain = filter(bytes.isascii, tokens)
    words = set(b" ".join(plain).decode("ascii").lower().split(" "))
    for token in filterfalse(bytes.isascii, tokens):
        text = token.decode("utf-8", "surrogatepass")
        words.add(text.lower())
        words.update(word.lower() for word in WORD.findall(text))
    return words


def _where(source: str, words: Collection[str]) -> Iterator[tuple[int, int]]:
    """Where one of ``words`` stands as a whole word, in no order."""
    if len(words) > _FEW:
        for match in WORD.finditer(source):
            if match[0] in words:
                yield match.span()
        return
    for word in words:
        start = source.find(word)
        while start >= 0:
            end = start + len(word)
            if not (is_letter(source, start - 1) or is_letter(source, end)):
                yield start, end
            start = source.find(word, end)
