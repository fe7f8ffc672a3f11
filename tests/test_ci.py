"""The snippets in ``docs/ci``: each is shown on the page as it is, is valid, and does what it says.

``python tests/test_ci.py`` writes the files into the page.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.composite import Composite, Job
from tests.repository import CHECKOUT, Repository
from tests.tools import require_tool

DOCS = CHECKOUT / "docs"
PAGE = DOCS / "ci.md"
SNIPPETS = sorted(path for path in (DOCS / "ci").iterdir())

_SHOWN = re.compile(r"^```(\w+) from=(\S+)\n(?:.*\n)*?```$", re.M)


def filled(text: str) -> str:
    """A page with the files of its snippets as they are now."""

    def snippet(fence: re.Match[str]) -> str:
        body = (DOCS / fence[2]).read_text(encoding="utf-8")
        return f"```{fence[1]} from={fence[2]}\n{body}```"

    return _SHOWN.sub(snippet, text)


# The page


def test_the_page_shows_the_files() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert filled(text) == text


def test_the_page_shows_all_files() -> None:
    shown = {match[2] for match in _SHOWN.finditer(PAGE.read_text(encoding="utf-8"))}
    assert shown == {f"ci/{path.name}" for path in SNIPPETS}


def code_in_tables() -> set[str]:
    """What stands in backticks in the first cell of a row."""
    return set(re.findall(r"^\| `([^`]+)` \|", PAGE.read_text(encoding="utf-8"), re.M))


def test_the_page_explains_the_action_and_the_hooks() -> None:
    action = Composite(CHECKOUT).description
    hooks = yaml.safe_load((CHECKOUT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    names = {*action["inputs"], *action["outputs"], *(hook["id"] for hook in hooks)}
    assert code_in_tables() == names


# Whether the files are valid


@pytest.mark.parametrize(
    ("name", "schema"),
    [
        ("github.yml", "github-workflows"),
        ("github-changed-lines.yml", "github-workflows"),
        ("github-code-scanning.yml", "github-workflows"),
        ("reviewdog.yml", "github-workflows"),
        ("gitlab-ci.yml", "gitlab-ci --data-transform gitlab-ci"),
        (
            "azure-pipelines.yml",
            "azure-pipelines --data-transform azure-pipelines --regex-variant nonunicode",
        ),
    ],
)
def test_a_schema_holds(name: str, schema: str) -> None:
    check = require_tool("check-jsonschema")
    command = [check, "--builtin-schema", *f"vendor.{schema}".split(), str(DOCS / "ci" / name)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_configuration_of_pre_commit_is_valid() -> None:
    for tool in ("pre-commit", "prek"):
        command = [require_tool(tool), "validate-config", str(DOCS / "ci/pre-commit-config.yaml")]
        done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
        assert done.returncode == 0, done.stdout + done.stderr


def test_the_configuration_of_pre_commit_names_hooks_that_there_are() -> None:
    hooks = yaml.safe_load((CHECKOUT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    (repository,) = read("pre-commit-config.yaml")["repos"]
    assert {hook["id"] for hook in repository["hooks"]} <= {hook["id"] for hook in hooks}


def test_the_jenkinsfile_has_its_brackets_in_order() -> None:
    text = re.sub(r"'[^'\n]*'", "", (DOCS / "ci/Jenkinsfile").read_text(encoding="utf-8"))
    open_ones: list[str] = []
    for bracket in re.findall(r"[()\[\]{}]", text):
        if bracket in "([{":
            open_ones.append(bracket)
        else:
            assert open_ones.pop() + bracket in ("()", "[]", "{}")
    assert open_ones == []


def read(name: str) -> Any:
    return yaml.safe_load((DOCS / "ci" / name).read_text(encoding="utf-8"))


# What the files do


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """A repository with one finding, committed."""
    repository = Repository(tmp_path / "repository")
    repository.write("docs/bad.md", "Use ML Ops.\n")
    repository.write("README.md", "Use MLOps.\n")
    repository.write("termlint.yaml", "glossaries: [mlops]\n")
    repository.commit()
    return repository


@pytest.fixture
def programs(tmp_path: Path) -> Path:
    """A folder of programs: termlint, and what stands in for those that reach out."""
    folder = tmp_path / "programs"
    folder.mkdir()
    python = shlex.quote(sys.executable)
    for name, script in {
        "termlint": f'PYTHONPATH={shlex.quote(str(CHECKOUT))} exec {python} -m termlint "$@"',
        "pip": f'echo "$@" >> {shlex.quote(str(tmp_path))}/installed',
        "python": f'mkdir -p "$3/bin" && cp {shlex.quote(str(folder))}/* "$3/bin"',
        "reviewdog": f"cat > {shlex.quote(str(tmp_path))}/received",
    }.items():
        (folder / name).write_text(f"#!/bin/sh\n{script}\n")
        (folder / name).chmod(0o755)
    return folder


Shell = Callable[..., tuple[int, str]]


@pytest.fixture
def shell(repository: Repository, programs: Path, tmp_path: Path) -> Shell:
    """Runs commands one after the other until one fails; the status and what was printed."""
    path = os.pathsep.join([str(programs), os.environ.get("PATH", os.defpath)])

    def run(*commands: str, options: str = "-eo pipefail") -> tuple[int, str]:
        printed = ""
        for command in commands:
            done = repository.run(
                *(require_tool("bash"), *options.split(), "-c", command),
                variables={"PATH": path, "WORKSPACE_TMP": str(tmp_path)},
            )
            printed += done.stdout + done.stderr
            if done.returncode:
                return done.returncode, printed
        return 0, printed

    return run


INSTALL = "install git+https://github.com/OWNER/termlint@TAG\n"


@pytest.mark.slow
def test_gitlab_gets_its_report(shell: Shell, repository: Repository, tmp_path: Path) -> None:
    job = read("gitlab-ci.yml")["termlint"]
    status, printed = shell(*job["script"])
    assert status == 1
    assert "docs/bad.md:1:5: warning misspelled-term" in printed
    report = json.loads(
        (repository.folder / job["artifacts"]["reports"]["codequality"]).read_text()
    )
    assert [each["location"]["path"] for each in report] == ["docs/bad.md"]
    assert (tmp_path / "installed").read_text() == INSTALL


@pytest.mark.slow
def test_azure_gets_commands_and_test_results(
    shell: Shell, repository: Repository, tmp_path: Path
) -> None:
    steps = read("azure-pipelines.yml")["steps"]
    status, printed = shell(*(step["script"] for step in steps if "script" in step))
    assert status == 1
    assert re.search(r"^##vso\[task\.logissue .*docs/bad\.md", printed, re.M)
    (publish,) = (step for step in steps if step.get("task") == "PublishTestResults@2")
    results = ElementTree.parse(repository.folder / publish["inputs"]["testResultsFiles"])
    assert len(results.findall(".//failure")) == 1
    assert (tmp_path / "installed").read_text() == INSTALL


@pytest.mark.slow
def test_jenkins_gets_its_report(shell: Shell, repository: Repository, tmp_path: Path) -> None:
    text = (DOCS / "ci/Jenkinsfile").read_text(encoding="utf-8")
    status, printed = shell(*re.findall(r"\bsh '([^']*)'", text))
    assert status == 0, printed
    (pattern,) = re.findall(r"sarif\([^)]*pattern: '([^']*)'", text)
    (run,) = json.loads((repository.folder / pattern).read_text())["runs"]
    assert [each["ruleId"] for each in run["results"]] == ["misspelled-term"]
    assert (tmp_path / "installed").read_text() == INSTALL


def on_github(shell: Shell, name: str) -> tuple[int, str]:
    """The steps of a workflow as a runner starts them: only ``shell: bash`` brings pipefail
    (https://docs.github.com/actions/reference/workflow-syntax-for-github-actions)."""
    printed = ""
    for step in read(name)["jobs"]["termlint"]["steps"]:
        if "run" in step:
            options = "-eo pipefail" if step.get("shell") == "bash" else "-e"
            status, more = shell(step["run"], options=options)
            printed += more
            if status:
                return status, printed
    return 0, printed


@pytest.mark.slow
def test_reviewdog_does_not_hide_a_mistake(shell: Shell, repository: Repository) -> None:
    repository.write("termlint.yaml", "glossary: [mlops]\n")
    status, printed = on_github(shell, "reviewdog.yml")
    assert status == 2
    assert 'termlint.yaml:1:1: unknown key "glossary"' in printed


@pytest.mark.slow
def test_reviewdog_gets_diagnostics(shell: Shell, tmp_path: Path) -> None:
    status, printed = on_github(shell, "reviewdog.yml")
    assert status == 0, printed
    (diagnostic,) = map(json.loads, (tmp_path / "received").read_text().splitlines())
    assert diagnostic["location"]["path"] == "docs/bad.md"
    assert (tmp_path / "installed").read_text() == INSTALL


@pytest.fixture
def workflow(
    repository: Repository, programs: Path, tmp_path: Path
) -> Callable[[str], tuple[int, Job]]:
    """Runs the step of a workflow that is this action, but for what it installs."""

    def run(name: str) -> tuple[int, Job]:
        job = Job(repository.folder, tmp_path / "temp")
        job.temporary.mkdir()
        (step,) = (
            step
            for step in read(name)["jobs"]["termlint"]["steps"]
            if step["uses"] == "OWNER/termlint@TAG"
        )
        base = repository.git("rev-parse", "HEAD")
        expression = "${{ github.event.pull_request.base.sha }}"
        given = {key: value.replace(expression, base) for key, value in step["with"].items()}
        outcome = Composite(CHECKOUT).run(given, job, {"install": {"bin": str(programs)}})
        return outcome.status, job

    return run


@pytest.mark.slow
def test_github_gets_annotations(workflow: Callable[[str], tuple[int, Job]]) -> None:
    status, job = workflow("github.yml")
    assert status == 1
    assert job.log.startswith("::warning file=docs/bad.md,line=1,")
    assert "docs/bad.md" in job.summary.read_text()


@pytest.mark.slow
def test_github_gets_annotations_of_changed_lines(
    repository: Repository, workflow: Callable[[str], tuple[int, Job]]
) -> None:
    repository.write("docs/new.md", "Use ML Ops.\n")
    status, job = workflow("github-changed-lines.yml")
    assert status == 1
    assert re.findall(r"^::warning file=([^,]*)", job.log, re.M) == ["docs/new.md"]


@pytest.mark.slow
def test_code_scanning_gets_its_file(
    repository: Repository, workflow: Callable[[str], tuple[int, Job]]
) -> None:
    status, _ = workflow("github-code-scanning.yml")
    assert status == 0
    (run,) = json.loads((repository.folder / "termlint.sarif").read_text())["runs"]
    assert len(run["results"]) == 1
    *_, step, upload = read("github-code-scanning.yml")["jobs"]["termlint"]["steps"]
    assert upload["with"]["sarif_file"] == f"${{{{ steps.{step['id']}.outputs.sarif-file }}}}"


@pytest.mark.slow
def test_lefthook_refuses_a_commit(repository: Repository, programs: Path) -> None:
    lefthook = require_tool("lefthook")
    repository.write("lefthook.yml", (DOCS / "ci/lefthook.yml").read_text(encoding="utf-8"))
    assert repository.run(lefthook, "validate").returncode == 0
    # The hook looks for lefthook itself; the one that was tested is meant.
    path = os.pathsep.join([str(programs), os.environ.get("PATH", os.defpath)])
    variables = {"PATH": path, "LEFTHOOK_BIN": lefthook}
    assert repository.run(lefthook, "install", variables=variables).returncode == 0
    commit = ("git", "commit", "--quiet", "--message", "x")
    repository.write("docs/deep/er/a b.md", "Use ML-Ops.\n")
    repository.git("add", "--all")
    refused = repository.run(*commit, variables=variables)
    assert refused.returncode == 1
    assert "docs/deep/er/a b.md:1:5: warning misspelled-term" in refused.stdout + refused.stderr
    repository.write("docs/deep/er/a b.md", "Use MLOps.\n")
    repository.git("add", "--all")
    accepted = repository.run(*commit, variables=variables)
    assert accepted.returncode == 0, accepted.stdout + accepted.stderr


if __name__ == "__main__":
    PAGE.write_text(filled(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
