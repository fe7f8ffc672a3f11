"""The files that the benchmarks read: a corpus made ready for all tools, and copies of parts of it.

A tool may pass over hidden folders, take brackets in a name for a pattern, or stop at a file that
it can't read. So that all read the same, files are copied under plain names, and those that are
not UTF-8 or whose front matter is not YAML are left out.
"""

from __future__ import annotations

import re
import shutil
import tarfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*\n", re.S)
_ODD = re.compile(r"^\.|[^\w.+-]", re.A)


@dataclass(frozen=True, slots=True)
class Docs:
    """A folder of Markdown files."""

    folder: Path
    files: tuple[Path, ...]
    """Relative to the folder, sorted."""
    size: int
    """Of all files together, in bytes."""
    left_out: tuple[Path, ...] = ()
    """What not every tool can read."""

    @property
    def megabytes(self) -> float:
        return self.size / 1e6


def prepare(corpus: Path, folder: Path, sample: int | None = None) -> Docs:
    """The Markdown files of ``corpus``, an archive or a folder, copied into a new ``folder``.

    ``sample`` takes that many of them, evenly spread.
    """
    if corpus.is_file():
        unpacked = folder.with_name(f"{folder.name}-unpacked")
        with tarfile.open(corpus) as archive:
            archive.extractall(unpacked, filter="data")
        corpus = unpacked
    files = sorted(
        path for path in corpus.rglob("*") if path.suffix.lower() == ".md" and path.is_file()
    )
    readable = [path for path in files if is_readable(path.read_bytes())]
    left_out = tuple(path.relative_to(corpus) for path in sorted({*files} - {*readable}))
    chosen = readable if sample is None else spread(readable, sample)
    named = ((path, plain(path.relative_to(corpus))) for path in chosen)
    return _copy(named, folder, left_out)


def is_readable(data: bytes) -> bool:
    """Whether every tool can read this file."""
    try:
        front_matter = _FRONT_MATTER.match(data.decode("utf-8").replace("\r\n", "\n"))
        if front_matter:
            yaml.safe_load(front_matter[1])
    except (UnicodeDecodeError, yaml.YAMLError):
        return False
    return True


def plain(path: Path) -> Path:
    """A relative path of which no part is hidden or looks like a pattern."""
    return Path(*(_ODD.sub("_", part) for part in path.with_suffix(".md").parts))


def spread(files: Sequence[Path], number: int) -> list[Path]:
    """``number`` of ``files`` at equal distances, or all where there are no more."""
    number = min(number, len(files))
    return [files[index * len(files) // number] for index in range(number)]


def repeat(docs: Docs, files: Iterable[Path], times: int, folder: Path) -> Docs:
    """Some ``files`` of ``docs``, copied ``times`` times into a new ``folder``."""
    return _copy(
        (
            (docs.folder / file, Path(f"copy-{number}") / file)
            for file in files
            for number in range(times)
        ),
        folder,
    )


def _copy(
    files: Iterable[tuple[Path, Path]], folder: Path, left_out: tuple[Path, ...] = ()
) -> Docs:
    copied = sorted(_copied(files, folder))
    size = sum((folder / file).stat().st_size for file in copied)
    return Docs(folder, tuple(copied), size, left_out)


def _copied(files: Iterable[tuple[Path, Path]], folder: Path) -> Iterator[Path]:
    for source, name in files:
        target = folder / name
        while target.exists():  # two names may have become the same plain one
            target = target.with_stem(f"{target.stem}_")
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
        yield target.relative_to(folder)
