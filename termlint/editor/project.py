"""A folder whose documents are checked together: its settings and its termbase, kept up to date."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import NamedTuple

from termlint import ready
from termlint.cache import FOLDER, Cache
from termlint.compiled import Compiled
from termlint.config import find, misnamed
from termlint.config.glossaries import load_glossaries
from termlint.config.loading import ConfigError
from termlint.config.loading import load as load_settings
from termlint.config.settings import Settings
from termlint.editor.preferences import Preferences
from termlint.files import Choice, show
from termlint.glossary import GlossaryNotFound, Problem
from termlint.lint import Linter
from termlint.termbase import Concept, Termbase

_Signature = tuple[tuple[str, int, int], ...]
_MOST_READINGS = 4
"""How often in a row the files are read that change meanwhile."""


class Vocabulary(NamedTuple):
    """What documents are checked with."""

    settings: Settings
    compiled: Compiled

    @property
    def linter(self) -> Linter:
        return self.compiled.linter

    @property
    def termbase(self) -> Termbase:
        return self.compiled.linter.termbase


class Project:
    """A folder and what its configuration says, as on the command line with it as the working
    directory. While the configuration or a glossary has mistakes, what held before holds on."""

    def __init__(self, folder: str, preferences: Preferences) -> None:
        """``folder`` is an absolute path. Nothing is read before ``refresh``."""
        self.folder = folder
        self.preferences = preferences
        self.vocabulary: Vocabulary | None = None
        """None as long as there has not been a sound one."""
        self.mistakes: tuple[Problem, ...] = ()
        """Those in the configuration and the glossaries as they are on the disk."""
        self.failure = ""
        """Why there is no new vocabulary, where that is no mistake with a place."""
        self.configuration: str | None = None
        """The path of the file that configures it, if there is one."""
        self._sources: frozenset[str] = frozenset()
        self._signature: _Signature | None = None

    @property
    def cache(self) -> Cache:
        """The one that a run on the command line would use."""
        path = self.configuration
        return Cache(os.path.join(self.folder if path is None else os.path.dirname(path), FOLDER))

    @property
    def choice(self) -> Choice:
        """Which files are meant; those that are excluded are so even if they are open."""
        if self.vocabulary is None:
            return Choice(force_exclude=True)
        settings = self.vocabulary.settings
        return Choice(settings.include, settings.exclude, force_exclude=True)

    def shown(self, path: str) -> str:
        """An absolute path as findings have it."""
        return show(path, self.folder)

    def path_of(self, shown: str) -> str:
        """The absolute path that is shown as ``shown``."""
        return os.path.normpath(os.path.join(self.folder, shown))

    def is_source(self, path: str) -> bool:
        """Whether the configuration or a glossary of the project stands at ``path``."""
        return path in self._sources

    @property
    def configurations(self) -> tuple[str, ...]:
        """The paths of the configuration and of all that it extends."""
        if self.vocabulary is not None and self.vocabulary.settings.files:
            return self.vocabulary.settings.files
        return () if self.configuration is None else (self.configuration,)

    def own_glossaries(self) -> tuple[str, ...]:
        """The paths of the glossaries that the configuration names, but the built-in ones."""
        if self.vocabulary is None:
            return ()
        references = self.vocabulary.settings.glossaries or ()
        named = [each for each in references if os.path.dirname(each.name) or "." in each.name]
        return tuple(os.path.normpath(os.path.join(each.folder, each.name)) for each in named)

    def refresh(self) -> bool:
        """Read what has changed on the disk; whether there is anything new.

        Never raises: what goes wrong is told by ``mistakes`` and ``failure``.
        """
        before = self.vocabulary, self.mistakes, self.failure
        # A file may change while it is read, and which files there are is known afterwards only.
        for _ in range(_MOST_READINGS):
            configuration = self._find_configuration()
            signature = _signature({*self._sources, *([configuration] if configuration else [])})
            if signature == self._signature:
                break
            self._read(configuration)
            self._signature = signature
        return before != (self.vocabulary, self.mistakes, self.failure)

    def concept_at(self, path: str, line: int) -> Concept | None:
        """The concept that is described at a 1-based line of a glossary."""
        if self.vocabulary is None:
            return None
        shown = self.shown(path)
        concepts = self.vocabulary.termbase.concepts.values()
        before = [
            each for each in concepts if each.origin.path == shown and each.origin.line <= line
        ]
        return max(before, key=lambda each: each.origin.line, default=None)

    def _read(self, configuration: str | None) -> None:
        self.configuration = configuration
        self.mistakes, self.failure = (), ""
        try:
            settings = Settings()
            if configuration is not None:
                is_found = self.preferences.configuration is None
                wrong = misnamed(configuration) if is_found else ""
                if wrong:
                    raise ready.NotReady([f"{self.shown(configuration)}: {wrong}"])
                settings = ready.settings_from(configuration, self.folder, self.cache)
            self._sources = frozenset(settings.files)
            settings = settings.with_flags(self.preferences.select, self.preferences.ignore)
            compiled = ready.compile_termbase(settings, self.folder, self.cache)
            self.vocabulary = Vocabulary(settings, compiled)
            self._sources |= {*compiled.files}
        except ready.NotReady as error:
            self.mistakes = self._mistakes()
            self.failure = "" if self.mistakes else str(error)

    def _find_configuration(self) -> str | None:
        chosen = self.preferences.configuration
        if chosen is not None:
            return os.path.abspath(os.path.join(self.folder, chosen))
        return find(self.folder)

    def _mistakes(self) -> tuple[Problem, ...]:
        """The mistakes that keep the vocabulary from being made, each with its place. What was read
        to find them is among the sources, since it may mend them."""
        settings = Settings()
        seen: ready.Seen = []
        try:
            if self.configuration is not None:
                settings = load_settings(self.configuration, self.folder, seen)
            return load_glossaries(settings.glossaries, self.folder, seen)[1]
        except ConfigError as error:
            return error.problems
        except GlossaryNotFound:
            return ()
        finally:
            self._sources |= {path for path, _ in seen}


def _signature(paths: Iterable[str]) -> _Signature:
    """What changes when one of the files does."""
    return tuple(_state(path) for path in sorted(paths))


def _state(path: str) -> tuple[str, int, int]:
    try:
        status = os.stat(path)
    except (OSError, ValueError):
        return path, -1, -1
    return path, status.st_mtime_ns, status.st_size
