"""The writers: what each format makes of one report, and what no text can do to them."""

from __future__ import annotations

import json
import re
from importlib import import_module
from pathlib import Path

import pytest

from termlint.diagnostic import Diagnostic, Edit, Evidence, Fix, Related, Severity
from termlint.finding import FileError, place
from termlint.report import FORMATS, Look, Report
from termlint.report.full import first_sentence
from termlint.report.github import escape_data, escape_property
from termlint.report.terminal import visible, width
from termlint.span import Span
from termlint.termbase import Concept, Origin, Termbase

GOLDEN = Path(__file__).parent / "golden"

DEFINITION = "The practice of running\nmachine learning, e.g. with pipelines. It is not a tool."
TERMBASE = Termbase(
    concepts={"mlops": Concept("mlops", "MLOps", None, Origin("g.yaml", 1, 1), (), DEFINITION)}
)


def write(output_format: str, report: Report, look: Look | None = None) -> str:
    text: str = import_module(FORMATS[output_format]).write(report, look or Look())
    return text


def found(text: str, word: str, message: str = "wrong", **more: object) -> Diagnostic:
    start = text.index(word)
    span = Span(start, start + len(word))
    values = {"check": "wrong-sense", "severity": Severity.WARNING, "message": message}
    return Diagnostic(**{**values, "span": span, "text": word, **more})  # type: ignore[arg-type]


def report_of(text: str, word: str, path: str = "a.md", **more: object) -> Report:
    """A report with one finding, that of ``word`` in ``text``."""
    return Report(place(path, text, [found(text, word, **more)]), files=1)  # type: ignore[arg-type]


def example() -> Report:
    """A report with something of everything."""
    page = (
        "# Start\n\nFirst, log in to MLOps\nand use the data set of the machine\nlearning team.\n"
    )
    wrong = found(
        page,
        "MLOps",
        '"MLOps" names a practice, but "log in to MLOps" means a product; write "MLOps tool"',
        concept="mlops",
        suggestions=("MLOps tool",),
        fix=Fix((Edit(Span(26, 31), "MLOps tool"),), safe=False),
        evidence=(Evidence("[log|sign] in to {term}", "log in to MLOps", Span(16, 31)),),
    )
    mixed = found(
        page,
        "data set",
        '"data set" is written "dataset" elsewhere; write "dataset"',
        check="inconsistent-term",
        severity=Severity.INFO,
        suggestions=("dataset",),
        fix=Fix((Edit(Span(44, 52), "dataset"),), safe=True),
        related=(Related(Span(2, 7), 'written "dataset" here'),),
    )
    broken = found(
        page,
        "machine\nlearning",
        '"machine learning" is deprecated; write "ML" or "statistics"',
        check="deprecated-term",
        severity=Severity.ERROR,
        suggestions=("ML", "statistics"),
    )
    errors = (FileError("docs/bad.md", "not UTF-8: byte 0xff at offset 12"),)
    return Report(place("docs/start.md", page, [wrong, mixed, broken]), errors, 12, TERMBASE)


@pytest.mark.parametrize(
    ("name", "output_format", "look"),
    [
        pytest.param("full.txt", "full", Look(), id="full"),
        pytest.param("full-narrow.txt", "full", Look(width=40), id="full, narrow"),
        pytest.param("full-color.txt", "full", Look(color=True), id="full, coloured"),
        pytest.param("concise.txt", "concise", Look(), id="concise"),
        pytest.param("report.json", "json", Look(), id="json"),
        pytest.param("github.txt", "github", Look(prefix="site/"), id="github"),
    ],
)
def test_a_report_is_written_as_in_its_golden_file(
    name: str, output_format: str, look: Look
) -> None:
    written = write(output_format, example(), look).replace("\x1b", "␛")
    assert written == (GOLDEN / name).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("output_format", "expected"),
    [
        pytest.param("full", "3 files checked, no findings\n", id="full"),
        pytest.param("concise", "", id="concise"),
        pytest.param("github", "", id="github"),
    ],
)
def test_a_report_without_findings(output_format: str, expected: str) -> None:
    assert write(output_format, Report((), files=3)) == expected


def test_a_quiet_report_has_no_summary() -> None:
    assert write("full", Report((), files=3), Look(quiet=True)) == ""


# What a document, a glossary or a file name could say to a terminal or to a runner.
HOSTILE = (
    "\x1b[31mred\x1b[0m",
    "\x1b]0;title\x07",
    "one\r\n::error file=x::two",
    "a\u202eb\u2066c\u2069",
    "\x9b31m",
    "\u2028::warning::x",
    "\ufeff\u200b\U000e0041",
    "half \ud800 pair",
    "a\x00b\x7f",
)


