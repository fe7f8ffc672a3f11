"""The command line: its commands, and the one place where what a run comes to is its status."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module

import click

from termlint import __version__
from termlint.cli.output import Failure
from termlint.cli.status import FAILED, INTERRUPTED, OK

_COMMANDS = ("check", "baseline", "explain", "glossary", "schema", "server")


class _Commands(click.Group):
    """The commands, each in a module of its own that is imported when it is called for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = import_module(f"termlint.cli.{cmd_name}").command
        return command


@click.command(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="termlint %(version)s")
def commands() -> None:
    """Keep a project's terms straight in its Markdown documents."""


def run_command(arguments: Sequence[str] | None = None) -> int:
    """Run a command; the status to end with. Nothing that goes wrong shows a traceback."""
    try:
        status = commands.main(arguments, "termlint", standalone_mode=False)
    except click.ClickException as error:
        _show(error)
        return FAILED
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except Exception as error:
        from termlint.run import internal  # for this case only: it brings the linter with it

        _show(Failure([internal(error)]))
        return FAILED
    return status if isinstance(status, int) else OK


def _show(error: click.ClickException) -> None:
    # Where nothing can be said any more, the status still tells.
    with suppress(OSError):
        error.show()
