"""Which questions get to the worker of the server, without an editor."""

from __future__ import annotations

import asyncio
import threading

import pytest
from lsprotocol import types

from termlint.editor.checked import Snapshot
from termlint.editor.positions import Encoding
from termlint.server.connection import Connection
from termlint.server.desk import Desk, Outdated

URI = "untitled:a"


def test_a_question_about_an_outdated_text_is_not_begun() -> None:
    begun: list[str] = []

    def ask(snapshot: Snapshot) -> str:
        begun.append(snapshot.text)
        return snapshot.text

    async def session() -> None:
        desk = Desk(Connection())
        able = types.TextDocumentClientCapabilities(diagnostic=types.DiagnosticClientCapabilities())
        desk.begin(Encoding.UTF16, types.ClientCapabilities(text_document=able))
        desk.take(types.TextDocumentItem(URI, "markdown", 1, "old"))
        go_on = threading.Event()
        busy = asyncio.ensure_future(desk.work(go_on.wait))
        asked = asyncio.ensure_future(desk.about(URI, ask))
        await asyncio.sleep(0)
        change = types.TextDocumentContentChangeWholeDocument("new")
        document = types.VersionedTextDocumentIdentifier(2, URI)
        desk.edit(types.DidChangeTextDocumentParams(document, [change]))
        go_on.set()
        await busy
        with pytest.raises(Outdated):
            await asked
        assert await desk.about(URI, ask) == "new"
        desk.leave()

    asyncio.run(session())
    assert begun == ["new"]
