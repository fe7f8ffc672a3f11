"""The configurations in ``docs/editors``: the page shows them as they are, and editors take them.

Where an editor is installed it opens a document with its configuration, and what it shows is
what termlint finds. Without an editor its test is skipped, but for Neovim in CI.

``python tests/test_editor_setups.py`` writes the files into the page.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

import termlint
from termlint.files import SUFFIXES
from tests.repository import CHECKOUT
from tests.tools import require_neovim

DOCS = CHECKOUT / "docs"
PAGE = DOCS / "editor-setup.md"
FOLDER = DOCS / "editors"
ZED = CHECKOUT / "editors/zed"
FILES = {
    path.relative_to(DOCS).as_posix()
    for path in FOLDER.rglob("*")
    if path.is_file() and path.suffix != ".png"
}
GUIDE = "# Getting started with ML Ops\n\nLog in to MLOps, which is on GitHub.\n"
FOUND = [
    '1: "ML Ops" has the wrong spacing; write "MLOps"',
    '3: "MLOps" names a practice, but "Log in to MLOps" means a product; write "MLOps tool"',
]
"""The findings of the guide, each with its line."""
PATIENCE = 60
"""Seconds that an editor waits for findings; the machine may be busy."""

_SHOWN = re.compile(r"^```(\w+) from=(\S+)\n(?:.*\n)*?```$", re.M)


# The page


def filled(text: str) -> str:
    """The page with the files as they are now."""

    def file(fence: re.Match[str]) -> str:
        body = (DOCS / fence[2]).read_text(encoding="utf-8")
        return f"```{fence[1]} from={fence[2]}\n{body}```"

    return _SHOWN.sub(file, text)


def test_the_page_shows_the_files_as_they_are() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert filled(text) == text


def test_the_page_shows_all_files() -> None:
    assert {match[2] for match in _SHOWN.finditer(PAGE.read_text(encoding="utf-8"))} == FILES


# What needs no editor


def read(name: str) -> Any:
    text = (FOLDER / name).read_text(encoding="utf-8")
    return tomllib.loads(text) if name.endswith(".toml") else json.loads(text)


def test_the_settings_of_vscode_are_those_of_its_extension() -> None:
    manifest = json.loads((CHECKOUT / "editors/vscode/package.json").read_text(encoding="utf-8"))
    known = manifest["contributes"]["configuration"]["properties"]
    own = {name for name in read("vscode.json") if not name.startswith("[")}
    assert own
    assert own <= known.keys()


def test_helix_names_the_server() -> None:
    setup = read("helix.toml")
    assert setup["language-server"] == {"termlint": {"command": "termlint", "args": ["server"]}}
    assert all("termlint" in language["language-servers"] for language in setup["language"])


def test_sublime_starts_the_server() -> None:
    assert read("sublime.json")["clients"]["termlint"]["command"] == ["termlint", "server"]


def test_jetbrains_starts_the_server_for_all_documents() -> None:
    setup = read("jetbrains/template.json")
    assert setup["programArgs"] == {"default": "termlint server"}
    patterns = [
        pattern for each in setup["fileTypeMappings"] for pattern in each["fileType"]["patterns"]
    ]
    assert {pattern.removeprefix("*") for pattern in patterns} <= set(SUFFIXES)


def test_zed_knows_the_server_by_the_name_of_its_settings() -> None:
    extension = tomllib.loads((ZED / "extension.toml").read_text(encoding="utf-8"))
    assert extension["version"] == termlint.__version__
    assert extension["language_servers"].keys() == read("zed-settings.json")["lsp"].keys()


def test_the_extension_for_zed_compiles() -> None:
    if not os.environ.get("TERMLINT_CARGO"):
        pytest.skip("needs TERMLINT_CARGO; it fetches and compiles many crates")
    command = [os.environ["TERMLINT_CARGO"], "check", "--locked", "--manifest-path"]
    done = subprocess.run([*command, str(ZED / "Cargo.toml")], check=False)
    assert done.returncode == 0


@pytest.mark.parametrize(
    ("settings", "answers"),
    [
        pytest.param("{}", [["/usr/bin/termlint", "server"], None, None], id="no settings"),
        pytest.param(
            json.dumps(
                {
                    "binary": {"path": "/opt/termlint", "arguments": ["server"]},
                    "initialization_options": {"delay": 0},
                    "settings": {"run": "onSave"},
                }
            ),
            [["/opt/termlint", "server"], '{"delay":0}', '{"termlint":{"run":"onSave"}}'],
            id="settings",
        ),
    ],
)
def test_the_extension_for_zed_answers(settings: str, answers: object, tmp_path: Path) -> None:
    """With what is compiled of it for wasm32-wasip1, and a node_modules that has jco in it::

    cargo build --release --target wasm32-wasip1 --manifest-path editors/zed/Cargo.toml
    npm install @bytecodealliance/jco @bytecodealliance/preview2-shim
    """
    if not (os.environ.get("TERMLINT_ZED") and os.environ.get("TERMLINT_JCO")):
        pytest.skip("needs TERMLINT_ZED, a module, and TERMLINT_JCO, a node_modules with jco")
    module, modules = os.environ["TERMLINT_ZED"], Path(os.environ["TERMLINT_JCO"])
    jco, component = str(modules / ".bin/jco"), str(tmp_path / "component.wasm")
    made = tmp_path / "made"
    made.mkdir()
    (made / "package.json").write_text('{"type": "module"}', encoding="utf-8")
    subprocess.run([jco, "new", module, "--wasi-reactor", "-o", component], check=True)
    names = ["--instantiation", "async", "--name", "extension", "-o", str(made)]
    subprocess.run([jco, "transpile", "-q", component, *names], check=True)
    host = ["node", str(ZED / "test/host.mjs"), str(made), str(modules.resolve()), settings]
    done = subprocess.run(host, capture_output=True, encoding="utf-8", check=True)
    assert json.loads(done.stdout) == answers


# Real programs


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with one document."""
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "termlint.yaml").write_text("glossaries: [mlops, names]\n", encoding="utf-8")
    (folder / "guide.md").write_text(GUIDE, encoding="utf-8")
    return folder


