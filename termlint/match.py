"""Finds the occurrences of a termbase's designations in a document, longest first, in one pass."""

from __future__ import annotations

import re
from collections.abc import Iterator

from termlint.compounds import HYPHENS, is_identifier, is_listed_with_identifiers
from termlint.document import Block, Document
from termlint.forms import (
    WORD,
    Form,
    Pattern,
    forms_of,
    forms_of_group,
    pattern_of,
    splits_of,
)
from termlint.literals import is_literal_at
from termlint.readings import GROUP, Reading, reading_of
from termlint.termbase import Concept, Designation, Group, Termbase
from termlint.usage import Occurrence, Spelling


class Matcher:
    """The index over all forms of a termbase. Immutable once made, and picklable."""

    __slots__ = ("_entries", "_index", "_patterns", "_termbase")

    def __init__(self, termbase: Termbase) -> None:
        self._index: dict[str, tuple[int, ...]] = {}
        """For the words of each split of a form, the numbers of the entries that have such a form;
        for the first ones of these words an empty tuple, if they are no split themselves."""
        self._begin(termbase)
        for number, entry in enumerate(self._entries):
            alone = (number,)
            for form in self._forms_of(entry):
                for split in splits_of(form):
                    others = self._index.get(split)
                    if not others:
                        self._add(split, alone)
                    elif others[-1] != number:
                        self._index[split] = (*others, number)

    def _begin(self, termbase: Termbase) -> None:
        self._termbase = termbase
        self._entries: list[Concept | Group] = [*termbase.concepts.values(), *termbase.groups]
        self._patterns: dict[str, tuple[Pattern, ...]] = {}
        """The patterns of the splits that have been met."""

    def __getstate__(self) -> tuple[Termbase, str, tuple[tuple[int, ...], ...]]:
        # One long text is read much faster than many short ones.
        return self._termbase, "\n".join(self._index), tuple(self._index.values())

    def __setstate__(self, state: tuple[Termbase, str, tuple[tuple[int, ...], ...]]) -> None:
        termbase, splits, numbers = state
        # Without forms there is no split, though the text has a line.
        self._index = dict(zip(splits.split("\n"), numbers, strict=True)) if numbers else {}
        self._begin(termbase)

    def patterns(self) -> Iterator[Pattern]:
        """All that is looked for."""
        for entry in self._entries:
            for form in self._forms_of(entry):
                yield from (pattern_of(form, split) for split in splits_of(form))

    def find(self, document: Document) -> tuple[Occurrence, ...]:
        """All occurrences, in the order of the file, without overlaps."""
        return tuple(
            occurrence
            for number, block in enumerate(document.blocks)
            for occurrence in self._find_in(block, number)
        )

    def _forms_of(self, entry: Concept | Group) -> Iterator[Form]:
        if isinstance(entry, Group):
            return forms_of_group(entry)
        kind = self._termbase.kinds.get(entry.kind or "")
        return forms_of(entry, kind.inflection if kind else "noun")

    def _add(self, split: str, numbers: tuple[int, ...]) -> None:
        self._index[split] = numbers
        words = split.rpartition(" ")[0]
        while words and words not in self._index:
            self._index[words] = ()
            words = words.rpartition(" ")[0]

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
        words = first[0].lower()
        known = [words]
        for following in WORD.finditer(block.text, first.end()):
            words += f" {following[0].lower()}"
            if words not in self._index:
                break
            known.append(words)
        for words in reversed(known):
            patterns = self._patterns_of(words)
            readings = [reading_of(pattern, block, first) for pattern in patterns]
            found = [reading for reading in readings if reading is not None]
            if found:
                return found
        return []

    def _patterns_of(self, split: str) -> tuple[Pattern, ...]:
        patterns = self._patterns.get(split)
        if patterns is None:
            entries = [self._entries[number] for number in self._index[split]]
            forms = [form for entry in entries for form in self._forms_of(entry)]
            patterns = tuple(pattern_of(form, split) for form in forms if split in splits_of(form))
            self._patterns[split] = patterns
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
