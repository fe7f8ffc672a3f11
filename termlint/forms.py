"""The forms in which a designation may stand in a text: spellings, spacings, plurals."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import accumulate
from typing import NamedTuple

from termlint.english import plurals, verb_forms
from termlint.termbase import Concept, Designation, Group, Status

WORD = re.compile(r"[^\W_]+")
_UNIT = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z][a-z]+|[A-Z]+|[^\WA-Z_]+")
_MOST_JOINTS = 4
_INFLECTED: dict[str, Callable[[str], tuple[str, ...]]] = {
    "noun": plurals,
    "verb": verb_forms,
    "none": lambda text: (),
}


class Form(NamedTuple):
    """One way to write a designation rightly, such as its plural."""

    text: str
    designation: Designation
    is_name: bool = False
    """Whether it is a proper name that contains the term, which is left alone."""
    instead: str = ""
    """What to write instead of a listed wrong spelling; empty for a form that is none."""


class Pattern(NamedTuple):
    """A form taken apart into words, as it may stand in a text, rightly or wrongly."""

    words: tuple[str, ...]
    """Lower-case."""
    joints: tuple[str | None, ...]
    """What stands between the words: a mark to be found just so, or None for a space or hyphen."""
    before: str
    """Marks right before the first word, as in ``.NET``."""
    after: str
    """Marks right after the last word, as in ``C++``."""
    form: Form
    needs_capitals: bool
    """Whether the words count only with a capital each, since in lower case they may be ordinary
    words ("big query")."""


def forms_of(concept: Concept, inflection: str = "noun") -> Iterator[Form]:
    """Every right form of every designation of a concept, its listed variants and names.

    ``inflection`` says which forms are derived: those of a ``noun``, of a ``verb``, or ``none``.
    """
    for designation in concept.designations:
        if designation.status is Status.VARIANT:
            yield Form(designation.text, designation, instead=_right_spelling(concept, designation))
            continue
        yield Form(designation.text, designation)
        if concept.forms is None:
            inflected = _INFLECTED[inflection](designation.text)
        else:
            inflected = concept.forms if designation.status is Status.PREFERRED else ()
        for text in inflected:
            if text != designation.text:
                yield Form(text, designation)
    for name in concept.names:
        yield Form(name, concept.designations[0], is_name=True)


def forms_of_group(group: Group) -> Iterator[Form]:
    """The forms of a consistent group, with their plurals."""
    for text in group.forms:
        designation = Designation(text, Status.ADMITTED, "", group.origin)
        for written in (text, *plurals(text)):
            yield Form(written, designation)


def splits_of(form: Form) -> list[str]:
    """The ways in which a form may be split into words: lower-case, with spaces between.

    Hyphens, spaces and inner capitals are where a writer may join or part words. Forms of more
    than five such parts are only looked for as they are written, names and variants always.
    """
    units, joints, is_open = _units(form.text)
    if not units:
        return []
    may_vary = (
        joints.count(None) <= _MOST_JOINTS
        and not form.is_name
        and form.designation.status is not Status.VARIANT
    )
    splits = [units[0].lower()]
    for unit, joint, opens in zip(units[1:], joints, is_open, strict=True):
        gaps = (" ", "") if joint is None and may_vary else (" ",) if opens else ("",)
        word = unit.lower()
        splits = [f"{split}{gap}{word}" for split in splits for gap in gaps]
    return splits


def pattern_of(form: Form, split: str) -> Pattern:
    """The pattern that looks for one of the splits of a form."""
    text = form.text
    units, joints, is_open = _units(text)
    words_at = [match.span() for match in WORD.finditer(text)]
    words = tuple(split.split(" "))
    ends = set(accumulate(len(word) for word in words))
    marks, end, is_parted = [], 0, False
    for unit, joint, opens in zip(units, joints, is_open, strict=False):
        end += len(unit.lower())
        if end in ends:
            marks.append(joint)
            is_parted |= not opens
    has_abbreviation = any(len(unit) > 1 and unit.isupper() for unit in units)
    return Pattern(
        words,
        tuple(marks),
        text[: words_at[0][0]],
        text[words_at[-1][1] :],
        form,
        is_parted and not has_abbreviation,
    )


def _right_spelling(concept: Concept, variant: Designation) -> str:
    """What a listed wrong spelling is to be replaced by: the designation with the same letters,
    such as the admitted "real-time inference" for "realtime inference", or else the preferred."""
    letters = _letters(variant.text)
    for designation in concept.designations:
        is_right = designation.status in (Status.PREFERRED, Status.ADMITTED)
        if is_right and _letters(designation.text) == letters:
            return designation.text
    return concept.term


def _letters(form: str) -> str:
    return "".join(WORD.findall(form.lower()))


def _units(text: str) -> tuple[list[str], list[str | None], list[bool]]:
    """The smallest parts of a form, what joins each to the next, and whether it is open there.

    A joint is None where space, hyphen and nothing may replace each other.
    """
    units: list[str] = []
    joints: list[str | None] = []
    is_open: list[bool] = []
    end = 0
    for match in WORD.finditer(text):
        word = match.group()
        if units:
            between = text[end : match.start()]
            joints.append(None if between in (" ", "-") else between)
            is_open.append(True)
        end = match.end()
        if word.islower() and word.isascii():
            units.append(word)
            continue
        parts = _UNIT.findall(word)
        # A plural ending is no part of its own: "APIs". Nor is a single letter: "OAuth".
        is_camel = len(parts) > 1 and "".join(parts) == word
        if is_camel and all(len(part) > 1 for part in parts):
            units.extend(parts)
            joints.extend([None] * (len(parts) - 1))
            is_open.extend([False] * (len(parts) - 1))
        else:
            units.append(word)
    return units, joints, is_open
