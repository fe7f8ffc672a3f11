"""Inline rules for links, images, autolinks and footnote references."""

from __future__ import annotations

import re

from markdown_it import rules_inline
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from termlint.document import URL
from termlint.markdown.inline_tokens import end_of, take

_FOOTNOTE = re.compile(r"\[\^[^\s\[\]]+\]")
_STEPS = 100_000
_STEPS_PER_CHARACTER = 8


def link(state: StateInline, silent: bool) -> bool:
    """A link; its first token keeps what ``_keep`` says."""
    start, before = state.pos, len(state.tokens)
    if not _may_search(state):
        return False
    if not rules_inline.link(state, silent):
        _count_steps(state, start, True)
        return False
    if not silent:
        _keep(state, state.tokens[before], start, start, True)
    return True


def image(state: StateInline, silent: bool) -> bool:
    """An image; its token keeps what ``_keep`` says."""
    start = state.pos
    if not state.src.startswith("![", start) or not _may_search(state):
        return False
    if not rules_inline.image(state, silent):
        _count_steps(state, start + 1, False)
        return False
    if not silent:
        _keep(state, state.tokens[-1], start, start + 1, False)
    return True


def _keep(state: StateInline, token: Token, start: int, bracket: int, is_link: bool) -> None:
    """Keeps where a link stands, whether its text is its label, and its title and its place."""
    src, helpers = state.src, state.md.helpers
    token.meta["at"] = (start, state.pos)
    if "label" in token.meta:
        end = helpers.parseLinkLabel(state, bracket, is_link) + 1
        token.meta["shares_label"] = src[end : state.pos] in ("", "[]")
    elif "title" in token.attrs:
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


def _may_search(state: StateInline) -> bool:
    """Whether to look for the end of another link text.

    markdown-it looks through all the rest for every bracket that is never closed. No text needs
    that often, but one made of brackets would take hours; there, brackets become text.
    """
    spent: int = state.env.get("steps", {}).get(state.src, 0)
    return spent <= _STEPS + _STEPS_PER_CHARACTER * len(state.src)


def _count_steps(state: StateInline, bracket: int, is_link: bool) -> None:
    end = state.md.helpers.parseLinkLabel(state, bracket, is_link)
    steps = state.env.setdefault("steps", {})
    spent = (end if end >= 0 else state.posMax) - bracket
    steps[state.src] = steps.get(state.src, 0) + spent


def autolink(state: StateInline, silent: bool) -> bool:
    """``<https://example.org>`` and ``<me@example.org>``."""
    end = end_of(rules_inline.autolink, state)
    return end > 0 and take(state, silent, end, URL)


def footnote(state: StateInline, silent: bool) -> bool:
    """A reference to a footnote, ``[^1]``, which leaves nothing in the text."""
    mark = _FOOTNOTE.match(state.src, state.pos, state.posMax)
    return mark is not None and take(state, silent, mark.end(), "")
