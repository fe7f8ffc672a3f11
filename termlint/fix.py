"""Makes the fixes of diagnostics in a text: text and diagnostics in, text out.

Where two fixes overlap or touch, the one that begins first is made; of those that begin together
the safe one, and then the longer. The other is left for the next round, in which the text is
linted again, so that each fix is made of what really stands there.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from termlint.diagnostic import Diagnostic, Edit

_MOST_ROUNDS = 10

_Sort = tuple[str, str | None]
"""The check and the concept of a fix."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """What came of fixing a text."""

    text: str
    made: tuple[Diagnostic, ...]
    """Those that were fixed, in the order in which they were."""
    left: tuple[Diagnostic, ...]
    """Those of ``text``."""


def fix(
    text: str, diagnostics: Iterable[Diagnostic], *, unsafe: bool = False
) -> tuple[str, tuple[Diagnostic, ...]]:
    """One round: ``text`` with fixes made, and the diagnostics whose fixes they were.

    Only the safe ones are made unless ``unsafe``.
    """
    edits: list[Edit] = []
    made: list[Diagnostic] = []
    reached = -1
    for diagnostic in sorted(diagnostics, key=_place):
        wanted = diagnostic.fix
        if wanted is None or not (wanted.safe or unsafe) or wanted.edits[0].span.start <= reached:
            continue
        reached = wanted.edits[-1].span.end
        edits += wanted.edits
        made.append(diagnostic)
    return edited(text, edits), tuple(made)


def fix_fully(
    text: str, diagnose: Callable[[str], Iterable[Diagnostic]], *, unsafe: bool = False
) -> Fixed:
    """``text`` fixed in as many rounds as it takes, so that fixing it again changes nothing.

    ``diagnose`` gives the diagnostics of a text. Where fixes undo each other, or go on without
    end, those of their check and concept are not made.
    """
    restless: set[_Sort] = set()
    while True:
        fixed, going_on = _until_rest(text, diagnose, unsafe, restless)
        if not going_on:
            return fixed
        restless |= going_on


def edited(text: str, edits: Iterable[Edit]) -> str:
    """``text`` with ``edits`` made, which are in its order and do not overlap."""
    parts: list[str] = []
    end = 0
    for edit in edits:
        parts += [text[end : edit.span.start], edit.replacement]
        end = edit.span.end
    return "".join([*parts, text[end:]])


def _until_rest(
    text: str,
    diagnose: Callable[[str], Iterable[Diagnostic]],
    unsafe: bool,
    without: Collection[_Sort],
) -> tuple[Fixed, set[_Sort]]:
    """``text`` when no more can be fixed; else which sorts of fixes don't come to an end."""
    rounds: list[tuple[Diagnostic, ...]] = []
    texts = {text: 0}
    while True:
        left = tuple(diagnose(text))
        fixable = (each for each in left if _sort(each) not in without)
        text, made = fix(text, fixable, unsafe=unsafe)
        if not made:
            return Fixed(text, tuple(each for round_ in rounds for each in round_), left), set()
        rounds.append(made)
        if text in texts or len(rounds) == _MOST_ROUNDS:
            repeated = rounds[texts.get(text, -1) :]
            return Fixed(text, (), ()), {_sort(each) for round_ in repeated for each in round_}
        texts[text] = len(rounds)


def _sort(diagnostic: Diagnostic) -> _Sort:
    return diagnostic.check, diagnostic.concept


def _place(diagnostic: Diagnostic) -> tuple[int, bool, int]:
    """Where a diagnostic stands in the order of the fixes that are made."""
    if diagnostic.fix is None:
        return 0, True, 0
    edits = diagnostic.fix.edits
    return edits[0].span.start, not diagnostic.fix.safe, -edits[-1].span.end
