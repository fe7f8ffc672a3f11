"""The projects in which documents are open, and what is known of these documents."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from functools import cache

from termlint.editor.checked import Checked, Snapshot
from termlint.editor.documents import below, is_checked, is_file, is_markdown, place_of
from termlint.editor.index import Index
from termlint.editor.judging import are_alike, judged, verdicts_for
from termlint.editor.preferences import Preferences
from termlint.editor.project import Project
from termlint.editor.terms import Text
from termlint.editor.uris import path_of
from termlint.lint import Linter
from termlint.run import internal


class Workspace:
    """Used by one thread at a time. It is given documents as they are at a moment and gives back
    what it finds in them."""

    def __init__(self) -> None:
        self._projects: dict[str, Project] = {}
        """By folder: those of the workspace, and those of documents that stand outside of it."""
        self._folders: dict[str, None] = {}
        """The folders of the workspace, in the order in which the editor has them."""
        self._indexes: dict[str, Index] = {}
        """By folder, where one is complete."""
        self._changed: dict[str, set[str]] = {}
        """By folder whose index is not complete, files that have changed meanwhile."""
        self._checked: dict[str, Checked] = {}
        """By the address of the document, while it is open."""
        self._seen: dict[str, Snapshot] = {}
        """The open texts of any language as they were seen last, by absolute path."""
        self.preferences = Preferences()

    @property
    def folders(self) -> tuple[Project, ...]:
        """The projects that the editor has opened as folders."""
        return tuple(map(self._project, self._folders))

    def has_folder(self, project: Project) -> bool:
        """Whether a project is one of these; may be asked by any thread."""
        return project.folder in self._folders

    def add_folder(self, path: str) -> None:
        self._forget_all()
        self._folders[os.path.normpath(path)] = None

    def remove_folder(self, path: str) -> None:
        self._forget_all()
        folder = os.path.normpath(path)
        self._folders.pop(folder, None)
        self._projects.pop(folder, None)
        self._indexes.pop(folder, None)
        self._changed.pop(folder, None)

    def prefer(self, preferences: Preferences) -> None:
        """Go on with other preferences. All projects are read anew."""
        self._forget_all()
        self.preferences = preferences
        self._projects.clear()
        self._indexes.clear()

    def project_of(self, uri: str) -> Project:
        """The project to which a document belongs: that of the innermost folder around it."""
        path = path_of(uri)
        if path is None:
            return self._project(next(iter(self._folders), os.path.abspath(os.sep)))
        return self.project_at(path)

    def project_at(self, path: str) -> Project:
        """The project to which the file at an absolute path belongs."""
        around = [each for each in self._folders if path.startswith(each.rstrip(os.sep) + os.sep)]
        return self._project(max(around, key=len, default=os.path.dirname(path)))

    def index_of(self, project: Project) -> Index | None:
        return self._indexes.get(project.folder)

    def take(self, project: Project, index: Index) -> None:
        """Use an index that is complete."""
        if self._projects.get(project.folder) is not project:
            return
        index.reread(self._changed.pop(project.folder, ()), self._open)
        self._indexes[project.folder] = index
        for checked in self._checked.values():
            if self.project_of(checked.snapshot.uri) is project and is_file(checked.snapshot):
                index.ledger.open(checked.path, checked.facts)

    def is_document(self, snapshot: Snapshot) -> bool:
        """Whether a text is one that is checked: Markdown, and not excluded."""
        project = self.project_of(snapshot.uri)
        return is_checked(snapshot, place_of(snapshot, project.folder), project.choice)

    def linter_for(self, snapshot: Snapshot) -> Linter | None:
        """What a document is checked with; None where it is not checked."""
        project = self.project_of(snapshot.uri)
        if project.vocabulary is None or not self.is_document(snapshot):
            return None
        settings, linter = project.vocabulary.settings, project.vocabulary.linter
        return linter.under(settings.rules_for(place_of(snapshot, project.folder)))

    def shown(self, snapshot: Snapshot) -> str:
        """The name of a document in findings."""
        project = self.project_of(snapshot.uri)
        return project.shown(place_of(snapshot, project.folder))

    def known(self, path: str) -> Checked | None:
        """What was found in the document at an absolute path the last time that it was checked."""
        found = (each for each in self._checked.values() if each.path == path)
        return next(filter(lambda each: is_file(each.snapshot), found), None)

    def see(self, snapshot: Snapshot) -> None:
        """A text is open and is now like this."""
        path = path_of(snapshot.uri)
        if path is not None:
            self._seen[path] = snapshot

    def seen(self, path: str) -> Snapshot | None:
        """What stands in the editor of the file at an absolute path; None where it is not open."""
        return self._seen.get(path)

    def texts(self, project: Project) -> Iterator[Text]:
        """All documents of a project, open ones as they are."""
        index = self.index_of(project)
        listed = index.files if index else {}
        for path, snapshot in [*self._seen.items()]:
            if self.project_of(snapshot.uri) is project and self.is_document(snapshot):
                yield Text(path, project.shown(path), snapshot.content)
        for path in [*listed]:
            if path not in self._seen:
                yield Text(path, project.shown(path))

    def check(self, snapshot: Snapshot) -> Checked:
        """Check a document, with all that the project decides for it."""
        self.see(snapshot)
        project = self.project_of(snapshot.uri)
        path = place_of(snapshot, project.folder)
        empty = Checked(snapshot, path, project.shown(path))
        linter = self.linter_for(snapshot)
        if linter is None:
            self._forget(snapshot.uri)
            return empty
        known = self._checked.get(snapshot.uri)
        try:
            checked = judged(empty, known, self.index_of(project), linter, self.open_texts)
        except Exception as error:  # one text that termlint stumbles over must not end the server
            self._forget(snapshot.uri)
            return Checked(snapshot, path, empty.shown, failure=internal(error))
        self._checked[snapshot.uri] = checked
        return checked

    def latest(self, snapshot: Snapshot) -> Checked:
        """What was found in a document, which is only checked if its text is another one now: what
        has changed for it because of others is left to be told where that is waited for."""
        known = self._checked.get(snapshot.uri)
        return known if known and known.snapshot.text == snapshot.text else self.check(snapshot)

    def close(self, uri: str) -> None:
        """A text is no longer open."""
        path, index = path_of(uri) or "", self.index_of(self.project_of(uri))
        self._seen.pop(path, None)
        self._forget(uri)
        other = self.known(path)
        if other is not None:  # it is open under another address, too
            self.check(other.snapshot)
        elif index is not None:
            index.close(path)
        folders = {self.project_of(each.uri).folder for each in self._seen.values()}
        folders.update(self.project_of(each).folder for each in self._checked)
        for folder in self._projects.keys() - self._folders.keys() - folders:
            del self._projects[folder]

    @property
    def _open(self) -> frozenset[str]:
        """The paths of the documents that are known as they are in the editor."""
        return frozenset(checked.path for checked in self._checked.values())

    def _forget_all(self) -> None:
        """What documents belong to, or are checked with, is about to change."""
        for uri in [*self._checked]:
            self._forget(uri)

    def _forget(self, uri: str) -> None:
        """A document is no longer checked."""
        checked = self._checked.pop(uri, None)
        index = self.index_of(self.project_of(uri))
        if checked is not None and index is not None:
            index.ledger.close(checked.path)

    def swayed(self) -> Iterator[str]:
        """The documents for which their project now decides otherwise than when they were checked,
        because of other documents."""
        texts = cache(self.open_texts)
        for uri, checked in self._checked.items():
            index = self.index_of(self.project_of(uri))
            verdicts = verdicts_for(checked.path, checked.facts, index, texts)
            if not are_alike(verdicts, checked.verdicts, checked.facts):
                yield uri

    def open_texts(self, index: Index) -> dict[str, str]:
        """The open documents around which an index was made, checked or not, by absolute path."""
        return {
            path: snapshot.content
            for path, snapshot in self._seen.items()
            if is_markdown(snapshot, path) and self.index_of(self.project_of(snapshot.uri)) is index
        }

    def refresh(self) -> tuple[Project, ...]:
        """Read what has changed of the configurations and glossaries; the projects concerned."""
        changed = tuple(project for project in self._projects.values() if project.refresh())
        for project in changed:
            self._indexes.pop(project.folder, None)
            for uri in [*self._checked]:
                if self.project_of(uri) is project:
                    del self._checked[uri]
        return changed

    def below(self, paths: Iterable[str]) -> tuple[str, ...]:
        """These paths, and for a folder those of all files that are in it or that were."""
        known = [path for index in self._indexes.values() for path in index.files]
        return tuple(dict.fromkeys(each for path in paths for each in below(path, known)))

    def reread(self, paths: Iterable[str]) -> None:
        """Documents were made, changed or removed on the disk."""
        paths = tuple(paths)
        for folder in self._folders:
            inside = [path for path in paths if path.startswith(folder.rstrip(os.sep) + os.sep)]
            index = self._indexes.get(folder)
            if index is None:
                self._changed.setdefault(folder, set()).update(inside)
            elif inside:
                index.reread(inside, self._open)

    def _project(self, folder: str) -> Project:
        project = self._projects.get(folder)
        if project is None:
            project = self._projects[folder] = Project(folder, self.preferences)
            project.refresh()
        return project
