"""An XML document as Checkstyle writes it, which many services read, Jenkins and reviewdog too."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from termlint.diagnostic import Severity
from termlint.fileerror import FileError
from termlint.finding import Finding
from termlint.report import Look, Report
from termlint.report.terminal import visible
from termlint.report.xmltext import DECLARATION, tag

_VERSION = "4.3"
"""Of the format, as the tools write it that are no Checkstyle themselves."""


def write(report: Report, look: Look) -> str:
    return DECLARATION + "".join(f"{line}\n" for line in _document(report))


def _document(report: Report) -> Iterator[str]:
    yield tag("checkstyle", {"version": _VERSION})
    for path, findings in groupby(report.findings, key=lambda finding: finding.path):
        yield from _file(path, [_finding(finding) for finding in findings])
    for error in report.errors:
        yield from _file(error.path, [_error(error)])
    yield "</checkstyle>"


def _file(path: str, errors: list[str]) -> Iterator[str]:
    yield f"  {tag('file', {'name': path})}"
    yield from (f"    {error}" for error in errors)
    yield "  </file>"


def _finding(finding: Finding) -> str:
    found, start = finding.diagnostic, finding.start
    place: dict[str, str | int] = {"line": start.line, "column": start.column}
    return _tag(place, found.severity, found.message, f"termlint.{found.check}")


def _error(error: FileError) -> str:
    return _tag({}, Severity.ERROR, error.message, "termlint.file-error")


def _tag(place: dict[str, str | int], severity: Severity, message: str, source: str) -> str:
    said: dict[str, str | int] = {
        "severity": str(severity),
        "message": visible(message),
        "source": source,
    }
    return tag("error", place | said, empty=True)
