"""The project around the files that are checked: where it begins, and which files it has."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence

from termlint.files import Choice, SourceFile, find, repository_of
from termlint.files.patterns import Patterns


class Project:
    """All Markdown files of the repositories around some files, or else of the folder of the
    configuration. Files that the configuration excludes belong to it: they may have links, too."""

    __slots__ = ("_configured", "_found", "_include", "folder")

    def __init__(
        self, folder: str, configuration: str | None, include: tuple[Patterns, ...]
    ) -> None:
        """``folder`` is the working directory, and ``configuration`` a path; both are absolute."""
        self.folder = folder
        """That from which all paths are shown."""
        self._configured = None if configuration is None else os.path.dirname(configuration)
        self._include = include
        self._found: dict[frozenset[str], Sequence[SourceFile]] = {}

    def around(self, files: Iterable[SourceFile]) -> Sequence[SourceFile]:
        """The files of the project that ``files`` are in, among them these. Found only once."""
        roots = frozenset(filter(None, map(self._root, {os.path.dirname(f.path) for f in files})))
        if roots not in self._found:
            found = find(sorted(roots), Choice(include=self._include), self.folder)
            self._found[roots] = tuple(found.files)
        return self._found[roots]

    def _root(self, folder: str) -> str | None:
        """The project that an absolute ``folder`` is in; None where nothing tells."""
        configured = self._configured
        is_inside = configured is not None and (folder + os.sep).startswith(
            configured.rstrip(os.sep) + os.sep
        )
        return repository_of(folder) or (configured if is_inside else None)
