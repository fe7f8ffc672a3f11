"""However a project is edited between two runs, what is kept of the first changes nothing."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from termlint.cli import run_command

LINES = (
    "A dataset and two data sets.",
    "A data set.",
    "See Github.",
    "## The Github page",
    "[there](a.md#the-github-page)",
    "Machine learning (ML), maximum likelihood (ML).",
    "The key management service (KMS).",
    "The key management system (KMS) and the SLO.",
    "An open-source tool is open-source. It is open source.",
    "| dataset | GitHub |\n|-|-|\n| data set | Github |",
    "<!-- termlint-disable-next-line inconsistent-term -->",
    "```",
    "",
)
CONCEPTS = (
    "{term: GitHub}",
    "{term: Github}",
    "{term: machine learning, abbreviation: ML}",
    "{term: key management service, abbreviation: KMS}",
)
SETTINGS = (
    "",
    "glossaries: [./more.yaml]\n",
    "glossaries: [./terms.yaml, ./more.yaml]\nseverity: {inconsistent-term: error}\n",
    "glossaries: [./terms.yaml]\nper-path: {'docs/sub/**': {ignore: [inconsistent-term]}}\n",
    "glossaries: [./terms.yaml]\nexclude: ['docs/b.md']\nselect: [undefined-acronym]\n",
)
FILES = ("docs/README.md", "docs/a.md", "docs/b.md", "docs/sub/c.md", "docs/sub/a.mdx")


class Edits:
    """What people and other programs do to the project in the working directory."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)

    def begin(self) -> None:
        os.makedirs("docs/sub")
        for _ in FILES:
            self.write()
        self.settle()
        self.decide()

    def make(self) -> None:
        edits: list[Callable[[], None]] = [
            *[self.write] * 5, self.settle, self.decide, self.swap, self.move, self.touch, self.harm,
        ]  # fmt: skip
        for _ in range(self._random.randint(0, 2)):
            self._random.choice(edits)()

    def write(self) -> None:
        lines = self._random.choices(LINES, k=self._random.randint(1, 6))
        Path(self._random.choice(FILES)).write_text("\n".join(lines) + "\n")

    def settle(self) -> None:
        """Change the glossaries."""
        groups = ("[dataset, data set]", "[open-source, open source]")
        for name in ("terms", "more"):
            concept = self._random.choice(CONCEPTS[:2] if name == "terms" else CONCEPTS[2:])
            group = self._random.choice(groups if name == "terms" else (groups[1], "[tool, page]"))
            Path(f"{name}.yaml").write_text(
                f"glossary: {name}\nconcepts: [{concept}]\nconsistent: [{group}]\n"
            )

    def decide(self) -> None:
        """Change the configuration."""
        Path("termlint.yaml").write_text(self._random.choice(SETTINGS))

    def swap(self) -> None:
        one, other = self._random.sample([file for file in FILES if os.path.exists(file)] * 2, 2)
        os.replace(one, "aside")
        if os.path.exists(other):
            os.replace(other, one)
        os.replace("aside", other)

    def move(self) -> None:
        present = [file for file in FILES if os.path.exists(file)]
        if len(present) > 1:
            os.replace(*self._random.sample(present, 2))

    def touch(self) -> None:
        for file in FILES:
            if os.path.exists(file):
                os.utime(file, (0, 0))

    def harm(self) -> None:
        """Damage an entry, or put another one into its place."""
        kept = sorted(path for path in Path(".termlint_cache").rglob("*") if path.is_file())
        if kept:
            one, other = self._random.choices(kept, k=2)
            if one == other:
                one.write_bytes(one.read_bytes()[:-1] + b"?")
            else:
                shutil.copyfile(one, other)

    def flags(self) -> list[str]:
        return self._random.choice(
            [[], [], ["docs/sub"], ["docs/a.md"], ["--select", "inconsistent-term"]]
        )


@pytest.mark.parametrize("seed", range(3))
def test_runs_with_and_without_a_cache_agree(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    seed: int,
) -> None:
    monkeypatch.chdir(tmp_path)
    edits = Edits(seed)
    edits.begin()
    found = set()
    for step in range(40):
        edits.make()
        told = []
        arguments = ["check", "--output-format", "json", *edits.flags()]
        for flags in ([], ["--no-cache"]):
            status = run_command([*arguments, *flags])
            told.append((status, *capsys.readouterr()))
        assert told[0] == told[1], f"step {step}: {arguments}"
        found.add(told[0])
    assert len(found) > 10
