"""The hooks for pre-commit and prek, run by these tools in repositories of their own."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from termlint.files import SUFFIXES
from tests.repository import CHECKOUT, Repository, project_in
from tests.tools import missing, require_tool

MANIFEST = CHECKOUT / ".pre-commit-hooks.yaml"
HOOKS: dict[str, dict[str, Any]] = {
    hook["id"]: hook for hook in yaml.safe_load(MANIFEST.read_text(encoding="utf-8"))
}

GLOSSARY = """glossary: tiny
concepts:
  - term: MLOps
    definition: A way of working.
    deprecated: [ModelOps]
    specs:
      - text: Use {text}.
        expect: [misspelled-term]
"""


# The manifest


@pytest.mark.parametrize("tool", ["pre-commit", "prek"])
def test_the_manifest_is_valid(tool: str) -> None:
    command = [require_tool(tool), "validate-manifest", str(MANIFEST)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "warning" not in (done.stdout + done.stderr).lower()


def test_each_hook_says_what_it_does() -> None:
    assert list(HOOKS) == ["termlint", "termlint-fix", "termlint-project", "termlint-glossary"]
    assert all(hook["description"].endswith(".") for hook in HOOKS.values())


def test_a_hook_that_is_given_files_leaves_out_what_is_excluded() -> None:
    for hook in HOOKS.values():
        given = hook.get("pass_filenames", True)
        assert ("--force-exclude" in hook["entry"].split()) == given


# The hooks


@dataclass(frozen=True, slots=True)
class Hooks:
    """This project as a repository of hooks, with an environment that is made once."""

    project: Repository
    tool: str
    """The path of pre-commit or of prek."""
    variables: Mapping[str, str]

    def offer(self, repository: Repository, *ids: str, **options: object) -> None:
        """Write and install a configuration with these hooks, each with these options."""
        self.install(repository, [{"id": each, **options} for each in ids])

    def install(self, repository: Repository, entries: list[dict[str, Any]]) -> None:
        """Write and install a configuration with these entries of hooks."""
        revision = self.project.git("rev-parse", "HEAD")
        entry = {"repo": str(self.project.folder), "rev": revision, "hooks": entries}
        repository.write(".pre-commit-config.yaml", yaml.safe_dump({"repos": [entry]}))
        done = self.run(repository, "install", "--install-hooks")
        said = done.stdout + done.stderr
        if done.returncode and re.search("No matching distribution found|Failed to fetch", said):
            missing("needs the package index, which cannot be reached")
        assert done.returncode == 0, said

    def run(self, repository: Repository, *words: str) -> subprocess.CompletedProcess[str]:
        return repository.run(self.tool, *words, variables=self.variables)

    def commit(self, repository: Repository) -> tuple[bool, str]:
        """Whether a commit of all there is was accepted, and what was printed."""
        repository.git("add", "--all")
        words = ("git", "commit", "--message", "x")
        done = repository.run(*words, variables=self.variables)
        return done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    return project_in(tmp_path_factory.mktemp("project") / "termlint")


@pytest.fixture(scope="module", params=["pre-commit", "prek"])
def hooks(
    request: pytest.FixtureRequest, project: Repository, tmp_path_factory: pytest.TempPathFactory
) -> Hooks:
    home = str(tmp_path_factory.mktemp("home"))
    variables = {"PRE_COMMIT_HOME": home, "PREK_HOME": home, "PRE_COMMIT_COLOR": "never"}
    return Hooks(project, require_tool(request.param), variables)


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """A repository with a configuration and a glossary."""
    repository = Repository(tmp_path / "repository")
    repository.write("termlint.yaml", "glossaries: [./tiny.yaml]\nexclude: [old]\n")
    repository.write("tiny.yaml", GLOSSARY.format(text="ML Ops"))
    repository.commit()
    return repository


def passed(name: str, printed: str) -> bool:
    """Whether the hook called ``name`` has passed; pre-commit and prek say it alike."""
    (result,) = re.findall(rf"^{re.escape(name)}\.+(?:\(.*\))?(\w+)$", printed, re.M)
    return str(result) == "Passed"


@pytest.mark.slow
def test_a_commit_is_refused_until_it_is_mended(hooks: Hooks, repository: Repository) -> None:
    hooks.offer(repository, "termlint", "termlint-project", "termlint-glossary")
    repository.write("old/a.md", "Use ML Ops.\n")
    repository.write("docs/a b.md", "Use ML-Ops.\n")
    accepted, printed = hooks.commit(repository)
    assert not accepted
    assert not passed("termlint", printed)
    assert not passed("termlint (project)", printed)
    assert passed("termlint (glossaries)", printed)
    assert len(re.findall(r"docs/a b\.md:1:5: warning misspelled-term", printed)) == 2
    assert "old/a.md" not in printed
    repository.write("docs/a b.md", "Use MLOps.\n")
    accepted, printed = hooks.commit(repository)
    assert accepted, printed
    # A glossary whose spec fails is no better.
    repository.write("tiny.yaml", GLOSSARY.format(text="MLOps"))
    accepted, printed = hooks.commit(repository)
    assert not accepted
    assert not passed("termlint (glossaries)", printed)
    assert passed("termlint (project)", printed)


@pytest.mark.slow
def test_what_is_mended_is_looked_at_before_it_is_committed(
    hooks: Hooks, repository: Repository
) -> None:
    hooks.offer(repository, "termlint-fix")
    repository.write("docs/a.md", "Use ML Ops, ~~ML-Ops~~ and `ML Ops`.\n")
    accepted, printed = hooks.commit(repository)
    assert not accepted, printed
    page = repository.folder / "docs/a.md"
    assert page.read_text() == "Use MLOps, ~~MLOps~~ and `ML Ops`.\n"
    accepted, printed = hooks.commit(repository)
    assert accepted, printed


@pytest.mark.slow
def test_what_cannot_be_mended_is_reported_once(hooks: Hooks, repository: Repository) -> None:
    hooks.offer(repository, "termlint-fix", "termlint")
    repository.write("docs/a.md", "Use ML Ops.\n\nWe like ModelOps.\n")
    _, printed = hooks.commit(repository)
    assert not passed("termlint (fix)", printed)
    assert "1 finding fixed in 1 file, 1 remaining" in printed
    assert len(re.findall(r"docs/a\.md:3:9: warning deprecated-term", printed)) == 1
    accepted, printed = hooks.commit(repository)
    assert not accepted
    assert passed("termlint (fix)", printed)
    assert len(re.findall(r"docs/a\.md:3:9: warning deprecated-term", printed)) == 1


@pytest.mark.slow
def test_one_hook_can_mend_and_report(hooks: Hooks, repository: Repository) -> None:
    hooks.offer(repository, "termlint", args=["--fix"])
    repository.write("docs/a.md", "Use ML Ops.\n\nWe like ModelOps.\n")
    accepted, printed = hooks.commit(repository)
    assert not accepted
    assert (repository.folder / "docs/a.md").read_text() == "Use MLOps.\n\nWe like ModelOps.\n"
    assert re.findall(r"docs/a\.md:(\S+): warning", printed) == ["3:9"]


@pytest.mark.slow
def test_the_hooks_of_the_docs_let_pass_what_a_baseline_accepts(
    hooks: Hooks, repository: Repository
) -> None:
    text = (CHECKOUT / "docs/ci/pre-commit-config.yaml").read_text(encoding="utf-8")
    (entry,) = yaml.safe_load(text)["repos"]
    hooks.install(repository, entry["hooks"])
    repository.write("docs/terms.yaml", GLOSSARY.format(text="ML Ops"))
    repository.write("docs/a.md", "Old ML-Ops.\n\nWe like ModelOps.\n")
    words = ("-m", "termlint", "baseline")
    done = repository.run(sys.executable, *words, variables={"PYTHONPATH": str(CHECKOUT)})
    assert done.returncode == 0, done.stderr
    accepted, printed = hooks.commit(repository)
    assert accepted, printed
    repository.write("docs/a.md", "Old ML-Ops.\n\nWe like ModelOps.\n\nNew ML Ops.\n")
    accepted, printed = hooks.commit(repository)
    assert not accepted
    mended = "Old ML-Ops.\n\nWe like ModelOps.\n\nNew MLOps.\n"
    assert (repository.folder / "docs/a.md").read_text() == mended
    accepted, printed = hooks.commit(repository)
    assert accepted, printed


@pytest.mark.slow
def test_of_3000_files_none_is_lost_or_doubled(hooks: Hooks, repository: Repository) -> None:
    hooks.offer(repository, "termlint", args=["--no-cache"])
    # pre-commit fills at most 128 KiB of a command line, prek all that the system takes.
    folder = "long" * 12 if Path(hooks.tool).stem == "pre-commit" else "/".join(["long" * 60] * 4)
    bad = set()
    for n in range(3000):
        name = f"docs/{folder}/page-number-{n:04}-of-3000.md"
        repository.write(name, "Use MLOps.\n" if n % 100 else "Use ML Ops.\n")
        bad |= {name} if n % 100 == 0 else set()
    repository.git("add", "--all")
    done = hooks.run(repository, "run", "--all-files")
    assert done.returncode == 1
    printed = done.stdout + done.stderr
    assert sorted(re.findall(r"^ *(\S+):1:5: warning", printed, re.M)) == sorted(bad)
    calls = [int(count) for count in re.findall(r"^ *(\d+) files checked", printed, re.M)]
    assert len(calls) > 1
    assert sum(calls) == 3000


@pytest.mark.slow
def test_files_with_the_usual_suffixes_are_given(hooks: Hooks, repository: Repository) -> None:
    hooks.offer(repository, "termlint", args=["--show-files"])
    for suffix in (*SUFFIXES, ".MD", ".txt", ".py"):
        repository.write(f"a{suffix}", "Use ML Ops.\n")
    repository.git("add", "--all")
    done = hooks.run(repository, "run", "--verbose", "--all-files")
    given = set(re.findall(r"^ *a(\.\w+)$", done.stdout + done.stderr, re.M))
    # pre-commit knows no type of file for .mdown and .mkd, which are rare.
    assert given == {".md", ".markdown", ".mdx", ".MD"}


@pytest.mark.slow
def test_the_hooks_can_be_tried(
    project: Repository, repository: Repository, tmp_path: Path
) -> None:
    repository.write("a.md", "Use ML Ops.\n")
    repository.git("add", "--all")
    home = {"PRE_COMMIT_HOME": str(tmp_path / "home")}
    words = ("try-repo", str(project.folder), "termlint", "--all-files")
    done = repository.run(require_tool("pre-commit"), *words, variables=home)
    printed = done.stdout + done.stderr
    if "No matching distribution found" in printed:
        missing("needs the package index, which cannot be reached")
    assert done.returncode == 1
    assert "a.md:1:5: warning misspelled-term" in printed
