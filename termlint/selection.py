"""What is asked of a text beyond the termbase: which checks, how grave, which front matter."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from termlint.checknames import DEFAULT_CHECKS

if TYPE_CHECKING:
    from termlint.diagnostic import Severity

Selection = frozenset[str]
"""The names of the checks that run."""

PROSE_KEYS = frozenset({"title", "description", "summary"})
"""The front-matter keys whose values are prose where nothing else is said."""


class Rules(NamedTuple):
    """What is asked of a text."""

    select: Selection = DEFAULT_CHECKS
    """The names of the checks to run."""
    severities: Mapping[str, Severity] = {}
    """For some checks, a severity that replaces their own."""
    prose_keys: frozenset[str] = PROSE_KEYS
    """The front-matter keys whose values are prose."""
