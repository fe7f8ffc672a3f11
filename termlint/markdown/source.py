"""The text as markdown-it reads it, and the way back to the text of the file."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from termlint.document import PLACEHOLDERS

REPLACEMENT = "\ufffd"
"""What stands for a character that a block's text must not hold."""

_RESERVED_CHARACTERS = f"\0{PLACEHOLDERS}"
_RESERVED = re.compile(f"[{_RESERVED_CHARACTERS}]")
_CRLF = re.compile("\r\n")


class Source:
    """A file's text in two forms: as it is and with ``\\n`` for every line end."""

    __slots__ = ("_joined", "clean", "normal", "reserved", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        # One search for each is ten times as fast as one for all.
        self.reserved = any(character in text for character in _RESERVED_CHARACTERS)
        """Whether some characters had to be replaced."""
        self.clean = _RESERVED.sub(REPLACEMENT, text) if self.reserved else text
        """``text`` without the characters that mean something else in a block, same length."""
        self.normal = self.clean
        """``clean`` with one ``\\n`` for every CRLF and CR, and one at the end."""
        self._joined: list[int] = []
        if "\r" in text:
            self._joined = [m.start() - i for i, m in enumerate(_CRLF.finditer(text))]
            self.normal = self.clean.replace("\r\n", "\n").replace("\r", "\n")
        if not self.normal.endswith("\n"):
            # markdown-it-py 4.3 fails on some texts that end in a blank line of a quote.
            self.normal += "\n"

    def origin(self, offset: int) -> int:
        """Where in ``text`` the character stands that is at ``offset`` in ``normal``."""
        return offset + bisect_left(self._joined, offset) if self._joined else offset

    def normal_offsets(self, offsets: Sequence[int]) -> Sequence[int]:
        """The way there: where in ``normal`` what is at ascending ``offsets`` of ``text`` is."""
        if not self._joined:
            return offsets
        ends = [end + index for index, end in enumerate(self._joined)]
        return [offset - bisect_left(ends, offset) for offset in offsets]
