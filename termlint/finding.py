"""What a run says of its files: findings, each with its places, and the files it could not read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from termlint.diagnostic import Diagnostic, Place
from termlint.hashing import blake2b
from termlint.span import LineIndex, Position, Span

CONTEXT = 200
"""How many code points of a line are kept on either side of a finding."""
MAX_MARK = 400
"""How many code points of the finding itself are kept of each line."""
MAX_LINES = 4
"""How many of a finding's lines are kept."""


class Excerpt(NamedTuple):
    """A source line of a finding, or the part of it around the finding."""

    line: int
    """1-based."""
    column: int
    """Where in the line ``text`` begins: 1-based, in code points."""
    utf8_column: int
    """The same, 1-based, in bytes of UTF-8."""
    text: str
    mark: Span
    """The part of ``text`` that belongs to the finding."""
    ends_early: bool
    """Whether the line goes on after ``text``."""

    @property
    def starts_late(self) -> bool:
        """Whether the line begins before ``text``."""
        return self.column > 1

    def index_of(self, position: Position) -> int | None:
        """Where in ``text``, or at its end, a position of the file is; None if it is elsewhere."""
        index = position.column - self.column
        return index if position.line == self.line and 0 <= index <= len(self.text) else None


class Finding(NamedTuple):
    """A diagnostic and all that a writer needs to show it without the text of its file."""

    path: str
    """As shown: relative to the working directory, with ``/``."""
    diagnostic: Diagnostic
    positions: Mapping[int, Position]
    """The place of each offset that the diagnostic's spans begin or end at."""
    excerpts: tuple[Excerpt, ...]
    """The lines of the diagnostic's span, at least one."""
    fingerprint: str
    """16 hex digits that stay the same when lines above move."""

    @property
    def start(self) -> Position:
        return self.positions[self.diagnostic.span.start]

    @property
    def end(self) -> Position:
        return self.positions[self.diagnostic.span.end]

    def place_of(self, at: Span | Place) -> Place:
        """Where a span of this finding stands, or the place itself."""
        if isinstance(at, Place):
            return at
        return Place(self.path, self.positions[at.start], self.positions[at.end])

    def utf8_column(self, position: Position) -> int | None:
        """The column of ``position`` in bytes of UTF-8, 1-based; None if no excerpt reaches it."""
        for excerpt in self.excerpts:
            index = excerpt.index_of(position)
            if index is not None:
                return excerpt.utf8_column + _utf8_length(excerpt.text[:index])
        return None

    @property
    def is_fixable(self) -> bool:
        """Whether a safe fix is known, one that needs nobody to look."""
        return self.diagnostic.fix is not None and self.diagnostic.fix.safe


def place(path: str, text: str, diagnostics: Iterable[Diagnostic]) -> tuple[Finding, ...]:
    """The ``diagnostics`` of one file, in their order, with their places in its ``text``."""
    lines = _Lines(text)
    seen: Counter[bytes] = Counter()
    return tuple(
        Finding(
            path,
            diagnostic,
            {offset: lines.position(offset) for offset in _offsets(diagnostic)},
            lines.excerpts(diagnostic.span),
            _fingerprint(path, diagnostic, lines, seen),
        )
        for diagnostic in diagnostics
    )


def _offsets(diagnostic: Diagnostic) -> Iterator[int]:
    edits = diagnostic.fix.edits if diagnostic.fix else ()
    spans = [diagnostic.span, *(edit.span for edit in edits)]
    spans += (evidence.span for evidence in diagnostic.evidence)
    spans += (related.at for related in diagnostic.related if isinstance(related.at, Span))
    for span in spans:
        yield span.start
        yield span.end


def _fingerprint(path: str, found: Diagnostic, lines: _Lines, seen: Counter[bytes]) -> str:
    """A hash over the words of the finding and of its line, and not over where they stand.

    Findings of one file that are alike in all of these are told apart by counting them.
    """
    line = lines.digest(lines.position(found.span.start).line)
    parts = (path, found.check, found.text, found.concept or "")
    words = "\0".join(parts).encode("utf-8", "surrogatepass") + line
    ordinal = seen[words]
    seen[words] += 1
    return _hash(words + ordinal.to_bytes(4), 8).hex()


def _hash(words: bytes, size: int) -> bytes:
    return blake2b(words, digest_size=size).digest()


def _utf8_length(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-8", "surrogatepass"))


class _Lines:
    """The lines of a text; each is read once, however many findings stand in it."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._index = LineIndex(text)
        self._digests: dict[int, bytes] = {}
        self._measured = (0, 0, 0)

    def position(self, offset: int) -> Position:
        return self._index.position(offset)

    def digest(self, line: int) -> bytes:
        if line not in self._digests:
            words = self._index.line(line).strip().encode("utf-8", "surrogatepass")
            self._digests[line] = _hash(words, 16)
        return self._digests[line]

    def excerpts(self, span: Span) -> tuple[Excerpt, ...]:
        first = self._index.line_of(span.start)
        last = max(first, self._index.line_of(max(span.start, span.end - 1)))
        last = min(last, first + MAX_LINES - 1)
        return tuple(self._excerpt(line, span) for line in range(first, last + 1))

    def _excerpt(self, line: int, span: Span) -> Excerpt:
        whole = self._index.span_of_line(line)
        low = min(max(span.start, whole.start), whole.end)
        high = max(low, min(span.end, whole.end, low + MAX_MARK))
        start = max(whole.start, low - CONTEXT)
        end = min(whole.end, high + CONTEXT)
        mark = Span(low - start, high - start)
        shown = self._text[start:end]
        utf8_column = self._utf8_length(whole.start, start) + 1
        return Excerpt(line, start - whole.start + 1, utf8_column, shown, mark, end < whole.end)

    def _utf8_length(self, line_start: int, offset: int) -> int:
        """The bytes of a line before ``offset``, counted on from where it was last asked for."""
        known_line, known, length = self._measured
        if known_line != line_start or known > offset:
            known, length = line_start, 0
        length += _utf8_length(self._text[known:offset])
        self._measured = (line_start, offset, length)
        return length
