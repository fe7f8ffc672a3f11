"""The open documents, and when each of them is checked."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import ParamSpec, TypeVar

from lsprotocol import types

from termlint.editor.checked import Snapshot
from termlint.editor.documents import LANGUAGES
from termlint.editor.index import Index
from termlint.editor.positions import Encoding
from termlint.editor.preferences import ON_SAVE, Preferences
from termlint.editor.project import Project
from termlint.editor.workspace import Workspace
from termlint.server.answers import Answers
from termlint.server.connection import Connection
from termlint.server.lookups import Lookups
from termlint.server.opened import Opened
from termlint.server.reports import Reports

P = ParamSpec("P")
T = TypeVar("T")


class Outdated(Exception):  # noqa: N818 - the name says it all
    """A document has changed while a question about it was being answered."""


class Desk:
    """Lives on the event loop. What takes time goes to one worker, so that messages are read on."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.workspace = Workspace()
        self.preferences = Preferences()
        self._worker = ThreadPoolExecutor(1, "termlint")
        self._coming: dict[str, asyncio.Task[None]] = {}
        """The checks that have been scheduled and are not at work yet, by document."""
        self._reports = Reports()
        self._at_work = 0
        """How many documents are being checked."""
        self._failed: set[str] = set()
        """What has been said of documents that could not be checked."""
        self.is_asked_for_all = False
        """Whether the editor asks for the diagnostics of files that are not open, too."""
        self.left: set[str] = set()
        """The documents that were closed, of which such an editor may still show something."""
        self.news = asyncio.Event()
        """Is set, and another one takes its place, when files that are not open may have to be
        looked at again."""

    def begin(self, encoding: Encoding, able: types.ClientCapabilities) -> None:
        """The editor has said what it can do."""
        self._opened = Opened(encoding)
        self.answers = Answers(self.workspace, encoding, able)
        self.lookups = Lookups(self.workspace, encoding, able)
        document, workspace = able.text_document, able.workspace
        again = workspace.diagnostics if workspace else None
        self.is_asked = bool(document and document.diagnostic and again and again.refresh_support)
        """Whether the editor asks for diagnostics, and asks again when told to; otherwise they are
        sent to it. One that asks after its own edits only would miss what changes elsewhere."""

    def leave(self) -> None:
        """The editor is gone."""
        self._worker.shutdown(wait=False, cancel_futures=True)

    async def work(self, ask: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """What the worker answers."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._worker, lambda: ask(*args, **kwargs))

    @property
    def open(self) -> tuple[str, ...]:
        """The addresses of the open documents."""
        return self._opened.uris

    async def about(self, uri: str, ask: Callable[[Snapshot], T]) -> T | None:
        """What the worker answers to a question about an open document. Raises Outdated."""
        snapshot = self._opened.snapshot(uri)
        if snapshot is None:
            return None

        def ask_in_time() -> T:
            # It may have waited for its turn until nobody can use the answer.
            if self._opened.version_of(uri) != snapshot.version:
                raise Outdated
            return ask(snapshot)

        # The answer may look into other documents, or even edit them.
        self._worker.submit(self._see, self._opened.take_unseen())
        answer = await self.work(ask_in_time)
        if not self._opened.is_current(snapshot):
            raise Outdated
        return answer

    def take(self, document: types.TextDocumentItem) -> None:
        """A document was opened."""
        self._opened.open(document)
        self.left.discard(document.uri)
        self.schedule(document.uri, 0)

    def edit(self, params: types.DidChangeTextDocumentParams) -> None:
        """A document was changed."""
        if self._opened.edit(params) and self.preferences.run != ON_SAVE:
            self.schedule(params.text_document.uri, self.preferences.delay / 1000)

    async def save(self, uri: str) -> None:
        """A document was saved; goes on until it is checked."""
        is_news = not self._opened.is_saved(uri) and self._says_more_when_saved(uri)
        if is_news and self.is_asked:
            self._refresh()  # an editor asks after changes only
        self._opened.save(uri)
        if uri in self._opened:
            self.schedule(uri, 0)
            coming = self._coming.get(uri)
            if coming is not None:
                await asyncio.wait([coming])

    async def close(self, uri: str) -> None:
        """A document was closed."""
        self._opened.close(uri)
        self._reports.drop(uri)
        self._drop(uri)
        if not self.is_asked:
            self._publish(uri, None, [])
        if self.is_asked_for_all:
            self.left.add(uri)
        await self.work(self.workspace.close, uri)
        await self.spread()

    def schedule(self, uri: str, delay: float) -> None:
        """Check a document in ``delay`` seconds, and not before."""
        if self.is_asked:
            return
        self._drop(uri)
        self._coming[uri] = self._connection.start(self._check(uri, delay))

    def schedule_all(self) -> None:
        """Check every open document, or have the editor ask for it."""
        self._stir()
        if self.is_asked:
            self._refresh()
        for uri in self._opened.uris:
            self.schedule(uri, 0)

    async def diagnose(self, uri: str) -> list[types.Diagnostic]:
        """The diagnostics of a document; none where it is not open. Raises Outdated."""
        is_saved = self._opened.is_saved(uri)
        self._at_work += 1
        try:
            diagnose = partial(self.answers.diagnose, is_saved=is_saved)
            answer = await self.about(uri, diagnose)
        finally:
            self._at_work -= 1
        if answer is None:
            return []
        self._stir()
        diagnostics, failure = answer
        if failure and failure not in self._failed:
            self._failed.add(failure)
            self._connection.say(f"{uri}: {failure}")
        return diagnostics

    async def report(self, uri: str, known: str | None) -> types.DocumentDiagnosticReport:
        """The answer to an editor that asks and knows a result already. Raises Outdated."""
        is_waiting = self.preferences.run == ON_SAVE and not self._opened.is_saved(uri)
        if known and is_waiting and self._reports.has(uri, known):
            return types.RelatedUnchangedDocumentDiagnosticReport(known)
        self._reports.begin(uri)
        diagnostics = await self.diagnose(uri)
        await self._settle()
        return self._reports.of(uri, diagnostics, known)

    async def know(self, project: Project, index: Index) -> None:
        """The files of a folder have been read; see what that changes for the open documents."""
        await self.work(self.workspace.take, project, index)
        await self.spread()

    async def spread(self) -> None:
        """Check the documents for which others have changed what is decided."""
        self._stir()
        swayed = await self.work(lambda: tuple(self.workspace.swayed()))
        if self.is_asked and self._reports.ask_again(swayed):
            self._refresh()
        for uri in swayed:
            if uri in self._opened and uri not in self._coming:
                self.schedule(uri, 0)

    async def _check(self, uri: str, delay: float) -> None:
        await asyncio.sleep(delay)
        snapshot = self._opened.snapshot(uri)
        self._coming.pop(uri, None)
        if snapshot is None:
            return
        try:
            diagnostics = await self.diagnose(uri)
        except Outdated:
            return  # the change that made it so has scheduled the next check, or the next save will
        self._publish(uri, snapshot.version, diagnostics)
        await self._settle()

    async def _settle(self) -> None:
        """After the last of several checks, see what they have changed for other documents."""
        if not self._at_work and len(self._opened) > 1:
            await self.spread()

    def _says_more_when_saved(self, uri: str) -> bool:
        snapshot = self._opened.snapshot(uri)
        is_document = snapshot is not None and snapshot.language in LANGUAGES
        return self.preferences.run == ON_SAVE or not is_document

    def _see(self, snapshots: Iterable[Snapshot]) -> None:
        for each in snapshots:
            self.workspace.see(each)

    def _stir(self) -> None:
        self.news.set()
        self.news = asyncio.Event()

    def _drop(self, uri: str) -> None:
        coming = self._coming.pop(uri, None)
        if coming is not None:
            coming.cancel()

    def _publish(self, uri: str, version: int | None, diagnostics: list[types.Diagnostic]) -> None:
        params = types.PublishDiagnosticsParams(uri, diagnostics, version)
        self._connection.text_document_publish_diagnostics(params)

    def _refresh(self) -> None:
        self._connection.workspace_diagnostic_refresh(None)
