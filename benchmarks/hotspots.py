"""Where the time of checking files goes: the share of each part of termlint, by cProfile.

    python benchmarks/hotspots.py [--corpus PATH] [--sample N] [--write PAGE]

Files are linted in this process with the built-in glossaries and the default checks, without
start-up, cache and output. What a built-in function takes counts for the module that calls it.
The profiler makes small functions look slower than they are, so the shares are a hint only.
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import results
from bench import CHECKOUT
from material import Docs, prepare
from speed import CORPUS

from termlint.config.glossaries import load_glossaries
from termlint.lint import Linter

PLACE = "profile"
SMALLEST = 0.01
"""Parts with a smaller share are added up."""


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--corpus", type=Path, default=CORPUS, metavar="PATH")
    parser.add_argument("--sample", type=int, metavar="N", help="take N files, evenly spread")
    parser.add_argument("--write", type=Path, metavar="PAGE", help="write the table into PAGE")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="termlint-hotspots-") as name:
        docs = prepare(options.corpus, Path(name, "docs"), options.sample)
        table = results.table(("Part", "Share"), lines(profile(docs)))
    print(table)
    if options.write:
        page = options.write.read_text(encoding="utf-8")
        options.write.write_text(results.replace(page, PLACE, table), encoding="utf-8")


def profile(docs: Docs) -> pstats.Stats:
    """Lint all of ``docs`` under the profiler."""
    linter = Linter(load_glossaries(None, str(docs.folder))[0])
    linter.lint("On github, [x](y).\n", "page.md")  # what is made once is no part of it
    profiler = cProfile.Profile(time.process_time)  # not wall time, which a busy machine spoils
    for file in docs.files:
        text = (docs.folder / file).read_bytes().decode("utf-8")
        profiler.enable()
        linter.lint(text, str(file))
        profiler.disable()
    return pstats.Stats(profiler)


def lines(stats: pstats.Stats) -> list[tuple[str, str]]:
    """The parts and their shares, largest first."""
    seconds: defaultdict[str, float] = defaultdict(float)
    for part, spent in _spent(stats):
        seconds[part] += spent
    total = sum(seconds.values())
    large = {part: spent for part, spent in seconds.items() if spent >= SMALLEST * total}
    parts = sorted(large.items(), key=lambda item: -item[1])
    rest = total - sum(large.values())
    return [(part, f"{spent / total:.0%}") for part, spent in [*parts, ("all others", rest)]]


def _spent(stats: pstats.Stats) -> Iterator[tuple[str, float]]:
    functions: dict[Any, Any] = stats.stats  # type: ignore[attr-defined]
    for (file, _, _), (_, _, own, _, callers) in functions.items():
        if file != "~":
            yield part_of(file), own
            continue
        for (caller, _, _), (_, _, own_for_caller, _) in callers.items():
            yield part_of(caller), own_for_caller


def part_of(file: str) -> str:
    """What a source file belongs to: a module or package of termlint, or a library."""
    path = Path(file)
    if path.is_relative_to(CHECKOUT / "termlint"):
        return ".".join(path.relative_to(CHECKOUT).with_suffix("").parts[:2])
    if "site-packages" in path.parts:
        return path.parts[path.parts.index("site-packages") + 1]
    return "Python"


if __name__ == "__main__":
    main()
