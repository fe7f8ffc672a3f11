"""Typed values read out of YAML nodes, with a problem for each node that is something else."""

from __future__ import annotations

import re

from termlint.glossary.problems import Problem, Source, suggest
from termlint.span import LineIndex, Position
from termlint.termbase import Origin
from termlint.yamlnodes import NULL, STR, Mapping, Node, Scalar, Sequence

_TAG = "tag:yaml.org,2002:"
_MEANINGS = {
    f"{_TAG}bool": "true or false",
    f"{_TAG}int": "a number",
    f"{_TAG}float": "a number",
    f"{_TAG}timestamp": "a date",
    f"{_TAG}merge": "a merge key",
    f"{_TAG}value": "a default key",
}
_TRUE = ("true", "yes", "on")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_NUMBER = re.compile(r"[0-9]{1,3}(\.[0-9]{1,9})?")


class Fields:
    """Reads the values of one glossary and collects what is wrong with them.

    Each method takes a node, or None where its key is missing, and a noun phrase that says in
    messages what the value is. It returns None (or nothing more) for what it has reported.
    """

    def __init__(self, source: Source) -> None:
        self.path = source.path
        self.problems: list[Problem] = []
        self.lists: dict[str, tuple[str, ...]] = {}
        """The glossary's lists of forms, which its cues may name."""
        self._text = source.text.removeprefix("\ufeff")
        self._lines = LineIndex(self._text)

    def report(self, place: Node | Position | Origin, message: str) -> None:
        at = place if isinstance(place, Position | Origin) else place.at
        self.problems.append(Problem(self.path, at.line, at.column, message))

    def origin(self, node: Node) -> Origin:
        at = node.at
        return Origin(self.path, at.line, at.column)

    def place_inside(self, scalar: Scalar, offset: int) -> Position:
        """Where the code point ``offset`` of the scalar's text stands; its start if unclear."""
        start = scalar.span.start + (scalar.style in ("'", '"'))
        if self._text.startswith(scalar.text, start):
            return self._lines.position(start + min(offset, len(scalar.text)))
        return scalar.at

    def mapping(self, node: Node | None, what: str) -> list[tuple[Scalar, Node]]:
        """The pairs of a mapping whose keys are strings, the first pair of each key."""
        if node is None:
            return []
        if not isinstance(node, Mapping):
            self._refuse(node, what, "a mapping of keys to values")
            return []
        pairs: dict[str, tuple[Scalar, Node]] = {}
        for key, value in node.pairs:
            name = self.text(key, "a key")
            if name is None:
                continue
            if name.text in pairs:
                first = pairs[name.text][0].at
                self.report(
                    name, f'the key "{name.text}" is given already at line {first.line}; keep one'
                )
            else:
                pairs[name.text] = name, value
        return list(pairs.values())

    def entry(self, node: Node, what: str, keys: tuple[str, ...]) -> dict[str, Node]:
        """The values of a mapping by key, all keys being among ``keys``."""
        values = {}
        for key, value in self.mapping(node, what):
            if key.text in keys:
                values[key.text] = value
            else:
                step = suggest(key.text, keys, f"use one of {', '.join(keys)}")
                self.report(key, f'unknown key "{key.text}" in {what}; {step}')
        return values

    def items(self, node: Node | None, what: str) -> tuple[Node, ...]:
        """The items of a list."""
        if node is None:
            return ()
        if isinstance(node, Sequence):
            return node.items
        self._refuse(node, what, "a list")
        return ()

    def one_or_more(self, node: Node | None) -> tuple[Node, ...]:
        """The items of a list, or the node itself where it is no list."""
        if node is None:
            return ()
        return node.items if isinstance(node, Sequence) else (node,)

    def text(self, node: Node | None, what: str) -> Scalar | None:
        """A scalar that is a string and not blank."""
        if node is None:
            return None
        if not isinstance(node, Scalar) or node.tag != STR:
            self._refuse(node, what, "a text")
            return None
        if not node.text.strip():
            self.report(node, f"{what} is empty; write one, or remove it")
            return None
        return node

    def prose(self, node: Node | None, what: str) -> str:
        """A string without the white space around it; empty where there is none."""
        scalar = self.text(node, what)
        return scalar.text.strip() if scalar else ""

    def name(self, node: Node | None, what: str) -> Scalar | None:
        """A string without white space, such as an id."""
        scalar = self.text(node, what)
        if scalar and re.search(r"\s", scalar.text):
            self.report(scalar, f'{what} "{scalar.text}" contains a space; write "-" instead')
            return None
        return scalar

    def form(self, node: Node | None, what: str) -> Scalar | None:
        """A string that can stand in running text: one line with a letter or digit in it."""
        scalar = self.text(node, what)
        if scalar is None:
            return None
        shown = f'{what} "{scalar.text}"'
        if len(scalar.text.splitlines()) > 1 or scalar.text.endswith("\n"):
            self.report(scalar, f"{what} has a line break; write it on one line")
        elif scalar.text != scalar.text.strip():
            self.report(scalar, f"{shown} has a space at its start or end; remove it")
        elif control := _CONTROL.search(scalar.text):
            said = f"has the control character U+{ord(control[0]):04X}"
            self.report(scalar, f"{what} {said}; remove it")
        elif not any(char.isalnum() for char in scalar.text):
            self.report(scalar, f"{shown} has no letter and no digit; write it with one")
        else:
            return scalar
        return None

    def choice(self, node: Node | None, what: str, choices: tuple[str, ...]) -> str | None:
        """A string that is among ``choices``."""
        if isinstance(node, Scalar) and node.tag in _MEANINGS:
            scalar: Scalar | None = node  # in quotes it would not be right either: "off", "3"
        else:
            scalar = self.text(node, what)
        if scalar and scalar.text not in choices:
            step = suggest(scalar.text, choices, f"use one of {', '.join(choices)}")
            self.report(scalar, f'unknown {what} "{scalar.text}"; {step}')
            return None
        return scalar.text if scalar else None

    def flag(self, node: Node | None, what: str) -> bool:
        """A truth value; False where there is none."""
        if node is None:
            return False
        if isinstance(node, Scalar) and node.tag == f"{_TAG}bool":
            return node.text.lower() in _TRUE
        self._refuse(node, what, "true or false")
        return False

    def number(self, node: Node | None, what: str, default: float) -> float:
        """A positive decimal number below 1000."""
        if node is None:
            return default
        if isinstance(node, Scalar) and not node.style and _NUMBER.fullmatch(node.text):
            value = float(node.text)
            if value > 0:
                return value
        self._refuse(node, what, "a number above 0 and below 1000")
        return default

    def _refuse(self, node: Node, what: str, wanted: str) -> None:
        if not isinstance(node, Scalar):
            found = "a mapping" if isinstance(node, Mapping) else "a list"
            message = f"{what} is {found} here; write {wanted}"
            mark = self._text[node.at.offset : node.at.offset + 1]
            if wanted == "a text" and mark in ("{", "["):
                message += f', and if it begins with "{mark}", in quotes'
        elif node.tag == NULL and not node.text:
            message = f"{what} has no value; write {wanted}, or remove the key"
        elif node.tag == STR:
            message = f'{what} is the text "{node.text}"; write {wanted}'
        elif wanted != "a text":
            message = f"{what} is {node.text}; write {wanted}"
        elif node.tag == NULL:
            message = f"{what}: YAML reads {node.text} as nothing; "
            message += f'write "{node.text}" in quotes if that is meant, or else remove it'
        elif node.tag in _MEANINGS:
            meaning = _MEANINGS[node.tag]
            message = f'{what}: YAML reads {node.text} as {meaning}; write "{node.text}" in quotes'
        else:
            message = f"{what} has the tag {node.tag}, which has no meaning here; remove the tag"
        self.report(node, message)
