"""One run as the options ask for it: from paths to files, from files to a report."""

from __future__ import annotations

import os
from collections.abc import Sequence

from termlint.cli.check_options import RunOptions
from termlint.cli.options import load_termbase
from termlint.cli.output import Failure, say
from termlint.cli.progress import ProgressLine
from termlint.config.settings import Settings
from termlint.files import Choice, Found, find
from termlint.finding import FileError
from termlint.report import Report

_MOST_JOBS = 64


def choice(options: RunOptions, settings: Settings) -> Choice:
    """What the settings and the options say of which files are meant."""
    return Choice(settings.include, settings.exclude, options.force_exclude)


def find_files(
    options: RunOptions, paths: Sequence[str], settings: Settings, directory: str
) -> Found:
    """The files that ``paths`` mean."""
    return find(paths, choice(options, settings), directory)


def check_files(options: RunOptions, settings: Settings, found: Found, directory: str) -> Report:
    """The report on the files that were found. Raises Failure."""
    # Imported now that there is something to do: the parser of Markdown comes with it.
    from termlint.lint import Linter
    from termlint.run import Checker, RunError, collect, run

    termbase = load_termbase(settings, directory)
    if options.cluster and options.jobs:
        raise Failure(["--jobs is for processes of this machine; leave it out with --cluster"])
    progress = ProgressLine(quiet=options.quiet)
    jobs = min(options.jobs or _processors(), _MOST_JOBS)
    try:
        checker = Checker(Linter(termbase), settings)
        outcomes = run(checker, found.files, jobs, progress, cluster=options.cluster)
    except RunError as error:
        raise Failure([str(error)]) from None
    finally:
        progress.close()
    return collect(outcomes, found.errors, termbase)


def say_errors(errors: Sequence[FileError]) -> None:
    """Say on standard error what was not read."""
    for error in errors:
        say(f"error: {error.path}: {error.message}")
    if errors:
        count = "1 path was" if len(errors) == 1 else f"{len(errors)} paths were"
        say(f"error: {count} not read")


def _processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
