"""Logging commands, which Azure Pipelines shows as the issues of a step.

The commands and their escaping are those that the agent undoes (``Command.cs`` and
``docs/design/percentEncoding.md`` in github.com/microsoft/azure-pipelines-agent).
"""

from __future__ import annotations

from termlint.diagnostic import Severity
from termlint.fileerror import FileError
from termlint.report import Look, Report, from_root
from termlint.report.annotations import Told, lines
from termlint.report.terminal import visible

_TYPES = {Severity.ERROR: "error", Severity.WARNING: "warning"}


def write(report: Report, look: Look) -> str:
    return lines(report, _TYPES, lambda told: _issue(told, look.prefix))


def _issue(told: Told, prefix: str) -> str:
    if isinstance(told, FileError):
        return _command({"type": "error", "sourcepath": from_root(told.path, prefix)}, told.message)
    found, start = told.diagnostic, told.start
    properties = {
        "type": _TYPES[found.severity],
        "sourcepath": from_root(told.path, prefix),
        "linenumber": str(start.line),
        "columnnumber": str(start.column),
        "code": found.check,
    }
    return _command(properties, found.message)


def _command(properties: dict[str, str], message: str) -> str:
    given = "".join(f"{key}={escape_property(value)};" for key, value in properties.items())
    return f"##vso[task.logissue {given}]{escape_data(message)}"


def escape_data(text: str) -> str:
    """``text`` as the message of a command."""
    return visible(text).replace("%", "%AZP25").replace("\r", "%0D").replace("\n", "%0A")


def escape_property(text: str) -> str:
    """``text`` as the value of a property of a command."""
    return escape_data(text).replace(";", "%3B").replace("]", "%5D")
