"""Glossaries and configurations that are open: their mistakes, and the words that go into them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from termlint import builtin
from termlint.config import FILE, PROJECT_FILE
from termlint.config.glossaries import resolve
from termlint.config.loading import ConfigError, Texts
from termlint.config.loading import load as load_configuration
from termlint.config.settings import Reference, Settings
from termlint.editor.checked import Snapshot
from termlint.editor.project import Project
from termlint.editor.uris import path_of
from termlint.files.text import ReadError, read
from termlint.glossary import GlossaryNotFound, Problem, Source, load
from termlint.span import LineIndex, Span
from termlint.specs import run_specs
from termlint.termbase import Termbase

_GLOSSARY = re.compile(r"^glossary:[ \t]*\S", re.MULTILINE)
_VALUE = re.compile(r"\"[^\"\n\r]*\"|'[^'\n\r]*'|[^\n\r,:\[\]{}#]+")


class Mistake(NamedTuple):
    """What is wrong in a glossary or a configuration."""

    span: Span
    message: str
    is_spec: bool = False
    """Whether it is an example that does not hold."""


def is_glossary(snapshot: Snapshot, project: Project) -> bool:
    """Whether a text is a glossary, by what it says or since the project has it."""
    path = path_of(snapshot.uri) or snapshot.uri
    is_yaml = snapshot.language == "yaml" or path.endswith((".yaml", ".yml"))
    if not is_yaml or is_configuration(snapshot, project):
        return False
    return bool(_GLOSSARY.search(snapshot.text)) or project.is_source(path)


def is_configuration(snapshot: Snapshot, project: Project) -> bool:
    """Whether a text is a configuration."""
    path = path_of(snapshot.uri)
    if path is None:
        return False
    name = os.path.basename(path)
    is_of_project = name == PROJECT_FILE and "[tool.termlint" in snapshot.text
    return name == FILE or is_of_project or path in project.configurations


def mistakes_in_glossary(
    snapshot: Snapshot, project: Project, texts: Texts, *, thorough: bool
) -> Iterator[Mistake]:
    """What is wrong in a glossary as it stands in the editor, and with all that goes with it.

    ``thorough`` runs its examples, too, if nothing else is wrong.
    """
    path = path_of(snapshot.uri)
    text = snapshot.content
    if path is None:
        path = os.path.join(project.folder, "untitled.yaml")
    shown = project.shown(path)
    termbase, problems = load_around(path, text, project, texts)
    yield from mistakes_at(text, (each for each in problems if each.path == shown))
    if thorough and not problems:
        for result in run_specs(termbase, {shown}):
            if not result.ok:
                origin = result.spec.origin
                span = _span_at(text, origin.line, origin.column)
                yield Mistake(span, f"this example does not hold: {result.message}", is_spec=True)


def mistakes_in_configuration(snapshot: Snapshot, project: Project) -> Iterator[Mistake]:
    """What is wrong in a configuration as it stands in the editor."""
    path = path_of(snapshot.uri)
    assert path is not None
    text = snapshot.content
    problems: list[Problem] = []
    try:
        settings = load_configuration(path, project.folder, texts={path: text}.get)
        problems += _not_found(settings, project.folder)
    except ConfigError as error:
        problems += error.problems
    shown = project.shown(path)
    yield from mistakes_at(text, (each for each in problems if each.path == shown))


def mistakes_at(text: str, problems: Iterable[Problem]) -> Iterator[Mistake]:
    """The problems of a text with the words that they are about."""
    for problem in problems:
        yield Mistake(_span_at(text, problem.line, problem.column), problem.message)


def load_around(
    path: str, text: str, project: Project, texts: Texts
) -> tuple[Termbase, tuple[Problem, ...]]:
    """The termbase of the project's glossaries with ``text`` at ``path``; of that one alone, with
    what it extends, where the project does not have it."""
    reader = _Reader(project, path, text, texts)
    settings = project.vocabulary.settings if project.vocabulary else None
    references = [*((settings.glossaries if settings else None) or ())]
    if settings is not None and settings.glossaries is None:
        references = [Reference(each, project.folder) for each in builtin.DEFAULT]
    named = []
    for each in references:
        try:
            named.append(resolve(each.name, each.folder, project.folder))
        except GlossaryNotFound:
            continue
    if not (project.is_source(path) and named):
        named = [path]
    return load(named, reader)


class _Reader:
    """Reads glossaries, open ones as they are in the editor."""

    def __init__(self, project: Project, path: str, text: str, texts: Texts) -> None:
        self._project = project
        self._path = path
        self._text = text
        self._texts = texts
        self._folders: dict[str, str] = {}

    def __call__(self, name: str, base: str | None) -> Source:
        folder = self._project.folder if base is None else self._folders[base]
        path = name if name == self._path else resolve(name, folder, self._project.folder)
        text = self._text if path == self._path else self._texts(path)
        if text is None:
            try:
                text = read(path).text
            except ReadError as error:
                raise GlossaryNotFound(f"this glossary cannot be read: {error}") from None
        shown = self._project.shown(path)
        self._folders[shown] = os.path.dirname(path)
        return Source(shown, text)


def _not_found(settings: Settings, folder: str) -> Iterator[Problem]:
    """The glossaries that are asked for and are not there."""
    for each in settings.glossaries or ():
        try:
            resolve(each.name, each.folder, folder)
        except GlossaryNotFound as error:
            if each.origin is not None:
                yield Problem(each.origin.path, each.origin.line, each.origin.column, str(error))


def _span_at(text: str, line: int, column: int) -> Span:
    """The value that begins at a 1-based place, or the rest of its line."""
    lines = LineIndex(text)
    whole = lines.span_of_line(min(line, len(lines)))
    start = min(whole.start + column - 1, whole.end)
    value = _VALUE.match(text, start, whole.end)
    return Span(start, start + len(value[0].rstrip()) if value else whole.end)
