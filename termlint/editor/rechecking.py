"""Checks a text again and again as it is edited: what was found in its sections is kept."""

from __future__ import annotations

from typing import NamedTuple

from termlint.document import Document
from termlint.facts import Verdicts
from termlint.lint import Linted, Linter
from termlint.markdown import flavour_of
from termlint.markdown.sections import Survey, bounds_of, read_section, survey
from termlint.part import Part


class _Examined(NamedTuple):
    """What was found in a section."""

    part: Part
    asked: frozenset[str]
    """The labels of links that it depends on."""
    known: frozenset[str]
    """Those of them that were defined in the text."""


class _Section:
    """A section and what is known of it, which depends on nothing but its text and on which of the
    labels that it asks for are defined."""

    __slots__ = ("examined", "survey", "text")

    def __init__(self, text: str, survey: Survey) -> None:
        self.text = text
        self.survey = survey
        self.examined: _Examined | None = None


class Rechecker:
    """For one open document. What it gives is what ``Linter.check`` gives."""

    def __init__(self) -> None:
        self._linter: Linter | None = None
        self._path = ""
        self._known: dict[tuple[bool, str], _Section] = {}
        """The sections of the text that was checked last, by whether they begin it and by their
        texts."""

    def check(
        self, linter: Linter, text: str, path: str, verdicts: Verdicts | None = None
    ) -> Linted:
        """See ``Linter.check``."""
        return linter.conclude(text, path, self._parts(linter, text, path), verdicts)

    def _parts(self, linter: Linter, text: str, path: str) -> list[tuple[int, Part]]:
        """What each section shows, with where it begins."""
        if not self._is_for(linter, path):
            self._linter, self._path, self._known = linter, path, {}
        sections = self._sections(text, path, is_divided=linter.is_local)
        labels = frozenset().union(*(each.survey.defined for _, each in sections))
        parts = []
        for start, section in sections:
            examined = section.examined
            if examined is None or examined.asked & labels != examined.known:
                examined = self._examine(linter, section, labels, is_first=not start)
                section.examined = examined
            parts.append((start, examined.part))
        return parts

    def _is_for(self, linter: Linter, path: str) -> bool:
        """Whether what is known was found by such a linter, in a document at ``path``."""
        known = self._linter
        return (
            known is not None
            and known.termbase is linter.termbase
            and known.rules == linter.rules
            and self._path == path
        )

    def _sections(self, text: str, path: str, *, is_divided: bool) -> list[tuple[int, _Section]]:
        """The sections of ``text``, each with where it begins; only they are known from now on."""
        bounds = [*(bounds_of(text, flavour_of(path)) if is_divided else (0,)), len(text)]
        before, self._known = self._known, {}
        sections = []
        first = 0
        while first < len(bounds) - 1:
            # What is not complete is read with twice as much, so that this takes linear time.
            size = 1
            while True:
                last = min(first + size, len(bounds) - 1)
                section = self._section(text, path, bounds[first], bounds[last], before)
                if section.survey.is_whole or last == len(bounds) - 1:
                    break
                size *= 2
            sections.append((bounds[first], section))
            first = last
        return sections

    def _section(
        self, text: str, path: str, start: int, end: int, before: dict[tuple[bool, str], _Section]
    ) -> _Section:
        words = text[start:end]
        key = not start, words
        section = self._known.get(key) or before.get(key)
        if section is None:
            section = _Section(words, survey(words, flavour_of(path), is_first=not start))
        self._known[key] = section
        return section

    def _examine(
        self, linter: Linter, section: _Section, labels: frozenset[str], *, is_first: bool
    ) -> _Examined:
        text, path = section.text, self._path
        places = frozenset(linter.prescan_for(linter.rules.select).places(text))
        if not places:
            nothing = linter.examine(Document(text, ()), path)
            return _Examined(nothing, frozenset(), frozenset())
        keys = linter.rules.prose_keys
        document, asked = read_section(
            text, flavour_of(path), keys, places, labels, is_first=is_first
        )
        return _Examined(linter.examine(document, path), asked, asked & labels)
