"""Where reports are written to: files of their own, and never over what they are about."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest

from tests.commands import Run


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a glossary and a document of three findings, where termlint is run."""
    (tmp_path / "tiny.yaml").write_text("glossary: tiny\nconcepts: [{term: MLOps}]\n")
    (tmp_path / "termlint.yaml").write_text("glossaries: [./tiny.yaml]\n")
    (tmp_path / "a.md").write_text("ML Ops, ML-Ops and mlops.\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("TERMLINT_OUTPUT_FORMAT", raising=False)
    return tmp_path


def test_further_reports_are_written_to_files(project: Path, run: Run) -> None:
    reports = ("--report", "json=a.json", "--report", "concise=b=c.txt")
    done = run("check", "--output-format", "concise", "--color", "always", *reports)
    assert len(json.loads((project / "a.json").read_text())["diagnostics"]) == 3
    assert re.sub(r"\x1b\[\d*m", "", done.out) == (project / "b=c.txt").read_text()


@pytest.mark.parametrize("value", ["json", "json=", "=a.json", "yaml=a.yaml"])
def test_a_further_report_needs_a_format_and_a_file(value: str, project: Path, run: Run) -> None:
    done = run("check", "--report", value)
    assert done.status == 2
    assert f'"{value}" is no FORMAT=FILE' in done.err


@pytest.mark.parametrize(
    ("options", "said"),
    [
        pytest.param(["--report", "json=x", "--report", "sarif=./x"], "two reports go to ./x", id="twice"),
        pytest.param(["-o", "x", "--report", "sarif=x"], "two reports go to x", id="output file"),
        pytest.param(["-o", "y", "--report", "sarif=link"], "two reports go to link", id="link"),
        pytest.param(["--report", "json=a.md"], "a.md is checked", id="document"),
        pytest.param(["--diff", "-o", "./a.md"], "./a.md is checked", id="document by a diff"),
        pytest.param(["-o", ""], "--output-file", id="without a name"),
        pytest.param(["--baseline", ""], "--baseline", id="baseline without a name"),
    ],
)  # fmt: skip
def test_no_report_overwrites_another_or_a_document(
    options: list[str], said: str, project: Path, run: Run
) -> None:
    (project / "link").symlink_to("y")
    before = (project / "a.md").read_text()
    done = run("check", *options)
    assert (done.status, done.out) == (2, "")
    assert said in done.err
    assert (project / "a.md").read_text() == before
    assert sorted(each.name for each in project.glob("[xy]")) == []


@pytest.mark.parametrize("name", ["x", os.devnull])
def test_a_file_may_be_written_anew_and_a_device_more_than_once(
    name: str, project: Path, run: Run
) -> None:
    (project / "x").write_text("old")
    for _ in range(2):
        assert run("check", "-q", "-o", name, "--report", f"json={os.devnull}").status == 1


@pytest.mark.parametrize("name", ["gone/x", "."])
def test_a_file_that_cannot_be_written_is_an_error_after_the_findings(
    name: str, project: Path, run: Run
) -> None:
    done = run("check", "--output-format", "concise", "--report", f"json={name}")
    assert (done.status, done.out.count("\n")) == (2, 3)
    assert done.err.startswith(f"error: {name} cannot be written: ")
