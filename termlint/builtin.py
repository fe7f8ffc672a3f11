"""The glossaries that come with termlint: where they are, and which apply when none is named."""

from __future__ import annotations

import os
from functools import cache

from termlint import __version__

DEFAULT = ("mlops", "names")
"""The ids of the glossaries of a run that names none."""


def ids() -> tuple[str, ...]:
    """The ids of all built-in glossaries, sorted."""
    return tuple(sorted(name[:-5] for name in os.listdir(_folder()) if name.endswith(".yaml")))


def path_of(glossary: str) -> str | None:
    """The absolute path of the built-in glossary with this id; None where there is none."""
    return os.path.join(_folder(), f"{glossary}.yaml") if glossary in ids() else None


def is_checkout() -> bool:
    """Whether termlint runs from its sources and not from a package that was installed."""
    return not os.path.isdir(os.path.join(_PACKAGE, "rules"))


def last_changed() -> int:
    """When a file of the package was changed last, in nanoseconds."""
    newest, waiting = 0, [_PACKAGE]
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if entry.name.endswith(".py"):
                    newest = max(newest, entry.stat().st_mtime_ns)
                elif "." not in entry.name and entry.is_dir() and entry.name != "__pycache__":
                    waiting.append(entry.path)
    return newest


@cache
def record() -> bytes:
    """What the installer has recorded of the package's files, with their hashes; empty where it
    has not. Installations of two commits differ in it, even where both have one version.

    https://packaging.python.org/en/latest/specifications/recording-installed-packages/
    """
    folder = f"termlint_docs-{__version__}.dist-info"
    try:
        with open(os.path.join(os.path.dirname(_PACKAGE), folder, "RECORD"), "rb") as file:
            # What is compiled has no hash, and the commands beside the package have another one
            # in each environment.
            files = sorted(line.strip() for line in file if line.startswith(b"termlint/"))
    except OSError:
        return b""
    return b"\n".join(line for line in files if b",sha256=" in line)


_PACKAGE = os.path.dirname(os.path.abspath(__file__))


def _folder() -> str:
    """``rules`` in the package as it is installed, or beside it in a checkout."""
    return os.path.join(os.path.dirname(_PACKAGE) if is_checkout() else _PACKAGE, "rules")
