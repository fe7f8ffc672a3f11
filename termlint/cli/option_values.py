"""What stands after the options of a command: checked, and turned into the values that it means."""

from __future__ import annotations

import click
from click.core import ParameterSource

from termlint.checknames import CHECK_NAMES
from termlint.report import FORMATS
from termlint.report.terminal import visible

STANDARD_OUTPUT = "-"


def check_names(
    ctx: click.Context, option: click.Parameter, values: tuple[str, ...]
) -> frozenset[str] | None:
    """The names in all uses of an option, commas between them; None where it is not used."""
    names = [name.strip() for value in values for name in value.split(",")]
    for name in names:
        if not name:
            raise click.BadParameter("the name of a check is missing; commas stand between names")
        if name not in (*CHECK_NAMES, "all"):
            # Imported for a mistake only: with it comes the reader of glossaries.
            from termlint.glossary.problems import suggest

            advice = suggest(name, CHECK_NAMES, f"use one of {', '.join(CHECK_NAMES)}")
            raise click.BadParameter(visible(f'unknown check "{name}"; {advice}'))
    return frozenset(CHECK_NAMES if "all" in names else names) if values else None


def file_name(ctx: click.Context, option: click.Parameter, value: str | None) -> str | None:
    """The name of a file or folder, which an unset variable of the shell would leave empty."""
    if value == "":
        raise click.BadParameter("the name is empty; give one or leave out the option")
    return value


def output_file(ctx: click.Context, option: click.Parameter, value: str | None) -> str | None:
    """The file to write to; None for standard output, which ``-`` stands for, too."""
    return None if value == STANDARD_OUTPUT else file_name(ctx, option, value)


def baseline_name(ctx: click.Context, option: click.Parameter, value: str | None) -> str | None:
    """The name of a baseline."""
    if value == STANDARD_OUTPUT:
        raise click.BadParameter("a baseline is a file; for one with this name write ./-")
    return file_name(ctx, option, value)


class FromEnvironment(click.Option):
    """An option that a variable may set, too: what is wrong with a value is said of its source."""

    def get_error_hint(self, ctx: click.Context | None) -> str:
        source = ctx.get_parameter_source(self.name) if ctx and self.name else None
        if source is ParameterSource.ENVIRONMENT and isinstance(self.envvar, str):
            return f"'{self.envvar}'"
        return f"'{self.opts[0]}'"


def report_files(
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
        if path == STANDARD_OUTPUT:
            raise click.BadParameter(
                f"a report goes to a file; for standard output use --output-format {output_format}"
            )
        reports.append((output_format, path))
    return tuple(reports)
