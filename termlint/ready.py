"""What a run needs before its first file: settings and a compiled termbase, kept from the last one.

Both are kept with the digests of the files that they were read from, and hold as long as these
files say the same.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from functools import cache
from importlib.machinery import PathFinder
from typing import TypeVar

from termlint import __version__, builtin
from termlint.cache import Cache, digest
from termlint.compiled import Compiled
from termlint.config.settings import Settings
from termlint.files.text import ReadError, load
from termlint.garbage import collector_at_rest

Value = TypeVar("Value")
Sources = tuple[tuple[str, bytes], ...]
"""Absolute paths of files, each with the digest of what it said."""
Seen = list[tuple[str, bytes]]
"""Absolute paths of files, each with the bytes that it had when it was read."""


_PYTHON = f"{sys.version_info.major}.{sys.version_info.minor}"
"""The release of Python, whose Unicode tables say what a letter is."""
_PARSERS = ("markdown_it", "mdit_py_plugins", "yaml")
"""Packages that decide what is read, so that with another release all is worked out anew."""


class NotReady(Exception):  # noqa: N818 - it says what is the matter
    """The configuration or a glossary has mistakes."""

    def __init__(self, messages: Iterable[object]) -> None:
        self.messages = tuple(map(str, messages))
        """What is wrong, each with its place."""
        super().__init__("\n".join(self.messages))


def settings_from(path: str, directory: str, cache: Cache | None) -> Settings:
    """The settings that the configuration at ``path`` gives. Raises NotReady."""

    def read(seen: Seen) -> Settings:
        from termlint.config.loading import ConfigError, load  # brings a YAML parser with it

        try:
            return load(path, directory, seen)
        except ConfigError as error:
            raise NotReady(error.problems) from None

    return _kept(cache, f"settings-{digest(path, directory).hex()}", read)


def compile_termbase(settings: Settings, directory: str, cache: Cache | None) -> Compiled:
    """The compiled termbase of the glossaries in ``settings``. Raises NotReady."""
    selections = settings.selections()
    references = settings.glossaries

    def read(seen: Seen) -> Compiled:
        # Brings a YAML parser with it, and all that it takes to lint.
        from termlint.config.glossaries import load_glossaries
        from termlint.glossary import GlossaryNotFound
        from termlint.lint import Linter

        try:
            termbase, problems = load_glossaries(references, directory, seen)
        except GlossaryNotFound as error:
            raise NotReady([error]) from None
        if problems:
            raise NotReady(problems)
        sources = (part for source in _sources(seen) for part in source)
        linter = Linter(termbase.without_specs())
        files = tuple(path for path, _ in seen)
        return Compiled.of(linter, selections, digest(_program(), *sources), files)

    asked_for = repr(references and [(each.name, each.folder) for each in references])
    checks = repr(sorted(map(sorted, selections)))
    name = f"termbase-{digest(asked_for, checks, directory).hex()}"
    with collector_at_rest():
        return _kept(cache, name, read)


def _kept(cache: Cache | None, name: str, read: Callable[[Seen], Value]) -> Value:
    """What ``read`` gives, or what it gave the last time from the same files."""
    if cache is None:
        return read([])
    key = digest(_program())
    entry: tuple[Sources, Value] | None = cache.get(name, key)
    if entry is not None and entry[0] == tuple((path, _digest_of(path)) for path, _ in entry[0]):
        return entry[1]
    seen: Seen = []
    value = read(seen)
    cache.put(name, key, (_sources(seen), value))
    return value


def _sources(seen: Seen) -> Sources:
    return tuple((path, digest(data)) for path, data in seen)


def _digest_of(path: str) -> bytes:
    try:
        return digest(load(path))
    except ReadError:
        return b""


def _program() -> bytes:
    """What tells this termlint from others, also from other commits of its version: where it is
    installed, the record of its files; in a checkout, where it changes from one moment to the next,
    the time of its last change."""
    is_checkout = builtin.is_checkout()
    files = str(builtin.last_changed()) if is_checkout else builtin.record()
    return digest(f"{__version__} {_PYTHON}", files, *map(_opening_of, _PARSERS))


@cache
def _opening_of(package: str) -> bytes:
    """What the first file of an installed package says, which has its version; so it need not be
    imported."""
    spec = PathFinder.find_spec(package)
    if spec is None or spec.origin is None:
        return b""
    try:
        return load(spec.origin)
    except ReadError:  # it is in an archive
        return spec.origin.encode("utf-8", "surrogatepass")
