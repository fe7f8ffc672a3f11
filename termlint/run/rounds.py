"""What the rounds of a run have found, for a run that fixes files and keeps nothing for others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from termlint.files import SourceFile
from termlint.run.outcome import Outcome

if TYPE_CHECKING:
    from termlint.facts import Verdicts


class RoundMemory:
    """The last outcome of each file, by its first and by its second look.

    In most rounds most files are what they were, and what is known of them holds.
    """

    def __init__(self) -> None:
        self._kept: dict[tuple[str, bool], tuple[bytes | None, Verdicts | None, Outcome]] = {}

    def recall(self, file: SourceFile, verdicts: Verdicts | None) -> Outcome | None:
        """What came of a file with the same ``data``; None where that is not known."""
        known = self._kept.get((file.path, verdicts is None))
        if known is None or file.data is None or known[:2] != (file.data, verdicts):
            return None
        return known[2]

    def keep(
        self, file: SourceFile, digest: bytes, verdicts: Verdicts | None, outcome: Outcome
    ) -> None:
        """Remember what came of a file."""
        self._kept[file.path, verdicts is None] = file.data, verdicts, outcome
