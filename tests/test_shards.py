"""Shards: how files are shared out, and that nothing but a file is lost when a worker dies of it."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from zlib import decompress

import pytest

from termlint.config.settings import Settings
from termlint.fileerror import FileError
from termlint.files import SourceFile
from termlint.run import Checker, Outcome, RunError
from termlint.run.shards import (
    LARGEST,
    MOST_FILES,
    SMALLEST,
    Packed,
    Shard,
    cut,
    work,
)
from termlint.run.streaming import AHEAD, MOST_LOST, Work, through
from termlint.run.tasks import Result, Task, carry_out
from tests.projects import compiled_from


def tasks_of(*sizes: int) -> list[Task]:
    return [
        Task(index, SourceFile(f"/w/{index}", str(index), b""), size)
        for index, size in enumerate(sizes)
    ]


@pytest.mark.parametrize(
    ("sizes", "width", "shared_out"),
    [
        pytest.param([], 2, [], id="none"),
        pytest.param([0, 0, 0], 2, [[0, 1, 2]], id="too little to share out"),
        pytest.param([SMALLEST] * 3, 2, [[0], [1], [2]], id="one for each"),
        pytest.param(
            [50_000, 200_000, 90_000, 10_000], 1, [[1], [2], [0, 3]], id="heavy ones first"
        ),
        pytest.param([10 * LARGEST, 5, 5], 2, [[0], [1, 2]], id="one that is heavier than allowed"),
    ],
)
def test_files_are_shared_out(sizes: list[int], width: int, shared_out: list[list[int]]) -> None:
    shards = cut(tasks_of(*sizes), width)
    assert [[task.number for task in shard.tasks] for shard in shards] == shared_out


@pytest.mark.parametrize("width", [1, 2, 8])
def test_shards_are_small_whatever_there_is(width: int) -> None:
    tasks = tasks_of(*(place * 7919 % 100_000 for place in range(1000)))
    shards = list(cut(tasks, width))
    assert sorted(task.number for shard in shards for task in shard.tasks) == list(range(1000))
    assert max(len(shard.tasks) for shard in shards) <= MOST_FILES
    weights = [sum(task.weight for task in shard.tasks) for shard in shards]
    assert max(weights) <= LARGEST
    # Whoever is the last to finish has a light shard.
    assert weights[-1] < sum(weights) / width / 10


@pytest.fixture(scope="module")
def checker() -> Checker:
    return Checker(compiled_from("glossary: tiny\nconcepts: [{term: MLOps}]\n"), Settings())


@pytest.fixture(scope="module")
def tasks() -> list[Task]:
    texts = [b"ML Ops " * (number % 3) for number in range(200)]
    return [
        Task(index, SourceFile(f"/w/{index}.md", f"{index}.md", text), len(text))
        for index, text in enumerate(texts)
    ]


class Threads:
    """Workers that are threads, as any executor could provide them."""

    width = 3
    deadly = (KeyError,)
    epitaph = "gone"

    def __init__(self, executor: ThreadPoolExecutor) -> None:
        self._executor = executor

    def submit(self, shard: Shard) -> Work:
        return self._executor.submit(work, pickle.loads(pickle.dumps(shard)))

    def look(self, since: float) -> None:
        pass


def test_any_executor_finds_what_is_found_here(checker: Checker, tasks: list[Task]) -> None:
    with ThreadPoolExecutor(3) as executor:
        shards = cut(tasks, 3, Packed.of(checker))
        results = dict(through(Threads(executor), shards))
    assert results == dict(carry_out(checker, tasks))
    assert sum(len(outcome.findings) for outcome in results.values()) == 199


def test_a_worker_keeps_the_last_two_checkers(
    checker: Checker, monkeypatch: pytest.MonkeyPatch
) -> None:
    unpacked: list[bytes] = []

    def unpack(data: bytes) -> bytes:
        unpacked.append(data)
        return decompress(data)

    monkeypatch.setattr("termlint.run.shards.decompress", unpack)
    monkeypatch.setattr("termlint.run.shards._kept", {})
    one, two, three = (Packed(Packed.of(checker).data, name) for name in (b"1", b"2", b"3"))
    for each in (one, one, two, one):
        work(Shard((), each))
    assert len(unpacked) == 2
    for each in (three, two):
        work(Shard((), each))
    assert len(unpacked) == 3


def test_another_release_is_not_trusted(checker: Checker) -> None:
    shard = Shard((), Packed(b"who knows", b""), release="termlint 0.0.1 on Python 3.11")
    with pytest.raises(RunError, match=r"but here it is termlint 0\.0\.1 on Python 3\.11$"):
        work(shard)


class DeathError(Exception):
    """The worker is no more."""


class Mortals:
    """Workers that die of some files, and take with them all that is handed over."""

    width = 2
    deadly = (DeathError,)
    epitaph = "it was too much"

    def __init__(self, deadly: set[int]) -> None:
        self._fatal = deadly
        self._waiting: list[tuple[Shard, Work]] = []
        self.deaths = 0
        self.most = 0

    def submit(self, shard: Shard) -> Work:
        self._waiting.append((shard, Future()))
        self.most = max(self.most, len(self._waiting))
        return self._waiting[-1][1]

    def look(self, since: float) -> None:
        """Nothing has come back: work on the shard that has waited longest."""
        shard, future = self._waiting.pop(0)
        if any(task.number in self._fatal for task in shard.tasks):
            self.deaths += 1
            for each in (future, *(future for _, future in self._waiting)):
                each.set_exception(DeathError())
            self._waiting.clear()
        else:
            future.set_result(tuple((task.number, Outcome()) for task in shard.tasks))


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("termlint.run.streaming.TICK", 0)


def shards_of(number: int, files: int) -> Iterator[Shard]:
    for first in range(0, number * files, files):
        yield Shard(
            tuple(Task(index, SourceFile("", str(index))) for index in range(first, first + files))
        )


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize(
    ("fatal", "deaths"),
    [
        pytest.param(set(), 0, id="nobody dies"),
        pytest.param({17}, 3, id="one file"),
        pytest.param({0}, 3, id="the first file"),
        pytest.param({99}, 3, id="the last file"),
        pytest.param({17, 18}, 4, id="two files of one shard"),
        pytest.param({4, 44, 84}, 9, id="one file in each of three shards"),
    ],
)
def test_only_files_that_workers_die_of_are_lost(fatal: set[int], deaths: int) -> None:
    workers = Mortals(fatal)
    results = list(through(workers, shards_of(20, files=5)))
    assert sorted(index for index, _ in results) == list(range(100))
    assert {index: each for index, each in results if each.errors} == {
        index: Outcome(errors=(FileError(str(index), "it was too much"),)) for index in fatal
    }
    assert workers.deaths == deaths
    assert workers.most == workers.width * AHEAD


@pytest.mark.usefixtures("impatient")
def test_where_nothing_works_the_run_ends(tasks: list[Task]) -> None:
    results: list[Result] = []
    with pytest.raises(RunError, match=rf"^{MOST_LOST} files in a row: it was too much$"):
        results.extend(through(Mortals(set(range(1000))), shards_of(20, files=50)))


@pytest.mark.usefixtures("impatient")
def test_shards_are_taken_as_they_are_needed() -> None:
    taken: list[int] = []

    def shards() -> Iterator[Shard]:
        for number, shard in enumerate(shards_of(1000, files=1)):
            taken.append(number)
            yield shard

    results = through(Mortals(set()), shards())
    for _ in range(10):
        next(results)
    assert len(taken) < 20
