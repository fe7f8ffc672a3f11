"""The GitHub Action: its description is right, and its steps do what they say."""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path

import pytest

from tests.composite import Composite, Job, Outcome
from tests.repository import project_in
from tests.tools import missing, require_tool

CHECKOUT = Path(__file__).resolve().parent.parent
ACTION = Composite(CHECKOUT)
STEPS = ACTION.description["runs"]["steps"]

ANNOTATION = re.compile(r"^::(?:error|warning|notice) file=(.*?),line=(\d+),", re.M)


# Its description


def test_the_schema_of_actions_holds() -> None:
    check = (require_tool("check-jsonschema"), "--builtin-schema", "vendor.github-actions")
    done = subprocess.run([*check, "action.yml"], cwd=CHECKOUT, capture_output=True, check=False)
    assert done.returncode == 0, done.stdout.decode()


def test_nothing_that_is_given_becomes_part_of_a_script() -> None:
    assert [step["name"] for step in STEPS if "${{" in step["run"]] == []


def test_every_input_is_used_and_no_other() -> None:
    steps = json.dumps(STEPS)
    assert set(re.findall(r"inputs\.([\w-]+)", steps)) == set(ACTION.description["inputs"])


def test_python_does_not_look_into_the_working_directory() -> None:
    calls = re.findall(r'^ *(?:if )?"\$(?:python|each|bin/python)" (\S+)', STEPS[0]["run"], re.M)
    assert calls == ["-I"] * 3


# What it installs


@pytest.fixture(scope="module")
def action(tmp_path_factory: pytest.TempPathFactory) -> Composite:
    """The action in a repository of its own, as the runner has it."""
    return Composite(project_in(tmp_path_factory.mktemp("action")).folder)


@pytest.fixture(scope="module")
def installed(action: Composite, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the commands that the first step has installed.

    In the working directory lie modules of a stranger, under names that the step could import.
    """
    folder = tmp_path_factory.mktemp("install")
    job = Job(folder / "workspace", folder / "temp")
    for each in (job.workspace, job.temporary):
        each.mkdir()
    for name in ("venv", "ensurepip", "pip", "sys", "termlint"):
        (job.workspace / f"{name}.py").write_text(f"open({str(folder / 'pwned')!r}, 'w')")
    done = action.run({}, job, {"check": {}})
    if done.status and "No matching distribution found" in job.log:
        missing("needs the package index, which cannot be reached")
    assert done.status == 0, job.log
    assert not (folder / "pwned").exists()
    (bin_folder,) = job.temporary.glob("termlint-*/bin")
    return bin_folder


@pytest.fixture
def job(tmp_path: Path) -> Job:
    """A job on a repository with two documents, one of them with a finding."""
    job = Job(tmp_path / "work space", tmp_path / "temp")
    job.temporary.mkdir()
    for name, text in {
        "docs/bad.md": "Fine.\n\nUse ML Ops.\n",
        "docs/good.md": "Use MLOps.\n",
        "termlint.yaml": "glossaries: [mlops]\n",
    }.items():
        path = job.workspace / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return job


def program(path: Path, script: str) -> None:
    """Make a program of a shell script."""
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


def test_an_old_python_is_told(job: Job, tmp_path: Path) -> None:
    # No Python is there but one that says it is too old.
    for name in ("python3", "python"):
        program(tmp_path / "programs" / name, "exit 1")
    job.variables = {"PATH": str(tmp_path / "programs")}
    assert ACTION.run({}, job, {"check": {}}).status == 2
    assert job.log == (
        "::error title=termlint::Python 3.11 or newer is needed; "
        "put actions/setup-python before this step\n"
    )


def test_a_newer_python_is_found_under_its_own_name(job: Job, tmp_path: Path) -> None:
    program(tmp_path / "programs/python3", "exit 1")
    program(tmp_path / "programs/python3.13", '[ "$2" = -c ] || { echo "$@"; exit 9; }')
    job.variables = {"PATH": f"{tmp_path / 'programs'}:/usr/bin:/bin"}
    assert ACTION.run({}, job, {"check": {}}).status == 9
    assert job.log.startswith("-I -m venv ")


@pytest.mark.slow
def test_a_finding_is_annotated_and_fails_the_step(
    action: Composite, installed: Path, job: Job
) -> None:
    job.summary.write_text("# Of a step before\n")
    given = {"paths": "docs", "sarif-file": "out.sarif"}
    done = action.run(given, job, {"install": {"bin": str(installed)}})
    assert done == Outcome(1, {"exit-status": "1", "sarif-file": "out.sarif"})
    assert ANNOTATION.findall(job.log) == [("docs/bad.md", "3")]
    summary = job.summary.read_text()
    assert summary.startswith("# Of a step before\n")
    assert "docs/bad.md" in summary
    (run,) = json.loads((job.workspace / "out.sarif").read_text())["runs"]
    assert [each["ruleId"] for each in run["results"]] == ["misspelled-term"]


@pytest.mark.slow
def test_nothing_is_annotated_where_nothing_is_wrong(
    action: Composite, installed: Path, job: Job
) -> None:
    given = {"paths": "docs/good.md", "sarif-file": "out.sarif"}
    done = action.run(given, job, {"install": {"bin": str(installed)}})
    assert done == Outcome(0, {"exit-status": "0", "sarif-file": "out.sarif"})
    assert "::" not in job.log
    assert json.loads((job.workspace / "out.sarif").read_text())["runs"][0]["results"] == []


@pytest.mark.slow
def test_a_mistake_in_the_configuration_is_told(
    action: Composite, installed: Path, job: Job
) -> None:
    (job.workspace / "termlint.yaml").write_text("glossary: mlops\n")
    done = action.run({"sarif-file": "a.sarif"}, job, {"install": {"bin": str(installed)}})
    assert done == Outcome(2, {"exit-status": "2", "sarif-file": ""})
    assert "error: termlint.yaml:1:1: " in job.log


# How it calls what it has installed


@pytest.fixture
def stand_in(tmp_path: Path) -> Path:
    """A folder with a termlint that keeps what it is given, writes reports, and ends with 1."""
    script = """
printf '%s\\n' "$PWD" "$@" > "${0%/*}/given"
for each do
    case $each in sarif=* | markdown=*) echo "a report" > "${each#*=}" ;; esac
