"""Which files a run reads: paths and folders in, a sorted list of files out."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from termlint.fileerror import FileError
from termlint.files.patterns import Patterns
from termlint.files.text import reason

SUFFIXES = (".md", ".markdown", ".mdown", ".mkd", ".mdx")
"""What the files of a folder must end with to be checked, in any case of letters."""


class SourceFile(NamedTuple):
    """A file to be checked."""

    path: str
    """Absolute."""
    shown: str
    """As people see it: relative to the working directory, with ``/``."""
    data: bytes | None = None
    """Its bytes, where they are known already, or come from elsewhere."""
    is_draft: bool = False
    """Whether ``data`` may be other than what is on the disk, as standard input is."""


class Choice(NamedTuple):
    """What the configuration says of which files are meant."""

    include: tuple[Patterns, ...] = ()
    """Files of a folder that are checked besides those with one of the ``SUFFIXES``."""
    exclude: tuple[Patterns, ...] = ()
    """Files and folders that are not."""
    force_exclude: bool = False
    """Whether ``exclude`` holds for paths that are given by name, too."""


class Found:
    """The outcome of a search."""

    __slots__ = ("errors", "files")

    def __init__(self) -> None:
        self.files: list[SourceFile] = []
        """Each once, sorted by ``shown``."""
        self.errors: list[FileError] = []
        """What could not be searched."""


def find(paths: Sequence[str], choice: Choice, working_directory: str) -> Found:
    """The files that ``paths`` mean: files themselves, and folders for the files in them.

    A folder is searched without the files that Git ignores, hidden folders, ``node_modules``
    and virtual environments; links to folders are not followed. One file is found once, under
    the first of its names, whatever the links and paths that lead to it.
    """
    found = Found()
    seen: set[str] = set()
    for path in paths:
        absolute = os.path.abspath(os.path.join(working_directory, path))
        is_folder = os.path.isdir(absolute)
        if choice.force_exclude and is_excluded(choice, absolute, is_folder=is_folder):
            continue
        if is_folder:
            files = _walk(absolute, choice, working_directory, found.errors)
        else:
            try:
                os.lstat(absolute)
            except (OSError, ValueError) as error:
                found.errors.append(FileError(show(absolute, working_directory), reason(error)))
                continue
            files = iter([(absolute, os.path.realpath(absolute))])
        for file, real in files:
            if real not in seen:
                seen.add(real)
                found.files.append(SourceFile(file, show(file, working_directory)))
    found.files.sort(key=lambda file: file.shown)
    return found


def show(path: str, working_directory: str) -> str:
    """An absolute path as people see it: from the working directory, through ``..`` if need be.

    On Windows a path on another drive stays absolute.
    """
    inside = working_directory.rstrip(os.sep) + os.sep
    if path.startswith(inside):
        shown = path[len(inside) :]
    else:
        try:
            shown = os.path.relpath(path, working_directory)
        except ValueError:
            shown = path
    return shown.replace(os.sep, "/")


def is_excluded(choice: Choice, path: str, *, is_folder: bool) -> bool:
    """Whether the configuration excludes the file or folder at an absolute ``path``."""
    return any(each.match(path, is_folder=is_folder) for each in choice.exclude)


def repository_of(folder: str) -> str | None:
    """The root of the working tree of Git around an absolute ``folder``, if it is in one."""
    while not os.path.lexists(os.path.join(folder, ".git")):
        parent = os.path.dirname(folder)
        if parent == folder:
            return None
        folder = parent
    return folder


def _walk(
    top: str, choice: Choice, working_directory: str, errors: list[FileError]
) -> Iterator[tuple[str, str]]:
    """The files below ``top`` with their real paths, in any order but the same each time."""
    real_top = os.path.realpath(top)
    start = len(top)
    waiting = [(top, _ignored_above(top))]
    while waiting:
        folder, ignored = waiting.pop()
        try:
            with os.scandir(folder) as scan:
                entries = sorted(scan, key=lambda entry: entry.name)
        except OSError as error:
            errors.append(FileError(show(folder, working_directory), reason(error)))
            continue
        names = {entry.name for entry in entries}
        if "pyvenv.cfg" in names and folder != top:
            continue
        if ".gitignore" in names:
            ignored = (*ignored, *_ignore_file(folder, os.path.join(folder, ".gitignore")))
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                if not _is_skipped(entry, choice, ignored):
                    waiting.append((entry.path, ignored))
            elif _is_meant(entry, choice, ignored):
                target = os.path.realpath(entry.path) if entry.is_symlink() else None
                yield entry.path, target or real_top + entry.path[start:]


def _is_skipped(folder: os.DirEntry[str], choice: Choice, ignored: Sequence[Patterns]) -> bool:
    if folder.name.startswith(".") or folder.name == "node_modules":
        return True
    return is_excluded(choice, folder.path, is_folder=True) or _is_ignored(
        ignored, folder.path, is_folder=True
    )


def _is_meant(file: os.DirEntry[str], choice: Choice, ignored: Sequence[Patterns]) -> bool:
    has_suffix = file.name.lower().endswith(SUFFIXES)
    if not has_suffix and not any(each.match(file.path) for each in choice.include):
        return False
    if is_excluded(choice, file.path, is_folder=False) or _is_ignored(
        ignored, file.path, is_folder=False
    ):
        return False
    try:
        return file.is_file()
    except OSError:  # a link that leads round in a circle
        return False


def _is_ignored(ignored: Sequence[Patterns], path: str, *, is_folder: bool) -> bool:
    """Whether Git ignores ``path``; the file nearest to it decides."""
    for patterns in reversed(ignored):
        verdict = patterns.verdict(path, is_folder=is_folder)
        if verdict is not None:
            return verdict
    return False


def _ignored_above(top: str) -> tuple[Patterns, ...]:
    """What the repository around ``top`` ignores, from its root down to above ``top``.

    Patterns that ignore ``top`` itself are left out: it was asked for by name.
    """
    root = repository_of(top)
    if root is None:
        return ()
    above = [top]
    while above[-1] != root:
        above.append(os.path.dirname(above[-1]))
    patterns = _ignore_file(root, os.path.join(_git_folder(root), "info", "exclude"))
    for folder in reversed(above[1:]):
        patterns += _ignore_file(folder, os.path.join(folder, ".gitignore"))
    return tuple(each.without_those_for(top) for each in patterns)


def _ignore_file(folder: str, path: str) -> list[Patterns]:
    text = _small_text(path)
    return [Patterns.of_file(folder, text)] if text.strip() else []


def _git_folder(root: str) -> str:
    """Where the repository keeps what its worktrees share (``man gitrepository-layout``)."""
    git = os.path.join(root, ".git")
    if os.path.isdir(git):
        return git
    own = os.path.join(root, _small_text(git).removeprefix("gitdir:").strip())
    common = _small_text(os.path.join(own, "commondir")).strip()
    return os.path.join(own, common) if common else own


def _small_text(path: str) -> str:
    """What a file of Git says, or nothing where it cannot be read."""
    if not os.path.isfile(path):
        return ""
    try:
        with open(path, encoding="utf-8", errors="surrogateescape") as file:
            return file.read()
    except OSError:
        return ""
