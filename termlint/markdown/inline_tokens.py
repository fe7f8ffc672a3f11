"""What inline rules say: tokens that know where they stand.

Every token has ``meta["at"]``, the span of its source in the content of its block. Besides those
of markdown-it there are ``opaque``, ``special``, ``comment`` and ``tag``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from markdown_it.rules_inline import StateInline

Rule = Callable[[StateInline, bool], bool]
"""Says whether it took something at ``state.pos``; pushes no tokens where the bool is True."""


def push(state: StateInline, kind: str, start: int, end: int, **meta: Any) -> None:
    """Adds a token for the source from ``start`` to ``end`` and goes on behind it."""
    token = state.push(kind, "", 0)
    token.meta = {"at": (start, end), **meta}
    state.pos = end


def push_text(state: StateInline, start: int, end: int) -> None:
    """Adds the source from ``start`` to ``end`` as text that stands for itself."""
    token = state.push("text", "", 0)
    token.content = state.src[start:end]
    token.meta = {"at": (start, end)}
    state.pos = end


def take(state: StateInline, silent: bool, end: int, stands: str) -> bool:
    """Takes the source up to ``end``, for which ``stands`` is put in the text; always True."""
    if silent:
        state.pos = end
    else:
        push(state, "opaque", state.pos, end, stands=stands)
    return True


def end_of(rule: Rule, state: StateInline) -> int:
    """Where ``rule`` would end what begins here; -1 where it takes nothing."""
    start = state.pos
    end = state.pos if rule(state, True) else -1
    state.pos = start
    return end
