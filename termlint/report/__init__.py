"""What a run found and what a writer makes of it: one pure module for each output format."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from termlint.fileerror import FileError

if TYPE_CHECKING:
    from termlint.finding import Finding
    from termlint.termbase import Concept

FORMATS: Mapping[str, str] = MappingProxyType(
    {
        "full": "termlint.report.full",
        "concise": "termlint.report.concise",
        "json": "termlint.report.json",
        "json-lines": "termlint.report.json_lines",
        "github": "termlint.report.github",
        "gitlab": "termlint.report.gitlab",
        "azure": "termlint.report.azure",
        "sarif": "termlint.report.sarif",
        "junit": "termlint.report.junit",
        "checkstyle": "termlint.report.checkstyle",
        "rdjsonl": "termlint.report.rdjsonl",
        "markdown": "termlint.report.markdown",
    }
)
"""The module of each format, to be imported when it is asked for. A module has one function,
``write(report, look) -> str``; what it returns is empty or ends with a line end."""

DOCUMENTED = frozenset({"sarif"})
"""The formats that carry the pages of the checks, ``Look.pages``."""


class Report(NamedTuple):
    """The outcome of a run."""

    findings: tuple[Finding, ...]
    """In the order of their paths, then of their places."""
    errors: tuple[FileError, ...] = ()
    """In the order of their paths."""
    files: int = 0
    """How many files were read and checked."""
    concepts: Mapping[str, Concept] = MappingProxyType({})
    """The concepts that findings name, by their ids."""

    @property
    def fixable(self) -> int:
        """How many findings have a safe fix."""
        return sum(finding.is_fixable for finding in self.findings)

    @property
    def most_severe_first(self) -> tuple[Finding, ...]:
        """The findings for a reader who may not get to see all of them."""
        return tuple(sorted(self.findings, key=lambda finding: -finding.diagnostic.severity))


class Look(NamedTuple):
    """What a writer has to know of its readers."""

    color: bool = False
    width: int = 100
    """In columns of the terminal; source lines are cut to it."""
    quiet: bool = False
    """Whether nothing but findings is wanted."""
    prefix: str = ""
    """The way from the folder that paths are shown from down to the working directory, empty or
    with ``/`` at its end; for a reader that knows only the root of the repository."""
    pages: Mapping[str, str] = MappingProxyType({})
    """The page of each check, in Markdown, for the formats that are ``DOCUMENTED``."""


def from_root(path: str, prefix: str) -> str:
    """A ``path`` as it is shown from the folder that ``prefix`` leads down from; see ``Look``.

    >>> [from_root("../a.md", prefix) for prefix in ("docs/site/", "docs/", "")]
    ['docs/a.md', 'a.md', '../a.md']
    """
    while prefix and path.startswith("../"):
        path, prefix = path[3:], prefix[: prefix.rstrip("/").rfind("/") + 1]
    return prefix + path


def counted(number: int, noun: str) -> str:
    """How many there are of what ``noun`` names, whose plural has an s.

    >>> [counted(number, "file") for number in (0, 1, 2)]
    ['no files', '1 file', '2 files']
    """
    return f"{number} {noun}" if number == 1 else f"{number or 'no'} {noun}s"
