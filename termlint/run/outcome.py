"""What comes of one file."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from termlint.fileerror import FileError

if TYPE_CHECKING:
    from termlint.facts import Facts
    from termlint.finding import Finding


class Outcome(NamedTuple):
    """What came of one file."""

    findings: tuple[Finding, ...] = ()
    """In the order of the file."""
    facts: Facts | None = None
    """What it adds to its project; None for nothing."""
    errors: tuple[FileError, ...] = ()
    """Why it was not checked."""
    digest: bytes = b""
    """That of the bytes that were linted, by ``cache.digest``; empty where nobody asked for it and
    no facts need it."""
