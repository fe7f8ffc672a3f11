"""What to write instead: a term in the number, tense and case of the text."""

from __future__ import annotations

import re
from collections.abc import Iterable

from termlint.casing import begins, capitalised, is_titled, titled
from termlint.english import conjugated, is_vowel_sound, plurals
from termlint.latepattern import late_pattern
from termlint.usage import Occurrence, Usage

_PERFECT_OR_PASSIVE = late_pattern(
    r"\b(?:am|is|are|was|were|be|been|being|has|have|had|having|gets?|got|getting)(?:n[o'’]t)?"
    r"(?:[ \n]+(?:not|also|already|been|being|just|never|now|only|then|\w+ly))*[ \n]+$",
    re.IGNORECASE,
)
_AGENT = late_pattern(r"[ \n]+by\b")
_WINDOW = 60


def in_form_of(usage: Usage, occurrence: Occurrence, term: str, base: str = "") -> str:
    """``term`` as an occurrence has it: in the plural or in a tense, with a hyphen between its
    words, with capitals.

    ``base`` is what the occurrence is a form of, if not the designation that it was read as.
    """
    base = base or occurrence.designation.text
    if occurrence.expected.lower() in {plural.lower() for plural in plurals(base)}:
        term = next(iter(plurals(term)), term)
    else:
        term = _in_tense_of(usage, occurrence, term, base)
    if " " in base and occurrence.expected.lower() == base.replace(" ", "-").lower():
        term = term.replace(" ", "-")
    return _in_case_of(usage, occurrence, term, base)


def _in_tense_of(usage: Usage, occurrence: Occurrence, verb: str, base: str) -> str:
    """``verb`` in the tense of an occurrence that is not in its base form; as it is for others."""
    slots = [form.lower() for form in conjugated(base)]
    expected = occurrence.expected.lower()
    if expected == base.lower() or expected not in slots:
        return verb
    slot = slots.index(expected)
    if slot == 1 and slots[1] == slots[2] and _is_participle(usage, occurrence):
        slot = 2
    return conjugated(verb)[slot]


def _is_participle(usage: Usage, occurrence: Occurrence) -> bool:
    """Whether the words around a past form show that it is the participle."""
    text, start = usage.block_of(occurrence).text, occurrence.start
    before = text[max(0, start - _WINDOW) : start]
    return (
        _PERFECT_OR_PASSIVE.search(before) is not None
        or _AGENT.match(text, occurrence.end) is not None
    )


def _in_case_of(usage: Usage, occurrence: Occurrence, term: str, base: str) -> str:
    """``term`` in capitals, as a title or at the head of a sentence where the occurrence is so."""
    block, start, end = usage.block_of(occurrence), occurrence.start, occurrence.end
    expected = occurrence.expected
    if len(base) > 1 and expected.isupper() and not base.isupper():
        return term.upper()
    is_title = titled(expected) == expected and titled(base) != base
    if is_title and is_titled(block, start, end, alone=" " in expected):
        return titled(term)
    if not expected[:1].isupper() or not (base[:1].islower() or begins(block, start)):
        return term
    if " " not in term or begins(block, start) or block.text[start - 1] == "\n":
        return capitalised(term)
    # The capital comes from a name beside it. One on the first of several words would read as a
    # mistake as soon as that name is written anew as well.
    if " " not in base:
        return term
    return titled(term) if is_title else capitalised(term)


def with_article(phrase: str) -> str:
    """``phrase`` with ``a`` or ``an`` before it."""
    return f"{'an' if is_vowel_sound(phrase) else 'a'} {phrase}"


def listed(suggestions: Iterable[str]) -> str:
    """Each suggestion in quotation marks, with "or" between."""
    return " or ".join(f'"{suggestion}"' for suggestion in suggestions)


def times(count: int) -> str:
    """How often something stands somewhere: "once" or "3 times"."""
    return "once" if count == 1 else f"{count} times"
