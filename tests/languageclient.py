"""A client of the Language Server Protocol that asks a server over its standard streams and waits.

https://microsoft.github.io/language-server-protocol/specifications/lsp/3.17/specification/
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from types import TracebackType
from typing import Any

PATIENCE = 60.0
"""Seconds until a server that says nothing has failed; the machine may be busy."""


class LanguageClient:
    """A running server with one folder as its workspace; ends with its ``with`` block."""

    def __init__(
        self, command: Sequence[str], folder: Path, settings: Mapping[str, Any] | None = None
    ) -> None:
        self._settings = settings or {}
        self._server = subprocess.Popen(
            command,
            cwd=folder,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self._inbox: Queue[dict[str, Any]] = Queue()
        self._asked = 0
        Thread(target=self._listen, daemon=True).start()
        capabilities = {
            "textDocument": {"publishDiagnostics": {}, "hover": {"contentFormat": ["plaintext"]}},
            "workspace": {"configuration": True},
        }
        self.ask("initialize", processId=None, rootUri=folder.as_uri(), capabilities=capabilities)
        self.tell("initialized")
        self.tell("workspace/didChangeConfiguration", settings=self._settings)

    def __enter__(self) -> LanguageClient:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with suppress(OSError, AssertionError):
            self.ask("shutdown")
            self.tell("exit")
        self._server.terminate()
        self._server.communicate()

    def open(self, file: Path, language: str) -> list[dict[str, Any]]:
        """Open a document as it is on disk; its diagnostics."""
        uri = file.as_uri()
        text = file.read_bytes().decode()
        document = {"uri": uri, "languageId": language, "version": 1, "text": text}
        self.tell("textDocument/didOpen", textDocument=document)
        while True:
            message = self._next()
            published = message.get("params", {})
            if (
                message.get("method") == "textDocument/publishDiagnostics"
                and published["uri"] == uri
            ):
                found: list[dict[str, Any]] = published["diagnostics"]
                return found

    def at(self, method: str, file: Path, line: int, character: int) -> Any:
        """What the server answers about a place, both numbers being 0-based."""
        place = {"line": line, "character": character}
        return self.ask(
            f"textDocument/{method}", textDocument={"uri": file.as_uri()}, position=place
        )

    def ask(self, method: str, **params: Any) -> Any:
        """The result of a request."""
        self._asked += 1
        self._send(id=self._asked, method=method, params=params)
        while True:
            message = self._next()
            if message.get("id") == self._asked and "method" not in message:
                assert "error" not in message, message
                return message["result"]

    def tell(self, method: str, **params: Any) -> None:
        """Send a notification."""
        self._send(method=method, params=params)

    def _send(self, **message: Any) -> None:
        assert self._server.stdin is not None
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._server.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self._server.stdin.flush()

    def _next(self) -> dict[str, Any]:
        """The next message that is not a question of the server; these are answered."""
        while True:
            try:
                message = self._inbox.get(timeout=PATIENCE)
            except Empty:
                raise AssertionError(f"the server said nothing for {PATIENCE:.0f} s") from None
            if "method" not in message or "id" not in message:
                return message
            self._send(id=message["id"], result=self._answer(message))

    def _answer(self, question: dict[str, Any]) -> Any:
        if question["method"] == "workspace/configuration":
            asked = [item.get("section", "") for item in question["params"]["items"]]
            return [self._settings.get(section) for section in asked]
        return None

    def _listen(self) -> None:
        assert self._server.stdout is not None
        stream = self._server.stdout
        while line := stream.readline():
            length = 0
            while line not in (b"\r\n", b""):
                name, _, value = line.partition(b":")
                if name.lower() == b"content-length":
                    length = int(value)
                line = stream.readline()
            self._inbox.put(json.loads(stream.read(length)))
