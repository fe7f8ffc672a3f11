"""The block parser's state for some lines of a text: where each begins, ends and is indented."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token
from markdown_it.utils import EnvType

_LINE_END = re.compile("\n")
_INDENT = re.compile(r"[ \t]+")


class Lines(StateBlock):
    """What markdown-it-py's own state is for a whole text, for ``src[start:end]``.

    All offsets are those of ``src``, so that a rule may look beyond the lines, but only they are
    read. ``start`` begins a line, and the character before ``end`` ends one.
    """

    def __init__(
        self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token], start: int, end: int
    ) -> None:
        super().__init__("", md, env, tokens)
        self.src = src
        ends = [line_end.start() for line_end in _LINE_END.finditer(src, start, end)]
        begins = [start, *[line_end + 1 for line_end in ends[:-1]]] if ends else []
        self.lineMax = count = len(ends)
        # One entry more than there are lines, so that rules may look at the line after the last.
        self.bMarks, self.eMarks = [*begins, end], [*ends, end]
        self.bsCount = [0] * (count + 1)
        self.tShift = shifts = [0] * (count + 1)
        self.sCount = widths = [0] * (count + 1)
        for line, begin in enumerate(begins):
            if src[begin] in " \t":
                indent = _INDENT.match(src, begin, ends[line])
                if indent:
                    shifts[line] = len(indent[0])
                    widths[line] = len(indent[0].expandtabs(4))
