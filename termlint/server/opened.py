"""The documents that are open, as the editor has them and as far as the workspace knows them."""

from __future__ import annotations

from lsprotocol import types

from termlint.editor.buffers import Buffer
from termlint.editor.checked import Snapshot
from termlint.editor.positions import Encoding
from termlint.server.conversions import stretch_of


class Opened:
    """Lives on the event loop, but for what says otherwise."""

    def __init__(self, encoding: Encoding) -> None:
        self._encoding = encoding
        self._buffers: dict[str, Buffer] = {}
        self._unsaved: set[str] = set()
        """The documents that were changed since they were opened or saved."""
        self._unseen: set[str] = set()
        """The documents whose present text the workspace has not seen."""

    @property
    def uris(self) -> tuple[str, ...]:
        """The addresses of all of them."""
        return tuple(self._buffers)

    def __contains__(self, uri: str) -> bool:
        return uri in self._buffers

    def __len__(self) -> int:
        return len(self._buffers)

    def snapshot(self, uri: str) -> Snapshot | None:
        """A document as it is now; None where it is not open."""
        buffer = self._buffers.get(uri)
        if buffer is None:
            return None
        return Snapshot(uri, buffer.language, buffer.version, buffer.text)

    def version_of(self, uri: str) -> int | None:
        """The version of a document, which any thread may ask for; None where it is not open."""
        buffer = self._buffers.get(uri)
        return None if buffer is None else buffer.version

    def is_current(self, snapshot: Snapshot) -> bool:
        """Whether a document is still like this."""
        # One that was closed and opened again may have the same version, but another text.
        return (
            self.version_of(snapshot.uri) == snapshot.version
            and self.snapshot(snapshot.uri) == snapshot
        )

    def is_saved(self, uri: str) -> bool:
        """Whether a document has not been changed since it was opened or saved."""
        return uri not in self._unsaved

    def take_unseen(self) -> list[Snapshot]:
        """The documents that the workspace has not seen as they are now, which it is to see."""
        snapshots = [*filter(None, map(self.snapshot, self._unseen))]
        self._unseen.clear()
        return snapshots

    def open(self, document: types.TextDocumentItem) -> None:
        """A document was opened."""
        uri, language = document.uri, document.language_id
        version, text = document.version, document.text
        self._buffers[uri] = Buffer(uri, language, version, text, self._encoding)
        self._unseen.add(uri)

    def edit(self, params: types.DidChangeTextDocumentParams) -> bool:
        """A document was changed; whether it is open."""
        buffer = self._buffers.get(params.text_document.uri)
        if buffer is None:
            return False
        for change in params.content_changes:
            if isinstance(change, types.TextDocumentContentChangePartial):
                buffer.edit(stretch_of(change.range), change.text)
            else:
                buffer.replace(change.text)
        buffer.version = params.text_document.version
        self._unsaved.add(buffer.uri)
        self._unseen.add(buffer.uri)
        return True

    def save(self, uri: str) -> None:
        """A document was saved."""
        self._unsaved.discard(uri)

    def close(self, uri: str) -> None:
        """A document was closed."""
        self._buffers.pop(uri, None)
        self._unsaved.discard(uri)
