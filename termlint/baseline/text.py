"""The baseline as it is kept in a file: JSON, sorted, with one line for each entry."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from termlint.baseline import Baseline, Entry
from termlint.span import LineIndex

VERSION = 1
"""The version of the format."""
TOOL = "termlint"


class BaselineError(Exception):
    """A text is no baseline; the message says why, and what to do."""

    def __init__(self, line: int, column: int, problem: str) -> None:
        super().__init__(problem)
        self.line = line
        """1-based."""
        self.column = column
        """1-based, in code points."""


def dump(baseline: Baseline) -> str:
    """The text of a baseline, the same for equal ones, in ASCII."""
    ordered = sorted(
        baseline, key=lambda each: (each.path, each.check, each.text, each.fingerprint)
    )
    files = []
    for path, entries in groupby(ordered, key=lambda each: each.path):
        lines = ",\n".join(f"      {_line(entry, baseline[entry])}" for entry in entries)
        files.append(f"    {json.dumps(path)}: [\n{lines}\n    ]")
    findings = ",\n".join(files)
    findings = f"{{\n{findings}\n  }}" if findings else "{}"
    return f'{{\n  "version": {VERSION},\n  "tool": "{TOOL}",\n  "findings": {findings}\n}}\n'


def _line(entry: Entry, count: int) -> str:
    values = {"check": entry.check, "text": entry.text, "fingerprint": entry.fingerprint}
    return json.dumps({**values, "count": count})


def parse(text: str, command: str = f"{TOOL} baseline") -> Baseline:
    """The baseline that ``text`` is, however it is laid out. Raises BaselineError.

    ``command`` is what users call to write it.
    """
    advice = f'correct it, or write it anew with "{command} --force"'
    try:
        value = json.loads(text, object_pairs_hook=_object)
    except json.JSONDecodeError as error:
        raise BaselineError(error.lineno, error.colno, f"no JSON: {error.msg}; {advice}") from None
    except _DuplicateKeyError:
        keys = _first_twice(text)
        raise _error(text, keys, f"{json.dumps(keys[-1])} is there twice; {advice}") from None
    except (RecursionError, ValueError):  # a number may have too many digits to be read
        raise BaselineError(1, 1, f"{_FOREIGN}; {advice}") from None
    try:
        return _baseline(value)
    except _WrongError as wrong:
        raise _error(text, wrong.keys, f"{wrong}; {advice}") from None


_FOREIGN = f"no baseline of {TOOL}"
_FINGERPRINT = re.compile(r"[0-9a-f]{16}")

_Keys = tuple[str | int, ...]
"""The way to a value: keys of objects and indexes of arrays."""


class _DuplicateKeyError(Exception):
    """An object has a key twice, as a merge may leave it."""


class _WrongError(Exception):
    """A value is not what it should be."""

    def __init__(self, problem: str, *keys: str | int) -> None:
        super().__init__(problem)
        self.keys = keys
        """The way to the value, or to where it is missing."""


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) < len(pairs):
        raise _DuplicateKeyError
    return value


def _baseline(value: Any) -> Baseline:
    if not isinstance(value, dict) or value.get("tool") != TOOL or "version" not in value:
        raise _WrongError(_FOREIGN)
    version = value["version"]
    if type(version) is int and version > VERSION:
        raise BaselineError(1, 1, f"written by a newer {TOOL}, as version {version}; update {TOOL}")
    if type(version) is not int or version != VERSION:
        raise _WrongError(f'"version" must be {VERSION}', "version")
    files = value.get("findings")
    if not isinstance(files, dict):
        raise _WrongError('"findings" must be an object', "findings")
    baseline: dict[Entry, int] = {}
    for path, entries in files.items():
        if not isinstance(entries, list):
            raise _WrongError("the findings of a file must be an array", "findings", path)
        for index, each in enumerate(entries):
            keys = ("findings", path, index)
            entry, count = _entry(path, each, keys)
            if entry in baseline:
                raise _WrongError("this finding is listed twice", *keys)
            baseline[entry] = count
    return baseline


def _entry(path: str, value: Any, keys: _Keys) -> tuple[Entry, int]:
    if not isinstance(value, dict):
        raise _WrongError("a finding must be an object", *keys)
    for name in ("check", "text", "fingerprint"):
        if not isinstance(value.get(name), str):
            raise _WrongError(f'a finding needs a "{name}" that is a string', *keys, name)
    if not _FINGERPRINT.fullmatch(value["fingerprint"]):
        problem = '"fingerprint" must be 16 hexadecimal digits in lower case'
        raise _WrongError(problem, *keys, "fingerprint")
    count = value.get("count")
    if type(count) is not int or count < 1:
        raise _WrongError('a finding needs a "count" from 1', *keys, "count")
    return Entry(path, value["check"], value["fingerprint"], value["text"]), count


def _error(text: str, keys: _Keys, problem: str) -> BaselineError:
    """An error at the value that ``keys`` lead to, or at the innermost one around it."""
    around = [(len(way), offset) for way, offset in _values(text) if way == keys[: len(way)]]
    place = LineIndex(text).position(max(around)[1])
    return BaselineError(place.line, place.column, problem)


def _first_twice(text: str) -> _Keys:
    """The way to the first value of a JSON text that has the way of an earlier one."""
    seen: set[_Keys] = set()
    for way, _ in _values(text):
        if way in seen:
            return way
        seen.add(way)
    raise AssertionError("every key is there once")


_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{},:]|[^\s\[\]{},:"]+')


def _values(text: str) -> Iterator[tuple[_Keys, int]]:
    """The way to each value of a JSON text, and its offset."""
    way: list[str | int] = []
    key_is_next = False
    for token in _TOKEN.finditer(text):
        word = token[0]
        if word in "]}":
            way.pop()
        elif word == ",":
            if isinstance(way[-1], int):
                way[-1] += 1
            else:
                key_is_next = True
        elif word == ":":
            key_is_next = False
        elif key_is_next:
            way[-1] = json.loads(word)
        else:
            yield tuple(way), token.start()
            if word in "[{":
                way.append(0 if word == "[" else "")
            key_is_next = word == "{"
        # What closes an empty object ends the wait for its first key.
        key_is_next = key_is_next and word != "}"
