"""What is no longer wanted is left off: requests, answers about old texts, reading a folder."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pytest_lsp import LanguageClient

from tests.editors import GLOSSARY
from tests.serverclients import (
    ASKING,
    changed,
    client,
    diagnostics_of,
    edit,
    open_text,
    progress_in,
    project,
    send,
)

__all__ = ["client", "project"]
"""Fixtures."""

pytestmark = [pytest.mark.slow, pytest.mark.asyncio]
that_asks = pytest.mark.parametrize("client", [ASKING], indirect=True)

REQUEST_CANCELLED, CONTENT_MODIFIED, SERVER_CANCELLED = -32800, -32801, -32802
START = types.Position(0, 6)
TEXT = "The release train is long, and so is the ship cycle.\n\n"
PARAGRAPHS = 40
"""In each page that is written, with two terms in each."""
QUESTIONS: Mapping[str, tuple[str, Callable[[types.TextDocumentIdentifier], object], int]] = {
    "diagnostics": (
        types.TEXT_DOCUMENT_DIAGNOSTIC,
        lambda document: types.DocumentDiagnosticParams(document),
        SERVER_CANCELLED,
    ),
    "actions": (
        types.TEXT_DOCUMENT_CODE_ACTION,
        lambda document: types.CodeActionParams(
            document, types.Range(START, START), types.CodeActionContext([])
        ),
        CONTENT_MODIFIED,
    ),
    "hover": (
        types.TEXT_DOCUMENT_HOVER,
        lambda document: types.HoverParams(document, START),
        CONTENT_MODIFIED,
    ),
    "completion": (
        types.TEXT_DOCUMENT_COMPLETION,
        lambda document: types.CompletionParams(document, START),
        CONTENT_MODIFIED,
    ),
    "definition": (
        types.TEXT_DOCUMENT_DEFINITION,
        lambda document: types.DefinitionParams(document, START),
        CONTENT_MODIFIED,
    ),
    "references": (
        types.TEXT_DOCUMENT_REFERENCES,
        lambda document: types.ReferenceParams(types.ReferenceContext(True), document, START),
        CONTENT_MODIFIED,
    ),
}
"""What an editor asks about a document, with the error that says that the document has changed."""


async def ask(client: LanguageClient, kind: str, uri: str, number: int = 1) -> Any:
    method, make, _ = QUESTIONS[kind]
    params = make(types.TextDocumentIdentifier(uri))
    return await send(client, method, params, f"{kind} {number}")


async def ask_all(client: LanguageClient, uri: str) -> dict[str, asyncio.Future[Any]]:
    """Open a long document and ask everything about it; the answers are still to come."""
    open_text(client, uri, TEXT * 2_000)
    asked: dict[str, asyncio.Future[Any]] = {
        kind: asyncio.ensure_future(ask(client, kind, uri)) for kind in QUESTIONS
    }
    await asyncio.sleep(0)
    return asked


async def errors_of(asked: Mapping[str, Awaitable[Any]]) -> dict[str, object]:
    """The code of the error by which each question is answered, or else the answer."""
    answers = await asyncio.gather(*asked.values(), return_exceptions=True)
    return {
        kind: answer.code if isinstance(answer, JsonRpcException) else answer
        for kind, answer in zip(asked, answers, strict=True)
    }


def fill(project: Path, files: int) -> None:
    """Files that take a moment to be read, each with a term in all of its paragraphs."""
    for number in range(files):
        text = f"# Page {number}\n\n" + TEXT * PARAGRAPHS + "A dataset, and a dataset.\n"
        (project / f"page-{number}.md").write_text(text, encoding="utf-8")


@that_asks
async def test_an_answer_about_an_outdated_text_is_refused(
    client: LanguageClient, project: Path
) -> None:
    uri = (project / "a.md").as_uri()
    asked = await ask_all(client, uri)
    edit(client, uri, 2, None, "The release train.\n")
    assert await errors_of(asked) == {kind: error for kind, (_, _, error) in QUESTIONS.items()}
    refused = asked["diagnostics"].exception()
    assert isinstance(refused, JsonRpcException)
    assert refused.data == {"retriggerRequest": True}
    for kind, answer in (
        await errors_of({kind: ask(client, kind, uri, 2) for kind in QUESTIONS})
    ).items():
        assert not isinstance(answer, int), kind


@that_asks
async def test_a_document_that_was_closed_and_opened_again_is_another(
    client: LanguageClient, project: Path
) -> None:
    uri = (project / "a.md").as_uri()
    asked = await ask_all(client, uri)
    document = types.TextDocumentIdentifier(uri)
    client.text_document_did_close(types.DidCloseTextDocumentParams(document))
    open_text(client, uri, "Another text.\n")  # has version 1, as the first one had
    assert await errors_of(asked) == {kind: error for kind, (_, _, error) in QUESTIONS.items()}


@that_asks
async def test_requests_can_be_cancelled(client: LanguageClient, project: Path) -> None:
    uri = (project / "a.md").as_uri()
    asked = await ask_all(client, uri)
    for kind in QUESTIONS:
        client.cancel_request(types.CancelParams(f"{kind} 1"))
    assert await errors_of(asked) == dict.fromkeys(QUESTIONS, REQUEST_CANCELLED)
    assert await ask(client, "hover", uri, 2) is not None


async def read_until(client: LanguageClient, kind: str) -> types.ProgressToken:
    """Wait until the progress of reading the folder has come to this kind of message."""
    for _ in range(600):
        for token, told in progress_in(client).items():
            if told[-1]["kind"] == kind:
                return token
        await asyncio.sleep(0.05)
    pytest.fail(f"there is no {kind} in {progress_in(client)}")


@pytest.fixture
def many_files(project: Path) -> None:
    """The project has more files than are read at once."""
    fill(project, 300)


@that_asks
async def test_reading_a_folder_can_be_cancelled(
    many_files: None, client: LanguageClient, project: Path
) -> None:
    token = await read_until(client, "report")
    client.window_work_done_progress_cancel(types.WorkDoneProgressCancelParams(token))
    assert await read_until(client, "end") == token
    last = progress_in(client)[token][-2]
    assert last["percentage"] < 100
    uri = (project / "a.md").as_uri()
    open_text(client, uri, "A data set of a ship cycle.\n")
    # Without the others, nothing is mixed.
    (found,) = await diagnostics_of(client, uri)
    assert found.code == "deprecated-term"
    assert await ask(client, "hover", uri) is None
    await asyncio.sleep(1)
    assert progress_in(client)[token][-2:] == [last, {"kind": "end"}]
    # It begins anew when the words of the project change.
    (project / "terms.yaml").write_text(f"{GLOSSARY}# changed\n", encoding="utf-8")
    client.workspace_did_change_watched_files(changed(project / "terms.yaml"))
    await diagnostics_of(client, uri, lambda all: len(all) == 2)
