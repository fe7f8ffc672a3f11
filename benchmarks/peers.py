"""The linters that termlint is compared with: where they are, and how each one is run.

They are installed into one folder: what npm brings into its ``node_modules``, what pip brings into
its ``python``, what Go builds into its ``bin``. All but textlint are taken from PATH, too; textlint
finds its rule only beside itself.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from peer_settings import RUMDL, TEXTLINT, TYPOS, VALE
from processes import Command

NPM = ("textlint@15", "textlint-rule-terminology@5")
PIP = ("rumdl", "proselint", "typos")
VALE_VERSION = "v3.22.0"
"""The last one whose dependencies are on the Go module proxy."""


@dataclass(frozen=True, slots=True)
class Peer:
    """A linter that is here."""

    name: str
    program: Path
    version: str
    install: Path
    """The folder that it was looked for in."""

    def check(self, docs: Path, settings: Path) -> Command:
        """Lint a folder with the settings that ``peer_settings`` wrote into another."""
        return _command(self, _CHECK[self.name](docs, settings), docs)

    def fix(self, docs: Path, settings: Path) -> Command:
        """Fix the files in a folder. Raises KeyError for a peer that fixes nothing."""
        return _command(self, _FIX[self.name](docs, settings), docs)


@dataclass(frozen=True, slots=True)
class Peers:
    """Which linters are here, and what is known of the others."""

    here: Mapping[str, Peer]
    absent: Mapping[str, str]
    """Why each of the others is not."""


def find(names: Sequence[str], install: Path | None, reasons: Mapping[str, str]) -> Peers:
    """Those of ``names`` in the folder ``install`` or on PATH; ``reasons`` for what is not."""
    here, absent = {}, {}
    folder = (install or Path("peers")).resolve()
    for name in names:
        program = _program(name, folder)
        if program is None:
            absent[name] = reasons.get(name, "not found")
        else:
            here[name] = Peer(name, program, _version(name, program, folder), folder)
    return Peers(here, absent)


def install(folder: Path) -> dict[str, str]:
    """Install what is missing into ``folder``; why something could not be, by name."""
    folder = folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    reasons: dict[str, str] = {}
    if not (folder / "node_modules/textlint-rule-terminology").is_dir():
        npm = ["npm", "install", "--no-audit", "--no-fund", "--prefix", str(folder), *NPM]
        reasons["textlint"] = _try(npm)
    python = folder / "python/bin/python"
    if not python.is_file():
        reasons |= dict.fromkeys(PIP, _try([sys.executable, "-m", "venv", str(folder / "python")]))
    for name in PIP:
        if python.is_file() and not (python.parent / name).is_file():
            reasons[name] = _try([str(python), "-m", "pip", "install", "--quiet", name])
    if not (folder / "bin/vale").is_file():
        module = f"github.com/vale-cli/vale/v3/cmd/vale@{VALE_VERSION}"
        go = ["go", "install", "-ldflags", f"-X main.version={VALE_VERSION}", module]
        reasons["vale"] = _try(go, {"GOBIN": str(folder / "bin")})
    return {name: reason for name, reason in reasons.items() if reason}


def _try(words: Sequence[str], environment: Mapping[str, str] | None = None) -> str:
    """Run a command; what went wrong, or nothing."""
    if shutil.which(words[0]) is None:
        return f"not found, and {words[0]}, which would install it, is not here"
    print(f"$ {' '.join(words)}", file=sys.stderr)
    done = subprocess.run(
        words,
        env=os.environ | dict(environment or {}),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        errors="replace",
    )
    print(done.stderr, file=sys.stderr, end="")
    said = done.stderr.strip().splitlines() or [""]
    return f"not installed: {said[-1].strip()}" if done.returncode else ""


def _program(name: str, folder: Path) -> Path | None:
    places = ["node_modules/.bin", "python/bin", "bin"]
    found = shutil.which(name, path=os.pathsep.join(str(folder / place) for place in places))
    if found is None and name != "textlint":
        found = shutil.which(name)
    return Path(found) if found else None


def _version(name: str, program: Path, folder: Path) -> str:
    words = ["version"] if name == "proselint" else ["--version"]
    done = subprocess.run(
        [program, *words], capture_output=True, encoding="utf-8", cwd=folder, check=False
    )
    version = (done.stdout.split() or ["unknown"])[-1].removeprefix("v")
    rule = folder / "node_modules/textlint-rule-terminology/package.json"
    if name == "textlint" and rule.is_file():
        version += f" with terminology {json.loads(rule.read_text(encoding='utf-8'))['version']}"
    return version


def _command(peer: Peer, words: Sequence[str], docs: Path) -> Command:
    # textlint looks for its rules from the working directory on.
    folder = peer.install if peer.name == "textlint" else docs
    statuses = (0, 2) if peer.name == "typos" else (0, 1)
    return Command([str(peer.program), *words], folder, {"NO_COLOR": "1"}, statuses)


_CHECK: dict[str, Callable[[Path, Path], Sequence[str]]] = {
    "textlint": lambda docs, settings: [
        *("--config", f"{settings / TEXTLINT}", "--format", "unix", "--no-color", f"{docs}")
    ],
    "rumdl": lambda docs, settings: [
        *("check", "--no-cache", "--config", f"{settings / RUMDL}", "--color", "never", ".")
    ],
    "vale": lambda docs, settings: [
        *("--no-global", "--config", f"{settings / VALE}", "--output", "line", ".")
    ],
    "proselint": lambda docs, settings: ["check", "."],
    "typos": lambda docs, settings: [
        *("--isolated", "--config", f"{settings / TYPOS}", "--format", "brief", ".")
    ],
}
PEERS = tuple(_CHECK)
"""The names of all peers."""

_FIX: dict[str, Callable[[Path, Path], Sequence[str]]] = {
    "textlint": lambda docs, settings: [
        *("--fix", "--config", f"{settings / TEXTLINT}", "--no-color", f"{docs}")
    ],
    "rumdl": lambda docs, settings: [
        *("check", "--fix", "--no-cache", "--config", f"{settings / RUMDL}", ".")
    ],
    "typos": lambda docs, settings: [
        *("--isolated", "--config", f"{settings / TYPOS}", "--write-changes", ".")
    ],
}
FIXERS = tuple(_FIX)
"""The names of the peers that fix files."""
