"""Neovim, headless, with ``termlint server``: open, type, fix, save, and wait."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.editors import write_project
from tests.tools import require_neovim

SCRIPT = Path(__file__).parent / "data" / "neovim.lua"


@pytest.mark.slow
@pytest.mark.parametrize("of", ["pip", "system"])
def test_neovim_shows_fixes_and_saves(of: str, tmp_path: Path) -> None:
    nvim = require_neovim(of)
    project = write_project(tmp_path / "a project é", {"a.md": "The 😀 ship cycle.\n"})
    out = tmp_path / "seen.json"
    environment = os.environ | {
        "TERMLINT_COMMAND": json.dumps([sys.executable, "-m", "termlint", "server"]),
        "TERMLINT_FILE": str(project / "a.md"),
        "TERMLINT_OUT": str(out),
        "HOME": str(tmp_path),
        "XDG_STATE_HOME": str(tmp_path),
        "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
    }
    command = [nvim, "--headless", "--clean", "-n", "-S", str(SCRIPT)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=300)
    assert out.exists(), done.stderr
    seen = json.loads(out.read_text(encoding="utf-8"))
    assert seen.get("problem") is None, seen["problem"]
    ship_cycle = {
        "message": '"ship cycle" is deprecated; write "release train"',
        "code": "deprecated-term",
        "line": 0,
        "column": len("The 😀 ".encode()),
        "last": len("The 😀 ship cycle".encode()),
    }
    assert seen["opened"] == [ship_cycle]
    below = ship_cycle | {"line": 1}
    assert [each["code"] for each in seen["typed"]] == ["misspelled-term", "deprecated-term"]
    assert seen["typed"][1] == below
    assert seen["actions"] == ["Make 1 safe fix (termlint)"]
    assert seen["fixed"] == [below]
    assert seen["saved"] == [below]
    assert seen["decided otherwise"] == []
    text = (project / "a.md").read_text(encoding="utf-8")
    assert text == "A Widget in 😀\nThe 😀 ship cycle.\n"
