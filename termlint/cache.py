"""Keeps on disk what a run has worked out, for the next one.

An entry is a file of its own: a key that says what it was made from, a checksum and the value. It
is written beside its place and then moved there, so that two runs at once are safe. What is
damaged, foreign, in another's place or made from something else is not there.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from termlint import __version__
from termlint.hashing import blake2b
from termlint.latepattern import late_pattern
from termlint.pickling import UnreadableError, dumps, loads

FOLDER = ".termlint_cache"
_DIGEST = 16
_KEPT = 30 * 24 * 3600
"""For how many seconds an entry is kept."""
_TAG_FILE = "CACHEDIR.TAG"
_TAG = (
    "Signature: 8a477f597d28d172789f06886806bc55\n"
    "# This folder is a cache of termlint; see https://bford.info/cachedir/\n"
)
_SIGNS = ((_TAG_FILE, _TAG), (".gitignore", "*\n"))
"""What keeps Git and backups out of a folder; the tag comes before all else."""
_STAMP = "pruned"
_VERSION = late_pattern(r"\d+(?:\.\w+)+")
_ENTRY = late_pattern(r"(?:[a-z]+-[0-9a-f]{32}|[0-9a-f]{30})(?:\.\d+)?")
"""What the file of an entry is called, and one that was not finished."""


def digest(*parts: bytes | str) -> bytes:
    """16 bytes that differ where one of the parts differs, or where it ends."""
    hashed = blake2b(digest_size=_DIGEST)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        hashed.update(len(data).to_bytes(8))
        hashed.update(data)
    return hashed.digest()


def is_free_for_a_cache(folder: str) -> bool:
    """Whether ``folder`` is a cache already, is empty or is not there: nothing else is taken over.

    One that cannot be looked into may be used, since nothing can be kept in it either.
    """
    try:
        with os.scandir(folder) as entries:
            if next(entries, None) is None:
                return True
    except NotADirectoryError:
        return False
    except OSError:
        return True
    if os.path.basename(folder) == FOLDER:
        return True
    try:
        with open(os.path.join(folder, _TAG_FILE), encoding="ascii", errors="replace") as file:
            # It is empty for a moment, when another run begins at the same time.
            return file.read(len(_TAG) + 1) in ("", _TAG)
    except OSError:
        return False


class Cache:
    """The entries in a folder. What goes wrong with one of them is as if it were not there."""

    def __init__(self, folder: str) -> None:
        self._top = folder
        self._folder = os.path.join(folder, __version__)
        self._is_ready = False

    def get(self, name: str, key: bytes) -> Any | None:
        """The value of the entry ``name`` if it was made from what ``key`` stands for."""
        try:
            with open(self._path(name), "rb") as file:
                data = file.read()
        except OSError:
            return None
        value = data[2 * _DIGEST :]
        if data[:_DIGEST] != key or data[_DIGEST : 2 * _DIGEST] != digest(name, key, value):
            return None
        try:
            return loads(value)
        except UnreadableError:
            return None

    def put(self, name: str, key: bytes, value: object) -> None:
        """Keep ``value``, which must not be None, under ``name``; in vain on a full disk."""
        data = dumps(value)
        with suppress(OSError):
            if not self._is_ready:
                self._prepare()
            _write(self._path(name), key + digest(name, key, data) + data)

    def _path(self, name: str) -> str:
        return os.path.join(self._folder, name)

    def _prepare(self) -> None:
        """Make the folder, keep Git and backups out of it, and throw away what is old.

        A folder that somebody else has made for other things is no business of theirs.
        """
        is_own = os.path.basename(self._top) == FOLDER or not _has_something(self._top)
        os.makedirs(self._top, exist_ok=True)
        for name, text in _SIGNS if is_own else ():
            with suppress(FileExistsError):
                _write_new(os.path.join(self._top, name), text.encode())
        self._is_ready = True
        os.makedirs(self._folder, exist_ok=True)
        stamp = self._path(_STAMP)
        now = time.time()
        if _modified(stamp) < now - _KEPT / 30:
            _write(stamp, b"")
            _prune(self._top, now - _KEPT)


def _write(path: str, data: bytes) -> None:
    """Put a file into its place at once. Raises OSError."""
    beside = f"{path}.{os.getpid()}"
    try:
        _write_new(beside, data)
    except FileNotFoundError:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        _write_new(beside, data)
    except FileExistsError:  # of a process that was ended, and had the same number
        os.unlink(beside)
        _write_new(beside, data)
    try:
        os.replace(beside, path)
    except OSError:
        os.unlink(beside)
        raise


def _write_new(path: str, data: bytes) -> None:
    """Write a file that is not there, not even as a link to elsewhere. Raises OSError."""
    with open(path, "xb") as file:
        try:
            file.write(data)
            file.flush()
        except OSError:
            os.unlink(path)
            raise


def _has_something(folder: str) -> bool:
    with suppress(FileNotFoundError), os.scandir(folder) as inside:
        return next(inside, None) is not None
    return False


def _modified(path: str) -> float:
    try:
        return os.lstat(path).st_mtime
    except OSError:
        return 0.0


def _prune(top: str, oldest: float) -> None:
    """Throw away entries, of any version, and nothing else: others may use the folder, too."""
    for folder in _folders_in(top):
        if _VERSION.fullmatch(os.path.basename(folder)):
            for each in (folder, *_folders_in(folder)):
                _prune_folder(each, oldest)


def _prune_folder(folder: str, oldest: float) -> None:
    for name in os.listdir(folder):
        path = os.path.join(folder, name)
        if _ENTRY.fullmatch(name) and _modified(path) < oldest:
            with suppress(OSError):
                os.unlink(path)


def _folders_in(folder: str) -> Iterator[str]:
    with os.scandir(folder) as inside:
        yield from [each.path for each in inside if each.is_dir(follow_symlinks=False)]
