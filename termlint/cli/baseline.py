"""``termlint baseline``: accept the findings of today, so that only new ones are reported."""

from __future__ import annotations

import os
from typing import Any

import click

from termlint.baseline import Baseline, baseline_of
from termlint.cli.baseline_file import DEFAULT, BaselineFile, command_for
from termlint.cli.check_options import RunOptions, run_options
from termlint.cli.option_values import baseline_name
from termlint.cli.options import glossary_options, load_settings, working_directory
from termlint.cli.output import Failure, emit, say
from termlint.cli.running import check_files, find_files, say_errors
from termlint.cli.status import FAILED, OK
from termlint.report import counted
from termlint.report.terminal import visible


@click.command("baseline", short_help="Accept all present findings, for check --baseline.")
@click.argument("paths", nargs=-1, metavar="[PATHS]...")
@glossary_options
@run_options
@click.option(
    "-o",
    "--output-file",
    "name",
    callback=baseline_name,
    metavar="FILE",
    default=DEFAULT,
    show_default=True,
    help="Where the baseline is.",
)
@click.option(
    "--update", is_flag=True, help="Take out of the file what is no longer found; add nothing."
)
@click.option("--force", is_flag=True, help="Write the file anew where there is one.")
def command(name: str, update: bool, force: bool, **given: Any) -> int:
    """Write all present findings to a file that termlint check --baseline reads.

    PATHS are files or folders; the working directory by default.

    The exit status is 0 when the file was written, and 2 when the usage, the configuration, a
    glossary or a file was at fault.
    """
    if update and force:
        raise click.UsageError("--update and --force exclude each other; give one of them")
    options = RunOptions(**given)
    directory = working_directory()
    file = BaselineFile.named(name, directory)
    if not (update or force) and os.path.lexists(file.path):
        prune, anew = (command_for(name, flag) for flag in ("--update", "--force"))
        raise Failure(
            [
                f'{name} is there already; "{prune}" takes out what is no longer found, '
                f'"{anew}" accepts all present findings'
            ]
        )
    before = file.read() if update else None
    settings = load_settings(options.config, options.isolated, options.glossaries, directory)
    settings = settings.with_flags(options.select, options.ignore or frozenset())
    found = find_files(options, options.paths or ["."], settings, directory)
    target = os.path.realpath(file.path)
    if any(os.path.realpath(each.path) == target for each in found.files):
        raise Failure([f"{name} is checked and would be overwritten; give another file"])
    report = check_files(options, settings, found, directory)
    if before is None:
        baseline = baseline_of(report.findings, file.path_of)
    else:
        baseline = file.compare(before, report, found.files, settings).rest
    if report.files or not report.errors:  # what is empty by mistake would have to be forced later
        file.write(baseline)
        if not options.quiet:
            emit(f"{visible(_said(name, baseline, before))}\n")
    say_errors(report.errors)
    if not (report.files or report.errors or options.quiet):
        say("warning: there is no Markdown file in what was to be checked")
    return FAILED if report.errors else OK


def _said(name: str, baseline: Baseline, before: Baseline | None) -> str:
    """What has become of the baseline."""
    count = sum(baseline.values())
    files = len({entry.path for entry in baseline})
    content = counted(count, "finding") + (f" in {counted(files, 'file')}" if files else "")
    if before is None:
        return f"{name}: {content}"
    removed = sum(before.values()) - count
    return f"{name}: {removed or 'none'} removed, {content} left"
