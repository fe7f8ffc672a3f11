"""The language server: what ``termlint.editor`` answers, over standard input and output.

The only package that knows pygls and the types of the Language Server Protocol.
"""

from __future__ import annotations

import logging
import sys
from typing import BinaryIO, cast

from termlint.server.connection import Connection, Input
from termlint.server.desk import Desk
from termlint.server.features import register
from termlint.server.session import Session


def serve() -> int:
    """Serve one editor until it has had enough; the status to end with, as the protocol has it."""
    # A traceback in a log of the editor helps nobody; what went wrong is told by a message.
    for name in ("pygls", "asyncio"):
        logging.getLogger(name).addHandler(logging.NullHandler())
    output = sys.stdout.buffer
    # Whatever should print by mistake must not get between the messages.
    sys.stdout = sys.stderr
    connection = Connection()
    desk = Desk(connection)
    session = Session(connection, desk)
    register(connection, desk, session)
    try:
        connection.start_io(cast(BinaryIO, Input(sys.stdin.buffer)), output)
    finally:
        session.end()
        desk.leave()
    return 0 if connection.was_told_to_end else 1
