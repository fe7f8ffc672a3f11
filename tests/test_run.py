"""Runs over many files: what is asked of each, in which order, and what goes wrong with one."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from termlint.config.loading import load
from termlint.config.settings import Settings
from termlint.diagnostic import Severity
from termlint.files import Choice, SourceFile, find
from termlint.finding import FileError
from termlint.glossary import Source
from termlint.glossary import load as load_glossaries
from termlint.lint import DEFAULT_CHECKS
from termlint.report import Report
from termlint.run import PARALLEL_FROM, Checker, Outcome, collect, rules_for, run
from termlint.termbase import Termbase

GLOSSARY = "glossary: tiny\nconcepts:\n  - term: MLOps\n    deprecated: [ModelOps]\n"


@pytest.fixture(scope="module")
def termbase() -> Termbase:
    loaded, problems = load_glossaries(["tiny"], lambda name, base: Source(name, GLOSSARY))
    assert problems == ()
    return loaded


def check_all(folder: Path, checker: Checker, jobs: int = 1) -> Report:
    found = find(["."], Choice(), str(folder))
    outcomes = run(checker, found.files, jobs, lambda done, total: None)
    return collect(outcomes, found.errors, checker.linter.termbase)


def test_each_file_is_checked_and_the_rest_goes_on(tmp_path: Path, termbase: Termbase) -> None:
    (tmp_path / "a.md").write_text("Use ML Ops.\n")
    (tmp_path / "b.md").write_bytes(b"Use ML Ops \xff.\n")
    (tmp_path / "c.md").write_text("\nUse MLops and ML Ops.\n")
    report = check_all(tmp_path, Checker(termbase, Settings()))
    places = [(each.path, each.start.line, each.diagnostic.text) for each in report.findings]
    assert places == [("a.md", 1, "ML Ops"), ("c.md", 2, "MLops"), ("c.md", 2, "ML Ops")]
    assert report.errors == (FileError("b.md", "not UTF-8: byte 0xff at offset 11"),)
    assert report.files == 2


@pytest.mark.parametrize(
    "data", [pytest.param(b"", id="empty"), pytest.param(b"Use MLOps.\n", id="clean")]
)
def test_a_file_without_findings_counts_as_checked(
    tmp_path: Path, termbase: Termbase, data: bytes
) -> None:
    (tmp_path / "a.md").write_bytes(data)
    assert check_all(tmp_path, Checker(termbase, Settings())) == Report((), (), 1, termbase)


def test_positions_do_not_count_a_byte_order_mark(tmp_path: Path, termbase: Termbase) -> None:
    (tmp_path / "a.md").write_bytes(b"\xef\xbb\xbfML Ops\r\nML Ops\r\n")
    report = check_all(tmp_path, Checker(termbase, Settings()))
    assert [(each.start.column, each.start.offset) for each in report.findings] == [(1, 0), (1, 8)]


def test_the_bytes_of_standard_input_are_checked_like_a_file(termbase: Termbase) -> None:
    (finding,) = Checker(termbase, Settings()).check(SourceFile("/w/x", "x", b"ML Ops")).findings
    assert (finding.path, finding.diagnostic.text) == ("x", "ML Ops")


def test_an_unexpected_exception_is_an_error_of_its_file(
    tmp_path: Path, termbase: Termbase, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.md").write_text("Use ML Ops.\n")
    (tmp_path / "b.md").write_text("Use ML Ops.\n")
    checker = Checker(termbase, Settings())
    lint = type(checker.linter).lint

    def stumble(self: object, text: str, path: str) -> object:
        if path == "a.md":
            raise LookupError("nobody thought of this")
        return lint(self, text, path)  # type: ignore[arg-type]

    monkeypatch.setattr(type(checker.linter), "lint", stumble)
    report = check_all(tmp_path, checker)
    (error,) = report.errors
    assert error.path == "a.md"
    assert error.message.startswith(
        "internal error, please report it: LookupError: nobody thought of this in termlint.run"
    )
    assert [each.path for each in report.findings] == ["b.md"]


CONFIG = """\
ignore: [misspelled-term]
severity: {deprecated-term: error}
per-path:
  "docs/": {select: [misspelled-term, deprecated-term], severity: {deprecated-term: info}}
  "docs/old.md": {ignore: deprecated-term}
"""


@pytest.mark.parametrize(
    ("path", "select", "severity"),
    [
        pytest.param("a.md", DEFAULT_CHECKS - {"misspelled-term"}, Severity.ERROR, id="no rule"),
        pytest.param("docs/a.md", {"deprecated-term"}, Severity.INFO, id="a rule for the folder"),
        pytest.param("docs/old.md", set(), Severity.INFO, id="two rules"),
    ],
)
def test_rules_differ_by_path(
    tmp_path: Path, path: str, select: set[str], severity: Severity
) -> None:
    (tmp_path / "termlint.yaml").write_text(CONFIG)
    settings = load("termlint.yaml", str(tmp_path))
    rules = rules_for(str(tmp_path / path), settings)
    assert rules.select == frozenset(select)
    assert rules.severities == {"deprecated-term": severity}


def test_a_checker_works_the_same_in_another_process(tmp_path: Path, termbase: Termbase) -> None:
    (tmp_path / "termlint.yaml").write_text(CONFIG)
    checker = Checker(termbase, load("termlint.yaml", str(tmp_path)))
    file = SourceFile(str(tmp_path / "docs/a.md"), "docs/a.md", b"Use ModelOps, ML Ops.\n")
    copied = pickle.loads(pickle.dumps(checker))
    assert copied.check(file) == checker.check(file)
    assert [each.diagnostic.check for each in copied.check(file).findings] == ["deprecated-term"]


@pytest.mark.slow
def test_several_processes_find_what_one_finds(tmp_path: Path, termbase: Termbase) -> None:
    for number in range(PARALLEL_FROM + 20):
        (tmp_path / f"{number:03}.md").write_text("Use ML Ops.\n" * (number % 3))
    (tmp_path / "050.md").write_bytes(b"\xff")
    checker = Checker(termbase, Settings())
    alone, together = check_all(tmp_path, checker, 1), check_all(tmp_path, checker, 2)
    assert together == alone
    assert len(alone.findings) == 118
    assert alone.files == PARALLEL_FROM + 19


def test_progress_is_told_after_each_file(tmp_path: Path, termbase: Termbase) -> None:
    files = [SourceFile(f"/w/{name}", name, b"") for name in "abc"]
    told: list[tuple[int, int]] = []
    run(Checker(termbase, Settings()), files, 1, lambda done, total: told.append((done, total)))
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_a_report_is_in_the_order_of_paths_then_places(termbase: Termbase) -> None:
    checker = Checker(termbase, Settings())
    files = [SourceFile(f"/w/{name}", name, b"ML Ops ML Ops") for name in ("b", "a")]
    errors = [FileError("z", "no"), FileError("c", "no")]
    outcomes = [*map(checker.check, files), Outcome(errors=(FileError("d", "no"),))]
    report = collect(outcomes, errors, termbase)
    places = [(each.path, each.start.offset) for each in report.findings]
    assert places == [("a", 0), ("a", 7), ("b", 0), ("b", 7)]
    assert [error.path for error in report.errors] == ["c", "d", "z"]
