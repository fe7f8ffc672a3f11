"""Finds the occurrences of a termbase's designations in a document, longest first, in one pass."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from termlint.casing import expected_case
from termlint.compounds import (
    HYPHENS,
    is_class_name,
    is_identifier,
    is_listed_with_identifiers,
    is_modifier_with_hyphen,
)
from termlint.document import Block, Document
from termlint.english import plurals
from termlint.forms import WORD, Form, Pattern, forms_of, patterns_of
from termlint.literals import is_literal_at
from termlint.termbase import Concept, Designation, Status, Termbase
from termlint.usage import Occurrence, Spelling

_GROUP = 9
"""The rank of a form that only a group of consistent forms has: any concept's reading is better."""
_SPACES = re.compile(r"[\s\u00a0]+")
_GAP = re.compile(r"[-\u2010\u2011]|(?=[ \t\n\u00a0])[ \t\u00a0]*\n?[ \t\u00a0]*")
_PLAIN_HYPHEN = str.maketrans("\u2010\u2011", "--")


class Matcher:
    """The index over all forms of a termbase. Immutable once made, and picklable."""

    __slots__ = ("_index", "_right")

    def __init__(self, termbase: Termbase) -> None:
        self._index: dict[str, list[Pattern]] = {}
        self._right: dict[Designation, str] = {}
        """For each listed wrong spelling, what it is a spelling of."""
        for concept in termbase.concepts.values():
            self._right.update(_right_spellings(concept))
            kind = termbase.kinds.get(concept.kind or "")
            for form in forms_of(concept, kind.inflection if kind else "noun"):
                self._add(form)
        for group in termbase.groups:
            for text in group.forms:
                designation = Designation(text, Status.ADMITTED, "", group.origin)
                for written in (text, *plurals(text)):
                    self._add(Form(written, designation))

    def first_words(self) -> Collection[str]:
        """The lower-case words with which an occurrence can begin."""
        return self._index.keys()

    def find(self, document: Document) -> tuple[Occurrence, ...]:
        """All occurrences, in the order of the file, without overlaps."""
        return tuple(
            occurrence
            for number, block in enumerate(document.blocks)
            for occurrence in self._find_in(block, number)
        )

    def _add(self, form: Form) -> None:
        for pattern in patterns_of(form):
            self._index.setdefault(pattern.words[0], []).append(pattern)

    def _find_in(self, block: Block, number: int) -> Iterator[Occurrence]:
        index = self._index
        done = 0
        for match in WORD.finditer(block.text):
            patterns = index.get(match.group().lower())
            if patterns is None or match.start() < done:
                continue
            found = list(self._readings(patterns, block, match))
            if not found:
                continue
            done = max(reading.end for reading in found)
            best = min((r for r in found if r.end == done), key=lambda reading: reading.rank)
            if best.form.is_name:
                continue
            alike = [r for r in found if r.end == done and r.rank in (best.rank, _GROUP)]
            occurrence = _occurrence(block, number, best, alike)
            if occurrence is not None:
                yield occurrence

    def _readings(
        self, patterns: list[Pattern], block: Block, first: re.Match[str]
    ) -> Iterator[_Reading]:
        for pattern in patterns:
            stretch = _stretch(pattern, block.text, first)
            if stretch is not None:
                reading = self._read(pattern, block, *stretch)
                if reading is not None:
                    yield reading

    def _read(self, pattern: Pattern, block: Block, start: int, end: int) -> _Reading | None:
        """How ``text[start:end]`` compares with the form of a pattern whose words it has."""
        form = pattern.form
        written = _plain(block.text[start:end])
        same_letters = written.lower() == form.text.lower()
        if form.is_name:
            return _Reading(0, start, end, form, written, Spelling.RIGHT) if same_letters else None
        if form.designation.concept == "":
            right = Spelling.RIGHT
            return _Reading(_GROUP, start, end, form, written, right) if same_letters else None
        if form.designation.status is Status.VARIANT:
            # Written with capitals, a listed spelling is meant in just that case.
            if written != form.text and not (same_letters and form.text.islower()):
                return None
            expected = expected_case(self._right[form.designation], written, block, start, end)
            if expected == written:
                return None
            rank = 1 if written == form.text else 3
            return _Reading(rank, start, end, form, expected, Spelling.VARIANT)
        expected = expected_case(form.text, written, block, start, end)
        if expected == written:
            rank = 0 if written == form.text else 2
            return _Reading(rank, start, end, form, expected, Spelling.RIGHT)
        if same_letters:
            return _Reading(4, start, end, form, expected, Spelling.CASE)
        if is_modifier_with_hyphen(written, form.text, block.text, end):
            return _Reading(2, start, end, form, written, Spelling.RIGHT)
        if pattern.needs_capitals and not all(w[0].isupper() for w in WORD.findall(written)):
            return None
        if " " in form.text and is_class_name(written, form.text):
            return None
        return _Reading(5, start, end, form, expected, Spelling.SPACING)


