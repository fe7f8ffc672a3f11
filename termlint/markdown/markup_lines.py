"""Block rules for lines that are markup: targets, comments, imports, tags, open shortcodes."""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock

from termlint.markdown import constructs
from termlint.markdown.jsx import Braces, end_of_tag
from termlint.markdown.leaf_rules import push_text
from termlint.markdown.tags import end_of_element

_TARGET = re.compile(r"\([^()\n]+\)=[ \t]*$")
_BREAK = re.compile(r"\+\+\+(?:[ \t].*)?$")
_COMMENT = re.compile(r"%(?:[ \t%]|termlint-|$)")
_MODULE = re.compile(r"(?:import|export)(?=[\s{*\"'])")
_MARKDOWN_INSIDE = re.compile(
    r"<[a-zA-Z][^<>]*\smarkdown(?:=[\"']?\w+[\"']?)?(?:\s[^<>]*)?>[ \t]*$"
)


def target(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """MyST's ``(name)=`` and ``+++``."""
    if state.is_code_block(start):
        return False
    pos = state.bMarks[start] + state.tShift[start]
    if not (
        _TARGET.match(state.src, pos, state.eMarks[start])
        or _BREAK.match(state.src, pos, state.eMarks[start])
    ):
        return False
    state.line = start + 1 if not silent else state.line
    return True


def comment(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """MyST's ``% comment``."""
    if state.is_code_block(start):
        return False
    pos = state.bMarks[start] + state.tShift[start]
    if not _COMMENT.match(state.src, pos, state.eMarks[start]):
        return False
    if not silent:
        token = state.push("line_comment", "", 0)
        token.content = state.src[pos + 1 : state.eMarks[start]]
        token.meta = {"at": (pos, state.eMarks[start])}
        state.line = start + 1
    return True


def module(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Imports and exports of MDX: up to a blank line outside of braces."""
    pos = state.bMarks[start]
    if silent or state.level or state.blkIndent or not _MODULE.match(state.src, pos):
        return False
    line = start
    while line < end and not state.isEmpty(line):
        opened = state.src.find("{", state.bMarks[line], state.eMarks[line])
        closed = -1
        while opened >= 0:
            closed = _braces(state).closer(opened)
            if closed < 0 or closed >= state.eMarks[line]:
                break
            opened = state.src.find("{", closed, state.eMarks[line])
        while opened >= 0 and line + 1 < end and state.eMarks[line] < closed:
            line += 1
        line += 1
    state.line = line
    return True


def markdown_inside(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """``<div markdown>``, after which Markdown goes on without a blank line."""
    if state.is_code_block(start):
        return False
    pos = state.bMarks[start] + state.tShift[start]
    if not _MARKDOWN_INSIDE.match(state.src, pos, state.eMarks[start]):
        return False
    if not silent:
        state.line = start + 1
    return True


def spanning(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """What begins with a line and would be cut by it: shortcodes, math and elements."""
    if state.is_code_block(start):
        return False
    pos = state.bMarks[start] + state.tShift[start]
    limit = state.eMarks[end - 1]
    mark = state.src[pos]
    if mark == "{":
        stop = constructs.end_of_template(state.env, state.src, pos)
        if state.src[pos : pos + 2] != "{#" and _has_blank_line(state, pos, stop):
            return False
    elif mark == "$":
        if not state.src.startswith("$$", pos):
            return False
        stop = constructs.end_of_dollar_math(state.env, state.src, pos)
        if _has_blank_line(state, pos, stop):
            return False
    elif mark == "\\":
        if state.src.startswith("\\[", pos):
            stop = constructs.end_of_bracket_math(state.env, state.src, pos)
        else:
            stop = constructs.end_of_environment(state.env, state.src, pos)
    else:
        stop, _ = end_of_element(state.env, state.src, pos, limit)
    return stop <= limit and _take_lines(state, start, end, stop, silent)


def jsx(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Lines of MDX that hold only tags and expressions, and tags that go over lines."""
    pos = state.bMarks[start] + state.tShift[start]
    src, limit = state.src, state.eMarks[end - 1]
    braces = _braces(state)
    reached = pos
    while reached < limit:
        char = src[reached]
        if char == "<":
            stop, _ = end_of_element(state.env, src, reached, limit)
            stop = stop if stop > 0 else end_of_tag(src, reached, braces)
        elif char == "{":
            stop = braces.closer(reached) + 1
        else:
            break
        if not 0 < stop <= limit:
            break
        reached = stop
        while reached < limit and src[reached] in " \t":
            reached += 1
    if reached == pos:
        return False
    is_whole = reached >= limit or src[reached] == "\n"
    if silent:
        return is_whole and src[pos] == "<"
    return _take_lines(state, start, end, reached, False, whole=is_whole)


def _take_lines(
    state: StateBlock, start: int, end: int, stop: int, silent: bool, *, whole: bool = False
) -> bool:
    """Makes a paragraph of the lines up to the one in which something ends, at ``stop``."""
    if stop < 0 or (stop <= state.eMarks[start] and not whole):
        return False
    line = start
    while state.eMarks[line] < stop:
        line += 1
        if line >= end or (state.sCount[line] < state.blkIndent and not state.isEmpty(line)):
            return False
    if silent:
        return True
    content = state.getLines(start, line + 1, state.blkIndent, False).strip(" \t\n")
    push_text(state, "paragraph", "p", (start, line + 1), content)
    state.line = line + 1
    return True


def _has_blank_line(state: StateBlock, start: int, end: int) -> bool:
    at = constructs.find_next(state.env, state.src, "\n\n", start)
    return 0 <= at < end


def _braces(state: StateBlock) -> Braces:
    known: dict[str, Braces] = state.env.setdefault("braces", {})
    if state.src not in known:
        known[state.src] = Braces(state.src)
    return known[state.src]
