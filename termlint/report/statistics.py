"""How many findings each check has, most first, for people."""

from __future__ import annotations

from collections import Counter

from termlint.report import Look, Report
from termlint.report.full import summary


def write(report: Report, look: Look) -> str:
    counts = Counter(finding.diagnostic.check for finding in report.findings)
    fixable = Counter(f.diagnostic.check for f in report.findings if f.is_fixable)
    margin = len(str(max(counts.values(), default=0)))
    lines = []
    for check, count in sorted(counts.items(), key=lambda each: (-each[1], each[0])):
        note = f" ({fixable[check]} fixable)" if fixable[check] else ""
        lines.append(f"{count:>{margin}}  {check}{note}")
    if not look.quiet:
        lines += ([""] if lines else []) + [summary(report)]
    return "".join(f"{line}\n" for line in lines)
