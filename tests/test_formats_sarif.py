"""SARIF logs: valid by the schema and by GitHub's rules, in the right units, within the limits."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import jsonschema
import pytest

from termlint.checks import CHECKS
from termlint.cli.reporting import written
from termlint.diagnostic import Diagnostic, Edit, Fix, Place, Related, Severity
from termlint.fileerror import FileError
from termlint.finding import place
from termlint.report import Look, Report, sarif
from termlint.report.sarif_places import artifact
from termlint.span import Position, Span
from tests.reports import PAGE, PAGES, example, hostile_report, many, report_of, write
from tests.tools import FOLDER, require_file

LOOK = Look(prefix="site/", pages=PAGES)

REPORTS = {
    "something of everything": example(),
    "no findings": Report((), files=3),
    "hostile text": hostile_report("a\u202e [x](http://evil.example) {0} \\ \x1b ##[error]"),
    "hostile path": report_of("use MLOps", "MLOps", path="caf\udce9/a b%#?é.md"),
    "errors only": Report((), (FileError("/etc/a.md", "is a folder"),)),
}


def log_of(report: Report, look: Look = LOOK) -> dict[str, Any]:
    log: dict[str, Any] = json.loads(write("sarif", report, look))
    return log


def run_of(report: Report, look: Look = LOOK) -> dict[str, Any]:
    (run,) = log_of(report, look)["runs"]
    assert isinstance(run, dict)
    return run


def result_of(report: Report) -> dict[str, Any]:
    (result,) = run_of(report)["results"]
    assert isinstance(result, dict)
    return result


# The real thing

PACKAGE = "@microsoft/sarif-multitool-linux"


@pytest.fixture(scope="module")
def schema() -> Any:
    file = require_file(f"{PACKAGE}/sarif-2.1.0.json")
    return json.loads(file.read_text(encoding="utf-8-sig"))


@pytest.mark.parametrize("name", REPORTS)
def test_a_log_is_valid_by_the_schema(name: str, schema: Any) -> None:
    jsonschema.Draft202012Validator(schema).validate(log_of(REPORTS[name]))


def test_a_log_that_breaks_the_schema_is_not_valid(schema: Any) -> None:
    log = log_of(example())
    log["runs"][0]["results"][0]["level"] = "info"
    with pytest.raises(jsonschema.ValidationError, match="'info' is not one of"):
        jsonschema.Draft202012Validator(schema).validate(log)


ADVICE_NOT_TAKEN = {
    "SARIF2002": "messages are made of the words of a document, not of a template",
    "SARIF2003": "the run does not know the version control system",
    "SARIF2005": "termlint has no address of its own",
    "SARIF2009": "checks have names, not numbers",
    "SARIF2012": "the pages of the checks have no address; the help holds them",
}


Remarks = Mapping[str, set[tuple[str, str]]]


@pytest.fixture(scope="module")
def remarks(tmp_path_factory: pytest.TempPathFactory) -> Remarks:
    """The level and the rule of all that GitHub's own validator says of each report's log.

    It is started once, since that takes seconds. Its exit status is 0 whatever it says.
    """
    tool = require_file(f"{PACKAGE}/Sarif.Multitool")
    tool.chmod(0o755)
    folder = tmp_path_factory.mktemp("sarif")
    helpless = log_of(example())
    del helpless["runs"][0]["tool"]["driver"]["rules"][0]["help"]
    logs = {name: write("sarif", report, LOOK) for name, report in REPORTS.items()}
    logs["no help"] = json.dumps(helpless)
    for name, log in logs.items():
        (folder / f"{name}.sarif").write_text(log, encoding="utf-8")
    command = [tool, "validate", folder / "*.sarif", "--output", folder / "said"]
    command += ["--rule-kind", "Sarif;Ghas", "--level", "Error;Warning;Note"]
    command += ["--config", FOLDER / "sarif-multitool.xml"]
    done = subprocess.run(
        list(map(str, command)),
        env=os.environ | {"DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"},
        capture_output=True,
        text=True,
        check=True,
        timeout=300,
    )
    assert f"Done. {len(logs)} files scanned." in done.stdout, done.stdout + done.stderr
    said: dict[str, set[tuple[str, str]]] = {name: set() for name in logs}
    for result in json.loads((folder / "said").read_text(encoding="utf-8-sig"))["runs"][0][
        "results"
    ]:
        uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        said[unquote(Path(uri).stem)].add((result.get("level", "warning"), result["ruleId"]))
    return said


@pytest.mark.slow
@pytest.mark.parametrize("name", REPORTS)
def test_github_takes_a_log(name: str, remarks: Remarks) -> None:
    assert {rule for level, rule in remarks[name] if level == "error"} == set()
    assert {rule for _, rule in remarks[name]} <= ADVICE_NOT_TAKEN.keys()


@pytest.mark.slow
def test_github_does_not_take_a_log_without_help(remarks: Remarks) -> None:
    assert ("error", "GH2012") in remarks["no help"]


# Rules


def test_every_check_is_a_rule_with_its_page_as_help() -> None:
    rules = run_of(example())["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [check.name for check in CHECKS]
    for rule in rules:
        assert rule["help"]["markdown"] == PAGES[rule["id"]]
        assert rule["shortDescription"]["text"].startswith("Reports ")
        assert len(rule["fullDescription"]["text"]) <= 1024
        assert "`" not in rule["fullDescription"]["text"]


def test_the_command_line_brings_the_pages() -> None:
    (run,) = json.loads(written("sarif", example(), Look()))["runs"]
    assert run["tool"]["driver"]["rules"] == run_of(example())["tool"]["driver"]["rules"]


def test_a_rule_has_the_level_of_its_check() -> None:
    rules = {rule["id"]: rule for rule in run_of(example())["tool"]["driver"]["rules"]}
    assert rules["unclear-sense"]["defaultConfiguration"] == {"enabled": False, "level": "note"}
    assert rules["wrong-sense"]["defaultConfiguration"] == {"enabled": True, "level": "warning"}


def test_a_result_points_to_its_rule() -> None:
    run = run_of(example())
    rules = run["tool"]["driver"]["rules"]
    assert run["results"] != []
    assert [rules[result["ruleIndex"]]["id"] for result in run["results"]] == [
        result["ruleId"] for result in run["results"]
    ]


# Places


def text_at(text: str, region: dict[str, int]) -> str:
    """The text of a region, found as the log says: by lines, and columns in code points."""
    run = run_of(example())
    assert (run["columnKind"], run["newlineSequences"]) == (
        "unicodeCodePoints",
        ["\r\n", "\n", "\r"],
    )
    lines = text.splitlines(keepends=True)
    first, last = region["startLine"] - 1, region["endLine"] - 1
    before = sum(map(len, lines[:first])) + region["startColumn"] - 1
    behind = sum(map(len, lines[:last])) + region["endColumn"] - 1
    return text[before:behind]


def test_regions_hold_their_snippets() -> None:
    places = [result["locations"][0]["physicalLocation"] for result in run_of(example())["results"]]
    for at in places:
        assert text_at(PAGE, at["region"]) == at["region"]["snippet"]["text"]
        assert text_at(PAGE, at["contextRegion"]) == at["contextRegion"]["snippet"]["text"]
    assert [at["region"]["snippet"]["text"] for at in places] == [
        "MLOps",
        "data set",
        "machine\r\nlearning",
        "ML Ops",
    ]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        pytest.param("MLOps", "MLOps", id="nothing around it"),
        pytest.param("a " + "x" * 500, "x" * 500, id="too long to be kept"),
        pytest.param("a " + "x\n" * 9 + "y b", "x\n" * 9 + "y", id="too many lines to be kept"),
    ],
)
def test_there_is_no_context_where_none_is_kept(text: str, word: str) -> None:
    result = result_of(report_of(text, word))
    assert result["locations"][0]["physicalLocation"].keys() == {"artifactLocation", "region"}


def test_the_context_of_a_long_line_is_a_part_of_it() -> None:
    text = "😀" * 900 + " MLOps " + "b" * 900
    at = result_of(report_of(text, "MLOps"))["locations"][0]["physicalLocation"]
    assert text_at(text, at["contextRegion"]) == at["contextRegion"]["snippet"]["text"]
    assert len(at["contextRegion"]["snippet"]["text"]) == 405


@pytest.mark.parametrize(
    ("path", "location"),
    [
        pytest.param("a.md", {"uri": "site/a.md", "uriBaseId": "%SRCROOT%"}, id="plain"),
        pytest.param("a b.md", {"uri": "site/a%20b.md", "uriBaseId": "%SRCROOT%"}, id="a space"),
        pytest.param(
            "é😀.md",
            {"uri": "site/%C3%A9%F0%9F%98%80.md", "uriBaseId": "%SRCROOT%"},
            id="not ASCII",
        ),
        pytest.param(
            "a%b#c?d[1]:.md",
            {"uri": "site/a%25b%23c%3Fd%5B1%5D%3A.md", "uriBaseId": "%SRCROOT%"},
            id="what a URI gives a meaning",
        ),
        pytest.param(
            "caf\udce9.md", {"uri": "site/caf%E9.md", "uriBaseId": "%SRCROOT%"}, id="a byte"
        ),
        pytest.param(
            "\ud800.md", {"uri": "site/%3F.md", "uriBaseId": "%SRCROOT%"}, id="half a pair"
        ),
        pytest.param("/tmp/a b.md", {"uri": "file:///tmp/a%20b.md"}, id="absolute"),
        pytest.param("C:/a.md", {"uri": "file:///C%3A/a.md"}, id="on a drive"),
    ],
)
def test_a_path_becomes_a_uri(path: str, location: dict[str, str]) -> None:
    assert artifact(path, "site/") == location


# What a result says


def test_other_places_are_linked_and_numbered() -> None:
    result = run_of(example())["results"][1]
    assert result["message"]["text"] == (
        '"data set" is written "dataset" elsewhere; write "dataset" '
        '(written "dataset" here: [docs/first steps.md:1](1); '
        'written "dataset" here: [docs/more \\[1\\].md:7](2))'
    )
    assert [
        (each["id"], each["physicalLocation"]["artifactLocation"]["uri"])
        for each in result["relatedLocations"]
    ] == [(1, "site/docs/first%20steps.md"), (2, "site/docs/more%20%5B1%5D.md")]


def test_a_result_without_other_places_has_no_links() -> None:
    assert "(" not in result_of(report_of("use MLOps", "MLOps"))["message"]["text"]


def test_text_of_a_document_becomes_no_link() -> None:
    result = result_of(report_of("a b", "b", message="[x](http://evil.example) \\[y](1)"))
    assert result["message"]["text"] == r"\[x\](http://evil.example) \\\[y\](1)"


def test_evidence_is_a_related_location() -> None:
    (related,) = run_of(example())["results"][0]["relatedLocations"]
    assert related["message"]["text"] == 'cue "[log|sign] in to {term}" in "log in to MLOps"'
    assert text_at(PAGE, related["physicalLocation"]["region"]) == "log in to MLOps"


def test_a_fix_has_all_of_its_edits() -> None:
    (fix,) = run_of(example())["results"][3]["fixes"]
    (change,) = fix["artifactChanges"]
    assert [
        (text_at(PAGE, each["deletedRegion"]), each["insertedContent"]["text"])
        for each in change["replacements"]
    ] == [("a", "an"), ("ML Ops", "MLOps")]


def test_a_result_without_a_fix_has_none() -> None:
    assert "fixes" not in result_of(report_of("use MLOps", "MLOps", suggestions=("a", "b")))


@pytest.mark.parametrize(
    ("safe", "description"),
    [
        pytest.param(True, "The safe fix", id="safe"),
        pytest.param(False, "The fix, which needs somebody to look", id="unsafe"),
    ],
)
def test_a_fix_says_whether_it_is_safe(safe: bool, description: str) -> None:
    report = report_of("use MLOps", "MLOps", fix=Fix((Edit(Span(4, 9), "x"),), safe))
    assert result_of(report)["fixes"][0]["description"]["text"] == description


def test_fingerprints_survive_moved_lines() -> None:
    before, after = report_of("use MLOps", "MLOps"), report_of("# New\n\nuse MLOps", "MLOps")
    assert result_of(before)["partialFingerprints"] == result_of(after)["partialFingerprints"]
    other = report_of("use the MLOps", "MLOps")
    assert result_of(before)["partialFingerprints"] != result_of(other)["partialFingerprints"]


def test_a_file_that_was_not_read_is_told_of() -> None:
    (invocation,) = run_of(example())["invocations"]
    (told,) = invocation["toolExecutionNotifications"]
    assert not invocation["executionSuccessful"]
    assert (told["level"], told["message"]["text"]) == (
        "error",
        "not UTF-8: byte 0xff at offset 12",
    )
    assert told["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "site/docs/bad.md"


def test_a_run_that_read_all_files_is_successful() -> None:
    assert run_of(report_of("use MLOps", "MLOps"))["invocations"] == [
        {"executionSuccessful": True, "toolExecutionNotifications": []}
    ]


# Limits


def test_the_most_severe_results_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sarif, "MOST_RESULTS", 2)
    run = run_of(many(Severity.INFO, Severity.WARNING, Severity.INFO, Severity.ERROR))
    assert [result["level"] for result in run["results"]] == ["error", "warning"]
    (told,) = run["invocations"][0]["toolExecutionNotifications"]
    assert told["message"]["text"].startswith("2 findings, the least severe, are left out")
    assert run["invocations"][0]["executionSuccessful"]


def test_results_within_the_limit_keep_their_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sarif, "MOST_RESULTS", 2)
    run = run_of(many(Severity.INFO, Severity.ERROR))
    assert [result["level"] for result in run["results"]] == ["note", "error"]
    assert run["invocations"][0]["toolExecutionNotifications"] == []


def test_a_packed_log_is_not_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sarif, "MOST_BYTES", 12_000)
    written = write("sarif", many(*[Severity.WARNING] * 400, Severity.ERROR), LOOK)
    assert 6_000 < sarif.packed_size(written) <= 12_000
    (run,) = json.loads(written)["runs"]
    (told,) = run["invocations"][0]["toolExecutionNotifications"]
    assert told["message"]["text"].startswith(f"{401 - len(run['results'])} findings")
    assert run["results"][0]["level"] == "error"


def test_related_locations_are_limited() -> None:
    elsewhere = tuple(
        Related(Place("b.md", Position(line, 1, line), Position(line, 2, line + 1)), "here")
        for line in range(1, 201)
    )
    diagnostic = Diagnostic(
        "inconsistent-term", Severity.WARNING, "mixed", Span(0, 1), "a", related=elsewhere
    )
    result = result_of(Report(place("a.md", "a", [diagnostic])))
    assert [each["id"] for each in result["relatedLocations"]] == list(range(1, 101))
    assert "](100)" in result["message"]["text"]
    assert "](101)" not in result["message"]["text"]
