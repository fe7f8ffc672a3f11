"""The JSON format as JSON Lines: one diagnostic a line, then one error a line."""

from __future__ import annotations

from termlint.report import Look, Report
from termlint.report.json import diagnostic, encode, file_error


def write(report: Report, look: Look) -> str:
    values = [*map(diagnostic, report.findings), *map(file_error, report.errors)]
    return "".join(f"{encode(value)}\n" for value in values)
