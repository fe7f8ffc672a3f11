"""What an editor can be offered to do: edits of one or more texts, under a title."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from termlint.diagnostic import Diagnostic, Edit

QUICK_FIX = "quickfix"
FIX_ALL = "source.fixAll.termlint"


class Edited(NamedTuple):
    """A text with edits, which are not made yet."""

    uri: str
    text: str
    """What the edits are for, as the editor has it."""
    edits: tuple[Edit, ...]
    """In the order of the text, not overlapping; a byte order mark is not counted."""


@dataclass(frozen=True, slots=True)
class Action:
    """Something to do about diagnostics."""

    title: str
    kind: str
    changes: tuple[Edited, ...]
    diagnostics: tuple[Diagnostic, ...] = ()
    """Those that would go."""
    is_preferred: bool = False
    """Whether it can be done without a look."""
