"""A small vocabulary in the glossary's own language, for tests that need one."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from termlint.config.glossaries import load_glossaries
from termlint.glossary import Source, load
from termlint.lint import Linter
from termlint.selection import Rules
from termlint.termbase import Termbase


def termbase_of(glossary: str) -> Termbase:
    """The termbase of one glossary, whose ``glossary:`` line may be left out."""
    text = glossary if "glossary:" in glossary else f"glossary: test\n{glossary}"
    termbase, problems = load(["test.yaml"], lambda reference, base: Source(reference, text))
    assert not problems, problems
    return termbase


def linter_of(glossary: str, rules: Rules | None = None) -> Linter:
    return Linter(termbase_of(glossary), rules)


def reports(linter: Linter, text: str, path: str = "test.md") -> list[tuple[str, str, str]]:
    """The check, the text and the first suggestion of each diagnostic."""
    return [
        (d.check, d.text, d.suggestions[0] if d.suggestions else "")
        for d in linter.lint(text, path)
    ]


@cache
def builtin_linter() -> Linter:
    """A linter with the built-in vocabulary, as a run without any configuration has it."""
    termbase, problems = load_glossaries(None, str(Path.cwd()))
    assert not problems, problems
    return Linter(termbase)
