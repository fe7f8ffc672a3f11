"""Runs the specs of a termbase through the path that every document takes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from termlint.checknames import DEFAULT_CHECKS
from termlint.fix import fix_fully
from termlint.lint import Linter
from termlint.selection import Rules
from termlint.termbase import Spec, Termbase

_PATH = "spec.md"


@dataclass(frozen=True, slots=True)
class SpecResult:
    """Whether a spec holds."""

    spec: Spec
    ok: bool
    message: str
    """What was found instead; empty where it holds."""


def run_specs(termbase: Termbase, only: Collection[str] | None = None) -> tuple[SpecResult, ...]:
    """Run the specs of all concepts, or of those in the glossary files named ``only``.

    The checks that are off by default run where a spec expects them.
    """
    linter = Linter(termbase)
    return tuple(
        _run(linter, spec)
        for concept in termbase.concepts.values()
        for spec in concept.specs
        if only is None or spec.origin.path in only
    )


def _run(linter: Linter, spec: Spec) -> SpecResult:
    linter = linter.under(Rules(select=DEFAULT_CHECKS | set(spec.expect)))
    if spec.fixed is not None:
        fixed = fix_fully(spec.text, lambda text: linter.lint(text, _PATH)).text
        ok = fixed == spec.fixed
        return SpecResult(spec, ok, "" if ok else f'the safe fixes give "{fixed}"')
    found = linter.lint(spec.text, _PATH)
    if Counter(d.check for d in found) == Counter(spec.expect):
        return SpecResult(spec, True, "")
    reports = "; ".join(f"{d.check}: {d.message}" for d in found) or "nothing"
    wanted = ", ".join(spec.expect) or "nothing"
    return SpecResult(spec, False, f"expected {wanted}, found {reports}")