@dataclass(frozen=True, slots=True)
class _Reading:
    """One way to read a stretch of text."""

    rank: int
    """Lower is better, where two readings are equally long."""
    start: int
    end: int
    form: Form
    expected: str
    spelling: Spelling


def _right_spellings(concept: Concept) -> Iterator[tuple[Designation, str]]:
    """What each listed wrong spelling is to be replaced by: the designation with the same letters,
    such as the admitted "real-time inference" for "realtime inference", or else the preferred."""
    by_letters = {
        _letters(designation.text): designation.text
        for designation in reversed(concept.designations)
        if designation.status in (Status.PREFERRED, Status.ADMITTED)
    }
    for designation in concept.designations:
        if designation.status is Status.VARIANT:
            yield designation, by_letters.get(_letters(designation.text), concept.term)


def _letters(form: str) -> str:
    return "".join(WORD.findall(form.lower()))


def _stretch(pattern: Pattern, text: str, first: re.Match[str]) -> tuple[int, int] | None:
    """Where the words and marks of a pattern stand, given its first word; None if they don't."""
    start, end = first.span()
    if pattern.before:
        start -= len(pattern.before)
        if start < 0 or not text.startswith(pattern.before, start):
            return None
    for joint, word in zip(pattern.joints, pattern.words[1:], strict=True):
        if joint is None:
            gap = _GAP.match(text, end)
            if gap is None:
                return None
            end = gap.end()
        elif text.startswith(joint, end):
            end += len(joint)
        else:
            return None
        following = WORD.match(text, end)
        if following is None or following.group().lower() != word:
            return None
        end = following.end()
    if pattern.after:
        if not text.startswith(pattern.after, end):
            return None
        end += len(pattern.after)
    return start, end


def _occurrence(
    block: Block, number: int, best: _Reading, alike: list[_Reading]
) -> Occurrence | None:
    """The occurrence that the best reading stands for; None if it is no prose after all."""
    text, start, end = block.text, best.start, best.end
    span = block.locate(start, end)
    if span is None or is_literal_at(text, start, end):
        return None
    left = start > 1 and text[start - 1] in HYPHENS and text[start - 2].isalnum()
    right = end + 1 < len(text) and text[end] in HYPHENS and text[end + 1].isalnum()
    written = _plain(text[start:end])
    wrong = best.spelling is not Spelling.RIGHT
    if wrong and (left or right) and is_identifier(written, text, left, end if right else None):
        return None
    if best.spelling is Spelling.CASE and is_listed_with_identifiers(written, text, start, end):
        return None
    designations: dict[str, Designation] = {}
    for reading in sorted(alike, key=lambda reading: reading.rank):
        designations.setdefault(reading.form.designation.owner, reading.form.designation)
    return Occurrence(
        designations=tuple(designations.values()),
        block=number,
        start=start,
        end=end,
        span=span,
        written=written,
        expected=best.expected,
        spelling=best.spelling,
        compound=left or right,
    )


def _plain(text: str) -> str:
    """The text with plain hyphens and single spaces."""
    return _SPACES.sub(" ", text).translate(_PLAIN_HYPHEN)
