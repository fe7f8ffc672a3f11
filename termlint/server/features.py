"""What the server offers: each message of the protocol and what comes of it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TypeVar

from lsprotocol import types
from pygls.exceptions import JsonRpcContentModified, JsonRpcException

from termlint.editor.action import FIX_ALL, QUICK_FIX
from termlint.editor.checked import Snapshot
from termlint.editor.preferences import WORKSPACE
from termlint.server.connection import Connection
from termlint.server.desk import Desk, Outdated
from termlint.server.elsewhere import Elsewhere
from termlint.server.session import Session

T = TypeVar("T")

_KINDS = types.CodeActionOptions(code_action_kinds=[QUICK_FIX, FIX_ALL])
_DIAGNOSTICS = types.DiagnosticOptions(
    inter_file_dependencies=True, workspace_diagnostics=False, identifier="termlint"
)
"""Of all folders, too, as soon as that is registered."""
_SAVE = types.SaveOptions(include_text=False)
_FOLDERS = types.FileOperationRegistrationOptions(
    [
        types.FileOperationFilter(
            types.FileOperationPattern("**", matches=types.FileOperationPatternKind.Folder)
        )
    ]
)
"""An editor that watches files says nothing of those in a folder that is moved or removed."""


def register(connection: Connection, desk: Desk, session: Session) -> None:
    """Answer the messages of an editor."""
    _register_life(connection, desk, session)
    _register_documents(connection, desk, session)
    _register_answers(connection, desk)


def _register_life(connection: Connection, desk: Desk, session: Session) -> None:
    feature = connection.feature

    @feature(types.INITIALIZE)
    def initialize(params: types.InitializeParams) -> None:
        session.begin(params)
        if not desk.is_asked:
            return
        _register_diagnostics(connection, desk)
        if desk.preferences.diagnostic_mode == WORKSPACE:
            _register_elsewhere(connection, desk, session)

    @feature(types.INITIALIZED)
    async def initialized(params: types.InitializedParams) -> None:
        await session.go_on()

    @feature(types.SHUTDOWN)
    def shutdown(params: None) -> None:
        connection.was_told_to_end = True
        session.end()

    @feature(types.WORKSPACE_DID_CHANGE_CONFIGURATION)
    async def configuration(params: types.DidChangeConfigurationParams) -> None:
        await session.reconfigure(params.settings)

    @feature(types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS)
    async def folders(params: types.DidChangeWorkspaceFoldersParams) -> None:
        await session.change_folders(params.event)

    @feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    async def watched(params: types.DidChangeWatchedFilesParams) -> None:
        await session.look_at_disk([each.uri for each in params.changes])

    @feature(types.WORKSPACE_DID_RENAME_FILES, _FOLDERS)
    async def renamed(params: types.RenameFilesParams) -> None:
        await session.look_at_disk(
            [uri for each in params.files for uri in (each.old_uri, each.new_uri)]
        )

    @feature(types.WORKSPACE_DID_DELETE_FILES, _FOLDERS)
    async def deleted(params: types.DeleteFilesParams) -> None:
        await session.look_at_disk([each.uri for each in params.files])

    @feature(types.WINDOW_WORK_DONE_PROGRESS_CANCEL)
    def cancelled(params: types.WorkDoneProgressCancelParams) -> None:
        session.stop(params.token)


def _register_documents(connection: Connection, desk: Desk, session: Session) -> None:
    feature = connection.feature

    @feature(types.TEXT_DOCUMENT_DID_OPEN)
    def did_open(params: types.DidOpenTextDocumentParams) -> None:
        desk.take(params.text_document)
        session.meet(params.text_document.uri)

    @feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def did_change(params: types.DidChangeTextDocumentParams) -> None:
        desk.edit(params)

    @feature(types.TEXT_DOCUMENT_DID_SAVE, _SAVE)
    async def did_save(params: types.DidSaveTextDocumentParams) -> None:
        await desk.save(params.text_document.uri)
        await session.look_at_disk([params.text_document.uri])

    @feature(types.TEXT_DOCUMENT_DID_CLOSE)
    async def did_close(params: types.DidCloseTextDocumentParams) -> None:
        await desk.close(params.text_document.uri)


def _register_answers(connection: Connection, desk: Desk) -> None:
    feature = connection.feature

    @feature(types.TEXT_DOCUMENT_CODE_ACTION, _KINDS)
    async def code_action(params: types.CodeActionParams) -> list[types.CodeAction] | None:
        uri, range_, context = params.text_document.uri, params.range, params.context
        return await _current(desk, uri, lambda now: desk.answers.actions(now, range_, context))

    @feature(types.TEXT_DOCUMENT_HOVER)
    async def hover(params: types.HoverParams) -> types.Hover | None:
        uri, at = params.text_document.uri, params.position
        return await _current(desk, uri, lambda now: desk.lookups.hover(now, at))

    @feature(types.TEXT_DOCUMENT_COMPLETION)
    async def completion(params: types.CompletionParams) -> types.CompletionList | None:
        uri, at = params.text_document.uri, params.position
        return await _current(desk, uri, lambda now: desk.lookups.complete(now, at))

    @feature(types.TEXT_DOCUMENT_DEFINITION)
    async def definition(params: types.DefinitionParams) -> list[types.Location] | None:
        uri, at = params.text_document.uri, params.position
        return await _current(desk, uri, lambda now: desk.lookups.define(now, at))

    @feature(types.TEXT_DOCUMENT_REFERENCES)
    async def references(params: types.ReferenceParams) -> list[types.Location] | None:
        uri, at = params.text_document.uri, params.position
        too = params.context.include_declaration
        is_over = threading.Event()

        def refer(now: Snapshot) -> list[types.Location]:
            return desk.lookups.refer(now, at, too, lambda: not is_over.is_set())

        try:
            return await _current(desk, uri, refer)
        finally:
            is_over.set()  # the worker need not go on where the request was cancelled


def _register_diagnostics(connection: Connection, desk: Desk) -> None:
    @connection.feature(types.TEXT_DOCUMENT_DIAGNOSTIC, _DIAGNOSTICS)
    async def diagnostic(
        params: types.DocumentDiagnosticParams,
    ) -> types.DocumentDiagnosticReport:
        try:
            return await desk.report(params.text_document.uri, params.previous_result_id)
        except Outdated:
            again = types.DiagnosticServerCancellationData(retrigger_request=True)
            code = types.LSPErrorCodes.ServerCancelled.value
            raise JsonRpcException("the document has changed", code, again) from None


def _register_elsewhere(connection: Connection, desk: Desk, session: Session) -> None:
    elsewhere = Elsewhere(connection, desk, session.settle)
    desk.is_asked_for_all = True

    @connection.feature(types.WORKSPACE_DIAGNOSTIC)
    async def diagnostic(
        params: types.WorkspaceDiagnosticParams,
    ) -> types.WorkspaceDiagnosticReport:
        return await elsewhere.report(params)


async def _current(desk: Desk, uri: str, ask: Callable[[Snapshot], T]) -> T | None:
    """An answer about a document as it is; an error where it was changed meanwhile."""
    try:
        return await desk.about(uri, ask)
    except Outdated:
        raise JsonRpcContentModified("the document has changed") from None
