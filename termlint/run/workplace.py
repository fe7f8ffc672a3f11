"""Where the files of a run are checked: in this process, in several, or on a cluster."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from types import TracebackType
from typing import TYPE_CHECKING

from termlint.run.checker import Checker
from termlint.run.tasks import Result, RunError, Task, carry_out

if TYPE_CHECKING:
    from termlint.run.cluster import Cluster
    from termlint.run.processes import Processes

PARALLEL_FROM = 500_000
"""With tasks that weigh less together, starting processes takes longer than they save. It takes
80 ms, in which half of this is checked where much is found, and all where little is."""


class Workplace:
    """A place to check files. Others than this process are opened when there is enough to do."""

    def __init__(
        self,
        checker: Checker,
        jobs: int = 1,
        cluster: str | None = None,
        meanwhile: Callable[[], None] = lambda: None,
    ) -> None:
        """Up to ``jobs`` processes; or the cluster with the scheduler at an address.

        ``meanwhile`` is called now and then while nothing comes back from processes.
        """
        self._checker = checker
        self._jobs = jobs
        self._address = cluster
        self._meanwhile = meanwhile
        self._workers: Processes | Cluster | None = None

    def check(self, tasks: Sequence[Task]) -> Iterator[Result]:
        """What comes of each task, in any order. Raises RunError."""
        workers = self._workers_for(tasks)
        return carry_out(self._checker, tasks) if workers is None else workers.check(tasks)

    def __enter__(self) -> Workplace:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._workers is not None:
            self._workers.close(at_once=error is not None)

    def _workers_for(self, tasks: Sequence[Task]) -> Processes | Cluster | None:
        if self._workers is None and tasks:
            if self._address is not None:
                self._workers = _cluster(self._checker, self._address)
            elif self._jobs > 1 and sum(task.weight for task in tasks) >= PARALLEL_FROM:
                self._workers = _processes(
                    self._checker, min(self._jobs, len(tasks)), self._meanwhile
                )
        return self._workers


def _processes(checker: Checker, jobs: int, meanwhile: Callable[[], None]) -> Processes | None:
    # Imported for large runs only: it takes 35 ms, as long as some ten files.
    from termlint.run.processes import Processes

    _ = checker.linter  # woken once, before it is shared
    try:
        return Processes(checker, jobs, meanwhile)
    except (OSError, NotImplementedError):  # a sandbox without semaphores, for instance
        return None


def _cluster(checker: Checker, address: str) -> Cluster:
    try:
        # Imported for these runs only: it takes a second, and not everybody has it.
        from termlint.run.cluster import Cluster
    except ImportError as error:
        raise RunError(
            f'--cluster needs {error.name or "distributed"}: pip install "termlint-docs[dask]"'
        ) from None
    return Cluster(checker, address)
