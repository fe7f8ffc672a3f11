"""Reports to be written: one with something of everything, small ones, and hostile texts."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from termlint.checks import CHECKS
from termlint.diagnostic import Diagnostic, Edit, Evidence, Fix, Place, Related, Severity
from termlint.explain import page_of
from termlint.fileerror import FileError
from termlint.finding import place
from termlint.report import FORMATS, Look, Report
from termlint.span import Position, Span
from termlint.termbase import Concept, Origin, Termbase

PATH = "docs/first steps.md"
PAGE = (
    "# Start 🚀\r\n"
    "\r\n"
    "🚀 First, log in to MLOps\r\n"
    "and 🚀 use a data set of the machine\r\n"
    "learning team 🚀. We use a ML Ops.\r\n"
)
"""With an emoji and line ends of two characters before each finding."""

DEFINITION = "The practice of running\nmachine learning, e.g. with pipelines. It is not a tool."

PAGES = {check.name: page_of(check.name) or "" for check in CHECKS}


def write(output_format: str, report: Report, look: Look | None = None) -> str:
    text: str = import_module(FORMATS[output_format]).write(report, look or Look())
    return text


def span_of(text: str, word: str) -> Span:
    start = text.index(word)
    return Span(start, start + len(word))


def found(text: str, word: str, message: str = "wrong", **more: Any) -> Diagnostic:
    """A diagnostic of the first ``word`` in ``text``."""
    values = {"check": "wrong-sense", "severity": Severity.WARNING, "message": message}
    return Diagnostic(**{**values, "span": span_of(text, word), "text": word, **more})


def report_of(text: str, word: str, path: str = "a.md", **more: Any) -> Report:
    """A report with one finding, that of ``word`` in ``text``."""
    return Report(place(path, text, [found(text, word, **more)]), files=1)


def many(*severities: Severity, errors: int = 0) -> Report:
    """A report with a finding of each of the ``severities``, in this order, line by line."""
    text = "MLOps\n" * len(severities)
    diagnostics = [
        Diagnostic(
            "wrong-sense", severity, f"number {number}", Span(6 * number, 6 * number + 5), "MLOps"
        )
        for number, severity in enumerate(severities)
    ]
    unread = tuple(FileError(f"bad{number}.md", "not UTF-8") for number in range(errors))
    return Report(place("a.md", text, diagnostics), unread, 1)


def example() -> Report:
    """A report with something of everything."""
    wrong = found(
        PAGE,
        "MLOps",
        '"MLOps" names a practice, but "log in to MLOps" means a product; write "MLOps tool"',
        concept="mlops",
        suggestions=("MLOps tool",),
        fix=Fix((Edit(span_of(PAGE, "MLOps"), "MLOps tool"),), safe=False),
        evidence=(
            Evidence(
                "[log|sign] in to {term}", "log in to MLOps", span_of(PAGE, "log in to MLOps")
            ),
        ),
    )
    mixed = found(
        PAGE,
        "data set",
        '"data set" is written "dataset" elsewhere; write "dataset"',
        check="inconsistent-term",
        severity=Severity.INFO,
        suggestions=("dataset",),
        fix=Fix((Edit(span_of(PAGE, "data set"), "dataset"),), safe=True),
        related=(
            Related(span_of(PAGE, "Start"), 'written "dataset" here'),
            Related(
                Place("docs/more [1].md", Position(7, 3, 99), Position(7, 10, 106)),
                'written "dataset" here',
            ),
        ),
    )
    broken = found(
        PAGE,
        "machine\r\nlearning",
        '"machine learning" is deprecated; write "ML" or "statistics"',
        check="deprecated-term",
        severity=Severity.ERROR,
        suggestions=("ML", "statistics"),
    )
    article = PAGE.index("a ML Ops")
    spaced = found(
        PAGE,
        "ML Ops",
        '"ML Ops" has the wrong spacing; write "MLOps"',
        check="misspelled-term",
        concept="mlops",
        suggestions=("MLOps",),
        fix=Fix(
            (Edit(Span(article, article + 1), "an"), Edit(span_of(PAGE, "ML Ops"), "MLOps")),
            safe=True,
        ),
    )
    errors = (FileError("docs/bad.md", "not UTF-8: byte 0xff at offset 12"),)
    return Report(place(PATH, PAGE, [wrong, mixed, broken, spaced]), errors, 12, TERMBASE.concepts)


TERMBASE = Termbase(
    concepts={"mlops": Concept("mlops", "MLOps", None, Origin("g.yaml", 1, 1), (), DEFINITION)}
)

# What a document, a glossary or a file name could say to a terminal or to a runner.
HOSTILE = (
    "\x1b[31mred\x1b[0m",
    "\x1b]0;title\x07",
    "one\r\n::error file=x::two",
    "::error::at the start",
    " \u200d:\u200c:stop-commands::x",
    "##[error]in a line",
    "#\u200d#[add-matcher]x",
    "##vso[task.setvariable variable=x]y",
    "a\u202eb\u2066c\u2069",
    "\x9b31m",
    "\u2028::warning::x",
    "\ufeff\u200b\U000e0041",
    "half \ud800 pair",
    "a\x00b\x7f",
    "\ufffe\uffff",
    "]]>&<!--\"'%0A%AZP25;]",
)


def hostile_report(text: str) -> Report:
    """A report that says ``text`` wherever a report can say something."""
    page = f"before {text} after"
    report = report_of(
        page,
        text,
        path=f"{text}.md",
        message=f"message {text}",
        concept="c",
        suggestions=(text,),
        fix=Fix((Edit(span_of(page, text), text),), safe=True),
        evidence=(Evidence(text, text, Span(0, 5)),),
        related=(
            Related(Span(0, 5), text),
            Related(Place(f"{text}.md", Position(1, 1, 0), Position(1, 2, 1)), text),
        ),
    )
    concept = Concept("c", text, None, Origin("g.yaml", 1, 1), (), f"{text} is.")
    errors = (FileError(f"{text}.md", text),)
    return Report(report.findings, errors, 1, {"c": concept})