@pytest.fixture
def variables(tmp_path: Path) -> dict[str, str]:
    """An environment with ``termlint`` on its path, and without the user's own settings."""
    home = tmp_path / "home"
    (home / "bin").mkdir(parents=True)
    command = home / "bin/termlint"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m termlint "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    return {
        **{name: value for name, value in os.environ.items() if not name.startswith("XDG_")},
        "HOME": str(home),
        "PATH": f"{home / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(CHECKOUT),
        "XDG_CONFIG_HOME": str(home / "config"),
        "TERM": "dumb",
    }


def installed(name: str) -> str:
    """The path of an editor; without it the test is skipped."""
    path = shutil.which(name)
    if path is None:
        pytest.skip(f"needs {name}, an editor")
    return path


def run(command: list[str], folder: Path, variables: Mapping[str, str]) -> str:
    """What a program prints, on both streams."""
    done = subprocess.run(
        command,
        cwd=folder,
        env=variables,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=3 * PATIENCE,
        check=False,
    )
    return done.stdout


@pytest.fixture
def _server() -> None:
    pytest.importorskip("termlint.server", reason="needs the extra lsp")


def test_the_task_of_zed_prints_the_findings(project: Path, variables: dict[str, str]) -> None:
    (task,) = read("zed-tasks.json")
    words = [word.replace("$ZED_FILE", "guide.md") for word in task["args"]]
    printed = run([task["command"], *words], project, variables)
    line = re.compile(r"^guide\.md:(\d+):\d+: warning [a-z-]+(: .*)$", re.M)
    assert ["".join(each) for each in line.findall(printed)] == FOUND


@pytest.mark.slow
@pytest.mark.usefixtures("_server")
@pytest.mark.parametrize("of", ["pip", "system"])
def test_neovim_shows_the_findings(
    of: str, project: Path, variables: dict[str, str], tmp_path: Path
) -> None:
    probe = tmp_path / "probe.lua"
    probe.write_text(
        f"""\
        vim.wait({PATIENCE * 1000}, function() return #vim.diagnostic.get(0) >= {len(FOUND)} end, 50)
        local lines = {{}}
        for _, each in ipairs(vim.diagnostic.get(0)) do
          table.insert(lines, each.lnum + 1 .. ": " .. each.message)
        end
        vim.fn.writefile(lines, "found.txt")
        vim.cmd("qall!")
        """,
        encoding="utf-8",
    )
    setup = str(FOLDER / "neovim.lua")
    command = [require_neovim(of), "--headless", "-i", "NONE", "-u", setup, "guide.md"]
    printed = run([*command, "-c", f"luafile {probe}"], project, variables)
    assert found_in(project) == FOUND, printed


