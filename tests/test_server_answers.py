"""The open documents of a server while questions about them are being answered."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import Future
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from lsprotocol import types

from termlint.editor.checked import Snapshot
from termlint.editor.index import Index
from termlint.editor.positions import Encoding
from termlint.editor.preferences import ON_SAVE, ON_TYPE, Preferences
from termlint.server.connection import Connection
from termlint.server.desk import Desk, Outdated
from termlint.server.session import Session
from tests.editors import GLOSSARY, write_project
from tests.languageclient import PATIENCE

pytestmark = pytest.mark.asyncio
ASKS = types.ClientCapabilities(
    text_document=types.TextDocumentClientCapabilities(
        diagnostic=types.DiagnosticClientCapabilities()
    ),
    workspace=types.WorkspaceClientCapabilities(
        diagnostics=types.DiagnosticWorkspaceClientCapabilities(refresh_support=True)
    ),
)
"""What an editor can do that asks for diagnostics."""


class Editor(Connection):
    """One that asks for diagnostics, and counts how often it is told to ask again."""

    told = 0

    @property
    def capabilities(self) -> types.ClientCapabilities:
        return ASKS

    def workspace_diagnostic_refresh(self, params: object, callback: object = None) -> Future[None]:
        self.told += 1
        return Future()


@asynccontextmanager
async def desk_in(folder: Path, run: str = ON_TYPE) -> AsyncIterator[tuple[Desk, Editor]]:
    """A desk with a project as its only folder."""
    editor = Editor()
    desk = Desk(editor)
    desk.begin(Encoding.UTF16, ASKS)
    desk.preferences = Preferences(run=run)
    desk.workspace.add_folder(str(write_project(folder)))
    try:
        yield desk, editor
    finally:
        desk.leave()


def opened(path: Path, text: str, language: str = "markdown") -> types.TextDocumentItem:
    return types.TextDocumentItem(path.as_uri(), language, 1, text)


def edited(path: Path, text: str) -> types.DidChangeTextDocumentParams:
    document = types.VersionedTextDocumentIdentifier(2, path.as_uri())
    change = types.TextDocumentContentChangeWholeDocument(text)
    return types.DidChangeTextDocumentParams(document, [change])


async def test_an_editor_is_told_once_to_ask_about_a_document_again(tmp_path: Path) -> None:
    shown, hidden = tmp_path / "a.md", tmp_path / "b.md"
    async with desk_in(tmp_path) as (desk, editor):
        swayed: list[str] = []
        desk.workspace.swayed = lambda: iter(swayed)  # type: ignore[method-assign]
        for path in (shown, hidden):
            desk.take(opened(path, "The Widget.\n"))
        swayed.append(hidden.as_uri())
        for _ in range(3):  # it looks at one of them only
            await desk.report(shown.as_uri(), None)
        assert editor.told == 1
        await desk.report(hidden.as_uri(), None)
        assert editor.told == 2


async def test_what_many_checks_have_changed_is_looked_at_once(tmp_path: Path) -> None:
    looked = []

    def swayed() -> Iterator[str]:
        looked.append(len(desk.open))
        return iter(())

    async with desk_in(tmp_path) as (desk, _):
        desk.workspace.swayed = swayed  # type: ignore[method-assign]
        paths = [tmp_path / f"{number}.md" for number in range(20)]
        for path in paths:
            desk.take(opened(path, "The Widget.\n"))
        await asyncio.gather(*(desk.report(path.as_uri(), None) for path in paths))
        assert looked == [20]
        await desk.report(paths[0].as_uri(), None)
        assert looked == [20, 20]


@pytest.mark.parametrize(
    ("run", "language", "is_told"),
    [
        pytest.param(ON_SAVE, "markdown", True, id="what is checked when it is saved"),
        pytest.param(ON_TYPE, "yaml", True, id="a glossary, whose examples now run"),
        pytest.param(ON_TYPE, "markdown", False, id="what was checked before"),
    ],
)
async def test_what_is_checked_when_saved_is_asked_for_then(
    run: str, language: str, is_told: bool, tmp_path: Path
) -> None:
    path = tmp_path / "a"
    async with desk_in(tmp_path, run) as (desk, editor):
        desk.take(opened(path, "The Widget.\n", language))
        await desk.save(path.as_uri())
        assert editor.told == 0  # nothing has changed
        desk.edit(edited(path, "The widget.\n"))
        await desk.save(path.as_uri())
        assert bool(editor.told) is is_told


@pytest.mark.parametrize(
    ("text", "is_refused"),
    [
        pytest.param("Other words.\n", True, id="with another text"),
        pytest.param("The Widget.\n", False, id="as it was"),
    ],
)
async def test_an_answer_about_a_text_that_was_closed_is_refused(
    text: str, is_refused: bool, tmp_path: Path
) -> None:
    path, go_on = tmp_path / "a.md", threading.Event()
    async with desk_in(tmp_path) as (desk, _):
        desk.take(opened(path, "The Widget.\n"))
        ask = lambda now: go_on.wait(PATIENCE) and now.text  # noqa: E731
        answer = asyncio.ensure_future(desk.about(path.as_uri(), ask))
        await asyncio.sleep(0)
        closing = asyncio.ensure_future(desk.close(path.as_uri()))
        await asyncio.sleep(0)
        desk.take(opened(path, text))
        go_on.set()
        await closing
        if is_refused:
            with pytest.raises(Outdated):
                await answer
        else:
            assert await answer == text


async def test_a_glossary_is_edited_as_it_stands_in_the_editor(tmp_path: Path) -> None:
    document, glossary = tmp_path / "a.md", tmp_path / "terms.yaml"
    typed = f"# typed a moment ago\n{GLOSSARY}"
    async with desk_in(tmp_path, ON_SAVE) as (desk, _):
        desk.take(opened(glossary, GLOSSARY, "yaml"))
        desk.take(opened(document, "The widget.\n"))
        desk.edit(edited(glossary, typed))
        actions = await desk.about(document.as_uri(), actions_on(desk))
    assert actions is not None
    (admitted,) = [each for each in actions if each.title.startswith("Admit")]
    assert admitted.edit is not None
    assert admitted.edit.changes is not None
    (change,) = admitted.edit.changes[glossary.as_uri()]
    line = change.range.start.line
    assert typed.splitlines()[line] == "  - term: Widget"


def actions_on(desk: Desk) -> Callable[[Snapshot], list[types.CodeAction]]:
    whole = types.Range(types.Position(0, 0), types.Position(1, 0))
    return lambda now: desk.answers.actions(now, whole, types.CodeActionContext([]))


async def test_a_place_is_looked_up_in_the_editor_however_its_address_is_written(
    tmp_path: Path,
) -> None:
    mixed, other = tmp_path / "a.md", tmp_path / "b.md"
    spelled = other.as_uri().replace("b.md", "%62.md")
    told = "A dataset, the dataset.\n"
    async with desk_in(tmp_path) as (desk, _):
        able = types.PublishDiagnosticsClientCapabilities(related_information=True)
        document = types.TextDocumentClientCapabilities(publish_diagnostics=able)
        desk.begin(Encoding.UTF16, types.ClientCapabilities(text_document=document))
        (project,) = desk.workspace.folders
        assert project.vocabulary is not None
        index = Index(project.folder, project.vocabulary, project.choice, project.cache)
        desk.workspace.take(project, index)
        for uri, text in ((spelled, f"\U0001f600 {told}"), (mixed.as_uri(), "A data set.\n")):
            snapshot = Snapshot(uri, "markdown", 1, text)
            found, _ = desk.answers.diagnose(snapshot)
    (diagnostic,) = found
    assert diagnostic.related_information is not None
    (place,) = diagnostic.related_information
    assert place.location.range.start == types.Position(0, 2 + len(" A "))


async def test_a_question_waits_for_a_few_of_many_changed_files_only(tmp_path: Path) -> None:
    async with desk_in(tmp_path) as (desk, editor):
        order: list[int] = []
        desk.workspace.reread = lambda paths: order.append(len([*paths]))  # type: ignore[method-assign]
        session = Session(editor, desk)
        uris = [(tmp_path / f"{number}.md").as_uri() for number in range(60)]
        reading = asyncio.ensure_future(session.look_at_disk(uris))
        while not order:
            await asyncio.sleep(0)
        await desk.work(order.append, 0)
        await reading
        session.end()
    assert sum(order) == 60
    assert 0 in order[:-1]
