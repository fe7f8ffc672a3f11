"""Keeps on disk what a run has worked out, for the next one.

An entry is a file of its own: a key that says what it was made from, a checksum and the value. It
is written beside its place and then moved there, so that two runs at once are safe. What is
damaged, foreign or made from something else is not there.
"""

from __future__ import annotations

import os
import time
from contextlib import suppress
from typing import Any

from termlint import __version__
from termlint.hashing import blake2b
from termlint.pickling import UnreadableError, dumps, loads

FOLDER = ".termlint_cache"
_DIGEST = 16
_KEPT = 30 * 24 * 3600
"""For how many seconds an entry is kept."""
_TAG = "Signature: 8a477f597d28d172789f06886806bc55\n# https://bford.info/cachedir/\n"


def digest(*parts: bytes | str) -> bytes:
    """16 bytes that differ where one of the parts differs, or where it ends."""
    hashed = blake2b(digest_size=_DIGEST)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        hashed.update(len(data).to_bytes(8))
        hashed.update(data)
    return hashed.digest()


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
        if data[:_DIGEST] != key or data[_DIGEST : 2 * _DIGEST] != digest(key, value):
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
            _write(self._path(name), key + digest(key, data) + data)

    def _path(self, name: str) -> str:
        return os.path.join(self._folder, name)

    def _prepare(self) -> None:
        """Make the folder, keep Git and backups out of it, and throw away what is old."""
        os.makedirs(self._folder, exist_ok=True)
        self._is_ready = True
        for name, text in ((".gitignore", "*\n"), ("CACHEDIR.TAG", _TAG)):
            path = os.path.join(self._top, name)
            if not os.path.exists(path):
                with open(path, "w", encoding="ascii") as file:
                    file.write(text)
        stamp = os.path.join(self._top, "pruned")
        now = time.time()
        if _modified(stamp) < now - _KEPT / 30:
            with open(stamp, "w", encoding="ascii"):
                pass
            _prune(self._top, now - _KEPT)


def _write(path: str, data: bytes) -> None:
    """Put a file into its place at once. Raises OSError."""
    beside = f"{path}.{os.getpid()}"
    try:
        _write_new(beside, data)
    except FileNotFoundError:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        _write_new(beside, data)
    os.replace(beside, path)


def _write_new(path: str, data: bytes) -> None:
    try:
        with open(path, "wb") as file:
            file.write(data)
    except OSError:
        with suppress(OSError):
            os.unlink(path)
        raise


def _modified(path: str) -> float:
    try:
        return os.stat(path).st_mtime
    except OSError:
        return 0.0


def _prune(top: str, oldest: float) -> None:
    for folder, _, names in os.walk(top):
        for name in names:
            path = os.path.join(folder, name)
            if folder != top and _modified(path) < oldest:
                with suppress(OSError):
                    os.unlink(path)
