"""Texts made to take long: what each of them is, and how large it has to be.

Each ends on a term in the wrong case, so that no tool may pass over it because there is nothing to
find.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import isqrt

_LINE = "The pipeline trains a model, and the registry keeps each version of it for the release; "


@dataclass(frozen=True, slots=True)
class Hostile:
    """A kind of text that can have any size."""

    name: str
    build: Callable[[int], str]
    """From a size to the text of this size."""
    size: int
    """Up to which it has to be read in time that grows no faster than it."""
    unit: str
    """What the size counts."""


HOSTILE = (
    Hostile("one line of prose", lambda n: _fill(_LINE, n), 10_000_000, "bytes"),
    Hostile(
        "one line with a finding in every kilobyte",
        lambda n: _fill(_LINE * 10 + "It is on github. ", n),
        10_000_000,
        "bytes",
    ),
    Hostile("nested quotes", lambda n: ">" * n, 10_000, "quotes"),
    Hostile("brackets", lambda n: "[" * n, 100_000, "brackets"),
    Hostile("nested pairs of brackets", lambda n: "[" * n + "]" * n, 100_000, "pairs"),
    Hostile("one run of backticks", lambda n: "`" * n, 1_000_000, "bytes"),
    Hostile("runs of backticks, each longer than the last", lambda n: _runs(n), 1_000_000, "bytes"),
)


def text_of(hostile: Hostile, size: int) -> str:
    """The text of this size, with a finding at its end."""
    return f"{hostile.build(size)} github\n"


def _fill(piece: str, size: int) -> str:
    return (piece * (size // len(piece) + 1))[:size]


def _runs(size: int) -> str:
    # Runs of 1 to k backticks have k² / 2 characters together.
    return " ".join("`" * length for length in range(1, isqrt(2 * size)))
