"""Blocks that can be told without the parser: plain headings, paragraphs and lists.

Plain is what no other rule could take: every line begins with something that begins nothing but
text, behind spaces and the markers of list items. Most of most documents is plain.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from markdown_it.common.utils import mdTrim

from termlint.document import BlockKind

_LINE = re.compile(
    r"""(?P<indent>[ ]*+)
    (?:(?P<marker>[-*+]|[0-9]{1,9}[.)])[ ]{1,4})?+
    (?P<text>
      (?: [^\s!?=`~:(+\-*_>\#\[<{$\\%|0-9]
        | \*++[^\s*] | _++[^\s_] | `{1,2}+[^`\n] | !?\[(?!\^)
        | [0-9]++(?![.)](?:\s|$))
      )
      [^\n]*\n
    )""",
    re.VERBOSE,
)
_BLANK = re.compile(r"(?:[ \t]*\n)++")
_HEADING = re.compile(r"(?P<signs>\#{1,6})(?P<text>[ \t][^\n]*)\n", re.VERBOSE)
_MAY_DEFINE = re.compile(r"^[ ]*(?:(?:[-*+]|[0-9]{1,9}[.)])[ ]+)?\[", re.MULTILINE)
_SPACE = " \t\n\v\f\r"
_CODE_INDENT = 4


class Content(NamedTuple):
    """The Markdown of one block."""

    kind: BlockKind
    level: int
    """1 to 6 for a heading, else 0."""
    content: str
    starts: list[int]
    """Where the visible part of each of its lines begins in the text."""


def plain_blocks(text: str, start: int, end: int) -> list[Content] | None:
    """The blocks of the lines ``text[start:end]`` in their order; None where the parser is needed.

    At ``start`` a line begins that stands in nothing else.
    """
    if text.find("]:", start, end) >= 0 and _MAY_DEFINE.search(text, start, end):
        return None
    lists = _Lists()
    while start < end:
        line = _LINE.match(text, start, end)
        if line:
            if not lists.read(line):
                return None
            start = line.end()
            continue
        heading = _HEADING.match(text, start, end)
        blank = _BLANK.match(text, start, end)
        if heading:
            lists.leave()
            lists.blocks.append(_heading(heading))
            start = heading.end()
        elif blank:
            lists.end_paragraph()
            start = blank.end()
        else:
            return None
    lists.end_paragraph()
    return lists.blocks


def _heading(line: re.Match[str]) -> Content:
    text = line["text"].rstrip(" \t")
    without_signs = text.rstrip("#")
    if without_signs.endswith((" ", "\t")):
        text = without_signs
    first = line.end("signs") + len(text) - len(text.lstrip(" \t"))
    return Content(BlockKind.HEADING, len(line["signs"]), mdTrim(text), [first])


class _Lists:
    """Reads lines of text and list items, nested by their indentation as CommonMark has it."""

    __slots__ = ("_columns", "_kind", "_lines", "_starts", "blocks")

    def __init__(self) -> None:
        self.blocks: list[Content] = []
        self._columns = [0]
        """Where the content of the text begins and of each list item around."""
        self._kind = BlockKind.PARAGRAPH
        self._lines: list[str] = []
        self._starts: list[int] = []

    def read(self, line: re.Match[str]) -> bool:
        """Reads a line; False if it is code."""
        columns = self._columns
        text, start, first = line.string, line.start(), line.start("text")
        indent = line.end("indent") - start
        if self._lines and not self._ends_paragraph(line["marker"], indent):
            first = line.end("indent")
            self._lines.append(text[min(start + columns[-1], first) : line.end()])
            self._starts.append(first)
            return True
        self.end_paragraph()
        while indent < columns[-1]:
            columns.pop()
        if indent - columns[-1] >= _CODE_INDENT:
            return False
        if line["marker"]:
            columns.append(first - start)
        self._kind = BlockKind.ITEM if line["marker"] else BlockKind.PARAGRAPH
        self._lines.append(line["text"])
        self._starts.append(first)
        return True

    def _ends_paragraph(self, marker: str | None, indent: int) -> bool:
        """Whether a line ends the paragraph above, which it does only as a list item."""
        columns = self._columns
        if not marker or indent - columns[-1] >= _CODE_INDENT:
            return False
        if indent >= columns[-1]:
            return len(marker) == 1 or int(marker[:-1]) == 1
        return indent - columns[-2] < _CODE_INDENT

    def end_paragraph(self) -> None:
        """Ends the paragraph that is read, if there is one."""
        if self._lines:
            content = "".join(self._lines).strip(_SPACE)
            self.blocks.append(Content(self._kind, 0, content, self._starts))
            self._lines, self._starts = [], []

    def leave(self) -> None:
        """Leaves all lists."""
        self.end_paragraph()
        self._columns = [0]
