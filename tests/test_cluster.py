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
SIZE = 300_000
"""How large a project is, in bytes: large enough for several shards."""


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
    with started("dask_scheduler", *where, "--idle-timeout", "300", importing=importing) as process:
        wait_until(lambda: file.exists() and file.read_text().rstrip().endswith("}"))
        yield process, json.loads(file.read_text())["address"]


@contextmanager
def workers(
    address: str, *arguments: str, importing: Path = CHECKOUT, number: int = 1
) -> Iterator[subprocess.Popen[bytes]]:
    """Workers of one thread each; the cluster has this ``number`` when the block begins."""
    options = ("--nthreads", "1", "--death-timeout", "60", *arguments)
    with started("dask_worker", address, *options, importing=importing) as process:
        wait_for_workers(address, number)
        yield process


def wait_for_workers(address: str, number: int) -> None:
    told(address, lambda client: wait_until(lambda: len(client.nthreads()) == number))


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
    with scheduler(folder) as (_, address), workers(address, *options, number=2):
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
    done_when_killed: list[int] = []

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
    told(two, lambda client: client.run_on_scheduler(give_up_at_once()))
    outcomes = outcomes_of(Deadly(compiled, Settings()), [*files[:30], deadly, *files[30:]], two)
    assert outcomes[30].errors == (FileError("deadly.md", cluster.Cluster.epitaph),)
    assert outcomes[:30] + outcomes[31:] == plain


def give_up_at_once() -> Callable[[Any], None]:
    # A function in a function travels by its code; the scheduler can't import this module.
    return lambda dask_scheduler: setattr(dask_scheduler, "allowed_failures", 0)


def test_bytes_of_no_file_travel_too(two: str, compiled: Compiled) -> None:
    files = [SourceFile("/w/-", "<stdin>", b"One ML Ops.\n")]
    checker = Checker(compiled, Settings())
    assert outcomes_of(checker, files, two) == outcomes_of(checker, files, None)


def message_of(address: str, compiled: Compiled, files: list[SourceFile] | None = None) -> str:
    """What is said of a run that fails."""
    files = [SourceFile("/w/a", "a", b"")] if files is None else files
    with pytest.raises(RunError) as failed:
        outcomes_of(Checker(compiled, Settings()), files, address)
    return str(failed.value)


def test_without_distributed_it_is_said_what_to_install(
    compiled: Compiled, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(sys.modules, "termlint.run.cluster")
    monkeypatch.delattr("termlint.run.cluster")
    monkeypatch.setitem(sys.modules, "distributed", None)
    message = message_of("tcp://127.0.0.1:8786", compiled)
    assert message == '--cluster needs distributed: pip install "termlint-docs[dask]"'


def test_with_nothing_to_do_no_cluster_is_needed(compiled: Compiled) -> None:
    assert outcomes_of(Checker(compiled, Settings()), [], "nowhere") == ()


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        pytest.param("", "ValueError: missing port number", id="empty"),
        pytest.param("localhost", "ValueError: missing port number", id="no port"),
        pytest.param("http://127.0.0.1:8786", "ValueError: unknown address scheme", id="no scheme"),
        pytest.param("tcp://127.0.0.1:x", "ValueError: invalid literal", id="no number"),
        pytest.param("tls://127.0.0.1:8786", "TypeError: TLS expects", id="no certificate"),
    ],
)
def test_an_address_that_is_none(compiled: Compiled, address: str, reason: str) -> None:
    message = message_of(address, compiled)
    assert message.startswith(f"no Dask scheduler can be reached at {address}: {reason}")
    assert message.endswith("; write its address as tcp://HOST:PORT")


@pytest.mark.parametrize("listens", [False, True], ids=["nobody", "somebody else"])
def test_no_scheduler_is_there(
    compiled: Compiled, monkeypatch: pytest.MonkeyPatch, listens: bool
) -> None:
    monkeypatch.setattr(cluster, "CONNECT_WITHIN", 1)
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = f"tcp://127.0.0.1:{server.getsockname()[1]}"
        if not listens:
            server.close()
        assert message_of(address, compiled) == (
            f"no Dask scheduler answers at {address} within 1 seconds"
        )


def test_a_cluster_without_workers(
    bare: str, compiled: Compiled, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "WORKER_WITHIN", 1)
    message = message_of(bare, compiled)
    assert message == f"the cluster at {bare} has had no worker for 1 seconds"


def test_a_worker_without_termlint(tmp_path: Path, bare: str, compiled: Compiled) -> None:
    with workers(bare, "--no-nanny", importing=write_package(tmp_path, NO_PACKAGE)):
        message = message_of(bare, compiled)
    wait_for_workers(bare, 0)
    said = f"has no termlint-docs; install termlint-docs {__version__} there"
    assert re.fullmatch(rf"the worker tcp://[\d.:]+ {re.escape(said)}", message)


@pytest.mark.parametrize(
    ("here", "there", "said"),
    [
        pytest.param("1.0.1", "1.0.1", None, id="the same"),
        pytest.param("1.0.1", "1.0", "has X 1.0, but here it is 1.0.1", id="another version"),
        pytest.param(0x030B07F0, 0x030B02F0, None, id="almost the same Python"),
        pytest.param(
            0x030B07F0, 0x030E00F0, "has X 3.14, but here it is 3.11", id="another Python"
        ),
        pytest.param(
            "1.0.1", ModuleNotFoundError("X"), "has no X; install X 1.0.1", id="not there"
        ),
        pytest.param("1.0.1", OSError("it has just ended"), None, id="nothing known"),
    ],
)
def test_workers_are_to_have_the_same_versions(
    here: str | int, there: object, said: str | None
) -> None:
    found = {"tcp://b:1": here, "tcp://a:1": there, "tcp://c:1": here}
    if said is None:
        cluster._compare("X", here, found)
    else:
        with pytest.raises(RunError, match=f"^the worker tcp://a:1 {re.escape(said)}"):
            cluster._compare("X", here, found)


def test_a_run_ends_when_all_workers_are_lost(
    tmp_path: Path, bare: str, compiled: Compiled, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "WORKER_WITHIN", 1)
    with workers(bare, "--no-nanny") as process, pytest.raises(RunError) as failed:
        outcomes_of(
            Checker(compiled, Settings()),
            write_project(tmp_path, SIZE),
            bare,
            lambda done, total: process.kill(),
        )
    wait_for_workers(bare, 0)
    assert str(failed.value) == f"the cluster at {bare} has had no worker for 1 seconds"


def test_a_run_ends_when_the_scheduler_is_lost(tmp_path: Path, compiled: Compiled) -> None:
    files = write_project(tmp_path, SIZE)
    checker = Checker(compiled, Settings())
    with (
        scheduler(tmp_path) as (process, address),
        workers(address, "--no-nanny"),
        pytest.raises(RunError) as failed,
    ):
        outcomes_of(checker, files, address, lambda done, total: process.kill())
    assert str(failed.value) == f"the scheduler at {address} is gone"
