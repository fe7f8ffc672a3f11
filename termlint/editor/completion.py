"""Terms that continue what is being typed in a document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from termlint.casing import capitalised
from termlint.prescan.outline import outline
from termlint.span import LineIndex, Span
from termlint.termbase import Concept, Status, Termbase

MOST = 50
"""How many proposals are made at once."""
_WORDS_BEFORE = 4
_WORD_START = re.compile(r"(?<![\w/@.:#-])[^\W_]")


class Proposal(NamedTuple):
    """A text that could stand here."""

    span: Span
    """What it would take the place of: what has been typed of it."""
    text: str
    typed: str
    """The form that is being typed, by which an editor goes on to filter."""
    concept: Concept


def proposals_at(text: str, offset: int, termbase: Termbase) -> tuple[tuple[Proposal, ...], bool]:
    """The terms, and whether these are all.

    A form that is deprecated or misspelled leads to the preferred one. In code nothing is proposed.
    """
    starts = tuple(_starts(text, offset))
    if not starts or outline(text).is_code(offset - 1):
        return (), True
    found: list[Proposal] = []
    seen: set[tuple[str, str]] = set()
    for start in starts:
        typed = text[start:offset]
        folded = typed.casefold()
        for concept in termbase.concepts.values():
            for designation in concept.designations:
                if not designation.text.casefold().startswith(folded):
                    continue
                is_right = designation.status in (Status.PREFERRED, Status.ADMITTED)
                word = designation.text if is_right else concept.term
                if (word, concept.id) in seen or word == typed:
                    continue
                seen.add((word, concept.id))
                if typed[0].isupper() and word[0].islower():
                    word = capitalised(word)
                found.append(Proposal(Span(start, offset), word, designation.text, concept))
                if len(found) == MOST:
                    return tuple(found), False
    return tuple(found), True


def _starts(text: str, offset: int) -> Iterator[int]:
    """Where a term that ends at ``offset`` may begin, the longest first."""
    lines = LineIndex(text)
    begin = lines.span_of_line(lines.line_of(offset)).start
    typed = text[max(begin, offset - 100) : offset]
    if not typed or not (typed[-1].isalnum() or typed[-1] in " -"):
        return
    starts = [found.start() for found in _WORD_START.finditer(typed)]
    for start in starts[-_WORDS_BEFORE:]:
        yield offset - len(typed) + start
