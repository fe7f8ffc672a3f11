"""The extension for VS Code: its code compiles and passes its linter, its parts fit each other."""

from __future__ import annotations

import json
import re
import struct
import subprocess
from pathlib import Path
from typing import Any

import click
import pytest

import termlint
from termlint.cli import commands
from tests.tools import require_tool

FOLDER = Path(__file__).resolve().parent.parent / "editors/vscode"
MANIFEST: dict[str, Any] = json.loads((FOLDER / "package.json").read_text(encoding="utf-8"))
SETTINGS: dict[str, Any] = MANIFEST["contributes"]["configuration"]["properties"]


def run(*command: str) -> None:
    done = subprocess.run(command, cwd=FOLDER, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_code_compiles() -> None:
    run(require_tool("tsc", FOLDER))


def test_the_linter_finds_nothing() -> None:
    run(require_tool("eslint", FOLDER), "--max-warnings", "0", ".")


def test_its_own_tests_pass() -> None:
    require_tool("esbuild", FOLDER)
    run(require_tool("node"), "--test", "test/")


def test_it_becomes_one_file_with_the_licences_of_its_parts() -> None:
    require_tool("esbuild", FOLDER)
    run(require_tool("node"), "build.mjs")
    code = (FOLDER / "dist/extension.js").read_text(encoding="utf-8")
    assert set(re.findall(r'require\("([^"]+)"\)', code)) - _modules_of_node() == {"vscode"}
    notices = (FOLDER / "dist/THIRD-PARTY.txt").read_text(encoding="utf-8")
    assert re.search(r"^vscode-languageclient 9\.", notices, re.M)


def _modules_of_node() -> set[str]:
    names = subprocess.check_output(
        [require_tool("node"), "-p", "require('module').builtinModules.join()"], encoding="utf-8"
    )
    return set(names.strip().split(","))


def test_it_has_the_version_of_the_project() -> None:
    assert MANIFEST["version"] == termlint.__version__


def test_its_types_are_those_of_the_oldest_editor_that_it_runs_in() -> None:
    types = MANIFEST["devDependencies"]["@types/vscode"]
    assert MANIFEST["engines"]["vscode"] == f"^{types}"


def test_the_icon_is_a_picture_of_128_pixels() -> None:
    head = (FOLDER / MANIFEST["icon"]).read_bytes()[:24]
    assert head[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", head[16:24]) == (128, 128)


def test_the_manifest_and_the_code_name_the_same_commands() -> None:
    code = (FOLDER / "src/extension.ts").read_text(encoding="utf-8")
    registered = re.findall(r'registerCommand\(\s*"([^"]+)"', code)
    contributed = [each["command"] for each in MANIFEST["contributes"]["commands"]]
    assert sorted(registered) == sorted(contributed)


def test_the_settings_are_explained() -> None:
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| `(termlint\.[\w.]+)` \|", readme, re.M) == list(SETTINGS)


def test_the_settings_are_those_that_the_server_reads() -> None:
    server = pytest.importorskip(
        "termlint.editor.preferences", reason="needs the server's settings"
    )
    own = {"command", "arguments", "trace.server"}
    assert {name.removeprefix("termlint.") for name in SETTINGS} == {*server.KEYS, *own}
    defaults = {name.removeprefix("termlint."): each["default"] for name, each in SETTINGS.items()}
    assert server.read_preferences(defaults) == (server.Preferences(), ())


def test_the_command_that_is_started_is_there() -> None:
    assert SETTINGS["termlint.command"]["default"] == "termlint"
    (name,) = SETTINGS["termlint.arguments"]["default"]
    pytest.importorskip("termlint.server", reason="needs the server")
    assert name in commands.list_commands(click.Context(commands))
