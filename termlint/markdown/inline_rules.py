"""The rules for what stands in a line: markdown-it's own, each keeping where its tokens stand.

Every token gets ``meta["at"]``, the span of its source in the content of its block. Text is cut
into pieces that stand for themselves; what joins such pieces is switched off.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.common.utils import unescapeAll
from markdown_it.rules_inline import (
    StateInline,
    autolink,
    backtick,
    emphasis,
    entity,
    escape,
    html_inline,
    image,
    link,
    strikethrough,
)
from markdown_it.token import Token

from termlint.document import CODE, OPAQUE, URL
from termlint.markdown import constructs
from termlint.markdown.flavour import Flavour
from termlint.markdown.jsx import Braces, end_of_tag
from termlint.markdown.links import find_bare_links
from termlint.markdown.tags import end_of_element

Rule = Callable[[StateInline, bool], bool]

_MARKS = "\n\\`*_~[]<&{$!"
"""Characters that a rule may want to see; text is read up to the next of them."""
_MARK = re.compile(f"[{re.escape(_MARKS)}]")
_ATTRIBUTES = re.compile(
    r"""\{:[^{}\n]*\}"""
    r"""|\{\ *(?:[#.][\w:.-]+|[\w:@-]+=(?:"[^"\n]*"|'[^'\n]*'|[^\s{}"']+))"""
    r"""(?:\s+(?:[#.]?[\w:.-]+(?:=(?:"[^"\n]*"|'[^'\n]*'|[^\s{}"']+))?))*\s*\}""",
    re.VERBOSE,
)
_ROLE = re.compile(r"\{[a-zA-Z][\w:+.-]*\}(?=`)")
_FOOTNOTE = re.compile(r"\[\^[^\s\]]+\]")
_JS_COMMENT = re.compile(r"\{\s*/\*(.*)\*/\s*\}", re.DOTALL)


def install(parser: MarkdownIt, flavour: Flavour) -> None:
    """Puts the rules of ``flavour`` into ``parser``: one, which looks at the next character."""
    by_first = _MDX_RULES if flavour is Flavour.MDX else _RULES

    def inline(state: StateInline, silent: bool) -> bool:
        for rule in by_first.get(state.src[state.pos], ()):
            if rule(state, silent):
                return True
        return _text(state, silent)

    parser.inline.ruler.push("inline", inline)
    parser.inline.ruler.enableOnly("inline")
    parser.inline.ruler2.disable("fragments_join")


def _push(state: StateInline, kind: str, start: int, end: int, **meta: Any) -> None:
    token = state.push(kind, "", 0)
    token.meta = {"at": (start, end), **meta}
    state.pos = end


def _text(state: StateInline, silent: bool) -> bool:
    """Always takes something: the last rule of all."""
    src, pos, limit = state.src, state.pos, state.posMax
    # A bare link must not hide the bracket that ends a link text, so it is text when silent.
    if not silent:
        links, starts = _bare_links(state)
        if starts:
            if pos in links:
                return _take(state, False, min(links[pos], limit), URL)
            following = bisect_right(starts, pos)
            if following < len(starts):
                limit = min(limit, starts[following])
    if src[pos] in _MARKS:
        end = pos + 1
    else:
        mark = _MARK.search(src, pos + 1, limit)
        end = mark.start() if mark else limit
    if silent:
        state.pos = end
    else:
        _push_text(state, pos, end)
    return True


def _push_text(state: StateInline, start: int, end: int) -> None:
    token = state.push("text", "", 0)
    token.content = state.src[start:end]
    token.meta = {"at": (start, end)}
    state.pos = end


def _bare_links(state: StateInline) -> tuple[Mapping[int, int], Sequence[int]]:
    """The end of each bare link by its start, and these starts in order."""
    known: dict[str, tuple[dict[int, int], list[int]]] = state.env.setdefault("bare_links", {})
    if state.src not in known:
        links = find_bare_links(state.src)
        known[state.src] = links, list(links)
    return known[state.src]


def _newline(state: StateInline, silent: bool) -> bool:
    end = state.pos + 1
    while end < state.posMax and state.src[end] in " \t":
        end += 1
    if not silent:
        _push(state, "softbreak", state.pos, end)
    state.pos = end
    return True


def _escape(state: StateInline, silent: bool) -> bool:
    start = state.pos
    if not escape(state, True):
        return False
    if not silent:
        content = state.src[start + 1 : state.pos]
        if content.startswith("\n"):
            _push(state, "hardbreak", start, state.pos)
        elif content in _ESCAPABLE:
            _push(state, "special", start, state.pos, content=content)
        else:
            state.pos = start
            return False
    return True


_ESCAPABLE = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")


def _entity(state: StateInline, silent: bool) -> bool:
    start = state.pos
    if not entity(state, True):
        return False
    if not silent:
        content = unescapeAll(state.src[start : state.pos])
        _push(state, "special", start, state.pos, content=content)
    return True


def _backtick(state: StateInline, silent: bool) -> bool:
    start = state.pos
    backtick(state, True)
    if not silent:
        if state.src[start : state.pos].strip("`"):
            _push(state, "opaque", start, state.pos, stands=CODE)
        else:
            _push_text(state, start, state.pos)
    return True


def _delimiters(rule: Rule) -> Rule:
    """A rule that takes emphasis marks: one token each, which may become text again."""

    def delimiters(state: StateInline, silent: bool) -> bool:
        start, before = state.pos, len(state.tokens)
        if not rule(state, silent):
            return False
        for token in state.tokens[before:]:
            token.meta = {"at": (start, start + len(token.content))}
            start += len(token.content)
        return True

    return delimiters


def _link(state: StateInline, silent: bool) -> bool:
    start, before = state.pos, len(state.tokens)
    if not _may_try_bracket(state):
        return False
    if not link(state, silent):
        _count_failure(state, start, True)
        return False
    if not silent:
        _keep_link(state, state.tokens[before], start, start, True)
    return True


def _image(state: StateInline, silent: bool) -> bool:
    start = state.pos
    if not state.src.startswith("![", start) or not _may_try_bracket(state):
        return False
    if not image(state, silent):
        _count_failure(state, start + 1, False)
        return False
    if not silent:
        _keep_link(state, state.tokens[-1], start, start + 1, False)
    return True


_STEPS = 100_000
_STEPS_PER_CHARACTER = 8


def _may_try_bracket(state: StateInline) -> bool:
    """Whether to look for the end of another link text.

    markdown-it looks through all the rest for every bracket that is never closed. No text needs
    that often, but one made of brackets would take hours; there, brackets become text.
    """
    spent: int = state.env.get("steps", {}).get(state.src, 0)
    return spent <= _STEPS + _STEPS_PER_CHARACTER * len(state.src)


def _count_failure(state: StateInline, bracket: int, is_link: bool) -> None:
    end = state.md.helpers.parseLinkLabel(state, bracket, is_link)
    steps = state.env.setdefault("steps", {})
    spent = (end if end >= 0 else state.posMax) - bracket
    steps[state.src] = steps.get(state.src, 0) + spent


def _keep_link(state: StateInline, token: Token, start: int, bracket: int, is_link: bool) -> None:
    """Keeps where a link or an image stands, and what its text and its title are."""
    token.meta["at"] = (start, state.pos)
    if "label" in token.meta:
        end = state.md.helpers.parseLinkLabel(state, bracket, is_link) + 1
        token.meta["shares_label"] = state.src[end : state.pos] in ("", "[]")
    elif "title" in token.attrs:
        src, helpers = state.src, state.md.helpers
        pos = _skip_space(src, helpers.parseLinkLabel(state, bracket, is_link) + 2)
        destination = helpers.parseLinkDestination(src, pos, state.posMax)
        if destination.ok:
            pos = _skip_space(src, destination.pos)
        end = helpers.parseLinkTitle(src, pos, state.posMax).pos - 1
        token.meta["title"] = pos + 1, src[pos + 1 : end]


def _skip_space(src: str, pos: int) -> int:
    while src[pos] in " \t\n":
        pos += 1
    return pos


def _footnote(state: StateInline, silent: bool) -> bool:
    mark = _FOOTNOTE.match(state.src, state.pos, state.posMax)
    return bool(mark) and _take(state, silent, mark.end(), "")


def _autolink(state: StateInline, silent: bool) -> bool:
    start = state.pos
    if not autolink(state, True):
        return False
    end, state.pos = state.pos, start
    return _take(state, silent, end, URL)


def _element(state: StateInline, silent: bool) -> bool:
    """``<code>x</code>`` and others whose content is not prose."""
    end, stands = end_of_element(state.env, state.src, state.pos, state.posMax)
    return end > 0 and _take(state, silent, end, stands)


def _html(state: StateInline, silent: bool) -> bool:
    start = state.pos
    if not html_inline(state, True):
        return False
    end, state.pos = state.pos, start
    return _take_tag(state, silent, end)


def _jsx(state: StateInline, silent: bool) -> bool:
    end = end_of_tag(state.src, state.pos, _braces(state))
    return 0 < end <= state.posMax and _take_tag(state, silent, end)


def _tag_by_look(state: StateInline, silent: bool) -> bool:
    """A tag that HTML would not accept: a component's in a file that is not called MDX."""
    name = state.src[state.pos + 1 : state.pos + 3].lstrip("/")[:1]
    return (name.isupper() or bool(state.env.get("html"))) and _jsx(state, silent)


def _comment(state: StateInline, silent: bool) -> bool:
    start, src = state.pos, state.src
    if not src.startswith("<!--", start):
        return False
    if src.startswith((">", "->"), start + 4):
        end = src.index(">", start) + 1
    else:
        end = constructs.find_next(state.env, src, "-->", start + 4) + 3
    if not start + 4 < end <= state.posMax:
        return False
    if silent:
        state.pos = end
    else:
        _push(state, "comment", start, end, content=src[start + 4 : end - 3])
    return True


def _take_tag(state: StateInline, silent: bool, end: int) -> bool:
    if silent:
        state.pos = end
    else:
        _push(state, "tag", state.pos, end, content=state.src[state.pos : end])
    return True


def _expression(state: StateInline, silent: bool) -> bool:
    end = _braces(state).closer(state.pos) + 1
    if not 0 < end <= state.posMax:
        return False
    comment = _JS_COMMENT.fullmatch(state.src, state.pos, end)
    if comment and not silent:
        _push(state, "comment", state.pos, end, content=comment[1])
        return True
    return _take(state, silent, end, OPAQUE)


def _braces(state: StateInline) -> Braces:
    known: dict[str, Braces] = state.env.setdefault("braces", {})
    if state.src not in known:
        known[state.src] = Braces(state.src)
    return known[state.src]


def _role(state: StateInline, silent: bool) -> bool:
    """MyST's ``{role}`content```."""
    name = _ROLE.match(state.src, state.pos, state.posMax)
    if not name:
        return False
    start, state.pos = state.pos, name.end()
    backtick(state, True)
    end, state.pos = state.pos, start
    is_code = state.src[name.end() : end].strip("`") != ""
    return is_code and _take(state, silent, end, OPAQUE)


def _attributes(state: StateInline, silent: bool) -> bool:
    attributes = _ATTRIBUTES.match(state.src, state.pos, state.posMax)
    return bool(attributes) and _take(state, silent, attributes.end(), "")


def _until(find: Callable[[constructs.Env, str, int], int]) -> Rule:
    def construct(state: StateInline, silent: bool) -> bool:
        end = find(state.env, state.src, state.pos)
        return 0 < end <= state.posMax and _take(state, silent, end, OPAQUE)

    return construct


def _bracket_math(env: constructs.Env, text: str, start: int) -> int:
    if text[start + 1 : start + 2] not in ("(", "["):
        return constructs.end_of_environment(env, text, start)
    return constructs.end_of_bracket_math(env, text, start)


def _take(state: StateInline, silent: bool, end: int, stands: str) -> bool:
    """Accepts the source up to ``end``, for which ``stands`` is put in the text."""
    if silent:
        state.pos = end
    else:
        _push(state, "opaque", state.pos, end, stands=stands)
    return True


_RULES: dict[str, tuple[Rule, ...]] = {
    "\n": (_newline,),
    "\\": (_until(_bracket_math), _escape),
    "`": (_backtick,),
    "*": (_delimiters(emphasis.tokenize),),
    "_": (_delimiters(emphasis.tokenize),),
    "~": (_delimiters(strikethrough.tokenize),),
    "[": (_footnote, _link),
    "!": (_image,),
    "<": (_element, _autolink, _comment, _html, _tag_by_look),
    "&": (_entity,),
    "{": (_role, _attributes, _until(constructs.end_of_template)),
    "$": (_until(constructs.end_of_dollar_math),),
}
_MDX_RULES = {**_RULES, "<": (_element, _jsx), "{": (_expression,)}
