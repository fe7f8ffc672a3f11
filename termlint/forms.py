"""The forms in which a designation may stand in a text: spellings, spacings, plurals."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product

from termlint.english import plurals, verb_forms
from termlint.termbase import Concept, Designation, Status

WORD = re.compile(r"[^\W_]+")
_UNIT = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z][a-z]+|[A-Z]+|[^\WA-Z_]+")
_MOST_JOINTS = 4
_INFLECTED: dict[str, Callable[[str], tuple[str, ...]]] = {
    "noun": plurals,
    "verb": verb_forms,
    "none": lambda text: (),
}


@dataclass(frozen=True, slots=True)
class Form:
    """One way to write a designation rightly, such as its plural."""

    text: str
    designation: Designation
    is_name: bool = False
    """Whether it is a proper name that contains the term, which is left alone."""


@dataclass(frozen=True, slots=True)
class Pattern:
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
        yield Form(designation.text, designation)
        if designation.status is Status.VARIANT:
            continue
        if concept.forms is None:
            inflected = _INFLECTED[inflection](designation.text)
        else:
            inflected = concept.forms if designation.status is Status.PREFERRED else ()
        for text in inflected:
            if text != designation.text:
                yield Form(text, designation)
    for name in concept.names:
        yield Form(name, concept.designations[0], is_name=True)


def patterns_of(form: Form) -> Iterator[Pattern]:
    """The ways in which a form may be split into words, as written first.

    Hyphens, spaces and inner capitals are where a writer may join or part words. Forms of more
    than five such parts are only looked for as they are written.
    """
    text = form.text
    units, joints, is_open = _units(text)
    if not units:
        return
    words_at = [match.span() for match in WORD.finditer(text)]
    before, after = text[: words_at[0][0]], text[words_at[-1][1] :]
    free = [i for i, joint in enumerate(joints) if joint is None]
    as_written = tuple(is_open[i] for i in free)
    choices = [as_written]
    fixed = form.is_name or form.designation.status is Status.VARIANT
    if len(free) <= _MOST_JOINTS and not fixed:
        every = product((True, False), repeat=len(free))
        choices += [choice for choice in every if choice != as_written]
    has_abbreviation = any(len(unit) > 1 and unit.isupper() for unit in units)
    for choice in choices:
        opened = dict(zip(free, choice, strict=True))
        words, marks = [units[0].lower()], []
        for i, joint in enumerate(joints):
            if opened.get(i, True):
                words.append(units[i + 1].lower())
                marks.append(joint)
            else:
                words[-1] += units[i + 1].lower()
        parted = any(opened[i] and not is_open[i] for i in free)
        yield Pattern(
            tuple(words), tuple(marks), before, after, form, parted and not has_abbreviation
        )


def _units(text: str) -> tuple[list[str], list[str | None], list[bool]]:
    """The smallest parts of a form, what joins each to the next, and whether it is open there.

    A joint is None where space, hyphen and nothing may replace each other.
    """
    units: list[str] = []
    joints: list[str | None] = []
    is_open: list[bool] = []
    end = 0
    for match in WORD.finditer(text):
        if units:
            between = text[end : match.start()]
            joints.append(None if between in (" ", "-") else between)
            is_open.append(True)
        parts = _UNIT.findall(match.group())
        # A plural ending is no part of its own: "APIs". Nor is a single letter: "OAuth".
        is_camel = len(parts) > 1 and "".join(parts) == match.group()
        if is_camel and all(len(part) > 1 for part in parts):
            units.extend(parts)
            joints.extend([None] * (len(parts) - 1))
            is_open.extend([False] * (len(parts) - 1))
        else:
            units.append(match.group())
        end = match.end()
    return units, joints, is_open
