"""What termlint says about a place in a text: diagnostics with their evidence and fixes."""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple

from termlint.span import Position, Span


class Severity(IntEnum):
    """How much a diagnostic weighs; ordered, so ``severity >= fail_on`` reads as it should."""

    INFO = 1
    WARNING = 2
    ERROR = 3

    def __str__(self) -> str:
        return self.name.lower()

    def __reduce_ex__(self, protocol: object) -> tuple[type[Severity], tuple[int]]:
        # By itself, Python 3.11.2 would write a call of getattr, which termlint.pickling refuses.
        return Severity, (self.value,)

    @classmethod
    def named(cls, name: str) -> Severity:
        """The severity called ``name`` (``info``, ``warning``, ``error``); KeyError otherwise."""
        return cls[name.upper()]


class Edit(NamedTuple):
    """Replace the text of ``span`` by ``replacement``."""

    span: Span
    replacement: str


class Fix(NamedTuple):
    """Edits that belong together: all are made or none."""

    edits: tuple[Edit, ...]
    """In the order of the file, not overlapping."""
    safe: bool
    """Whether the meaning is surely kept, so that no one needs to look."""


class Evidence(NamedTuple):
    """The words that decided, as a type checker shows the expression."""

    cue: str
    """The cue as its glossary writes it."""
    text: str
    """The words of the document that matched it."""
    span: Span


class Place(NamedTuple):
    """A stretch of a file of which the text need not be at hand."""

    path: str
    """As shown: relative to the working directory, with ``/``."""
    start: Position
    end: Position


class Related(NamedTuple):
    """Another place that the diagnostic speaks of."""

    at: Span | Place
    """A span of the same file, or a place in any file."""
    message: str


class Diagnostic(NamedTuple):
    """One finding in one text."""

    check: str
    """The name of the check that found it, such as ``wrong-sense``."""
    severity: Severity
    message: str
    """What is wrong, quoting the text, then what to write."""
    span: Span
    text: str
    """Exactly ``text[span.start:span.end]`` of the file."""
    concept: str | None = None
    """The id of the concept that the text names."""
    suggestions: tuple[str, ...] = ()
    """What to write instead of ``text``, best first."""
    fix: Fix | None = None
    evidence: tuple[Evidence, ...] = ()
    related: tuple[Related, ...] = ()

    def moved(self, by: int) -> Diagnostic:
        """The same in a text in which it stands ``by`` code points further."""
        if not by:
            return self
        fix = self.fix
        return self._replace(
            span=self.span.moved(by),
            fix=fix and fix._replace(edits=tuple(Edit(s.moved(by), new) for s, new in fix.edits)),
            evidence=tuple(each._replace(span=each.span.moved(by)) for each in self.evidence),
            related=tuple(
                Related(at.moved(by) if isinstance(at, Span) else at, message)
                for at, message in self.related
            ),
        )
