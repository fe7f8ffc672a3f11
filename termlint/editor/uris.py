"""Addresses of files as editors write them, and the paths that they stand for (RFC 8089)."""

from __future__ import annotations

import os
from pathlib import PurePosixPath, PureWindowsPath
from urllib.parse import unquote_to_bytes, urlsplit


def path_of(uri: str) -> str | None:
    """The absolute path of a file; None for what is no file, such as ``untitled:Untitled-1``."""
    try:
        parts = urlsplit(uri)
    except ValueError:
        return None
    # A "?" or "#" that is part of the name is encoded, so neither query nor fragment belongs here.
    if parts.scheme != "file" or not parts.path.startswith("/"):
        return None
    path = os.fsdecode(unquote_to_bytes(parts.path))
    if os.name == "nt":
        return _windows_path(parts.netloc, path)
    is_here = parts.netloc in ("", "localhost")
    return os.path.normpath(path) if is_here and "\0" not in path else None


def uri_of(path: str) -> str:
    """The address of the file at an absolute path."""
    pure = PureWindowsPath(path) if os.name == "nt" else PurePosixPath(path)
    return pure.as_uri()


def _windows_path(host: str, path: str) -> str:
    r"""``/c:/docs/a.md`` is ``C:\docs\a.md``, and with a host it is ``\\host\docs\a.md``."""
    if host and host != "localhost":
        return f"\\\\{host}{path}".replace("/", "\\")
    path = path.lstrip("/").replace("/", "\\")
    return path[:1].upper() + path[1:]
