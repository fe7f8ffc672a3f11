"""The script of docs/scale.md, which checks many repositories, on repositories made here."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parent.parent
SCRIPT = CHECKOUT / "docs/scale/sweep.sh"
GLOSSARY = "glossary: tiny\nconcepts: [{term: MLOps}]\nconsistent: [[dataset, data set]]\n"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name == "nt", reason="a script for sh"),
    pytest.mark.skipif(shutil.which("git") is None, reason="needs git"),
]


class Organisation:
    """Some repositories, and a folder for sweeps over them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "rules").mkdir()
        (folder / "rules/termlint.yaml").write_text("glossaries: [./tiny.yaml]\n")
        (folder / "rules/tiny.yaml").write_text(GLOSSARY)
        (folder / "bin").mkdir()
        command = folder / "bin/termlint"
        command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m termlint "$@"\n')
        command.chmod(0o755)

    def commit(self, name: str, files: dict[str, str]) -> None:
        """Commit ``files`` to a repository, which is made when it is not there."""
        repository = self.folder / "origin" / name
        if not repository.exists():
            self._git("init", "--quiet", str(repository))
            self._git("-C", str(repository), "config", "uploadpack.allowFilter", "true")
        for path, text in files.items():
            (repository / path).parent.mkdir(parents=True, exist_ok=True)
            (repository / path).write_text(text)
        self._git("-C", str(repository), "add", ".")
        self._git("-C", str(repository), "commit", "--quiet", "-m", "Change")

    def sweep(self, *names: str, shard: int = 0, shards: int = 1) -> tuple[int, str]:
        """The status of a sweep, and what it says on standard error."""
        lines = (f"{name} file://{self.folder}/origin/{name}\n" for name in names)
        (self.folder / "list").write_text("".join(lines))
        done = subprocess.run(
            [str(SCRIPT), "list", str(shard), str(shards), "rules", "kept"],
            cwd=self.folder,
            env={
                **os.environ,
                **_IDENTITY,
                "PATH": f"{self.folder}/bin:{os.environ['PATH']}",
                "PYTHONPATH": str(CHECKOUT),
            },
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert done.stdout == ""
        return done.returncode, done.stderr

    def found(self, name: str) -> list[tuple[str, str]]:
        """File and text of each finding in the report on a repository."""
        report = json.loads((self.folder / f"kept/found/{name}.json").read_text())
        return [(each["path"], each["text"]) for each in report["diagnostics"]]

    def reports(self) -> dict[str, int]:
        """The repositories that there are reports on, and when each was written."""
        found = self.folder / "kept/found"
        return {
            file.relative_to(found).with_suffix("").as_posix(): file.stat().st_mtime_ns
            for file in found.rglob("*.json")
        }

    def _git(self, *words: str) -> None:
        subprocess.run(["git", *words], env={**os.environ, **_IDENTITY}, check=True)


_IDENTITY = {
    "GIT_AUTHOR_NAME": "A",
    "GIT_AUTHOR_EMAIL": "a@example.org",
    "GIT_COMMITTER_NAME": "A",
    "GIT_COMMITTER_EMAIL": "a@example.org",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
}


@pytest.fixture
def organisation(tmp_path: Path) -> Organisation:
    made = Organisation(tmp_path)
    made.commit("team/one", {"a.md": "One ML Ops.\n", "docs/b.mdx": "A data set.\n"})
    made.commit("team/two", {"a.md": "A dataset, the dataset.\n", "code.py": "# ML Ops\n"})
    return made


def test_each_repository_is_a_project_of_its_own(organisation: Organisation) -> None:
    assert organisation.sweep("team/one", "team/two") == (0, "")
    assert organisation.found("team/one") == [("a.md", "ML Ops")]
    assert organisation.found("team/two") == []


def test_only_what_has_changed_is_checked_again(organisation: Organisation) -> None:
    organisation.sweep("team/one", "team/two")
    before = organisation.reports()
    organisation.commit("team/two", {"c.md": "A data set.\n"})
    assert organisation.sweep("team/one", "team/two") == (0, "")
    after = organisation.reports()
    assert (after["team/one"], after["team/two"] > before["team/two"]) == (
        before["team/one"],
        True,
    )
    assert organisation.found("team/two") == [("c.md", "data set")]


def test_other_rules_concern_all(organisation: Organisation) -> None:
    organisation.sweep("team/one", "team/two")
    (organisation.folder / "rules/tiny.yaml").write_text(GLOSSARY.replace("MLOps", "MLX"))
    assert organisation.sweep("team/one", "team/two") == (0, "")
    assert organisation.found("team/one") == []


def test_every_repository_is_in_one_shard(organisation: Organisation) -> None:
    names = ["team/one", "team/two"]
    swept = []
    for shard in range(3):
        assert organisation.sweep(*names, shard=shard, shards=3) == (0, "")
        swept.append(set(organisation.reports()))
    assert swept[0] <= swept[1] <= swept[2] == set(names)


def test_a_repository_that_is_gone_does_not_end_the_sweep(organisation: Organisation) -> None:
    status, said = organisation.sweep("team/gone", "team/one")
    assert (status, said.endswith("team/gone was not checked\n")) == (1, True)
    assert set(organisation.reports()) == {"team/one"}
