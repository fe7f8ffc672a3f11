"""``termlint check``: lint files, folders and standard input."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import click
from click.core import ParameterSource

from termlint.checknames import CHECK_NAMES
from termlint.cli.options import glossary_options, load_settings, load_termbase, working_directory
from termlint.cli.output import Failure, emit, has_color, is_terminal, say, width, write_file
from termlint.cli.progress import ProgressLine
from termlint.cli.status import FAILED, FOUND, OK
from termlint.config.settings import Settings
from termlint.diagnostic import Severity
from termlint.files import Choice, Found, SourceFile, find, is_excluded, show
from termlint.finding import FileError
from termlint.report import FORMATS, Look, Report
from termlint.report.terminal import visible

STDIN = "-"
STDIN_NAME = "<stdin>"
NEVER = "never"


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


_MOST_JOBS = 64


@click.command("check")
@click.argument("paths", nargs=-1, metavar="[PATHS]...")
@glossary_options
@click.option(
    "--select",
    callback=_check_names,
    multiple=True,
    metavar="CHECK",
    help='Run these checks and no others; commas between them, or "all".',
)
@click.option(
    "--ignore",
    callback=_check_names,
    multiple=True,
    metavar="CHECK",
    help="Leave these checks out.",
)
@click.option(
    "--output-format",
    type=click.Choice(list(FORMATS)),
    default="full",
    envvar="TERMLINT_OUTPUT_FORMAT",
    show_envvar=True,
    show_default=True,
    help="How findings are written.",
)
@click.option("-o", "--output-file", metavar="FILE", help="Write the findings to this file.")
@click.option("--stdin-filename", metavar="NAME", help="What standard input is called.")
@click.option(
    "--force-exclude", is_flag=True, help="Exclude paths even where they are given by name."
)
@click.option(
    "--fail-on",
    type=click.Choice([*map(str, sorted(Severity, reverse=True)), NEVER]),
    default=str(Severity.WARNING),
    show_default=True,
    help="From which severity on a finding makes the exit status 1.",
)
@click.option("--exit-zero", is_flag=True, help="Exit with 0 even where there are findings.")
@click.option("--statistics", is_flag=True, help="Count the findings of each check instead.")
@click.option("--show-files", is_flag=True, help="Only list the files that would be checked.")
@click.option("--show-settings", is_flag=True, help="Only print the settings.")
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    metavar="N",
    help="How many processes work at the same time.  [default: number of processors]",
)
@click.option(
    "--color",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    show_default=True,
    help="Whether to use colours.",
)
@click.option("-q", "--quiet", is_flag=True, help="Print findings and errors, nothing else.")
def command(**given: Any) -> int:
    """Check the terms in Markdown files.

    PATHS are files, folders, or - for standard input; the working directory by default.

    The exit status is 0 when nothing was found, 1 when something was, and 2 when the usage, the
    configuration, a glossary or a file was at fault.
    """
    options = Options(**given)
    from_flag = click.get_current_context().get_parameter_source("output_format")
    is_asked_for = from_flag is ParameterSource.COMMANDLINE
    if options.statistics and is_asked_for and options.output_format not in ("full", "concise"):
        raise click.UsageError("--statistics goes with the formats full and concise only")
    directory = working_directory()
    settings = load_settings(options.config, options.isolated, options.glossaries, directory)
    settings = settings.with_flags(options.select, options.ignore or frozenset())
    if options.show_settings:
        from termlint.cli.settings import describe  # brings the linter with it

        emit("".join(f"{line}\n" for line in describe(settings, directory)))
        return OK
    found = _find(options, settings, directory)
    if options.show_files:
        emit("".join(f"{visible(file.shown)}\n" for file in found.files))
        _say_errors(found.errors)
        return FAILED if found.errors else OK
    report = _check(options, settings, found, directory)
    _write(report, options, directory)
    _say_errors(report.errors)
    if not (report.files or report.errors or options.quiet):
        say("warning: there is no Markdown file in what was to be checked")
    return _status(report, options)


def _find(options: Options, settings: Settings, directory: str) -> Found:
    choice = Choice(settings.include, settings.exclude, options.force_exclude)
    paths = [path for path in options.paths if path != STDIN]
    found = find(paths if options.paths else ["."], choice, directory)
    if STDIN in options.paths:
        path = os.path.abspath(os.path.join(directory, options.stdin_filename or STDIN_NAME))
        if not (options.force_exclude and is_excluded(choice, path, is_folder=False)):
            if sys.stdin is None:
                raise Failure(["standard input is closed"])
            data = sys.stdin.buffer.read()
            found.files.append(SourceFile(path, show(path, directory), data))
    return found


def _check(options: Options, settings: Settings, found: Found, directory: str) -> Report:
    # Imported now that there is something to do: the parser of Markdown comes with it.
    from termlint.run import Checker, RunError, collect, run

    termbase = load_termbase(settings, directory)
    progress = ProgressLine(quiet=options.quiet)
    jobs = min(options.jobs or _processors(), _MOST_JOBS)
    try:
        outcomes = run(Checker(termbase, settings), found.files, jobs, progress)
    except RunError as error:
        raise Failure([str(error)]) from None
    finally:
        progress.close()
    return collect(outcomes, found.errors, termbase)


def _write(report: Report, options: Options, directory: str) -> None:
    to_stdout = options.output_file is None
    color = options.color if to_stdout or options.color == "always" else "never"
    look = Look(
        color=has_color(color, os.environ, is_terminal(sys.stdout)),
        width=width(),
        quiet=options.quiet,
        prefix=prefix_for(os.environ.get("GITHUB_WORKSPACE"), directory),
    )
    module = "termlint.report.statistics" if options.statistics else FORMATS[options.output_format]
    text: str = import_module(module).write(report, look)
    if options.output_file is None:
        emit(text)
    else:
        write_file(options.output_file, text)


def prefix_for(root: str | None, directory: str) -> str:
    """The way from the repository that GitHub has checked out to the working directory."""
    below = show(directory, root) if root else "."
    return "" if below == "." or below.startswith("..") else f"{below}/"


def _say_errors(errors: Sequence[FileError]) -> None:
    for error in errors:
        say(f"error: {error.path}: {error.message}")
    if errors:
        count = "1 path was" if len(errors) == 1 else f"{len(errors)} paths were"
        say(f"error: {count} not read")


def _status(report: Report, options: Options) -> int:
    if report.errors:
        return FAILED
    if options.exit_zero or options.fail_on == NEVER:
        return OK
    least = Severity.named(options.fail_on)
    return FOUND if any(each.diagnostic.severity >= least for each in report.findings) else OK


def _processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
