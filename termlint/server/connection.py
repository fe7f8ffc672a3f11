"""The connection to an editor: pygls, told to leave the texts to us and to bear with anything."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

from lsprotocol import types
from pygls.exceptions import JsonRpcException, JsonRpcInvalidParams
from pygls.lsp.server import LanguageServer
from pygls.protocol import LanguageServerProtocol, default_converter, lsp_method

from termlint import __version__
from termlint.run import internal


class _Protocol(LanguageServerProtocol):
    """Keeps no texts. Those of pygls take any line separator of Unicode for a line end, which the
    protocol does not."""

    @lsp_method(types.TEXT_DOCUMENT_DID_OPEN)
    def lsp_text_document__did_open(self, params: Any) -> Generator[Any, Any, None]:
        yield self.fm.features[types.TEXT_DOCUMENT_DID_OPEN], (params,), None

    @lsp_method(types.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(self, params: Any) -> Generator[Any, Any, None]:
        yield self.fm.features[types.TEXT_DOCUMENT_DID_CHANGE], (params,), None

    @lsp_method(types.TEXT_DOCUMENT_DID_CLOSE)
    def lsp_text_document__did_close(self, params: Any) -> Generator[Any, Any, None]:
        yield self.fm.features[types.TEXT_DOCUMENT_DID_CLOSE], (params,), None

    def structure_message(self, data: dict[str, Any]) -> Any:
        """Answers a request that cannot be understood, so that nobody waits for it."""
        try:
            return super().structure_message(data)
        except JsonRpcException:
            if "method" in data and isinstance(data.get("id"), int | str):
                message = f"the parameters of {data['method']} are not those of the protocol"
                error = JsonRpcInvalidParams(message).to_response_error()
                self._send_response(data["id"], error=error)
            raise


class Connection(LanguageServer):
    """What is said to the editor, and what can be said to it."""

    def __init__(self) -> None:
        super().__init__(
            "termlint",
            __version__,
            protocol_cls=_Protocol,
            converter_factory=default_converter,
        )
        self.was_told_to_end = False
        """Whether the editor has asked for an orderly end."""

    @property
    def capabilities(self) -> types.ClientCapabilities:
        """What the editor can do; nothing before it has said so."""
        return getattr(self.protocol, "client_capabilities", types.ClientCapabilities())

    def say(self, message: str, kind: types.MessageType = types.MessageType.Error) -> None:
        """Show a message to the person at the editor."""
        self.window_show_message(types.ShowMessageParams(type=kind, message=f"termlint: {message}"))

    def note(self, message: str) -> None:
        """Write something into the editor's log."""
        params = types.LogMessageParams(type=types.MessageType.Warning, message=message)
        self.window_log_message(params)

    def report_server_error(self, error: Exception, source: Any) -> None:
        """A message could not be handled; the next one can."""
        self.note(internal(error))
