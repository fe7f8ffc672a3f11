"""What is found in the files of a workspace that are not open."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from termlint.diagnostic import Diagnostic
from termlint.editor.checked import Checked, Snapshot
from termlint.editor.glossary_texts import Mistake, mistakes_at
from termlint.editor.index import Index
from termlint.editor.judging import are_alike
from termlint.editor.uris import uri_of
from termlint.editor.workspace import Workspace
from termlint.facts import Facts, Verdicts, verdicts_on
from termlint.files.text import ReadError, read
from termlint.run import internal
from termlint.span import Span


class _Looked(NamedTuple):
    """Under what a file was checked last."""

    source: Index
    version: int
    """That of the file, as the index counts."""
    verdicts: Verdicts


class Resting:
    """Used by the thread that uses the workspace. Files are known as far as their folder's index is
    complete. What was found is not kept, only whether it still holds, and that for no longer than
    the file is listed."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._looked: dict[str, _Looked] = {}

    def documents(self) -> tuple[str, ...]:
        """The absolute paths of those in which something is found, or may be once the project
        decides so."""
        listed = tuple(self._list())
        for path in self._looked.keys() - set(listed):
            del self._looked[path]
        return listed

    def mistakes(self) -> dict[str, tuple[Snapshot, list[Mistake]]]:
        """The configurations and glossaries that have mistakes, by absolute path: what they say and
        what is wrong in it."""
        found: dict[str, tuple[Snapshot, list[Mistake]]] = {}
        for project in self._workspace.folders:
            for path in {project.path_of(each.path) for each in project.mistakes}:
                text = self._text(path)
                if text is not None:
                    snapshot = Snapshot(uri_of(path), "", 0, text)
                    own = [each for each in project.mistakes if project.path_of(each.path) == path]
                    found[path] = snapshot, [*mistakes_at(snapshot.content, own)]
        return found

    def check(self, path: str) -> Checked | None:
        """What is found in a document; None where that is what was found the last time."""
        index = self._workspace.index_of(self._workspace.project_at(path))
        if index is None or self._workspace.seen(path) is not None:
            # Opened since it was listed, it is to be looked at again when it is closed.
            self._looked.pop(path, None)
            return self._checked(path, Facts(), None, None)
        facts, version = index.ledger.at_rest(path), index.version_of(path)
        verdicts = verdicts_on(index.together(path, facts, self._workspace.open_texts))
        looked = self._looked.get(path)
        if (
            looked is not None
            and (looked.source, looked.version) == (index, version)
            and are_alike(verdicts, looked.verdicts, facts)
        ):
            return None
        self._looked[path] = _Looked(index, version, verdicts)
        return self._checked(path, facts, verdicts, index.found_in(path))

    def _list(self) -> Iterator[str]:
        for project in self._workspace.folders:
            index = self._workspace.index_of(project)
            for path in sorted(index.telling()) if index else ():
                is_here = self._workspace.project_at(path) is project
                if is_here and self._workspace.seen(path) is None:
                    yield path

    def _checked(
        self,
        path: str,
        facts: Facts,
        verdicts: Verdicts | None,
        found: tuple[Diagnostic, ...] | None,
    ) -> Checked:
        """``found`` is what was found already; None where that is not known."""
        text = self._text(path)
        snapshot = Snapshot(uri_of(path), "", 0, text or "")
        shown = self._workspace.shown(snapshot)
        linter = None if text is None else self._workspace.linter_for(snapshot)
        if linter is None:
            return Checked(snapshot, path, shown)
        content = snapshot.content
        if found is not None and all(each.text == _at(each.span, content) for each in found):
            return Checked(snapshot, path, shown, found, facts, verdicts)
        try:
            found = linter.check(content, shown, verdicts).diagnostics
        except Exception as error:  # one text that termlint stumbles over must not end the server
            return Checked(snapshot, path, shown, failure=internal(error))
        return Checked(snapshot, path, shown, found, facts, verdicts)

    def _text(self, path: str) -> str | None:
        """The text on the disk; None where the file is open or cannot be read."""
        if self._workspace.seen(path) is not None:
            return None
        try:
            return read(path).marked()
        except ReadError:
            return None


def _at(span: Span, text: str) -> str:
    return text[span.start : span.end]
