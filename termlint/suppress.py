"""Suppression comments: which diagnostics they silence, and which of them silence nothing."""

from __future__ import annotations

from collections.abc import Iterable

from termlint.diagnostic import Diagnostic
from termlint.document import Directive, Document, Scope
from termlint.span import LineIndex, Span


def suppress(
    document: Document, diagnostics: Iterable[Diagnostic]
) -> tuple[tuple[Diagnostic, ...], tuple[Directive, ...]]:
    """The diagnostics that no directive silences, and the directives that silence nothing.

    A directive for a line covers each diagnostic that begins on that line.
    """
    if not document.directives:
        return tuple(diagnostics), ()
    lines = LineIndex(document.text)
    opening = [directive for directive in document.directives if directive.scope is not Scope.END]
    closing = [directive for directive in document.directives if directive.scope is Scope.END]
    covers = [(directive, _cover(directive, lines)) for directive in opening]
    kept, used = [], set()
    for diagnostic in diagnostics:
        silencing = {
            i
            for i, (directive, span) in enumerate(covers)
            if span.start <= diagnostic.span.start < span.end
            and _names(directive, diagnostic.check)
            and not (directive.scope is Scope.START and _is_over(directive, diagnostic, closing))
        }
        used |= silencing
        if not silencing:
            kept.append(diagnostic)
    return tuple(kept), tuple(d for i, d in enumerate(opening) if i not in used)


def _cover(directive: Directive, lines: LineIndex) -> Span:
    """The stretch of the file for which a directive is meant, wherever it may be ended."""
    end_of_file = lines.span_of_line(len(lines)).end + 1
    span = directive.span
    if directive.scope is Scope.FILE:
        return Span(0, end_of_file)
    if directive.scope is Scope.START:
        return Span(span.end, end_of_file)
    if directive.scope is Scope.UNKNOWN:
        return Span(end_of_file, end_of_file)
    first, last = lines.line_of(span.start), lines.line_of(span.end - 1)
    if directive.scope is Scope.NEXT_LINE:
        first = last = last + 1
    if first > len(lines):
        return Span(end_of_file, end_of_file)
    return Span(lines.span_of_line(first).start, lines.span_of_line(last).end + 1)


def _names(directive: Directive, check: str) -> bool:
    return not directive.checks or check in directive.checks


def _is_over(directive: Directive, diagnostic: Diagnostic, closing: list[Directive]) -> bool:
    """Whether ``termlint-enable`` stands between a ``termlint-disable`` and a diagnostic."""
    return any(
        directive.span.end <= end.span.start < diagnostic.span.start
        and _names(end, diagnostic.check)
        for end in closing
    )
