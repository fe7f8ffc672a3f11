"""``termlint check``: lint files, folders and standard input."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any

import click
from click.core import ParameterSource

from termlint.cli.check_options import NEVER, Options, check_options
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


_MOST_JOBS = 64


@click.command("check")
@click.argument("paths", nargs=-1, metavar="[PATHS]...")
@glossary_options
@check_options
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
