"""The reports of a run: what their writers are told, and where they are written to."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module

from termlint.cli.check_options import Options
from termlint.cli.output import Failure, emit, has_color, is_terminal, width, write_file
from termlint.files import SourceFile, show
from termlint.report import DOCUMENTED, FORMATS, Look, Report

ROOTS = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR", "BUILD_SOURCESDIRECTORY")
"""Where GitHub, GitLab and Azure Pipelines say which folder the repository was checked out to."""


def write_reports(
    report: Report, options: Options, directory: str, *, to_stderr: bool = False
) -> None:
    """Write all that was asked for, to standard error if standard output has something else.

    Raises Failure.
    """
    to_file = options.output_file is not None
    color = options.color if not to_file or options.color == "always" else "never"
    look = Look(
        color=has_color(color, os.environ, is_terminal(sys.stderr if to_stderr else sys.stdout)),
        width=width(),
        quiet=options.quiet,
        prefix=prefix_for(os.environ, directory),
    )
    if options.statistics:
        text = _statistics(report, look)
    else:
        text = written(options.output_format, report, look)
    if options.output_file is None:
        emit(text, to_stderr=to_stderr)
    else:
        write_file(options.output_file, text)
    for output_format, path in options.reports:
        write_file(path, written(output_format, report, look._replace(color=False)))


def check_targets(options: Options, files: Sequence[SourceFile]) -> None:
    """Raises Failure, before anything is checked, where a report would overwrite another, or one of
    the ``files`` that it is about."""
    names = [path for _, path in options.reports]
    if options.output_file is not None:
        names.insert(0, options.output_file)
    if not names:
        return
    checked = {os.path.realpath(file.path) for file in files}
    taken: set[str] = set()
    for name in names:
        path = os.path.realpath(name)
        if path in checked:
            raise Failure([f"{name} is checked and would be overwritten; give another file"])
        if path in taken and (os.path.isfile(path) or not os.path.lexists(path)):
            raise Failure([f"two reports go to {name}; give each a file of its own"])
        taken.add(path)


def prefix_for(environment: Mapping[str, str], directory: str) -> str:
    """The way from the repository that a CI service has checked out to the working directory."""
    for name in ROOTS:
        root = environment.get(name)
        below = show(directory, root) if root else ".."
        if not (below == ".." or below.startswith("../") or os.path.isabs(below)):
            return "" if below == "." else f"{below}/"
    return ""


def written(output_format: str, report: Report, look: Look) -> str:
    """The report in one of the ``FORMATS``."""
    if output_format in DOCUMENTED:
        from termlint.checks import CHECKS  # a few formats only need the pages, and read files
        from termlint.explain import page_of

        look = look._replace(pages={each.name: page_of(each.name) or "" for each in CHECKS})
    text: str = import_module(FORMATS[output_format]).write(report, look)
    return text


def _statistics(report: Report, look: Look) -> str:
    from termlint.report import statistics  # rarely asked for

    return statistics.write(report, look)
