"""The findings as one JSON document, version 1, for programs."""

from __future__ import annotations

import json
import re
from typing import Any

from termlint import __version__
from termlint.diagnostic import Place
from termlint.fileerror import FileError
from termlint.finding import Finding
from termlint.report import Look, Report
from termlint.span import Position, Span


def write(report: Report, look: Look) -> str:
    return encode(document(report), indent=2) + "\n"


def encode(value: Any, indent: int | None = None) -> str:
    """``value`` as JSON that can be written anywhere, a pipe or the log of a CI runner too."""
    # ASCII alone passes every encoding of a pipe, and file names with half surrogate pairs too.
    return _COMMAND.sub(r"#\\u0023", json.dumps(value, indent=indent, ensure_ascii=True))


_COMMAND = re.compile(r"##(?=(?:vso)?\[)")
"""What a runner takes for a command wherever it stands in a line; in JSON, that is in a string."""


def document(report: Report) -> dict[str, Any]:
    """What is written, as plain values."""
    return {
        "version": 1,
        "tool": {"name": "termlint", "version": __version__},
        "diagnostics": [diagnostic(finding) for finding in report.findings],
        "errors": [file_error(error) for error in report.errors],
        "summary": {
            "files": report.files,
            "diagnostics": len(report.findings),
            "fixable": report.fixable,
        },
    }


def file_error(error: FileError) -> dict[str, Any]:
    """A file that was not read, as plain values."""
    return {"path": error.path, "message": error.message}


def diagnostic(finding: Finding) -> dict[str, Any]:
    """One finding as plain values."""
    found = finding.diagnostic
    return {
        "path": finding.path,
        "check": found.check,
        "severity": str(found.severity),
        "message": found.message,
        **_places(finding, found.span),
        "text": found.text,
        "concept": found.concept,
        "suggestions": list(found.suggestions),
        "fix": _fix(finding),
        "evidence": [
            {"cue": each.cue, "text": each.text, **_places(finding, each.span)}
            for each in found.evidence
        ],
        "related": [
            {**_related(finding.place_of(each.at)), "message": each.message}
            for each in found.related
        ],
        "fingerprint": finding.fingerprint,
    }


def _fix(finding: Finding) -> dict[str, Any] | None:
    fix = finding.diagnostic.fix
    if fix is None:
        return None
    edits = [{**_places(finding, e.span), "replacement": e.replacement} for e in fix.edits]
    return {"safe": fix.safe, "edits": edits}


def _places(finding: Finding, span: Span) -> dict[str, dict[str, int]]:
    place = finding.place_of(span)
    return {"start": _position(place.start), "end": _position(place.end)}


def _related(place: Place) -> dict[str, Any]:
    return {"path": place.path, "start": _position(place.start), "end": _position(place.end)}


def _position(position: Position) -> dict[str, int]:
    return {"line": position.line, "column": position.column, "offset": position.offset}
