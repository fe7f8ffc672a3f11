"""Suppression comments: which diagnostics they silence, and which of them silence nothing."""

from __future__ import annotations

from collections.abc import Iterable

from termlint.diagnostic import Diagnostic
from termlint.document import Directive, Document, Scope
from termlint.facts import Observation
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
            if not silencing.holds_at(diagnostic.span.start):
                kept.append(diagnostic)
        used |= silencing.used
    opening = (d for d in document.directives if d.scope is not Scope.END)
    return tuple(kept), tuple(directive for directive in opening if directive not in used)


def discount(
    document: Document, observed: list[Observation]
) -> tuple[list[Observation], set[Directive]]:
    """What the checks have ``observed``, in the same order, and the directives that bear on it.

    A choice does not count where a directive silences what its check would say of it: somebody
    has made an exception there.
    """
    if not document.directives or not observed:
        return observed, set()
    lines = LineIndex(document.text)
    silencing: dict[str, _Silencing] = {}
    discounted = list(observed)
    for index in sorted(range(len(observed)), key=lambda index: observed[index].span):
        check, start = observed[index].key[0], observed[index].span.start
        if check not in silencing:
            named = [each for each in document.directives if _names(each, check)]
            silencing[check] = _Silencing(named, lines)
        if silencing[check].holds_at(start):
            discounted[index] = observed[index]._replace(counted=False)
    return discounted, set().union(*(each.used for each in silencing.values()))


class _Silencing:
    """The directives for a check that has found something, asked about one place after the other
    in the file's order. Each is counted as used once, which keeps many of them linear."""

    def __init__(self, directives: list[Directive], lines: LineIndex) -> None:
        self._lines = lines
        self._whole_file = [d for d in directives if d.scope is Scope.FILE]
        self.used = set(self._whole_file)
        """Those that have silenced something so far."""
        self._line = 0
        self._by_line: dict[int, list[Directive]] = {}
        for directive in directives:
            for line in _lines_of(directive, lines):
                self._by_line.setdefault(line, []).append(directive)
        self._regions = [d for d in directives if d.scope in (Scope.START, Scope.END)]
        self._passed = self._closed = self._counted = 0
        """How many of the regions begin before the place, how many of these have ended, and how
        many have been counted."""

    def holds_at(self, offset: int) -> bool:
        """Whether a directive silences what begins at ``offset``."""
        regions = self._regions
        while self._passed < len(regions) and regions[self._passed].span.end <= offset:
            self._passed += 1
            if regions[self._passed - 1].scope is Scope.END:
                self._closed = self._passed
        self.used.update(regions[max(self._closed, self._counted) : self._passed])
        self._counted = self._passed
        line = self._lines.line_of(offset)
        of_line = self._by_line.get(line, ())
        if line != self._line:
            self.used.update(of_line)
            self._line = line
        return bool(self._whole_file or of_line or self._closed < self._passed)


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
