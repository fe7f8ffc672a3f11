"""The fixes of an open document: each suggestion of a diagnostic, and all safe ones at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from termlint.anchors import changes_of
from termlint.checks import conflicting_definition, unclear_sense
from termlint.diagnostic import Diagnostic, Edit
from termlint.editor.action import FIX_ALL, QUICK_FIX, Action, Edited
from termlint.editor.checked import Checked
from termlint.edits import edits_to
from termlint.fix import fix_fully
from termlint.lint import Linter
from termlint.span import Span

_LEFT_OPEN = (conflicting_definition.NAME, unclear_sense.NAME)
"""The checks that have suggestions but no fix, since what is right is for people to say."""


def fixes_of(checked: Checked, diagnostic: Diagnostic, linter: Linter) -> Iterator[Action]:
    """What can be written instead of the text of a diagnostic, best first."""
    uri, text, fix = checked.snapshot.uri, checked.snapshot.text, diagnostic.fix
    suggestions = diagnostic.suggestions
    if fix is not None:
        said = f'Write "{suggestions[0]}"' if suggestions else "Fix this"
        changes = (Edited(uri, text, fix.edits),)
        yield Action(said, QUICK_FIX, changes, (diagnostic,), is_preferred=fix.safe)
    # A suggestion that is not the fix needs edits of its own: the article before it may change.
    for suggestion in suggestions if diagnostic.check in _LEFT_OPEN else suggestions[1:]:
        edits = _edits_to(checked, diagnostic, suggestion, linter)
        if edits:
            changes = (Edited(uri, text, edits),)
            yield Action(f'Write "{suggestion}"', QUICK_FIX, changes, (diagnostic,))


def fix_all(checked: Checked, linter: Linter, *, knows_links: bool) -> Action | None:
    """All safe fixes of a document, as often as it takes; None where there is none.

    Unless the links of other files are known, no fix is safe that changes the anchor of a heading.
    """
    if not any(each.fix is not None and each.fix.safe for each in checked.diagnostics):
        return None
    text, shown, verdicts = checked.text, checked.shown, checked.verdicts

    def look(now: str) -> Iterable[Diagnostic]:
        found = linter.check(now, shown, verdicts).diagnostics
        return found if knows_links else _careful(found, now, shown, linter)

    fixed = fix_fully(text, look)
    edits = edits_between(text, fixed.text)
    if not edits:
        return None
    title = f"Make {_count(len(fixed.made))} (termlint)"
    changes = (Edited(checked.snapshot.uri, checked.snapshot.text, edits),)
    return Action(title, FIX_ALL, changes, fixed.made)


def _careful(
    found: Iterable[Diagnostic], text: str, shown: str, linter: Linter
) -> Iterator[Diagnostic]:
    """The diagnostics ``found``, where no fix is safe that changes the anchor of a heading."""
    found = tuple(found)
    document = linter.usage(text, shown, [each.span.start for each in found]).document
    risky = {change.diagnostic for change in changes_of(document, found)}
    for each in found:
        if each.fix is None or each not in risky:
            yield each
        else:
            yield each._replace(fix=each.fix._replace(safe=False))


def edits_between(before: str, after: str) -> tuple[Edit, ...]:
    """What has to be replaced to get from one text to another with as many lines; each edit is as
    short as it can be. Texts with another number of lines are replaced as a whole."""
    old, new = before.split("\n"), after.split("\n")
    if len(old) != len(new):
        return (Edit(Span(0, len(before)), after),)
    edits = []
    start = 0
    for was, now in zip(old, new, strict=True):
        if was != now:
            low = _common(was, now)
            high = _common(was[low:][::-1], now[low:][::-1])
            span = Span(start + low, start + len(was) - high)
            edits.append(Edit(span, now[low : len(now) - high]))
        start += len(was) + 1
    return tuple(edits)


def _common(one: str, other: str) -> int:
    """With how many same characters both begin."""
    shorter = min(len(one), len(other))
    return next((at for at in range(shorter) if one[at] != other[at]), shorter)


def _edits_to(
    checked: Checked, diagnostic: Diagnostic, suggestion: str, linter: Linter
) -> tuple[Edit, ...]:
    usage = linter.usage(checked.text, checked.shown, (diagnostic.span.start,))
    for occurrence in usage.occurrences:
        if occurrence.span == diagnostic.span:
            return edits_to(usage, occurrence, suggestion)
    return ()


def _count(fixes: int) -> str:
    return "1 safe fix" if fixes == 1 else f"{fixes} safe fixes"
