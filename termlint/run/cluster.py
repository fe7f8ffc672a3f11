"""Workers of a Dask cluster; the only module that knows distributed."""

from __future__ import annotations

import asyncio
import logging
import pickle
import pkgutil
import time
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import CancelledError
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from typing import Any

import dask.config
from distributed import Client
from distributed.scheduler import KilledWorker

from termlint.files.text import ReadError, load
from termlint.run.checker import Checker
from termlint.run.shards import Packed, Shard, cut, work
from termlint.run.streaming import Work, through
from termlint.run.tasks import Result, RunError, Task, carry_out

CONNECT_WITHIN = 10.0
"""How many seconds the scheduler may take to answer at first."""
ANSWER_WITHIN = 60.0
"""How many seconds it may take later, when it is busy."""
WORKER_WITHIN = 30.0
"""How many seconds the cluster may be without any worker."""
WIDEST = 256
"""How many shards are worked on at the same time at most: their bytes pass through here."""


class Cluster:
    """The workers of the cluster that has its scheduler at an address.

    The files are read here and their bytes are sent, so that workers need no common folders.
    """

    deadly = (KilledWorker,)
    epitaph = (
        "the workers of the cluster that checked it were ended, perhaps for lack of memory; "
        "give them more, or exclude it"
    )

    def __init__(self, checker: Checker, address: str) -> None:
        """Raises RunError."""
        self._checker = checker
        self._packed = Packed.of(checker)
        self._address = address
        with ExitStack() as stack:
            stack.enter_context(_quiet())
            self.width = min(_survey(address), WIDEST)
            self._client = _client(address)
            self._stack = stack.pop_all()
        self._executor = self._client.get_executor(pure=False)
        self._seen = time.monotonic()

    def check(self, tasks: Iterable[Task]) -> Iterator[Result]:
        """What comes of each task, in any order. Raises RunError."""
        unread: list[Task] = []
        try:
            yield from through(self, _loaded(cut(tasks, self.width, self._packed), unread))
        except RunError:
            raise
        except CancelledError:
            raise RunError(f"the scheduler at {self._address} is gone") from None
        except Exception as error:
            raise RunError(f"the cluster at {self._address} failed: {_said(error)}") from None
        yield from carry_out(self._checker, unread)  # says what is wrong with them

    def submit(self, shard: Shard) -> Work:
        # The scheduler looks into a task, but has no need of termlint if it finds only bytes.
        call = pickle.dumps(_Call(shard), pickle.HIGHEST_PROTOCOL)
        future: Work = self._executor.submit(pickle.loads, call)
        return future

    def look(self, since: float) -> None:
        try:
            threads = self._client.sync(
                self._client.scheduler.ncores, callback_timeout=ANSWER_WITHIN
            )
        except TimeoutError:
            raise RunError(
                f"the scheduler at {self._address} has not answered for {ANSWER_WITHIN:.0f} seconds"
            ) from None
        except (OSError, AttributeError):
            return  # the connection is lost, and with it what was handed over: it will be said
        now = time.monotonic()
        if threads:
            self._seen = now
        elif now - max(self._seen, since) >= WORKER_WITHIN:
            raise RunError(_no_worker(self._address))

    def close(self, *, at_once: bool) -> None:
        """Leave the cluster, which gives up what it still works on for this run."""
        with suppress(Exception):
            self._client.close(timeout=1 if at_once else CONNECT_WITHIN)
        self._stack.close()


@dataclass(frozen=True, slots=True)
class _Call:
    """Becomes the results of a shard by being unpickled."""

    shard: Shard

    def __reduce__(self) -> tuple[Callable[[Shard], tuple[Result, ...]], tuple[Shard]]:
        return work, (self.shard,)


def _loaded(shards: Iterable[Shard], unread: list[Task]) -> Iterator[Shard]:
    """The ``shards`` with the bytes of their files; what cannot be read goes to ``unread``."""
    for shard in shards:
        tasks = []
        for task in shard.tasks:
            try:
                data = load(task.file.path) if task.file.data is None else task.file.data
            except ReadError:
                unread.append(task)
            else:
                tasks.append(task._replace(file=task.file._replace(data=data)))
        if tasks:
            yield shard._replace(tasks=tuple(tasks))


def _survey(address: str) -> int:
    """How many threads the workers of a cluster have together, once it has one. Raises RunError.

    It is also made sure that what they find is what would be found here.
    """
    try:
        return asyncio.run(_look_round(address))
    except RunError:
        raise
    except (OSError, TimeoutError):
        raise RunError(
            f"no Dask scheduler answers at {address} within {CONNECT_WITHIN:.0f} seconds"
        ) from None
    except Exception as error:
        raise RunError(
            f"no Dask scheduler can be reached at {address}: {_said(error)}; "
            "write its address as tcp://HOST:PORT"
        ) from None


async def _look_round(address: str) -> int:
    client = _client(address, asynchronous=True)
    try:
        # The client's own time-out does not hold where something else than a scheduler answers.
        async with asyncio.timeout(CONNECT_WITHIN):
            await client
        try:
            await client.wait_for_workers(1, timeout=WORKER_WITHIN)
        except TimeoutError:
            raise RunError(_no_worker(address)) from None
        for name, versioned in _SAME.items():
            found = await client.run(pkgutil.resolve_name, versioned, on_error="return")
            _compare(name, pkgutil.resolve_name(versioned), found)
        threads: Mapping[str, int] = await client.nthreads()
        return max(1, sum(threads.values()))
    finally:
        with suppress(Exception):
            await client.close()


def _client(address: str, *, asynchronous: bool = False) -> Any:
    # Without a type, since the methods of a client give values or awaitables, as it was made.
    return Client(  # type: ignore[no-untyped-call]
        address, timeout=CONNECT_WITHIN, set_as_default=False, asynchronous=asynchronous
    )


_SAME = {
    "Python": "sys:hexversion",
    "termlint-docs": "termlint:__version__",
    "markdown-it-py": "markdown_it:__version__",
    "mdit-py-plugins": "mdit_py_plugins:__version__",
}
"""Where the version stands of what has to be the same on every worker."""


def _compare(name: str, here: str | int, found: Mapping[str, Any]) -> None:
    """Raises RunError if a worker has another version of something than is ``here``."""
    for worker, there in sorted(found.items()):
        if isinstance(there, ImportError):
            raise RunError(
                f"the worker {worker} has no {name}; install {name} {_shown(here)} there"
            )
        # Other exceptions: the worker has just gone, and nothing can be said of it.
        if isinstance(there, str | int) and _shown(there) != _shown(here):
            raise RunError(
                f"the worker {worker} has {name} {_shown(there)}, but here it is {_shown(here)}; "
                "install the same there"
            )


def _shown(version: str | int) -> str:
    """A version for people; of Python the first two numbers, which is where it differs for us."""
    return version if isinstance(version, str) else f"{version >> 24}.{version >> 16 & 0xFF}"


def _no_worker(address: str) -> str:
    return f"the cluster at {address} has had no worker for {WORKER_WITHIN:.0f} seconds"


def _said(error: Exception) -> str:
    return f"{type(error).__name__}: {error}" if str(error) else type(error).__name__


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep what distributed logs and warns of out of the output; what matters becomes an error."""
    level = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    large = {"distributed.admin.large-graph-warning-threshold": "1TiB"}  # a file may be large
    try:
        with warnings.catch_warnings(), dask.config.set(large):
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.disable(level)
