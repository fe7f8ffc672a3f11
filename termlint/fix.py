"""Applies fixes to a text: text and diagnostics in, text out."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from termlint.diagnostic import Diagnostic, Fix

_MOST_ROUNDS = 10


def fix(text: str, diagnostics: Iterable[Diagnostic], *, unsafe: bool = False) -> str:
    """``text`` with the edits of its fixes made, the safe ones only unless ``unsafe``.

    Where two fixes want the same place, the one that comes first in the file wins, and the other
    is left for the next round.
    """
    parts: list[str] = []
    end = 0
    fixes = (d.fix for d in diagnostics if d.fix is not None and (d.fix.safe or unsafe))
    for wanted in sorted(fixes, key=_place):
        if wanted.edits[0].span.start < end:
            continue
        for edit in wanted.edits:
            parts += [text[end : edit.span.start], edit.replacement]
            end = edit.span.end
    return "".join([*parts, text[end:]])


def fix_fully(
    text: str, diagnose: Callable[[str], Iterable[Diagnostic]], *, unsafe: bool = False
) -> str:
    """``text`` fixed again and again until nothing more changes, at most ten times."""
    for _ in range(_MOST_ROUNDS):
        fixed = fix(text, diagnose(text), unsafe=unsafe)
        if fixed == text:
            break
        text = fixed
    return text


def _place(wanted: Fix) -> tuple[int, int]:
    return wanted.edits[0].span.start, wanted.edits[-1].span.end
