"""Projects for tests of runs, and what waits for other processes."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from termlint.compiled import Compiled
from termlint.files import SourceFile
from termlint.glossary import Source, load
from termlint.lint import Linter

GLOSSARY = "glossary: tiny\nconcepts: [{term: MLOps}]\nconsistent: [[dataset, data set]]\n"
FINDINGS = 120
"""How many findings there are in what ``write_project`` writes."""

PATIENCE = 60.0
"""How many seconds something may take that happens at once on an idle machine."""


def compiled_from(glossary: str) -> Compiled:
    """The compiled termbase of one glossary without mistakes, called ``tiny``."""
    termbase, problems = load(["tiny"], lambda name, base: Source(name, glossary))
    assert problems == ()
    return Compiled.of(Linter(termbase))


def write_project(folder: Path, size: int) -> list[SourceFile]:
    """120 files of about ``size`` bytes together for ``GLOSSARY``.

    One cannot be read, one has a finding only because of the others, and one a heading whose fix
    is unsafe only because another links to it.
    """
    files = []
    for number in range(120):
        path = folder / f"{number:03}.md"
        text = "One ML Ops.\n\n" * (number % 3) + "A dataset.\n\n"
        path.write_text(text + " " * (size // 120 - len(text)))
        files.append(SourceFile(str(path), path.name))
    (folder / "050.md").write_bytes(b"\xff")
    (folder / "060.md").write_text("A data set.\n")
    (folder / "063.md").write_text("# On ML Ops\n")
    (folder / "066.md").write_text("[On it](063.md#on-ml-ops)\n")
    return files


def wait_until(is_so: Callable[[], bool]) -> None:
    """Wait; AssertionError when that takes longer than it should."""
    end = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < end, "it took too long"
        time.sleep(0.02)
