"""The program: ``termlint``, or ``python -m termlint``."""

from __future__ import annotations

import gc
import sys
from typing import NoReturn

_NEW_OBJECTS = 50_000
"""More than it takes to check a file or two; in a long run this is little memory."""


def main() -> NoReturn:
    """Run the command line and end the process with its status."""
    # As usual, the collector would look through all modules many times while they are loaded, and
    # once more when the process ends: in all a tenth of the work of a short run.
    gc.set_threshold(_NEW_OBJECTS)
    from termlint.cli import run_command

    status = run_command()
    gc.freeze()
    sys.exit(status)


if __name__ == "__main__":
    main()
