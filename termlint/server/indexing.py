"""Reads the files of the folders in the background, and shows how far it has come."""

from __future__ import annotations

import asyncio
import os
import uuid
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor

from lsprotocol import types

from termlint.editor.index import Index
from termlint.editor.project import Project
from termlint.run import RunError
from termlint.server.connection import Connection

_STEP = 5
"""After how many more percent it is told again."""


class Indexing:
    """One index after the other, each in a thread that mostly waits for processes."""

    def __init__(
        self, connection: Connection, take: Callable[[Project, Index], Awaitable[None]]
    ) -> None:
        """``take`` is given each index that is complete."""
        self._connection = connection
        self._take = take
        self._pool = ThreadPoolExecutor(1, "termlint-index")
        self._running: dict[str, tuple[str, Index]] = {}
        """By folder, those at work and those that wait, each with its token."""

    def cancel(self) -> None:
        """Leave off with all of them."""
        for _, index in self._running.values():
            index.cancel()
        self._running.clear()
        self._pool.shutdown(wait=False, cancel_futures=True)
        self._pool = ThreadPoolExecutor(1, "termlint-index")

    def stop(self, token: types.ProgressToken) -> None:
        """The person at the editor does not want to wait for what has this token."""
        for folder, (own, index) in [*self._running.items()]:
            if own == token:
                index.cancel()
                del self._running[folder]

    async def index(self, project: Project) -> None:
        """Read all files of a project."""
        if project.vocabulary is None:
            return
        if project.folder in self._running:
            self._running.pop(project.folder)[1].cancel()
        index = Index(project.folder, project.vocabulary, project.choice, project.cache)
        own = f"termlint-{uuid.uuid4()}", index
        self._running[project.folder] = own
        shown = await _Bar.begin(self._connection, own[0], project.folder)
        loop = asyncio.get_running_loop()

        def tell(done: int, of: int) -> None:
            loop.call_soon_threadsafe(shown.reach, done, of)

        try:
            jobs = max(2, (os.cpu_count() or 2) // 2)
            is_whole = await loop.run_in_executor(self._pool, index.build, jobs, tell)
        except RunError as error:
            missing = "findings that compare files are missing; restart the server to try again"
            self._connection.say(f"{project.folder} was not read to its end, so {missing}: {error}")
            return
        finally:
            index.cancel()  # where the session ended, its thread still waits for it
            shown.end()
            if self._running.get(project.folder) is own:
                del self._running[project.folder]
        if is_whole:
            await self._take(project, index)


class _Bar:
    """A progress bar in the editor; nothing where it has none."""

    def __init__(self, connection: Connection, token: str) -> None:
        self._connection = connection
        self._token = token
        """Empty where nothing is shown."""
        self._shown = -_STEP

    @classmethod
    async def begin(cls, connection: Connection, token: str, folder: str) -> _Bar:
        window = connection.capabilities.window
        if not (window and window.work_done_progress):
            return cls(connection, "")
        try:
            params = types.WorkDoneProgressCreateParams(token)
            await connection.window_work_done_progress_create_async(params)
        except Exception:  # an editor that refuses goes without
            return cls(connection, "")
        title = f"termlint reads {os.path.basename(folder) or folder}"
        begin = types.WorkDoneProgressBegin(title=title, cancellable=True, percentage=0)
        connection.work_done_progress.begin(token, begin)
        return cls(connection, token)

    def reach(self, done: int, of: int) -> None:
        percent = 100 * done // max(of, 1)
        if self._token and percent >= self._shown + _STEP:
            self._shown = percent
            said = f"{done} of {of} files"
            report = types.WorkDoneProgressReport(message=said, percentage=percent)
            self._connection.work_done_progress.report(self._token, report)

    def end(self) -> None:
        if self._token:
            end = types.WorkDoneProgressEnd()
            self._connection.work_done_progress.end(self._token, end)
            self._token = ""
