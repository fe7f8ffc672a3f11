"""What the worker does for the desk: questions of the editor in, values of the protocol out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lsprotocol import types

from termlint.diagnostic import Place
from termlint.editor.action import FIX_ALL, QUICK_FIX, Action
from termlint.editor.checked import Checked, Places, Snapshot
from termlint.editor.fixes import fix_all, fixes_of
from termlint.editor.positions import Encoding, Point, Stretch
from termlint.editor.project import Project
from termlint.editor.uris import uri_of
from termlint.editor.workspace import Workspace
from termlint.files.text import ReadError, read
from termlint.lint import Linter
from termlint.server.conversions import (
    Diagnostics,
    code_action,
    plain_changes,
    range_of,
    stretch_of,
)
from termlint.span import Span


class Answers:
    """Asked by one thread, after the editor has said what it can do."""

    def __init__(
        self, workspace: Workspace, encoding: Encoding, able: types.ClientCapabilities
    ) -> None:
        self.workspace = workspace
        self._encoding = encoding
        self._able = able
        edits = able.workspace.workspace_edit if able.workspace else None
        self._knows_versions = bool(edits and edits.document_changes)

    def diagnose(self, snapshot: Snapshot) -> tuple[list[types.Diagnostic], str]:
        """The diagnostics of a document, and why it could not be checked, if so."""
        checked = self.workspace.check(snapshot)
        return self._diagnostics(checked).all(checked.diagnostics), checked.failure

    def actions(
        self, snapshot: Snapshot, range_: types.Range, only: Sequence[str] | None
    ) -> list[types.CodeAction]:
        """What can be done about the findings in a range, of the kinds that are asked for."""
        checked = self.workspace.check(snapshot)
        linter = self._linter_for(checked)
        if linter is None:
            return []
        span = Places(snapshot.text, self._encoding).span(stretch_of(range_))
        diagnostics = self._diagnostics(checked)
        versions = {snapshot.uri: snapshot.version}
        answer = []
        for action in self._actions(checked, span, linter, only):
            made = code_action(action, self._encoding, diagnostics, versions)
            if made.edit is not None and not self._knows_versions:
                made.edit = plain_changes(made.edit)
            answer.append(made)
        return answer

    def _actions(
        self, checked: Checked, span: Span, linter: Linter, only: Sequence[str] | None
    ) -> Iterator[Action]:
        if _is_wanted(QUICK_FIX, only):
            for found in checked.diagnostics:
                if found.span.start <= span.end and span.start <= found.span.end:
                    yield from fixes_of(checked, found, linter)
        if _is_wanted(FIX_ALL, only):
            everything = fix_all(checked, linter)
            if everything is not None:
                yield everything

    def _linter_for(self, checked: Checked) -> Linter | None:
        project = self.workspace.project_of(checked.snapshot.uri)
        if project.vocabulary is None:
            return None
        settings = project.vocabulary.settings
        return project.vocabulary.linter.under(settings.rules_for(checked.path))

    def _diagnostics(self, checked: Checked) -> Diagnostics:
        uri = checked.snapshot.uri
        places = Places(checked.snapshot.text, self._encoding)
        locator = _Locator(self.workspace, self.workspace.project_of(uri), self._encoding)
        return Diagnostics(uri, places, locator.locate, self._able)


class _Locator:
    """Finds places in other files, in the units of the editor."""

    def __init__(self, workspace: Workspace, project: Project, encoding: Encoding) -> None:
        self._workspace = workspace
        self._project = project
        self._encoding = encoding
        self._places: dict[str, Places | None] = {}
        """Of the files that were looked into; None for one that is gone."""

    def locate(self, place: Place) -> types.Location:
        uri = uri_of(self._project.path_of(place.path))
        if uri not in self._places:
            self._places[uri] = self._read(uri, place)
        places = self._places[uri]
        if places is not None:
            span = Span(place.start.offset, place.end.offset)
            return types.Location(uri, range_of(places.stretch(span)))
        start = Point(place.start.line - 1, place.start.column - 1)
        end = Point(place.end.line - 1, place.end.column - 1)
        return types.Location(uri, range_of(Stretch(start, end)))

    def _read(self, uri: str, place: Place) -> Places | None:
        known = self._workspace.known(uri)
        if known is not None:
            return Places(known.snapshot.text, self._encoding)
        try:
            return Places(read(self._project.path_of(place.path)).marked(), self._encoding)
        except ReadError:
            return None


def _is_wanted(kind: str, only: Sequence[str] | None) -> bool:
    """Whether a kind is one of those asked for, or a special case of one."""
    return only is None or any(kind == each or kind.startswith(f"{each}.") for each in only)
