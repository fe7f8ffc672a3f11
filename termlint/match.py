"""Finds the occurrences of a termbase's designations in a document, longest first, in one pass."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from termlint.casing import expected_case
from termlint.document import Block, Document
from termlint.english import FUNCTION_WORDS, plurals
from termlint.forms import WORD, Form, Pattern, forms_of, patterns_of
from termlint.literals import is_literal_at
from termlint.termbase import Designation, Status, Termbase
from termlint.usage import Occurrence, Spelling

_GROUP = 9
"""The rank of a form that only a group of consistent forms has: any concept's reading is better."""
_SPACES = re.compile(r"[\s\u00a0]+")
_GAP = re.compile(r"[-\u2010\u2011]|(?=[ \t\n\u00a0])[ \t\u00a0]*\n?[ \t\u00a0]*")
_HYPHENS = frozenset("-\u2010\u2011")
_PLAIN_HYPHEN = str.maketrans("\u2010\u2011", "--")
_NEXT_WORD = re.compile(r"[ \n]+([^\W\d_]+)")
_AFTER_HYPHEN = re.compile(r"[-\u2010\u2011]([^\W_]+)")
_COMPOUND_ENDS = frozenset(
    """
    aware backed based bound built centric class compatible controlled centered driven enabled
    flavored free friendly generated grade heavy hosted implemented inspired integrated internal
    level like linked maintained managed managing native only oriented owned powered provided ready
    related run savvy side specific style supplied supported trained type using wide
    """.split()
)
"""What follows the hyphen in an adjective made with a name ("GitHub-hosted")."""


class Matcher:
    """The index over all forms of a termbase. Immutable once made, and picklable."""

    __slots__ = ("_index", "_preferred")

    def __init__(self, termbase: Termbase) -> None:
        self._index: dict[str, list[Pattern]] = {}
        self._preferred: dict[str, str] = {}
        for concept in termbase.concepts.values():
            self._preferred[concept.id] = concept.term
            for form in forms_of(concept):
                self._add(form)
        for group in termbase.groups:
            for text in group.forms:
                designation = Designation(text, Status.ADMITTED, "", group.origin)
                for written in (text, *plurals(text)):
                    self._add(Form(written, designation))

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
            if not same_letters:
                return None
            preferred = self._preferred[form.designation.concept]
            expected = expected_case(preferred, written, block, start, end)
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
        if _is_modifier_with_hyphen(written, form.text, block.text, end):
            return _Reading(2, start, end, form, written, Spelling.RIGHT)
        if pattern.needs_capitals and not all(w[0].isupper() for w in WORD.findall(written)):
            return None
        if " " in form.text and _is_class_name(written, form.text):
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
    left = start > 1 and text[start - 1] in _HYPHENS and text[start - 2].isalnum()
    right = end + 1 < len(text) and text[end] in _HYPHENS and text[end + 1].isalnum()
    written = _plain(text[start:end])
    wrong = best.spelling is not Spelling.RIGHT
    if wrong and (left or right) and _is_identifier(written, text, left, end if right else None):
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


def _is_identifier(written: str, text: str, left: bool, end: int | None) -> bool:
    """Whether a form with hyphens around it is a part of a label such as ``foo-github-bar``."""
    if end is None:
        return written.islower()
    match = _AFTER_HYPHEN.match(text, end)
    following = match.group(1).lower() if match is not None else ""
    if left or following.isdigit():
        return True
    return written.islower() and following not in _COMPOUND_ENDS


def _is_modifier_with_hyphen(written: str, form: str, text: str, end: int) -> bool:
    """Whether an open compound has its hyphens because they go before a noun.

    "A machine-learning model" is good English where the term is "machine learning", and so is
    "machine-learning pipeline" where the term is "machine learning pipeline".
    """
    if written.lower().replace("-", " ") != form.lower() or not form[-1].islower():
        return False
    gaps = [mark for mark in written if mark in "- "]
    if gaps[-1] != "-" or text[end : end + 1] in _HYPHENS:
        return True
    following = _NEXT_WORD.match(text, end)
    return following is not None and following.group(1).lower() not in FUNCTION_WORDS


def _is_class_name(written: str, form: str) -> bool:
    """Whether a form is closed up as in code ("FeatureStore") and does not have those capitals."""
    inner = [letter.isupper() for letter in written[1:]]
    return written.isalnum() and any(inner) and not all(inner) and not _is_capitalised(form)


def _is_capitalised(form: str) -> bool:
    return all(word[0].isupper() for word in form.split(" "))


def _plain(text: str) -> str:
    """The text with plain hyphens and single spaces."""
    return _SPACES.sub(" ", text).translate(_PLAIN_HYPHEN)
