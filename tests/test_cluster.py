"""Runs on a Dask cluster: schedulers and workers are started here as processes of their own."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from termlint import __version__
from termlint.compiled import Compiled
from termlint.config.settings import Settings
from termlint.fileerror import FileError
from termlint.files import SourceFile
from termlint.run import Checker, Outcome, RunError, run
from tests.checkers import Deadly
from tests.projects import FINDINGS, GLOSSARY, PATIENCE, compiled_from, wait_until, write_project

pytest.importorskip("distributed", reason="needs the extra dask")
from distributed import Client

from termlint.run import cluster

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name == "nt", reason="ends processes with signals"),
]

CHECKOUT = Path(__file__).resolve().parent.parent
SIZE = 600_000
"""How large a project is, in bytes: large enough for a dozen shards."""


@contextmanager
def started(module: str, *arguments: str, importing: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A process of Dask, ended with the block. Packages in the folder ``importing`` go first."""
    process = subprocess.Popen(
        [sys.executable, "-m", f"distributed.cli.{module}", "--no-dashboard", *arguments],
        cwd=importing,
        env={**os.environ, "PYTHONPATH": str(importing)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@contextmanager
def scheduler(folder: Path) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """A scheduler that has no termlint, and its address.

    Should the tests be killed, it ends by itself some time later, and its workers with it.
    """
    file = folder / "scheduler.json"
    importing = write_package(folder, NO_PACKAGE)
    where = ("--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(file))
    with started(
        "dask_scheduler", *where, "--idle-timeout", "300", importing=importing
    ) as process:
        wait_until(lambda: file.exists() and file.read_text().rstrip().endswith("}"))
        yield process, json.loads(file.read_text())["address"]


@contextmanager
def workers(
    address: str, *arguments: str, importing: Path = CHECKOUT
) -> Iterator[subprocess.Popen[bytes]]:
    """Workers of one thread each, ready when the block begins."""
    before = len(told(address, lambda client: client.nthreads()))
    options = ("--nthreads", "1", "--death-timeout", "60", *arguments)
    with started("dask_worker", address, *options, importing=importing) as process:
        wait_until(lambda: len(told(address, lambda client: client.nthreads())) > before)
        yield process
    wait_until(lambda: len(told(address, lambda client: client.nthreads())) == before)


NO_PACKAGE = 'raise ModuleNotFoundError("No module named \'termlint\'", name="termlint")\n'


def write_package(folder: Path, text: str) -> Path:
    """A folder with a package that is called termlint, and is not."""
    package = folder / "packages" / "termlint"
    package.mkdir(parents=True, exist_ok=True)
    (package / "__init__.py").write_text(text)
    return package.parent


def told(address: str, question: Callable[[Any], Any]) -> Any:
    """What a client of the cluster is told."""
    with Client(address, set_as_default=False) as client:  # type: ignore[no-untyped-call]
        return question(client)


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a scheduler; its workers come and go."""
    with scheduler(tmp_path_factory.mktemp("bare")) as (_, address):
        yield address


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a scheduler with two workers, which are started again when they die."""
    folder = tmp_path_factory.mktemp("two")
    options = ("--nworkers", "2", "--local-directory", str(folder))
    with scheduler(folder) as (_, address), workers(address, *options):
        wait_until(lambda: len(told(address, lambda client: client.nthreads())) == 2)
        yield address


@pytest.fixture(scope="module")
def compiled() -> Compiled:
    return compiled_from(GLOSSARY)


def ignore_progress(done: int, total: int) -> None:
    pass


def outcomes_of(
    checker: Checker,
    files: list[SourceFile],
    address: str | None,
    progress: Callable[[int, int], None] = ignore_progress,
) -> tuple[Outcome, ...]:
    return run(checker, files, 1, progress, cluster=address)


def termlint(folder: Path, *arguments: str) -> tuple[int, str, str]:
    """The status of ``termlint check``, and what it prints."""
    done = subprocess.run(
        [sys.executable, "-m", "termlint", "check", "--output-format", "json", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(CHECKOUT)},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=2 * PATIENCE,
    )
    return done.returncode, done.stdout, done.stderr


def test_a_cluster_finds_and_prints_what_one_process_does(tmp_path: Path, two: str) -> None:
    (tmp_path / "tiny.yaml").write_text(GLOSSARY)
    (tmp_path / "termlint.yaml").write_text("glossaries: [./tiny.yaml]\n")
    write_project(tmp_path, SIZE)
    here = termlint(tmp_path, "--no-cache", "--jobs", "1")
    assert termlint(tmp_path, "--no-cache", "--cluster", two) == here
    assert len(json.loads(here[1])["diagnostics"]) == FINDINGS
    assert here[2].startswith("error: 050.md: not UTF-8")


def test_a_worker_that_is_killed_is_survived(tmp_path: Path, two: str, compiled: Compiled) -> None:
    files, checker = write_project(tmp_path, SIZE), Checker(compiled, Settings())
    (victim, *others) = told(two, lambda client: client.run(os.getpid)).values()
    assert others
    done_when_killed = []

    def kill(done: int, total: int) -> None:
        if not done_when_killed:
            done_when_killed.append(done)
            os.kill(victim, signal.SIGKILL)

    assert outcomes_of(checker, files, two, kill) == outcomes_of(checker, files, None)
    assert done_when_killed == [1]
    assert victim not in told(two, lambda client: client.run(os.getpid)).values()


def test_a_file_that_workers_die_of_is_an_error_and_no_other_is(
    tmp_path: Path, two: str, compiled: Compiled
) -> None:
    files = write_project(tmp_path, SIZE // 10)
    plain = outcomes_of(Checker(compiled, Settings()), files, None)
    (tmp_path / "deadly.md").write_text("One ML Ops.\n")
    deadly = SourceFile(str(tmp_path / "deadly.md"), "deadly.md")
    # Else each of three attempts would cost four workers, which are slow to start again.
    told(two, lambda client: client.run_on_scheduler(_give_up_at_once))
    outcomes = outcomes_of(Deadly(compiled, Settings()), [*files[:30], deadly, *files[30:]], two)
    assert outcomes[30].errors == (FileError("deadly.md", cluster.Cluster.epitaph),)
    assert outcomes[:30] + outcomes[31:] == plain


def _give_up_at_once(dask_scheduler: Any) -> None:
    dask_scheduler.allowed_failures = 0
