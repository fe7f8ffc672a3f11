"""A heading that something in the project links to keeps its anchor, however the run is made."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from termlint.files import SourceFile
from termlint.files.project import Project

CHECKOUT = Path(__file__).resolve().parent.parent
HEADING = "# Using ML Ops\n"
LINK = "Begin with [the guide](guide.md#using-ml-ops).\n"
"""On a page without any term, which no run would parse."""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A page with a heading to be fixed, a page that links to it, and a page of no concern."""
    folder = tmp_path / "project"
    for name, text in [
        ("termlint.yaml", "glossaries: [./tiny.yaml]\nexclude: [docs/old]\n"),
        ("tiny.yaml", "glossary: tiny\nconcepts: [{term: MLOps}]\n"),
        ("docs/guide.md", HEADING),
        ("docs/old/start.md", LINK.replace("guide.md", "../guide.md")),
        ("README.md", "# A readme\n\nAnd some [link](#a-readme).\n"),
    ]:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return folder


def termlint(folder: Path, *arguments: str, given: str = "") -> tuple[int, str, str]:
    done = subprocess.run(
        [sys.executable, "-m", "termlint", "check", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(CHECKOUT)},
        input=given,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


WAYS = [
    pytest.param(".", ["docs"], id="folder"),
    pytest.param(".", ["docs/guide.md"], id="one file"),
    pytest.param("docs", [], id="from a subdirectory"),
    pytest.param("docs", ["guide.md"], id="one file from a subdirectory"),
    pytest.param(".", ["-", "--stdin-filename", "docs/guide.md"], id="standard input"),
    pytest.param(".", ["docs/guide.md", "--no-cache"], id="without a cache"),
    pytest.param("..", ["project/docs/guide.md", "--config", "project/termlint.yaml"], id="from outside"),
]  # fmt: skip


@pytest.mark.parametrize(("folder", "arguments"), WAYS)
def test_a_fix_is_unsafe_where_something_links_to_the_anchor(
    project: Path, folder: str, arguments: list[str]
) -> None:
    for _ in range(2):  # the second time from the cache
        status, out, _ = termlint(
            project / folder, *arguments, "--output-format", "json", given=HEADING
        )
        (found,) = json.loads(out)["diagnostics"]
        assert (status, found["fix"]["safe"]) == (1, False)
        (related,) = found["related"]
        assert related["path"].endswith("start.md")
    status, out, _ = termlint(project / folder, *arguments, "--diff", given=HEADING)
    assert (status, out) == (0, "")
    status, out, _ = termlint(project / folder, *arguments, "--fix", "-q", given=HEADING)
    assert status == 1
    assert (project / "docs" / "guide.md").read_text() == HEADING
    assert out.startswith(HEADING) == ("-" in arguments)


@pytest.mark.parametrize(("folder", "arguments"), WAYS)
def test_a_fix_is_safe_where_nothing_does(project: Path, folder: str, arguments: list[str]) -> None:
    (project / "docs" / "old" / "start.md").write_text(LINK.replace("guide", "../start"))
    status, out, _ = termlint(project / folder, *arguments, "--fix", "-q", given=HEADING)
    assert status == 0
    assert out == ("# Using MLOps\n" if "-" in arguments else "")


def test_a_page_of_the_working_directory_has_the_name_of_its_folder(project: Path) -> None:
    (project / "docs" / "README.md").write_text(HEADING)
    (project / "README.md").write_text("See [the guide](docs/#using-ml-ops).\n")
    status, _, _ = termlint(project / "docs", "README.md", "--fix", "-q")
    assert status == 1
    assert (project / "docs" / "README.md").read_text() == HEADING


@pytest.mark.parametrize(
    ("repository", "configuration", "file", "names"),
    [
        pytest.param("a", None, "a/b/x.md", ["a/b/x.md", "a/y.md"], id="repository"),
        pytest.param("a", "a/b/c.yaml", "a/b/x.md", ["a/b/x.md", "a/y.md"], id="configuration in a repository"),
        pytest.param(None, "a/c.yaml", "a/b/x.md", ["a/b/x.md", "a/y.md"], id="configuration"),
        pytest.param(None, "a/b/c.yaml", "a/y.md", [], id="configuration elsewhere"),
        pytest.param(None, "a/b/c.yaml", "a/bc/x.md", [], id="configuration in a folder of a like name"),
        pytest.param(None, None, "a/b/x.md", [], id="nothing that tells"),
    ],
)  # fmt: skip
def test_where_a_project_begins(
    tmp_path: Path, repository: str | None, configuration: str | None, file: str, names: list[str]
) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    for name in ("z.md", "a/y.md", "a/b/x.md"):
        (tmp_path / name).touch()
    if repository is not None:
        (tmp_path / repository / ".git").mkdir()
    path = None if configuration is None else str(tmp_path / configuration)
    around = Project(str(tmp_path), path, ()).around([SourceFile(str(tmp_path / file), file)])
    assert [each.shown for each in around] == names
