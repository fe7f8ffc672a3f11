"""Runs over many files: what is asked of each, in which order, and what goes wrong with one."""

from __future__ import annotations

import os
import pickle
import threading
from pathlib import Path
from typing import Any

import pytest

from termlint.checknames import DEFAULT_CHECKS
from termlint.compiled import Compiled
from termlint.config.loading import load
from termlint.config.settings import Settings
from termlint.diagnostic import Severity
from termlint.facts import Facts, Verdicts
from termlint.fileerror import FileError
from termlint.files import Choice, SourceFile, find
from termlint.lint import Linter
from termlint.report import Report
from termlint.run import Checker, Outcome, collect, run
from termlint.run.checker import CHANGED
from tests.projects import compiled_from

GLOSSARY = """\
glossary: tiny
concepts:
  - term: MLOps
    deprecated: [ModelOps]
consistent:
  - [dataset, data set]
"""


@pytest.fixture(scope="module")
def compiled() -> Compiled:
    return compiled_from(GLOSSARY)


@pytest.fixture
def checker(compiled: Compiled) -> Checker:
    return Checker(compiled, Settings())


def ignore_progress(done: int, total: int) -> None:
    pass


def source(name: str, text: str = "") -> SourceFile:
    """A file that is not on the disk."""
    return SourceFile(f"/w/{name}", name, text.encode())


def check_all(folder: Path, checker: Checker, jobs: int = 1) -> Report:
    found = find(["."], Choice(), str(folder))
    outcomes = run(checker, found.files, jobs, ignore_progress)
    return collect(outcomes, found.errors, checker.linter.termbase.concepts)


def test_each_file_is_checked_and_the_rest_goes_on(tmp_path: Path, checker: Checker) -> None:
    (tmp_path / "a.md").write_text("Use ML Ops.\n")
    (tmp_path / "b.md").write_bytes(b"Use ML Ops \xff.\n")
    (tmp_path / "c.md").write_text("\nUse MLops and ML Ops.\n")
    report = check_all(tmp_path, checker)
    places = [(each.path, each.start.line, each.diagnostic.text) for each in report.findings]
    assert places == [("a.md", 1, "ML Ops"), ("c.md", 2, "MLops"), ("c.md", 2, "ML Ops")]
    assert report.errors == (FileError("b.md", "not UTF-8: byte 0xff at offset 11"),)
    assert report.files == 2


@pytest.mark.parametrize(
    "data", [pytest.param(b"", id="empty"), pytest.param(b"Use MLOps.\n", id="clean")]
)
def test_a_file_without_findings_counts_as_checked(
    tmp_path: Path, checker: Checker, data: bytes
) -> None:
    (tmp_path / "a.md").write_bytes(data)
    assert check_all(tmp_path, checker) == Report((), (), 1, checker.linter.termbase.concepts)


def test_positions_do_not_count_a_byte_order_mark(tmp_path: Path, checker: Checker) -> None:
    (tmp_path / "a.md").write_bytes(b"\xef\xbb\xbfML Ops\r\nML Ops\r\n")
    report = check_all(tmp_path, checker)
    assert [(each.start.column, each.start.offset) for each in report.findings] == [(1, 0), (1, 8)]


def test_the_bytes_of_standard_input_are_checked_like_a_file(checker: Checker) -> None:
    (finding,) = checker.check(source("x", "ML Ops")).findings
    assert (finding.path, finding.diagnostic.text) == ("x", "ML Ops")


