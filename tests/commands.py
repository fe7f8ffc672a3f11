"""A command of termlint in this process, and what became of it; ``run`` in conftest.py is one."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import NamedTuple


class Done(NamedTuple):
    """What became of a command."""

    status: int
    out: str
    err: str

    @property
    def found(self) -> list[tuple[str, str]]:
        """The path and the text of each finding, where they were written as JSON."""
        return [(each["path"], each["text"]) for each in json.loads(self.out)["diagnostics"]]


Run = Callable[..., Done]
"""Takes the words of a command line."""
