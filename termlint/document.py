"""A document as termlint reads it: blocks of prose, each mapped to its place in the file."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from enum import Enum
from typing import NamedTuple

from termlint.span import Span

CODE = "\ue0c0"
"""Stands in a block's text for an inline code span."""
URL = "\ue0c1"
"""Stands in a block's text for an autolink or a bare link."""
OPAQUE = "\ue0c2"
"""Stands in a block's text for other inline things that are not prose: an image (whose alt text
is a block of its own), math, a JSX expression, a shortcode, a role's target."""

PLACEHOLDERS = CODE + URL + OPAQUE

MOST_MARKS = 64
"""How many marks are looked at to find those over a word."""


class BlockKind(Enum):
    """Where prose stands."""

    PARAGRAPH = "paragraph"
    """Also the paragraphs of quotes, footnotes, definitions and admonitions."""
    HEADING = "heading"
    ITEM = "item"
    """The first paragraph of a list item."""
    CELL = "cell"
    """A table cell."""
    LABEL = "label"
    """The term of a definition list, or the title of an admonition or directive."""
    ALT = "alt"
    """An image's alternative text."""
    TITLE = "title"
    """The title of a link or an image."""
    META = "meta"
    """A value of the front matter."""


class Run(NamedTuple):
    """A stretch of a block's text and the stretch of the file that it was read from."""

    start: int
    """Offset in the block's text."""
    end: int
    span: Span
    exact: bool
    """Whether each character of the text stands for the one at the same place of the span.
    Otherwise the whole run stands for the whole span: an entity, an escape, a line break with
    the quote marks after it, a placeholder."""


class MarkKind(Enum):
    """Inline markup that a check may want to know of."""

    EMPHASIS = "emphasis"
    STRONG = "strong"
    LINK = "link"
    REFERENCE = "reference"
    """Link text that is also its reference label: editing it would break the link."""
    STRUCK = "struck"


class Mark(NamedTuple):
    """Inline markup over ``text[start:end]`` of a block."""

    kind: MarkKind
    start: int
    end: int


class Row(NamedTuple):
    """Which cell of which table a block is."""

    table: int
    """Counts the tables of the document from 0."""
    row: int
    """0 is the header row."""
    column: int


class Block(NamedTuple):
    """One piece of running prose."""

    kind: BlockKind
    text: str
    """What a reader sees: markup gone, entities and escapes decoded, a soft line break as one
    ``\\n``, and a placeholder character for each inline thing that is not prose."""
    runs: tuple[Run, ...]
    """In order and without gaps or overlaps they cover ``text``; their spans ascend. Between the
    spans of two neighbouring runs stands only markup."""
    marks: tuple[Mark, ...] = ()
    """In the order in which they start, the longer first."""
    level: int = 0
    """1 to 6 for a heading."""
    quoted: bool = False
    """Whether it stands inside a block quote."""
    row: Row | None = None

    def locate(self, start: int, end: int) -> Span | None:
        """Where ``text[start:end]`` stands in the file, markup inside it included.

        None where an end falls inside a run that can't be split, so that a position that isn't
        exact is never given.
        """
        first = self._run_at(start)
        last = first if first is None or end <= first.end else self._run_at(end - 1)
        if first is None or last is None:
            return None
        if first.exact:
            low = first.span.start + start - first.start
        elif start == first.start:
            low = first.span.start
        else:
            return None
        if last.exact:
            high = last.span.start + end - last.start
        elif end == last.end:
            high = last.span.end
        else:
            return None
        return Span(low, high)

    def exact_span(self, start: int, end: int) -> Span | None:
        """Where ``text[start:end]`` stands in the file, if it lies in one exact run.

        A span without length has to lie inside the run, so that it is clear on which side of the
        markup it is.
        """
        for run in self.runs_of(start, max(end, start + 1)):
            is_inside = run.start <= start and end <= run.end and (start < end or start > run.start)
            if run.exact and is_inside:
                offset = run.span.start - run.start
                return Span(start + offset, end + offset)
        return None

    def runs_of(self, start: int, end: int) -> tuple[Run, ...]:
        """The runs that share a character with ``text[start:end]``, uncut."""
        first = bisect_right(self.runs, start, key=lambda run: run.end)
        last = bisect_left(self.runs, end, key=lambda run: run.start)
        return self.runs[first:last]

    def marks_over(self, start: int, end: int) -> tuple[Mark, ...]:
        """The marks that share a character with ``text[start:end]``, in their order.

        Only the last ``MOST_MARKS`` that begin before its end are looked at, so that asking about
        each of the words of a block takes linear time.
        """
        last = bisect_left(self.marks, end, key=lambda mark: mark.start)
        first = max(0, last - MOST_MARKS)
        return tuple(mark for mark in self.marks[first:last] if mark.end > start)

    def begins_mark(self, start: int) -> bool:
        """Whether a mark begins at ``start``."""
        at = bisect_left(self.marks, start, key=lambda mark: mark.start)
        return at < len(self.marks) and self.marks[at].start == start

    def _run_at(self, offset: int) -> Run | None:
        index = bisect_right(self.runs, offset, key=lambda run: run.start) - 1
        if index < 0 or offset >= self.runs[index].end:
            return None
        return self.runs[index]


class Scope(Enum):
    """What a suppression comment covers."""

    LINE = "line"
    NEXT_LINE = "next-line"
    START = "start"
    END = "end"
    FILE = "file"
    UNKNOWN = "unknown"
    """It is meant for termlint, by its first word, and means nothing."""


class Directive(NamedTuple):
    """A suppression comment: ``<!-- termlint-disable-line wrong-sense -- reason -->``."""

    scope: Scope
    checks: tuple[str, ...]
    """The names it gives; empty means every check."""
    span: Span
    """The whole comment."""
    reason: str = ""

    def moved(self, by: int) -> Directive:
        """The same in a text in which it stands ``by`` code points further."""
        return self._replace(span=self.span.moved(by)) if by else self


class Document(NamedTuple):
    """A parsed text."""

    text: str
    """The file's text as decoded, line ends as they are, without a byte order mark."""
    blocks: tuple[Block, ...]
    """In the order in which they start in the file."""
    directives: tuple[Directive, ...] = ()
    """In the order of the file."""
