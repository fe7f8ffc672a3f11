"""The names of all checks, which glossaries, settings and suppressions refer to."""

from __future__ import annotations

CHECK_NAMES = (
    "misspelled-term",
    "deprecated-term",
    "wrong-sense",
    "unclear-sense",
    "inconsistent-term",
    "conflicting-definition",
    "conflicting-acronym",
    "undefined-acronym",
    "unused-suppression",
)

SEVERITIES = ("error", "warning", "info")
"""The names of the severities, the gravest first."""

DEFAULT_CHECKS = frozenset(CHECK_NAMES) - {"unclear-sense", "undefined-acronym"}
"""The names of those that run where nothing is selected."""
