"""Inline rules for what is no prose or only markup: HTML, JSX, templates, roles, math."""

from __future__ import annotations

import re

from markdown_it import rules_inline
from markdown_it.rules_inline import StateInline

from termlint.document import OPAQUE
from termlint.markdown import delimited
from termlint.markdown.delimited import next_match
from termlint.markdown.elements import end_of_element
from termlint.markdown.inline_tokens import end_of, push, take
from termlint.markdown.jsx import braces_of, end_of_tag

_ROLE = re.compile(r"\{[a-zA-Z][\w:+.-]*\}(?=`)")
_VALUE = r"""(?:"[^"\n]*"|'[^'\n]*'|[^\s{}"']+)"""
_ATTRIBUTES = re.compile(
    rf"""\{{:[^{{}}\n]*\}}
    |\{{[ ]*(?:[#.][\w:.-]+|[\w:@-]+={_VALUE})(?:\s+[#.]?[\w:.-]+(?:={_VALUE})?)*\s*\}}""",
    re.VERBOSE,
)
_COMMENT_END = re.compile("-->")
_NO_ELEMENT = re.compile(r"<(?:\?|!(?:[A-Za-z]|\[CDATA\[))")
_JS_COMMENT = re.compile(r"\{\s*/\*(.*)\*/\s*\}", re.DOTALL)


def element(state: StateInline, silent: bool) -> bool:
    """``<code>x</code>`` and other elements whose content is no prose."""
    end, stands = end_of_element(state.env, state.src, state.pos, state.posMax)
    return end > 0 and take(state, silent, end, stands)


def comment(state: StateInline, silent: bool) -> bool:
    """``<!-- comment -->``; the shortest are ``<!-->`` and ``<!--->``. One that nothing closes is a
    comment in a block of HTML only, up to its end (CommonMark 0.31, 4.6)."""
    start, src = state.pos, state.src
    if not src.startswith("<!--", start):
        return False
    if src.startswith((">", "->"), start + 4):
        end = src.index(">", start) + 1
    else:
        closing = next_match(state.env, src, _COMMENT_END, start + 4)
        if closing is None and state.env.get("html"):
            return take(state, silent, state.posMax, "")
        end = closing[1] if closing else -1
    if not 0 < end <= state.posMax:
        return False
    if silent:
        state.pos = end
    else:
        push(state, "comment", start, end, content=src[start + 4 : end - 3])
    return True


def html(state: StateInline, silent: bool) -> bool:
    """A tag as HTML has it, an instruction or a declaration; see ``comment`` for their ends."""
    end = end_of(rules_inline.html_inline, state)
    if end < 0 and state.env.get("html") and _NO_ELEMENT.match(state.src, state.pos):
        end = state.posMax
    return _take_tag(state, silent, end)


def jsx(state: StateInline, silent: bool) -> bool:
    """A tag as JSX has it."""
    return _take_tag(state, silent, end_of_tag(state.src, state.pos, braces_of(state)))


def tag_by_look(state: StateInline, silent: bool) -> bool:
    """A component's tag in a file that is not called MDX, or a faulty one in a block of HTML."""
    name = state.src[state.pos + 1 : state.pos + 3].lstrip("/")[:1]
    return (name.isupper() or bool(state.env.get("html"))) and jsx(state, silent)


def _take_tag(state: StateInline, silent: bool, end: int) -> bool:
    if not 0 < end <= state.posMax:
        return False
    if silent:
        state.pos = end
    else:
        push(state, "tag", state.pos, end, content=state.src[state.pos : end])
    return True


def expression(state: StateInline, silent: bool) -> bool:
    """An expression in braces in MDX; a comment is one that holds nothing else."""
    end = braces_of(state).closer(state.pos) + 1
    if not 0 < end <= state.posMax:
        return False
    remark = _JS_COMMENT.fullmatch(state.src, state.pos, end)
    if remark is None or silent:
        return take(state, silent, end, OPAQUE)
    push(state, "comment", state.pos, end, content=remark[1])
    return True


def role(state: StateInline, silent: bool) -> bool:
    """MyST's ``{role}`content```."""
    name = _ROLE.match(state.src, state.pos, state.posMax)
    if not name:
        return False
    start, state.pos = state.pos, name.end()
    end = end_of(rules_inline.backtick, state)
    state.pos = start
    return state.src[name.end() : end].strip("`") != "" and take(state, silent, end, OPAQUE)


def attributes(state: StateInline, silent: bool) -> bool:
    """``{#id .class key=value}`` and ``{: ...}``, which leave nothing in the text."""
    braces = _ATTRIBUTES.match(state.src, state.pos, state.posMax)
    return braces is not None and take(state, silent, braces.end(), "")


def heading_id(state: StateInline, silent: bool) -> bool:
    """``{#id}`` where other braces hold expressions."""
    return state.src.startswith("{#", state.pos) and attributes(state, silent)


def template(state: StateInline, silent: bool) -> bool:
    """Shortcodes and templates."""
    return _take_opaque(state, silent, delimited.end_of_template(state.env, state.src, state.pos))


def dollar_math(state: StateInline, silent: bool) -> bool:
    """``$x$`` and ``$$x$$``."""
    end = delimited.end_of_dollar_math(state.env, state.src, state.pos)
    return _take_opaque(state, silent, end)


def bracket_math(state: StateInline, silent: bool) -> bool:
    r"""``\(x\)``, ``\[x\]`` and LaTeX environments."""
    if state.src.startswith(("\\(", "\\["), state.pos):
        end = delimited.end_of_bracket_math(state.env, state.src, state.pos)
    else:
        end = delimited.end_of_environment(state.env, state.src, state.pos)
    return _take_opaque(state, silent, end)


def _take_opaque(state: StateInline, silent: bool, end: int) -> bool:
    return 0 < end <= state.posMax and take(state, silent, end, OPAQUE)
