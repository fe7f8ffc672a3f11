"""The programs of others that tests hold termlint's output against, and what to do without them."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NoReturn

import pytest

FOLDER = Path(__file__).resolve().parent
"""The folder in which npm installs what ``package.json`` names; ``make tools`` does."""


def require_tool(name: str, folder: Path = FOLDER) -> str:
    """The path of the program ``name``: one that npm or pip installed for us, else one of the PATH.

    npm has installed it in ``folder``. Without it the test is skipped; in CI it fails.
    """
    places = (folder / "node_modules" / ".bin", Path(sys.executable).parent)
    path = os.pathsep.join([*map(str, places), os.environ.get("PATH", os.defpath)])
    found = shutil.which(name, path=path)
    if found is None:
        missing(f"needs {name}; make tools installs it")
    return found


def require_neovim(of: str) -> str:
    """The path of Neovim: of ``pip``, which is required in CI, or the one of the ``system``."""
    own = Path(sys.executable).parent / "nvim"
    if of == "pip":
        if not own.is_file():
            missing("needs nvim; make editor installs it")
        return str(own)
    found = shutil.which("nvim")
    if found is None or Path(found).resolve() == own.resolve():
        pytest.skip("needs nvim of the system, which is not here")
    return found


def require_file(path: str) -> Path:
    """A file of an installed npm package, ``path`` being relative to ``node_modules``.

    Without it the test is skipped; in CI it fails.
    """
    file = FOLDER / "node_modules" / path
    if not file.is_file():
        missing(f"needs {path}; make tools installs it")
    return file


def missing(what: str) -> NoReturn:
    """Skip the running test because of ``what``, or fail it where tools may not be missing."""
    if is_required(os.environ):
        pytest.fail(what, pytrace=False)
    pytest.skip(what)


def is_required(environment: Mapping[str, str]) -> bool:
    """Whether a missing tool is a failure: TERMLINT_REQUIRE_TOOLS decides, else CI."""
    asked = environment.get("TERMLINT_REQUIRE_TOOLS") or environment.get("CI") or ""
    return asked.lower() not in ("", "0", "false", "no")
