"""A SARIF log, which GitHub's code scanning and many viewers read.

The format is that of OASIS (docs.oasis-open.org/sarif/sarif/v2.1.0), kept within what GitHub takes
(docs.github.com, "SARIF support for code scanning").
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from termlint import __version__
from termlint.diagnostic import Fix
from termlint.fileerror import FileError
from termlint.finding import Finding
from termlint.report import Look, Report
from termlint.report.json import encode
from termlint.report.sarif_places import artifact, location, region, region_of
from termlint.report.sarif_rules import LEFT_OUT, LEVELS, NOTIFICATIONS, UNREAD, rules
from termlint.report.terminal import visible

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)

MOST_RESULTS = 25_000
"""How many results of a run GitHub takes; it shows 5,000 of them."""
MOST_BYTES = 9_000_000
"""How large the log may be when it is packed. GitHub takes 10 MB, to which its upload adds."""
MOST_PLACES = 100
"""How many related locations of a result GitHub keeps."""


def write(report: Report, look: Look) -> str:
    findings: Sequence[Finding] = report.findings
    if len(findings) > MOST_RESULTS:
        findings = report.most_severe_first[:MOST_RESULTS]
    text = _log(findings, report, look)
    while (size := packed_size(text)) > MOST_BYTES:
        kept = len(findings) * MOST_BYTES * 9 // (size * 10)
        findings = report.most_severe_first[:kept]
        text = _log(findings, report, look)
    return text


def packed_size(text: str) -> int:
    """In bytes; no more than what ``text`` has."""
    if len(text) <= MOST_BYTES:
        return len(text)
    from zlib import compress  # few logs are that large

    return len(compress(text.encode("ascii")))


def _log(findings: Sequence[Finding], report: Report, look: Look) -> str:
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [_run(findings, report, look)]}
    return encode(log) + "\n"  # an indent would take three times as long and double the bytes


def _run(findings: Sequence[Finding], report: Report, look: Look) -> dict[str, Any]:
    described = rules(look.pages)
    index_of = {rule["id"]: index for index, rule in enumerate(described)}
    return {
        "tool": {
            "driver": {
                "name": "termlint",
                "semanticVersion": __version__,
                "rules": described,
                "notifications": list(NOTIFICATIONS),
            }
        },
        "invocations": [_invocation(report, len(report.findings) - len(findings), look)],
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\r\n", "\n", "\r"],
        "originalUriBaseIds": {
            "%SRCROOT%": {"description": {"text": "The root of the repository."}},
        },
        "results": [
            _result(finding, index_of[finding.diagnostic.check], look.prefix)
            for finding in findings
        ],
    }


def _invocation(report: Report, left_out: int, look: Look) -> dict[str, Any]:
    told = [_unread(error, look.prefix) for error in report.errors]
    if left_out:
        text = f"{left_out} findings, the least severe, are left out: there is a limit to the size."
        told.append(_notification(LEFT_OUT, "warning", text))
    return {"executionSuccessful": not report.errors, "toolExecutionNotifications": told}


def _unread(error: FileError, prefix: str) -> dict[str, Any]:
    where = {"physicalLocation": {"artifactLocation": artifact(error.path, prefix)}}
    return _notification(UNREAD, "error", visible(error.message)) | {"locations": [where]}


def _notification(name: str, level: str, text: str) -> dict[str, Any]:
    return {"descriptor": {"id": name}, "level": level, "message": {"text": text}}


def _result(finding: Finding, rule_index: int, prefix: str) -> dict[str, Any]:
    found = finding.diagnostic
    result: dict[str, Any] = {
        "ruleId": found.check,
        "ruleIndex": rule_index,
        "level": LEVELS[found.severity],
        "message": {"text": _message(finding)},
        "locations": [location(finding, prefix)],
        "partialFingerprints": {"termlint/v1": finding.fingerprint},
    }
    related = _related(finding, prefix)
    if related:
        result["relatedLocations"] = related
    if found.fix is not None:
        result["fixes"] = [_fix(finding, found.fix, prefix)]
    told = {"concept": found.concept, "suggestions": list(found.suggestions)}
    result["properties"] = {key: value for key, value in told.items() if value}
    return result


def _message(finding: Finding) -> str:
    """The message, and in brackets links to the places that it speaks of."""
    found = finding.diagnostic
    links = []
    for number, related in enumerate(found.related[:MOST_PLACES], 1):
        at = finding.place_of(related.at)
        place = _bracketed(visible(f"{at.path}:{at.start.line}"))
        links.append(f"{_unlinked(related.message)}: [{place}]({number})")
    return _unlinked(found.message) + (f" ({'; '.join(links)})" if links else "")


def _unlinked(text: str) -> str:
    """``text`` with no link in it (SARIF 2.1.0, 3.11.6)."""
    shown = visible(text)
    return _bracketed(shown) if "](" in shown else shown


def _bracketed(text: str) -> str:
    """``text`` with its brackets as themselves, as the text of a link."""
    return text.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")


def _related(finding: Finding, prefix: str) -> list[dict[str, Any]]:
    """The other places, numbered from 1 as the message links to them, then the evidence."""
    found = finding.diagnostic
    places = [(finding.place_of(related.at), related.message) for related in found.related]
    places += [
        (finding.place_of(each.span), f'cue "{each.cue}" in "{each.text}"')
        for each in found.evidence
    ]
    return [
        {
            "id": number,
            "physicalLocation": {
                "artifactLocation": artifact(place.path, prefix),
                "region": region(place),
            },
            "message": {"text": _unlinked(message)},
        }
        for number, (place, message) in enumerate(places[:MOST_PLACES], 1)
    ]


def _fix(finding: Finding, fix: Fix, prefix: str) -> dict[str, Any]:
    replacements = [
        {
            "deletedRegion": region_of(finding, edit.span),
            "insertedContent": {"text": edit.replacement},
        }
        for edit in fix.edits
    ]
    change = {
        "artifactLocation": artifact(finding.path, prefix),
        "replacements": replacements,
    }
    said = "The safe fix" if fix.safe else "The fix, which needs somebody to look"
    return {"description": {"text": said}, "artifactChanges": [change]}
