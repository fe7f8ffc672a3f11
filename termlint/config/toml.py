"""TOML as the same tree of nodes that YAML gives, each with its place in the text.

``tomllib`` reads the values and judges the text; as it does not say where a value stands, the
tokens of the text are gone through once more for the places alone.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping as AnyMapping
from typing import Any, TypeAlias

from termlint.span import LineIndex, Span
from termlint.yamlnodes import STR, Mapping, Node, Scalar, Sequence

Path: TypeAlias = tuple[str | int, ...]
"""The keys and indexes that lead to a value."""


class TomlError(Exception):
    """The text is not TOML."""

    def __init__(self, problem: str, line: int, column: int) -> None:
        super().__init__(problem)
        self.problem = problem
        self.line = line
        """1-based."""
        self.column = column
        """1-based, in code points."""


def compose(text: str, table: tuple[str, ...]) -> Node | None:
    """The nodes of one table, such as ``("tool", "termlint")``; None where it is not there.

    Raises TomlError.
    """
    try:
        value: Any = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _error(error, text) from None
    except RecursionError:
        raise TomlError("this is nested too deep to be read; write it flatter", 1, 1) from None
    for key in table:
        if not isinstance(value, dict) or key not in value:
            return None
        value = value[key]
    return _Nodes(text).node(value, table)


def _error(error: tomllib.TOMLDecodeError, text: str) -> TomlError:
    said = _WHERE.fullmatch(str(error))
    if said is None:
        return TomlError(str(error), 1, 1)
    if said["line"] is None:  # "at end of document"
        last = LineIndex(text).position(len(text))
        return TomlError(said["problem"], last.line, last.column)
    return TomlError(said["problem"], int(said["line"]), int(said["column"]))


_WHERE = re.compile(
    r"(?P<problem>.*) \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)", re.S
)


class _Nodes:
    """Gives the values of a text their places."""

    def __init__(self, text: str) -> None:
        self._lines = LineIndex(text)
        places = _Places(text)
        self._keys, self._values = places.keys, places.values

    def node(self, value: object, path: Path) -> Node:
        span = self._span(path)
        if isinstance(value, AnyMapping):
            pairs = ((self._key(path, key), self.node(value[key], (*path, key))) for key in value)
            return Mapping(tuple(pairs), span.start, self._lines)
        if isinstance(value, list):
            items = (self.node(item, (*path, index)) for index, item in enumerate(value))
            return Sequence(tuple(items), span.start, self._lines)
        if isinstance(value, str):
            return Scalar(value, STR, '"', span.start, span.end, self._lines)
        text = str(value).lower() if isinstance(value, bool) else str(value)
        tag = _TAGS.get(type(value), _OTHER_TAG)
        return Scalar(text, tag, "", span.start, span.end, self._lines)

    def _key(self, path: Path, key: str) -> Scalar:
        span = self._keys.get((*path, key)) or self._span(path)
        return Scalar(key, STR, "", span.start, span.end, self._lines)

    def _span(self, path: Path) -> Span:
        """Where the value stands, or else its key, or else what it is part of."""
        while path:
            span = self._values.get(path) or self._keys.get(path)
            if span is not None:
                return span
            path = path[:-1]
        return Span(0, 0)


_TAGS = {
    bool: "tag:yaml.org,2002:bool",
    int: "tag:yaml.org,2002:int",
    float: "tag:yaml.org,2002:float",
}
_OTHER_TAG = "tag:yaml.org,2002:timestamp"


class _Places:
    """Where the keys and the values of a valid TOML text stand."""

    def __init__(self, text: str) -> None:
        self.keys: dict[Path, Span] = {}
        self.values: dict[Path, Span] = {}
        self._tokens = [m for m in _TOKEN.finditer(text) if not m[0].startswith("#")]
        self._next = 0
        self._counts: dict[Path, int] = {}
        table: Path = ()
        while self._next < len(self._tokens):
            if self._peek() == "\n":
                self._next += 1
            elif self._peek() == "[":
                table = self._header()
            else:
                self._pair(table)

    def _peek(self) -> str:
        return self._tokens[self._next][0] if self._next < len(self._tokens) else "\n"

    def _header(self) -> Path:
        self._next += 1
        is_array = self._peek() == "["
        self._next += is_array
        path = self._key((), "]")
        self._next += is_array
        if is_array:
            array = path[:-1] if isinstance(path[-1], int) else path  # another table of the array
            self._counts[array] = self._counts.get(array, -1) + 1
            path = (*array, self._counts[array])
        return path

    def _pair(self, table: Path) -> None:
        self._value(self._key(table, "="))

    def _key(self, path: Path, end: str) -> Path:
        """Reads a dotted key up to and with ``end``; the path it leads to."""
        while self._peek() != end:
            token = self._tokens[self._next]
            if token[0][0] in "\"'":
                parts = [(_unquote(token[0]), Span(*token.span()))]
            else:
                bare = _BARE_KEY.finditer(token.string, *token.span())
                parts = [(part[0], Span(*part.span())) for part in bare]
            for key, span in parts:
                path = (*path, key)
                if path in self._counts:  # what follows belongs to the latest table of the array
                    path = (*path, self._counts[path])
                self.keys.setdefault(path, span)
            self._next += 1
        self._next += 1
        return path

    def _value(self, path: Path) -> None:
        first = self._tokens[self._next]
        self.values[path] = Span(*first.span())
        self._next += 1
        if first[0] == "[":
            index = 0
            while not self._ends("]"):
                self._value((*path, index))
                index += 1
        elif first[0] == "{":
            while not self._ends("}"):
                self._pair(path)

    def _ends(self, bracket: str) -> bool:
        """Skips to the next item of an array or inline table, or over its closing bracket."""
        while self._peek() in ("\n", ","):
            self._next += 1
        is_end = self._peek() == bracket
        self._next += is_end
        return is_end


def _unquote(key: str) -> str:
    return next(iter(tomllib.loads(f"{key} = 0")))


_BARE_KEY = re.compile(r"[^.]+")
# A date may have a space before its time.
_TOKEN = re.compile(
    r'#[^\n]*|"""(?:\\.|[^\\])*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\''
    r"|\d{4}-\d\d-\d\d \d\d:[\d:.+Zz-]+|[\[\]{}=,\n]|[^\s#\"'\[\]{}=,]+",
    re.S,
)
