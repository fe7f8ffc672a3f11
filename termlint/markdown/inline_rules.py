"""Which inline rules there are, by the character they begin with, and those for plain text.

Instead of its list of rules the parser gets one that looks at the next character. Text is cut
into pieces that stand for themselves, and what would join such pieces is switched off.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence

from markdown_it import MarkdownIt, rules_inline
from markdown_it.common.utils import unescapeAll
from markdown_it.rules_inline import StateInline, emphasis, strikethrough

from termlint.document import CODE, URL
from termlint.markdown import link_rules, opaque_rules
from termlint.markdown.bare_links import find_bare_links
from termlint.markdown.flavour import Flavour
from termlint.markdown.inline_tokens import Rule, end_of, push, push_text, take

_MARKS = "\n\\`*_~[]<&{$!"
"""Characters that a rule may want to see; text is read up to the next of them."""
_MARK = re.compile(f"[{re.escape(_MARKS)}]")
_ESCAPABLE = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")


def install(parser: MarkdownIt, flavour: Flavour) -> None:
    """Puts the rules of ``flavour`` into ``parser``."""
    by_first = _MDX_RULES if flavour is Flavour.MDX else _RULES

    def inline(state: StateInline, silent: bool) -> bool:
        for rule in by_first.get(state.src[state.pos], ()):
            if rule(state, silent):
                return True
        return _text(state, silent)

    parser.inline.ruler.push("inline", inline)
    parser.inline.ruler.enableOnly("inline")
    parser.inline.ruler2.disable("fragments_join")


def _text(state: StateInline, silent: bool) -> bool:
    """The last rule of all, which always takes something."""
    src, pos, limit = state.src, state.pos, state.posMax
    # A bare link must not hide the bracket that ends a link text, so it is text when silent.
    if not silent:
        links, starts = _bare_links(state)
        if starts:
            if pos in links:
                return take(state, False, min(links[pos], limit), URL)
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
        push_text(state, pos, end)
    return True


def _bare_links(state: StateInline) -> tuple[Mapping[int, int], Sequence[int]]:
    """The end of each bare link by its start, and these starts in order."""
    known: dict[str, tuple[dict[int, int], list[int]]] = state.env.setdefault("bare_links", {})
    if state.src not in known:
        links = find_bare_links(state.src)
        known[state.src] = links, list(links)
    return known[state.src]


def _newline(state: StateInline, silent: bool) -> bool:
    # A blank line can only stand in unfinished HTML; no break may end there, for it has no place.
    end = state.pos + 1
    while end < state.posMax and state.src[end] in " \t\n":
        end += 1
    if silent:
        state.pos = end
    else:
        push(state, "softbreak", state.pos, end)
    return True


def _escape(state: StateInline, silent: bool) -> bool:
    end = end_of(rules_inline.escape, state)
    content = state.src[state.pos + 1 : end] if end > 0 else ""
    if silent and content:
        state.pos = end
    elif content[:1] == "\n":
        push(state, "hardbreak", state.pos, end)
    elif content in _ESCAPABLE:
        push(state, "special", state.pos, end, content=content)
    else:
        return False
    return True


def _entity(state: StateInline, silent: bool) -> bool:
    end = end_of(rules_inline.entity, state)
    if end < 0:
        return False
    if silent:
        state.pos = end
    else:
        content = unescapeAll(state.src[state.pos : end])
        push(state, "special", state.pos, end, content=content)
    return True


def _code(state: StateInline, silent: bool) -> bool:
    """A code span, or backticks that begin none."""
    start, end = state.pos, end_of(rules_inline.backtick, state)
    if silent:
        state.pos = end
    elif state.src[start:end].strip("`"):
        take(state, False, end, CODE)
    else:
        push_text(state, start, end)
    return True


def _delimiters(rule: Rule) -> Rule:
    """A rule that takes emphasis marks; each gets a token, which may become text again."""

    def delimiters(state: StateInline, silent: bool) -> bool:
        start, before = state.pos, len(state.tokens)
        if not rule(state, silent):
            return False
        for token in state.tokens[before:]:
            token.meta = {"at": (start, start + len(token.content))}
            start += len(token.content)
        return True

    return delimiters


_RULES: dict[str, tuple[Rule, ...]] = {
    "\n": (_newline,),
    "\\": (opaque_rules.bracket_math, _escape),
    "`": (_code,),
    "*": (_delimiters(emphasis.tokenize),),
    "_": (_delimiters(emphasis.tokenize),),
    "~": (_delimiters(strikethrough.tokenize),),
    "[": (link_rules.footnote, link_rules.link),
    "!": (link_rules.image,),
    "<": (
        opaque_rules.element,
        link_rules.autolink,
        opaque_rules.comment,
        opaque_rules.html,
        opaque_rules.tag_by_look,
    ),
    "&": (_entity,),
    "{": (opaque_rules.role, opaque_rules.attributes, opaque_rules.template),
    "$": (opaque_rules.dollar_math,),
}
_MDX_RULES = {
    **_RULES,
    "<": (opaque_rules.element, opaque_rules.comment, opaque_rules.jsx),
    "{": (opaque_rules.heading_id, opaque_rules.expression),
}
