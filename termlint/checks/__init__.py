"""The checks: one module each, with its page beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from termlint.checks import (
    conflicting_acronym,
    conflicting_definition,
    deprecated_term,
    inconsistent_term,
    misspelled_term,
    unclear_sense,
    undefined_acronym,
    unused_suppression,
    wrong_sense,
)
from termlint.diagnostic import Diagnostic, Severity
from termlint.facts import Observation, Verdicts
from termlint.usage import Usage


class Check(NamedTuple):
    """One check, as its module defines it."""

    name: str
    severity: Severity
    """The severity of its diagnostics where nothing else is set."""
    enabled: bool
    """Whether it runs where nothing is selected."""
    find: Callable[[Usage], Iterator[Diagnostic]] | None = None
    """What a document alone shows."""
    observe: Callable[[Usage], Iterator[Observation]] | None = None
    """For a check that compares the documents of a project: the choices of one of them."""
    compare: Callable[[Usage, Verdicts], Iterator[Diagnostic]] | None = None
    """For such a check: what one of them has to change, given what the project has decided."""
    is_local: bool = True
    """Whether it sees in a part of a document what it sees there in the whole."""

    @property
    def page(self) -> str:
        """The file name of its page in this package."""
        return self.name.replace("-", "_") + ".md"


def _local(module: Any) -> Check:
    return Check(module.NAME, module.SEVERITY, module.ENABLED, find=module.check)


def _comparing(module: Any, *, is_local: bool = True) -> Check:
    return Check(
        module.NAME,
        module.SEVERITY,
        module.ENABLED,
        observe=module.observe,
        compare=module.check,
        is_local=is_local,
    )


CHECKS = (
    _local(misspelled_term),
    _local(deprecated_term),
    _local(wrong_sense),
    _local(unclear_sense),
    _comparing(inconsistent_term),
    _local(conflicting_definition),
    _comparing(conflicting_acronym),
    _comparing(undefined_acronym, is_local=False),  # the first use counts
    # It judges the comments that silence what the others found, and is called by the linter.
    Check(unused_suppression.NAME, unused_suppression.SEVERITY, unused_suppression.ENABLED),
)
"""Every check, in the order in which they are documented."""
