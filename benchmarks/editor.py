"""How long an editor waits: from a save to its diagnostics, and for an answer while it indexes.

    python benchmarks/editor.py CORPUS [--rounds 100] [--files 2000]

CORPUS is a folder of Markdown files. Copies of them make a workspace and two large documents. Each
round types a word somewhere in a document and saves it, with the file written as an editor does it:
once its findings are there, as after a short rest of the keyboard, or at once, so that nothing has
been checked before. The time goes on until the diagnostics of that version have come.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from typing import Any

SIZES = {50_000: 0.050, 500_000: 0.150}
"""The sizes of the documents in characters, with the goal for the 95th percentile in seconds."""
PATIENCE = 120.0
_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.S)


class Server:
    """A language server, and what it has said by the time that it was said."""

    def __init__(self, folder: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "termlint", "server"],
            cwd=folder,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        self._inbox: Queue[tuple[float, dict[str, Any]]] = Queue()
        self._asked = 0
        self.progress: list[tuple[float, str]] = []
        """When the work on the index was begun, reported and ended."""
        Thread(target=self._listen, daemon=True).start()

    def ask(self, method: str, params: object) -> tuple[float, Any]:
        """How long a request takes, and what comes of it."""
        self._asked += 1
        number, start = self._asked, time.perf_counter()
        self._send({"id": number, "method": method, "params": params})
        while True:
            moment, message = self._next()
            if message.get("id") == number and "method" not in message:
                return moment - start, message.get("result")

    def tell(self, method: str, params: object) -> None:
        self._send({"method": method, "params": params})

    def diagnostics(self, version: int) -> tuple[float, list[Any]]:
        """When the diagnostics of a version came, and what they are."""
        while True:
            moment, message = self._next()
            said = message.get("params") or {}
            is_it = message.get("method") == "textDocument/publishDiagnostics"
            if is_it and said.get("version") == version:
                return moment, said["diagnostics"]

    def processor_time(self) -> float:
        """How many seconds its process has worked, where Linux tells; otherwise 0."""
        try:
            values = Path(f"/proc/{self._process.pid}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            return 0.0
        return (int(values[11]) + int(values[12])) / os.sysconf("SC_CLK_TCK")

    def close(self) -> None:
        self.ask("shutdown", None)
        self.tell("exit", None)
        self._process.wait(PATIENCE)

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin is not None
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self._process.stdin.flush()

    def _next(self) -> tuple[float, dict[str, Any]]:
        while True:
            try:
                moment, message = self._inbox.get(timeout=PATIENCE)
            except Empty:
                raise SystemExit(f"the server said nothing for {PATIENCE:.0f} s") from None
            if message.get("method") == "$/progress":
                self.progress.append((moment, message["params"]["value"]["kind"]))
            elif "method" in message and "id" in message:
                self._send({"id": message["id"], "result": None})
            else:
                return moment, message

    def _listen(self) -> None:
        stream = self._process.stdout
        assert stream is not None
        while line := stream.readline():
            length = 0
            while line not in (b"\r\n", b""):
                if line.lower().startswith(b"content-length:"):
                    length = int(line.partition(b":")[2])
                line = stream.readline()
            body = stream.read(length)
            self._inbox.put((time.perf_counter(), json.loads(body)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--rounds", type=int, default=100)
    parser.add_argument("--files", type=int, default=2000)
    options = parser.parse_args()
    texts = [*_texts(options.corpus)]
    with tempfile.TemporaryDirectory() as folder:
        workspace = Path(folder)
        for number in range(options.files):
            file = workspace / f"{number % 50}" / f"{number}.md"
            file.parent.mkdir(exist_ok=True)
            file.write_text(texts[number % len(texts)], encoding="utf-8")
        _measure(workspace, "\n\n".join(texts), options.rounds)


def _measure(workspace: Path, prose: str, rounds: int) -> None:
    server = Server(workspace)
    server.ask(
        "initialize",
        {
            "processId": None,
            "rootUri": workspace.as_uri(),
            "capabilities": {
                "window": {"workDoneProgress": True},
                "textDocument": {"publishDiagnostics": {"relatedInformation": True}},
            },
        },
    )
    server.tell("initialized", {})
    begun = time.perf_counter()
    uri = (workspace / "open.md").as_uri()
    _open(server, uri, prose[: min(SIZES)])
    waits = []
    while not any(kind == "end" for _, kind in server.progress):
        place = {"textDocument": {"uri": uri}, "position": {"line": 5, "character": 5}}
        waits.append(server.ask("textDocument/hover", place)[0])
        time.sleep(0.02)
    ended = next(moment for moment, kind in server.progress if kind == "end")
    reports = sum(kind == "report" for _, kind in server.progress)
    print(f"index of the workspace: {ended - begun:.1f} s with {reports} reports of progress")
    print(f"a hover meanwhile: {_percentiles(waits)} ({len(waits)} times)")
    for size, goal in SIZES.items():
        for pause in (True, False):
            file = workspace / f"{size}-{pause}.md"
            worked = server.processor_time()
            times, found = _saves(server, file, prose[:size], rounds, pause=pause)
            worked = (server.processor_time() - worked) / rounds
            verdict = "reached" if _at(times, 0.95) <= goal else "missed"
            print(
                f"from save to {found} diagnostics of {size // 1000} kB,"
                f" {'after a rest' if pause else 'typed at once before'}: {_percentiles(times)}"
                f" ({rounds} times, {1000 * worked:.0f} ms of processor time for each edit and"
                f" save); goal {1000 * goal:.0f} ms {verdict}"
            )
    server.close()


def _saves(
    server: Server, file: Path, text: str, rounds: int, *, pause: bool
) -> tuple[list[float], int]:
    """The times from each save on, and how many findings there are. Without a ``pause`` the time
    begins with the keystroke before it."""
    uri, lines = file.as_uri(), text.split("\n")
    file.write_text(text, encoding="utf-8", newline="")
    _open(server, uri, text)
    server.diagnostics(1)
    times, found = [], 0
    chance = random.Random(1)
    for version in range(2, rounds + 2):
        line = chance.randrange(len(lines))
        lines[line] = f"word {lines[line]}"
        start = {"line": line, "character": 0}
        change = {"range": {"start": start, "end": start}, "text": "word "}
        document = {"uri": uri, "version": version}
        file.write_text("\n".join(lines), encoding="utf-8", newline="")
        began = time.perf_counter()
        changes = {"textDocument": document, "contentChanges": [change]}
        server.tell("textDocument/didChange", changes)
        if pause:
            server.diagnostics(version)
            began = time.perf_counter()
        server.tell("textDocument/didSave", {"textDocument": {"uri": uri}})
        moment, shown = server.diagnostics(version)
        times.append(moment - began)
        found = len(shown)
    server.tell("textDocument/didClose", {"textDocument": {"uri": uri}})
    return times, found


def _open(server: Server, uri: str, text: str) -> None:
    document = {"uri": uri, "languageId": "markdown", "version": 1, "text": text}
    server.tell("textDocument/didOpen", {"textDocument": document})


def _texts(corpus: Path) -> Iterator[str]:
    """The files of a folder without their front matter, in an order that mixes them well."""
    files = sorted(corpus.rglob("*.md"))
    random.Random(1).shuffle(files)
    for file in files:
        try:
            text = file.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            continue
        if text.strip():
            yield _FRONT_MATTER.sub("", text)


def _at(times: list[float], part: float) -> float:
    return sorted(times)[min(int(part * len(times)), len(times) - 1)]


def _percentiles(times: list[float]) -> str:
    middle, high = 1000 * _at(times, 0.5), 1000 * _at(times, 0.95)
    return f"{middle:.0f} ms, at the 95th percentile {high:.0f} ms"


if __name__ == "__main__":
    main()
