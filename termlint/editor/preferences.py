"""What people set in their editor, besides the configuration of a project."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from termlint.checknames import CHECK_NAMES
from termlint.glossary.problems import suggest

ON_TYPE, ON_SAVE = "onType", "onSave"
OPEN_FILES, WORKSPACE = "openFilesOnly", "workspace"
_MOST_DELAY = 10_000
_LONGEST = 60
"""How many characters of a wrong value are shown."""


class Preferences(NamedTuple):
    """The settings of an editor, under ``termlint``."""

    configuration: str | None = None
    """A configuration that takes the place of the nearest one; relative to the folder."""
    select: frozenset[str] | None = None
    """These checks and no others; None leaves the choice to the configuration."""
    ignore: frozenset[str] = frozenset()
    """Checks that are left out."""
    run: str = ON_TYPE
    """``onType`` or ``onSave``: when a text is checked, besides when it is opened."""
    delay: int = 150
    """How many milliseconds of rest the keyboard must have before a text is checked."""
    workspace: bool = True
    """Whether the files of a folder that are not open are read, for what shows across files."""
    diagnostic_mode: str = OPEN_FILES
    """``openFilesOnly`` or ``workspace``: of which files findings are shown. Holds from the start
    of a session."""


def read_preferences(value: object) -> tuple[Preferences, tuple[str, ...]]:
    """The preferences in what an editor has sent, and what is wrong with it.

    What is missing or wrong is as if it had not been set.
    """
    own = value.get("termlint", value) if isinstance(value, Mapping) else value
    if own is None or own == []:  # an editor that is set up in Lua sends that for an empty table
        return Preferences(), ()
    if not isinstance(own, Mapping):
        return Preferences(), (f'the settings under "termlint" are {_shown(own)}; write an object',)
    given: dict[str, Any] = {}
    wrong = []
    for key, setting in own.items():
        if key not in _WANTED or setting is None:
            continue
        field, wanted, read = _WANTED[key]
        try:
            given[field] = read(setting)
        except ValueError as error:
            said = str(error) or f"is {_shown(setting)}; write {wanted}"
            wrong.append(f'the setting "termlint.{key}" {said}')
    return Preferences()._replace(**given), tuple(wrong)


def _shown(value: object) -> str:
    """A value as it is written in the settings, shortened."""
    shown = json.dumps(value, ensure_ascii=False, default=str)
    return shown if len(shown) <= _LONGEST else f"{shown[:_LONGEST]}…"


def _path(value: object) -> str | None:
    if not isinstance(value, str):
        raise ValueError
    return value or None


def _checks(value: object) -> frozenset[str]:
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise ValueError
    for name in value:
        if name not in (*CHECK_NAMES, "all"):
            step = suggest(name, CHECK_NAMES, f"use one of {', '.join(CHECK_NAMES)}")
            raise ValueError(f'has the unknown check "{name}"; {step}')
    return frozenset(CHECK_NAMES if "all" in value else value)


def _selection(value: object) -> frozenset[str] | None:
    return _checks(value) or None


def _occasion(value: object) -> str:
    return _one_of(value, ON_TYPE, ON_SAVE)


def _mode(value: object) -> str:
    return _one_of(value, OPEN_FILES, WORKSPACE)


def _one_of(value: object, *words: str) -> str:
    if value not in words:
        raise ValueError
    return str(value)


def _milliseconds(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError
    if not 0 <= value <= _MOST_DELAY:
        raise ValueError
    return int(value)


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError
    return value


_NAMES = "a list of names of checks"
_WANTED = {
    "configuration": ("configuration", "a path", _path),
    "select": ("select", _NAMES, _selection),
    "ignore": ("ignore", _NAMES, _checks),
    "run": ("run", f'"{ON_TYPE}" or "{ON_SAVE}"', _occasion),
    "delay": ("delay", f"a number from 0 to {_MOST_DELAY}", _milliseconds),
    "workspace": ("workspace", "true or false", _flag),
    "diagnosticMode": ("diagnostic_mode", f'"{OPEN_FILES}" or "{WORKSPACE}"', _mode),
}
"""For each setting its field, what it has to be, and what reads it."""

KEYS = tuple(_WANTED)
"""The names of all settings."""
