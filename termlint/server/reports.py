"""For an editor that asks for diagnostics: what it was told, and whether it should ask again."""

from __future__ import annotations

import uuid
from collections.abc import Collection

from lsprotocol import types


class Reports:
    """What was told last of each document, under an id by which the editor can name it."""

    def __init__(self) -> None:
        self._last: dict[str, tuple[str, list[types.Diagnostic]]] = {}
        self._awaited: set[str] = set()
        """Those about which the editor was told to ask again and has not. It need not ever, such
        as about one that is hidden."""

    def has(self, uri: str, known: str | None) -> bool:
        """Whether ``known`` is the id of what was told last."""
        return bool(known) and self._last.get(uri, ("", []))[0] == known

    def begin(self, uri: str) -> None:
        """The editor asks about a document."""
        self._awaited.discard(uri)

    def of(
        self, uri: str, diagnostics: list[types.Diagnostic], known: str | None
    ) -> types.DocumentDiagnosticReport:
        """The answer, for an editor that knows a result already."""
        id_, last = self._last.get(uri, ("", []))
        if not id_ or diagnostics != last:
            id_ = uuid.uuid4().hex
            self._last[uri] = id_, diagnostics
        if known != id_:
            return types.RelatedFullDocumentDiagnosticReport(diagnostics, result_id=id_)
        return types.RelatedUnchangedDocumentDiagnosticReport(id_)

    def ask_again(self, uris: Collection[str]) -> bool:
        """Something has changed for these documents; whether the editor has to be told so."""
        is_news = not self._awaited.issuperset(uris)
        self._awaited.update(uris)
        return is_news

    def drop(self, uri: str) -> None:
        """A document was closed."""
        self._last.pop(uri, None)
        self._awaited.discard(uri)