def found_in(project: Path) -> list[str]:
    """The findings that an editor has written down."""
    file = project / "found.txt"
    return sorted(file.read_text(encoding="utf-8").splitlines()) if file.is_file() else []


@pytest.mark.slow
@pytest.mark.usefixtures("_server")
def test_emacs_shows_the_findings(project: Path, variables: dict[str, str], tmp_path: Path) -> None:
    probe = tmp_path / "probe.el"
    probe.write_text(
        f"""\
        (require 'package)
        (package-initialize)
        (unless (and (require 'eglot nil t) (require 'markdown-mode nil t))
          (princ "no eglot or no markdown-mode")
          (kill-emacs 0))
        (load "{FOLDER / "emacs.el"}")
        (setq eglot-sync-connect t)
        (find-file "guide.md")
        ;; Without a person nothing is a command, after which eglot would begin by itself.
        (run-hooks 'post-command-hook)
        (with-current-buffer "guide.md"
          (unless (eglot-current-server) (call-interactively #'eglot))
          (with-timeout ({PATIENCE})
            (while (< (length (flymake-diagnostics)) {len(FOUND)})
              (accept-process-output nil 0.1)
              (flymake-start)))
          (let ((lines (mapcar (lambda (each)
                                 (format "%d: %s"
                                         (line-number-at-pos (flymake-diagnostic-beg each))
                                         (flymake-diagnostic-text each)))
                               (flymake-diagnostics))))
            (with-temp-file "found.txt" (insert (mapconcat #'identity lines "\\n")))))
        (kill-emacs 0)
        """,
        encoding="utf-8",
    )
    printed = run([installed("emacs"), "--batch", "--load", str(probe)], project, variables)
    if printed == "no eglot or no markdown-mode":
        pytest.skip("needs eglot and markdown-mode in Emacs")
    # Eglot puts the name of the check before each message.
    found = [re.sub(r"(\d+): termlint \[?[\w-]+\]?: ", r"\1: ", line) for line in found_in(project)]
    assert found == FOUND, printed


ALE = ("/usr/share/vim-ale", "/usr/share/vim/vimfiles/pack/dist-bundle/start/ale")


@pytest.mark.slow
@pytest.mark.usefixtures("_server")
def test_ale_shows_the_findings(project: Path, variables: dict[str, str], tmp_path: Path) -> None:
    vim = installed("vim")
    ale = next((path for path in ALE if Path(path).is_dir()), None)
    if ale is None:
        pytest.skip("needs the plugin ALE for Vim, such as Debian's vim-ale")
    own = tmp_path / "vim"
    (own / "ale_linters/markdown").mkdir(parents=True)
    shutil.copy(FOLDER / "ale/termlint.vim", own / "ale_linters/markdown")
    (own / "vimrc").write_text(
        f"set nocompatible runtimepath^={ale},{own}\n"
        "filetype plugin on\n"
        "let g:ale_linters = {'markdown': ['termlint']}\n",
        encoding="utf-8",
    )
    (own / "probe.vim").write_text(
        f"""\
let s:left = {PATIENCE * 10}
ALELint
while s:left > 0 && len(ale#engine#GetLoclist(bufnr(''))) < {len(FOUND)}
  let s:left -= 1
  sleep 100m
endwhile
let s:found = map(copy(ale#engine#GetLoclist(bufnr(''))), {{_, each -> each.lnum .. ': ' .. each.text}})
call writefile(s:found, 'found.txt')
qall!
""",
        encoding="utf-8",
    )
    command = [vim, "-es", "-i", "NONE", "-u", str(own / "vimrc"), "guide.md"]
    printed = run([*command, "-S", str(own / "probe.vim")], project, variables)
    assert found_in(project) == FOUND, printed


def test_helix_finds_the_server(project: Path, variables: dict[str, str]) -> None:
    helix = shutil.which("hx") or installed("helix")
    setup = Path(variables["XDG_CONFIG_HOME"]) / "helix/languages.toml"
    setup.parent.mkdir(parents=True)
    shutil.copy(FOLDER / "helix.toml", setup)
    coloured = run([helix, "--health", "markdown"], project, variables)
    printed = re.sub(r"\x1b\[[\d;]*m", "", coloured)
    server = shutil.which("termlint", path=variables["PATH"])
    assert re.search(rf"✓ termlint: {re.escape(str(server))}$", printed, re.M), printed


if __name__ == "__main__":
    PAGE.write_text(filled(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
