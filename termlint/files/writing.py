"""The one way of a changed text back into its file: whole or not at all."""

from __future__ import annotations

import os
import stat
import tempfile
from contextlib import suppress

from termlint.files.text import FileText, reason

WRITABLE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH
"""The permissions of which a file without any is read-only, to everybody."""


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
        status = os.stat(target)
        if not stat.S_ISREG(status.st_mode):
            raise WriteError("not a file that can be written to")
        if not (status.st_mode & WRITABLE and os.access(target, os.W_OK)):
            raise WriteError("it is read-only")
        _replace(target, status, before.encoded(), before.with_text(text).encoded())
    except (OSError, ValueError) as error:
        raise WriteError(reason(error)) from None
    others = status.st_nlink - 1
    if not others:
        return ""
    if others == 1:
        return "it had another name (a hard link), which keeps the old text"
    return f"it had {others} other names (hard links), which keep the old text"


_PERMISSIONS = stat.S_IRWXU | stat.S_IRWXG | stat.S_IRWXO


def _replace(target: str, status: os.stat_result, before: bytes, after: bytes) -> None:
    folder, name = os.path.split(target)
    try:
        # Hidden, and without the suffix of what is checked: another run may be searching.
        descriptor, beside = tempfile.mkstemp(prefix=f".{name[:40]}.", suffix=".new", dir=folder)
    except OSError as error:
        raise WriteError(f"no file can be made beside it: {reason(error)}") from None
    try:
        with open(descriptor, "wb") as file:
            file.write(after)
            _keep_attributes(target, status, file.fileno())
        with open(target, "rb") as file:
            if file.read() != before:
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
