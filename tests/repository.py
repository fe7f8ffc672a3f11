"""Git repositories in folders of their own, and this project in one of them."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from tests.tools import require_tool

CHECKOUT = Path(__file__).resolve().parent.parent

INSTALLED = (
    ".pre-commit-hooks.yaml",
    "LICENSE",
    "README.md",
    "action.yml",
    "pyproject.toml",
    "rules",
    "schemas",
    "termlint",
)
"""What is needed to install termlint from a repository, or to use it as a hook or an action."""


def environment(**variables: str) -> dict[str, str]:
    """The variables of this process, without what would lead Git or Python back to its folders."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("GIT_", "PYTHON", "TERMLINT_", "COVERAGE_"))
    }
    return {
        **kept,
        "GIT_AUTHOR_NAME": "A",
        "GIT_AUTHOR_EMAIL": "a@example.com",
        "GIT_COMMITTER_NAME": "A",
        "GIT_COMMITTER_EMAIL": "a@example.com",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "NO_COLOR": "1",
        **variables,
    }


class Repository:
    """A Git repository."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.git("init", "--quiet", "--initial-branch=main")

    def run(
        self, *command: str, variables: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        """Run a command in the folder; what it prints is decoded as UTF-8."""
        return subprocess.run(
            command,
            cwd=self.folder,
            env=environment(**(variables or {})),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    def git(self, *words: str) -> str:
        """What a git command prints; it has to succeed."""
        done = self.run(require_tool("git"), *words)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout.strip()

    def write(self, name: str, text: str) -> None:
        """Write a file below the folder, line ends as they are."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())

    def commit(self, **pages: str) -> None:
        """Write these pages, their names without ``.md``, and commit all there is."""
        for name, text in pages.items():
            self.write(f"{name}.md", text)
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", "x")


def project_in(folder: Path) -> Repository:
    """This project as it is now, committed in a repository at ``folder``."""
    repository = Repository(folder)
    for name in INSTALLED:
        source, target = CHECKOUT / name, folder / name
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, target)
    repository.commit()
    return repository
