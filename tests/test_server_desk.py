"""Which questions get to the worker of the server, and what is kept, without an editor."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path

import pytest
from lsprotocol import types

from termlint.editor import terms
from termlint.editor.checked import Snapshot
from termlint.editor.positions import Encoding
from termlint.files import text as files
from termlint.server.connection import Connection
from termlint.server.desk import Desk, Outdated
from termlint.server.elsewhere import Elsewhere
from termlint.server.features import register
from termlint.server.session import Session
from tests.editors import Editor, write_project
from tests.languageclient import PATIENCE

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


def test_a_search_ends_when_nobody_waits_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "The release train.\n"
    editor = Editor(write_project(tmp_path, {f"{number}.md": text for number in range(9)}))
    at_work, go_on = threading.Event(), threading.Event()
    read: list[str] = []

    def read_slowly(path: str) -> files.FileText:
        read.append(path)
        at_work.set()
        assert go_on.wait(PATIENCE)
        return files.read(path)

    async def session() -> None:
        connection = Connection()
        desk = Desk(connection)
        desk.workspace = editor.workspace
        desk.begin(Encoding.UTF16, types.ClientCapabilities())
        register(connection, desk, Session(connection, desk))
        desk.take(types.TextDocumentItem(URI, "markdown", 1, text))
        refer = connection.protocol.fm.features[types.TEXT_DOCUMENT_REFERENCES]
        document, context = types.TextDocumentIdentifier(URI), types.ReferenceContext(False)
        asked = asyncio.ensure_future(
            refer(types.ReferenceParams(context, document, types.Position(0, 5)))
        )
        assert await asyncio.to_thread(at_work.wait, PATIENCE)
        asked.cancel()
        await asyncio.wait([asked])
        go_on.set()
        await desk.work(lambda: None)
        desk.leave()

    monkeypatch.setattr(terms, "read", read_slowly)
    asyncio.run(session())
    assert len(read) == 1


@pytest.mark.parametrize(
    ("is_asked_for_all", "left"),
    [
        pytest.param(True, {URI}, id="who asks for all files may still show it"),
        pytest.param(False, set(), id="who asks for open ones does not"),
    ],
)
def test_what_is_kept_of_a_closed_document(is_asked_for_all: bool, left: set[str]) -> None:
    async def session() -> set[str]:
        desk = Desk(Connection())
        desk.begin(Encoding.UTF16, types.ClientCapabilities())
        desk.is_asked_for_all = is_asked_for_all
        desk.is_asked = True
        desk.take(types.TextDocumentItem(URI, "markdown", 1, "text"))
        await desk.close(URI)
        desk.leave()
        return desk.left

    assert asyncio.run(session()) == left


def test_nothing_is_kept_of_a_file_that_is_gone(tmp_path: Path) -> None:
    text = "The ship cycle.\n"
    editor = Editor(write_project(tmp_path, {"a.md": text, "b.md": text}))

    async def session() -> None:
        desk = Desk(Connection())
        desk.workspace = editor.workspace
        desk.begin(Encoding.UTF16, types.ClientCapabilities())
        elsewhere = Elsewhere(Connection(), desk, lambda: asyncio.sleep(0))
        question = types.WorkspaceDiagnosticParams([])
        for names in (["a.md", "b.md"], ["b.md"]):
            answer = await elsewhere.report(question)
            assert [each.uri for each in answer.items] == [(tmp_path / n).as_uri() for n in names]
            assert [*elsewhere._known] == [str(tmp_path / name) for name in names]
            (tmp_path / "a.md").unlink(missing_ok=True)
            editor.workspace.reread([str(tmp_path / "a.md")])
        desk.leave()

    asyncio.run(session())
