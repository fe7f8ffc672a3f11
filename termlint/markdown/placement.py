"""Where the characters of a block's Markdown source stand in the file."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from termlint.markdown.source import Source

_BLANK = " \t"
_ESCAPED_BAR = re.compile(r"\\\|")


class Placement:
    """Maps offsets in the content of one block to offsets in the file.

    The content is cut into segments; within one, neighbouring characters are neighbours in the
    file too. A segment is a line from its first visible character on, so that what stands
    before it (indentation, quote marks) belongs to no segment.
    """

    __slots__ = ("_contents", "_files", "_shift")

    def __init__(self, contents: Sequence[int], files: Sequence[int], shift: int = 0) -> None:
        """``contents`` ascends from 0: where segments start in the content and in the file."""
        self._contents = contents
        self._files = files
        self._shift = shift

    def __call__(self, offset: int) -> int:
        """Where in the file the character at ``offset`` of the content stands."""
        offset += self._shift
        if len(self._files) == 1:
            return self._files[0] + offset
        index = bisect_right(self._contents, offset) - 1
        return self._files[index] + offset - self._contents[index]

    def shifted(self, start: int) -> Placement:
        """The placement of ``content[start:]``."""
        return Placement(self._contents, self._files, self._shift + start)


def place_lines(content: str, starts: Sequence[int], source: Source) -> Placement:
    """Places the lines of ``content``, where the first visible character of each line is known.

    ``starts`` are offsets in ``source.normal``. The content is not empty and its ends are trimmed.
    """
    normal = source.normal
    lines = content.split("\n")
    # A form feed is no space to the block parser, but it is trimmed from the content.
    while len(starts) > len(lines) and content[0] not in normal[starts[0] : starts[1]]:
        starts = starts[1:]
    first = starts[0]
    if not normal.startswith(content[0], first):
        first = normal.find(content[0], first)
    if len(lines) == 1:
        return Placement((0,), (source.origin(first),))
    contents, files = [0], [source.origin(first)]
    offset = len(lines[0]) + 1
    for line, start in zip(lines[1:], starts[1:], strict=False):
        indent = len(line) - len(line.lstrip(_BLANK))
        if indent < len(line):
            contents.append(offset + indent)
            files.append(source.origin(start))
        offset += len(line) + 1
    return Placement(contents, files)


def place_cells(start: int, end: int, source: Source) -> list[Placement]:
    r"""Places the cells of the table row at ``source.normal[start:end]``, from left to right.

    Cuts where markdown-it cuts: at every bar without a backslash before it. In the content of
    a cell ``\|`` is a bar, so the character after it begins a segment.
    """
    text = source.normal[start:end].rstrip()
    bounds = []
    low = 0
    for bar in re.finditer(r"(?<!\\)\|", text):
        bounds.append((low, bar.start()))
        low = bar.end()
    bounds.append((low, len(text)))
    if not text[slice(*bounds[0])]:
        bounds.pop(0)
    return [_place_cell(text, low, high, start, source) for low, high in bounds]


def _place_cell(text: str, low: int, high: int, start: int, source: Source) -> Placement:
    while low < high and text[low].isspace():
        low += 1
    contents, files = [0], [source.origin(start + low)]
    for dropped, bar in enumerate(_ESCAPED_BAR.finditer(text, low, high)):
        contents.append(bar.start() - low - dropped)
        files.append(source.origin(start + bar.start() + 1))
    return Placement(contents, files)
