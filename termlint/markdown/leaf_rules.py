"""Block rules for what holds text: markdown-it's own, keeping where each line of text begins."""

from __future__ import annotations

from markdown_it import rules_block
from markdown_it.rules_block import StateBlock

from termlint.markdown.dispatch import Rule, first_of

_SPACE = " \t\n\v\f\r"
_LABEL_LENGTH = 999  # CommonMark 0.31, section 4.7


def starts_of(state: StateBlock, first: int, last: int) -> list[int]:
    """Where the visible part of each line from ``first`` up to before ``last`` begins."""
    return [state.bMarks[line] + state.tShift[line] for line in range(first, last)]


def push_text(state: StateBlock, kind: str, tag: str, lines: tuple[int, int], content: str) -> None:
    """Adds a paragraph or a heading: its tokens and where its lines begin."""
    state.push(f"{kind}_open", tag, 1)
    token = state.push("inline", "", 0)
    token.content = content
    token.map = [*lines]
    token.meta = {"starts": starts_of(state, *lines)}
    state.push(f"{kind}_close", tag, -1)


def paragraph_rule(deflist: Rule) -> Rule:
    """Paragraphs, headings with an underline, and lists that ``deflist`` makes of their terms.

    markdown-it reads a paragraph once in search of an underline and then again; this rule makes
    the same blocks with one reading.
    """

    def paragraph(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        last, level = _last_line(state, start, end)
        if not level and _may_be_term(state, start, end) and _terms(deflist, state, start, end):
            return True
        content = state.getLines(start, last, state.blkIndent, False).strip(_SPACE)
        if level:
            push_text(state, "heading", f"h{level}", (start, last), content)
            state.line = last + 1
        else:
            push_text(state, "paragraph", "p", (start, last), content)
            state.line = last
        return True

    return paragraph


def _terms(deflist: Rule, state: StateBlock, start: int, end: int) -> bool:
    """A definition list; each of its terms fills its line to the end."""
    before = len(state.tokens)
    if not deflist(state, start, end, False):
        return False
    for token in state.tokens[before:]:
        if token.type == "inline" and token.map and token.map[0] == token.map[1]:
            line = token.map[0]
            text = state.src[state.bMarks[line] : state.eMarks[line]].rstrip()
            token.meta["starts"] = [state.bMarks[line] + len(text) - len(token.content)]
    return True


def _last_line(state: StateBlock, start: int, end: int) -> tuple[int, int]:
    """The line before which the paragraph ends, and the level of heading its underline makes."""
    terminators = state.md.block.ruler.getRules("paragraph")
    old_parent, state.parentType = state.parentType, "paragraph"
    level = 0
    line = start + 1
    while line < state.lineMax and not state.isEmpty(line):
        indent = state.sCount[line]
        # Deeper lines would be code elsewhere, and those below 0 were judged by the quote.
        if indent - state.blkIndent <= 3:
            level = _underline(state, line) if indent >= state.blkIndent and line < end else 0
            if level:
                break
            if indent >= 0 and any(rule(state, line, state.lineMax, True) for rule in terminators):
                break
        line += 1
    state.parentType = old_parent
    return line, level


def _underline(state: StateBlock, line: int) -> int:
    marker = first_of(state, line)
    if marker not in ("-", "="):
        return 0
    pos = state.bMarks[line] + state.tShift[line]
    if state.src[pos : state.eMarks[line]].rstrip(" \t").strip(marker):
        return 0
    return 1 if marker == "=" else 2


def _may_be_term(state: StateBlock, start: int, end: int) -> bool:
    line = start + 1
    if line < end and state.isEmpty(line):
        line += 1
    return line < end and first_of(state, line) in (":", "~")


def reference(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A link reference definition, whose label may not be long; without it, time would square."""
    pos = state.bMarks[start] + state.tShift[start]
    if state.src.find("]:", pos, pos + _LABEL_LENGTH + 3) < 0:
        return False
    return rules_block.reference(state, start, end, silent)


def heading(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A heading with number signs before it."""
    if not rules_block.heading(state, start, end, silent):
        return False
    if not silent:
        pos = state.skipCharsStr(state.bMarks[start] + state.tShift[start], "#")
        state.tokens[-2].meta["starts"] = [state.skipSpaces(pos)]
    return True


def html_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A block of HTML."""
    if not rules_block.html_block(state, start, end, silent):
        return False
    if not silent:
        state.tokens[-1].meta["starts"] = starts_of(state, start, state.line)
    return True


def table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A table; its rows keep where their lines begin and end."""
    # A look at the line below, which has to be the delimiter row, before anything else.
    if start + 1 >= end or first_of(state, start + 1) not in ("|", "-", ":"):
        return False
    before = len(state.tokens)
    if not rules_block.table(state, start, end, silent):
        return False
    if not silent:
        at = state.bMarks[start], state.eMarks[state.line - 1]
        state.tokens[before].meta["at"] = at
        for token in state.tokens[before:]:
            if token.type == "tr_open" and token.map:
                line = token.map[0]
                token.meta["line"] = state.bMarks[line] + state.tShift[line], state.eMarks[line]
    return True
