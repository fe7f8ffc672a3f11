"""How the server begins, bears with anything, and ends."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from lsprotocol import types
from pygls.exceptions import (
    JsonRpcContentModified,
    JsonRpcException,
    JsonRpcInternalError,
    JsonRpcMethodNotFound,
)

from termlint.editor.index import Index, Progress
from termlint.editor.workspace import Workspace
from termlint.run import RunError
from termlint.server.connection import Connection
from termlint.server.indexing import Indexing
from tests.editors import write_project
from tests.languageclient import PATIENCE

COMMAND = [sys.executable, "-m", "termlint", "server"]


def frame(message: object) -> bytes:
    """A message as it goes over a pipe."""
    body = message if isinstance(message, bytes) else json.dumps(message).encode()
    return b"Content-Length: %d\r\n\r\n%s" % (len(body), body)


def request(number: int, method: str, **params: Any) -> bytes:
    return frame({"jsonrpc": "2.0", "id": number, "method": method, "params": params})


def notification(method: str, **params: Any) -> bytes:
    return frame({"jsonrpc": "2.0", "method": method, "params": params})


def opened(path: Path, text: str) -> bytes:
    item = {"uri": path.as_uri(), "languageId": "markdown", "version": 1, "text": text}
    return notification("textDocument/didOpen", textDocument=item)


def body(framed: bytes) -> bytes:
    return framed.partition(b"\r\n\r\n")[2]


def initialize(folder: Path) -> bytes:
    return request(0, "initialize", rootUri=folder.as_uri(), capabilities={}, processId=None)


BYE = frame({"jsonrpc": "2.0", "id": 99, "method": "shutdown"}) + notification("exit")


def converse(folder: Path, said: Iterable[bytes]) -> tuple[int, dict[int, dict[str, Any]], str]:
    """The status of a server that hears all this at once, its answers by number, its errors."""
    done = subprocess.run(
        COMMAND, cwd=folder, input=b"".join(said), capture_output=True, timeout=120
    )
    answers: dict[int, dict[str, Any]] = {}
    rest = done.stdout
    while rest:
        head, _, rest = rest.partition(b"\r\n\r\n")
        size = int(head.partition(b"Content-Length: ")[2].partition(b"\r\n")[0])
        message, rest = json.loads(rest[:size]), rest[size:]
        if "id" in message and "method" not in message:
            answers[message["id"]] = message
    return done.returncode, answers, done.stderr.decode()


NONSENSE = {
    "no header": b"hello\r\n\r\n",
    "a header in small letters": frame(b"{}").lower(),
    "a header without a space": frame(b"{}").replace(b" ", b""),
    "lines that end in a line feed": frame(b"{}").replace(b"\r", b""),
    "a length of nothing": b"Content-Length:\r\n\r\n",
    "no JSON": frame(b"{"),
    "no object": frame([1, 2]),
    "another protocol": frame({"jsonrpc": "1.0", "method": "x"}),
    "nested too deep": frame(b"[" * 100_000),
    "no UTF-8": frame(b"\xff\xfe"),
    "nothing to cancel": notification("$/cancelRequest", id=7),
    "without parameters": notification("textDocument/didOpen"),
    "a change of what is not open": notification(
        "textDocument/didChange",
        textDocument={"uri": "file:///no.md", "version": 2},
        contentChanges=[{"text": "x"}],
    ),
    "no address, and half a character": notification(
        "textDocument/didOpen",
        textDocument={
            "uri": "http://[",
            "languageId": "markdown",
            "version": 1,
            "text": "\ud800",
        },
    ),
    "no file": notification("workspace/didChangeWatchedFiles", changes=[{"uri": "x", "type": 3}]),
}
"""What no editor should send, by what is wrong with it."""


@pytest.mark.slow
def test_nonsense_does_not_end_it(tmp_path: Path) -> None:
    said = [initialize(tmp_path), notification("initialized")]
    for number, nonsense in enumerate(NONSENSE.values(), start=1):
        said += [nonsense, request(number, "no/such/method")]
    status, answers, errors = converse(write_project(tmp_path), [*said, BYE])
    codes = {
        name: answers.get(number, {}).get("error", {}).get("code")
        for number, name in enumerate(NONSENSE, start=1)
    }
    assert codes == dict.fromkeys(NONSENSE, -32601)
    assert answers[99]["result"] is None
    assert (status, errors) == (0, "")


@pytest.mark.slow
def test_a_request_that_cannot_be_understood_is_answered(tmp_path: Path) -> None:
    wrong = request(1, "textDocument/hover", position="here")
    status, answers, errors = converse(tmp_path, [initialize(tmp_path), wrong, BYE])
    assert answers[1]["error"]["code"] == -32602
    assert (status, errors) == (0, "")


@pytest.mark.slow
def test_before_the_first_message_a_request_is_refused(tmp_path: Path) -> None:
    early, late = request(1, "no/such/method"), request(2, "no/such/method")
    status, answers, errors = converse(tmp_path, [early, initialize(tmp_path), late, BYE])
    assert answers[1]["error"]["code"] == -32002
    assert answers[2]["error"]["code"] == -32601
    assert (status, errors) == (0, "")


@pytest.mark.slow
def test_after_the_farewell_a_request_is_refused(tmp_path: Path) -> None:
    farewell = frame({"jsonrpc": "2.0", "id": 1, "method": "shutdown"})
    late = [request(2, "no/such/method"), opened(tmp_path / "a.md", "Text.\n")]
    said = [initialize(tmp_path), farewell, *late, notification("exit")]
    status, answers, errors = converse(tmp_path, said)
    assert answers[1]["result"] is None
    assert answers[2]["error"]["code"] == -32600
    assert (status, errors) == (0, "")


def test_nothing_is_kept_of_what_was_said() -> None:
    connection = Connection()
    heard = []

    @connection.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def at_once(params: types.DidChangeTextDocumentParams) -> None:
        heard.append(params.text_document.version)

    @connection.feature(types.TEXT_DOCUMENT_DID_SAVE)
    async def later(params: types.DidSaveTextDocumentParams) -> None:
        heard.append(0)

    async def session() -> None:
        protocol = connection.protocol
        hear = partial(json.loads, object_hook=protocol.structure_message)
        for version in range(4):
            if version == 1:  # what comes before is not heard
                protocol.handle_message(hear(body(initialize(Path("/")))))
            document = {"uri": "file:///a.md", "version": version}
            change = notification(
                "textDocument/didChange", textDocument=document, contentChanges=[{"text": "x"}]
            )
            protocol.handle_message(hear(body(change)))
        saved = notification("textDocument/didSave", textDocument={"uri": "file:///a.md"})
        protocol.handle_message(hear(body(saved)))
        await asyncio.sleep(0.01)

    asyncio.run(session())
    assert heard == [1, 2, 3, 0]
    assert connection.protocol._request_futures == {}


def test_an_answer_that_cannot_be_understood_is_an_error() -> None:
    connection = Connection()

    async def session() -> None:
        protocol = connection.protocol
        hear = partial(json.loads, object_hook=protocol.structure_message)
        protocol.handle_message(hear(body(initialize(Path("/")))))
        item = types.ConfigurationItem(section="termlint")
        params = types.ConfigurationParams([item])
        answer = connection.protocol.send_request_async(
            types.WORKSPACE_CONFIGURATION, params, msg_id="asked"
        )
        asked = asyncio.ensure_future(answer)
        await asyncio.sleep(0)
        with pytest.raises(JsonRpcException):
            hear(json.dumps({"jsonrpc": "2.0", "id": "asked", "result": None}))
        with pytest.raises(JsonRpcException):
            await asyncio.wait_for(asked, PATIENCE)

    asyncio.run(session())


@pytest.mark.parametrize(
    ("error", "source", "said"),
    [
        pytest.param(JsonRpcContentModified(), None, [], id="an outdated answer"),
        pytest.param(JsonRpcMethodNotFound(), None, [], id="a question for others"),
        pytest.param(
            ValueError("no JSON"),
            JsonRpcException,
            ["a message of the editor was not understood: no JSON"],
            id="nonsense",
        ),
        pytest.param(
            JsonRpcInternalError("no such thing"),
            None,
            ["internal error, please report it: JsonRpcInternalError: no such thing"],
            id="a mistake of ours",
        ),
    ],
)
def test_only_what_nobody_expected_is_to_be_reported(
    error: Exception, source: object, said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    connection = Connection()
    noted: list[str] = []
    monkeypatch.setattr(connection, "note", noted.append)
    connection.report_server_error(error, source)
    assert noted == said


def test_what_goes_wrong_in_the_background_is_noted(monkeypatch: pytest.MonkeyPatch) -> None:
    connection = Connection()
    noted: list[str] = []
    monkeypatch.setattr(connection, "note", noted.append)

    async def fail(problem: Exception) -> None:
        raise problem

    async def session() -> None:
        connection.start(fail(ValueError("no such thing")))
        connection.start(asyncio.sleep(0))
        cancelled = connection.start(asyncio.sleep(60))
        await asyncio.sleep(0.01)
        connection.stop_all()
        with suppress(asyncio.CancelledError):
            await cancelled

    asyncio.run(session())
    assert noted == ["internal error, please report it: ValueError: no such thing"]


@pytest.mark.slow
def test_an_end_in_the_middle_of_the_beginning_is_silent(tmp_path: Path) -> None:
    said = [initialize(write_project(tmp_path)), notification("initialized")]
    assert converse(tmp_path, [*said, notification("exit")])[::2] == (1, "")


@pytest.mark.parametrize(
    "end",
    [
        pytest.param(lambda indexing, task: task.cancel(), id="the connection is gone"),
        pytest.param(lambda indexing, task: indexing.cancel(), id="a farewell"),
    ],
)
def test_nothing_is_read_after_the_end(
    end: Callable[[Indexing, asyncio.Task[None]], object],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    left_off = []
    began = threading.Event()

    def build(self: Index, jobs: int, progress: Progress) -> bool:
        began.set()
        left_off.append(self._is_cancelled.wait(PATIENCE))
        return False

    async def session() -> None:
        workspace = Workspace()
        workspace.add_folder(str(write_project(tmp_path)))
        indexing = Indexing(Connection(), lambda project, index: asyncio.sleep(0))
        task = asyncio.ensure_future(indexing.index(workspace.folders[0]))
        await asyncio.to_thread(began.wait, PATIENCE)
        end(indexing, task)
        await asyncio.wait([task])
        indexing._pool.shutdown()

    monkeypatch.setattr(Index, "build", build)
    asyncio.run(session())
    assert left_off == [True]


def test_a_folder_that_could_not_be_read_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def build(self: Index, jobs: int, progress: Progress) -> bool:
        raise RunError("processes that check files end as soon as they begin")

    async def session() -> None:
        workspace = Workspace()
        workspace.add_folder(str(write_project(tmp_path)))
        connection = Connection()
        monkeypatch.setattr(connection, "say", said.append)
        indexing = Indexing(connection, lambda project, index: pytest.fail("it is not whole"))
        await indexing.index(workspace.folders[0])
        assert indexing._running == {}
        indexing.cancel()

    said: list[str] = []
    monkeypatch.setattr(Index, "build", build)
    asyncio.run(session())
    assert said == [
        f"{tmp_path} was not read to its end, so findings that compare files are missing; "
        "restart the server to try again: processes that check files end as soon as they begin"
    ]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("end", "status"),
    [
        pytest.param(BYE, 0, id="in good order"),
        pytest.param(notification("exit"), 1, id="all at once"),
        pytest.param(b"", 1, id="the editor is gone"),
    ],
)
def test_it_ends(end: bytes, status: int, tmp_path: Path) -> None:
    assert converse(tmp_path, [initialize(tmp_path), end])[0] == status


@pytest.mark.parametrize("missing", ["lsprotocol", "pygls"])
def test_without_its_libraries_it_says_what_to_install(missing: str) -> None:
    code = (
        f"import sys; sys.modules[{missing!r}] = None\n"
        "from termlint.cli import run_command; sys.exit(run_command(['server']))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 2
    assert done.stderr == (
        f"error: the libraries of the server are not there ({missing}); "
        'install them with: pip install "termlint-docs[lsp]"\n'
    )


def test_a_check_does_without_it(tmp_path: Path) -> None:
    code = (
        "import sys\nfrom termlint.cli import run_command\n"
        "run_command(['check', '-q', '.'])\n"
        "print([name for name in sys.modules if name.split('.')[0] in ('pygls', 'lsprotocol')"
        " or name.startswith(('termlint.server', 'termlint.editor'))])"
    )
    write_project(tmp_path, {"a.md": "The ship cycle.\n"})
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"
