"""Checkers for tests, some of which do to their process what a bad file may do to it."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

from termlint.compiled import Compiled
from termlint.config.settings import Settings
from termlint.facts import Verdicts
from termlint.files import SourceFile
from termlint.lint import Linter
from termlint.run import Checker, Outcome, run
from termlint.termbase import Termbase


class Deadly(Checker):
    """Its process dies of files that are called ``deadly.md``."""

    def check(
        self,
        file: SourceFile,
        verdicts: Verdicts | None = None,
        *,
        expected: bytes = b"",
        hashing: bool = False,
        alone: bool = False,
    ) -> Outcome:
        if file.path.endswith("deadly.md"):
            os.kill(os.getpid(), signal.SIGKILL)
        return super().check(file, verdicts, expected=expected, hashing=hashing, alone=alone)


class Sleeper(Checker):
    """Leaves the number of its process beside each file, then sleeps."""

    SECONDS = 60

    def check(
        self,
        file: SourceFile,
        verdicts: Verdicts | None = None,
        *,
        expected: bytes = b"",
        hashing: bool = False,
        alone: bool = False,
    ) -> Outcome:
        Path(f"{file.path}.{os.getpid()}").touch()
        time.sleep(self.SECONDS)
        return super().check(file, verdicts, expected=expected, hashing=hashing, alone=alone)


def main(folder: str) -> None:
    """A run of two processes over two large files, both asleep."""
    files = [SourceFile(f"{folder}/{name}.md", name, b" " * 500_000) for name in "ab"]
    run(Sleeper(Compiled.of(Linter(Termbase())), Settings()), files, 2, lambda done, total: None)


if __name__ == "__main__":
    main(sys.argv[1])
