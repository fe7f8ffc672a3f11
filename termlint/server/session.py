"""The life of a session: its folders and settings, and what changes on the disk meanwhile."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import Any

from lsprotocol import types

from termlint.editor.positions import Encoding
from termlint.editor.preferences import read_preferences
from termlint.editor.project import Project
from termlint.editor.uris import path_of
from termlint.server.connection import Connection
from termlint.server.desk import Desk
from termlint.server.indexing import Indexing

_SECTION = "termlint"
_POLL = 2.0
"""After how many seconds the configuration and the glossaries are looked at again, for an editor
that does not watch files."""
_AT_ONCE = 25
"""How many files are read before an answer that somebody waits for, as after a change of branch."""
_SAID_IN = (".yaml", ".yml", ".toml")
"""In what glossaries and configurations are written. All else may be a document."""
_WATCHED = ("**/*.{md,markdown,mdown,mkd,mdx}", "**/*.{yaml,yml}", "**/pyproject.toml")


class Session:
    """What the editor has said of itself, and the projects that follow from it."""

    def __init__(self, connection: Connection, desk: Desk) -> None:
        self._connection = connection
        self._desk = desk
        self._indexing = Indexing(connection, desk.know)
        self._reading: set[asyncio.Task[None]] = set()
        """The tasks that read the files of a folder."""
        self._is_ready = asyncio.Event()
        """Whether it has been decided which folders are read at first."""
        self._told: dict[str, str] = {}
        """What was said last of each folder's configuration."""
        self._wrong: tuple[str, ...] = ()
        """What was said last of the settings of the editor."""

    def begin(self, params: types.InitializeParams) -> None:
        """The first message."""
        workspace = self._connection.workspace
        encoding = Encoding(types.PositionEncodingKind(workspace.position_encoding).value)
        self._desk.begin(encoding, params.capabilities)
        self._prefer(params.initialization_options)
        uris = [folder.uri for folder in params.workspace_folders or ()]
        if not uris and workspace.root_uri:
            uris = [workspace.root_uri]
        for path in _paths(uris):
            self._desk.workspace.add_folder(path)

    async def go_on(self) -> None:
        """The editor is ready for questions."""
        await self._ask_for_preferences()
        is_watching = await self._watch()
        if not is_watching:
            self._connection.start(self._poll())
        self._index(await self._desk.work(lambda: self._desk.workspace.folders))
        self._is_ready.set()
        self._desk.schedule_all()

    def meet(self, uri: str) -> None:
        """A document was opened; say what is wrong with the settings that hold for it."""
        self._connection.start(self._tell_of(uri))

    async def settle(self) -> None:
        """Wait until no folder is being read."""
        await self._is_ready.wait()
        while self._reading:
            await asyncio.wait(self._reading)

    def end(self) -> None:
        """Let everything go that would outlast the session."""
        self._connection.stop_all()
        self._indexing.cancel()

    def stop(self, token: types.ProgressToken) -> None:
        self._indexing.stop(token)

    async def reconfigure(self, settings: object) -> None:
        """The settings of the editor have changed; it sends them or waits to be asked for them."""
        if not await self._ask_for_preferences():
            self._prefer(settings)
        await self._desk.work(self._desk.workspace.prefer, self._desk.preferences)
        self._index(await self._desk.work(lambda: self._desk.workspace.folders))
        self._desk.schedule_all()

    async def change_folders(self, event: types.WorkspaceFoldersChangeEvent) -> None:
        """Folders were added to the workspace or taken out of it."""
        workspace = self._desk.workspace
        for path in _paths(each.uri for each in event.removed):
            await self._desk.work(workspace.remove_folder, path)
            self._told.pop(path, None)
        added = _paths(each.uri for each in event.added)
        for path in added:
            await self._desk.work(workspace.add_folder, path)
        projects = await self._desk.work(lambda: workspace.folders)
        self._index(each for each in projects if each.folder in added)
        self._desk.schedule_all()

    async def look_at_disk(self, uris: Iterable[str]) -> None:
        """Files or folders were made, changed or removed."""
        paths = await self._desk.work(self._desk.workspace.below, _paths(uris))
        documents = [path for path in paths if not path.lower().endswith(_SAID_IN)]
        for start in range(0, len(documents), _AT_ONCE):
            few = documents[start : start + _AT_ONCE]
            await self._desk.work(self._desk.workspace.reread, few)
        if documents:
            await self._desk.spread()
        if len(documents) < len(paths):
            await self._refresh()

    async def _refresh(self) -> None:
        """Read configurations and glossaries that have changed."""
        changed = await self._desk.work(self._desk.workspace.refresh)
        if changed:
            self._index(changed)
            self._desk.schedule_all()

    async def _poll(self) -> None:
        while True:
            await asyncio.sleep(_POLL)
            await self._refresh()

    def _index(self, projects: Iterable[Project]) -> None:
        """Read the files of folders of the workspace, and say what is wrong with their settings."""
        for project in projects:
            self._tell(project)
            if self._desk.preferences.workspace and self._desk.workspace.has_folder(project):
                reading = self._connection.start(self._indexing.index(project))
                self._reading.add(reading)
                reading.add_done_callback(self._reading.discard)

    async def _tell_of(self, uri: str) -> None:
        await self._is_ready.wait()
        if uri in self._desk.open:
            self._tell(await self._desk.work(self._desk.workspace.project_of, uri))

    def _tell(self, project: Project) -> None:
        mistakes = [*map(str, project.mistakes)] or [each for each in [project.failure] if each]
        if not mistakes:
            self._told.pop(project.folder, None)
            return
        more = f" (and {len(mistakes) - 1} more)" if len(mistakes) > 1 else ""
        said = f"{mistakes[0]}{more}"
        if self._told.get(project.folder) != said:
            self._told[project.folder] = said
            self._connection.say(said)

    def _prefer(self, value: object) -> None:
        preferences, wrong = read_preferences(_plain(value))
        self._desk.preferences = preferences
        self._desk.workspace.preferences = preferences
        for each in wrong:
            if each not in self._wrong:
                self._connection.say(each, types.MessageType.Warning)
        self._wrong = wrong

    async def _ask_for_preferences(self) -> bool:
        """Whether the editor has settings to ask for, which are then used."""
        workspace = self._connection.capabilities.workspace
        if not (workspace and workspace.configuration):
            return False
        item = types.ConfigurationItem(section=_SECTION)
        params = types.ConfigurationParams([item])
        try:
            answer: Any = await self._connection.workspace_configuration_async(params)
        except Exception as error:  # an editor that refuses has none
            self._connection.note(f"the settings were not given: {error}")
            return False
        if not answer or not answer[0]:
            return False
        before = self._desk.preferences
        self._prefer(answer[0])
        if self._desk.preferences != before:
            await self._desk.work(self._desk.workspace.prefer, self._desk.preferences)
        return True

    async def _watch(self) -> bool:
        """Have the editor tell of files that change on the disk; whether it does."""
        workspace = self._connection.capabilities.workspace
        able = workspace.did_change_watched_files if workspace else None
        if able is None or not able.dynamic_registration:
            return False
        watchers = [types.FileSystemWatcher(pattern) for pattern in _WATCHED]
        options = types.DidChangeWatchedFilesRegistrationOptions(watchers)
        method = types.WORKSPACE_DID_CHANGE_WATCHED_FILES
        params = types.RegistrationParams([types.Registration("termlint-files", method, options)])
        try:
            await self._connection.client_register_capability_async(params)
        except Exception as error:  # an editor that refuses is as one that can't
            self._connection.note(f"files are not watched: {error}")
            return False
        return True


def _paths(uris: Iterable[str]) -> list[str]:
    return [path for path in map(path_of, uris) if path is not None]


def _plain(value: Any) -> Any:
    """What pygls gives for an object that it has no type for, as mappings and lists again."""
    if hasattr(value, "_asdict"):
        return {key: _plain(each) for key, each in value._asdict().items()}
    return value
