"""What a project decides about a document, and what is found in it then."""

from __future__ import annotations

from termlint.editor.checked import Checked
from termlint.editor.documents import is_file
from termlint.editor.index import Index, Texts
from termlint.facts import Facts, Verdicts, concerning, verdicts_on
from termlint.lint import Linter


def judged(
    empty: Checked, known: Checked | None, index: Index | None, linter: Linter, texts: Texts
) -> Checked:
    """A document after a check, of which ``known`` is what was found the last time.

    It is checked under what was decided then, and once more only if its own text has changed that.
    """
    text, path, shown = empty.text, empty.path, empty.shown
    guess = known.verdicts if known else None
    is_same = known is not None and known.text == text
    rechecker = known.rechecker if known else empty.rechecker
    linted = None if is_same else rechecker.check(linter, text, shown, guess)
    facts = linted.facts if linted else known.facts if known else Facts()
    if index is not None and is_file(empty.snapshot):
        index.ledger.open(path, facts)
    verdicts = verdicts_for(path, facts, index, texts)
    if not are_alike(verdicts, guess, facts):
        linted = rechecker.check(linter, text, shown, verdicts)
    found = linted.diagnostics if linted else known.diagnostics if known else ()
    return Checked(empty.snapshot, path, shown, found, facts, verdicts, rechecker=rechecker)


def verdicts_for(path: str, facts: Facts, index: Index | None, texts: Texts) -> Verdicts:
    """What the project decides, as far as it matters to a document with these facts."""
    if index is None or not facts.choices:
        return verdicts_on(facts)
    return verdicts_on(index.together(path, facts, texts))


def are_alike(one: Verdicts, other: Verdicts | None, facts: Facts) -> bool:
    """Whether a document with these facts has the same findings under both."""
    other = verdicts_on(facts) if other is None else other
    return concerning(one, facts) == concerning(other, facts)
