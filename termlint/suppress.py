"""Suppression comments: which diagnostics they silence, and which of them silence nothing."""

from __future__ import annotations

from collections.abc import Iterable

from termlint.diagnostic import Diagnostic
from termlint.document import Directive, Document, Scope
from termlint.span import LineIndex


def suppress(
    document: Document, diagnostics: Iterable[Diagnostic]
) -> tuple[tuple[Diagnostic, ...], tuple[Directive, ...]]:
    """The diagnostics that no directive silences, and the directives that silence nothing.

    A directive for a line covers each diagnostic that begins on that line.
    """
    if not document.directives:
        return tuple(diagnostics), ()
    by_check: dict[str, list[Diagnostic]] = {}
    for diagnostic in diagnostics:
        by_check.setdefault(diagnostic.check, []).append(diagnostic)
    lines = LineIndex(document.text)
    kept: list[Diagnostic] = []
    used: set[Directive] = set()
    for check, found in by_check.items():
        silencing = _Silencing([d for d in document.directives if _names(d, check)], lines)
        for diagnostic in sorted(found, key=lambda diagnostic: diagnostic.span):
            directives = silencing.at(diagnostic.span.start)
            used.update(directives)
            if not directives:
                kept.append(diagnostic)
    opening = (d for d in document.directives if d.scope is not Scope.END)
    return tuple(kept), tuple(directive for directive in opening if directive not in used)


class _Silencing:
    """The directives for one check, asked about one place after the other in the file's order."""

    def __init__(self, directives: list[Directive], lines: LineIndex) -> None:
        self._lines = lines
        self._whole_file = [d for d in directives if d.scope is Scope.FILE]
        self._by_line: dict[int, list[Directive]] = {}
        for directive in directives:
            for line in _lines_of(directive, lines):
                self._by_line.setdefault(line, []).append(directive)
        self._regions = [d for d in directives if d.scope in (Scope.START, Scope.END)]
        self._passed = 0
        self._open: list[Directive] = []

    def at(self, offset: int) -> list[Directive]:
        """The directives that silence what begins at ``offset``."""
        while self._passed < len(self._regions):
            region = self._regions[self._passed]
            if region.span.end > offset:
                break
            self._open = [] if region.scope is Scope.END else [*self._open, region]
            self._passed += 1
        of_line = self._by_line.get(self._lines.line_of(offset), [])
        return [*self._whole_file, *of_line, *self._open]


def _lines_of(directive: Directive, lines: LineIndex) -> range:
    """The 1-based lines that a directive for a line is about."""
    first = lines.line_of(directive.span.start)
    last = lines.line_of(directive.span.end - 1)
    if directive.scope is Scope.LINE:
        return range(first, last + 1)
    if directive.scope is Scope.NEXT_LINE:
        return range(last + 1, last + 2)
    return range(0)


def _names(directive: Directive, check: str) -> bool:
    return not directive.checks or check in directive.checks
