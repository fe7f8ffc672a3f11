"""The checks: one module each, with its page beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from termlint.checks import (
    conflicting_definition,
    deprecated_term,
    inconsistent_term,
    misspelled_term,
    unclear_sense,
    unused_suppression,
    wrong_sense,
)
from termlint.diagnostic import Diagnostic, Severity
from termlint.usage import Usage


@dataclass(frozen=True, slots=True)
class Check:
    """One check, as its module defines it."""

    name: str
    severity: Severity
    """The severity of its diagnostics where nothing else is set."""
    enabled: bool
    """Whether it runs where nothing is selected."""
    find: Callable[[Usage], Iterator[Diagnostic]] | None
    """None for the check that judges what the others found."""

    @property
    def page(self) -> str:
        """The file name of its page in this package."""
        return self.name.replace("-", "_") + ".md"


CHECKS = (
    *(
        Check(module.NAME, module.SEVERITY, module.ENABLED, module.check)
        for module in (
            misspelled_term,
            deprecated_term,
            wrong_sense,
            unclear_sense,
            inconsistent_term,
            conflicting_definition,
        )
    ),
    Check(
        unused_suppression.NAME, unused_suppression.SEVERITY, unused_suppression.ENABLED, find=None
    ),
)
"""Every check, in the order in which they are documented."""
