"""The command line: its commands, and the one place where what a run comes to is its status."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module

import click
from click import echo

from termlint import __version__
from termlint.cli.output import Failure
from termlint.cli.status import FAILED, INTERRUPTED, OK
from termlint.files.text import reason

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
        if isinstance(error, OSError) and _is_of_click(error):
            _show(Failure([f"standard output cannot be written: {reason(error)}"]))
            return FAILED
        from termlint.run import internal  # for this case only: it brings the linter with it

        _show(Failure([internal(error)]))
        return FAILED
    return status if isinstance(status, int) else OK


def _is_of_click(error: OSError) -> bool:
    """Whether click could not print what it prints by itself: help and the version."""
    trace, module = error.__traceback__, ""
    while trace is not None:
        module, trace = trace.tb_frame.f_globals.get("__name__", ""), trace.tb_next
    return module == echo.__module__


def _show(error: click.ClickException) -> None:
    # Where nothing can be said any more, the status still tells.
    with suppress(OSError):
        error.show()
