"""``termlint schema``: what the files that people write must look like, for editors."""

from __future__ import annotations

import click

from termlint.cli.output import emit
from termlint.cli.status import OK
from termlint.schemas import NAMES, text_of


@click.command("schema", short_help="Print a JSON Schema for editors.")
@click.argument("name", metavar="|".join(NAMES), type=click.Choice(NAMES))
def command(name: str) -> int:
    """Print the JSON Schema of glossaries, of configurations, or of a pyproject.toml with one."""
    emit(text_of(name))
    return OK
