"""A run over many files: each by itself, then those again that the project decides otherwise."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Protocol

from termlint.fileerror import FileError
from termlint.files import SourceFile
from termlint.files.project import Project
from termlint.files.text import ReadError, load
from termlint.report import Report
from termlint.run.checker import Checker, internal
from termlint.run.outcome import Outcome
from termlint.run.tasks import Result, RunError, Task
from termlint.run.workplace import Workplace

if TYPE_CHECKING:
    from termlint.facts import Verdicts
    from termlint.termbase import Concept

__all__ = [
    "Checker",
    "Memory",
    "Outcome",
    "Progress",
    "RunError",
    "collect",
    "internal",
    "run",
]

Progress = Callable[[int, int], None]
"""Is told how many files are done, and of how many; one that is checked again counts twice."""


class Memory(Protocol):
    """What earlier runs have found."""

    def recall(self, file: SourceFile, verdicts: Verdicts | None) -> Outcome | None:
        """What came of a file as it is now, under ``verdicts``; None where that is not known.

        The outcome has the digest of the file if it has facts.
        """

    def keep(
        self, file: SourceFile, digest: bytes, verdicts: Verdicts | None, outcome: Outcome
    ) -> None:
        """Remember what came of a file that was read; ``digest`` is that of its bytes then."""


def run(
    checker: Checker,
    files: Sequence[SourceFile],
    jobs: int,
    progress: Progress,
    *,
    cluster: str | None = None,
    memory: Memory | None = None,
    project: Project | None = None,
    meanwhile: Callable[[], None] = lambda: None,
    others: bool = False,
) -> tuple[Outcome, ...]:
    """The outcome of each file, in the order of ``files``. Raises RunError.

    Up to ``jobs`` processes work at the same time, or else all workers of the Dask cluster with
    its scheduler at the address ``cluster``. The outcomes are the same wherever they come from.
    In other files of the ``project`` may stand links to these. What ``progress`` and ``meanwhile``
    raise ends the run at once; the latter is called now and then while nothing comes back. A single
    file may be settled without facts, unless ``others`` are to be compared with it afterwards.
    """
    tasks = [_task(index, file, memory) for index, file in enumerate(files)]
    if len(tasks) == 1 and not others:
        tasks = [tasks[0]._replace(alone=True)]
    outcomes = [Outcome()] * len(tasks)
    done = 0
    with Workplace(checker, jobs, cluster, meanwhile) as place:
        for number, outcome in _results(tasks, place, memory):
            outcomes[number] = outcome
            done += 1
            progress(done, len(tasks))
        again = _decided_otherwise(tasks, outcomes, project)
        for number, outcome in _results(again, place, memory):
            outcomes[number] = outcome
            done += 1
            progress(done, len(tasks) + len(again))
    return tuple(outcomes)


def collect(
    outcomes: Sequence[Outcome], errors: Sequence[FileError], concepts: Mapping[str, Concept]
) -> Report:
    """The report of a run: its outcomes, and ``errors`` of what was never begun."""
    return Report(
        findings=tuple(
            sorted(
                (finding for outcome in outcomes for finding in outcome.findings),
                key=lambda finding: (finding.path, finding.diagnostic.span.start),
            )
        ),
        errors=tuple(
            sorted(
                [*errors, *(error for outcome in outcomes for error in outcome.errors)],
                key=lambda error: error.path,
            )
        ),
        files=sum(not outcome.errors for outcome in outcomes),
        concepts=concepts,
    )


def _task(index: int, file: SourceFile, memory: Memory | None) -> Task:
    """What is to be done with a file. A pipe is read now, since it can be read only once."""
    size = 0
    if file.data is None:
        # What is wrong with a file is said when it is checked.
        with suppress(OSError, ValueError, ReadError):
            status = os.stat(file.path)
            size = status.st_size
            if stat.S_ISFIFO(status.st_mode):
                file = file._replace(data=load(file.path))
    if file.data is not None:
        size = len(file.data)
    return Task(index, file, size, hashing=memory is not None)


def _results(tasks: Sequence[Task], place: Workplace, memory: Memory | None) -> Iterator[Result]:
    """What comes of each task, from memory where it is there."""
    if memory is None:
        yield from place.check(tasks)
        return
    by_number: dict[int, Task] = {}
    for task in tasks:
        outcome = memory.recall(task.file, task.verdicts)
        if outcome is None or (task.expected and outcome.digest != task.expected):
            by_number[task.number] = task
        else:
            yield task.number, outcome
    for number, outcome in place.check([*by_number.values()]):
        task = by_number[number]
        if not outcome.errors and outcome.digest:  # without a digest nobody else can use it
            memory.keep(task.file, outcome.digest, task.verdicts, outcome)
        yield number, outcome


def _decided_otherwise(
    tasks: Sequence[Task], outcomes: Sequence[Outcome], project: Project | None
) -> list[Task]:
    """The files to be checked again: for them the project decides otherwise than they would."""
    told = [each.facts for each in outcomes if each.facts is not None]
    if not told:
        return []
    # Most small runs do without.
    from termlint.facts import concerning, merged, verdicts_on
    from termlint.run.linking import facts_of_links

    links = facts_of_links([task.file for task in tasks], told, project)
    decided = verdicts_on(merged([*told, *links]))
    again = []
    for task, outcome in zip(tasks, outcomes, strict=True):
        if outcome.facts is not None:
            verdicts = concerning(decided, outcome.facts)
            if verdicts != concerning(verdicts_on(outcome.facts), outcome.facts):
                again.append(task._replace(verdicts=verdicts, expected=outcome.digest))
    return again
