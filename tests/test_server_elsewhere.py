"""Findings of files that are not open, for editors that ask for those of all folders."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
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
    offered_to,
    open_text,
    progress_in,
    project,
    send,
)

__all__ = ["client", "project"]
"""Fixtures."""

pytestmark = [pytest.mark.slow, pytest.mark.asyncio]

EVERYWHERE = {"diagnosticMode": "workspace"}
everywhere = pytest.mark.parametrize("client", [(ASKING, EVERYWHERE)], indirect=True)
OLD = '"ship cycle" is deprecated; write "release train"'
MIXED = '"data set" (once) is mixed with "dataset" (2 times); write "dataset"'
FILES = {"a.md": "The ship cycle.\n", "sub/b.md": "\U0001f600 A data set.\n", "c.md": "None.\n"}


@pytest.fixture(autouse=True)
def _files(project: Path) -> None:
    (project / "sub").mkdir()
    for name, text in FILES.items():
        (project / name).write_text(text, encoding="utf-8")


Shown = dict[str, list[str]]


class Held:
    """A question that is held open, as VS Code and Zed hold it, and what has come of it."""

    def __init__(
        self, client: LanguageClient, known: Mapping[str, str] = MappingProxyType({})
    ) -> None:
        self._client = client
        self.id = "the question"
        params = types.WorkspaceDiagnosticParams(results(known), partial_result_token=self.id)
        asked = send(client, types.WORKSPACE_DIAGNOSTIC, params, self.id)
        self.answer = asyncio.ensure_future(asked)
        # It ends with the session, when nobody waits for it any more.
        self.answer.add_done_callback(lambda answer: answer.cancelled() or answer.exception())

    @property
    def parts(self) -> list[dict[str, Any]]:
        """The partial results that have come."""
        return progress_in(self._client).get(self.id, [])

    @property
    def shown(self) -> Shown:
        """The messages in each file of which there was a report, by its name."""
        reports = [report for part in self.parts for report in part["items"]]
        assert {report["kind"] for report in reports} <= {"full"}
        return {
            report["uri"].rpartition("/")[2]: [each["message"] for each in report["items"]]
            for report in reports
        }

    async def until(self, shown: Shown) -> None:
        for _ in range(300):
            if self.shown == shown:
                return
            await asyncio.sleep(0.1)
        pytest.fail(f"the editor shows {self.shown}")


async def ask(
    client: LanguageClient, known: Mapping[str, str] = MappingProxyType({})
) -> Sequence[types.WorkspaceDocumentDiagnosticReport]:
    """The answer to an editor that waits for all of it, as Neovim does."""
    params = types.WorkspaceDiagnosticParams(results(known))
    return (await client.workspace_diagnostic_async(params)).items


def results(known: Mapping[str, str]) -> list[types.PreviousResultId]:
    return [types.PreviousResultId(*each) for each in known.items()]


def messages(report: types.WorkspaceDocumentDiagnosticReport) -> list[str]:
    assert isinstance(report, types.WorkspaceFullDocumentDiagnosticReport)
    return [each.message for each in report.items]


@pytest.mark.parametrize("client", ["visual-studio-code", ASKING], indirect=True)
async def test_by_default_only_open_files_have_findings(
    client: LanguageClient, project: Path
) -> None:
    assert not is_offered(client)
    with pytest.raises(JsonRpcException) as refused:
        await ask(client)
    assert refused.value.code == -32601


def is_offered(client: LanguageClient) -> bool:
    """Whether the server has said that it answers for all folders."""
    offered = offered_to(client).diagnostic_provider
    return bool(offered and offered.workspace_diagnostics)


@everywhere
async def test_an_editor_that_waits_is_answered_when_all_is_read(
    client: LanguageClient, project: Path
) -> None:
    assert is_offered(client)
    (report,) = await ask(client)
    assert messages(report) == [OLD]
    assert report.uri == (project / "a.md").as_uri()
    assert isinstance(report, types.WorkspaceFullDocumentDiagnosticReport)
    assert report.result_id is not None
    assert report.items[0].range == types.Range(types.Position(0, 4), types.Position(0, 14))
    known = {report.uri: report.result_id}
    (same,) = await ask(client, known)
    assert same == types.WorkspaceUnchangedDocumentDiagnosticReport(report.uri, report.result_id)
    (project / "a.md").write_text("The release train.\n", encoding="utf-8")
    client.workspace_did_change_watched_files(changed(project / "a.md"))
    (gone,) = await ask(client, known)
    assert messages(gone) == []
    assert [*await ask(client)] == []


@everywhere
async def test_open_documents_are_left_to_their_own_questions(
    client: LanguageClient, project: Path
) -> None:
    uri = (project / "a.md").as_uri()
    open_text(client, uri, "A dataset, a dataset, a ship cycle.\n")
    await diagnostics_of(client, uri)
    (mixed,) = await ask(client)
    assert mixed.uri == (project / "sub/b.md").as_uri()
    assert messages(mixed) == [MIXED]
    assert client.diagnostics == {}


@everywhere
async def test_one_that_takes_parts_is_told_what_is_new(
    client: LanguageClient, project: Path
) -> None:
    held = Held(client)
    await held.until({"a.md": [OLD]})
    uri = (project / "d.md").as_uri()
    open_text(client, uri, "A dataset.\n")
    assert await diagnostics_of(client, uri, lambda all: not all) == []
    edit(client, uri, 2, None, "A dataset, a dataset.\n")
    assert await diagnostics_of(client, uri, lambda all: not all) == []
    await held.until({"a.md": [OLD], "b.md": [MIXED]})
    (project / "a.md").write_text("The release train.\n", encoding="utf-8")
    client.workspace_did_change_watched_files(changed(project / "a.md"))
    await held.until({"a.md": [], "b.md": [MIXED]})
    parts = len(held.parts)
    await asyncio.sleep(2)
    assert len(held.parts) == parts
    assert not held.answer.done()


@everywhere
async def test_what_was_closed_is_shown_as_it_is_on_the_disk(
    client: LanguageClient, project: Path
) -> None:
    held = Held(client)
    await held.until({"a.md": [OLD]})
    for name, text in (("a.md", "Nothing.\n"), ("c.md", "The ship cycle.\n")):
        open_text(client, (project / name).as_uri(), text)
        await diagnostics_of(client, (project / name).as_uri(), lambda all: True)
    parts = len(held.parts)
    for name in ("a.md", "c.md"):
        document = types.TextDocumentIdentifier((project / name).as_uri())
        client.text_document_did_close(types.DidCloseTextDocumentParams(document))
    await held.until({"a.md": [OLD], "c.md": []})
    assert len(held.parts) > parts


@everywhere
async def test_a_session_goes_on_where_the_last_one_ended(
    client: LanguageClient, project: Path
) -> None:
    (report,) = await ask(client)
    assert isinstance(report, types.WorkspaceFullDocumentDiagnosticReport)
    assert report.result_id
    held = Held(client, {report.uri: report.result_id})
    await asyncio.sleep(2)
    assert held.shown == {}


@everywhere
async def test_another_glossary_makes_all_of_it_new(client: LanguageClient, project: Path) -> None:
    held = Held(client)
    await held.until({"a.md": [OLD]})
    words = GLOSSARY.replace("[ship cycle]", "[None]")
    (project / "terms.yaml").write_text(words, encoding="utf-8")
    client.workspace_did_change_watched_files(changed(project / "terms.yaml"))
    new = '"None" is deprecated; write "Release train"'
    await held.until({"a.md": [], "c.md": [new]})
    (project / "terms.yaml").write_text("glossary: ours\nkids: []\n", encoding="utf-8")
    client.workspace_did_change_watched_files(changed(project / "terms.yaml"))
    unknown = 'unknown key "kids" in a glossary; did you mean "kinds"?'
    await held.until({"a.md": [], "c.md": [new], "terms.yaml": [unknown]})


@everywhere
async def test_it_is_held_no_longer_than_the_editor_waits(
    client: LanguageClient, project: Path
) -> None:
    held = Held(client)
    await held.until({"a.md": [OLD]})
    client.cancel_request(types.CancelParams(held.id))
    with pytest.raises(JsonRpcException) as refused:
        await held.answer
    assert refused.value.code == -32800
    (report,) = await ask(client)
    assert messages(report) == [OLD]
