"""One line for each finding: ``path:line:column: severity check: message``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from termlint.report import Look, Report
from termlint.report.terminal import visible

if TYPE_CHECKING:
    from termlint.finding import Finding


def write(report: Report, look: Look) -> str:
    return "".join(f"{line(finding)}\n" for finding in report.findings)


def line(finding: Finding) -> str:
    """What is written of one finding, without a line end."""
    start, found = finding.start, finding.diagnostic
    place = f"{visible(finding.path)}:{start.line}:{start.column}"
    return f"{place}: {found.severity} {found.check}: {visible(found.message)}"
