"""Diagnostics of files that are not open, for an editor that asks for those of all its folders."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from time import monotonic
from typing import NamedTuple

from lsprotocol import types

from termlint.editor.resting import Resting
from termlint.editor.uris import uri_of
from termlint.hashing import blake2b
from termlint.server.connection import Connection
from termlint.server.desk import Desk

_TURN = 0.02
"""For how many seconds the worker goes on before other questions have their turn."""
_REST = 0.5
"""How many seconds lie between one look at all files and the next."""

_Full = types.WorkspaceFullDocumentDiagnosticReport
_Unchanged = types.WorkspaceUnchangedDocumentDiagnosticReport
_Report = _Full | _Unchanged


class _Told(NamedTuple):
    """What an editor may have been told of a file."""

    items: list[types.Diagnostic]
    id: str
    """Follows from the items, so that it holds from one session to the next."""


class Elsewhere:
    """Lives on the event loop and has the worker of the desk look at the files.

    Open documents are left out: an editor that asks for all asks for each of those, too.
    """

    def __init__(
        self, connection: Connection, desk: Desk, settle: Callable[[], Awaitable[None]]
    ) -> None:
        """``settle`` waits until the files of the folders have been read, or won't be."""
        self._connection = connection
        self._desk = desk
        self._settle = settle
        self._resting = Resting(desk.workspace)
        self._known: dict[str, _Told] = {}
        """By absolute path, what was found in a listed document when it was looked at last."""

    async def report(
        self, params: types.WorkspaceDiagnosticParams
    ) -> types.WorkspaceDiagnosticReport:
        """The answer to an editor that asks.

        One that takes results bit by bit is told what is new for as long as it waits, since it
        would ask again at once. Any other one is answered when all files have been read.
        """
        known = {each.uri: each.value for each in params.previous_result_ids}
        token = params.partial_result_token
        if token is None:
            reports = [each async for some in self._reports(known) for each in some]
            return types.WorkspaceDiagnosticReport(reports)
        while True:
            news = self._desk.news
            async for some in self._reports(known):
                new = [each for each in some if isinstance(each, _Full)]
                if new:
                    part = types.WorkspaceDiagnosticReportPartialResult(new)
                    self._connection.progress(types.ProgressParams(token, part))
            await news.wait()
            await asyncio.sleep(_REST)

    async def _reports(self, known: dict[str, str]) -> AsyncIterator[list[_Report]]:
        """What there is to tell of the files to an editor that has these results of them, which
        are kept up to date."""
        await self._settle()
        left = self._desk.left
        for uri in self._desk.open:
            known.pop(uri, None)  # what it has of it now is no result of this question
        due = {*known, *left}
        paths = await self._desk.work(self._mistaken_and_resting)
        while True:
            some = await self._desk.work(self._look, paths)
            if not some:
                break
            here = [(uri, told) for uri, told in some if uri not in self._desk.open]
            due.difference_update(uri for uri, _ in here)
            yield [each for uri, told in here for each in _report(uri, told, known, left)]
        yield [
            each
            for uri in sorted(due.difference(self._desk.open))
            for each in _report(uri, _Told([], ""), known, left)
        ]

    def _mistaken_and_resting(self) -> Iterator[tuple[str, _Told | None]]:
        """The files in which something may be found, and that of those that are no documents."""
        mistaken = [
            (path, _told(self._desk.answers.mistakes_of(snapshot, found)))
            for path, (snapshot, found) in self._resting.mistakes().items()
        ]
        listed = self._resting.documents()
        for path in self._known.keys() - set(listed):
            del self._known[path]
        return iter([*mistaken, *((path, None) for path in listed)])

    def _look(self, files: Iterator[tuple[str, _Told | None]]) -> list[tuple[str, _Told]]:
        """What is found in some of the files; in none when all have been looked at."""
        until = monotonic() + _TURN
        found = []
        for path, told in files:
            if told is None:
                checked = self._resting.check(path)
                if checked is not None:
                    self._known[path] = _told(self._desk.answers.diagnostics_of(checked))
                told = self._known[path]
            found.append((uri_of(path), told))
            if monotonic() > until:
                break
        return found


def _told(items: list[types.Diagnostic]) -> _Told:
    return _Told(items, blake2b(repr(items).encode(), digest_size=16).hexdigest())


def _report(uri: str, told: _Told, known: dict[str, str], left: set[str]) -> Iterator[_Report]:
    """What there is to tell of a file to an editor that has the results ``known``, and may still
    show others of what was ``left``."""
    if not told.items:
        if known.pop(uri, None) is not None or uri in left:
            left.discard(uri)
            yield _Full(uri, [])
    elif known.get(uri) != told.id or uri in left:
        left.discard(uri)
        known[uri] = told.id
        yield _Full(uri, told.items, result_id=told.id)
    else:
        yield _Unchanged(uri, told.id)
