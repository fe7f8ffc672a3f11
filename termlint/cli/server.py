"""``termlint server``: a language server for editors, over standard input and output."""

from __future__ import annotations

import click

from termlint.cli.output import Failure


@click.command("server")
# Editors that know other transports as well say which one they mean.
@click.option("--stdio", is_flag=True, hidden=True)
def command(stdio: bool) -> int:
    """Check documents in an editor as you write them.

    An editor starts this and speaks the Language Server Protocol with it over standard input and
    output.
    """
    try:
        # Imported for this command only: it takes half a second, and not everybody has it.
        from termlint.server import serve
    except ImportError as error:
        missing = (error.name or "pygls").partition(".")[0]
        if missing == "termlint":
            raise
        step = 'install them with: pip install "termlint-docs[lsp]"'
        raise Failure([f"the libraries of the server are not there ({missing}); {step}"]) from None
    return serve()
