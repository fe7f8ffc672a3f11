"""The command line by example: each section of ``transcripts/*.md`` is a session in a new folder.

A fenced block with the name of a file after ``file`` makes that file; those before the first
section are made for every section. A ``console`` block has commands after ``$``, each with what
it prints: standard output, then standard error with ``! `` before each line, then the status as
``[1]`` unless it is 0. ``< FILE`` gives standard input, ``NAME=VALUE`` before a command sets a
variable of the environment, and ``cat FILE`` shows what was written.

``python tests/test_cli_transcripts.py`` writes what the commands print now into the transcripts;
read the difference before it is kept.
"""

from __future__ import annotations

import io
import os
import re
import shlex
import sys
import tempfile
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from unittest import mock

import pytest

from termlint.cli import run_command

PAGES = sorted((Path(__file__).parent / "transcripts").glob("*.md"))
UNSET = ("NO_COLOR", "FORCE_COLOR", "TERMLINT_OUTPUT_FORMAT", "GITHUB_WORKSPACE")

_FENCE = re.compile(r"^(`{3,})(.*)\n((?:.*\n)*?)\1$", re.M)


def sections_of(page: Path) -> tuple[str, list[str]]:
    """What stands before the first section, and the sections with their titles."""
    head, *sections = re.split(r"^(?=## )", page.read_text(encoding="utf-8"), flags=re.M)
    return head, sections


def sessions() -> Iterator[object]:
    for page in PAGES:
        head, sections = sections_of(page)
        for section in sections:
            title = section.partition("\n")[0].removeprefix("## ")
            yield pytest.param(head, section, id=f"{page.stem}: {title}")


@pytest.mark.parametrize(("head", "section"), tuple(sessions()))
def test_a_session_goes_as_written(head: str, section: str, tmp_path: Path) -> None:
    assert "```console\n$ " in section
    assert played(head, section, tmp_path) == section


def played(head: str, section: str, folder: Path) -> str:
    """The section as it would be written now, with its commands run in ``folder``."""
    for _, info, body in _FENCE.findall(head + section):
        if " file " in info:
            path = folder / info.partition(" file ")[2]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(body, encoding="utf-8")
    before = Path.cwd()
    os.chdir(folder)
    try:
        return _FENCE.sub(_answered, section)
    finally:
        os.chdir(before)


def _answered(fence: re.Match[str]) -> str:
    mark, info, body = fence.groups()
    if info != "console":
        return fence[0]
    commands = [line for line in body.splitlines() if line.startswith("$ ")]
    return f"{mark}{info}\n" + "".join(f"{each}\n{answer(each[2:])}" for each in commands) + mark


def answer(command: str) -> str:
    """What a command prints, and its status, as a transcript has them."""
    command, _, source = command.partition(" < ")
    words = shlex.split(command)
    environment = {name: value for name, value in os.environ.items() if name not in UNSET}
    environment["COLUMNS"] = "100"
    while "=" in words[0]:
        name, _, value = words.pop(0).partition("=")
        environment[name] = value
    program = words.pop(0)
    if program == "cat":
        return Path(words[0]).read_text(encoding="utf-8")
    assert program == "termlint"
    given = io.BytesIO(Path(source).read_bytes() if source else b"")
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", newline="") for _ in range(2))
    with (
        mock.patch.dict(os.environ, environment, clear=True),
        mock.patch.object(sys, "stdin", io.TextIOWrapper(given)),
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        status = run_command(words)
    errors = "".join(f"! {line}\n" if line else "!\n" for line in written_to(err).splitlines())
    return written_to(out).replace("\x1b", "␛") + errors + (f"[{status}]\n" if status else "")


def written_to(stream: io.TextIOWrapper) -> str:
    stream.seek(0)
    return stream.read()


if __name__ == "__main__":
    for each_page in PAGES:
        before_all, each_section = sections_of(each_page)
        new = []
        for one in each_section:
            with tempfile.TemporaryDirectory() as name_of_folder:
                new.append(played(before_all, one, Path(name_of_folder)))
        each_page.write_text(before_all + "".join(new), encoding="utf-8")