def test_an_unexpected_exception_is_an_error_of_its_file(
    tmp_path: Path, checker: Checker, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.md").write_text("Use ML Ops.\n")
    (tmp_path / "b.md").write_text("Use ML Ops.\n")
    check = Linter.check

    def stumble(self: Linter, text: str, path: str, *more: Any) -> object:
        if path == "a.md":
            raise LookupError("nobody thought of this")
        return check(self, text, path, *more)

    monkeypatch.setattr(Linter, "check", stumble)
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
    rules = load("termlint.yaml", str(tmp_path)).rules_for(str(tmp_path / path))
    assert rules.select == frozenset(select)
    assert rules.severities == {"deprecated-term": severity}


def test_a_checker_works_the_same_in_another_process(tmp_path: Path, compiled: Compiled) -> None:
    (tmp_path / "termlint.yaml").write_text(CONFIG)
    checker = Checker(compiled, load("termlint.yaml", str(tmp_path)))
    file = SourceFile(str(tmp_path / "docs/a.md"), "docs/a.md", b"Use ModelOps, ML Ops.\n")
    for copied in (
        pickle.loads(pickle.dumps(checker)),
        pickle.loads(pickle.dumps(pickle.loads(pickle.dumps(checker)))),
    ):
        assert copied.check(file) == checker.check(file)
    assert [each.diagnostic.check for each in copied.check(file).findings] == ["deprecated-term"]


MINORITY = ("a", "A data set.\n")
MAJORITY = ("z", "A dataset.\n\nThe dataset.\n")
MIXED = ("m", "One data set, two data sets, one dataset.\n")
HIDDEN = ("h", "<!-- termlint-disable-next-line inconsistent-term -->\nA data set.\n")
NEEDLESS = ("n", HIDDEN[1].replace("data set", "table"))
QUOTED = ("q", "<!-- termlint-disable -->\nOne data set, two data sets.\n")


@pytest.mark.parametrize(
    ("files", "found"),
    [
        pytest.param([MINORITY], [], id="one form in one file"),
        pytest.param([MINORITY, ("b", "The data set.")], [], id="one form in two files"),
        pytest.param(
            [MINORITY, MAJORITY],
            [("a", '"data set" (once) is mixed with "dataset" (2 times); write "dataset"', "z")],
            id="two forms in two files",
        ),
        pytest.param(
            [MIXED],
            [("m", '"dataset" (once) is mixed with "data set" (2 times); write "data set"', "m")],
            id="two forms in one file",
        ),
        pytest.param(
            [MIXED, MAJORITY],
            [
                ("m", '"data set" (2 times) is mixed with "dataset" (3 times); write "dataset"', "m"),
                ("m", '"data sets" (2 times) is mixed with "dataset" (3 times); write "datasets"', "m"),
            ],
            id="the project decides otherwise than the file",
        ),
        pytest.param([HIDDEN, MAJORITY], [], id="suppressed, which only the project needs"),
        pytest.param([HIDDEN], [], id="suppressed, for the sake of files that are not there"),
        pytest.param(
            [NEEDLESS, MINORITY, MAJORITY],
            [
                ("a", '"data set" (once) is mixed with "dataset" (2 times); write "dataset"', "z"),
                ("n", "this suppression silences nothing; remove it", ""),
            ],
            id="suppressed, where there is nothing to choose",
        ),
        pytest.param([QUOTED, ("z", "A dataset.")], [], id="what is suppressed does not count"),
        pytest.param(
            [HIDDEN, QUOTED, MINORITY, ("z", "A dataset, two datasets.")],
            [("a", '"data set" (once) is mixed with "dataset" (2 times); write "dataset"', "z")],
            id="only what is not suppressed is counted",
        ),
    ],
)  # fmt: skip
@pytest.mark.parametrize("turned", [False, True], ids=["in order", "in reverse"])
def test_files_are_compared(
    checker: Checker,
    files: list[tuple[str, str]],
    found: list[tuple[str, str, str]],
    turned: bool,
) -> None:
    sources = [source(*each) for each in (reversed(files) if turned else files)]
    outcomes = run(checker, sources, 1, ignore_progress)
    assert [
        (finding.path, finding.diagnostic.message, related)
        for finding in collect(outcomes, (), checker.linter.termbase.concepts).findings
        for related in [finding.place_of(each.at).path for each in finding.diagnostic.related]
        or [""]
    ] == found


def test_outcomes_are_in_the_order_of_the_files(checker: Checker) -> None:
    texts = ["ML Ops " * times for times in (2, 0, 1)]
    outcomes = run(
        checker, [source(str(place), text) for place, text in enumerate(texts)], 1, ignore_progress
    )
    assert [len(outcome.findings) for outcome in outcomes] == [2, 0, 1]


@pytest.mark.parametrize(
    ("texts", "told"),
    [
        pytest.param(["", "", ""], [(1, 3), (2, 3), (3, 3)], id="each by itself"),
        pytest.param(["data set", "dataset dataset"], [(1, 2), (2, 2), (3, 3)], id="one twice"),
    ],
)
def test_progress_is_told_after_each_file(
    checker: Checker, texts: list[str], told: list[tuple[int, int]]
) -> None:
    files = [source(str(place), text) for place, text in enumerate(texts)]
    heard: list[tuple[int, int]] = []
    run(checker, files, 1, lambda done, total: heard.append((done, total)))
    assert heard == told


@pytest.mark.parametrize("knows", [False, True], ids=["unknown", "known from an earlier run"])
def test_a_file_that_changes_between_its_two_turns_is_not_judged(
    tmp_path: Path, checker: Checker, knows: bool
) -> None:
    class Knowing:
        """Remembers what came of the changed file under any verdicts."""

        def recall(self, file: SourceFile, verdicts: Verdicts | None) -> Outcome | None:
            is_it = knows and verdicts is not None and file.path.endswith("a.md")
            return Outcome(facts=Facts(), digest=b"of what it is now") if is_it else None

        def keep(
            self, file: SourceFile, digest: bytes, verdicts: Verdicts | None, outcome: Outcome
        ) -> None:
            pass

    (tmp_path / "a.md").write_text("A data set.\n")
    (tmp_path / "z.md").write_text("A dataset, the dataset.\n")

    def change(done: int, total: int) -> None:
        if done == total == 2:
            (tmp_path / "a.md").write_text("A data set, a dataset.\n")

    found = find(["."], Choice(), str(tmp_path))
    outcomes = run(checker, found.files, 1, change, memory=Knowing())
    assert outcomes[0] == Outcome(errors=(FileError("a.md", CHANGED),))
    assert outcomes[1].errors == ()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no such pipes")
def test_a_pipe_is_read_once(tmp_path: Path, checker: Checker) -> None:
    (tmp_path / "z.md").write_text("A dataset, the dataset.\n")
    os.mkfifo(tmp_path / "pipe.md")
    writer = threading.Thread(target=(tmp_path / "pipe.md").write_text, args=["A data set.\n"])
    writer.start()
    files = find(["pipe.md", "z.md"], Choice(), str(tmp_path)).files
    outcomes = run(checker, files, 1, ignore_progress)
    writer.join()
    assert [len(outcome.findings) for outcome in outcomes] == [1, 0]


class Notebook:
    """A memory for one run after the other."""

    def __init__(self) -> None:
        self.pages: dict[str, Outcome] = {}

    def recall(self, file: SourceFile, verdicts: Verdicts | None) -> Outcome | None:
        return self.pages.get(self._page(file, verdicts))

    def keep(
        self, file: SourceFile, digest: bytes, verdicts: Verdicts | None, outcome: Outcome
    ) -> None:
        assert digest == outcome.digest != b""
        self.pages[self._page(file, verdicts)] = outcome

    def _page(self, file: SourceFile, verdicts: Verdicts | None) -> str:
        return repr((file, verdicts))


class Counting(Checker):
    """Notes which files it has checked."""

    def __init__(self, compiled: Compiled) -> None:
        super().__init__(compiled, Settings())
        self.checked: list[str] = []

    def check(
        self,
        file: SourceFile,
        verdicts: Verdicts | None = None,
        *,
        expected: bytes = b"",
        hashing: bool = False,
        alone: bool = False,
    ) -> Outcome:
        self.checked.append(file.shown)
        return super().check(file, verdicts, expected=expected, hashing=hashing, alone=alone)


def test_what_is_remembered_is_not_checked_again(compiled: Compiled) -> None:
    memory = Notebook()

    def findings(*files: SourceFile) -> tuple[list[int], list[str]]:
        """How many findings each file has, and which files had to be checked for that."""
        checker = Counting(compiled)
        outcomes = run(checker, files, 1, ignore_progress, memory=memory)
        return [len(outcome.findings) for outcome in outcomes], checker.checked

    minority, majority, other = source(*MINORITY), source(*MAJORITY), source("c", "ML Ops\n")
    longer = source("z", "The dataset, this dataset, that dataset.")
    assert findings(minority, majority, other) == ([1, 0, 1], ["a", "z", "c", "a"])
    assert findings(minority, majority, other) == ([1, 0, 1], [])
    assert findings(minority, other) == ([0, 1], [])
    # What is said of the first file tells how often the second has the other form.
    assert findings(minority, longer, other) == ([1, 0, 1], ["z", "a"])
    assert findings(minority, majority, other) == ([1, 0, 1], [])


def test_what_went_wrong_is_not_remembered(checker: Checker) -> None:
    memory = Notebook()
    broken = SourceFile("/w/a", "a", b"\xff")
    run(checker, [broken, source("b")], 1, ignore_progress, memory=memory)
    assert [outcome.errors for outcome in memory.pages.values()] == [()]


def test_a_report_is_in_the_order_of_paths_then_places(checker: Checker) -> None:
    files = [source(name, "ML Ops ML Ops") for name in ("b", "a")]
    errors = [FileError("z", "no"), FileError("c", "no")]
    outcomes = [*map(checker.check, files), Outcome(errors=(FileError("d", "no"),))]
    report = collect(outcomes, errors, checker.linter.termbase.concepts)
    places = [(each.path, each.start.offset) for each in report.findings]
    assert places == [("a", 0), ("a", 7), ("b", 0), ("b", 7)]
    assert [error.path for error in report.errors] == ["c", "d", "z"]


def test_a_file_alone_is_not_compared_and_not_remembered(compiled: Compiled) -> None:
    memory = Notebook()
    page = source("a.md", "A data set.\n")
    (alone,) = run(Checker(compiled, Settings()), [page], 1, ignore_progress, memory=memory)
    assert (alone, memory.pages) == (Outcome(), {})
    together = run(
        Checker(compiled, Settings()),
        [page, source("b.md", "A dataset, a dataset.\n")],
        1,
        ignore_progress,
        memory=memory,
    )
    assert [len(each.findings) for each in together] == [1, 0]
