"""From the glossaries that are asked for to the termbase: references resolved, files read."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from dataclasses import replace

from termlint import builtin
from termlint.config.settings import Reference
from termlint.files import show
from termlint.files.text import ReadError, read
from termlint.glossary import GlossaryNotFound, Problem, Source, load
from termlint.termbase import Termbase

_ID = re.compile(r"[^./\\]+")
"""What is asked for by id; a path has a suffix or a slash."""


def resolve(name: str, folder: str, working_directory: str) -> str:
    """The absolute path of the glossary with this built-in id or path from ``folder``.

    Raises GlossaryNotFound.
    """
    if _ID.fullmatch(name):
        path = builtin.path_of(name)
        advice = f"use one of {_known()}, or write a path, such as ./{name}.yaml"
        problem = f'there is no built-in glossary "{name}"; {advice}'
    else:
        path = os.path.normpath(os.path.join(folder, name))
        advice = f"correct the path, or use a built-in one: {_known()}"
        problem = f'there is no file "{name}" in {show(folder, working_directory)}; {advice}'
    if path is None or not os.path.isfile(path):
        raise GlossaryNotFound(problem)
    return path


def load_glossaries(
    references: Sequence[Reference] | None,
    working_directory: str,
    seen: list[tuple[str, bytes]] | None = None,
) -> tuple[Termbase, tuple[Problem, ...]]:
    """The termbase of these glossaries, or of the built-in ones, and all that is wrong in them.

    The absolute paths of the files that were read, and their bytes, are added to ``seen``; one that
    is asked for but not there has none.

    Raises GlossaryNotFound for a reference without origin.
    """
    if references is None:
        references = [Reference(name, working_directory) for name in builtin.DEFAULT]
    paths, problems = [], []
    seen = [] if seen is None else seen
    for reference in references:
        try:
            paths.append(resolve(reference.name, reference.folder, working_directory))
        except GlossaryNotFound as error:
            seen.append(_missing(reference.name, reference.folder))
            at = reference.origin
            if at is None:
                raise
            problems.append(Problem(at.path, at.line, at.column, str(error)))
    reader = _Reader(working_directory, seen)
    termbase, found = load(paths, reader)
    # What cannot be read at all is reported under the name it was asked for by.
    more = [
        replace(each, path=show(each.path, working_directory)) if os.path.isabs(each.path) else each
        for each in found
    ]
    return termbase, (*problems, *more)


class _Reader:
    """Reads glossaries from the disk for ``termlint.glossary.load``."""

    def __init__(self, working_directory: str, seen: list[tuple[str, bytes]]) -> None:
        self._working_directory = working_directory
        self._seen = seen
        self._folders: dict[str, str] = {}
        """The absolute folder of each glossary that has been read, by its path as shown."""

    def __call__(self, name: str, base: str | None) -> Source:
        folder = self._working_directory if base is None else self._folders[base]
        try:
            path = resolve(name, folder, self._working_directory)
        except GlossaryNotFound:
            self._seen.append(_missing(name, folder))
            raise
        try:
            text = read(path, self._seen).text
        except ReadError as error:
            raise GlossaryNotFound(f"this glossary cannot be read: {error}") from None
        shown = show(path, self._working_directory)
        self._folders[shown] = os.path.dirname(path)
        return Source(shown, text)


def _missing(name: str, folder: str) -> tuple[str, bytes]:
    return os.path.normpath(os.path.join(folder, name)), b""


def _known() -> str:
    return ", ".join(builtin.ids())
