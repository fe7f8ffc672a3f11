"""A stretch of text read as a form: rightly written, or in which way wrongly."""

from __future__ import annotations

import re
from typing import NamedTuple

from termlint.casing import expected_case
from termlint.compounds import is_class_name, is_modifier_with_hyphen
from termlint.document import Block
from termlint.forms import WORD, Form, Pattern
from termlint.termbase import Status
from termlint.usage import Spelling

GROUP = 9
"""The rank of a form that only a group of consistent forms has: any concept's reading is better."""
_SPACES = re.compile(r"[\s\u00a0]+")
_GAP = re.compile(r"[-\u2010\u2011]|(?=[ \t\n\u00a0])[ \t\u00a0]*\n?[ \t\u00a0]*")
_PLAIN_HYPHEN = str.maketrans("\u2010\u2011", "--")


class Reading(NamedTuple):
    """One way to read a stretch of text."""

    rank: int
    """Lower is better, where two readings are equally long."""
    start: int
    end: int
    form: Form
    written: str
    expected: str
    spelling: Spelling = Spelling.RIGHT


def reading_of(pattern: Pattern, block: Block, first: re.Match[str]) -> Reading | None:
    """How a form reads what begins with the first word of its pattern; None if it does not."""
    stretch = _stretch(pattern, block.text, first)
    if stretch is None:
        return None
    start, end = stretch
    form, written = pattern.form, block.text[start:end]
    if written != form.text:
        written = _plain(written)
    is_exact = written == form.text
    same_letters = is_exact or written.lower() == form.text.lower()
    if form.is_name:
        return Reading(0, start, end, form, written, written) if same_letters else None
    if form.designation.concept == "":
        return Reading(GROUP, start, end, form, written, written) if same_letters else None
    if form.designation.status is Status.VARIANT:
        # Written with capitals, a listed spelling is meant in just that case.
        if not is_exact and not (same_letters and form.text.islower()):
            return None
        expected = expected_case(form.instead, written, block, start, end)
        if expected == written:
            return None
        rank = 1 if is_exact else 3
        return Reading(rank, start, end, form, written, expected, Spelling.VARIANT)
    if is_exact:
        return Reading(0, start, end, form, written, written)
    expected = expected_case(form.text, written, block, start, end)
    if expected == written:
        return Reading(2, start, end, form, written, written)
    if same_letters:
        return Reading(4, start, end, form, written, expected, Spelling.CASE)
    if is_modifier_with_hyphen(written, form.text, block.text, end):
        return Reading(2, start, end, form, written, written)
    if pattern.needs_capitals and not all(word[0].isupper() for word in WORD.findall(written)):
        return None
    if " " in form.text and is_class_name(written, form.text):
        return None
    return Reading(5, start, end, form, written, expected, Spelling.SPACING)


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


def _plain(text: str) -> str:
    """The text with plain hyphens and single spaces."""
    return _SPACES.sub(" ", text).translate(_PLAIN_HYPHEN)
