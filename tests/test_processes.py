"""Runs in several processes: the same findings, and what happens when one of them is ended."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from termlint.compiled import Compiled
from termlint.config.settings import Settings
from termlint.fileerror import FileError
from termlint.files import SourceFile
from termlint.run import Checker, Outcome, RunError, run, workplace
from termlint.run.processes import Processes
from termlint.run.workplace import PARALLEL_FROM
from tests.checkers import Deadly, Sleeper
from tests.projects import FINDINGS, GLOSSARY, PATIENCE, compiled_from, wait_until, write_project

CHECKOUT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def compiled() -> Compiled:
    return compiled_from(GLOSSARY)


def outcomes_of(
    checker: Checker, files: list[SourceFile], jobs: int
) -> tuple[tuple[Outcome, ...], list[tuple[int, int]]]:
    told: list[tuple[int, int]] = []
    return run(checker, files, jobs, lambda done, total: told.append((done, total))), told


@pytest.mark.slow
def test_several_processes_find_what_one_finds(tmp_path: Path, compiled: Compiled) -> None:
    files = write_project(tmp_path, PARALLEL_FROM)
    checker = Checker(compiled, Settings())
    together, told = outcomes_of(checker, files, 2)
    assert (together, told) == outcomes_of(checker, files, 1)
    assert sum(len(outcome.findings) for outcome in together) == FINDINGS
    assert together[60].findings[0].diagnostic.message.startswith('"data set" (once) is mixed')
    heading = together[63].findings[0].diagnostic
    assert heading.fix is not None
    assert not heading.fix.safe
    assert told == [(done, 120) for done in range(1, 121)] + [(121, 122), (122, 122)]


@pytest.mark.parametrize(
    ("size", "jobs", "elsewhere"),
    [
        pytest.param(PARALLEL_FROM // 4, 8, False, id="little to do"),
        pytest.param(PARALLEL_FROM, 1, False, id="one job"),
        pytest.param(PARALLEL_FROM, 2, True, id="enough to do"),
    ],
)
def test_processes_are_started_when_they_save_time(
    tmp_path: Path,
    compiled: Compiled,
    monkeypatch: pytest.MonkeyPatch,
    size: int,
    jobs: int,
    elsewhere: bool,
) -> None:
    asked: list[int] = []
    monkeypatch.setattr(
        workplace, "_processes", lambda checker, jobs, meanwhile: asked.append(jobs)
    )
    outcomes_of(Checker(compiled, Settings()), write_project(tmp_path, size), jobs)
    assert bool(asked) == elsewhere


def test_where_no_processes_can_be_had_one_does_it(
    tmp_path: Path, compiled: Compiled, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Processes, *args: object) -> None:
        raise NotImplementedError("no semaphores here")

    monkeypatch.setattr(Processes, "__init__", refuse)
    outcomes, _ = outcomes_of(
        Checker(compiled, Settings()), write_project(tmp_path, PARALLEL_FROM), 2
    )
    assert sum(len(outcome.findings) for outcome in outcomes) == FINDINGS


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="there is no such signal")
def test_a_file_that_ends_its_process_is_an_error_and_no_other_is(
    tmp_path: Path, compiled: Compiled
) -> None:
    files = write_project(tmp_path, PARALLEL_FROM)
    plain, _ = outcomes_of(Checker(compiled, Settings()), files, 1)
    (tmp_path / "deadly.md").write_text("One ML Ops.\n")
    deadly = SourceFile(str(tmp_path / "deadly.md"), "deadly.md")
    outcomes, _ = outcomes_of(Deadly(compiled, Settings()), [*files[:30], deadly, *files[30:]], 2)
    assert outcomes[30].errors == (FileError("deadly.md", Processes.epitaph),)
    assert outcomes[:30] + outcomes[31:] == plain


@pytest.mark.skipif(os.name == "nt", reason="there are no such signals")
@pytest.mark.slow
def test_where_every_file_ends_its_process_the_run_ends(tmp_path: Path, compiled: Compiled) -> None:
    files = []
    for number in range(12):
        path = tmp_path / f"{number}deadly.md"
        path.write_text(" " * (PARALLEL_FROM // 12))
        files.append(SourceFile(str(path), path.name))
    with pytest.raises(RunError, match="10 files in a row: the process that checked it was ended"):
        outcomes_of(Deadly(compiled, Settings()), files, 2)


class Enough(Exception):  # noqa: N818 - nothing is wrong
    """Nobody waits any more."""


@pytest.mark.slow
def test_a_run_ends_when_nobody_waits_for_its_files_any_more(
    tmp_path: Path, compiled: Compiled
) -> None:
    def leave_off() -> None:
        raise Enough

    files = [SourceFile(str(tmp_path / name), name, b" " * PARALLEL_FROM) for name in ("a", "b")]
    begun = time.monotonic()
    with pytest.raises(Enough):
        run(Sleeper(compiled, Settings()), files, 2, lambda *_: None, meanwhile=leave_off)
    assert time.monotonic() - begun < Sleeper.SECONDS


@contextmanager
def two_sleepers(folder: Path) -> Iterator[tuple[subprocess.Popen[bytes], list[int]]]:
    """A run whose two processes have begun, and their numbers."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.checkers", str(folder)],
        cwd=CHECKOUT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    with process:
        try:
            wait_until(lambda: len(list(folder.iterdir())) == 2)
            yield process, [int(file.suffix[1:]) for file in folder.iterdir()]
        finally:
            process.kill()


def is_running(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    return not Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].startswith(" Z")


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="looks for the processes in /proc")
@pytest.mark.parametrize(
    ("number", "status"),
    [
        pytest.param(signal.SIGTERM, 143, id="told to end"),
        pytest.param(signal.SIGHUP, 129, id="the terminal is closed"),
        pytest.param(signal.SIGKILL, -9, id="ended from outside"),
        pytest.param(signal.SIGINT, None, id="Ctrl-C"),
    ],
)
def test_no_process_is_left_behind(tmp_path: Path, number: int, status: int | None) -> None:
    with two_sleepers(tmp_path) as (process, workers):
        assert len(set(workers)) == 2
        process.send_signal(number)
        out, err = process.communicate(timeout=PATIENCE)
        wait_until(lambda: not any(map(is_running, workers)))
    assert out == b""
    if status is not None:
        assert (process.returncode, err) == (status, b"")
    else:  # the command says no more than that it was interrupted
        assert err.count(b"Traceback") == 1
        assert err.endswith(b"KeyboardInterrupt\n")


@pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="there is no such signal")
@pytest.mark.parametrize(
    ("before", "is_replaced"),
    [
        pytest.param(signal.SIG_DFL, True, id="by default"),
        pytest.param(signal.SIG_IGN, False, id="under nohup"),
    ],
)
def test_a_closed_terminal_ends_a_run_that_heeds_it(
    compiled: Compiled, before: signal.Handlers, is_replaced: bool
) -> None:
    earlier = signal.signal(signal.SIGHUP, before)
    try:
        processes = Processes(Checker(compiled, Settings()), 1)
        try:
            assert (signal.getsignal(signal.SIGHUP) is not before) == is_replaced
        finally:
            processes.close(at_once=False)
        assert signal.getsignal(signal.SIGHUP) is before
    finally:
        signal.signal(signal.SIGHUP, earlier)
