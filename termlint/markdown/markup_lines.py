"""Block rules for lines that are markup: targets, comments, imports, tags, open shortcodes."""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock

from termlint.document import OPAQUE
from termlint.markdown import delimited
from termlint.markdown.elements import end_of_element
from termlint.markdown.jsx import braces_of, end_of_tag
from termlint.markdown.leaf_rules import html_block, push_text

_MARK = re.compile(r"\([^()\n]+\)=[ \t]*$|\+\+\+(?:[ \t].*)?$|-+8<-+(?:[ \t].*)?$", re.MULTILINE)
_COMMENT = re.compile(r"%(?:[ \t%]|(?i:termlint)-|$)", re.MULTILINE)
_MODULE = re.compile(r"(?:import|export)(?=[\s{*\"'])")
_MARKDOWN_INSIDE = re.compile(
    r"<[a-zA-Z][^<>\n]*\smarkdown(?:=[\"']?\w+[\"']?)?(?:\s[^<>\n]*)?>[ \t]*$", re.MULTILINE
)


def mark(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """MyST's ``(target)=`` and ``+++``, and ``--8<--`` for a snippet of MkDocs."""
    return _take_line(state, start, silent, _MARK)


def markdown_inside(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """``<div markdown>``, after which Markdown goes on without a blank line."""
    return _take_line(state, start, silent, _MARKDOWN_INSIDE)


def comment(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """MyST's ``% comment``."""
    if not _take_line(state, start, silent, _COMMENT):
        return False
    if not silent:
        token = state.push("line_comment", "", 0)
        pos = state.bMarks[start] + state.tShift[start]
        token.content = state.src[pos + 1 : state.eMarks[start]]
        token.meta = {"at": (pos, state.eMarks[start])}
    return True


def html_comment(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A comment of HTML, which MDX once allowed."""
    pos = state.bMarks[start] + state.tShift[start]
    return state.src.startswith("<!--", pos) and html_block(state, start, end, silent)


def _take_line(state: StateBlock, line: int, silent: bool, form: re.Pattern[str]) -> bool:
    pos = state.bMarks[line] + state.tShift[line]
    if state.is_code_block(line) or not form.match(state.src, pos):
        return False
    if not silent:
        state.line = line + 1
    return True


def module(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Imports and exports of MDX: up to a blank line outside of braces."""
    begin = state.bMarks[start]
    if silent or state.level or state.blkIndent or not _MODULE.match(state.src, begin):
        return False
    line = start
    closed = begin
    while line < end and (not state.isEmpty(line) or state.bMarks[line] < closed):
        opened = state.src.find("{", max(closed, state.bMarks[line]), state.eMarks[line])
        while opened >= 0:
            closed = max(braces_of(state).closer(opened), opened) + 1
            opened = state.src.find("{", closed, state.eMarks[line])
        line += 1
    state.line = line
    return True


def spanning(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """What begins with a line and would be cut by it: shortcodes, math and elements."""
    if state.is_code_block(start):
        return False
    env, src, pos = state.env, state.src, state.bMarks[start] + state.tShift[start]
    if src[pos] == "{":
        stop = delimited.end_of_template(env, src, pos)
    elif src.startswith("$$", pos):
        stop = delimited.end_of_dollar_math(env, src, pos)
    elif src.startswith("\\[", pos):
        stop = delimited.end_of_bracket_math(env, src, pos)
    elif src[pos] == "\\":
        stop = delimited.end_of_environment(env, src, pos)
    else:
        stop, stands = end_of_element(env, src, pos, state.eMarks[end - 1])
        # A blank line ends a paragraph even in <code>, but not in <svg>.
        stop = stop if stands == OPAQUE else -1
    return stop > state.eMarks[start] and _take_lines(state, start, end, stop, silent)


def jsx(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Lines of MDX that hold only tags and expressions, and tags that go over lines."""
    pos = state.bMarks[start] + state.tShift[start]
    src, limit = state.src, state.eMarks[end - 1]
    stop = _end_of_markup(state, pos, limit)
    is_whole = stop > pos and (stop >= limit or src[stop] == "\n")
    if silent:
        # An expression on a line of its own may be part of the sentence around it.
        return is_whole and src[pos] == "<"
    return (is_whole or stop > state.eMarks[start]) and _take_lines(state, start, end, stop, False)


def _end_of_markup(state: StateBlock, pos: int, limit: int) -> int:
    """Where the tags and expressions end that stand one after the other from ``pos`` on."""
    src, braces = state.src, braces_of(state)
    while pos < limit:
        if src[pos] == "{":
            stop = braces.closer(pos) + 1
        elif src[pos] == "<":
            stop, _ = end_of_element(state.env, src, pos, limit)
            stop = stop if stop > 0 else end_of_tag(src, pos, braces)
        else:
            break
        if not 0 < stop <= limit:
            break
        pos = state.skipSpaces(stop)
    return pos


def _take_lines(state: StateBlock, start: int, end: int, stop: int, silent: bool) -> bool:
    """Makes a paragraph of the lines up to the one in which something ends, at ``stop``."""
    line = start
    while state.eMarks[line] < stop:
        line += 1
        if line >= end or (state.sCount[line] < state.blkIndent and not state.isEmpty(line)):
            return False
    if not silent:
        content = state.getLines(start, line + 1, state.blkIndent, False).strip(" \t\n")
        push_text(state, "paragraph", "p", (start, line + 1), content)
        state.line = line + 1
    return True
