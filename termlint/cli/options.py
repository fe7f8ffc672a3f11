"""The options that several commands share, and what they lead to: settings and a termbase."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, TypeVar

import click

from termlint.cache import Cache
from termlint.cli.output import Failure
from termlint.compiled import Compiled
from termlint.config import find, misnamed
from termlint.config.settings import Reference, Settings
from termlint.files import show
from termlint.files.text import reason
from termlint.ready import NotReady, compile_termbase, settings_from

if TYPE_CHECKING:
    from termlint.glossary import Problem
    from termlint.termbase import Termbase

Command = TypeVar("Command", bound=Callable[..., object])


def glossary_options(command: Command) -> Command:
    """``--glossary``, ``--config`` and ``--isolated``."""
    for option in (
        click.option("--isolated", is_flag=True, help="Read no configuration."),
        click.option("--config", metavar="FILE", help="Read this configuration, not the nearest."),
        click.option(
            "--glossary",
            "glossaries",
            metavar="FILE|ID",
            multiple=True,
            help="Use this glossary, not those of the configuration. May be repeated.",
        ),
    ):
        command = option(command)
    return command


def working_directory() -> str:
    """The absolute path of the working directory. Raises Failure where it has been removed."""
    try:
        return os.getcwd()
    except OSError as error:
        raise Failure([f"the working directory is not there: {reason(error)}"]) from None


def load_settings(
    config: str | None,
    isolated: bool,
    glossaries: Iterable[str],
    directory: str,
    cache: Cache | None = None,
) -> Settings:
    """The settings under the options of ``glossary_options``. Raises Failure."""
    path = configuration(config, isolated, directory)
    settings = Settings()
    if path is not None:
        try:
            settings = settings_from(path, directory, cache)
        except NotReady as error:
            raise Failure(error.messages) from None
    references = tuple(Reference(name, directory) for name in glossaries)
    return settings.with_glossaries(references) if references else settings


def configuration(config: str | None, isolated: bool, directory: str) -> str | None:
    """The path of the configuration that holds under the options, if there is one.

    Raises Failure where there is one that has another name.
    """
    if config is not None and isolated:
        raise click.UsageError("--config and --isolated exclude each other; give one of them")
    if config or isolated:
        return config
    path = find(directory)
    if path is not None and (wrong := misnamed(path)):
        raise Failure([f"{show(path, directory)}: {wrong}"])
    return path


def load_compiled(settings: Settings, directory: str, cache: Cache | None) -> Compiled:
    """The compiled termbase of the glossaries in ``settings``. Raises Failure."""
    try:
        return compile_termbase(settings, directory, cache)
    except NotReady as error:
        raise Failure(error.messages) from None


def load_termbase(settings: Settings, directory: str) -> Termbase:
    """The termbase of the glossaries in ``settings``, which have no mistakes. Raises Failure."""
    termbase, problems = read_glossaries(settings, directory)
    if problems:
        raise Failure(map(str, problems))
    return termbase


def read_glossaries(settings: Settings, directory: str) -> tuple[Termbase, tuple[Problem, ...]]:
    """What the glossaries in ``settings`` say and the mistakes in them.

    Raises Failure where one that is named on the command line is not there.
    """
    from termlint.config.glossaries import load_glossaries
    from termlint.glossary import GlossaryNotFound

    try:
        return load_glossaries(settings.glossaries, directory)
    except GlossaryNotFound as error:
        raise Failure([str(error)]) from None
