"""What many tests need: the material beside the checkout, and how examples are generated."""

from __future__ import annotations

import hashlib
import json
import shutil
import tarfile
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import settings

from termlint.cli import run_command
from tests.commands import Done, Run

CHECKOUT = Path(__file__).resolve().parent.parent

# How long one example takes says more about the other tenants of the machine than about termlint.
settings.register_profile("termlint", deadline=None)
settings.load_profile("termlint")


@dataclass(frozen=True, slots=True)
class CommonMarkExample:
    """One numbered example of the CommonMark specification."""

    number: int
    """As the specification counts them, from 1."""
    section: str
    markdown: str
    html: str


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of large material beside the checkout; tests that need it skip without it."""
    folder = CHECKOUT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("needs ../shared, which is not here")
    return folder


@pytest.fixture(scope="session")
def corpus(shared: Path) -> Path:
    """The folder of the unpacked corpus, one ``OWNER+NAME`` folder in it for each repository."""
    archive = shared / "corpus" / "docs.tar.xz"
    if not archive.is_file():
        pytest.skip("needs ../shared/corpus/docs.tar.xz, which is not here")
    digest = hashlib.sha256(archive.read_bytes()).hexdigest()[:16]
    return unpack(archive, Path(tempfile.gettempdir()) / f"termlint-corpus-{digest}") / "docs"


@pytest.fixture(scope="session")
def commonmark_examples(shared: Path) -> Sequence[CommonMarkExample]:
    """All examples of the CommonMark specification, in its order."""
    file = shared / "commonmark" / "commonmark.json"
    if not file.is_file():
        pytest.skip("needs ../shared/commonmark/commonmark.json, which is not here")
    return tuple(
        CommonMarkExample(each["example"], each["section"], each["markdown"], each["html"])
        for each in json.loads(file.read_text(encoding="utf-8"))
    )


def unpack(archive: Path, target: Path) -> Path:
    """Unpack ``archive`` as ``target`` unless it is there, also where several processes try.

    The folder gets its name in one step when it is whole, so whoever sees it can read all of it.
    """
    if target.is_dir():
        return target
    work = Path(tempfile.mkdtemp(prefix=f"{target.name}-", dir=target.parent))
    try:
        with tarfile.open(archive) as tar:
            tar.extractall(work, filter="data")
        work.rename(target)
    except OSError:
        if not target.is_dir():
            raise
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return target


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command in this process."""

    def command(*words: str) -> Done:
        status = run_command(words)
        printed = capsys.readouterr()
        return Done(status, printed.out, printed.err)

    return command
