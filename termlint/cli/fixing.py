"""``--fix`` and ``--diff``: what they print and say."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from termlint.cli.check_options import NEVER, Options
from termlint.cli.logs import for_log
from termlint.cli.output import (
    Failure,
    emit,
    emit_bytes,
    has_color,
    is_file,
    is_terminal,
    say,
    write_file,
)
from termlint.cli.running import say_errors
from termlint.cli.status import FAILED, FOUND, OK
from termlint.fileerror import FileError
from termlint.files import Found
from termlint.report import Report, counted
from termlint.report.terminal import BOLD, CYAN, GREEN, RED, paint, visible
from termlint.run.fixing import Check, FixedFiles

_STYLES = (("---", BOLD), ("+++", BOLD), ("@@", CYAN), ("-", RED), ("+", GREEN))


class Fixed(NamedTuple):
    """What came of ``--fix``."""

    report: Report
    """On what is left."""
    unwritten: Sequence[FileError]
    """Why some files were left as they are."""
    notes: Sequence[str]

    def say(self, *, quiet: bool) -> None:
        """Tell what was done; if ``quiet``, only what was not."""
        for error in self.unwritten:
            say(f"error: {error.path}: {error.message}")
        for note in () if quiet else self.notes:
            say(note)


def fix_files(options: Options, found: Found, check: Check) -> Fixed:
    """Fix the files and write them, standard input to standard output. Raises Failure."""
    files = _files(options, found)
    report, notes, unwritten = files.write(check, files.settle(check))
    for file in files.by_name.values():
        if file.is_standard_input:
            emit_bytes(file.now().data or b"")
    notes = [f"note: {note}" for note in notes]
    if files.changed:
        notes.append(f"{_made(files, 'fixed')}, {len(report.findings) or 'none'} remaining")
    return Fixed(report, unwritten, notes)


def diff_files(options: Options, found: Found, check: Check) -> int:
    """Print what ``--fix`` would change, or write it to ``--output-file``; gives the exit status.

    Raises Failure.
    """
    files = _files(options, found)
    report = files.settle(check)
    lines = [line for file in files.changed for line in file.diff()]
    color = has_color(options.color, os.environ, is_terminal(sys.stdout))
    if options.output_file is not None:
        write_file(options.output_file, "".join(lines))
    elif color or is_terminal(sys.stdout):
        emit("".join(_shown(line, color) for line in lines))
    else:  # for a program that applies it, or a log
        text = "".join(lines)
        if not is_file(sys.stdout):
            text = for_log(text, os.environ, os.urandom(16).hex())
        emit_bytes(text.encode())
    say_errors(report.errors)
    for line in () if options.quiet else _outlook(options, files, report):
        say(line)
    if report.errors:
        return FAILED
    is_forgiven = options.exit_zero or options.fail_on == NEVER
    return FOUND if files.changed and not is_forgiven else OK


def _files(options: Options, found: Found) -> FixedFiles:
    names = Counter(file.shown for file in found.files)
    twice = next((name for name, times in names.items() if times > 1), None)
    if twice is not None:
        raise Failure([f"a file and standard input are both called {twice}; fix only one of them"])
    return FixedFiles(found, unsafe=options.unsafe_fixes)


def _made(files: FixedFiles, done: str) -> str:
    fixes = sum(file.made for file in files.changed)
    return f"{counted(fixes, 'finding')} {done} in {counted(len(files.changed), 'file')}"


def _outlook(options: Options, files: FixedFiles, report: Report) -> Iterator[str]:
    """What would be fixed, and what would be only by unsafe fixes."""
    if files.changed:
        yield _made(files, "would be fixed")
    fixes = (finding.diagnostic.fix for finding in report.findings)
    unsafe = sum(1 for fix in fixes if fix is not None and not fix.safe)
    if unsafe and not options.unsafe_fixes:
        hidden = f"unsafe fixes of {counted(unsafe, 'finding')} are not shown"
        yield f"note: {hidden}; --unsafe-fixes shows them"


def _shown(line: str, color: bool) -> str:
    """A line of a diff as a terminal or a log may have it."""
    style = next((style for sign, style in _STYLES if line.startswith(sign)), "")
    return paint(visible(line.rstrip("\r\n")), style, color and bool(style)) + "\n"
