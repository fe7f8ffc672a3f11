"""Block rules for admonitions, tabs and directives: markup around Markdown that is prose."""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock

from termlint.markdown.directives import DIRECTIVE, holds_code, holds_prose, is_option, title_in

_INDENTED = re.compile(
    r"(?:!!!|\?\?\?\+?)[ \t]*[\w-]+(?:[ \t]+[\w-]+)*(?:[ \t]+\"(?P<title>.*)\")?[ \t]*$"
    r"|(?:!!!|\?\?\?\+?)[ \t]+\"(?P<only>.*)\"[ \t]*$"
    r"|===[!+]{0,2}[ \t]+\"(?P<tab>.*)\"[ \t]*$"
)
_NAMED = re.compile(r"[A-Za-z][\w.:-]*(?=[ \t\[]|$)")


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
    if opening.lastgroup:
        _push_title(state, start, opening.start(opening.lastgroup), opening[opening.lastgroup])
    indent = state.blkIndent + 4
    if first < last:
        indent = max(indent, min(state.sCount[first], state.sCount[start] + 4))
    _parse_body(state, start + 1, last, indent)
    state.line = last
    return True


def fenced(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A directive in backticks or tildes whose body is Markdown text."""
    opening = _directive(state, start)
    if not opening or not holds_prose(opening["name"]):
        return False
    if not silent:
        last, state.line = _end_of_body(state, opening["fence"], start + 1, end)
        after = state.line
        _push_argument(state, start, opening)
        _parse_body(state, _skip_options(state, start + 1, last), last, state.blkIndent)
        state.line = after
    return True


def colons(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """The lines of ``:::``, which begin or end an admonition or a directive.

    Each is markup by itself and what stands between them is read in place: so it does not
    matter how they nest, or whether one is missing.
    """
    pos = state.bMarks[start] + state.tShift[start]
    if state.is_code_block(start) or not state.src.startswith(":::", pos):
        return False
    opening = _directive(state, start)
    if opening and not silent and holds_code(opening["name"]):
        state.line = _end_of_body(state, opening["fence"], start + 1, end)[1]
    elif opening and not silent:
        _push_argument(state, start, opening)
        state.line = _skip_options(state, start + 1, end)
    elif not opening:
        return _plain_colons(state, start, silent)
    return True


def _plain_colons(state: StateBlock, start: int, silent: bool) -> bool:
    """``:::``, ``:::note Title``, ``:::tip[Title]{.class}`` and ``::: {.class}``."""
    pos = state.skipCharsStr(state.bMarks[start] + state.tShift[start], ":")
    rest = _without_attributes(state.src[pos : state.eMarks[start]].rstrip(" \t:"))
    low = len(rest) - len(rest.lstrip(" \t"))
    name = _NAMED.match(rest, low)
    if rest.strip() and not name:
        return False
    if not silent:
        state.line = start + 1
        low = name.end() if name else low
        if rest.startswith("[", low) and rest.endswith("]"):
            low, rest = low + 1, rest[:-1]
        _push_title(state, start, pos + low, rest[low:])
    return True


def _without_attributes(text: str) -> str:
    """``text`` without ``{...}`` at its end."""
    return text[: text.rfind("{")].rstrip() if text.endswith("}") and "{" in text else text


def _directive(state: StateBlock, line: int) -> re.Match[str] | None:
    if state.is_code_block(line):
        return None
    return DIRECTIVE.match(state.src, state.bMarks[line] + state.tShift[line], state.eMarks[line])


def _push_argument(state: StateBlock, line: int, opening: re.Match[str]) -> None:
    argument = _without_attributes(opening["rest"].strip())
    title = title_in(opening["name"], argument)
    pos = opening.start("rest") + opening["rest"].find(argument) + len(argument) - len(title)
    _push_title(state, line, pos, title)


def _push_title(state: StateBlock, line: int, start: int, title: str) -> None:
    content = title.strip()
    if content:
        token = state.push("inline", "", 0)
        token.content = content
        token.map = [line, line + 1]
        token.meta = {"starts": [start + title.find(content)], "is_title": True}


def _parse_body(state: StateBlock, start: int, end: int, indent: int) -> None:
    old_max, old_parent, old_indent = state.lineMax, state.parentType, state.blkIndent
    state.lineMax, state.parentType, state.blkIndent = end, "container", indent
    state.push("container_open", "div", 1)
    state.md.block.tokenize(state, start, end)
    state.push("container_close", "div", -1)
    state.lineMax, state.parentType, state.blkIndent = old_max, old_parent, old_indent


def _end_of_body(state: StateBlock, fence: str, start: int, end: int) -> tuple[int, int]:
    """The line after the body that ``fence`` encloses, and the one to go on with."""
    for line in range(start, end):
        if state.sCount[line] < state.blkIndent and not state.isEmpty(line):
            return line, line
        text = _text_of(state, line)
        if len(text) >= len(fence) and not text.strip(fence[0]):
            return line, line + 1
    return end, end


def _skip_options(state: StateBlock, start: int, end: int) -> int:
    """The first line of a directive's body, behind its options."""
    if start < end and _text_of(state, start) == "---":
        for line in range(start + 1, end):
            if _text_of(state, line) == "---":
                return line + 1
    while start < end and is_option(_text_of(state, start)):
        start += 1
    return start


def _text_of(state: StateBlock, line: int) -> str:
    pos = state.bMarks[line] + state.tShift[line]
    return state.src[pos : state.eMarks[line]].rstrip()
