"""Measurements on one file: how long a run takes that has hardly anything to do."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from pathlib import Path

from bench import Bench, by_size
from material import spread
from processes import Command, Prepare, cpu_ratio, ratio
from results import Goal, Result

REPEATED = 25
"""A run of one file is short and easily disturbed, so there are more of them in each round."""
_NUMBERS = count(1)
_HEADER = ("Command", "Milliseconds", "Compared", "Processor milliseconds", "Compared")


def clean_file(bench: Bench) -> Result:
    """One file without findings, glossaries compiled before."""
    files = [file for file in bench.docs.files if file not in bench.with_findings]
    return _one_file(
        bench, "start-up", "one clean file from a cold start", 1.6, "import click", files
    )


def file_with_findings(bench: Bench) -> Result:
    """One file with findings, glossaries compiled before."""
    return _one_file(
        bench,
        "start-up-findings",
        "one file with findings",
        2,
        "import click, yaml, markdown_it",
        list(bench.with_findings),
    )


def changing(path: Path) -> Callable[[], None]:
    """What gives a file a content that it never had, so that no result of it can be known."""
    text = _text(path)
    return lambda: _write(path, f"{text}\n\nRun {next(_NUMBERS)}.\n")


def _one_file(
    bench: Bench, name: str, work: str, most: float, statement: str, files: list[Path]
) -> Result:
    folder = bench.work / name
    folder.mkdir()
    times = bench.rounds * REPEATED
    texts = [_text(bench.docs.folder / file) for file in spread(by_size(bench.docs, files), times)]

    def fresh(*flags: str) -> Prepare:
        def prepare(number: int) -> Command:
            page = folder / "page.md"
            _write(page, texts[number % len(texts)])
            changing(page)()
            return bench.termlint("--output-format", "concise", *flags, page.name, folder=folder)

        return prepare

    kept = bench.kept(name)
    asked, base = "termlint", f'python -c "{statement}"'
    commands: dict[str, Command | Prepare] = {asked: fresh(*kept), base: bench.python(statement)}
    commands["python -c pass"] = bench.python("pass")
    if bench.has_cache:
        bench.once(fresh(*kept))  # compiles the glossaries
        commands["termlint --no-cache"] = fresh("--no-cache")
    runs = bench.turns(commands, REPEATED)
    factor = cpu_ratio(runs[asked], runs[base])
    goal = Goal(work, f"at most {most:g} times `{base}`", f"{factor:.2f} times", factor <= most)
    lines = tuple(
        (
            f"`{of_name}`",
            f"{each.wall * 1000:.0f}",
            f"{ratio(each, runs[base]):.2f}",
            f"{each.cpu * 1000:.0f}",
            f"{cpu_ratio(each, runs[base]):.2f}",
        )
        for of_name, each in runs.items()
    )
    sizes = sorted(len(text.encode()) for text in texts)
    notes = [
        f"medians of {times} runs, each with another file of the corpus, "
        f"{sizes[0] / 1000:.1f} to {sizes[-1] / 1000:.1f} kB",
        "the figure for the target is that of processor time",
    ]
    if not bench.has_cache:
        notes.append("this termlint has no cache and compiles its glossaries in every run")
    return Result(name, (goal,), _HEADER, lines, tuple(notes))


def _text(path: Path) -> str:
    return path.read_bytes().decode("utf-8")


def _write(path: Path, text: str) -> None:
    path.write_bytes(text.encode("utf-8"))
