"""The door to YAML: a text in, a tree of nodes that know their places out.

Nothing is constructed: a scalar keeps its text and the tag that YAML 1.1 gives it, so that a
caller can see that ``no``, ``1:30``, ``1.10``, ``2024-01-01`` and ``~`` are not strings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import yaml
from yaml.resolver import Resolver

from termlint.span import LineIndex, Position, Span

STR = "tag:yaml.org,2002:str"
NULL = "tag:yaml.org,2002:null"

MAX_DEPTH = 50
"""How deep sequences and mappings may nest."""
MAX_EXPANSION = 100_000
"""How many nodes the aliases of a text may stand for, all together."""


class YamlError(Exception):
    """The text is not YAML as termlint reads it."""

    def __init__(self, problem: str, line: int, column: int) -> None:
        super().__init__(f"{line}:{column}: {problem}")
        self.problem = problem
        """What is wrong, then the next step."""
        self.line = line
        """1-based; lines end at CRLF, LF or CR."""
        self.column = column
        """1-based, in code points."""


@dataclass(frozen=True, slots=True)
class Scalar:
    """A single value."""

    text: str
    """The value with quotes and escapes resolved."""
    tag: str
    """``STR``, ``NULL`` or another tag of YAML 1.1, given explicitly or by the text's form."""
    style: str
    """``'`` and ``"`` for quoted, ``|`` and ``>`` for block scalars, empty for plain ones."""
    at: Position
    span: Span
    """The stretch of the source, quotes included."""


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list of nodes."""

    items: tuple[Node, ...]
    at: Position


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys with their values, in the order of the text; a key may occur twice."""

    pairs: tuple[tuple[Node, Node], ...]
    at: Position


Node: TypeAlias = Scalar | Sequence | Mapping


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
        raise _error(problem, lines, forbidden.start())
    builder = _Builder(lines)
    try:
        return builder.build(yaml.parse(text, Loader=_PURE_PARSER if pure else _PARSER))
    except yaml.MarkedYAMLError as error:
        raise _explain(error, text, lines, builder.open_bracket) from None


# What a YAML 1.1 stream may not contain (section 5.1, "Character Set"), and a byte order mark
# in the middle, on which the two parsers differ.
_FORBIDDEN = re.compile(
    "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)

_PURE_PARSER: Any = yaml.SafeLoader
_PARSER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_COLLECTION_TAGS = (None, "!", "tag:yaml.org,2002:seq", "tag:yaml.org,2002:map")


class _Builder:
    """Makes nodes of parsing events.

    With a stack of its own, because composing by recursion ends in a RecursionError on deep
    nesting, and because here aliases that contain themselves show at once.
    """

    def __init__(self, lines: LineIndex) -> None:
        self._lines = lines
        self._resolver: Any = Resolver()
        self._root: Node | None = None
        self._open: list[_Open] = []
        self._anchors: dict[str, tuple[Node, int]] = {}
        self._expanded = 0

    @property
    def open_bracket(self) -> Position | None:
        """Where the innermost collection begins, if it is one in brackets; its tag comes first."""
        return self._open[-1].at if self._open and self._open[-1].is_flow else None

    def build(self, events: Iterator[Any]) -> Node | None:
        for event in events:
            if isinstance(event, yaml.ScalarEvent):
                self._add(self._scalar(event), 1, event.anchor)
            elif isinstance(event, yaml.SequenceStartEvent | yaml.MappingStartEvent):
                self._begin(event)
            elif isinstance(event, yaml.SequenceEndEvent | yaml.MappingEndEvent):
                closed = self._open.pop()
                self._add(closed.node(), closed.size, closed.anchor)
            elif isinstance(event, yaml.AliasEvent):
                self._add(*self._aliased(event), None)
            elif isinstance(event, yaml.DocumentStartEvent) and self._root is not None:
                raise self._error("a second document begins here; keep one in a file", event)
        return self._root

    def _scalar(self, event: Any) -> Scalar:
        start, end = event.start_mark.index, event.end_mark.index
        tag = event.tag
        if tag is None or tag == "!":
            tag = self._resolver.resolve(yaml.ScalarNode, event.value, event.implicit)
        at = self._lines.position(start)
        return Scalar(event.value, tag, event.style or "", at, Span(start, end))

    def _begin(self, event: Any) -> None:
        if event.tag not in _COLLECTION_TAGS:
            raise self._error(f"the tag {event.tag} has no meaning here; remove it", event)
        if len(self._open) == MAX_DEPTH:
            raise self._error(f"nested more than {MAX_DEPTH} deep; write it flatter", event)
        is_mapping = isinstance(event, yaml.MappingStartEvent)
        at = self._lines.position(event.start_mark.index)
        self._open.append(_Open(is_mapping, event.flow_style, event.anchor, at))

    def _aliased(self, event: Any) -> tuple[Node, int]:
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
        return node, size

    def _add(self, node: Node, size: int, anchor: str | None) -> None:
        if anchor is not None:
            self._anchors[anchor] = node, size
        if self._open:
            self._open[-1].children.append(node)
            self._open[-1].size += size
        else:
            self._root = node

    def _error(self, problem: str, event: Any) -> YamlError:
        return _error(problem, self._lines, event.start_mark.index)


@dataclass(slots=True)
class _Open:
    """A sequence or mapping whose end has not come yet."""

    is_mapping: bool
    is_flow: bool
    """Whether it is written with brackets."""
    anchor: str | None
    at: Position
    children: list[Node] = field(default_factory=list)
    """Of a mapping: key, value, key, value and so on."""
    size: int = 1
    """Itself and all nodes below it so far, those that aliases stand for included."""

    def node(self) -> Node:
        if self.is_mapping:
            pairs = zip(self.children[::2], self.children[1::2], strict=True)
            return Mapping(tuple(pairs), self.at)
        return Sequence(tuple(self.children), self.at)


def _explain(
    error: yaml.MarkedYAMLError, text: str, lines: LineIndex, bracket: Position | None
) -> YamlError:
    """The parser's complaint in words that say what to do.

    The two parsers word things differently, so this goes by what their wordings share.
    """
    problem, context = error.problem or "", error.context or ""
    found: Any = error.problem_mark or error.context_mark
    begun: Any = error.context_mark or error.problem_mark
    at = found.index if found else len(text)
    said = f"{context} {problem}".strip() + "; correct the YAML here"
    if "quoted scalar" in context:
        at = begun.index
        if "unexpected end" in problem:
            said = "this quote is not closed; close it"
        elif "escape" in problem or "hexadecimal" in problem:
            said = 'this text has an unknown escape; write "\\\\" for a backslash, or single quotes'
    elif "start any token" in problem and text[at] == "\t":
        said = "a tab stands here; write spaces instead"
    elif "start any token" in problem:
        said = f'a value cannot begin with "{text[at]}"; write the text in quotes'
    elif "mapping values are not allowed" in problem:
        advice = 'write a text that contains ": " in quotes, or check the indentation of a key'
        said = f'":" ends no key here; {advice}'
    elif "could not find expected ':'" in problem:
        said = '":" is missing after a key; write "key: value"'
    elif "expected" in problem and bracket and text[bracket.offset] in "[{":
        at = bracket.offset
        said = f'this "{text[at]}" is not closed; close it, or write the text in quotes'
    elif "expected" in problem and "block" in context:
        advice = 'check the indentation, and quote a text that begins with "[", "{" or a quote'
        said = f"this does not go on from what stands before it; {advice}"
    return _error(said, lines, at)


def _error(problem: str, lines: LineIndex, offset: int) -> YamlError:
    position = lines.position(offset)
    return YamlError(problem, position.line, position.column)
