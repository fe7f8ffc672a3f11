"""The language server, driven as editors drive it: over its pipes, with what they say they can."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path

import pytest
from lsprotocol import types
from pytest_lsp import LanguageClient

from tests.editors import GLOSSARY, write_project
from tests.serverclients import (
    CLIENTS,
    UNITS,
    actions_at,
    changed,
    client,
    diagnostics_of,
    edit,
    encoding_of,
    is_asking,
    made,
    open_text,
    progress_in,
    project,
)

__all__ = ["client", "project"]
"""Fixtures."""

pytestmark = [pytest.mark.slow, pytest.mark.asyncio]

MORE_CLIENTS = ("neovim@v0.7", "neovim@v0.11", "emacs")
with_more_clients = pytest.mark.parametrize("client", [*CLIENTS, *MORE_CLIENTS], indirect=True)


@with_more_clients
async def test_a_document_is_checked_as_it_is_typed(client: LanguageClient, project: Path) -> None:
    uri = (project / "a b.md").as_uri()
    open_text(client, uri, "The \U0001f600 ship cycle is long.\n")
    (found,) = await diagnostics_of(client, uri)
    assert found.code == "deprecated-term"
    assert found.message == '"ship cycle" is deprecated; write "release train"'
    assert found.source == "termlint"
    start = 4 + UNITS[encoding_of(client)] + 1
    assert found.range == types.Range(
        types.Position(0, start), types.Position(0, start + len("ship cycle"))
    )
    here = types.Range(found.range.start, found.range.start)
    edit(client, uri, 2, here, "data set and dataset, dataset, ")
    messages = [
        each.message for each in await diagnostics_of(client, uri, lambda all: len(all) > 1)
    ]
    assert messages[0] == '"data set" (once) is mixed with "dataset" (2 times); write "dataset"'
    edit(client, uri, 3, None, "The release train.\n")
    assert await diagnostics_of(client, uri, lambda all: not all) == []


async def test_what_the_editor_can_show_it_is_told(client: LanguageClient, project: Path) -> None:
    (project / "other.md").write_text("A dataset, a dataset.\n", encoding="utf-8")
    client.workspace_did_change_watched_files(changed(project / "other.md"))
    uri = (project / "a.md").as_uri()
    open_text(client, uri, "The ship cycle. A data set.\n")
    old, mixed = await diagnostics_of(client, uri, lambda all: len(all) == 2)
    able = client.capabilities.text_document if client.capabilities else None
    assert able is not None
    pushed = able.publish_diagnostics
    knows_tags = bool(pushed and pushed.tag_support)
    assert bool(old.tags) is knows_tags
    assert not mixed.tags
    if pushed and pushed.related_information:
        assert mixed.related_information is not None
        (place,) = mixed.related_information
        assert place.location.uri == (project / "other.md").as_uri()
        assert place.location.range == types.Range(types.Position(0, 2), types.Position(0, 9))
    if pushed and pushed.code_description_support:
        assert old.code_description is not None
        assert old.code_description.href.endswith("/checks/deprecated_term.md")


@with_more_clients
async def test_actions_leave_the_text_that_they_promise(
    client: LanguageClient, project: Path
) -> None:
    uri, text = (project / "a.md").as_uri(), "The \U0001f600 widget and the ship cycle.\n"
    open_text(client, uri, text)
    await diagnostics_of(client, uri)
    whole = types.Range(types.Position(0, 0), types.Position(1, 0))
    actions = await actions_at(client, uri, whole, None)
    by_title = {each.title: each for each in actions}
    assert [*by_title] == [
        'Write "Widget"',
        'Write "release train"',
        'Admit "widget" for "Widget" in terms.yaml',
        'Add "widget" to the names of "Widget" in terms.yaml',
        'Silence "misspelled-term" on this line',
        'Silence "misspelled-term" in this file',
        'Add "ship cycle" to the names of "release train" in terms.yaml',
        'Silence "deprecated-term" on this line',
        'Silence "deprecated-term" in this file',
        "Make 1 safe fix (termlint)",
    ]
    assert by_title['Write "Widget"'].is_preferred
    assert not by_title['Write "release train"'].is_preferred
    fixed = by_title["Make 1 safe fix (termlint)"]
    assert fixed.kind == "source.fixAll.termlint"
    assert made(client, fixed, uri, text) == "The \U0001f600 Widget and the ship cycle.\n"
    changed_words = by_title['Write "release train"']
    assert (
        made(client, changed_words, uri, text) == "The \U0001f600 widget and the release train.\n"
    )
    glossary = (project / "terms.yaml").as_uri()
    admitted = by_title['Admit "widget" for "Widget" in terms.yaml']
    assert "    admitted: [widget]\n" in made(client, admitted, glossary, GLOSSARY)


async def test_only_the_kinds_that_are_asked_for(client: LanguageClient, project: Path) -> None:
    uri = (project / "a.md").as_uri()
    open_text(client, uri, "The widget.\n")
    whole = types.Range(types.Position(0, 0), types.Position(1, 0))
    (action,) = await actions_at(client, uri, whole, [types.CodeActionKind.SourceFixAll])
    assert action.kind == "source.fixAll.termlint"
    assert await actions_at(client, uri, whole, [types.CodeActionKind.Refactor]) == []


async def test_terms_can_be_looked_up(client: LanguageClient, project: Path) -> None:
    uri = (project / "a.md").as_uri()
    open_text(client, uri, "The release train. The rel\n")
    document, at = types.TextDocumentIdentifier(uri), types.Position(0, 6)
    hover = await client.text_document_hover_async(types.HoverParams(document, at))
    assert hover is not None
    assert isinstance(hover.contents, types.MarkupContent)
    assert "The fixed rhythm in which we publish." in hover.contents.value
    place = await client.text_document_definition_async(types.DefinitionParams(document, at))
    assert isinstance(place, Sequence)
    (definition,) = place
    assert isinstance(definition, types.Location)
    assert definition.uri == (project / "terms.yaml").as_uri()
    assert definition.range == types.Range(types.Position(4, 10), types.Position(4, 23))
    completion = await client.text_document_completion_async(
        types.CompletionParams(document, types.Position(0, 26))
    )
    assert isinstance(completion, types.CompletionList)
    assert [each.label for each in completion.items] == ["release train"]


async def test_a_concept_leads_to_the_places_that_name_it(
    client: LanguageClient, project: Path
) -> None:
    (project / "b.md").write_text("\U0001f600 The ship cycle.\n", encoding="utf-8")
    client.workspace_did_change_watched_files(changed(project / "b.md"))
    uri = (project / "terms.yaml").as_uri()
    open_text(client, uri, GLOSSARY, "yaml")
    params = types.ReferenceParams(
        types.ReferenceContext(include_declaration=False),
        types.TextDocumentIdentifier(uri),
        types.Position(4, 14),
    )
    found: Sequence[types.Location] | None = None
    for _ in range(100):  # until the files of the folder have been read
        found = await client.text_document_references_async(params)
        if found:
            break
        await asyncio.sleep(0.1)
    assert found
    (place,) = found
    start = UNITS[encoding_of(client)] + 5
    assert place.uri == (project / "b.md").as_uri()
    assert place.range.start == types.Position(0, start)


@with_more_clients
async def test_a_glossary_is_checked_and_its_change_is_noticed(
    client: LanguageClient, project: Path
) -> None:
    document, glossary = (project / "a.md").as_uri(), (project / "terms.yaml").as_uri()
    open_text(client, document, "The ship cycle of a gizmo.\n")
    await diagnostics_of(client, document)
    open_text(client, glossary, GLOSSARY, "yaml")
    assert await diagnostics_of(client, glossary, lambda all: True) == []
    broken = GLOSSARY.replace("kind: process", "kind: proces")
    edit(client, glossary, 2, None, broken)
    (found,) = await diagnostics_of(client, glossary)
    assert found.message.startswith('unknown kind "proces"')
    assert found.range.start == types.Position(5, 10)
    right = GLOSSARY.replace("[ship cycle]", "[ship cycle, gizmo]")
    edit(client, glossary, 3, None, right)
    (project / "terms.yaml").write_text(right, encoding="utf-8")
    saved = types.DidSaveTextDocumentParams(types.TextDocumentIdentifier(glossary))
    client.text_document_did_save(saved)
    assert await diagnostics_of(client, glossary, lambda all: not all) == []
    await diagnostics_of(client, document, lambda all: len(all) == 2)


async def test_keys_of_a_glossary_are_completed(client: LanguageClient, project: Path) -> None:
    uri = (project / "terms.yaml").as_uri()
    text = GLOSSARY.partition("consistent:")[0]
    open_text(client, uri, f"{text}  - \n", "yaml")
    document = types.TextDocumentIdentifier(uri)
    at = types.Position(text.count("\n"), 4)
    found = await client.text_document_completion_async(types.CompletionParams(document, at))
    assert isinstance(found, types.CompletionList)
    assert {"term:", "kind:"} <= {each.label for each in found.items}
    hover = await client.text_document_hover_async(
        types.HoverParams(document, types.Position(6, 6))
    )
    assert hover is not None
    assert isinstance(hover.contents, types.MarkupContent)
    assert hover.contents.value.startswith("`definition`:")


async def test_reading_the_folder_shows_its_progress(client: LanguageClient, project: Path) -> None:
    window = client.capabilities.window if client.capabilities else None
    assert window is not None
    assert window.work_done_progress
    kinds: list[list[str]] = []
    for _ in range(600):
        kinds = [[each["kind"] for each in told] for told in progress_in(client).values()]
        if kinds and kinds[0][-1:] == ["end"]:
            break
        await asyncio.sleep(0.1)
    assert [(each[0], each[-1]) for each in kinds] == [("begin", "end")]


async def test_two_folders_have_their_own_words(client: LanguageClient, project: Path) -> None:
    other = project.parent / "other"
    words = "glossary: other\nconcepts:\n  - term: Gadget\n    deprecated: [thingy]\n"
    write_project(other, {"terms.yaml": words})
    folder = types.WorkspaceFolder(other.as_uri(), "other")
    event = types.WorkspaceFoldersChangeEvent(added=[folder], removed=[])
    client.workspace_did_change_workspace_folders(types.DidChangeWorkspaceFoldersParams(event))
    for each, text in ((project, "ship cycle"), (other, "thingy")):
        uri = (each / "a.md").as_uri()
        open_text(client, uri, "The ship cycle of a thingy.\n")
        (found,) = await diagnostics_of(client, uri)
        assert found.message.startswith(f'"{text}" is deprecated')


async def test_a_folder_that_is_added_again_is_told_of_its_mistakes_again(
    client: LanguageClient, project: Path
) -> None:
    other = write_project(project.parent / "other", {"terms.yaml": "glossary: other\nkids: []\n"})
    folder = types.WorkspaceFolder(other.as_uri(), "other")
    events = [
        types.WorkspaceFoldersChangeEvent(added=[folder], removed=[]),
        types.WorkspaceFoldersChangeEvent(added=[], removed=[folder]),
    ]
    for event in (*events, events[0]):
        client.workspace_did_change_workspace_folders(types.DidChangeWorkspaceFoldersParams(event))
    for _ in range(100):
        if len(client.messages) == 2:
            break
        await asyncio.sleep(0.1)
    mistake = 'termlint: terms.yaml:2:1: unknown key "kids" in a glossary; did you mean "kinds"?'
    assert [each.message for each in client.messages] == [mistake, mistake]


@pytest.mark.parametrize(
    "client", [("visual-studio-code", {"select": ["misspelled-term"]})], indirect=True
)
async def test_settings_of_the_editor_hold(client: LanguageClient, project: Path) -> None:
    uri = (project / "a.md").as_uri()
    open_text(client, uri, "The ship cycle of a widget.\n")
    (found,) = await diagnostics_of(client, uri)
    assert found.code == "misspelled-term"
    changed_settings = {"termlint": {"select": ["deprecated-term"], "run": "onSave"}}
    params = types.DidChangeConfigurationParams(changed_settings)
    client.workspace_did_change_configuration(params)
    await diagnostics_of(client, uri, lambda all: len(all) == 1 and "ship" in all[0])
    edit(client, uri, 2, None, "The ship cycle and the ship cycle.\n")
    await asyncio.sleep(1)
    assert len(client.diagnostics[uri]) == 1
    saved = types.DidSaveTextDocumentParams(types.TextDocumentIdentifier(uri))
    client.text_document_did_save(saved)
    await diagnostics_of(client, uri, lambda all: len(all) == 2)


@pytest.mark.parametrize(
    "client", [("visual-studio-code", {"delay": "none", "run": "onSave"})], indirect=True
)
async def test_a_wrong_setting_of_the_editor_is_said_once(
    client: LanguageClient, project: Path
) -> None:
    settings = {"termlint": {"delay": "none", "workspace": "no"}}
    for _ in range(2):
        params = types.DidChangeConfigurationParams(settings)
        client.workspace_did_change_configuration(params)
    uri = (project / "a.md").as_uri()
    open_text(client, uri, "The ship cycle.\n")
    await diagnostics_of(client, uri)
    assert [(each.type, each.message) for each in client.messages] == [
        (types.MessageType.Warning, f'termlint: the setting "termlint.{said}')
        for said in (
            'delay" is "none"; write a number from 0 to 10000',
            'workspace" is "no"; write true or false',
        )
    ]


async def test_a_document_of_another_sort_counts_as_it_is_saved(
    client: LanguageClient, project: Path
) -> None:
    (project / "termlint.yaml").write_text("glossaries: [terms.yaml]\ninclude: ['*.txt']\n")
    client.workspace_did_change_watched_files(changed(project / "termlint.yaml"))
    uri, other = (project / "a.md").as_uri(), project / "other.txt"
    open_text(client, uri, "A data set.\n")
    other.write_text("A dataset, a dataset.\n", encoding="utf-8")
    saved = types.DidSaveTextDocumentParams(types.TextDocumentIdentifier(other.as_uri()))
    client.text_document_did_save(saved)
    (found,) = await diagnostics_of(client, uri)
    assert found.code == "inconsistent-term"


async def test_files_in_a_folder_that_is_removed_count_no_more(
    client: LanguageClient, project: Path
) -> None:
    folder = project / "old"
    folder.mkdir()
    (folder / "b.md").write_text("A dataset, a dataset.\n", encoding="utf-8")
    client.workspace_did_change_watched_files(changed(folder / "b.md"))
    uri = (project / "a.md").as_uri()
    open_text(client, uri, "A data set.\n")
    await diagnostics_of(client, uri)
    folder.rename(project / ".hidden")
    client.workspace_did_rename_files(
        types.RenameFilesParams([types.FileRename(folder.as_uri(), (project / ".hidden").as_uri())])
    )
    assert await diagnostics_of(client, uri, lambda all: not all) == []


async def test_untitled_documents_and_vanished_files(client: LanguageClient, project: Path) -> None:
    open_text(client, "untitled:Untitled-1", "The ship cycle.\n")
    (found,) = await diagnostics_of(client, "untitled:Untitled-1")
    assert found.code == "deprecated-term"
    gone = project / "gone" / "a.md"
    open_text(client, gone.as_uri(), "The ship cycle.\n")
    assert len(await diagnostics_of(client, gone.as_uri())) == 1
    client.workspace_did_change_watched_files(changed(gone, types.FileChangeType.Deleted))
    saved = types.DidSaveTextDocumentParams(types.TextDocumentIdentifier(gone.as_uri()))
    client.text_document_did_save(saved)
    edit(client, gone.as_uri(), 2, None, "")
    assert await diagnostics_of(client, gone.as_uri(), lambda all: not all) == []


async def test_what_keeps_a_document_outside_of_all_folders_from_being_checked_is_said(
    client: LanguageClient, project: Path
) -> None:
    elsewhere = project.parent / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "termlint.yml").write_text("glossaries: [names]\n", encoding="utf-8")
    open_text(client, (elsewhere / "a.md").as_uri(), "Push to github.\n")
    for _ in range(100):
        if client.messages:
            break
        await asyncio.sleep(0.1)
    (said,) = client.messages
    assert said.message.startswith(
        "termlint: termlint.yml: a configuration is called termlint.yaml;"
    )


async def test_a_configuration_shows_its_mistakes_while_it_is_typed(
    client: LanguageClient, project: Path
) -> None:
    uri, document = (project / "termlint.yaml").as_uri(), (project / "a.md").as_uri()
    open_text(client, document, "The ship cycle.\n")
    await diagnostics_of(client, document)
    open_text(client, uri, "glossaries: [terms.yaml]\n", "yaml")
    assert await diagnostics_of(client, uri, lambda all: True) == []
    end = types.Position(1, 0)
    edit(client, uri, 2, types.Range(end, end), "ignor: [all]\n")
    (found,) = await diagnostics_of(client, uri)
    assert found.message == 'unknown key "ignor" in the configuration; did you mean "ignore"?'
    assert found.range == types.Range(end, types.Position(1, 5))
    edit(client, uri, 3, types.Range(types.Position(1, 5), types.Position(1, 5)), "e")
    assert await diagnostics_of(client, uri, lambda all: not all) == []
    # It holds when it is saved.
    assert len(await diagnostics_of(client, document)) == 1
    text = "glossaries: [terms.yaml]\nignore: [all]\n"
    (project / "termlint.yaml").write_text(text, encoding="utf-8")
    saved = types.DidSaveTextDocumentParams(types.TextDocumentIdentifier(uri))
    client.text_document_did_save(saved)
    assert await diagnostics_of(client, document, lambda all: not all) == []


async def test_a_closed_document_shows_nothing(client: LanguageClient, project: Path) -> None:
    uri = (project / "a.md").as_uri()
    open_text(client, uri, "The ship cycle.\n")
    await diagnostics_of(client, uri)
    closed = types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(uri))
    client.text_document_did_close(closed)
    if is_asking(client):
        assert await diagnostics_of(client, uri, lambda all: not all) == []
    else:
        for _ in range(100):
            if not client.diagnostics[uri]:
                break
            await asyncio.sleep(0.1)
        assert list(client.diagnostics[uri]) == []
