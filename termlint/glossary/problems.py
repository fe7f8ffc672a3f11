"""What goes into the loader and what comes out where a glossary is wrong."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from difflib import get_close_matches

_MOST_CANDIDATES = 500


@dataclass(frozen=True, slots=True)
class Source:
    """The text of a glossary."""

    path: str
    """As shown to people; the same file always has the same path."""
    text: str
    """As decoded; a byte order mark at its start is skipped."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A mistake in a glossary."""

    path: str
    line: int
    """1-based."""
    column: int
    """1-based, in code points."""
    message: str
    """What is wrong, then the next step."""

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}: {self.message}"


def suggest(word: str, known: Collection[str], otherwise: str) -> str:
    """A next step for an unknown ``word``: the known one that it resembles, or ``otherwise``."""
    # Comparing with each of thousands of names, for each of thousands of mistakes, takes minutes.
    near = get_close_matches(word, known, n=1) if len(known) <= _MOST_CANDIDATES else []
    return f'did you mean "{near[0]}"?' if near else otherwise