done
exit 1
"""
    program(tmp_path / "bin/termlint", script)
    return tmp_path / "bin"


def run(stand_in: Path, job: Job, **given: str) -> tuple[Outcome, list[str]]:
    """The outcome, and the working directory and arguments of termlint.

    The names of inputs have ``_`` for ``-``; what the summary is called differs from run to run.
    """
    inputs = {name.replace("_", "-"): value for name, value in given.items()}
    outcome = ACTION.run(inputs, job, {"install": {"bin": str(stand_in)}})
    text = (stand_in / "given").read_text(encoding="utf-8")
    text = re.sub(rf"(?<=markdown={re.escape(str(job.temporary))}/termlint-)\w+", "X", text)
    return outcome, text.splitlines()


@pytest.mark.parametrize(
    ("given", "arguments"),
    [
        pytest.param({}, "check --output-format github --fail-on warning -- .", id="nothing"),
        pytest.param(
            {"paths": "docs\na b.md\n\n"},
            "check --output-format github --fail-on warning -- docs a⎵b.md",
            id="paths, and an empty line",
        ),
        pytest.param(
            {"paths": "--exit-zero"},
            "check --output-format github --fail-on warning -- --exit-zero",
            id="a path that looks like an option",
        ),
        pytest.param(
            {"config": "my config.yaml", "fail_on": "never"},
            "check --output-format github --fail-on never --config my⎵config.yaml -- .",
            id="a configuration and a level",
        ),
        pytest.param(
            {"args": "--ignore  all\n--jobs=1 *.md\n"},
            "check --output-format github --fail-on warning --ignore all --jobs=1 *.md -- .",
            id="options on two lines",
        ),
        pytest.param(
            {"sarif_file": "a b.sarif"},
            "check --output-format github --fail-on warning --report sarif=a⎵b.sarif -- .",
            id="a SARIF file",
        ),
    ],
)
def test_inputs_become_arguments(
    given: dict[str, str], arguments: str, stand_in: Path, job: Job
) -> None:
    _, (folder, *words) = run(stand_in, job, summary="false", **given)
    assert folder == str(job.workspace)
    assert words == [word.replace("⎵", " ") for word in arguments.split()]


@pytest.mark.parametrize(
    ("summary", "shown"), [("true", "# Before\na report\n"), ("false", "# Before\n")]
)
def test_a_summary_is_added_to_what_is_there(
    summary: str, shown: str, stand_in: Path, job: Job
) -> None:
    job.summary.write_text("# Before\n")
    run(stand_in, job, summary=summary)
    assert job.summary.read_text() == shown


@pytest.mark.parametrize("name", ["a.sarif", "out/a b.sarif", "{temp}/a.sarif"])
@pytest.mark.parametrize("folder", [".", "docs"])
def test_the_sarif_file_is_named_from_the_workspace(
    name: str, folder: str, stand_in: Path, job: Job
) -> None:
    (job.workspace / folder / "out").mkdir()
    name = name.format(temp=job.temporary)
    outcome, (where, *_) = run(stand_in, job, working_directory=folder, sarif_file=name)
    assert where == os.path.normpath(job.workspace / folder)
    assert outcome.outputs["exit-status"] == "1"
    named = job.workspace / outcome.outputs["sarif-file"]
    assert named == Path(os.path.normpath(job.workspace / folder / name))
    assert named.read_text() == "a report\n"


HOSTILE = "$(touch pwned) `touch pwned` ; touch pwned # ' \" && touch pwned * ${{ github.token }}"


@pytest.mark.parametrize("name", sorted(set(ACTION.description["inputs"]) - {"working-directory"}))
def test_no_input_is_run_by_the_shell(name: str, stand_in: Path, job: Job) -> None:
    _, words = run(stand_in, job, **{name: HOSTILE})
    given = " ".join(words)
    assert HOSTILE in given or name == "summary"
    assert not list(job.temporary.parent.rglob("pwned"))
