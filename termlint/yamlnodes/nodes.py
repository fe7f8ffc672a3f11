"""What a YAML text is read as: nodes that know where they stand."""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

from termlint.span import LineIndex, Position, Span

STR = "tag:yaml.org,2002:str"
NULL = "tag:yaml.org,2002:null"


class Scalar(NamedTuple):
    """A single value."""

    text: str
    """The value with quotes and escapes resolved."""
    tag: str
    """``STR``, ``NULL`` or another tag of YAML 1.1, given explicitly or by the text's form."""
    style: str
    """``'`` and ``"`` for quoted, ``|`` and ``>`` for block scalars, empty for plain ones."""
    start: int
    """Offset in the source, where a quote stands if there is one."""
    end: int
    lines: LineIndex
    """The lines of the source. Most nodes are never asked for their line."""

    @property
    def at(self) -> Position:
        return self.lines.position(self.start)

    @property
    def span(self) -> Span:
        """The stretch of the source, quotes included."""
        return Span(self.start, self.end)


class Sequence(NamedTuple):
    """A list of nodes."""

    items: tuple[Node, ...]
    start: int
    """Offset in the source."""
    lines: LineIndex

    @property
    def at(self) -> Position:
        return self.lines.position(self.start)


class Mapping(NamedTuple):
    """Keys with their values, in the order of the text; a key may occur twice."""

    pairs: tuple[tuple[Node, Node], ...]
    start: int
    """Offset in the source."""
    lines: LineIndex

    @property
    def at(self) -> Position:
        return self.lines.position(self.start)


Node: TypeAlias = Scalar | Sequence | Mapping
