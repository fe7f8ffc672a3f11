"""The writers: what each format makes of one report, and what no text can do to them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termlint.report import FORMATS, Look, Report
from termlint.report.full import first_sentence
from termlint.report.terminal import visible, width
from tests.reports import HOSTILE, example, hostile_report, report_of, write
from tests.runners import azure_commands, collated, github_commands

GOLDEN = Path(__file__).parent / "golden"

WRITTEN = {
    "full.txt": ("full", Look()),
    "full-narrow.txt": ("full", Look(width=40)),
    "full-color.txt": ("full", Look(color=True)),
    "concise.txt": ("concise", Look()),
    "report.json": ("json", Look()),
    "report.jsonl": ("json-lines", Look()),
    "github.txt": ("github", Look(prefix="site/")),
    "gitlab.json": ("gitlab", Look(prefix="site/")),
    "azure.txt": ("azure", Look(prefix="site/")),
    "sarif.json": ("sarif", Look(prefix="site/")),
    "junit.xml": ("junit", Look()),
    "checkstyle.xml": ("checkstyle", Look()),
    "rdjsonl.jsonl": ("rdjsonl", Look()),
    "markdown.md": ("markdown", Look()),
}
"""What is in each golden file; run this module to write them anew."""


def shown(output_format: str, look: Look) -> str:
    """What is written of the example, made fit for a file that people read."""
    written = write(output_format, example(), look)
    if output_format == "sarif":
        log = json.loads(written)
        log["runs"][0]["tool"]["driver"]["rules"] = []  # many, and the same in every report
        written = json.dumps(log, indent=2) + "\n"
    return written.replace("\x1b", "␛")


@pytest.mark.parametrize("name", WRITTEN)
def test_a_report_is_written_as_in_its_golden_file(name: str) -> None:
    assert shown(*WRITTEN[name]) == (GOLDEN / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("output_format", ["github", "gitlab", "azure", "sarif"])
@pytest.mark.parametrize(
    ("path", "prefix", "shown"),
    [
        pytest.param("a.md", "docs/site/", "docs/site/a.md", id="below the working directory"),
        pytest.param("../a.md", "docs/site/", "docs/a.md", id="beside it"),
        pytest.param("../../a.md", "docs/site/", "a.md", id="in the root"),
        pytest.param("../../../a.md", "docs/site/", "../a.md", id="out of the repository"),
        pytest.param("..a/b.md", "docs/", "docs/..a/b.md", id="a name that begins with dots"),
    ],
)
def test_paths_start_at_the_root(output_format: str, path: str, prefix: str, shown: str) -> None:
    written = write(output_format, report_of("ML Ops", "ML Ops", path), Look(prefix=prefix))
    named = re.findall(r'(?:file=|sourcepath=|"path": "|"uri": ")([^,;"]*)', written)
    assert set(named) == {shown}


def test_every_format_has_a_golden_file() -> None:
    assert {output_format for output_format, _ in WRITTEN.values()} == set(FORMATS)
    assert set(WRITTEN) == {file.name for file in GOLDEN.iterdir()}


@pytest.mark.parametrize(
    ("output_format", "expected"),
    [
        pytest.param("full", "3 files checked, no findings\n", id="full"),
        pytest.param("concise", "", id="concise"),
        pytest.param("json-lines", "", id="json-lines"),
        pytest.param("github", "", id="github"),
        pytest.param("gitlab", "[]\n", id="gitlab"),
        pytest.param("azure", "", id="azure"),
        pytest.param("rdjsonl", "", id="rdjsonl"),
        pytest.param("markdown", "### termlint\n\n3 files checked, no findings\n", id="markdown"),
        pytest.param(
            "checkstyle",
            '<?xml version="1.0" encoding="UTF-8"?>\n<checkstyle version="4.3">\n</checkstyle>\n',
            id="checkstyle",
        ),
    ],
)
def test_a_report_without_findings(output_format: str, expected: str) -> None:
    assert write(output_format, Report((), files=3)) == expected


def test_a_quiet_report_has_no_summary() -> None:
    assert write("full", Report((), files=3), Look(quiet=True)) == ""


@pytest.mark.parametrize("output_format", FORMATS)
def test_a_report_ends_with_a_line_end(output_format: str) -> None:
    assert write(output_format, example()).endswith("\n")


def test_the_most_severe_findings_come_first_and_keep_their_order() -> None:
    findings = [
        (str(finding.diagnostic.severity), finding.diagnostic.check)
        for finding in example().most_severe_first
    ]
    assert findings == [
        ("error", "deprecated-term"),
        ("warning", "wrong-sense"),
        ("warning", "misspelled-term"),
        ("info", "inconsistent-term"),
    ]


@pytest.mark.parametrize("hostile", HOSTILE, ids=ascii)
@pytest.mark.parametrize("output_format", FORMATS)
def test_no_text_reaches_a_terminal_as_it_is(output_format: str, hostile: str) -> None:
    written = write(output_format, hostile_report(hostile))
    assert re.findall(r"[^\n -~…\u200c\u200d]", written) == []


@pytest.mark.parametrize("hostile", HOSTILE, ids=ascii)
@pytest.mark.parametrize("output_format", FORMATS)
def test_no_text_becomes_a_command_in_a_log(output_format: str, hostile: str) -> None:
    written = write(output_format, hostile_report(hostile))
    github = [command.name for command in github_commands(written)]
    assert github == (["error", "warning"] if output_format == "github" else [])
    azure = [command.name for command in azure_commands(written)]
    assert azure == (["task.logissue"] * 2 if output_format == "azure" else [])


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("::error::x", id="where a line begins"),
        pytest.param("  ::error::x", id="after spaces"),
        pytest.param("\ufe0f:\u200d:error::x", id="among what is passed over"),
        pytest.param("a ##[error]x", id="anywhere"),
        pytest.param("a #\u200d#\u00ad[ERROR]x", id="anywhere, among what is passed over"),
    ],
)
def test_the_runner_of_the_tests_finds_commands(text: str) -> None:
    assert [command.name.lower() for command in github_commands(text)] == ["error"]
    assert list(github_commands(visible(text))) == []


@given(st.text(alphabet="#[]:vso \u200d\ufe0fé", max_size=30))
def test_what_is_shown_has_no_beginning_of_a_command(text: str) -> None:
    shown = collated(visible(text))
    assert "##[" not in shown
    assert "##vso[" not in shown
    assert not shown.lstrip().startswith("::")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("std::vector", id="a name in C++"),
        pytest.param("a :: b", id="in a line"),
        pytest.param("## [error] x", id="a heading"),
        pytest.param("see [#12]", id="a reference"),
        pytest.param("item ##", id="no bracket"),
    ],
)
def test_what_is_no_command_is_shown_as_it_is(text: str) -> None:
    assert list(github_commands(text)) == []
    assert visible(text) == text


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


def test_json_lines_are_the_diagnostics_and_the_errors_of_json() -> None:
    document = json.loads(write("json", example()))
    lines = [json.loads(line) for line in write("json-lines", example()).splitlines()]
    assert lines == [*document["diagnostics"], *document["errors"]]


def test_json_keeps_what_a_runner_would_take_for_a_command() -> None:
    report = report_of("use ##[error]x", "##[error]x")
    (written,) = json.loads(write("json", report))["diagnostics"]
    assert written["text"] == "##[error]x"


if __name__ == "__main__":
    for file_name, what in WRITTEN.items():
        (GOLDEN / file_name).write_text(shown(*what), encoding="utf-8")
