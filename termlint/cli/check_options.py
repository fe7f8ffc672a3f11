"""The options of ``termlint check`` and what they come to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from types import SimpleNamespace
from typing import TypeVar

import click

from termlint.checknames import SEVERITIES
from termlint.cli.option_values import (
    FromEnvironment,
    baseline_name,
    check_names,
    file_name,
    output_file,
    report_files,
)
from termlint.report import FORMATS

NEVER = "never"
"""No finding makes the run fail."""

Command = TypeVar("Command", bound=Callable[..., object])


class RunOptions(SimpleNamespace):
    """What says which files are checked and how, as click hands it over."""

    paths: tuple[str, ...]
    glossaries: tuple[str, ...]
    config: str | None
    isolated: bool
    select: frozenset[str] | None
    ignore: frozenset[str] | None
    force_exclude: bool
    jobs: int | None
    cluster: str | None
    """The address of a Dask scheduler, whose workers take the place of processes here."""
    no_cache: bool
    cache_dir: str | None
    quiet: bool

    @property
    def is_fixing(self) -> bool:
        """Whether files are checked in rounds, until nothing is left to fix."""
        return False


class Options(RunOptions):
    """All that stands on the command line of ``termlint check``."""

    baseline: str | None
    changed_since: str | None
    output_format: str
    output_file: str | None
    reports: tuple[tuple[str, str], ...]
    """Format and file of each further report."""
    stdin_filename: str | None
    fix: bool
    fix_only: bool
    """Whether fixes are made and nothing is reported."""
    unsafe_fixes: bool
    diff: bool
    fail_on: str
    exit_zero: bool
    statistics: bool
    show_files: bool
    show_settings: bool
    color: str

    @property
    def is_fixing(self) -> bool:
        return self.fix or self.fix_only or self.diff


def check_options(command: Command) -> Command:
    """The options that ``termlint check`` has of its own, in the order in which help lists them."""
    return run_options(_with(_CHECK_OPTIONS, command))


def run_options(command: Command) -> Command:
    """Those of all commands that check files."""
    return _with(_RUN_OPTIONS, command)


def _with(options: Sequence[Callable[[Command], Command]], command: Command) -> Command:
    for option in reversed(options):
        command = option(command)
    return command


_RUN_OPTIONS = (
    click.option(
        "--select",
        callback=check_names,
        multiple=True,
        metavar="CHECK",
        help='Run these checks and no others; commas between them, or "all".',
    ),
    click.option(
        "--ignore",
        callback=check_names,
        multiple=True,
        metavar="CHECK",
        help="Leave these checks out.",
    ),
    click.option(
        "--force-exclude", is_flag=True, help="Exclude paths even where they are given by name."
    ),
    click.option(
        "--jobs",
        type=click.IntRange(min=1),
        metavar="N",
        help="How many processes work at the same time.  [default: number of processors]",
    ),
    click.option(
        "--cluster",
        metavar="ADDRESS",
        help="Let the workers of a Dask cluster do it; the address is that of its scheduler.",
    ),
    click.option("--no-cache", is_flag=True, help="Work everything out again, keep nothing."),
    click.option(
        "--cache-dir",
        callback=file_name,
        metavar="DIR",
        help="Where to keep what was worked out.  [default: .termlint_cache in the project]",
    ),
    click.option("-q", "--quiet", is_flag=True, help="Print findings and errors, nothing else."),
)

_CHECK_OPTIONS = (
    click.option(
        "--baseline",
        callback=baseline_name,
        metavar="FILE",
        help="Leave out the findings that are in this baseline.",
    ),
    click.option(
        "--changed-since",
        metavar="REV",
        help="Report only on lines that changed since this revision of Git.",
    ),
    click.option(
        "--output-format",
        cls=FromEnvironment,
        type=click.Choice(list(FORMATS)),
        default="full",
        envvar="TERMLINT_OUTPUT_FORMAT",
        show_envvar=True,
        show_default=True,
        help="How findings are written.",
    ),
    click.option(
        "-o",
        "--output-file",
        callback=output_file,
        metavar="FILE",
        help="Write the findings to this file.",
    ),
    click.option(
        "--report",
        "reports",
        callback=report_files,
        multiple=True,
        metavar="FORMAT=FILE",
        help="Write them to this file, too, in a format of its own. May be repeated.",
    ),
    click.option("--stdin-filename", metavar="NAME", help="What standard input is called."),
    click.option("--fix", is_flag=True, help="Make the safe fixes and report what remains."),
    click.option("--fix-only", is_flag=True, help="Make the safe fixes and report nothing."),
    click.option(
        "--unsafe-fixes", is_flag=True, help="With --fix, --fix-only or --diff, the others too."
    ),
    click.option("--diff", is_flag=True, help="Only show what --fix would change."),
    click.option(
        "--fail-on",
        type=click.Choice([*SEVERITIES, NEVER]),
        default="warning",
        show_default=True,
        help="From which severity on a finding makes the exit status 1.",
    ),
    click.option("--exit-zero", is_flag=True, help="Exit with 0 even where there are findings."),
    click.option("--statistics", is_flag=True, help="Count the findings of each check instead."),
    click.option("--show-files", is_flag=True, help="Only list the files that would be checked."),
    click.option("--show-settings", is_flag=True, help="Only print the settings."),
    click.option(
        "--color",
        type=click.Choice(["auto", "always", "never"]),
        default="auto",
        show_default=True,
        help="Whether to use colours.",
    ),
)
