"""Workers that are processes on this machine."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import wait
from typing import NoReturn

from termlint.run.checker import Checker
from termlint.run.shards import Shard, cut, give, work
from termlint.run.streaming import Work, through
from termlint.run.tasks import Result, RunError, Task


class Processes:
    """Up to ``width`` processes. They end with this one, whatever ends it."""

    deadly = (BrokenProcessPool,)
    epitaph = (
        "the process that checked it was ended, perhaps for lack of memory; "
        "try again with fewer --jobs, or exclude it"
    )

    def __init__(
        self, checker: Checker, width: int, meanwhile: Callable[[], None] = lambda: None
    ) -> None:
        """``meanwhile`` is called now and then while nothing comes back.

        Raises OSError or NotImplementedError where the system has no such processes.
        """
        self.width = width
        self._checker = checker
        self._meanwhile = meanwhile
        self._others = set(multiprocessing.active_children())
        self._pool = self._new_pool()
        # A pool ends its processes when this one ends by itself, not when a signal ends it.
        is_main = threading.current_thread() is threading.main_thread()
        endings = filter(_is_heeded, _ENDING) if is_main else ()
        self._handlers = {number: signal.signal(number, _end) for number in endings}

    def check(self, tasks: Iterable[Task]) -> Iterator[Result]:
        """What comes of each task, in any order. Raises RunError."""
        return through(self, cut(tasks, self.width))

    def submit(self, shard: Shard) -> Work:
        try:
            return self._submit(shard)
        except BrokenProcessPool:
            self._pool.shutdown()
            self._pool = self._new_pool()
        try:
            return self._submit(shard)
        except BrokenProcessPool:
            raise RunError("processes that check files end as soon as they begin") from None

    def look(self, since: float) -> None:
        """A pool notices by itself when a process ends, but somebody may want to leave off."""
        self._meanwhile()

    def close(self, *, at_once: bool) -> None:
        """End the processes; ``at_once`` even if they are at work."""
        if at_once:
            for process in multiprocessing.active_children():
                if process not in self._others:
                    process.terminate()
        self._pool.shutdown(cancel_futures=True)
        for number, handler in self._handlers.items():
            signal.signal(number, handler)

    def _new_pool(self) -> ProcessPoolExecutor:
        # Where this process has threads, a fork of it may wait for a lock that nobody gives back.
        context = multiprocessing.get_context("spawn") if threading.active_count() > 1 else None
        return ProcessPoolExecutor(self.width, context, _begin, (self._checker,))

    def _submit(self, shard: Shard) -> Work:
        try:
            return self._pool.submit(work, shard)
        except OSError as error:
            raise RunError(
                f"no more processes can be started: {error.strerror}; try again with fewer --jobs"
            ) from None


def _begin(checker: Checker) -> None:
    """Prepare a new process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that reports
    for number in filter(_is_heeded, _ENDING):
        signal.signal(number, signal.SIG_DFL)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    give(checker)


def _end_with_parent() -> NoReturn:
    """End this process when the one that started it is gone; it would wait for work forever."""
    parent = multiprocessing.parent_process()
    assert parent is not None
    wait([parent.sentinel])
    os._exit(1)


def _is_heeded(number: int) -> bool:
    """Whether a signal may end this process; under ``nohup``, one doesn't."""
    return signal.getsignal(number) is not signal.SIG_IGN


def _end(number: int, _frame: object) -> NoReturn:
    raise SystemExit(128 + number)


_ENDING = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