@pytest.mark.parametrize("hostile", HOSTILE, ids=repr)
@pytest.mark.parametrize("output_format", FORMATS)
def test_no_text_reaches_a_terminal_as_it_is(output_format: str, hostile: str) -> None:
    report = report_of(
        f"before {hostile} after",
        hostile,
        path=f"{hostile}.md",
        message=f"message {hostile}",
        concept="c",
        suggestions=(hostile,),
        evidence=(Evidence(hostile, hostile, Span(0, 5)),),
        related=(Related(Span(0, 5), hostile),),
    )
    concept = Concept("c", hostile, None, Origin("g.yaml", 1, 1), (), f"{hostile} is.")
    errors = (FileError(f"{hostile}.md", hostile),)
    termbase = Termbase(concepts={"c": concept})
    written = write(output_format, Report(report.findings, errors, 1, termbase))
    assert re.findall(r"[^\n -~…]", written) == []
    if output_format == "github":
        assert [line for line in written.splitlines() if not line.startswith("::")] == []
        assert len(written.splitlines()) == 2


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("plain – text", "plain – text", id="plain"),
        pytest.param("日本語 😀 e\u0301", "日本語 😀 e\u0301", id="other scripts"),
        pytest.param("a\u00a0b\u3000c", "a\u00a0b\u3000c", id="other spaces"),
        pytest.param(
            "\u0645\u06cc\u200c\u062e", "\u0645\u06cc\u200c\u062e", id="a joiner in a word"
        ),
        pytest.param("\x1b[1m", r"\x1b[1m", id="escape"),
        pytest.param("a\nb\tc\r", r"a\nb\tc\r", id="line breaks and tabs"),
        pytest.param("\u202e", r"\u202e", id="bidirectional control"),
        pytest.param("\u2028", r"\u2028", id="line separator"),
        pytest.param("\U000e0041", r"\U000e0041", id="tag character"),
        pytest.param("caf\udce9", r"caf\xe9", id="a byte of a file name"),
        pytest.param("\ud800", r"\ud800", id="half a pair"),
    ],
)
def test_what_a_terminal_obeys_is_made_visible(text: str, shown: str) -> None:
    assert visible(text) == shown


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        pytest.param("abc", 3, id="narrow"),
        pytest.param("日本", 4, id="wide"),
        pytest.param("\uff21\uff22", 4, id="fullwidth"),
        pytest.param("e\u0301", 1, id="combining mark"),
        pytest.param("a\u200cb", 2, id="joiner"),
        pytest.param("😀", 2, id="emoji"),
    ],
)
def test_width_is_what_a_terminal_needs(text: str, columns: int) -> None:
    assert width(text) == columns


@pytest.mark.parametrize(
    ("text", "word", "lines"),
    [
        pytest.param("use MLOps", "MLOps", ("use MLOps", "    ^^^^^"), id="plain"),
        pytest.param("用法 MLOps", "MLOps", ("用法 MLOps", "     ^^^^^"), id="wide before"),
        pytest.param(
            "é MLOps".replace("é", "e\u0301"),
            "MLOps",
            ("e\u0301 MLOps", "  ^^^^^"),
            id="combining mark before",
        ),
        pytest.param("a\tMLOps", "MLOps", ("a    MLOps", "     ^^^^^"), id="tab before"),
        pytest.param("a 用法 b", "用法", ("a 用法 b", "  ^^^^"), id="wide marked"),
        pytest.param("\x1b MLOps", "MLOps", (r"\x1b MLOps", "     ^^^^^"), id="escape before"),
        pytest.param(
            "a" * 50 + "MLOps" + "b" * 50,
            "MLOps",
            ("…" + "a" * 18 + "MLOps" + "b" * 9 + "…", " " * 19 + "^^^^^"),
            id="long on both sides",
        ),
        pytest.param(
            "MLOps" + "b" * 50, "MLOps", ("MLOps" + "b" * 27 + "…", "^^^^^"), id="long after"
        ),
        pytest.param(
            "a" * 50 + "MLOps",
            "MLOps",
            ("…" + "a" * 27 + "MLOps", " " * 28 + "^^^^^"),
            id="long before",
        ),
        pytest.param("a" * 100, "a" * 100, ("a" * 32 + "…", "^" * 32), id="long itself"),
    ],
)
def test_the_marks_stand_below_the_text(text: str, word: str, lines: tuple[str, str]) -> None:
    written = write("full", report_of(text, word), Look(width=40)).splitlines()
    assert written[1:3] == [f"  1 | {lines[0]}", f"    | {lines[1]}"]
    assert all(width(line) <= 40 for line in written[1:3])


@pytest.mark.parametrize(
    ("definition", "sentence"),
    [
        pytest.param("One thing", "One thing", id="no full stop"),
        pytest.param("One. Two.", "One.", id="two sentences"),
        pytest.param("One (e.g. this). Two.", "One (e.g. this).", id="an abbreviation"),
        pytest.param("Version 1.5 of it. Two.", "Version 1.5 of it.", id="a number"),
        pytest.param("One\n  line. Two.", "One line.", id="a line break"),
        pytest.param('He said "no." Two.', 'He said "no."', id="a quote at the end"),
    ],
)
def test_the_first_sentence_of_a_definition(definition: str, sentence: str) -> None:
    assert first_sentence(definition) == sentence


@pytest.mark.parametrize(
    ("text", "data", "value"),
    [
        pytest.param("plain", "plain", "plain", id="plain"),
        pytest.param("50%", "50%25", "50%25", id="percent"),
        pytest.param("a:b,c", "a:b,c", "a%3Ab%2Cc", id="colon and comma"),
        pytest.param("%0A", "%250A", "%250A", id="an escape in the text"),
    ],
)
def test_the_escapes_of_workflow_commands(text: str, data: str, value: str) -> None:
    assert escape_data(text) == data
    assert escape_property(text) == value


def test_json_gives_each_text_back_as_it_was() -> None:
    report = report_of("use 😀\x1b", "😀\x1b", path="caf\udce9.md")
    (written,) = json.loads(write("json", report))["diagnostics"]
    assert (written["path"], written["text"]) == ("caf\udce9.md", "😀\x1b")
    assert (written["start"], written["end"]) == (
        {"line": 1, "column": 5, "offset": 4},
        {"line": 1, "column": 7, "offset": 6},
    )


def test_json_has_no_fix_where_there_is_none() -> None:
    (written,) = json.loads(write("json", report_of("use it", "it")))["diagnostics"]
    assert (written["fix"], written["concept"], written["related"]) == (None, None, [])
