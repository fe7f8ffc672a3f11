"""What a run found and what a writer makes of it: one pure module for each output format."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from termlint.finding import FileError, Finding
from termlint.termbase import Termbase

FORMATS: Mapping[str, str] = MappingProxyType(
    {
        "full": "termlint.report.full",
        "concise": "termlint.report.concise",
        "json": "termlint.report.json",
        "github": "termlint.report.github",
    }
)
"""The module of each format, to be imported when it is asked for. A module has one function,
``write(report, look) -> str``; what it returns is empty or ends with a line end."""


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of a run."""

    findings: tuple[Finding, ...]
    """In the order of their paths, then of their places."""
    errors: tuple[FileError, ...] = ()
    """In the order of their paths."""
    files: int = 0
    """How many files were read and checked."""
    termbase: Termbase = field(default_factory=Termbase)
    """What they were checked against."""

    @property
    def fixable(self) -> int:
        """How many findings have a safe fix."""
        return sum(finding.is_fixable for finding in self.findings)


@dataclass(frozen=True, slots=True)
class Look:
    """How a report that people read should look."""

    color: bool = False
    width: int = 100
    """In columns of the terminal; source lines are cut to it."""
    quiet: bool = False
    """Whether nothing but findings is wanted."""
    prefix: str = ""
    """The way from the folder that paths are shown from down to the working directory, empty or
    with ``/`` at its end; for a reader that knows only the root of the repository."""
