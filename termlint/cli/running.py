"""One run as the options ask for it: from paths to files, from files to a report."""

from __future__ import annotations

import os
from collections.abc import Sequence

from termlint.cache import FOLDER, Cache, is_free_for_a_cache
from termlint.cli.check_options import RunOptions
from termlint.cli.options import configuration, load_compiled
from termlint.cli.output import Failure, say
from termlint.cli.progress import ProgressLine
from termlint.config.settings import Settings
from termlint.fileerror import FileError
from termlint.files import Choice, Found, find
from termlint.files.project import Project
from termlint.memory import OutcomeMemory
from termlint.report import Report
from termlint.run import Checker, Memory, RunError, collect, run

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
    return Checking(options, settings, directory).report_on(found)


class Checking:
    """Checks files as options and settings ask for it; what that takes is made ready once."""

    def __init__(self, options: RunOptions, settings: Settings, directory: str) -> None:
        """Raises Failure."""
        if options.cluster and options.jobs:
            raise Failure(["--jobs is for processes of this machine; leave it out with --cluster"])
        self._options = options
        self._settings = settings
        self._cache = cache_for(options, directory)
        self._compiled = load_compiled(settings, directory, self._cache)
        self._memory: Memory | None = None
        if self._cache is not None:
            self._memory = OutcomeMemory(self._cache, self._compiled.digest, settings)
        elif options.is_fixing:
            from termlint.run.rounds import RoundMemory  # most runs have one round only

            self._memory = RoundMemory()
        self._project = Project(directory, next(iter(settings.files), None), settings.include)

    def report_on(self, found: Found) -> Report:
        """The report on the files that were found. Raises Failure."""
        options, compiled = self._options, self._compiled
        progress = ProgressLine(quiet=options.quiet)
        try:
            outcomes = run(
                Checker(compiled, self._settings),
                found.files,
                min(options.jobs or _processors(), _MOST_JOBS),
                progress,
                cluster=options.cluster,
                memory=self._memory,
                project=self._project,
            )
        except RunError as error:
            raise Failure([str(error)]) from None
        finally:
            progress.close()
        has_findings = any(outcome.findings for outcome in outcomes)
        concepts = compiled.linter.termbase.concepts if has_findings else {}
        return collect(outcomes, found.errors, concepts)


def cache_for(options: RunOptions, directory: str) -> Cache | None:
    """Where this run and the next ones keep what they work out, if they do.

    Raises Failure for a folder that has something else in it: Git, and so the next run, would pass
    over all that is in the folder of a cache.
    """
    if options.no_cache:
        return None
    if options.cache_dir is not None:
        folder = os.path.abspath(os.path.join(directory, options.cache_dir))
        if not is_free_for_a_cache(folder):
            advice = "give a folder that is new, or empty, or was made by --cache-dir"
            raise Failure([f"--cache-dir: {options.cache_dir} is no cache of termlint; {advice}"])
        return Cache(folder)
    path = configuration(options.config, options.isolated, directory)
    return Cache(os.path.join(directory if path is None else os.path.dirname(path), FOLDER))


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
