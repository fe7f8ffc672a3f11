"""What people install: the wheel, built by way of the sdist, in an environment of its own."""

from __future__ import annotations

import json
import os
import posixpath
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

import termlint

CHECKOUT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Built:
    """The two archives of one release."""

    sdist: Path
    wheel: Path


def run(*command: str | Path, folder: Path, status: int = 0) -> str:
    """What ``command`` prints when run in ``folder``, where the checkout can't be imported."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        command,
        cwd=folder,
        env=environment | {"NO_COLOR": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == status, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp("dist")
    # Asked for neither archive, build makes the sdist from the checkout and the wheel from the
    # sdist; without isolation it takes hatchling from here, not from the network.
    command = (sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, CHECKOUT)
    run(*command, folder=folder)
    (sdist,) = folder.glob("*.tar.gz")
    (wheel,) = folder.glob("*.whl")
    return Built(sdist, wheel)


@pytest.fixture(scope="module")
def bin_folder(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the commands of a new environment are, with nothing but the wheel installed in it."""
    folder = tmp_path_factory.mktemp("install")
    run(sys.executable, "-m", "venv", folder / "venv", folder=folder)
    scripts = folder / "venv" / ("Scripts" if os.name == "nt" else "bin")
    install = ("-m", "pip", "install", "--quiet", "--disable-pip-version-check", built.wheel)
    run(scripts / "python", *install, folder=folder)
    return scripts


def files_below(folder: str, pattern: str) -> set[str]:
    """Paths in the checkout as they are in the archives."""
    return {file.relative_to(CHECKOUT).as_posix() for file in (CHECKOUT / folder).rglob(pattern)}


def test_the_package_says_the_version_of_the_project() -> None:
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert termlint.__version__ == project["version"]


@pytest.mark.slow
def test_the_wheel_holds_the_package_and_its_data_and_nothing_else(built: Built) -> None:
    with zipfile.ZipFile(built.wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
    modules = files_below("termlint", "*.py")
    pages = files_below("termlint/checks", "*.md")
    rules = {f"termlint/{name}" for name in files_below("rules", "*.yaml")}
    schemas = {f"termlint/{name}" for name in files_below("schemas", "*.json")}
    assert modules
    assert pages
    assert rules
    assert schemas
    assert names == modules | pages | rules | schemas | {"termlint/py.typed"}


@pytest.mark.slow
def test_the_built_in_glossaries_name_a_schema_that_is_there(built: Built) -> None:
    with zipfile.ZipFile(built.wheel) as archive:
        names = archive.namelist()
        rules = [name for name in names if name.startswith("termlint/rules/")]
        heads = [archive.read(name).decode().partition("\n")[0] for name in rules]
    named = {head.partition("$schema=")[2] for head in heads}
    assert {posixpath.normpath(f"termlint/rules/{name}") for name in named} <= set(names)


@pytest.mark.slow
def test_the_sdist_holds_what_is_needed_to_work_on_it(built: Built) -> None:
    with tarfile.open(built.sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    single = {"LICENSE", "Makefile", "README.md", "pyproject.toml", "termlint.yaml"}
    tests = files_below("tests", "*.py")
    assert single | tests | files_below("rules", "*.yaml") | files_below("docs", "*.md") <= names


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("We adopted ML Ops.\n", [("misspelled-term", "ML Ops")], id="finds it"),
        pytest.param("We adopted MLOps.\n", [], id="leaves it alone"),
    ],
)
@pytest.mark.parametrize("command", ["termlint", "python -m termlint"])
def test_the_installed_command_checks_a_file_of_another_folder(
    bin_folder: Path, tmp_path: Path, command: str, text: str, found: list[tuple[str, str]]
) -> None:
    (tmp_path / "page.md").write_text(text, encoding="utf-8")
    program, *arguments = command.split()
    arguments += ["check", "page.md", "--output-format", "json"]
    output = run(bin_folder / program, *arguments, folder=tmp_path, status=1 if found else 0)
    report = json.loads(output)
    assert [(each["check"], each["text"]) for each in report["diagnostics"]] == found
    assert report["tool"] == {"name": "termlint", "version": termlint.__version__}
    assert report["errors"] == []


@pytest.mark.slow
def test_an_installed_package_finds_the_record_of_its_files(
    bin_folder: Path, tmp_path: Path
) -> None:
    ask = "from termlint import builtin; print(builtin.record().decode())"
    recorded = run(bin_folder / "python", "-c", ask, folder=tmp_path).splitlines()
    assert {line.partition(",")[0] for line in recorded} >= files_below("termlint", "*.py")


@pytest.mark.slow
def test_the_installed_command_explains_a_check_from_its_page(
    bin_folder: Path, tmp_path: Path
) -> None:
    printed = run(bin_folder / "termlint", "explain", "misspelled-term", folder=tmp_path)
    assert "misspelled-term" in printed.splitlines()[0]


@pytest.mark.slow
def test_the_hook_is_one_that_pre_commit_accepts(tmp_path: Path) -> None:
    manifest = CHECKOUT / ".pre-commit-hooks.yaml"
    run(sys.executable, "-m", "pre_commit", "validate-manifest", manifest, folder=tmp_path)
