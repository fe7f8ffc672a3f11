"""The glossaries that come with termlint: where they are, and which apply when none is named."""

from __future__ import annotations

import os

DEFAULT = ("mlops", "names")
"""The ids of the glossaries of a run that names none."""


def ids() -> tuple[str, ...]:
    """The ids of all built-in glossaries, sorted."""
    return tuple(sorted(name[:-5] for name in os.listdir(_folder()) if name.endswith(".yaml")))


def path_of(glossary: str) -> str | None:
    """The absolute path of the built-in glossary with this id; None where there is none."""
    return os.path.join(_folder(), f"{glossary}.yaml") if glossary in ids() else None


def _folder() -> str:
    """``rules`` in the package as it is installed, or beside it in a checkout."""
    package = os.path.dirname(os.path.abspath(__file__))
    installed = os.path.join(package, "rules")
    return (
        installed if os.path.isdir(installed) else os.path.join(os.path.dirname(package), "rules")
    )
