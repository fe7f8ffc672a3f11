"""The options of ``termlint check`` and what they come to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

import click

from termlint.checknames import CHECK_NAMES
from termlint.diagnostic import Severity
from termlint.report import FORMATS
from termlint.report.terminal import visible

NEVER = "never"
"""No finding makes the run fail."""

Command = TypeVar("Command", bound=Callable[..., object])


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What stands on the command line, as click hands it over."""

    paths: tuple[str, ...]
    glossaries: tuple[str, ...]
    config: str | None
    isolated: bool
    select: frozenset[str] | None
    ignore: frozenset[str] | None
    output_format: str
    output_file: str | None
    stdin_filename: str | None
    force_exclude: bool
    fail_on: str
    exit_zero: bool
    statistics: bool
    show_files: bool
    show_settings: bool
    jobs: int | None
    color: str
    quiet: bool


def check_options(command: Command) -> Command:
    """The options that ``termlint check`` has of its own, in the order in which help lists them."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def _check_names(
    ctx: click.Context, option: click.Parameter, values: tuple[str, ...]
) -> frozenset[str] | None:
    """The names in all uses of an option, commas between them; None where it is not used."""
    names = [name.strip() for value in values for name in value.split(",")]
    for name in names:
        if name not in (*CHECK_NAMES, "all"):
            # Imported for a mistake only: with it comes the reader of glossaries.
            from termlint.glossary.problems import suggest

            advice = suggest(name, CHECK_NAMES, f"use one of {', '.join(CHECK_NAMES)}")
            raise click.BadParameter(visible(f'unknown check "{name}"; {advice}'))
    return frozenset(CHECK_NAMES if "all" in names else names) if values else None


_OPTIONS = (
    click.option(
        "--select",
        callback=_check_names,
        multiple=True,
        metavar="CHECK",
        help='Run these checks and no others; commas between them, or "all".',
    ),
    click.option(
        "--ignore",
        callback=_check_names,
        multiple=True,
        metavar="CHECK",
        help="Leave these checks out.",
    ),
    click.option(
        "--output-format",
        type=click.Choice(list(FORMATS)),
        default="full",
        envvar="TERMLINT_OUTPUT_FORMAT",
        show_envvar=True,
        show_default=True,
        help="How findings are written.",
    ),
    click.option("-o", "--output-file", metavar="FILE", help="Write the findings to this file."),
    click.option("--stdin-filename", metavar="NAME", help="What standard input is called."),
    click.option(
        "--force-exclude", is_flag=True, help="Exclude paths even where they are given by name."
    ),
    click.option(
        "--fail-on",
        type=click.Choice([*map(str, sorted(Severity, reverse=True)), NEVER]),
        default=str(Severity.WARNING),
        show_default=True,
        help="From which severity on a finding makes the exit status 1.",
    ),
    click.option("--exit-zero", is_flag=True, help="Exit with 0 even where there are findings."),
    click.option("--statistics", is_flag=True, help="Count the findings of each check instead."),
    click.option("--show-files", is_flag=True, help="Only list the files that would be checked."),
    click.option("--show-settings", is_flag=True, help="Only print the settings."),
    click.option(
        "--jobs",
        type=click.IntRange(min=1),
        metavar="N",
        help="How many processes work at the same time.  [default: number of processors]",
    ),
    click.option(
        "--color",
        type=click.Choice(["auto", "always", "never"]),
        default="auto",
        show_default=True,
        help="Whether to use colours.",
    ),
    click.option("-q", "--quiet", is_flag=True, help="Print findings and errors, nothing else."),
)
