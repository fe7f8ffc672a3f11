"""The findings as one JSON document, version 1, for programs."""

from __future__ import annotations

import json
from typing import Any

from termlint import __version__
from termlint.diagnostic import Place
from termlint.finding import Finding
from termlint.report import Look, Report
from termlint.span import Position, Span


def write(report: Report, look: Look) -> str:
    # ASCII alone passes every encoding of a pipe, and file names with half surrogate pairs too.
    return json.dumps(document(report), indent=2, ensure_ascii=True) + "\n"


def document(report: Report) -> dict[str, Any]:
    """What is written, as plain values."""
    return {
        "version": 1,
        "tool": {"name": "termlint", "version": __version__},
        "diagnostics": [diagnostic(finding) for finding in report.findings],
        "errors": [{"path": error.path, "message": error.message} for error in report.errors],
        "summary": {
            "files": report.files,
            "diagnostics": len(report.findings),
            "fixable": report.fixable,
        },
    }


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
