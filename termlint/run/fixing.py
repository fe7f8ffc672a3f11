"""Fixing the files of a run: in memory until nothing more can be fixed, then on the disk."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from termlint.fileerror import FileError
from termlint.files import Found, SourceFile
from termlint.files.text import FileText, ReadError, decode, load
from termlint.files.writing import WriteError, replace
from termlint.finding import Finding
from termlint.fix import Fixing
from termlint.report import Report
from termlint.unified import unified

Check = Callable[[Found], Report]
"""Checks files, or what is given as their ``data`` instead of what is on the disk."""


class FixedFiles:
    """The files of a run on their way to what they are when they are fixed."""

    def __init__(self, found: Found, *, unsafe: bool) -> None:
        """Reads all files, so that what is fixed is what was checked; each has its own name."""
        self._errors = found.errors
        self.by_name = {file.shown: FixedFile(file, unsafe=unsafe) for file in found.files}

    @property
    def changed(self) -> list[FixedFile]:
        """The files in which something was fixed, in their order."""
        return [file for file in self.by_name.values() if file.made]

    def settle(self, check: Check) -> Report:
        """Fix all files as far as that goes, in memory; the report says what is left.

        All of them are checked after each round, since what is right in one file may depend on
        the others.
        """
        while True:
            report = check(self._now())
            is_done = True
            for path, findings in groupby(report.findings, key=lambda finding: finding.path):
                is_done &= not self.by_name[path].go_on(list(findings))
            if is_done:
                return report

    def write(self, check: Check, report: Report) -> tuple[Report, list[str], list[FileError]]:
        """Write what has changed, all but standard input.

        Gives the report, which is made anew where a file can't be written, what a user should
        know, and why files were left as they are.
        """
        notes, unwritten = [], []
        for file in self.changed:
            if file.is_standard_input:
                continue
            try:
                note = file.write()
            except WriteError as error:
                unwritten.append(FileError(file.name, f"not fixed: {error}"))
                file.begin_anew()
            else:
                notes += [f"{file.name}: {note}"] if note else []
        if unwritten:
            report = check(self._now())
        return report, notes, unwritten

    def _now(self) -> Found:
        found = Found()
        found.files = [file.now() for file in self.by_name.values()]
        found.errors = self._errors
        return found


class FixedFile:
    """One file on its way to what it is when it is fixed."""

    def __init__(self, file: SourceFile, *, unsafe: bool) -> None:
        self.name = file.shown
        self.is_standard_input = file.is_draft
        self._file = file
        self._unsafe = unsafe
        self._read = _read(file)
        self._before: FileText | None = None
        self._fixing: Fixing | None = None

    def begin_anew(self) -> None:
        """Go back to the file as it is. A pipe is what it was: it can be read only once."""
        path = self._file.path
        if os.path.isfile(path) or not os.path.exists(path):
            self._read = _read(self._file)
        self._before = None
        self._fixing = None

    @property
    def made(self) -> int:
        """How many fixes were made."""
        return len(self._fixing.made) if self._fixing else 0

    def go_on(self, findings: Sequence[Finding]) -> bool:
        """Fix some of the findings; False where nothing can be fixed."""
        diagnostics = [finding.diagnostic for finding in findings]
        if self._fixing is None:
            fixes = (each.fix for each in diagnostics)
            if not any(fix and (fix.safe or self._unsafe) for fix in fixes):
                return False
            self._before = decode(self._read.data or b"")
            self._fixing = Fixing(self._before.text, unsafe=self._unsafe)
        return self._fixing.go_on(diagnostics)

    def now(self) -> SourceFile:
        """The file with what it would hold as its ``data``."""
        if self._before is None or self._fixing is None:
            return self._read
        data = self._before.with_text(self._fixing.text).encoded()
        return self._read._replace(data=data, is_draft=True)

    def diff(self) -> Iterator[str]:
        """What has changed, as the lines of a unified diff with their ends."""
        if self._before is not None and self._fixing is not None:
            after = self._before.with_text(self._fixing.text)
            yield from unified(self.name, self._before.marked(), after.marked())

    def write(self) -> str:
        """Write the file; gives what a user should know. Raises WriteError."""
        if self._before is None or self._fixing is None:
            return ""
        return replace(self._file.path, self._before, self._fixing.text)


def _read(file: SourceFile) -> SourceFile:
    """The file with its bytes as ``data``; where it can't be read, checking it will tell why."""
    if file.data is not None:
        return file
    try:
        return file._replace(data=load(file.path))
    except ReadError:
        return file
