"""What it takes to check the documents of a whole organisation, extrapolated from a corpus.

    python benchmarks/scale.py [--corpus PATH] [--sample N] [--rounds N] [--write docs/scale.md]

Measured are processor time and sizes for each megabyte of Markdown, and from them is reckoned what
100,000 repositories like those of the corpus take. What is printed are the two tables of
docs/scale.md.
"""

from __future__ import annotations

import argparse
import os
import pickle
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import results
from bench import CHECKOUT
from distributed.deploy.subprocess import SubprocessCluster
from material import Docs, prepare
from processes import Command, take_turns
from speed import CORPUS

from termlint.compiled import Compiled
from termlint.config.glossaries import load_glossaries
from termlint.config.settings import Settings
from termlint.facts import merged
from termlint.files import SourceFile
from termlint.lint import Linter
from termlint.run import Checker, Outcome, run
from termlint.run.shards import Packed

REPOSITORIES = 100_000
CORES = 256
CHANGED = 0.02
"""What part of the files has changed since the last sweep."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured."""

    docs: Docs
    projects: int
    first: float
    """Processor time of a first run, in seconds, as are the next ones."""
    second: float
    """Of a run in which all is in the cache, beyond its start."""
    start: float
    """Of a run over one file that is in the cache."""
    sending: float
    """Of the client of a cluster beyond its start."""
    again: int
    """How many files were checked a second time."""
    findings: int
    finding_bytes: int
    fact_bytes: int
    merged_bytes: int
    """Those of the whole corpus as one project."""
    checker_bytes: int

    def per_megabyte(self, amount: float) -> float:
        return amount / self.docs.megabytes


def main() -> None:
    options = _parser().parse_args()
    with tempfile.TemporaryDirectory(prefix="termlint-scale-") as name:
        work = Path(name).resolve()
        docs = prepare(options.corpus, work / "docs", options.sample)
        figures = _measure(docs, work, options.rounds)
    tables = {"scale": _measured(figures), "organisation": _reckoned(figures)}
    for title, text in tables.items():
        print(f"## {title}\n\n{text}")
    if options.write:
        page = options.write.read_text(encoding="utf-8")
        for title, text in tables.items():
            page = results.replace(page, title, text)
        options.write.write_text(page, encoding="utf-8")


def _measure(docs: Docs, work: Path, rounds: int) -> Figures:
    compiled = Compiled.of(Linter(load_glossaries(None, str(work))[0]))
    checker = Checker(compiled, Settings())
    files = [SourceFile(str(docs.folder / path), path.as_posix()) for path in docs.files]
    told: list[tuple[int, int]] = []
    first, outcomes = _least(rounds, checker, files, None, told)
    with SubprocessCluster(n_workers=2, worker_kwargs={"nthreads": 1}) as cluster:
        address = cluster.scheduler_address
        whole, elsewhere = _least(rounds, checker, files, address)
        one, _ = _least(rounds, checker, files[:1], address)
    assert elsewhere == outcomes
    second, start = (_cached(docs, work, rounds, path) for path in (Path(), docs.files[0]))
    facts = [outcome.facts for outcome in outcomes if outcome.facts is not None]
    return Figures(
        docs=docs,
        projects=_number_of_projects(docs),
        first=first,
        second=second - start,
        start=start,
        sending=whole - one,
        again=told[-1][1] - len(files),
        findings=sum(len(outcome.findings) for outcome in outcomes),
        finding_bytes=_size([outcome.findings for outcome in outcomes if outcome.findings]),
        fact_bytes=_size(facts),
        merged_bytes=_size([merged(facts)]),
        checker_bytes=len(Packed.of(checker).data),
    )


def _least(
    rounds: int,
    checker: Checker,
    files: Sequence[SourceFile],
    cluster: str | None,
    told: list[tuple[int, int]] | None = None,
) -> tuple[float, tuple[Outcome, ...]]:
    """The least processor time that this process needs for a run, and what comes of it."""
    told = [] if told is None else told
    times = []
    for _ in range(rounds):
        start = time.process_time()
        outcomes = run(checker, files, 1, lambda *counts: told.append(counts), cluster=cluster)
        times.append(time.process_time() - start)
        print(f"  {times[-1]:8.2f} s  {cluster or 'here'}, {len(files)} files", file=sys.stderr)
    return min(times), outcomes


