"""The options of ``termlint check`` and what they come to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from types import SimpleNamespace
from typing import TypeVar

import click

from termlint.checknames import CHECK_NAMES, SEVERITIES
from termlint.report import FORMATS
from termlint.report.terminal import visible

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


def _named(ctx: click.Context, option: click.Parameter, value: str | None) -> str | None:
    """The name of a file or folder, which an unset variable of the shell would leave empty."""
    if value == "":
        raise click.BadParameter("the name is empty; give one or leave out the option")
    return value


def _reports(
    ctx: click.Context, option: click.Parameter, values: tuple[str, ...]
) -> tuple[tuple[str, str], ...]:
    """The format and the file of each use of the option."""
    reports = []
    for value in values:
        output_format, _, path = value.partition("=")
        if output_format not in FORMATS or not path:
            known = ", ".join(FORMATS)
            raise click.BadParameter(
                visible(f'"{value}" is no FORMAT=FILE with one of the formats {known}')
            )
        reports.append((output_format, path))
    return tuple(reports)


_RUN_OPTIONS = (
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
        callback=_named,
        metavar="DIR",
        help="Where to keep what was worked out.  [default: .termlint_cache in the project]",
    ),
    click.option("-q", "--quiet", is_flag=True, help="Print findings and errors, nothing else."),
)

_CHECK_OPTIONS = (
    click.option(
        "--baseline",
        callback=_named,
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
        callback=_named,
        metavar="FILE",
        help="Write the findings to this file.",
    ),
    click.option(
        "--report",
        "reports",
        callback=_reports,
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
