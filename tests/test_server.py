"""The language server, driven as editors drive it: over its pipes, with what they say they can."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncGenerator, Callable, Sequence
from pathlib import Path

import pytest
import pytest_lsp
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities

from tests.editors import write_project

pytestmark = [pytest.mark.slow, pytest.mark.asyncio]

CLIENTS = ("visual-studio-code", "neovim@v0.11", "neovim@v0.7", "emacs")
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
    """An editor with the project open."""
    registered: list[str] = []

    @lsp_client.feature(types.CLIENT_REGISTER_CAPABILITY)  # type: ignore[untyped-decorator]
    def register(params: types.RegistrationParams) -> None:
        registered.extend(each.method for each in params.registrations)

    await lsp_client.initialize_session(
        types.InitializeParams(
            capabilities=client_capabilities(request.param),
            workspace_folders=[types.WorkspaceFolder(project.as_uri(), "project")],
            root_uri=project.as_uri(),
        )
    )
    yield
    await lsp_client.shutdown_session()


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
    document = client.capabilities.text_document if client.capabilities else None
    return bool(document and document.diagnostic)


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


async def test_a_document_is_checked_as_it_is_typed(client: LanguageClient, project: Path) -> None:
    uri = (project / "a b.md").as_uri()
    open_text(client, uri, "The \U0001f600 ship cycle is long.\n")
    (found,) = await diagnostics_of(client, uri)
    assert found.code == "deprecated-term"
    assert found.message == '"ship cycle" is deprecated; write "release train"'
    assert found.source == "termlint"
    start = found.range.start.character
    assert found.range.end == types.Position(0, start + len("ship cycle"))
    nothing = types.Range(found.range.start, found.range.start)
    edit(client, uri, 2, nothing, "long ")
    (found,) = await diagnostics_of(client, uri)
    edit(client, uri, 3, None, "The release train.\n")
    assert await diagnostics_of(client, uri, lambda shown: not shown) == []
