"""The extension in a real editor: VS Code in a browser shows findings, and mends a file on disk.

It needs what is not installed for the other tests, and runs only where it is asked for::

    make vscode
    TERMLINT_CODE_SERVER=path/to/code-server TERMLINT_CHROMIUM=path/to/chromium \\
        .venv/bin/python -m pytest tests/test_vscode_end_to_end.py

with playwright from PyPI and code-server from npm. With ``TERMLINT_SCREENSHOT`` set, it leaves a
picture there; that of ``docs/editor-setup.md`` was made like this.
"""

from __future__ import annotations

import json
import os
import shlex
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.repository import CHECKOUT

PAGE = """\
# Getting started with ML Ops

Log in to MLOps and push your model to github.
Our MLOps platform needs no login; see `github.com` for the code.
"""
MENDED = PAGE.replace("with ML Ops", "with MLOps").replace("to github.", "to GitHub.")
MESSAGES = (
    '"ML Ops" has the wrong spacing; write "MLOps"',
    '"MLOps" names a practice, but "Log in to MLOps" means a product; write "MLOps tool"',
    '"github" has the wrong case; write "GitHub"',
)
PATIENCE = 60.0
"""Seconds until what should happen has failed to."""
SETTINGS = {
    "termlint.command": sys.executable,
    "termlint.arguments": ["-m", "termlint", "server"],
    "[markdown]": {"editor.codeActionsOnSave": {"source.fixAll.termlint": "explicit"}},
    "breadcrumbs.enabled": False,
    "editor.fontSize": 15,
    "editor.minimap.enabled": False,
    "editor.wordWrap": "off",
    "extensions.ignoreRecommendations": True,
    "files.exclude": {"**/.termlint_cache": True},
    "security.workspace.trust.enabled": False,
    "telemetry.telemetryLevel": "off",
    "window.commandCenter": False,
    "workbench.colorTheme": "Default Light Modern",
    "workbench.layoutControl.enabled": False,
    "workbench.startupEditor": "none",
    "workbench.tips.enabled": False,
}


def asked_for(variable: str) -> str:
    """The value of an environment variable; without it the test is skipped."""
    value = os.environ.get(variable)
    if not value:
        pytest.skip(f"needs {variable}")
    return value


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "handbook"
    folder.mkdir()
    (folder / "guide.md").write_text(PAGE, encoding="utf-8")
    return folder


@pytest.fixture
def settings() -> dict[str, Any]:
    return SETTINGS


@pytest.fixture
def address(tmp_path: Path, project: Path, settings: dict[str, Any]) -> Iterator[str]:
    """Where VS Code answers, with the packaged extension and nothing of the user's in it."""
    command = shlex.split(asked_for("TERMLINT_CODE_SERVER"))
    asked_for("TERMLINT_CHROMIUM")
    data, extensions = tmp_path / "data", tmp_path / "extensions"
    own = data / "User/settings.json"
    own.parent.mkdir(parents=True)
    own.write_text(json.dumps(settings), encoding="utf-8")
    folders = [f"--user-data-dir={data}", f"--extensions-dir={extensions}"]
    config = tmp_path / "config.yaml"
    config.write_text("auth: none\n")
    command += [f"--config={config}", *folders]
    environment = {**os.environ, "PYTHONPATH": str(CHECKOUT)}
    packaged = CHECKOUT / "build/termlint.vsix"
    subprocess.run([*command, f"--install-extension={packaged}"], check=True, env=environment)
    port = _free_port()
    options = ["--auth=none", f"--bind-addr=127.0.0.1:{port}", "--disable-telemetry"]
    options += ["--disable-update-check", "--disable-workspace-trust", str(project)]
    server = subprocess.Popen([*command, *options], env=environment)
    try:
        url = f"http://127.0.0.1:{port}"
        wait_for(lambda: _answers(url))
        yield f"{url}/?folder={project}"
    finally:
        server.terminate()
        server.wait()
        shutil.rmtree(extensions, ignore_errors=True)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/healthz", timeout=5) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def wait_for(happened: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not happened():
        assert time.monotonic() < end, f"nothing happened for {PATIENCE:.0f} s"
        time.sleep(0.2)


