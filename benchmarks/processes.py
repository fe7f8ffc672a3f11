"""Whole processes, run in turns, and what each of them takes."""

from __future__ import annotations

import json
import os
import signal
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

STOPWATCH = Path(__file__).with_name("stopwatch.py")
_CRASH = "Traceback (most recent call last)"
"""Python ends a crash with 1, which is also what a linter with findings ends with."""
CORES = 2
"""On how many processor cores everything runs, where there are as many."""


@dataclass(frozen=True, slots=True)
class Command:
    """A program with its arguments, and where it is run."""

    words: Sequence[str]
    folder: Path
    environment: Mapping[str, str] = field(default_factory=dict)
    """What is set on top of the environment of this process."""
    statuses: Sequence[int] = (0, 1)
    """The exit statuses of a run that came to its end."""

    @property
    def full_environment(self) -> dict[str, str]:
        return os.environ | dict(self.environment)


@dataclass(frozen=True, slots=True)
class Run:
    """What one run of a command took."""

    wall: float
    """Seconds from start to end."""
    cpu: float
    """Processor seconds, user and system, of the process and of those it waited for."""
    peak: int
    """Resident memory of the largest of these processes, in bytes."""
    trouble: str = ""
    """Why the run came to no proper end; empty for one that did."""


@dataclass(frozen=True, slots=True)
class Runs:
    """All runs of one command."""

    all: tuple[Run, ...]

    @property
    def wall(self) -> float:
        """The median, in seconds."""
        return statistics.median(run.wall for run in self.all)

    @property
    def cpu(self) -> float:
        """The median, in seconds."""
        return statistics.median(run.cpu for run in self.all)

    @property
    def least_cpu(self) -> float:
        """The least, in seconds: nothing else on the machine makes a run faster."""
        return min(run.cpu for run in self.all)

    @property
    def peak(self) -> int:
        """The greatest, in bytes."""
        return max(run.peak for run in self.all)

    @property
    def trouble(self) -> str:
        """What went wrong in any of them."""
        return next((run.trouble for run in self.all if run.trouble), "")


Prepare = Callable[[int], Command]
"""Gets ready for the round of this number, from 0, and says what is to be run in it."""


def measure(command: Command, timeout: float) -> Run:
    """Run ``command`` once; after ``timeout`` seconds it is ended."""
    with tempfile.TemporaryDirectory(prefix="termlint-run-") as name:
        output, errors = Path(name, "output"), Path(name, "errors")
        files = [str(STOPWATCH), str(timeout), str(output), str(errors)]
        stopwatch = subprocess.Popen(
            [sys.executable, "-I", "-S", *files, *command.words],
            cwd=command.folder,
            env=command.full_environment,
            stdout=subprocess.PIPE,
            process_group=0,
        )
        try:
            assert stopwatch.stdout is not None
            took = json.loads(stopwatch.stdout.read())
        finally:
            _end(stopwatch)
        said = (errors.read_bytes() or output.read_bytes()).decode("utf-8", "replace").strip()
    trouble = ""
    if took["late"]:
        trouble = f"ended after {timeout:.0f} s"
    elif took["status"] not in command.statuses or _CRASH in said:
        lines = said.splitlines() or [""]
        trouble = f"exit status {took['status']}: {lines[-1 if _CRASH in said else 0]}"
    return Run(took["wall"], took["cpu"], took["peak"], trouble)


def take_turns(commands: Mapping[str, Prepare], rounds: int, timeout: float) -> dict[str, Runs]:
    """Run each of ``commands`` once in every round, so that what disturbs one disturbs all.

    What came to no proper end is not run again.
    """
    runs: dict[str, list[Run]] = {name: [] for name in commands}
    for number in range(rounds):
        for name, prepare in commands.items():
            if not any(run.trouble for run in runs[name]):
                runs[name].append(measure(prepare(number), timeout))
                took = runs[name][-1]
                print(f"  {took.wall:8.2f} s  {name} {took.trouble}".rstrip(), file=sys.stderr)
    return {name: Runs(tuple(of_name)) for name, of_name in runs.items()}


def ratio(one: Runs, other: Runs) -> float:
    """How many times as long ``one`` takes as ``other``: the median over the rounds."""
    pairs = zip(one.all, other.all, strict=False)
    return statistics.median(a.wall / b.wall for a, b in pairs)


def cpu_ratio(one: Runs, other: Runs) -> float:
    """The same in processor time, in which a busy machine counts for less.

    For work of one process only: what several do at the same time is added up.
    """
    pairs = zip(one.all, other.all, strict=False)
    return statistics.median(a.cpu / b.cpu for a, b in pairs)


def pin() -> int:
    """Keep this process, and all that it starts, to ``CORES`` cores; how many they are."""
    if not hasattr(os, "sched_setaffinity"):
        return os.cpu_count() or 1
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:CORES])
    return len(os.sched_getaffinity(0))


def _end(leader: subprocess.Popen[bytes]) -> None:
    """End a process and all that it started, as long as it was not waited for."""
    with suppress(ProcessLookupError):
        os.killpg(leader.pid, signal.SIGKILL)
    with leader:
        leader.wait()
