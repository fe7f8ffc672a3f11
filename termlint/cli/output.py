"""What goes to standard output and standard error, and how it may look there."""

from __future__ import annotations

import io
import os
import stat
import sys
from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import IO, Any

import click

from termlint.files.text import reason
from termlint.report.terminal import visible

DEFAULT_WIDTH = 100
"""In columns, where there is no terminal."""


class Failure(click.ClickException):
    """Something that ends a command: one line on standard error for each message."""

    exit_code = 2

    def __init__(self, messages: Iterable[str]) -> None:
        self.messages = tuple(messages)
        super().__init__("\n".join(self.messages))

    def show(self, file: IO[Any] | None = None) -> None:
        for message in self.messages:
            say(f"error: {message}")


def say(message: str) -> None:
    """One line on standard error, without anything that a terminal obeys."""
    # Where it can't be written nobody can be told so; the exit status still tells.
    with suppress(OSError):
        click.echo(visible(message), err=True)


def emit(text: str, *, to_stderr: bool = False) -> None:
    """Write to standard output or error. Characters that its encoding lacks become escapes.

    That its reader has gone, as ``head`` does, is no concern of the command. Raises Failure.
    """
    stream = sys.stderr if to_stderr else sys.stdout
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(errors="backslashreplace")
    _echo(text, to_stderr=to_stderr)


def emit_bytes(data: bytes) -> None:
    """Write to standard output, just as it is. Raises Failure."""
    _echo(data)


def _echo(content: str | bytes, *, to_stderr: bool = False) -> None:
    try:
        # Whether to colour has been decided before.
        click.echo(content, nl=False, color=True, err=to_stderr)
    except BrokenPipeError:
        # What is still in the buffer would be written, and fail, when the interpreter ends.
        stream = sys.stderr if to_stderr else sys.stdout
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    except OSError as error:
        name = "error" if to_stderr else "output"
        raise Failure([f"standard {name} cannot be written: {reason(error)}"]) from None


def write_file(path: str, text: str) -> None:
    """Write a report to a file, as UTF-8. Raises Failure."""
    try:
        with open(path, "w", encoding="utf-8", errors="backslashreplace", newline="") as file:
            file.write(text)
    except (OSError, ValueError) as error:
        raise Failure([f"{path} cannot be written: {reason(error)}"]) from None


def has_color(choice: str, environment: Mapping[str, str], is_terminal: bool) -> bool:
    """Whether to use colours: the flag decides, then NO_COLOR, FORCE_COLOR and the terminal.

    The variables count when they are not empty (https://no-color.org, https://force-color.org);
    where both are set NO_COLOR wins, as in Python's own tracebacks.
    """
    if choice != "auto":
        return choice == "always"
    if environment.get("NO_COLOR"):
        return False
    if environment.get("FORCE_COLOR"):
        return True
    return is_terminal and environment.get("TERM") != "dumb"


def is_terminal(stream: IO[Any] | None) -> bool:
    """Whether somebody looks at ``stream``."""
    return stream is not None and stream.isatty()


def is_file(stream: IO[Any] | None) -> bool:
    """Whether ``stream`` leads into a file, so that nobody sees it now, nor a runner."""
    try:
        return stream is not None and stat.S_ISREG(os.fstat(stream.fileno()).st_mode)
    except (OSError, ValueError):  # one that only looks like a stream
        return False


def width() -> int:
    """The columns of the terminal on standard output; COLUMNS overrides it."""
    columns = os.environ.get("COLUMNS", "")
    if columns.isdecimal() and int(columns) > 0:
        return int(columns)
    # As shutil has it, which brings the modules for archives with it.
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns or DEFAULT_WIDTH
    except (AttributeError, ValueError, OSError):
        return DEFAULT_WIDTH
