"""A real client of the language server for tests: pytest-lsp, with what editors say they can."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncGenerator, Callable, Sequence
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

import pytest
import pytest_lsp
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities

from termlint.editor.positions import Encoding, Point, PointMap
from tests.editors import write_project

ASKING = "neovim@v0.12"
CLIENTS = ("visual-studio-code", ASKING)
"""One that waits to be told of diagnostics and one that asks for them."""
_HEARD: WeakKeyDictionary[LanguageClient, list[types.ProgressParams]] = WeakKeyDictionary()
_OFFERED: WeakKeyDictionary[LanguageClient, types.ServerCapabilities] = WeakKeyDictionary()
COMMAND = [sys.executable, "-m", "termlint", "server"]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder with a glossary of its own and a name that has to be encoded in addresses."""
    return write_project(tmp_path / "a project é")


@pytest_lsp.fixture(  # type: ignore[untyped-decorator]
    config=ClientServerConfig(server_command=COMMAND), params=CLIENTS
)
async def client(
    request: pytest.FixtureRequest, project: Path, lsp_client: LanguageClient
) -> AsyncGenerator[None]:
    """An editor with the project open; ``request.param`` names it, and may add its settings."""
    name, settings = request.param if isinstance(request.param, tuple) else (request.param, None)
    registered: list[str] = []

    @lsp_client.feature(types.CLIENT_REGISTER_CAPABILITY)  # type: ignore[untyped-decorator]
    def register(params: types.RegistrationParams) -> None:
        registered.extend(each.method for each in params.registrations)

    # What pytest-lsp has for this knows of no progress but that of work.
    heard = _HEARD.setdefault(lsp_client, [])
    lsp_client.protocol.fm.features[types.PROGRESS] = heard.append

    answer = await lsp_client.initialize_session(
        types.InitializeParams(
            capabilities=_capabilities(name),
            initialization_options=settings,
            workspace_folders=[types.WorkspaceFolder(project.as_uri(), "project")],
            root_uri=project.as_uri(),
        )
    )
    _OFFERED[lsp_client] = answer.capabilities
    yield
    await lsp_client.shutdown_session()


def _capabilities(name: str) -> types.ClientCapabilities:
    """What an editor can do. pytest-lsp does not know yet the version of Neovim that asks again for
    diagnostics when it is told to."""
    if name != ASKING:
        return client_capabilities(name)
    able = client_capabilities("neovim@v0.11")
    assert able.workspace
    again = types.DiagnosticWorkspaceClientCapabilities(refresh_support=True)
    able.workspace.diagnostics = again
    return able


def progress_in(client: LanguageClient) -> dict[types.ProgressToken, list[dict[str, Any]]]:
    """What the editor has been told of work and of partial results, by token."""
    told: dict[types.ProgressToken, list[dict[str, Any]]] = {}
    for each in _HEARD.get(client, ()):
        assert isinstance(each.value, dict)
        told.setdefault(each.token, []).append(each.value)
    return told


async def send(client: LanguageClient, method: str, params: object, name: str) -> Any:
    """The answer to a request that has a name, by which it can be cancelled."""
    protocol: Any = client.protocol
    return await protocol.send_request_async(method, params, name)


def offered_to(client: LanguageClient) -> types.ServerCapabilities:
    """What the server has said that it can do."""
    return _OFFERED[client]


def open_text(client: LanguageClient, uri: str, text: str, language: str = "markdown") -> None:
    item = types.TextDocumentItem(uri, language, 1, text)
    client.text_document_did_open(types.DidOpenTextDocumentParams(item))


def edit(client: LanguageClient, uri: str, version: int, at: types.Range | None, text: str) -> None:
    """Replace the text at a range, or all of it."""
    change: types.TextDocumentContentChangeEvent = (
        types.TextDocumentContentChangeWholeDocument(text)
        if at is None
        else types.TextDocumentContentChangePartial(at, text)
    )
    document = types.VersionedTextDocumentIdentifier(version, uri)
    client.text_document_did_change(types.DidChangeTextDocumentParams(document, [change]))


def is_asking(client: LanguageClient) -> bool:
    """Whether the editor asks for diagnostics, rather than waiting to be told."""
    return offered_to(client).diagnostic_provider is not None


async def diagnostics_of(
    client: LanguageClient, uri: str, until: Callable[[list[str]], bool] = bool
) -> list[types.Diagnostic]:
    """What the editor shows, once that is as it is waited for: the texts of the messages."""
    for _ in range(600):
        shown: Sequence[types.Diagnostic] | None = client.diagnostics.get(uri)
        if is_asking(client):
            assert shown is None
            params = types.DocumentDiagnosticParams(types.TextDocumentIdentifier(uri))
            report = await client.text_document_diagnostic_async(params)
            assert isinstance(report, types.RelatedFullDocumentDiagnosticReport)
            shown = report.items
        if shown is not None and until([each.message for each in shown]):
            return list(shown)
        await asyncio.sleep(0.1)
    pytest.fail(f"the editor shows {shown}")


UNITS = {"utf-8": 4, "utf-16": 2, "utf-32": 1}
"""How long an emoji is."""


def encoding_of(client: LanguageClient) -> str:
    """What the editor prefers to count in."""
    general = client.capabilities.general if client.capabilities else None
    encodings = general.position_encodings if general else None
    return types.PositionEncodingKind(encodings[0]).value if encodings else "utf-16"


def changed(
    path: Path, kind: types.FileChangeType = types.FileChangeType.Changed
) -> types.DidChangeWatchedFilesParams:
    return types.DidChangeWatchedFilesParams([types.FileEvent(path.as_uri(), kind)])


async def actions_at(
    client: LanguageClient,
    uri: str,
    at: types.Range,
    only: Sequence[types.CodeActionKind] | None,
) -> list[types.CodeAction]:
    context = types.CodeActionContext([], only)
    params = types.CodeActionParams(types.TextDocumentIdentifier(uri), at, context)
    found = await client.text_document_code_action_async(params)
    return [each for each in found or () if isinstance(each, types.CodeAction)]


def made(client: LanguageClient, action: types.CodeAction, uri: str, text: str) -> str:
    """``text`` after an action, as an editor makes it."""
    assert action.edit is not None
    if action.edit.document_changes is not None:
        (change,) = action.edit.document_changes
        assert isinstance(change, types.TextDocumentEdit)
        assert change.text_document.uri == uri
        edits = [each for each in change.edits if isinstance(each, types.TextEdit)]
    else:
        assert action.edit.changes is not None
        edits = list(action.edit.changes[uri])
    places = PointMap(text, Encoding(encoding_of(client)))
    for each in sorted(edits, key=lambda one: one.range.start.character, reverse=True):
        start = places.offset(Point(each.range.start.line, each.range.start.character))
        end = places.offset(Point(each.range.end.line, each.range.end.character))
        text = text[:start] + each.new_text + text[end:]
    return text
