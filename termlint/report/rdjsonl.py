"""Lines of the Reviewdog Diagnostic Format, which reviewdog turns into comments with suggestions.

The fields are those of the message ``Diagnostic`` (``proto/rdf/reviewdog.proto`` in
github.com/reviewdog/reviewdog); columns are bytes of UTF-8, and are left out where they are not
known.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from termlint.diagnostic import Edit, Place, Severity
from termlint.fileerror import FileError
from termlint.finding import Finding
from termlint.report import Look, Report, concise
from termlint.report.json import encode
from termlint.report.terminal import visible
from termlint.span import Position

LONGEST_LINE = 60_000
"""In bytes. Reviewdog reads lines with Go's ``bufio.Scanner``, which gives up at 65,536 bytes."""
_LONGEST_MESSAGE = 2_000
"""In code points, where a line would be too long; each is written with 12 bytes at most."""

_SEVERITIES = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.INFO: "INFO"}


def write(report: Report, look: Look) -> str:
    written = [_line(_finding(finding)) for finding in report.findings]
    written += [_line(_error(error)) for error in report.errors]
    return "".join(f"{line}\n" for line in written)


def _line(diagnostic: dict[str, Any]) -> str:
    line = encode(diagnostic)
    if len(line) <= LONGEST_LINE:
        return line
    short = diagnostic["message"][:_LONGEST_MESSAGE] + "…"
    kept = {key: diagnostic[key] for key in ("location", "severity", "source", "code")}
    return encode({"message": short, **kept, "originalOutput": short})


def _finding(finding: Finding) -> dict[str, Any]:
    found = finding.diagnostic
    return {
        "message": visible(found.message),
        "location": _location(finding, finding.place_of(found.span)),
        "severity": _SEVERITIES[found.severity],
        "source": _SOURCE,
        "code": {"value": found.check},
        "suggestions": _suggestions(finding),
        "relatedLocations": [
            {
                "message": visible(related.message),
                "location": _location(finding, finding.place_of(related.at)),
            }
            for related in found.related
        ],
        "originalOutput": concise.line(finding),
    }


def _error(error: FileError) -> dict[str, Any]:
    return {
        "message": visible(error.message),
        "location": {"path": error.path},
        "severity": "ERROR",
        "source": _SOURCE,
        "code": {"value": "file-error"},
    }


_SOURCE = {"name": "termlint"}


def _location(finding: Finding, place: Place) -> dict[str, Any]:
    if place.path != finding.path:
        return {"path": place.path, "range": _lines(place)}
    return {"path": place.path, "range": _range(finding, place) or _lines(place)}


def _range(finding: Finding, place: Place) -> dict[str, Any] | None:
    """A range with both its columns; None where one is not known."""
    start, end = finding.utf8_column(place.start), finding.utf8_column(place.end)
    if start is None or end is None:
        return None
    return {
        "start": {"line": place.start.line, "column": start},
        "end": {"line": place.end.line, "column": end},
    }


def _lines(place: Place) -> dict[str, Any]:
    """A range of whole lines."""
    return {"start": {"line": place.start.line}, "end": {"line": place.end.line}}


def _suggestions(finding: Finding) -> list[dict[str, Any]]:
    """The fix as one suggestion: who takes one of several edits would break the sentence."""
    fix = finding.diagnostic.fix
    if fix is None:
        return []
    whole = Place(
        finding.path,
        finding.positions[fix.edits[0].span.start],
        finding.positions[fix.edits[-1].span.end],
    )
    place, text = _range(finding, whole), _replacement(finding, fix.edits)
    return [{"range": place, "text": text}] if place and text is not None else []


def _replacement(finding: Finding, edits: tuple[Edit, ...]) -> str | None:
    """The edits and what stands between them; None where that is not known."""
    text = edits[0].replacement
    for edit, following in pairwise(edits):
        between = _text(
            finding,
            finding.positions[edit.span.end],
            finding.positions[following.span.start],
        )
        if between is None:
            return None
        text += between + following.replacement
    return text


def _text(finding: Finding, start: Position, end: Position) -> str | None:
    """The source between two positions that stand in one line of the finding."""
    for excerpt in finding.excerpts:
        first, last = excerpt.index_of(start), excerpt.index_of(end)
        if first is not None and last is not None:
            return excerpt.text[first:last]
    return None
