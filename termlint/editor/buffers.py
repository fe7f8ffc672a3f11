"""An open text, kept as its editor has it, edit by edit."""

from __future__ import annotations

import re

from termlint.editor.positions import Encoding, Point, Stretch, index_after

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+\Z")


class Buffer:
    """The text of a document while it is open.

    It is kept as lines, so that an edit takes no longer in a large document than in a small one.
    """

    __slots__ = ("_encoding", "_lines", "_text", "language", "uri", "version")

    def __init__(self, uri: str, language: str, version: int, text: str, encoding: Encoding):
        self.uri = uri
        self.language = language
        """The language id that the editor gives it, such as ``markdown``."""
        self.version = version
        """Grows with every edit; the editor counts."""
        self._encoding = encoding
        self._text: str | None = text
        self._lines: list[str] = _LINE.findall(text)

    @property
    def text(self) -> str:
        if self._text is None:
            self._text = "".join(self._lines)
        return self._text

    def replace(self, text: str) -> None:
        """Have another text."""
        self._text = text
        self._lines = _LINE.findall(text)

    def edit(self, stretch: Stretch, text: str) -> None:
        """Put ``text`` into the place of a stretch.

        A point beyond the end of a line is that end, and one beyond the last line the end of the
        text, as the protocol has it.
        """
        start, end = sorted(stretch)
        first, before = self._at(start)
        last, after = self._at(end)
        head = self._lines[first][:before] if first < len(self._lines) else ""
        tail = self._lines[last][after:] if last < len(self._lines) else ""
        if first and not head and not self._lines[first - 1].endswith("\n"):
            # With a line feed behind it a carriage return becomes half of a line end, and the last
            # line may have none.
            first -= 1
            head = self._lines[first]
        self._lines[first : last + 1] = _LINE.findall(head + text + tail)
        self._text = None

    def _at(self, point: Point) -> tuple[int, int]:
        """The index of a line and an offset in it."""
        if point.line < 0:
            return 0, 0
        if point.line >= len(self._lines):
            return len(self._lines), 0
        line = self._lines[point.line].rstrip("\r\n")
        return point.line, index_after(line, max(point.character, 0), self._encoding)
