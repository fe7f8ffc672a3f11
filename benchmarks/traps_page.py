"""A page of traps: Markdown in which it is marked, by hand, what is prose and what has to change.

``⟦wrong→right⟧`` is a mistake in prose. ``⟪trap: text⟫`` is a text that is no prose, under the
name of the trap that it is. All else is prose without a mistake.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

_MARK = re.compile(
    r"⟦(?P<wrong>[^⟦⟧→]*)→(?P<right>[^⟦⟧→]*)⟧|⟪(?P<trap>[^:⟪⟫]*): ?(?P<text>[^⟪⟫]*)⟫"
)
_TOKEN = re.compile(r"\w+|\s+|.", re.S)


@dataclass(frozen=True, slots=True)
class Mistake:
    """A place in prose that has to be corrected."""

    start: int
    """In code points of the page, as is the end."""
    end: int
    right: str


@dataclass(frozen=True, slots=True)
class Trap:
    """A place that must stay as it is."""

    start: int
    end: int
    name: str


@dataclass(frozen=True, slots=True)
class Page:
    """A page without its marks, and what they say."""

    text: str
    mistakes: tuple[Mistake, ...]
    traps: tuple[Trap, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """A piece of the page that became another."""

    start: int
    end: int
    """Exclusive; the start where something was only added."""
    text: str

    @property
    def is_addition(self) -> bool:
        return self.start == self.end


@dataclass(frozen=True, slots=True)
class Score:
    """What a tool made of a page."""

    fixed: tuple[Mistake, ...]
    """The mistakes that are right now."""
    spoilt: tuple[tuple[Trap, int], ...]
    """The traps that it changed, each with the number of bytes that are another."""
    other: tuple[Change, ...]
    """What it changed in right prose, or made of a mistake that is still none of the right."""


def read(marked: str) -> Page:
    """The page under its marks. Raises ValueError for a mark without its other half."""
    parts: list[str] = []
    mistakes, traps = [], []
    length = end = 0
    for mark in _MARK.finditer(marked):
        between = marked[end : mark.start()]
        text = mark["wrong"] if mark["trap"] is None else mark["text"]
        start, end = length + len(between), mark.end()
        length = start + len(text)
        parts += [between, text]
        if mark["trap"] is None:
            mistakes.append(Mistake(start, length, mark["right"]))
        else:
            traps.append(Trap(start, length, mark["trap"]))
    text = "".join([*parts, marked[end:]])
    if left := re.search("[⟦⟧⟪⟫]", text):
        line = text.count("\n", 0, left.start()) + 1
        raise ValueError(f'line {line} of the page without marks: "{left[0]}" has no other half')
    return Page(text, tuple(mistakes), tuple(traps))


def judge(page: Page, after: str) -> Score:
    """What the text ``after``, made from the page by a tool, did to it."""
    changes = list(changes_between(page.text, after))
    fixed = tuple(each for each in page.mistakes if _now(page.text, each, changes) == each.right)
    spoilt = []
    for trap in page.traps:
        size = sum(_bytes_changed(page.text, change) for change in changes if _meets(change, trap))
        if size:
            spoilt.append((trap, size))
    excused: list[Mistake | Trap] = [*fixed, *page.traps]
    other = tuple(
        change for change in changes if not any(_meets(change, place) for place in excused)
    )
    return Score(fixed, tuple(spoilt), other)


def changes_between(before: str, after: str) -> Iterator[Change]:
    """The words and signs of one text that are others in another text."""
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    offsets = [0]
    for token in old:
        offsets.append(offsets[-1] + len(token))
    for kind, start, end, first, last in SequenceMatcher(None, old, new, False).get_opcodes():
        if kind != "equal":
            yield Change(offsets[start], offsets[end], "".join(new[first:last]))


def _now(text: str, mistake: Mistake, changes: list[Change]) -> str:
    """What stands in the place of a mistake; the mistake itself where its edges are gone."""
    parts, at = [], mistake.start
    for change in changes:
        if _meets(change, mistake):
            if change.start < at or change.end > mistake.end:
                return text[mistake.start : mistake.end]
            parts += [text[at : change.start], change.text]
            at = change.end
    return "".join([*parts, text[at : mistake.end]])


def _meets(change: Change, place: Mistake | Trap) -> bool:
    if change.is_addition:
        return place.start < change.start < place.end
    return change.start < place.end and place.start < change.end


def _bytes_changed(text: str, change: Change) -> int:
    """How many bytes are another: those that differ where the length stays, else all of them."""
    old, new = text[change.start : change.end].encode(), change.text.encode()
    if len(old) == len(new):
        return sum(one != other for one, other in zip(old, new, strict=True))
    return max(len(old), len(new))
