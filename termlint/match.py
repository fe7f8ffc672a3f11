"""Finds the occurrences of a termbase's designations in a document, longest first, in one pass."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate

from termlint.compounds import HYPHENS, is_identifier, is_listed_with_identifiers
from termlint.document import Block, Document
from termlint.english import plurals
from termlint.forms import WORD, Form, Pattern, forms_of, pattern_of, splits_of
from termlint.literals import is_literal_at
from termlint.readings import GROUP, Reading, reading_of
from termlint.termbase import Designation, Status, Termbase
from termlint.usage import Occurrence, Spelling


class Matcher:
    """The index over all forms of a termbase. Immutable once made, and picklable."""

    __slots__ = ("_index", "_patterns")

    def __init__(self, termbase: Termbase) -> None:
        self._index: dict[str, dict[str, list[Form]]] = {}
        """By the first word and by those after it the forms that these words may stand for: none
        where more words have to follow."""
        self._patterns: dict[str, tuple[Pattern, ...]] = {}
        """The patterns of the words that have been met."""
        for concept in termbase.concepts.values():
            kind = termbase.kinds.get(concept.kind or "")
            for form in forms_of(concept, kind.inflection if kind else "noun"):
                self._add(form)
        for group in termbase.groups:
            for text in group.forms:
                designation = Designation(text, Status.ADMITTED, "", group.origin)
                for written in (text, *plurals(text)):
                    self._add(Form(written, designation))

    def __getstate__(self) -> dict[str, dict[str, list[Form]]]:
        return self._index

    def __setstate__(self, index: dict[str, dict[str, list[Form]]]) -> None:
        self._index, self._patterns = index, {}

    def patterns(self) -> Iterator[Pattern]:
        """All that is looked for."""
        for first, rests in self._index.items():
            for rest, forms in rests.items():
                yield from (pattern_of(form, first + rest) for form in forms)

    def find(self, document: Document) -> tuple[Occurrence, ...]:
        """All occurrences, in the order of the file, without overlaps."""
        return tuple(
            occurrence
            for number, block in enumerate(document.blocks)
            for occurrence in self._find_in(block, number)
        )

    def _add(self, form: Form) -> None:
        for split in splits_of(form):
            first, space, rest = split.partition(" ")
            rests = self._index.setdefault(first, {})
            rests.setdefault(space + rest, []).append(form)
            for words in accumulate(rest.split(" ")[:-1], lambda before, word: f"{before} {word}"):
                rests.setdefault(space + words, [])

    def _find_in(self, block: Block, number: int) -> Iterator[Occurrence]:
        done = 0
        for first in self._first_words(block.text):
            if first.start() < done:
                continue
            found = self._longest(block, first)
            if not found:
                continue
            best = found[0] if len(found) == 1 else min(found, key=_precedence)
            done = best.end
            if not best.form.is_name:
                occurrence = _occurrence(block, number, best, found)
                if occurrence is not None:
                    yield occurrence

    def _first_words(self, text: str) -> Iterator[re.Match[str]]:
        """The words of a text with which a form may begin."""
        index = self._index
        if text.isascii():
            for word in WORD.finditer(text.lower()):
                if word[0] in index:
                    yield word
        else:
            # Outside ASCII the lower case of a letter may depend on those around it.
            for word in WORD.finditer(text):
                if word[0].lower() in index:
                    yield word

    def _longest(self, block: Block, first: re.Match[str]) -> list[Reading]:
        """The readings of the most words that can be read from ``first`` on."""
        word, text = first[0].lower(), block.text
        rests = self._index[word]
        known = [""] if "" in rests else []
        if len(rests) > len(known):
            rest = ""
            for following in WORD.finditer(text, first.end()):
                rest += f" {following[0].lower()}"
                if rest not in rests:
                    break
                if rests[rest]:
                    known.append(rest)
        for rest in reversed(known):
            patterns = self._patterns_of(word + rest, rests[rest])
            readings = [reading_of(pattern, block, first) for pattern in patterns]
            found = [reading for reading in readings if reading is not None]
            if found:
                return found
        return []

    def _patterns_of(self, words: str, forms: list[Form]) -> tuple[Pattern, ...]:
        patterns = self._patterns.get(words)
        if patterns is None:
            patterns = self._patterns[words] = tuple(pattern_of(form, words) for form in forms)
        return patterns


def _precedence(reading: Reading) -> tuple[int, int]:
    return -reading.end, reading.rank


def _occurrence(
    block: Block, number: int, best: Reading, found: list[Reading]
) -> Occurrence | None:
    """The occurrence that the best reading stands for; None if it is no prose after all."""
    text, start, end = block.text, best.start, best.end
    span = block.locate(start, end)
    if span is None or is_literal_at(text, start, end):
        return None
    left = start > 1 and text[start - 1] in HYPHENS and text[start - 2].isalnum()
    right = end + 1 < len(text) and text[end] in HYPHENS and text[end + 1].isalnum()
    written = best.written
    wrong = best.spelling is not Spelling.RIGHT
    if wrong and (left or right) and is_identifier(written, text, left, end if right else None):
        return None
    if best.spelling is Spelling.CASE and is_listed_with_identifiers(written, text, start, end):
        return None
    return Occurrence(
        designations=_designations(best, found),
        block=number,
        start=start,
        end=end,
        span=span,
        written=written,
        expected=best.expected,
        spelling=best.spelling,
        compound=left or right,
    )


def _designations(best: Reading, found: list[Reading]) -> tuple[Designation, ...]:
    """The designation of the best reading, then those of others that are as good."""
    if len(found) == 1:
        return (best.form.designation,)
    alike = [each for each in found if each.end == best.end and each.rank in (best.rank, GROUP)]
    alike.sort(key=lambda reading: reading.rank)
    owners: dict[str, Designation] = {}
    for reading in alike:
        owners.setdefault(reading.form.designation.owner, reading.form.designation)
    return tuple(owners.values())
