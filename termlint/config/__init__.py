"""Where the settings of a run come from: the nearest configuration upwards."""

from __future__ import annotations

import os

from termlint.files.text import ReadError, read

FILE = "termlint.yaml"
PROJECT_FILE = "pyproject.toml"
"""Read where it has a table ``[tool.termlint]``; in one folder, ``termlint.yaml`` goes first."""


def find(folder: str) -> str | None:
    """The configuration of ``folder`` or of the nearest folder above it that has one.

    One configuration holds for a whole run: that of the working directory.
    """
    while True:
        path = os.path.join(folder, FILE)
        if os.path.isfile(path):
            return path
        path = os.path.join(folder, PROJECT_FILE)
        if os.path.isfile(path) and _has_table(path):
            return path
        parent = os.path.dirname(folder)
        if parent == folder:
            return None
        folder = parent


def _has_table(path: str) -> bool:
    """Whether a ``pyproject.toml`` configures termlint, or tries to."""
    try:
        text = read(path).text
    except ReadError:
        return False
    if "termlint" not in text:
        return False
    import tomllib  # most projects do without: termlint is not named in their pyproject.toml

    try:
        return "termlint" in tomllib.loads(text).get("tool", {})
    except (tomllib.TOMLDecodeError, RecursionError):
        return "[tool.termlint" in text