@pytest.fixture
def window(address: str) -> Iterator[Any]:
    """The page of a browser with the editor in it."""
    playwright = pytest.importorskip("playwright.sync_api", reason="needs playwright")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=asked_for("TERMLINT_CHROMIUM"), args=["--no-sandbox"]
        )
        page = browser.new_page(viewport={"width": 1000, "height": 520})
        page.set_default_timeout(1000 * PATIENCE)
        page.goto(address)
        yield page
        browser.close()


def test_findings_are_shown_and_mended(window: Any, project: Path) -> None:
    window.wait_for_selector(".monaco-workbench")
    window.get_by_role("treeitem", name="guide.md", exact=True).dblclick()
    window.wait_for_selector(".squiggly-warning")
    window.keyboard.press("Control+Shift+M")
    rows = window.locator(".markers-panel .monaco-tl-contents")
    rows.nth(len(MESSAGES)).wait_for()
    shown = rows.all_inner_texts()
    assert [message for message in MESSAGES if not any(message in row for row in shown)] == []
    assert sum("\ntermlint\n" in row for row in shown) == len(MESSAGES)
    picture = os.environ.get("TERMLINT_SCREENSHOT")
    if picture:
        window.screenshot(path=picture)

    # Saving makes the safe fixes; the file is changed before, so that there is something to save.
    window.get_by_role("treeitem", name="guide.md", exact=True).dblclick()
    window.keyboard.press("Control+End")
    window.keyboard.type("Done.")
    window.keyboard.press("Control+S")
    wait_for(lambda: (project / "guide.md").read_text(encoding="utf-8") == f"{MENDED}Done.")


EVERYWHERE = {**SETTINGS, "termlint.diagnosticMode": "workspace", "files.autoSave": "off"}


@pytest.mark.parametrize("settings", [EVERYWHERE])
def test_findings_in_files_that_are_not_open_are_shown(window: Any, project: Path) -> None:
    other = project / "other.md"
    other.write_text("We push to github.\n", encoding="utf-8")
    window.wait_for_selector(".monaco-workbench")
    window.get_by_role("treeitem", name="guide.md", exact=True).dblclick()
    window.keyboard.press("Control+Shift+M")
    rows = window.locator(".markers-panel .monaco-tl-contents")

    def shown() -> dict[str, int]:
        """How many findings the list has of each file."""
        lines = (row.split("\n") for row in rows.all_inner_texts())
        return {
            line[0]: int(line[1]) for line in lines if line[0].endswith(".md") and len(line) == 2
        }

    wait_for(lambda: shown() == {"guide.md": 3, "other.md": 1})
    other.write_text("We push to GitHub.\n", encoding="utf-8")
    wait_for(lambda: shown() == {"guide.md": 3})
    # What is closed without being saved is as it is on the disk again.
    window.get_by_role("treeitem", name="guide.md", exact=True).dblclick()
    window.keyboard.press("Control+End")
    window.keyboard.type("More of github.")
    wait_for(lambda: shown() == {"guide.md": 4})
    window.keyboard.press("Control+K")
    window.keyboard.press("W")
    window.get_by_role("button", name="Don't Save").click()
    wait_for(lambda: shown() == {"guide.md": 3})
    (project / "guide.md").write_text("Nothing.\n", encoding="utf-8")
    wait_for(lambda: shown() == {})


@pytest.mark.parametrize("settings", [{**SETTINGS, "termlint.command": "no-such-program"}])
def test_a_program_that_is_not_there_is_named(window: Any) -> None:
    window.wait_for_selector(".monaco-workbench")
    window.get_by_role("treeitem", name="guide.md", exact=True).dblclick()
    note = window.get_by_role("alert").filter(has_text='cannot be started as "no-such-program"')
    note.first.wait_for(state="attached")
    assert window.locator(".squiggly-warning").count() == 0
