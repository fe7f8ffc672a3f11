"""``termlint check``: lint files, folders and standard input."""

from __future__ import annotations

import os
import sys
from typing import Any

import click
from click.core import ParameterSource

from termlint.cli.check_options import NEVER, Options, check_options
from termlint.cli.options import glossary_options, load_settings, working_directory
from termlint.cli.output import Failure, emit, emit_bytes, say
from termlint.cli.reporting import check_targets, write_reports
from termlint.cli.running import Checking, cache_for, choice, find_files, say_errors
from termlint.cli.status import FAILED, FOUND, OK
from termlint.config.settings import Settings
from termlint.files import Found, SourceFile, is_excluded, show
from termlint.report import Report
from termlint.report.terminal import visible

STDIN = "-"
STDIN_NAME = "<stdin>"


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
    _check_usage(options)
    directory = working_directory()
    cache = cache_for(options, directory)
    settings = load_settings(options.config, options.isolated, options.glossaries, directory, cache)
    settings = settings.with_flags(options.select, options.ignore or frozenset())
    if options.show_settings:
        from termlint.cli.settings import describe  # brings the linter with it

        emit("".join(f"{line}\n" for line in describe(settings, directory)))
        return OK
    found = _find(options, settings, directory)
    if options.show_files:
        emit("".join(f"{visible(file.shown)}\n" for file in found.files))
        say_errors(found.errors)
        return FAILED if found.errors else OK
    check_targets(options, found.files)
    narrowing = None
    if options.baseline is not None or options.changed_since is not None:
        from termlint.cli.narrowing import Narrowing  # most runs do without

        narrowing = Narrowing(options, directory)

    checking = Checking(options, settings, directory)

    def check(files: Found) -> Report:
        report = checking.report_on(files)
        # Git and the baseline know the files on the disk, whatever is checked instead of them.
        return narrowing.narrow(report, found.files, settings) if narrowing else report

    if options.diff:
        from termlint.cli.fixing import diff_files  # most runs do without

        return diff_files(options, found, check)
    fixed = None
    if options.is_fixing:
        from termlint.cli.fixing import fix_files  # most runs do without

        fixed = fix_files(options, found, check)
    report = fixed.report if fixed else check(found)
    if not options.fix_only:
        write_reports(report, options, directory, to_stderr=options.fix and STDIN in options.paths)
    say_errors(report.errors)
    if fixed:
        fixed.say(quiet=options.quiet)
    if narrowing is not None and not options.quiet:
        narrowing.say_notes()
    if not (report.files or report.errors or options.quiet):
        say("warning: there is no Markdown file in what was to be checked")
    return FAILED if fixed and fixed.unwritten else _status(report, options)


def _check_usage(options: Options) -> None:
    """Raises UsageError where options don't go together."""
    from_flag = click.get_current_context().get_parameter_source("output_format")
    is_asked_for = from_flag is ParameterSource.COMMANDLINE
    if options.statistics and is_asked_for and options.output_format not in ("full", "concise"):
        raise click.UsageError("--statistics goes with the formats full and concise only")
    if options.unsafe_fixes and not options.is_fixing:
        raise click.UsageError("--unsafe-fixes goes with --fix, --fix-only or --diff; give one")
    reporting = {
        "--statistics": options.statistics,
        "--report": options.reports,
        "--output-format": is_asked_for,
    }
    to_file = {"--output-file": options.output_file is not None}
    fixing = {"--fix": options.fix, "--fix-only": options.fix_only, "--diff": options.diff}
    for flag, what, others in (
        ("show_files", "only lists files", reporting | to_file | fixing),
        ("show_settings", "only prints settings", reporting | to_file | fixing),
        ("diff", "prints no findings", reporting),
        ("fix_only", "reports nothing", reporting | to_file | {"--diff": options.diff}),
    ):
        unfit = [other for other, is_given in others.items() if is_given]
        if getattr(options, flag) and unfit:
            name = f"--{flag.replace('_', '-')}"
            raise click.UsageError(f"{name} {what}; leave out {' and '.join(unfit)}")


def _find(options: Options, settings: Settings, directory: str) -> Found:
    paths = [path for path in options.paths if path != STDIN]
    found = find_files(options, paths if options.paths else ["."], settings, directory)
    if STDIN in options.paths:
        path = os.path.abspath(os.path.join(directory, options.stdin_filename or STDIN_NAME))
        excluded = is_excluded(choice(options, settings), path, is_folder=False)
        if not (options.force_exclude and excluded):
            found.files.append(
                SourceFile(path, show(path, directory), _standard_input(), is_draft=True)
            )
        elif options.is_fixing and not options.diff:
            emit_bytes(_standard_input())  # what is not checked is not fixed, and yet not lost
    return found


def _standard_input() -> bytes:
    if sys.stdin is None:
        raise Failure(["standard input is closed"])
    return sys.stdin.buffer.read()


def _status(report: Report, options: Options) -> int:
    if report.errors:
        return FAILED
    if options.fix_only or options.exit_zero or options.fail_on == NEVER:
        return OK
    if not report.findings:
        return OK
    from termlint.diagnostic import Severity  # a clean run need not wait for it

    least = Severity.named(options.fail_on)
    return FOUND if any(each.diagnostic.severity >= least for each in report.findings) else OK
