"""What a run needs before its first file: settings and a compiled termbase, kept from the last one.

Both are kept with the digests of the files that they were read from, and hold as long as these
files say the same.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, TypeVar

from termlint import __version__, builtin
from termlint.cache import Cache, digest
from termlint.compiled import Compiled
from termlint.config.settings import Settings
from termlint.files.text import ReadError, load

if TYPE_CHECKING:
    from termlint.glossary import Problem

Value = TypeVar("Value")
Sources = tuple[tuple[str, bytes], ...]
"""Absolute paths of files, each with the digest of what it said."""


class GlossaryProblems(Exception):  # noqa: N818 - what it holds are the problems
    """Glossaries have mistakes."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


def settings_from(path: str, directory: str, cache: Cache | None) -> Settings:
    """The settings that the configuration at ``path`` gives. Raises ConfigError."""

    def read() -> tuple[Settings, Iterable[str]]:
        from termlint.config.loading import load  # brings a YAML parser with it

        settings = load(path, directory)
        return settings, settings.files

    return _kept(cache, f"settings-{digest(path, directory).hex()}", b"", read)


def compile_termbase(settings: Settings, directory: str, cache: Cache | None) -> Compiled:
    """The compiled termbase of the glossaries in ``settings``.

    Raises GlossaryProblems, and GlossaryNotFound for one that is named on the command line.
    """
    selections = settings.selections()
    references = settings.glossaries
    named = repr([(each.name, each.folder) for each in references or ()])
    chosen = repr(sorted(map(sorted, selections)))

    def read() -> tuple[Compiled, Iterable[str]]:
        # Brings a YAML parser with it, and all that it takes to lint.
        from termlint.compiled import compiled
        from termlint.config.glossaries import load_glossaries
        from termlint.lint import Linter

        paths: list[str] = []
        termbase, problems = load_glossaries(references, directory, paths)
        if problems:
            raise GlossaryProblems(problems)
        sources = digest(*(each for pair in _digests(paths) for each in (pair[0], pair[1])))
        return compiled(Linter(termbase), selections, digest(_program(), sources)), paths

    name = f"termbase-{digest(named, str(references is None), directory).hex()}"
    return _kept(cache, name, chosen.encode(), read)


def _kept(
    cache: Cache | None, name: str, made_of: bytes, read: Callable[[], tuple[Value, Iterable[str]]]
) -> Value:
    """What ``read`` gives, or what it gave the last time from the same files."""
    if cache is None:
        return read()[0]
    key = digest(_program(), made_of)
    entry: tuple[Sources, Value] | None = cache.get(name, key)
    if entry is not None and entry[0] == _digests(path for path, _ in entry[0]):
        return entry[1]
    value, paths = read()
    cache.put(name, key, (_digests(paths), value))
    return value


def _digests(paths: Iterable[str]) -> Sources:
    return tuple((path, _digest_of(path)) for path in paths)


def _digest_of(path: str) -> bytes:
    try:
        return digest(load(path))
    except ReadError:
        return b""


def _program() -> bytes:
    """What tells this termlint from others; in a checkout, where it changes from one moment to the
    next, that is the time of its last change."""
    changed = builtin.last_changed() if builtin.is_checkout() else 0
    return f"{__version__} {os.name} {changed}".encode()
