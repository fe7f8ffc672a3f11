"""The status that a command ends with."""

from __future__ import annotations

OK = 0
FOUND = 1
"""Findings that weigh enough, or a spec that does not hold."""
FAILED = 2
"""Wrong usage, a mistake in a configuration or a glossary, or a file that was not read."""
INTERRUPTED = 130
"""Ctrl-C; 128 and the number of the signal, as shells have it."""
