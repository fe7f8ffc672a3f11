"""Makes the fixes of diagnostics in a text: text and diagnostics in, text out.

Where two fixes overlap or touch, the one that begins first is made; of those that begin together
the safe one, and then the longer. The other is left for the next round, in which the text is
linted again, so that each fix is made of what really stands there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from termlint.diagnostic import Diagnostic, Edit

_MOST_ROUNDS = 20

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


class Fixing:
    """A text on its way through the rounds.

    Where fixes undo each other, or go on without end, the text is begun anew without those of
    their check and concept. So it comes to rest, and then a second fixing changes nothing.
    """

    def __init__(self, text: str, *, unsafe: bool) -> None:
        """Only safe fixes are made unless ``unsafe``."""
        self._original = text
        self._unsafe = unsafe
        self._texts = [text]
        """What each round began with, and the text as it is now."""
        self._rounds: list[tuple[Diagnostic, ...]] = []
        """What each round has fixed."""
        self._restless: set[_Sort] = set()

    @property
    def text(self) -> str:
        return self._texts[-1]

    @property
    def made(self) -> tuple[Diagnostic, ...]:
        """What has been fixed, in the order in which it was."""
        return tuple(each for round_ in self._rounds for each in round_)

    def go_on(self, diagnostics: Iterable[Diagnostic]) -> bool:
        """Make the next round of fixes, given the diagnostics of ``text``; False if none is due."""
        fixable = (each for each in diagnostics if _sort(each) not in self._restless)
        text, made = fix(self.text, fixable, unsafe=self._unsafe)
        if not made:
            return False
        is_repeated = text in self._texts
        first = self._texts.index(text) if is_repeated else len(self._rounds)
        self._rounds.append(made)
        self._texts.append(text)
        if is_repeated or len(self._rounds) == _MOST_ROUNDS:
            self._restless |= {_sort(each) for round_ in self._rounds[first:] for each in round_}
            self._texts, self._rounds = [self._original], []
        return True


def fix_fully(
    text: str, diagnose: Callable[[str], Iterable[Diagnostic]], *, unsafe: bool = False
) -> Fixed:
    """``text`` fixed in as many rounds as it takes; ``diagnose`` gives the diagnostics of a text.

    Only safe fixes are made unless ``unsafe``. Fixing the text again changes nothing.
    """
    fixing = Fixing(text, unsafe=unsafe)
    left = tuple(diagnose(text))
    while fixing.go_on(left):
        left = tuple(diagnose(fixing.text))
    return Fixed(fixing.text, fixing.made, left)


def fix(
    text: str, diagnostics: Iterable[Diagnostic], *, unsafe: bool = False
) -> tuple[str, tuple[Diagnostic, ...]]:
    """One round: ``text`` with fixes made, and the diagnostics whose fixes they were.

    Only safe fixes are made unless ``unsafe``.
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


def edited(text: str, edits: Iterable[Edit]) -> str:
    """``text`` with ``edits`` made, which are in its order and do not overlap."""
    parts: list[str] = []
    end = 0
    for edit in edits:
        parts += [text[end : edit.span.start], edit.replacement]
        end = edit.span.end
    return "".join([*parts, text[end:]])


def _sort(diagnostic: Diagnostic) -> _Sort:
    return diagnostic.check, diagnostic.concept


def _place(diagnostic: Diagnostic) -> tuple[int, bool, int]:
    """Where a diagnostic stands in the order of the fixes that are made."""
    if diagnostic.fix is None:
        return 0, True, 0
    edits = diagnostic.fix.edits
    return edits[0].span.start, not diagnostic.fix.safe, -edits[-1].span.end
