"""Workflow commands, which GitHub Actions shows as annotations on the changed lines.

The commands and their escaping are those of ``@actions/core`` (``packages/core/src/command.ts``
in github.com/actions/toolkit), and their limits those of the runner.
"""

from __future__ import annotations

from termlint.diagnostic import Severity
from termlint.fileerror import FileError
from termlint.report import Look, Report, from_root
from termlint.report.annotations import Told, lines
from termlint.report.terminal import visible

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def write(report: Report, look: Look) -> str:
    return lines(report, _COMMANDS, lambda told: _annotation(told, look.prefix))


def _annotation(told: Told, prefix: str) -> str:
    if isinstance(told, FileError):
        return _command(
            "error", {"file": from_root(told.path, prefix), "title": "termlint"}, told.message
        )
    found, start, end = told.diagnostic, told.start, told.end
    properties = {"file": from_root(told.path, prefix), "line": str(start.line)}
    if start.line == end.line:  # GitHub takes columns only for what stands on one line
        properties |= {"col": str(start.column), "endLine": str(end.line)}
        properties |= {"endColumn": str(end.column)}
    else:
        properties |= {"endLine": str(end.line)}
    properties |= {"title": f"termlint {found.check}"}
    return _command(_COMMANDS[found.severity], properties, found.message)


def _command(name: str, properties: dict[str, str], message: str) -> str:
    given = ",".join(f"{key}={escape_property(value)}" for key, value in properties.items())
    return f"::{name} {given}::{escape_data(message)}"


def escape_data(text: str) -> str:
    """``text`` as the message of a command."""
    return visible(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def escape_property(text: str) -> str:
    """``text`` as the value of a property of a command."""
    return escape_data(text).replace(":", "%3A").replace(",", "%2C")
