"""An XML document as JUnit's runners write it: each finding is a test case that failed.

The elements are those of the schema of Jenkins (``junit-10.xsd`` in
github.com/jenkinsci/xunit-plugin), which other services read as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from termlint.fileerror import FileError
from termlint.finding import Finding
from termlint.report import Look, Report, full
from termlint.report.terminal import visible
from termlint.report.xmltext import DECLARATION, escape, tag


def write(report: Report, look: Look) -> str:
    return DECLARATION + "".join(f"{line}\n" for line in _document(report))


def _document(report: Report) -> Iterator[str]:
    failures, errors = len(report.findings), len(report.errors)
    # A run without findings has one test, which passed: no test at all counts as a mistake.
    tests = failures + errors or 1
    yield tag(
        "testsuites", {"name": "termlint", "tests": tests, "failures": failures, "errors": errors}
    )
    for path, findings in groupby(report.findings, key=lambda finding: finding.path):
        cases = [_failure(finding, report) for finding in findings]
        yield from _suite(path, len(cases), 0, cases)
    for error in report.errors:
        yield from _suite(error.path, 0, 1, [_error(error)])
    if not failures and not errors:
        case = tag(
            "testcase", {"name": full.summary(report), "classname": "termlint.all"}, empty=True
        )
        yield from _suite("termlint", 0, 0, [[case]])
    yield "</testsuites>"


def _suite(name: str, failures: int, errors: int, cases: list[list[str]]) -> Iterator[str]:
    counts = {"tests": len(cases), "failures": failures, "errors": errors}
    yield f"  {tag('testsuite', {'name': name, **counts})}"
    yield from (f"    {line}" for case in cases for line in case)
    yield "  </testsuite>"


def _failure(finding: Finding, report: Report) -> list[str]:
    found, start = finding.diagnostic, finding.start
    place = f"{finding.path}:{start.line}:{start.column}"
    details = "\n".join(full.lines(finding, report.concepts, Look()))
    said: dict[str, str | int] = {"type": str(found.severity), "message": visible(found.message)}
    return _case(place, found.check, f"{tag('failure', said)}{escape(details)}</failure>")


def _error(error: FileError) -> list[str]:
    said: dict[str, str | int] = {"type": "error", "message": visible(error.message)}
    return _case(error.path, "file-error", tag("error", said, empty=True))


def _case(place: str, check: str, outcome: str) -> list[str]:
    """A test case that Jenkins shows in the package "termlint" as the class of its check."""
    begin = tag("testcase", {"name": place, "classname": f"termlint.{check}"})
    return [begin, f"  {outcome}", "</testcase>"]
