"""A file that could not be checked."""

from __future__ import annotations

from typing import NamedTuple


class FileError(NamedTuple):
    """A file or folder that was not read, or not to its end."""

    path: str
    """As shown: relative to the working directory, with ``/``."""
    message: str
