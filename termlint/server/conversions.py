"""The values of termlint as those of the Language Server Protocol, and back."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable

from lsprotocol import types

from termlint import checks
from termlint.checknames import CHECK_NAMES
from termlint.checks import deprecated_term
from termlint.diagnostic import Diagnostic, Place, Severity
from termlint.editor.action import QUICK_FIX, Action, Edited
from termlint.editor.checked import Places
from termlint.editor.glossary_texts import Mistake
from termlint.editor.positions import Encoding, Point, Stretch
from termlint.editor.uris import uri_of
from termlint.span import Span

SOURCE = "termlint"

_SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.INFO: types.DiagnosticSeverity.Information,
}
_PAGES = {
    name: types.CodeDescription(
        uri_of(os.path.join(os.path.dirname(checks.__file__), name.replace("-", "_") + ".md"))
    )
    for name in CHECK_NAMES
}
"""The page of each check, as it is installed."""

Locate = Callable[[Place], types.Location]


def point_of(position: types.Position) -> Point:
    return Point(position.line, position.character)


def stretch_of(range_: types.Range) -> Stretch:
    return Stretch(point_of(range_.start), point_of(range_.end))


def range_of(stretch: Stretch) -> types.Range:
    return types.Range(types.Position(*stretch.start), types.Position(*stretch.end))


class Diagnostics:
    """Turns the diagnostics of one document into those of the protocol, as far as the editor knows
    what they say."""

    def __init__(
        self, uri: str, places: Places, locate: Locate, able: types.ClientCapabilities
    ) -> None:
        self._uri = uri
        self._places = places
        self._locate = locate
        document = able.text_document
        pushed = document.publish_diagnostics if document else None
        pulled = document.diagnostic if document else None
        known = [each for each in (pushed, pulled) if each is not None]
        self._has_tags = any(
            each.tag_support and types.DiagnosticTag.Deprecated in each.tag_support.value_set
            for each in known
        )
        self._has_related = any(each.related_information for each in known)
        self._has_pages = any(each.code_description_support for each in known)

    def all(self, found: Iterable[Diagnostic]) -> list[types.Diagnostic]:
        return [self.one(each) for each in found]

    def one(self, found: Diagnostic) -> types.Diagnostic:
        is_deprecated = found.check == deprecated_term.NAME
        return types.Diagnostic(
            range=range_of(self._places.stretch(found.span)),
            message=found.message,
            severity=_SEVERITIES[found.severity],
            code=found.check,
            code_description=_PAGES[found.check] if self._has_pages else None,
            source=SOURCE,
            tags=[types.DiagnosticTag.Deprecated] if is_deprecated and self._has_tags else None,
            related_information=self._related(found) if self._has_related else None,
        )

    def _related(self, found: Diagnostic) -> list[types.DiagnosticRelatedInformation] | None:
        told = [
            (evidence.span, f'cue "{evidence.cue}"')
            for evidence in found.evidence
            if evidence.span != found.span
        ]
        places = [*told, *((related.at, related.message) for related in found.related)]
        return [
            types.DiagnosticRelatedInformation(self._location(at), message)
            for at, message in places
        ] or None

    def _location(self, at: Span | Place) -> types.Location:
        if isinstance(at, Place):
            return self._locate(at)
        return types.Location(self._uri, range_of(self._places.stretch(at)))


def mistake(stretch: Stretch, found: Mistake) -> types.Diagnostic:
    """A mistake in a glossary or a configuration."""
    kind = types.DiagnosticSeverity.Warning if found.is_spec else types.DiagnosticSeverity.Error
    return types.Diagnostic(range_of(stretch), found.message, severity=kind, source=SOURCE)


def code_action(
    action: Action, diagnostics: Diagnostics, versions: dict[str, int], encoding: Encoding
) -> types.CodeAction:
    """``versions`` has those of the open documents, to whose present text the edits belong."""
    # Only a text that is as it was may be changed.
    changes = [_text_edits(change, encoding, versions) for change in action.changes]
    is_fix = action.kind == QUICK_FIX
    return types.CodeAction(
        title=action.title,
        kind=action.kind,
        diagnostics=diagnostics.all(action.diagnostics) if is_fix else None,
        is_preferred=True if action.is_preferred else None,
        edit=types.WorkspaceEdit(document_changes=changes),
    )


def plain_changes(edit: types.WorkspaceEdit) -> types.WorkspaceEdit:
    """The same edit for an editor that does not know versions."""
    changes: dict[str, list[types.TextEdit]] = {}
    for each in edit.document_changes or ():
        assert isinstance(each, types.TextDocumentEdit)
        edits = [one for one in each.edits if isinstance(one, types.TextEdit)]
        changes[each.text_document.uri] = edits
    return types.WorkspaceEdit(changes=changes)


def _text_edits(
    change: Edited, encoding: Encoding, versions: dict[str, int]
) -> types.TextDocumentEdit:
    places = Places(change.text, encoding)
    document = types.OptionalVersionedTextDocumentIdentifier(change.uri, versions.get(change.uri))
    edits: list[types.TextEdit | types.AnnotatedTextEdit | types.SnippetTextEdit] = [
        types.TextEdit(range_of(places.stretch(edit.span)), edit.replacement)
        for edit in change.edits
    ]
    return types.TextDocumentEdit(document, edits)
