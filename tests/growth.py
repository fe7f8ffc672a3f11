"""Whether the time that work takes grows with the size of its input and not faster."""

from __future__ import annotations

import gc
import math
import time
from collections.abc import Callable

_FACTOR = 8
_MOST = 24
"""How many times as long ``_FACTOR`` times the size may take: 64 times would be squared time."""
_UNNOTICED = 0.02
"""Seconds below which nothing can be told."""
_ATTEMPTS = 8
_SHORT_RUNS = 3
"""How many there are before each long one, since one that took too long would excuse that."""


def assert_linear(work: Callable[[int], Callable[[], object]], size: int) -> None:
    """Do what ``work`` prepares for ``size``, and for eight times as much.

    Other work of the machine can only make a run longer, and so can what is done once, at first.
    So the shortest runs are compared, and both are repeated until they fit; where the time is
    squared they never do.
    """
    few = many = math.inf
    for _ in range(_ATTEMPTS):
        few = min(few, *(_seconds(work(size)) for _ in range(_SHORT_RUNS)))
        many = min(many, _seconds(work(size * _FACTOR)))
        if many <= _MOST * few + _UNNOTICED:
            return
    raise AssertionError(f"{few:.4f} s for {size}, {many:.4f} s for {_FACTOR} times as much")


def _seconds(work: Callable[[], object]) -> float:
    """Processor seconds of one run, without those for the garbage of all tests before it."""
    gc.disable()
    try:
        start = time.process_time()
        work()
        return time.process_time() - start
    finally:
        gc.enable()
