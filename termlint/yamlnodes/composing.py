"""From the events of a YAML parser to nodes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml
from yaml.resolver import Resolver

from termlint.span import LineIndex
from termlint.yamlnodes.mistakes import YamlError, error_at, explain
from termlint.yamlnodes.nodes import STR, Mapping, Node, Scalar, Sequence

MAX_DEPTH = 50
"""How deep sequences and mappings may nest."""
MAX_EXPANSION = 100_000
"""How many nodes the aliases of a text may stand for, all together."""


def compose(text: str, *, pure: bool = False) -> Node | None:
    """The root node of the one document in ``text``; None where it holds none.

    An alias gives the very node that its anchor names. ``pure`` leaves the C parser aside; the
    result is the same. A byte order mark at the start is skipped and takes no column. Raises
    YamlError for what is not YAML, and for more than one document, aliases that contain
    themselves or expand beyond ``MAX_EXPANSION`` nodes, nesting beyond ``MAX_DEPTH``, and
    characters that YAML does not allow.
    """
    text = text.removeprefix("\ufeff")
    lines = LineIndex(text)
    forbidden = _FORBIDDEN.search(text)
    if forbidden:
        problem = f"the character U+{ord(forbidden[0]):04X} is not allowed in YAML; remove it"
        raise error_at(problem, lines, forbidden.start())
    builder = _Builder(lines)
    try:
        return builder.build(yaml.parse(text, Loader=PURE_PARSER if pure else PARSER))
    except yaml.MarkedYAMLError as error:
        raise explain(error, text, lines, builder.open_bracket) from None


# What a YAML 1.1 stream may not contain (section 5.1, "Character Set"), and a byte order mark
# in the middle, on which the two parsers differ.
_FORBIDDEN = re.compile(
    "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)

PURE_PARSER: Any = yaml.SafeLoader
PARSER: Any = getattr(yaml, "CSafeLoader", PURE_PARSER)
"""The one made with libyaml, where PyYAML has it."""

_FORMS: dict[str, list[tuple[str, re.Pattern[str]]]] = Resolver.yaml_implicit_resolvers
"""By the first character of a plain scalar the tags that it may have, each with the form of such
scalars."""

_COLLECTION_TAGS = (None, "!", "tag:yaml.org,2002:seq", "tag:yaml.org,2002:map")


class _Builder:
    """Makes nodes of parsing events.

    With a stack of its own, because composing by recursion ends in a RecursionError on deep
    nesting, and because here aliases that contain themselves show at once.
    """

    def __init__(self, lines: LineIndex) -> None:
        self._lines = lines
        self._root: Node | None = None
        self._open: list[_Open] = []
        self._anchors: dict[str, tuple[Node, int]] = {}
        self._expanded = 0

    @property
    def open_bracket(self) -> int | None:
        """Where the innermost collection begins, if it is one in brackets; its tag comes first."""
        return self._open[-1].start if self._open and self._open[-1].is_flow else None

    def build(self, events: Iterator[Any]) -> Node | None:
        steps: dict[type, Callable[[Any], None]] = {
            yaml.ScalarEvent: self._scalar,
            yaml.SequenceStartEvent: self._begin,
            yaml.SequenceEndEvent: self._end,
            yaml.MappingStartEvent: self._begin,
            yaml.MappingEndEvent: self._end,
            yaml.AliasEvent: self._alias,
            yaml.DocumentStartEvent: self._document,
        }
        for event in events:
            step = steps.get(type(event))
            if step is not None:
                step(event)
        return self._root

    def _document(self, event: Any) -> None:
        if self._root is not None:
            raise self._error("a second document begins here; keep one in a file", event)

    def _scalar(self, event: Any) -> None:
        start, end = event.start_mark.index, event.end_mark.index
        node = Scalar(event.value, _tag_of(event), event.style or "", start, end, self._lines)
        self._add(node, 1, event.anchor)

    def _begin(self, event: Any) -> None:
        if event.tag not in _COLLECTION_TAGS:
            raise self._error(f"the tag {event.tag} has no meaning here; remove it", event)
        if len(self._open) == MAX_DEPTH:
            raise self._error(f"nested more than {MAX_DEPTH} deep; write it flatter", event)
        is_mapping = isinstance(event, yaml.MappingStartEvent)
        start = event.start_mark.index
        self._open.append(_Open(is_mapping, event.flow_style, event.anchor, start))

    def _end(self, _event: Any) -> None:
        closed = self._open.pop()
        self._add(closed.node(self._lines), closed.size, closed.anchor)

    def _alias(self, event: Any) -> None:
        name = event.anchor
        if any(collection.anchor == name for collection in self._open):
            raise self._error(f"the alias *{name} stands inside what it names; write it out", event)
        if name not in self._anchors:
            problem = f'no anchor "&{name}" stands before this alias; if "*" is text, quote it'
            raise self._error(problem, event)
        node, size = self._anchors[name]
        self._expanded += size
        if self._expanded > MAX_EXPANSION:
            problem = f"the aliases stand for more than {MAX_EXPANSION} nodes; use fewer"
            raise self._error(problem, event)
        self._add(node, size, None)

    def _add(self, node: Node, size: int, anchor: str | None) -> None:
        if anchor is not None:
            self._anchors[anchor] = node, size
        if self._open:
            self._open[-1].children.append(node)
            self._open[-1].size += size
        else:
            self._root = node

    def _error(self, problem: str, event: Any) -> YamlError:
        return error_at(problem, self._lines, event.start_mark.index)


def _tag_of(scalar: Any) -> str:
    """The tag that a scalar is given, or that its form gives it where it is not quoted."""
    tag: str | None = scalar.tag
    if tag is not None and tag != "!":
        return tag
    if scalar.implicit[0]:
        for implied, form in _FORMS.get(scalar.value[:1], ()):
            if form.match(scalar.value):
                return implied
    return STR


@dataclass(slots=True)
class _Open:
    """A sequence or mapping whose end has not come yet."""

    is_mapping: bool
    is_flow: bool
    """Whether it is written with brackets."""
    anchor: str | None
    start: int
    """Offset in the source."""
    children: list[Node] = field(default_factory=list)
    """Of a mapping: key, value, key, value and so on."""
    size: int = 1
    """Itself and all nodes below it so far, those that aliases stand for included."""

    def node(self, lines: LineIndex) -> Node:
        if self.is_mapping:
            pairs = zip(self.children[::2], self.children[1::2], strict=True)
            return Mapping(tuple(pairs), self.start, lines)
        return Sequence(tuple(self.children), self.start, lines)
