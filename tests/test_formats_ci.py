"""The formats of CI services and of reviewdog: fields, escapes, units and limits."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from termlint.diagnostic import Diagnostic, Edit, Fix, Severity
from termlint.fileerror import FileError
from termlint.finding import place
from termlint.report import Look, Report, azure, github
from termlint.report.annotations import MOST
from termlint.report.rdjsonl import LONGEST_LINE
from termlint.span import Span
from tests.reports import PAGE, example, hostile_report, many, report_of, span_of, write
from tests.runners import Command, azure_commands, github_commands

INFO, WARNING, ERROR = Severity.INFO, Severity.WARNING, Severity.ERROR


# GitHub and Azure Pipelines


def command_of(output_format: str, report: Report, look: Look | None = None) -> Command:
    read = {"github": github_commands, "azure": azure_commands}[output_format]
    (command,) = read(write(output_format, report, look))
    return command


def test_github_is_told_the_place_and_the_check() -> None:
    report = report_of("🚀 use MLOps", "MLOps", path="a b.md", message="one: two, 100 %")
    command = command_of("github", report, Look(prefix="site/"))
    assert command == Command(
        "warning",
        {
            "file": "site/a b.md",
            "line": "1",
            "col": "7",
            "endLine": "1",
            "endColumn": "12",
            "title": "termlint wrong-sense",
        },
        "one: two, 100 %",
    )


def test_github_gets_no_columns_for_several_lines() -> None:
    command = command_of("github", report_of("a machine\nlearning b", "machine\nlearning"))
    assert (command.properties["line"], command.properties["endLine"]) == ("1", "2")
    assert command.properties.keys() & {"col", "endColumn"} == set()


def test_azure_is_told_the_place_and_the_check() -> None:
    report = report_of("🚀 use MLOps", "MLOps", path="a b.md", message="one; [two], 100 %")
    command = command_of("azure", report, Look(prefix="site/"))
    assert command == Command(
        "task.logissue",
        {
            "type": "warning",
            "sourcepath": "site/a b.md",
            "linenumber": "1",
            "columnnumber": "7",
            "code": "wrong-sense",
        },
        "one; [two], 100 %",
    )


def test_azure_has_no_issues_of_the_severity_info() -> None:
    written = write("azure", report_of("use MLOps", "MLOps", severity=INFO))
    assert written == "a.md:1:5: info wrong-sense: wrong\n"


@pytest.mark.parametrize("output_format", ["github", "azure"])
@pytest.mark.parametrize(
    "text",
    [
        pytest.param("plain", id="plain"),
        pytest.param("50 % of %25", id="percent"),
        pytest.param("%0A%0D%3A%2C%3B%5D%AZP25", id="escapes of all kinds"),
        pytest.param("a:b,c;d]e=f", id="marks with a meaning"),
        pytest.param("::error::x", id="a command of GitHub"),
        pytest.param("] ##vso[task.x]", id="a command of Azure"),
        pytest.param("é 😀", id="not ASCII"),
    ],
)
def test_a_runner_reads_what_was_meant(output_format: str, text: str) -> None:
    report = report_of("use MLOps", "MLOps", path=f"x {text}.md", message=f"x {text}")
    command = command_of(output_format, report)
    escaped = f"x {text}".replace("##vso", r"\x23#vso")
    assert command.data == escaped
    path = command.properties["file" if output_format == "github" else "sourcepath"]
    assert path == f"{escaped}.md"


@pytest.mark.parametrize(
    ("escape", "text", "escaped"),
    [
        pytest.param(github.escape_data, "50%:,", "50%25:,", id="data for GitHub"),
        pytest.param(github.escape_property, "50%:,", "50%25%3A%2C", id="property for GitHub"),
        pytest.param(github.escape_data, "%0A", "%250A", id="an escape for GitHub"),
        pytest.param(azure.escape_data, "50%;]", "50%AZP25;]", id="data for Azure"),
        pytest.param(azure.escape_property, "50%;]", "50%AZP25%3B%5D", id="property for Azure"),
        pytest.param(azure.escape_data, "%0A", "%AZP250A", id="an escape for Azure"),
    ],
)
def test_the_escapes_of_commands(escape: Any, text: str, escaped: str) -> None:
    assert escape(text) == escaped


def test_github_gets_ten_of_each_kind_the_most_severe_first() -> None:
    report = many(*[INFO] * 12, *[WARNING] * 11, *[ERROR] * 11, errors=2)
    written = write("github", report)
    names = [command.name for command in github_commands(written)]
    assert names == ["error"] * 10 + ["warning"] * 10 + ["notice"] * 10
    assert [command.data for command in github_commands(written)][:3] == [
        "not UTF-8",
        "not UTF-8",
        "number 23",
    ]
    assert written.splitlines()[-1] == (
        "6 more without an annotation (3 errors, 1 warning, 2 notices): "
        "a step shows 10 of each kind"
    )


def test_azure_gets_ten_errors_and_ten_warnings() -> None:
    written = write("azure", many(*[INFO] * 12, *[WARNING] * 11, *[ERROR] * 12))
    types = Counter(command.properties["type"] for command in azure_commands(written))
    assert types == {"error": MOST, "warning": MOST}
    assert written.splitlines()[-1] == (
        "3 more without an annotation (2 errors, 1 warning): a step shows 10 of each kind"
    )


@pytest.mark.parametrize("output_format", ["github", "azure"])
def test_what_gets_no_annotation_is_still_in_the_log(output_format: str) -> None:
    lines = write(output_format, many(*[WARNING] * 12, errors=11)).splitlines()
    assert lines[20:-1] == [
        "bad10.md: error: not UTF-8",
        "a.md:11:1: warning wrong-sense: number 10",
        "a.md:12:1: warning wrong-sense: number 11",
    ]


def test_the_documentation_shows_what_is_said_of_the_limit() -> None:
    page = Path(__file__).parent.parent / "docs" / "formats.md"
    said = write("github", many(*[WARNING] * 11)).splitlines()[-1]
    assert said in page.read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("output_format", ["github", "azure"])
def test_nothing_is_said_of_a_limit_that_is_kept(output_format: str) -> None:
    written = write(output_format, many(*[WARNING] * 10, *[ERROR] * 10))
    assert len(written.splitlines()) == 20
    assert "more" not in written


# GitLab


def issues_of(report: Report, look: Look | None = None) -> list[dict[str, Any]]:
    issues: list[dict[str, Any]] = json.loads(write("gitlab", report, look))
    return issues


def test_gitlab_has_the_fields_that_it_reads() -> None:
    report = report_of("🚀 use MLOps", "MLOps", path="a b.md")
    (issue,) = issues_of(report, Look(prefix="site/"))
    assert issue == {
        "description": "wrong",
        "check_name": "wrong-sense",
        "fingerprint": report.findings[0].fingerprint,
        "severity": "minor",
        "location": {
            "path": "site/a b.md",
            "positions": {"begin": {"line": 1, "column": 7}, "end": {"line": 1, "column": 12}},
        },
    }


@pytest.mark.parametrize(
    ("severity", "called"),
    [
        pytest.param(ERROR, "major", id="error"),
        pytest.param(WARNING, "minor", id="warning"),
        pytest.param(INFO, "info", id="info"),
    ],
)
def test_gitlab_has_severities_of_its_own(severity: Severity, called: str) -> None:
    assert issues_of(many(severity))[0]["severity"] == called


def test_gitlab_is_told_of_files_that_were_not_read() -> None:
    (issue,) = issues_of(many(errors=1))
    assert (issue["check_name"], issue["severity"]) == ("file-error", "critical")
    assert issue["location"] == {"path": "bad0.md", "lines": {"begin": 1}}


def test_gitlab_fingerprints_survive_moved_lines() -> None:
    before = issues_of(report_of("use MLOps", "MLOps"))
    after = issues_of(report_of("# New\n\nuse MLOps", "MLOps"))
    assert before[0]["fingerprint"] == after[0]["fingerprint"]
    assert before[0]["location"] != after[0]["location"]


def test_gitlab_fingerprints_are_unique() -> None:
    alike = many(*[WARNING] * 5, errors=2)
    twice = Report(alike.findings * 2, (*alike.errors, FileError("bad0.md", "not UTF-8")))
    fingerprints = [issue["fingerprint"] for issue in issues_of(twice)]
    assert len(fingerprints) == len(set(fingerprints)) == 13


# reviewdog


def diagnostics_of(report: Report) -> list[dict[str, Any]]:
    return [json.loads(line) for line in write("rdjsonl", report).splitlines()]


def bytes_at(text: str, found: dict[str, Any]) -> str:
    """The text of a range of one line, its columns being bytes of UTF-8 from 1."""
    start, end = found["start"], found["end"]
    assert start["line"] == end["line"]
    line: bytes = text.split("\n")[start["line"] - 1].encode()
    return line[start["column"] - 1 : end["column"] - 1].decode()


def test_reviewdog_counts_bytes() -> None:
    ranges = [each["location"]["range"] for each in diagnostics_of(example())[:4]]
    assert [bytes_at(PAGE, ranges[index]) for index in (0, 1, 3)] == ["MLOps", "data set", "ML Ops"]
    assert ranges[0]["start"]["column"] == example().findings[0].start.column + 3
    assert (ranges[2]["start"]["line"], ranges[2]["end"]) == (4, {"line": 5, "column": 9})


def test_reviewdog_counts_bytes_far_into_a_line() -> None:
    text = "é" * 5000 + " MLOps and 😀😀 MLOps"
    spans = [Span(5001, 5006), Span(5014, 5019)]
    found = [Diagnostic("wrong-sense", WARNING, "wrong", span, "MLOps") for span in spans]
    lines = diagnostics_of(Report(place("a.md", text, found)))
    assert [bytes_at(text, line["location"]["range"]) for line in lines] == ["MLOps", "MLOps"]
    assert lines[0]["location"]["range"]["start"]["column"] == 10_002


def test_reviewdog_gets_a_fix_as_one_suggestion() -> None:
    (suggestion,) = diagnostics_of(example())[3]["suggestions"]
    assert bytes_at(PAGE, suggestion["range"]) == "a ML Ops"
    assert suggestion["text"] == "an MLOps"


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        pytest.param("a\nMLOps", ("a", "MLOps"), id="the edits stand in different lines"),
        pytest.param(
            "a " + "x" * 400 + " MLOps", ("a", "MLOps"), id="an edit is too far from the finding"
        ),
        pytest.param("use MLOps", (), id="there is no fix"),
    ],
)
def test_reviewdog_gets_no_suggestion(text: str, spans: tuple[str, ...]) -> None:
    fix = Fix(tuple(Edit(span_of(text, word), "x") for word in spans), safe=True) if spans else None
    (diagnostic,) = diagnostics_of(report_of(text, "MLOps", fix=fix, suggestions=("x",)))
    assert diagnostic["suggestions"] == []


def test_reviewdog_is_told_of_other_places_by_their_lines() -> None:
    related = diagnostics_of(example())[1]["relatedLocations"]
    assert [each["location"] for each in related] == [
        {"path": "docs/first steps.md", "range": {"start": {"line": 1}, "end": {"line": 1}}},
        {"path": "docs/more [1].md", "range": {"start": {"line": 7}, "end": {"line": 7}}},
    ]


def test_reviewdog_gets_whole_lines_where_bytes_are_not_known() -> None:
    (diagnostic,) = diagnostics_of(report_of("x\n" * 9 + "y", "x\n" * 9 + "y"))
    assert diagnostic["location"]["range"] == {"start": {"line": 1}, "end": {"line": 10}}


def test_reviewdog_shows_what_a_person_would_read() -> None:
    (diagnostic,) = diagnostics_of(report_of("use MLOps", "MLOps"))
    assert diagnostic["originalOutput"] == "a.md:1:5: warning wrong-sense: wrong"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("x" * 100_000, id="ASCII"),
        pytest.param("😀" * 100_000, id="emoji"),
        pytest.param("\x1b" * 100_000, id="control characters"),
    ],
)
def test_reviewdog_can_read_the_longest_line(text: str) -> None:
    (line,) = write("rdjsonl", report_of("use MLOps", "MLOps", message=text)).splitlines()
    assert len(line) <= LONGEST_LINE < 65_536
    assert json.loads(line)["location"]["range"]["start"] == {"line": 1, "column": 5}
    assert json.loads(line)["message"].endswith("…")


def test_a_line_that_is_short_enough_is_kept() -> None:
    (diagnostic,) = diagnostics_of(report_of("use MLOps", "MLOps", message="x" * 20_000))
    assert diagnostic["message"] == "x" * 20_000


@pytest.mark.parametrize("output_format", ["gitlab", "rdjsonl"])
def test_messages_are_made_visible(output_format: str) -> None:
    written = write(output_format, hostile_report("\x1b[1m\u202e"))
    assert "\\u001b" not in written.replace('.md"', "").split('"path"')[0]
    assert r"\\x1b[1m\\u202e" in written
