"""The judgement on times, with a clock that is set by hand."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from tests.growth import assert_linear


class Clock:
    """Moves only when work is done, and for ``delays`` of the runs more than the work takes."""

    def __init__(self, delays: int = 0) -> None:
        self.now = 0.0
        self._delays = delays

    def __call__(self) -> float:
        return self.now

    def work(self, seconds: float) -> None:
        self.now += seconds
        if self._delays:
            self._delays -= 1
            self.now += 100


def linear(size: int) -> float:
    return size / 1_000


def squared(size: int) -> float:
    return size**2 / 1_000_000


def judge(monkeypatch: pytest.MonkeyPatch, clock: Clock, cost: Callable[[int], float]) -> None:
    monkeypatch.setattr(time, "process_time", clock)
    assert_linear(lambda size: lambda: clock.work(cost(size)), 1_000)


def test_linear_time_is_accepted(monkeypatch: pytest.MonkeyPatch) -> None:
    judge(monkeypatch, Clock(), linear)


def test_squared_time_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(AssertionError, match=r"^1\.0000 s for 1000, 64\.0000 s"):
        judge(monkeypatch, Clock(), squared)


@pytest.mark.parametrize("delays", [1, 2])
def test_short_runs_that_are_disturbed_are_no_excuse(
    delays: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(AssertionError, match=r"^1\.0000 s for 1000, 64\.0000 s"):
        judge(monkeypatch, Clock(delays), squared)


def test_runs_that_are_disturbed_do_not_count(monkeypatch: pytest.MonkeyPatch) -> None:
    judge(monkeypatch, Clock(delays=4), linear)
