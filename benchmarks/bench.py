"""What every measurement of speed shares: the files, the tools, and how often they are run."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from material import Docs
from peers import Peer, Peers
from processes import Command, Prepare, Runs, take_turns

CHECKOUT = Path(__file__).resolve().parent.parent
_ENVIRONMENT = {
    "PYTHONPATH": str(CHECKOUT),
    "NO_COLOR": "1",
    "PYTHONDONTWRITEBYTECODE": "",  # compiled once, as where it is installed, not in every run
}


@dataclass(frozen=True)
class Bench:
    """One session of measuring."""

    docs: Docs
    """The corpus."""
    peers: Peers
    settings: Path
    """The folder with the settings of the peers."""
    work: Path
    """A folder for whatever is needed."""
    rounds: int
    timeout: float
    """After how many seconds a run is ended."""

    def termlint(self, *words: str | Path, folder: Path) -> Command:
        """``termlint check`` of this checkout with its built-in glossaries, run in ``folder``."""
        command = [sys.executable, "-m", "termlint", "check", "--isolated", *map(str, words)]
        return Command(command, folder, _ENVIRONMENT)

    def whole(self, docs: Docs, *words: str | Path) -> Command:
        """A run over all of ``docs`` in one line for each finding, as the peers have it."""
        return self.termlint("--output-format", "concise", *words, ".", folder=docs.folder)

    def python(self, statement: str) -> Command:
        """Python with one statement."""
        return Command([sys.executable, "-c", statement], self.work, statuses=(0,))

    def once(self, command: Command | Prepare) -> None:
        """Run a command for what it leaves behind."""
        take_turns({"(not measured)": _prepare(command)}, 1, self.timeout)

    def turns(self, commands: Mapping[str, Command | Prepare], times: int = 1) -> dict[str, Runs]:
        """Run the commands in turns, ``times`` as often as there are rounds."""
        prepared = {name: _prepare(command) for name, command in commands.items()}
        return take_turns(prepared, self.rounds * times, self.timeout)

    @cached_property
    def has_cache(self) -> bool:
        """Whether this termlint keeps results and compiled glossaries."""
        return "--no-cache" in self._printed(self.termlint("--help", folder=self.work))

    @property
    def no_cache(self) -> Sequence[str]:
        """The flag that turns the cache off, where there is one."""
        return ["--no-cache"] if self.has_cache else []

    def kept(self, name: str) -> Sequence[str]:
        """Flags that keep results and glossaries in a place of this name, where that is known."""
        return ["--cache-dir", str(self.work / f"cache-of-{name}")] if self.has_cache else []

    def findings(self, docs: Docs, *flags: str | Path) -> dict[Path, int]:
        """How many findings termlint has in each file; files without any are not in it."""
        command = self.termlint(
            "--output-format", "json", *self.no_cache, *flags, ".", folder=docs.folder
        )
        report = json.loads(self._printed(command))
        return _count(diagnostic["path"] for diagnostic in report["diagnostics"])

    def reported_by_rumdl(self, docs: Docs) -> dict[Path, int]:
        """The same for rumdl; empty where it is not here."""
        rumdl = self.peers.here.get("rumdl")
        if rumdl is None:
            return {}
        command = rumdl.check(docs.folder, self.settings)
        printed = self._printed(
            Command([*command.words, "--output-format", "json"], command.folder)
        )
        return _count(warning["file"] for warning in json.loads(printed))

    def _printed(self, command: Command) -> str:
        done = subprocess.run(
            command.words,
            cwd=command.folder,
            env=command.full_environment,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )
        return done.stdout

    @cached_property
    def with_findings(self) -> dict[Path, int]:
        """The files of the corpus in which termlint finds something, and how much."""
        return self.findings(self.docs)


def title(peer: Peer) -> str:
    """What a peer is called in tables."""
    return f"{peer.name} {peer.version}" + (" (MD044)" if peer.name == "rumdl" else "")


def by_size(docs: Docs, files: Iterable[Path]) -> list[Path]:
    """``files``, the smallest first."""
    return sorted(files, key=lambda file: ((docs.folder / file).stat().st_size, file))


def _prepare(command: Command | Prepare) -> Prepare:
    return (lambda _: command) if isinstance(command, Command) else command


def _count(paths: Iterable[str]) -> dict[Path, int]:
    counts: dict[Path, int] = {}
    for path in map(Path, paths):
        counts[path] = counts.get(path, 0) + 1
    return counts
