"""Patterns of file names as ``.gitignore`` has them; the only module that knows pathspec."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec


class PatternError(Exception):
    """A pattern that cannot be understood."""


class Patterns:
    """Patterns relative to a folder; where two match a path, the last one decides."""

    __slots__ = ("_spec", "folder", "lines")

    def __init__(self, folder: str, lines: Iterable[str]) -> None:
        """``folder`` is absolute. Raises PatternError."""
        self.folder = folder
        self.lines = tuple(lines)
        self._spec = _compile(self.lines)

    @classmethod
    def of_file(cls, folder: str, text: str) -> Patterns:
        """Those of a ``.gitignore``; as for Git, a line that is no pattern says nothing."""
        lines = text.splitlines()
        try:
            return cls(folder, lines)
        except PatternError:
            return cls(folder, [line for line in lines if _is_pattern(line)])

    def verdict(self, path: str, *, is_folder: bool = False) -> bool | None:
        """Whether an absolute path matches: True, or False for a pattern with ``!``, or None.

        What is in a matching folder matches. Nothing outside of the patterns' folder does.
        """
        if not self.lines:
            return None
        start = self.folder.rstrip(os.sep) + os.sep
        if not path.startswith(start):
            return None
        inside = path[len(start) :].replace(os.sep, "/")
        return self._spec.check_file(inside + "/" if is_folder else inside).include

    def match(self, path: str, *, is_folder: bool = False) -> bool:
        """Whether an absolute path matches, and no ``!`` takes that back."""
        return self.verdict(path, is_folder=is_folder) is True

    def without_those_for(self, folder: str) -> Patterns:
        """The patterns that do not match ``folder`` itself."""
        if not self.match(folder, is_folder=True):
            return self
        alone = ((line, Patterns(self.folder, [line])) for line in self.lines)
        kept = [line for line, each in alone if not each.match(folder, is_folder=True)]
        return Patterns(self.folder, kept)

    def __getstate__(self) -> tuple[str, Sequence[str]]:
        return self.folder, self.lines

    def __setstate__(self, state: tuple[str, Sequence[str]]) -> None:
        Patterns.__init__(self, *state)


def _compile(lines: Sequence[str]) -> GitIgnoreSpec:
    # Imported for the first pattern only: it takes longer than to check a small file.
    from pathspec import GitIgnoreSpec

    if any(_has_open_bracket(line) for line in lines if "[" in line):
        raise PatternError("a bracket is not closed")  # Git takes such a pattern for nothing
    try:
        return GitIgnoreSpec.from_lines(_CONTENTS.sub("/**/*", line) for line in lines)
    except (ValueError, re.error) as error:
        raise PatternError(str(error)) from None


_CONTENTS = re.compile(r"/\*\*\s*$")
"""``docs/**`` is all that is in ``docs`` but not the folder itself, which pathspec takes with it,
so that ``!docs/kept.md`` would never be asked for."""


def _has_open_bracket(line: str) -> bool:
    """Whether a set of characters is not closed."""
    at = len(line) if line.startswith("#") else 0
    while special := _SPECIAL.search(line, at):
        if special[0] == "[":
            return True
        at = special.end()
    return False


_SPECIAL = re.compile(r"\\.|\[[!^]?+\]?+(?:[^\]\\]|\\.)*\]|\[")
"""An escape, a set of characters, or a bracket that begins none."""


def _is_pattern(line: str) -> bool:
    try:
        _compile([line])
    except PatternError:
        return False
    return True
