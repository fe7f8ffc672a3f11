"""The file of a baseline: reading it, writing it, and what its paths stand for."""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterable
from dataclasses import dataclass

from termlint.baseline import Baseline, Comparison, Entry, compare
from termlint.baseline.text import BaselineError, dump, parse
from termlint.cli.check_options import RunOptions
from termlint.cli.output import Failure
from termlint.config.settings import Settings
from termlint.files import SourceFile, show
from termlint.files.text import ReadError, read
from termlint.files.writing import WriteError, write
from termlint.report import Report

DEFAULT = "termlint-baseline.json"


@dataclass(frozen=True, slots=True)
class BaselineFile:
    """A baseline on the disk, which may be there or not."""

    name: str
    """As it was given."""
    path: str
    """Absolute."""
    directory: str
    """The working directory, absolute."""

    @classmethod
    def named(cls, name: str, directory: str) -> BaselineFile:
        return cls(name, os.path.abspath(os.path.join(directory, name)), directory)

    def read(self) -> Baseline:
        """Raises Failure where it is not there or damaged."""
        if not os.path.lexists(self.path):
            command = command_for(self.name)
            raise Failure([f'{self.name}: no such file; "{command}" writes it'])
        try:
            return parse(read(self.path).text, command_for(self.name))
        except ReadError as error:
            raise Failure([f"{self.name}: {error}"]) from None
        except BaselineError as error:
            raise Failure([f"{self.name}:{error.line}:{error.column}: {error}"]) from None

    def write(self, baseline: Baseline) -> None:
        """Raises Failure."""
        try:
            write(self.path, dump(baseline))
        except WriteError as error:
            raise Failure([f"{self.name} cannot be written: {error}"]) from None

    def path_of(self, shown: str) -> str:
        """What the baseline calls a file, so that it is the same from every working directory."""
        folder = os.path.realpath(os.path.dirname(self.path))
        return show(os.path.normpath(os.path.join(self.directory, shown)), folder)

    def compare(
        self, baseline: Baseline, report: Report, files: Iterable[SourceFile], settings: Settings
    ) -> Comparison:
        """Hold the ``report`` on ``files`` against the baseline."""
        unread = {error.path for error in report.errors}
        checked = {self.path_of(each.shown): each for each in files if each.shown not in unread}

        def is_gone(path: str) -> bool:
            folder = os.path.dirname(self.path)
            return path not in checked and not os.path.lexists(os.path.join(folder, path))

        def was_checked(entry: Entry) -> bool:
            file = checked.get(entry.path)
            if file is None:
                return is_gone(entry.path)
            return entry.check in settings.rules_for(file.path).select

        return compare(baseline, report.findings, self.path_of, is_gone, was_checked)


def command_for(name: str, *flags: str, options: RunOptions | None = None) -> str:
    """How to call ``termlint baseline`` for the file that is called ``name``."""
    words = ["termlint", "baseline", *flags]
    if options is not None:
        words += ["--isolated"] if options.isolated else []
        words += ["--config", options.config] if options.config is not None else []
        words += [word for glossary in options.glossaries for word in ("--glossary", glossary)]
    words += ["-o", name] if name != DEFAULT else []
    return shlex.join(words)
