"""A linter in the shape in which it is kept on disk and sent to other processes.

Most files have nothing to report, and the prescan alone tells so. The linter itself stays bytes
until a file needs it, and with it all that reading Markdown takes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from termlint.garbage import collector_at_rest
from termlint.pickling import dumps, loads
from termlint.prescan import Prescan
from termlint.selection import Selection

if TYPE_CHECKING:
    from termlint.lint import Linter


class Compiled:
    """A linter, asleep. Picklable."""

    __slots__ = ("_linter", "_pickled", "_prescans", "digest", "files")

    def __init__(
        self,
        pickled: bytes,
        prescans: Mapping[Selection, Prescan],
        digest: bytes,
        files: tuple[str, ...],
    ) -> None:
        self._linter: Linter | None = None
        self._pickled = pickled
        self._prescans = dict(prescans)
        self.digest = digest
        """16 bytes that stand for all that the linter was made from."""
        self.files = files
        """The absolute paths of the glossaries that the linter was made from."""

    def __getstate__(self) -> tuple[bytes, Mapping[Selection, Prescan], bytes, tuple[str, ...]]:
        return self._pickled, self._prescans, self.digest, self.files

    def __setstate__(
        self, state: tuple[bytes, Mapping[Selection, Prescan], bytes, tuple[str, ...]]
    ) -> None:
        self.__init__(*state)  # type: ignore[misc]

    @classmethod
    def of(
        cls,
        linter: Linter,
        selections: Iterable[Selection] = (),
        digest: bytes = b"",
        files: tuple[str, ...] = (),
    ) -> Compiled:
        """``linter``, ready to be kept, with the prescans for these selections of checks."""
        prescans = {select: linter.prescan_for(select) for select in selections}
        made = cls(dumps(linter), prescans, digest, files)
        made._linter = linter
        return made

    @property
    def linter(self) -> Linter:
        """Raises UnreadableError."""
        if self._linter is None:
            with collector_at_rest():
                linter: Linter = loads(self._pickled)
            linter.prescans.update(self._prescans)
            self._linter = linter
        return self._linter

    def prescan(self, select: Selection) -> Prescan:
        """The prescan for the checks that run on a file."""
        if select not in self._prescans:
            self._prescans[select] = self.linter.prescan_for(select)
        return self._prescans[select]
