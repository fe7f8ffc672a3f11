"""Shards through an executor: a few at a time, results as they come, whoever dies meanwhile."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Collection, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from typing import Protocol

from termlint.fileerror import FileError
from termlint.run.outcome import Outcome
from termlint.run.shards import Shard
from termlint.run.tasks import Result, RunError

AHEAD = 2
"""How many shards are handed over for each that is worked on."""
TICK = 1.0
"""How many seconds nothing has to come back before it is asked whether anything will."""
MOST_LOST = 10
"""After so many files in a row that ended their worker, it is not the files."""

Work = Future[tuple[Result, ...]]


class Workers(Protocol):
    """Processes, here or elsewhere, that work on shards."""

    @property
    def width(self) -> int:
        """How many shards are worked on at the same time."""

    @property
    def deadly(self) -> tuple[type[Exception], ...]:
        """What the future of a shard raises whose worker died, or may have died, of it."""

    @property
    def epitaph(self) -> str:
        """What to say of a file that a worker died of."""

    def submit(self, shard: Shard) -> Work:
        """Hand over a shard. Raises RunError."""

    def look(self, since: float) -> None:
        """Called while nothing has come back ``since`` a time by the monotonic clock.

        Raises RunError where nothing will.
        """


def through(workers: Workers, shards: Iterable[Shard]) -> Iterator[Result]:
    """What comes of the files of all ``shards``, in the order in which it comes. Raises RunError.

    When a worker dies, nobody may know which of several shards it died of. So the suspects run
    again, one at a time; one that a worker dies of then is cut into its files, and a file that a
    worker dies of alone has an error as its outcome. Nothing else is lost.
    """
    waiting = iter(shards)
    suspects: deque[Shard] = deque()
    running: dict[Work, Shard] = {}
    lost = 0
    while True:
        alone = bool(suspects) and not running
        if alone:
            shard = suspects.popleft()
            running[workers.submit(shard)] = shard
        elif not suspects:
            _fill(workers, running, waiting)
        if not running:
            return
        for work in _done(workers, running):
            shard = running.pop(work)
            results = _results(workers, work)
            if results is not None:
                lost = 0
                yield from results
            elif not alone:
                suspects.append(shard)
            elif len(shard.tasks) > 1:
                suspects.extendleft(reversed(shard.singles()))
            else:
                lost += 1
                yield _died(workers, shard)
        if lost == MOST_LOST:
            raise RunError(f"{lost} files in a row: {workers.epitaph}")


def _fill(workers: Workers, running: dict[Work, Shard], waiting: Iterator[Shard]) -> None:
    while len(running) < workers.width * AHEAD:
        shard = next(waiting, None)
        if shard is None:
            return
        running[workers.submit(shard)] = shard


def _done(workers: Workers, running: Collection[Work]) -> Collection[Work]:
    since = time.monotonic()
    while True:
        done = wait(running, TICK, FIRST_COMPLETED).done
        if done:
            return done
        workers.look(since)


def _results(workers: Workers, work: Work) -> tuple[Result, ...] | None:
    """What a shard came to; None where its worker died."""
    try:
        return work.result()
    except workers.deadly:
        return None


def _died(workers: Workers, shard: Shard) -> Result:
    (task,) = shard.tasks
    return task.number, Outcome(errors=(FileError(task.file.shown, workers.epitaph),))
