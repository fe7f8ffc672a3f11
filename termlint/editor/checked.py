"""One text and what came of checking it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from termlint.diagnostic import Diagnostic
from termlint.editor.positions import Encoding, Point, PointMap, Stretch
from termlint.editor.rechecking import Rechecker
from termlint.facts import Facts, Verdicts
from termlint.span import Span

MARK = "\ufeff"
"""A byte order mark, which is no part of what is checked."""


class Snapshot(NamedTuple):
    """An open document at one moment."""

    uri: str
    language: str
    """The language id that the editor gives it."""
    version: int
    text: str
    """With a byte order mark, if the editor has one in its text."""

    @property
    def content(self) -> str:
        """What is checked: the text without a byte order mark."""
        return self.text.removeprefix(MARK)


class Places:
    """The way between the places of findings and those of the editor, which counts a byte order
    mark as a character."""

    def __init__(self, text: str, encoding: Encoding) -> None:
        """``text`` is as the editor has it."""
        self._skipped = int(text.startswith(MARK))
        self._points = PointMap(text, encoding)

    def stretch(self, span: Span) -> Stretch:
        return self._points.stretch(Span(span.start + self._skipped, span.end + self._skipped))

    def offset(self, point: Point) -> int:
        return max(self._points.offset(point) - self._skipped, 0)

    def span(self, stretch: Stretch) -> Span:
        span = self._points.span(stretch)
        return Span(max(span.start - self._skipped, 0), max(span.end - self._skipped, 0))


@dataclass(frozen=True, slots=True)
class Checked:
    """A document and its findings."""

    snapshot: Snapshot
    path: str
    """Absolute; where an untitled document would stand if it were saved in its folder."""
    shown: str
    """As findings name it."""
    diagnostics: tuple[Diagnostic, ...] = ()
    """In the order of the text."""
    facts: Facts = field(default_factory=Facts)
    verdicts: Verdicts | None = None
    """Those of the project that it was checked under; None for its own."""
    failure: str = ""
    """Why it could not be checked; it has no findings then."""
    rechecker: Rechecker = field(default_factory=Rechecker, compare=False)
    """What is kept of it for the next check, which changes that."""

    @property
    def text(self) -> str:
        """What was checked."""
        return self.snapshot.content
