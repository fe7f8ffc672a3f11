"""Runs the steps of a composite action as GitHub's runner would, as far as this project needs it.

What is known of it comes from the reference of metadata syntax and of workflow commands in GitHub's
documentation: the expressions in ``env`` and ``working-directory``, ``bash --noprofile --norc -eo
pipefail`` for ``shell: bash``, and the files that ``GITHUB_OUTPUT`` and ``GITHUB_STEP_SUMMARY``
name.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from tests.repository import environment
from tests.tools import require_tool

_EXPRESSION = re.compile(r"\$\{\{ *([\w.-]+) *\}\}")


@dataclass(slots=True)
class Job:
    """What the runner gives to all steps of a job, and what it collects from them."""

    workspace: Path
    """Where the repository is that has been checked out."""
    temporary: Path
    """A folder for the files of the runner and of the steps."""
    variables: Mapping[str, str] = field(default_factory=dict)
    """Further variables of the environment."""
    log: str = ""
    """What the steps have printed, on standard output and standard error."""

    @property
    def summary(self) -> Path:
        """The file of the page that is shown beside a run."""
        return self.temporary / "summary.md"

    @property
    def output(self) -> Path:
        """The file for the outputs of one step."""
        return self.temporary / "output"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an action."""

    status: int
    """That of the last step that was run."""
    outputs: Mapping[str, str]


class Composite:
    """A composite action."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.description: dict[str, Any] = yaml.safe_load(
            (folder / "action.yml").read_text(encoding="utf-8")
        )
        assert self.description["runs"]["using"] == "composite"

    def run(
        self, given: Mapping[str, str], job: Job, done: Mapping[str, Mapping[str, str]]
    ) -> Outcome:
        """Run the steps with what is ``given`` under ``with``, until one fails.

        Steps whose outputs are in ``done`` have been run before.
        """
        inputs = {name: str(each["default"]) for name, each in self.description["inputs"].items()}
        assert given.keys() <= inputs.keys()
        values = {f"inputs.{name}": value for name, value in (inputs | dict(given)).items()}
        status = 0
        for step in self.description["runs"]["steps"]:
            if step["id"] in done:
                outputs = done[step["id"]]
            else:
                status, outputs = self._run_step(step, values, job)
            values |= {f"steps.{step['id']}.outputs.{key}": outputs[key] for key in outputs}
            if status:
                break
        results = self.description["outputs"].items()
        return Outcome(status, {name: _filled(each["value"], values) for name, each in results})

    def _run_step(
        self, step: Mapping[str, Any], values: Mapping[str, str], job: Job
    ) -> tuple[int, dict[str, str]]:
        assert step["shell"] == "bash"
        script = job.temporary / "step.sh"
        script.write_text(step["run"], encoding="utf-8")
        job.output.write_text("")
        given = {name: _filled(value, values) for name, value in step.get("env", {}).items()}
        runner = {
            "GITHUB_ACTION_PATH": str(self._folder),
            "GITHUB_OUTPUT": str(job.output),
            "GITHUB_STEP_SUMMARY": str(job.summary),
            "GITHUB_WORKSPACE": str(job.workspace),
            "RUNNER_TEMP": str(job.temporary),
        }
        done = subprocess.run(
            [require_tool("bash"), "--noprofile", "--norc", "-eo", "pipefail", str(script)],
            cwd=job.workspace / _filled(step.get("working-directory", "."), values),
            env=environment(**job.variables, **runner, **given),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
        )
        job.log += done.stdout
        lines = job.output.read_text(encoding="utf-8").splitlines()
        return done.returncode, dict(line.split("=", 1) for line in lines)


def _filled(text: str, values: Mapping[str, str]) -> str:
    """``text`` with the values of its expressions; one that is not there is empty, as on GitHub."""
    return _EXPRESSION.sub(lambda found: values.get(found[1], ""), text)
