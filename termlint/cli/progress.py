"""The line on a terminal that says how far a long run has come."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import IO

from termlint.cli.output import is_terminal

QUIET_FOR = 2.0
"""How many seconds a run takes before it says anything."""
PAUSE = 0.1
"""How many seconds are between two lines at least."""

_ERASE = "\r\x1b[K"


class ProgressLine:
    """Says on ``stream`` how many files are done; nothing where nobody looks."""

    def __init__(
        self,
        stream: IO[str] | None = None,
        clock: Callable[[], float] = time.monotonic,
        *,
        quiet: bool = False,
    ) -> None:
        self._stream = sys.stderr if stream is None else stream
        self._is_wanted = is_terminal(self._stream) and not quiet
        self._clock = clock
        self._next = clock() + QUIET_FOR
        self._is_shown = False

    def __call__(self, done: int, total: int) -> None:
        now = self._clock()
        if self._is_wanted and now >= self._next:
            self._stream.write(f"{_ERASE}{done} of {total} files")
            self._stream.flush()
            self._next = now + PAUSE
            self._is_shown = True

    def close(self) -> None:
        """Take the line away."""
        if self._is_shown:
            self._stream.write(_ERASE)
            self._stream.flush()
            self._is_shown = False
