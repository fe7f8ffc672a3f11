"""JSX in Markdown: where tags and expressions end, without understanding JavaScript."""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

_NAME = re.compile(r"[A-Za-z_$][\w$-]*(?:[.:][A-Za-z_$][\w$-]*)*")
_ATTRIBUTE_SIGN = re.compile(r"[\s\w$.:=-]+")
_TOKEN = re.compile(r"""[{}]|/\*|["'`]""")


class Braces:
    """Which brace closes which in a text that JavaScript expressions stand in.

    Reads the text only as far as it is asked, and every character once, so that unbalanced
    braces cost no more than balanced ones. Outside of braces quotes mean nothing.
    """

    __slots__ = ("_closers", "_last_comment_end", "_read", "_text", "_unclosed")

    def __init__(self, text: str) -> None:
        self._text = text
        self._closers: dict[int, int] = {}
        self._last_comment_end = text.rfind("*/")
        self._read = 0
        self._unclosed: dict[str, int] = {}
        """From where on a kind of quote is not closed any more."""

    def closer(self, start: int) -> int:
        """Where the brace stands that closes the one at ``start``; -1 where none does."""
        if start >= self._read:
            self._read_from(start)
        return self._closers.get(start, -1)

    def _read_from(self, start: int) -> None:
        text = self._text
        opened: list[int] = []
        pos = start
        while True:
            sign = _TOKEN.search(text, pos)
            if not sign:
                self._read = len(text)
                return
            pos = sign.end()
            mark = sign[0]
            if mark == "{":
                opened.append(sign.start())
            elif mark == "}":
                self._closers[opened.pop()] = sign.start()
                if not opened:
                    self._read = pos
                    return
            else:
                pos = self._after_literal(mark, pos)

    def _after_literal(self, mark: str, pos: int) -> int:
        text = self._text
        if mark == "/*":
            return text.find("*/", pos) + 2 if pos <= self._last_comment_end else pos
        if pos >= self._unclosed.get(mark, len(text) + 1):
            return pos
        end = text.find(mark, pos)
        while end > 0 and text[end - 1] == "\\":
            end = text.find(mark, end + 1)
        if end < 0:
            self._unclosed[mark] = pos
        # Only a template goes over lines; another quote that would is an apostrophe in text.
        if end < 0 or (mark != "`" and text.find("\n", pos, end) >= 0):
            return pos
        return end + 1


def braces_of(state: StateInline | StateBlock) -> Braces:
    """The braces of the text that is parsed, read only once."""
    known: dict[str, Braces] = state.env.setdefault("braces", {})
    if state.src not in known:
        known[state.src] = Braces(state.src)
    return known[state.src]


def end_of_tag(text: str, start: int, braces: Braces) -> int:
    """Where the JSX tag that starts at ``start`` with ``<`` ends; -1 where it is no tag."""
    pos = start + 1
    if text.startswith("/", pos):
        pos += 1
    name = _NAME.match(text, pos)
    if not name:
        return pos + 1 if text.startswith(">", pos) else -1
    pos = name.end()
    while pos < len(text):
        char = text[pos]
        if char == ">":
            return pos + 1
        if char == "{":
            pos = braces.closer(pos) + 1
            if not pos:
                return -1
        elif char in "\"'":
            pos = text.find(char, pos + 1) + 1
            if not pos:
                return -1
        elif char == "/":
            pos += 1
        else:
            signs = _ATTRIBUTE_SIGN.match(text, pos)
            if not signs:
                return -1
            pos = signs.end()
    return -1
