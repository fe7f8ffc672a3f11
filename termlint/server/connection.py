"""The connection to an editor: pygls, told to leave the texts to us and to bear with anything."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Generator
from typing import Any, BinaryIO

from lsprotocol import types
from pygls.exceptions import (
    JsonRpcException,
    JsonRpcInternalError,
    JsonRpcInvalidParams,
    JsonRpcInvalidRequest,
    JsonRpcServerNotInitialized,
)
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
        """Answers a request that cannot be understood, and takes an answer that cannot be for an
        error, so that nobody waits."""
        try:
            return super().structure_message(data)
        except JsonRpcException as error:
            if "method" not in data:
                if isinstance(data.get("id"), int | str):
                    self._handle_response(data["id"], error=error.to_response_error())
                raise
            message = f"the parameters of {data['method']} are not those of the protocol"
            wrong = JsonRpcInvalidParams(message)
            if isinstance(data.get("id"), int | str):
                self._send_response(data["id"], error=wrong.to_response_error())
            raise wrong from error

    def handle_message(self, message: Any) -> None:
        """Refuses what comes before the editor has introduced itself, or after its farewell."""
        method = getattr(message, "method", None)
        if self._shutdown:
            error: JsonRpcException = JsonRpcInvalidRequest("the server was told to end")
        elif self._workspace is None:
            error = JsonRpcServerNotInitialized('the first message has to be "initialize"')
        else:
            super().handle_message(message)
            return
        if method == types.EXIT or (method == types.INITIALIZE and not self._shutdown):
            super().handle_message(message)
        elif method is not None and hasattr(message, "id"):
            self._send_response(message.id, error=error.to_response_error())

    def _execute_handler(
        self,
        msg_id: int | str,
        handler: Callable[..., Any],
        callback: Callable[[Any], None],
        args: tuple[Any, ...] | None = None,
        kwargs: dict[str, Any] | None = None,
    ) -> None:
        """Forgets what came of a message; pygls keeps that of each notification for ever."""

        def done(future: Any) -> None:
            # At the end of a session pygls goes through these while it cancels them.
            asyncio.get_running_loop().call_soon(self._request_futures.pop, msg_id, None)
            callback(future)

        super()._execute_handler(msg_id, handler, done, args, kwargs)


class Input:
    """Standard input. pygls knows a header only as it is written by most, and misses the rest of
    what is said after one that it does not know."""

    def __init__(self, stream: BinaryIO) -> None:
        self.read = stream.read
        self._stream = stream

    def readline(self) -> bytes:
        line = self._stream.readline()
        name, _, value = line.partition(b":")
        if name.strip().lower() != b"content-length":
            return line
        return b"Content-Length: %s\r\n" % value.strip()


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
        self._tasks: set[asyncio.Task[None]] = set()
        """Held, since the event loop holds them weakly."""

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

    def start(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """Begin something that nobody waits for; what goes wrong with it is noted."""
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._end)
        return task

    def stop_all(self) -> None:
        """Give up what was started."""
        for task in self._tasks:
            task.cancel()

    def report_server_error(self, error: Exception, source: Any) -> None:
        """A message could not be handled; the next one can."""
        if source is JsonRpcException:
            self.note(f"a message of the editor was not understood: {error}")
        elif isinstance(error, JsonRpcInternalError) or not isinstance(error, JsonRpcException):
            self.note(internal(error))
        # Any other error is an answer that the editor has, such as that a text has changed.

    def _end(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        error = None if task.cancelled() else task.exception()
        if isinstance(error, Exception):
            self.report_server_error(error, None)
