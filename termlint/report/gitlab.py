"""A Code Quality report, which GitLab shows in merge requests.

The fields are those that GitLab reads (docs.gitlab.com/ci/testing/code_quality).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from termlint.diagnostic import Severity
from termlint.fileerror import FileError
from termlint.finding import Finding
from termlint.hashing import blake2b
from termlint.report import Look, Report, from_root
from termlint.report.json import encode
from termlint.report.terminal import visible
from termlint.span import Position

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}
_UNREAD = "critical"
"""The severity of a file that was not read, of which nothing is known."""


def write(report: Report, look: Look) -> str:
    issues = [_finding(finding, look.prefix) for finding in report.findings]
    issues += [_error(error, look.prefix) for error in report.errors]
    return encode(list(_told_apart(issues)), indent=2) + "\n"


def _finding(finding: Finding, prefix: str) -> dict[str, Any]:
    found = finding.diagnostic
    return {
        "description": visible(found.message),
        "check_name": found.check,
        "fingerprint": finding.fingerprint,
        "severity": _SEVERITIES[found.severity],
        "location": {
            "path": from_root(finding.path, prefix),
            "positions": {"begin": _position(finding.start), "end": _position(finding.end)},
        },
    }


def _position(position: Position) -> dict[str, int]:
    return {"line": position.line, "column": position.column}


def _error(error: FileError, prefix: str) -> dict[str, Any]:
    return {
        "description": visible(error.message),
        "check_name": "file-error",
        "fingerprint": _hash(error.path, error.message),
        "severity": _UNREAD,
        "location": {"path": from_root(error.path, prefix), "lines": {"begin": 1}},
    }


def _hash(*words: str) -> str:
    return blake2b("\0".join(words).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def _told_apart(issues: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The issues, each with a fingerprint of its own: GitLab keeps the first of those alike."""
    seen: Counter[str] = Counter()
    for issue in issues:
        fingerprint = issue["fingerprint"]
        seen[fingerprint] += 1
        again = seen[fingerprint] - 1
        yield issue | {"fingerprint": f"{fingerprint}-{again}"} if again else issue
