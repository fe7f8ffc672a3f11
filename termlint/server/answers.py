"""What the worker does for the desk: questions of the editor in, values of the protocol out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from lsprotocol import types

from termlint.diagnostic import Place
from termlint.editor.action import FIX_ALL, QUICK_FIX, Action
from termlint.editor.adding import additions_of
from termlint.editor.checked import Checked, Places, Snapshot
from termlint.editor.documents import is_file
from termlint.editor.fixes import fix_all, fixes_of
from termlint.editor.glossary_texts import (
    Mistake,
    is_configuration,
    is_glossary,
    mistakes_in_configuration,
    mistakes_in_glossary,
)
from termlint.editor.positions import Encoding, Point, Stretch
from termlint.editor.project import Project
from termlint.editor.suppressing import suppressions_of
from termlint.editor.uris import path_of, uri_of
from termlint.editor.workspace import Workspace
from termlint.files.text import ReadError, read
from termlint.lint import Linter
from termlint.server.conversions import (
    Diagnostics,
    code_action,
    mistake,
    plain_changes,
    range_of,
    stretch_of,
)
from termlint.span import Span

_MOST_SILENCED = 5
"""For how many diagnostics it is tried out how to silence them, which takes a check or two each."""


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

    def diagnose(
        self, snapshot: Snapshot, *, is_saved: bool = True
    ) -> tuple[list[types.Diagnostic], str]:
        """The diagnostics of a text, and why it could not be checked, if so."""
        workspace = self.workspace
        workspace.see(snapshot)
        project = workspace.project_of(snapshot.uri)
        if is_configuration(snapshot, project):
            return self.mistakes_of(snapshot, mistakes_in_configuration(snapshot, project)), ""
        if is_glossary(snapshot, project):
            found = mistakes_in_glossary(snapshot, project, self._open_text, thorough=is_saved)
            return self.mistakes_of(snapshot, found), ""
        checked = workspace.check(snapshot)
        return self.diagnostics_of(checked), checked.failure

    def diagnostics_of(self, checked: Checked) -> list[types.Diagnostic]:
        """What was found in a document."""
        return self._diagnostics(checked).all(checked.diagnostics)

    def mistakes_of(self, snapshot: Snapshot, found: Iterable[Mistake]) -> list[types.Diagnostic]:
        """What is wrong in a glossary or a configuration."""
        places = Places(snapshot.text, self._encoding)
        return [mistake(places.stretch(each.span), each) for each in found]

    def actions(
        self, snapshot: Snapshot, range_: types.Range, context: types.CodeActionContext
    ) -> list[types.CodeAction]:
        """What can be done about the findings in a range, of the kinds that are asked for.

        An editor that asks by itself, at each move of the cursor, is told of fixes only.
        """
        only = None if context.only is None else [*map(_kind, context.only)]
        is_automatic = context.trigger_kind is types.CodeActionTriggerKind.Automatic
        linter = self.workspace.linter_for(snapshot)
        if linter is None:
            return []
        checked = self.workspace.latest(snapshot)
        span = Places(snapshot.text, self._encoding).span(stretch_of(range_))
        diagnostics = self._diagnostics(checked)
        answer = []
        for action in self._actions(checked, span, linter, only, is_automatic):
            changes = (self._versions(action, snapshot), self._encoding)
            made = code_action(action, diagnostics, *changes)
            if made.edit is not None and not self._knows_versions:
                made.edit = plain_changes(made.edit)
            answer.append(made)
        return answer

    def _actions(
        self,
        checked: Checked,
        span: Span,
        linter: Linter,
        only: Sequence[str] | None,
        is_automatic: bool,
    ) -> Iterator[Action]:
        project = self.workspace.project_of(checked.snapshot.uri)
        if _is_wanted(QUICK_FIX, only):
            near = [each for each in checked.diagnostics if _touch(each.span, span)]
            for found in near:
                yield from fixes_of(checked, found, linter)
            for found in near[: 0 if is_automatic else _MOST_SILENCED]:
                yield from additions_of(checked, found, span, project, self._any_text)
                yield from suppressions_of(checked, found, linter)
        if _is_wanted(FIX_ALL, only):
            knows_links = self.workspace.index_of(project) is not None or not is_file(
                checked.snapshot
            )
            everything = fix_all(checked, linter, knows_links=knows_links)
            if everything is not None:
                yield everything

    def _open_text(self, path: str) -> str | None:
        snapshot = self.workspace.seen(path)
        return snapshot.content if snapshot else None

    def _any_text(self, path: str) -> str | None:
        """The text of a file, as it is in the editor or else on the disk."""
        text = self._open_text(path)
        if text is None:
            try:
                text = read(path).text
            except ReadError:
                return None
        return text

    def _versions(self, action: Action, snapshot: Snapshot) -> dict[str, int]:
        """The versions of the open documents to which an action belongs."""
        versions = {snapshot.uri: snapshot.version}
        for change in action.changes:
            other = self.workspace.seen(path_of(change.uri) or "")
            if other is not None:
                versions.setdefault(change.uri, other.version)
        return versions

    def _diagnostics(self, checked: Checked) -> Diagnostics:
        uri = checked.snapshot.uri
        places = Places(checked.snapshot.text, self._encoding)
        project = self.workspace.project_of(uri)
        locator = _Locator(self.workspace, project, self._encoding, {uri: places})
        return Diagnostics(uri, places, locator.locate, self._able)


def _touch(one: Span, other: Span) -> bool:
    return one.start <= other.end and other.start <= one.end


class _Locator:
    """Finds places in other files, in the units of the editor."""

    def __init__(
        self,
        workspace: Workspace,
        project: Project,
        encoding: Encoding,
        known: Mapping[str, Places],
    ) -> None:
        self._workspace = workspace
        self._project = project
        self._encoding = encoding
        self._places: dict[str, Places | None] = {**known}
        """Of the files that were looked into; None for one that is gone."""

    def locate(self, place: Place) -> types.Location:
        path = self._project.path_of(place.path)
        if path not in self._places:
            self._places[path] = self._read(path)
        uri, places = uri_of(path), self._places[path]
        if places is not None:
            span = Span(place.start.offset, place.end.offset)
            return types.Location(uri, range_of(places.stretch(span)))
        start = Point(place.start.line - 1, place.start.column - 1)
        end = Point(place.end.line - 1, place.end.column - 1)
        return types.Location(uri, range_of(Stretch(start, end)))

    def _read(self, path: str) -> Places | None:
        known = self._workspace.known(path)
        if known is not None:
            return Places(known.snapshot.text, self._encoding)
        try:
            return Places(read(path).marked(), self._encoding)
        except ReadError:
            return None


def _kind(kind: types.CodeActionKind | str) -> str:
    return kind.value if isinstance(kind, types.CodeActionKind) else kind


def _is_wanted(kind: str, only: Sequence[str] | None) -> bool:
    """Whether a kind is one of those asked for, or a special case of one."""
    return only is None or any(kind == each or kind.startswith(f"{each}.") for each in only)
