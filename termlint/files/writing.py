"""The one way of a text into its file: whole or not at all."""

from __future__ import annotations

import os
import stat
from contextlib import suppress

from termlint.files.text import FileText, reason


class WriteError(Exception):
    """A file was left as it is; the message says why."""


def replace(path: str, before: FileText, text: str) -> str:
    """Puts ``text`` in the place of ``before`` in the file at ``path``. Raises WriteError.

    The file is replaced in one step by a new one beside it, which keeps the byte order mark, the
    permissions and, as far as they may be kept, the owner and the extended attributes. A symbolic
    link stays one, and the file that it leads to is replaced. A file that no longer holds
    ``before`` is left alone. What a user should know of what was done is given back, if anything.
    """
    try:
        target = os.path.realpath(path)
        status = _status(target)
        _put(target, status, before.with_text(text).encoded(), before.encoded())
    except (OSError, ValueError) as error:
        raise WriteError(reason(error)) from None
    others = status.st_nlink - 1
    if not others:
        return ""
    if others == 1:
        return "it had another name (a hard link), which keeps the old text"
    return f"it had {others} other names (hard links), which keep the old text"


def write(path: str, text: str) -> None:
    """Puts ``text`` into the file at ``path``, which is made if it is not there. Raises WriteError.

    One that is there is replaced as by ``replace``, whatever it holds.
    """
    try:
        target = os.path.realpath(path)
        status = _status(target) if os.path.lexists(target) else None
        _put(target, status, text.encode("utf-8"))
    except (OSError, ValueError) as error:
        raise WriteError(reason(error)) from None


_PERMISSIONS = stat.S_IRWXU | stat.S_IRWXG | stat.S_IRWXO
_WRITABLE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH
"""The permissions of which a file without any is read-only, to everybody."""


def _status(target: str) -> os.stat_result:
    """The status of a file that is there and may be written to. Raises OSError and WriteError."""
    status = os.stat(target)
    if not stat.S_ISREG(status.st_mode):
        raise WriteError("not a file that can be written to")
    if not (status.st_mode & _WRITABLE and os.access(target, os.W_OK)):
        raise WriteError("it is read-only")
    return status


def _put(
    target: str, status: os.stat_result | None, data: bytes, before: bytes | None = None
) -> None:
    """Puts ``data`` into a file that has this ``status``, and holds ``before`` if that is given;
    None for one that is not there."""
    folder, name = os.path.split(target)
    # Hidden, and without the suffix of what is checked: another run may be searching.
    beside = os.path.join(folder, f".{name[:40]}.{os.urandom(4).hex()}.new")
    # Nobody may read in between what nobody may read in the end.
    mode = 0o666 if status is None else 0o600
    try:
        descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    except OSError as error:
        if status is None:
            raise
        raise WriteError(f"no file can be made beside it: {reason(error)}") from None
    try:
        with open(descriptor, "wb") as file:
            file.write(data)
            if status is not None:
                _keep_attributes(target, status, file.fileno())
        if before is not None:
            with open(target, "rb") as now:
                if now.read() != before:
                    raise WriteError("it has changed since it was read; run termlint again")
        os.replace(beside, target)
    except BaseException:
        with suppress(OSError):
            os.unlink(beside)
        raise


def _keep_attributes(target: str, status: os.stat_result, descriptor: int) -> None:
    """Gives the new file what the old one has besides its content, as far as that is allowed."""
    if hasattr(os, "fchown"):
        with suppress(OSError):
            os.fchown(descriptor, status.st_uid, status.st_gid)
    if hasattr(os, "listxattr"):
        with suppress(OSError):
            for name in os.listxattr(target):
                with suppress(OSError):
                    os.setxattr(descriptor, name, os.getxattr(target, name))
    if hasattr(os, "fchmod"):
        # Last, since a change of the owner takes bits away. Where it is forbidden the file would
        # get other permissions than it had, so this is an error.
        os.fchmod(descriptor, status.st_mode & _PERMISSIONS)
