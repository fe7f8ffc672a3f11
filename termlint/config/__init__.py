"""Where the settings of a run come from: the nearest configuration upwards."""

from __future__ import annotations

import os

from termlint.files.text import ReadError, decode, load

FILE = "termlint.yaml"
PROJECT_FILE = "pyproject.toml"
"""Read where it has a table ``[tool.termlint]``; in one folder, ``termlint.yaml`` goes first."""
_OTHER_NAMES = ("termlint.yml", ".termlint.yaml", ".termlint.yml")
"""How people call the file who don't know its name."""


def find(folder: str) -> str | None:
    """The configuration of ``folder`` or of the nearest folder above it that has one.

    One configuration holds for a whole run: that of the working directory. The file may be one that
    cannot be read, or ``misnamed``: a configuration that is passed over would be missed by nobody.
    """
    while True:
        path = os.path.join(folder, FILE)
        if os.path.lexists(path):
            return path
        path = os.path.join(folder, PROJECT_FILE)
        if os.path.lexists(path) and _has_table(path):
            return path
        for name in _OTHER_NAMES:
            path = os.path.join(folder, name)
            if os.path.lexists(path):
                return path
        parent = os.path.dirname(folder)
        if parent == folder:
            return None
        folder = parent


def misnamed(path: str) -> str:
    """What is wrong with the name of a configuration that was found; empty where it is right."""
    if os.path.basename(path) not in _OTHER_NAMES:
        return ""
    return f"a configuration is called {FILE}; rename this file, or name it with --config"


def _has_table(path: str) -> bool:
    """Whether a ``pyproject.toml`` configures termlint, or tries to, or could for all one knows."""
    try:
        data = load(path)
    except ReadError:
        return True
    if b"termlint" not in data.replace(b"\0", b""):  # even if it is UTF-16
        return False
    import tomllib  # most projects do without: termlint is not named in their pyproject.toml

    try:
        return "termlint" in tomllib.loads(decode(data).text).get("tool", {})
    except ReadError:
        return True
    except (tomllib.TOMLDecodeError, RecursionError):
        return b"[tool.termlint" in data
