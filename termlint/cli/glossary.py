"""``termlint glossary``: check glossaries, run their specs, print the merged termbase."""

from __future__ import annotations

from collections.abc import Iterable

import click

from termlint.cli.options import (
    glossary_options,
    load_settings,
    load_termbase,
    read_glossaries,
    working_directory,
)
from termlint.cli.output import emit
from termlint.cli.status import FAILED, FOUND, OK
from termlint.config.glossaries import resolve
from termlint.explain import summarize
from termlint.files import show as shown
from termlint.report import counted
from termlint.report.terminal import visible
from termlint.specs import run_specs

GLOSSARIES = click.argument("named", nargs=-1, metavar="[FILE|ID]...")


@click.group("glossary", short_help="Check glossaries, run their specs, or show them.")
def command() -> None:
    """Check glossaries, run their specs, or show what they say together.

    Without FILE or ID these are the glossaries of the configuration, or else the built-in ones.
    """


@command.command()
@GLOSSARIES
@glossary_options
def check(
    named: tuple[str, ...], glossaries: tuple[str, ...], config: str | None, isolated: bool
) -> int:
    """Find the mistakes in glossaries."""
    directory = working_directory()
    settings = load_settings(config, isolated, glossaries + named, directory)
    termbase, problems = read_glossaries(settings, directory)
    if problems:
        _print(str(problem) for problem in problems)
        return FAILED
    _print([f"no mistakes in {', '.join(termbase.glossaries)}"])
    return OK


@command.command()
@GLOSSARIES
@glossary_options
def test(
    named: tuple[str, ...], glossaries: tuple[str, ...], config: str | None, isolated: bool
) -> int:
    """Run the specs of glossaries.

    Those of a glossary that is given by FILE or ID are run, and not those of what it extends.
    """
    directory = working_directory()
    settings = load_settings(config, isolated, glossaries + named, directory)
    termbase = load_termbase(settings, directory)
    only = [shown(resolve(name, directory, directory), directory) for name in named]
    results = run_specs(termbase, only or None)
    failed = [result for result in results if not result.ok]
    for result in failed:
        _print([f"{result.spec.origin}: {result.spec.text.strip()}", f"  {result.message}"])
    _print([f"{counted(len(results), 'spec')}, {len(failed) or 'none'} failed"])
    return FOUND if failed else OK


@command.command()
@GLOSSARIES
@glossary_options
def show(
    named: tuple[str, ...], glossaries: tuple[str, ...], config: str | None, isolated: bool
) -> int:
    """Print the termbase that the glossaries make together."""
    directory = working_directory()
    settings = load_settings(config, isolated, glossaries + named, directory)
    _print(summarize(load_termbase(settings, directory)))
    return OK


def _print(lines: Iterable[str]) -> None:
    emit("".join(f"{visible(line)}\n" for line in lines))