def _number_of_projects(docs: Docs) -> int:
    """How many folders there are where the paths first differ."""
    depth = 1
    while len({path.parts[:depth] for path in docs.files}) == 1:
        depth += 1
    return len({path.parts[:depth] for path in docs.files})


def _cached(docs: Docs, work: Path, rounds: int, path: Path) -> float:
    """The least processor time of a run over ``path`` once the cache has been filled."""
    words = ("--isolated", "--cache-dir", str(work / "cache"), "--jobs", "1", "--statistics")
    command = Command(
        [sys.executable, "-m", "termlint", "check", *words, str(path)],
        docs.folder,
        {"PYTHONPATH": str(CHECKOUT)},
    )
    runs = take_turns({f"cached, {path}": lambda number: command}, rounds + 1, 3600).popitem()[1]
    if runs.trouble:
        raise SystemExit(runs.trouble)
    return min(each.cpu for each in runs.all[1:])


def _size(values: Sequence[object]) -> int:
    """As bytes, each by itself, in the way in which they are sent and kept."""
    return sum(len(pickle.dumps(value, pickle.HIGHEST_PROTOCOL)) for value in values)


def _measured(of: Figures) -> str:
    share = of.again / len(of.docs.files)
    lines = (
        ("Markdown files", f"{len(of.docs.files):,}"),
        ("their projects", f"{of.projects}"),
        ("their size", f"{of.docs.megabytes:.1f} MB"),
        ("a first run, processor time", f"{of.per_megabyte(of.first):.2f} s/MB"),
        ("files checked again in the second phase", f"{share:.1%}"),
        ("a run with all in the cache, processor time", f"{of.per_megabyte(of.second):.3f} s/MB"),
        ("start of a run, processor time", f"{of.start:.2f} s"),
        ("findings", f"{of.per_megabyte(of.findings):.0f} in a MB"),
        ("findings, size", f"{of.per_megabyte(of.finding_bytes) / 1e3:.0f} kB/MB"),
        ("facts, size", f"{of.per_megabyte(of.fact_bytes) / 1e3:.1f} kB/MB"),
        ("facts of all files merged, size", f"{of.merged_bytes / 1e3:.0f} kB"),
        ("compiled glossaries as sent with a shard", f"{of.checker_bytes / 1e3:.0f} kB"),
        ("client of a cluster, processor time", f"{of.per_megabyte(of.sending):.3f} s/MB"),
    )
    return results.table(("Measured", "Figure"), lines)


def _reckoned(of: Figures) -> str:
    size = of.docs.megabytes / of.projects
    whole = size * REPOSITORIES
    first = (whole * of.per_megabyte(of.first) + REPOSITORIES * of.start) / 3600
    again = of.per_megabyte(of.second) + CHANGED * of.per_megabyte(of.first)
    second = (whole * again + REPOSITORIES * of.start) / 3600
    facts = of.per_megabyte(of.fact_bytes)
    lines = (
        ("Markdown in all", f"{whole / 1e3:,.0f} GB"),
        ("first sweep", f"{first:,.0f} core hours, {first / CORES:.1f} h on {CORES} cores"),
        (
            f"next sweep, {CHANGED:.0%} of the files changed",
            f"{second:,.1f} core hours, {60 * second / CORES:.0f} min on {CORES} cores",
        ),
        ("findings", f"{whole * of.per_megabyte(of.finding_bytes) / 1e9:,.1f} GB"),
        ("facts of one repository", f"{size * facts / 1e3:.0f} kB"),
        ("facts of all", f"{whole * facts / 1e9:.1f} GB"),
        (
            "workers that one client can keep busy",
            f"{of.first / of.sending:.0f}",
        ),
    )
    return results.table(("Reckoned", "Figure"), lines)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--corpus", type=Path, default=CORPUS, help="an archive or a folder")
    parser.add_argument("--sample", type=int, help="check only so many files")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--write", type=Path, help="the page for the tables")
    return parser


if __name__ == "__main__":
    os.environ["PYTHONPATH"] = str(CHECKOUT)
    main()
