"""One run over many files, in this process or in several: files in, one report out."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NoReturn

from termlint.config.settings import Settings
from termlint.files import SourceFile
from termlint.files.text import ReadError, decode, read
from termlint.finding import FileError, Finding, place
from termlint.lint import DEFAULT_CHECKS, Linter, Rules
from termlint.markdown import PROSE_KEYS
from termlint.report import Report
from termlint.termbase import Termbase

PARALLEL_FROM = 100
"""With fewer files than this, starting processes takes longer than they save."""
BATCH = 16
"""How many files a process is given at a time."""

Progress = Callable[[int, int], None]
"""Is told how many files are done, and of how many."""


class RunError(Exception):
    """The run could not be brought to its end."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one file."""

    findings: tuple[Finding, ...] = ()
    errors: tuple[FileError, ...] = ()


class Checker:
    """Checks one file after the other. Picklable, to be sent to other processes."""

    def __init__(self, termbase: Termbase, settings: Settings) -> None:
        self.linter = Linter(termbase)
        self._settings = settings

    def check(self, file: SourceFile) -> Outcome:
        """Read a file and check it. Whatever goes wrong becomes an error of this file."""
        try:
            text = (read(file.path) if file.data is None else decode(file.data)).text
            linter = self.linter.under(rules_for(file.path, self._settings))
            return Outcome(place(file.shown, text, linter.lint(text, file.shown)))
        except ReadError as error:
            message = str(error)
        except Exception as error:  # one text that termlint stumbles over must not end the run
            message = internal(error)
        return Outcome(errors=(FileError(file.shown, message),))


def rules_for(path: str, settings: Settings) -> Rules:
    """What is asked of the file at an absolute ``path``; of its path rules, the later decides."""
    select = DEFAULT_CHECKS if settings.select is None else settings.select
    ignore = settings.ignore
    severities = dict(settings.severities)
    for rule in settings.path_rules:
        if rule.patterns.match(path):
            select = select if rule.select is None else rule.select
            ignore |= rule.ignore
            severities |= rule.severities
    keys = PROSE_KEYS if settings.prose_keys is None else settings.prose_keys
    return Rules(select - ignore, severities, keys)


def internal(error: Exception) -> str:
    """What to say of an exception that nobody expected, with the place where it arose."""
    trace, place = error.__traceback__, ""
    while trace is not None:
        name = trace.tb_frame.f_globals.get("__name__", "")
        if name.startswith("termlint"):
            place = f" in {name}, line {trace.tb_lineno}"
        trace = trace.tb_next
    said = f": {error}" if str(error) else ""
    return f"internal error, please report it: {type(error).__name__}{said}{place}"


def run(
    checker: Checker, files: Sequence[SourceFile], jobs: int, progress: Progress
) -> tuple[Outcome, ...]:
    """The outcome of each file, in the order of ``files``. Raises RunError.

    Up to ``jobs`` processes work at the same time.
    """
    if jobs == 1 or len(files) < PARALLEL_FROM:
        outcomes: Iterator[Outcome] = map(checker.check, files)
    else:
        outcomes = _in_processes(checker, files, min(jobs, -(-len(files) // BATCH)))
    done = []
    for outcome in outcomes:
        done.append(outcome)
        progress(len(done), len(files))
    return tuple(done)


def collect(outcomes: Sequence[Outcome], errors: Sequence[FileError], termbase: Termbase) -> Report:
    """The report of a run: its outcomes, and ``errors`` of what was never begun."""
    return Report(
        findings=tuple(
            sorted(
                (finding for outcome in outcomes for finding in outcome.findings),
                key=lambda finding: (finding.path, finding.diagnostic.span.start),
            )
        ),
        errors=tuple(
            sorted(
                [*errors, *(error for outcome in outcomes for error in outcome.errors)],
                key=lambda error: error.path,
            )
        ),
        files=sum(not outcome.errors for outcome in outcomes),
        termbase=termbase,
    )


def _in_processes(checker: Checker, files: Sequence[SourceFile], jobs: int) -> Iterator[Outcome]:
    # Imported for large runs only: they take 35 ms, as long as some ten files.
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    # A pool ends its processes when this one ends by itself, not when a signal ends it.
    before = {number: signal.signal(number, _end) for number in _ENDING}
    pool = ProcessPoolExecutor(jobs, initializer=_begin, initargs=(checker,))
    try:
        yield from pool.map(_check, files, chunksize=BATCH)
    except BrokenProcessPool:
        raise RunError(
            "a process that checked files was ended from outside, perhaps for lack of memory; "
            "try again with fewer --jobs"
        ) from None
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
        for number, handler in before.items():
            signal.signal(number, handler)


def _begin(checker: Checker) -> None:
    """Prepare a new process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that reports
    for number in _ENDING:
        signal.signal(number, signal.SIG_DFL)
    global _checker
    _checker = checker


def _end(number: int, _frame: object) -> NoReturn:
    raise SystemExit(128 + number)


_ENDING = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]

_checker: Checker
"""What this process checks files with, if it is one of several."""


def _check(file: SourceFile) -> Outcome:
    return _checker.check(file)
