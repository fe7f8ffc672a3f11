"""What a run has to do for each file, and what comes of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from termlint.files import SourceFile
from termlint.run.checker import Checker
from termlint.run.outcome import Outcome

if TYPE_CHECKING:
    from termlint.facts import Verdicts

_OF_EACH_FILE = 300


class RunError(Exception):
    """The run could not be brought to its end."""


class Task(NamedTuple):
    """One file to be checked."""

    number: int
    """Its place among the files of the run, from 0."""
    file: SourceFile
    size: int = 0
    """In bytes."""
    verdicts: Verdicts | None = None
    """Those of the project that concern it, once they are known."""
    expected: bytes = b""
    """The digest that it had before; empty for any."""
    hashing: bool = False
    """Whether its digest is wanted even if it has no facts."""
    alone: bool = False
    """Whether there is no other file to compare it with."""

    @property
    def weight(self) -> int:
        """How long it takes, counted in bytes: even an empty file has to be opened."""
        return self.size + _OF_EACH_FILE


Result = tuple[int, Outcome]
"""The number of a task and what came of its file."""


def carry_out(checker: Checker, tasks: Iterable[Task]) -> Iterator[Result]:
    """What comes of each task, in this process."""
    for task in tasks:
        outcome = checker.check(
            task.file,
            task.verdicts,
            expected=task.expected,
            hashing=task.hashing,
            alone=task.alone,
        )
        yield task.number, outcome
