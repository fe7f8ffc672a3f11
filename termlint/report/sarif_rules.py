"""What a SARIF log says of the checks, its rules, and of what else it reports."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from termlint.checks import CHECKS, Check
from termlint.diagnostic import Severity
from termlint.report.full import first_sentence

LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
"""What SARIF calls the severities."""

_PROBLEMS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "recommendation"}
"""What GitHub calls them in the properties of a rule."""

MOST_CHARACTERS = 1024
"""How long a description may be that GitHub takes."""


def rules(pages: Mapping[str, str]) -> list[dict[str, Any]]:
    """One rule for each check, in the order of the checks."""
    return [_rule(check, pages.get(check.name, check.name)) for check in CHECKS]


def _rule(check: Check, page: str) -> dict[str, Any]:
    return {
        **_descriptor(check.name, _opening(page), page),
        "defaultConfiguration": {"enabled": check.enabled, "level": LEVELS[check.severity]},
        "properties": {
            "tags": ["documentation", "terminology"],
            "problem.severity": _PROBLEMS[check.severity],
        },
    }


def _descriptor(name: str, described: str, page: str) -> dict[str, Any]:
    return {
        "id": name,
        "name": "".join(word.capitalize() for word in name.split("-")),
        "shortDescription": {"text": first_sentence(described)[:MOST_CHARACTERS]},
        "fullDescription": {"text": described[:MOST_CHARACTERS]},
        "help": {"text": page, "markdown": page},
    }


def _opening(page: str) -> str:
    """The first paragraph that is no heading, as plain text on one line."""
    paragraphs = (each for each in page.split("\n\n") if not each.startswith("#"))
    paragraph = next(paragraphs, page)
    return " ".join(paragraph.replace("`", "").split())


def _notification(name: str, described: str) -> dict[str, Any]:
    return _descriptor(name, described, described)


UNREAD = "file-error"
LEFT_OUT = "findings-left-out"
NOTIFICATIONS = (
    _notification(UNREAD, "A file was not read, or not to its end."),
    _notification(LEFT_OUT, "There are more findings than a log may have."),
)
"""What a log may say of the run itself."""
