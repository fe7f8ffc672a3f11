"""The one way from the bytes of a file to its text."""

from __future__ import annotations

import codecs
import os
import stat
from typing import NamedTuple

_PROBE = 8192
"""In how many of its first bytes a NUL shows that a file is binary."""


class ReadError(Exception):
    """A file has no text that can be checked; the message says why."""


class FileText(NamedTuple):
    """The text of a file."""

    text: str
    """Line ends as they are, without a byte order mark."""
    had_bom: bool
    """Whether a byte order mark stood before it."""

    def with_text(self, text: str) -> FileText:
        """Another text with the same byte order mark."""
        return FileText(text, self.had_bom)

    def marked(self) -> str:
        """The text with its byte order mark, if it had one."""
        return "\ufeff" + self.text if self.had_bom else self.text

    def encoded(self) -> bytes:
        """The bytes that hold it, the same that were decoded."""
        return self.marked().encode("utf-8")


def read(path: str, seen: list[tuple[str, bytes]] | None = None) -> FileText:
    """The text of the file at ``path``. Raises ReadError.

    The path and the bytes that it had are added to what was ``seen``.
    """
    data = load(path)
    if seen is not None:
        seen.append((path, data))
    return decode(data)


def load(path: str) -> bytes:
    """The bytes of the file at ``path``. Raises ReadError."""
    try:
        mode = os.stat(path).st_mode
        # A pipe ends, as the shell's <(...) does; a device may not.
        if stat.S_ISCHR(mode) or stat.S_ISBLK(mode):
            raise ReadError("a device, not a file")
        with open(path, "rb") as file:
            return file.read()
    except (OSError, ValueError) as error:
        raise ReadError(reason(error)) from None


def decode(data: bytes) -> FileText:
    """The text that ``data`` holds as UTF-8. Raises ReadError."""
    for mark, name in _OTHER_MARKS:
        if data.startswith(mark):
            raise ReadError(f"{name}, by its byte order mark; save it as UTF-8")
    nul = data.find(b"\0", 0, _PROBE)
    if nul >= 0:
        raise ReadError(f"binary: byte 0x00 at offset {nul}")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        wrong = data[error.start]
        raise ReadError(f"not UTF-8: byte 0x{wrong:02x} at offset {error.start}") from None
    return FileText(text.removeprefix("\ufeff"), text.startswith("\ufeff"))


_OTHER_MARKS = (  # UTF-32 first, since the mark of UTF-16 begins that of UTF-32
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)


def reason(error: OSError | ValueError) -> str:
    """Why a file or folder could not be opened, without its name: ``permission denied``."""
    if isinstance(error, FileNotFoundError):
        return "no such file or folder"
    if isinstance(error, OSError) and error.errno:
        return os.strerror(error.errno).lower()
    return str(error)
