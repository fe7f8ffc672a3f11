"""Block rules for admonitions, tabs and directives: markup around Markdown that is prose."""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock

from termlint.markdown.directives import holds_code, holds_prose, is_option, title_in

_INDENTED = re.compile(
    r"(?:!!!|\?\?\?\+?)[ \t]*[\w-]+(?:[ \t]+[\w-]+)*(?:[ \t]+\"(?P<title>.*)\")?[ \t]*$"
    r"|(?:!!!|\?\?\?\+?)[ \t]+\"(?P<only>.*)\"[ \t]*$"
    r"|===[!+]{0,2}[ \t]+\"(?P<tab>.*)\"[ \t]*$"
)
_FENCE = re.compile(r"(?P<fence>`{3,}|~{3,}|:{3,})[ \t]*\{(?P<name>[\w:.+-]+)\}[ \t]*(?P<rest>.*)$")
_COLONS = re.compile(
    r":{3,}[ \t]*(?:(?P<name>[A-Za-z][\w.:-]*)?(?:\[(?P<label>.*)\]|[ \t]+(?P<title>[^{}]*?))?"
    r"[ \t]*(?:\{[^{}]*\})?[ \t]*:*)?[ \t]*$"
)


def indented(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """``!!! note "Title"``, ``??? tip`` and ``=== "Tab"`` with a body indented by four."""
    if state.is_code_block(start):
        return False
    pos = state.bMarks[start] + state.tShift[start]
    opening = _INDENTED.match(state.src, pos, state.eMarks[start])
    if not opening:
        return False
    last = start + 1
    while last < end and (state.isEmpty(last) or state.sCount[last] >= state.blkIndent + 4):
        last += 1
    first = state.skipEmptyLines(start + 1)
    if first >= last and opening.lastgroup is None:
        return False
    if silent:
        return True
    _push_title(state, start, *opening.span(opening.lastgroup or 0), bool(opening.lastgroup))
    indent = state.blkIndent + 4
    if first < last:
        indent = max(indent, min(state.sCount[first], state.sCount[start] + 4))
    _parse_body(state, start + 1, last, indent)
    state.line = last
    return True


def fenced(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A directive in backticks or tildes whose body is Markdown text."""
    if state.is_code_block(start):
        return False
    pos = state.bMarks[start] + state.tShift[start]
    opening = _FENCE.match(state.src, pos, state.eMarks[start])
    if not opening or not holds_prose(opening["name"]):
        return False
    if silent:
        return True
    last = _closing_line(state, opening["fence"], start + 1, end)
    low, high = title_in(opening["name"], opening["rest"])
    title = opening.start("rest")
    _push_title(state, start, title + low, title + high, low < high)
    _parse_body(state, _skip_options(state, start + 1, last), last, state.blkIndent)
    state.line = min(last + 1, end) if last < end else last
    return True


def colons(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """The lines of ``:::``, which begin or end an admonition or a directive.

    Each is markup by itself and what stands between them is read in place: so it does not
    matter how they nest, or whether one is missing.
    """
    if state.is_code_block(start):
        return False
    pos = state.bMarks[start] + state.tShift[start]
    opening = _FENCE.match(state.src, pos, state.eMarks[start])
    if opening:
        if silent:
            return True
        name, rest = opening["name"], opening["rest"]
        if holds_code(name):
            last = _closing_line(state, opening["fence"], start + 1, end)
            state.line = min(last + 1, end)
            return True
        low, high = title_in(name, rest)
        _push_title(
            state, start, opening.start("rest") + low, opening.start("rest") + high, low < high
        )
        state.line = _skip_options(state, start + 1, end)
        return True
    opening = _COLONS.match(state.src, pos, state.eMarks[start])
    if not opening:
        return False
    if not silent:
        group = "label" if opening["label"] else "title"
        _push_title(state, start, *opening.span(group), bool(opening[group]))
        state.line = start + 1
    return True


def _push_title(state: StateBlock, line: int, start: int, end: int, given: bool) -> None:
    content = state.src[start:end].strip() if given else ""
    if content:
        token = state.push("inline", "", 0)
        token.content = content
        token.map = [line, line + 1]
        token.meta = {"starts": [state.skipSpaces(start)], "is_title": True}


def _parse_body(state: StateBlock, start: int, end: int, indent: int) -> None:
    old_max, old_parent, old_indent = state.lineMax, state.parentType, state.blkIndent
    state.lineMax, state.parentType, state.blkIndent = end, "container", indent
    state.push("container_open", "div", 1)
    state.md.block.tokenize(state, start, end)
    state.push("container_close", "div", -1)
    state.lineMax, state.parentType, state.blkIndent = old_max, old_parent, old_indent


def _closing_line(state: StateBlock, fence: str, start: int, end: int) -> int:
    """The line of the fence that closes, or the one after the last where none does."""
    for line in range(start, end):
        pos = state.bMarks[line] + state.tShift[line]
        if state.sCount[line] < state.blkIndent and not state.isEmpty(line):
            return line
        text = state.src[pos : state.eMarks[line]].rstrip()
        if len(text) >= len(fence) and not text.strip(fence[0]):
            return line
    return end


def _skip_options(state: StateBlock, start: int, end: int) -> int:
    """The first line of a directive's body, behind its options."""

    def text(line: int) -> str:
        return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].rstrip()

    if start < end and text(start) == "---":
        for line in range(start + 1, end):
            if text(line) == "---":
                return line + 1
    while start < end and is_option(text(start)):
        start += 1
    return start
