"""Shards: files that are checked together, and the function that does it wherever it is called."""

from __future__ import annotations

import pickle
import sys
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from zlib import compress, decompress

from termlint import __version__
from termlint.cache import digest
from termlint.run.checker import Checker
from termlint.run.tasks import Result, RunError, Task, carry_out

RELEASE = f"termlint {__version__} on Python {sys.version_info.major}.{sys.version_info.minor}"
"""What has to be the same here and where a shard is worked on: texts are read by the Unicode tables
of Python, and checkers come pickled."""

MOST_FILES = 64
"""How many files a shard has at most."""
LARGEST = 512_000
"""How much a shard weighs at most, if it has more than one file; see ``Task.weight``."""
SMALLEST = 32_000
"""A shard that weighs less takes longer to hand over than it saves."""
PER_WORKER = 4
"""Into how many shards the part of each worker is cut at least, so that all end together."""


class Packed(NamedTuple):
    """A checker as it travels."""

    data: bytes
    digest: bytes

    @classmethod
    def of(cls, checker: Checker) -> Packed:
        data = compress(pickle.dumps(checker, pickle.HIGHEST_PROTOCOL), 1)
        return cls(data, digest(data))


class Shard(NamedTuple):
    """Files that are checked together."""

    tasks: tuple[Task, ...]
    checker: Packed | None = None
    """None for a process that was given one when it began; see ``give``."""
    release: str = RELEASE
    """What it was made by."""

    def singles(self) -> tuple[Shard, ...]:
        """Shards of one file each."""
        return tuple(self._replace(tasks=(task,)) for task in self.tasks)


def work(shard: Shard) -> tuple[Result, ...]:
    """Check the files of a shard. Raises RunError where another release made it.

    It depends on nothing but the shard and the files that it names, so any executor may run it,
    here or elsewhere, and more than once.
    """
    if shard.release != RELEASE:
        raise RunError(f"a worker has {RELEASE}, but here it is {shard.release}")
    checker = _given if shard.checker is None else _unpacked(shard.checker)
    assert checker is not None
    return tuple(carry_out(checker, shard.tasks))


def give(checker: Checker) -> None:
    """Tell this process what it checks files with when a shard does not say so."""
    global _given
    _given = checker


def cut(tasks: Iterable[Task], width: int, checker: Packed | None = None) -> Iterator[Shard]:
    """Shards of all ``tasks`` for ``width`` workers, heavy files first.

    So what comes last is light, and no worker waits long for another.
    """
    ordered = sorted(tasks, key=lambda task: task.weight, reverse=True)
    share = sum(task.weight for task in ordered) // (width * PER_WORKER)
    limit = min(max(share, SMALLEST), LARGEST)
    together: list[Task] = []
    weight = 0
    for task in ordered:
        if together and (weight + task.weight > limit or len(together) == MOST_FILES):
            yield Shard(tuple(together), checker)
            together, weight = [], 0
        together.append(task)
        weight += task.weight
    if together:
        yield Shard(tuple(together), checker)


def _unpacked(packed: Packed) -> Checker:
    """The checker of a shard. The last two are kept, since the next shard has the same."""
    known = _kept.get(packed.digest)
    if known is None:
        known = pickle.loads(decompress(packed.data))
        assert isinstance(known, Checker)
        while len(_kept) > 1:
            _kept.pop(next(iter(_kept)), None)
        _kept[packed.digest] = known
    return known


_given: Checker | None = None
_kept: dict[bytes, Checker] = {}
