"""Measurements on the whole corpus: time, memory, and what the cache saves."""

from __future__ import annotations

from bench import Bench, title
from material import Docs, repeat
from processes import Command, Runs, ratio
from results import Goal, Result

COPIES = 3
"""How many times the corpus is taken to see whether memory grows with it."""
_HEADER = ("Tool", "Seconds", "Processor seconds", "MB/s", "Peak MB", "Time, termlint = 1")


def corpus(bench: Bench) -> Result:
    """The whole corpus with all default checks, beside every linter that is here."""
    commands = {"termlint": bench.whole(bench.docs, *bench.no_cache)}
    for peer in bench.peers.here.values():
        commands[title(peer)] = peer.check(bench.docs.folder, bench.settings)
    runs = bench.turns(commands)
    goal = Goal(
        "whole corpus, no cache, all default checks",
        "60 times textlint's throughput",
        *_compared(bench, runs, "textlint", 60, "times its throughput"),
    )
    return Result("corpus", (goal,), _HEADER, _lines(runs, bench.docs), _notes(bench, runs))


def memory(bench: Bench) -> Result:
    """How much memory the corpus takes, and the same corpus several times over."""
    larger = repeat(bench.docs, bench.docs.files, COPIES, bench.work / "copies")
    once, more = "the corpus", f"the corpus {COPIES} times"
    runs = bench.turns(
        {
            once: bench.whole(bench.docs, *bench.no_cache),
            more: bench.whole(larger, *bench.no_cache),
        }
    )
    peak, growth = runs[once].peak / 1e6, runs[more].peak / runs[once].peak
    goal = Goal(
        "peak memory of a process on the same",
        f"below 200 MB, and not growing: at most 1.1 times for {COPIES} times the files",
        f"{peak:.0f} MB; {growth:.2f} times",
        runs[more].peak < 200e6 and growth <= 1.1,
    )
    lines = tuple(
        (name, f"{docs.megabytes:.1f}", f"{runs[name].peak / 1e6:.0f}", f"{runs[name].wall:.2f}")
        for name, docs in ((once, bench.docs), (more, larger))
    )
    header = ("What is checked", "MB", "Peak MB", "Seconds")
    return Result("memory", (goal,), header, lines, _troubles(runs))


def clean(bench: Bench) -> Result:
    """As much text as the corpus has, but with nothing to report for termlint and for rumdl."""
    docs, files, times = _clean_docs(bench)
    commands = {"termlint": bench.whole(docs, *bench.no_cache)}
    peer = bench.peers.here.get("rumdl")
    if peer:
        commands[title(peer)] = peer.check(docs.folder, bench.settings)
    runs = bench.turns(commands)
    goal = Goal(
        "the same with nothing to report",
        "as fast as rumdl's MD044",
        *_compared(bench, runs, "rumdl", 1, "times its throughput"),
    )
    note = (
        f"files of the corpus in which neither tool finds anything: {files}; "
        f"copies of each: {times}; {docs.megabytes:.1f} MB together"
    )
    return Result("clean", (goal,), _HEADER, _lines(runs, docs), (note, *_troubles(runs)))


def cache(bench: Bench) -> Result:
    """A second run after one file has changed, with the results of the first and without."""
    work = "second run, cache warm, one file changed"
    target = "10 times faster than without"
    if not bench.has_cache:
        goal = Goal(work, target, "not available: this termlint has no cache", None)
        return Result("cache", (goal,), ("Run", "Seconds"), ())
    kept = bench.kept("cache")
    changed = bench.docs.folder / bench.docs.files[len(bench.docs.files) // 2]
    text = changed.read_text(encoding="utf-8")

    def after_change(number: int) -> Command:
        changed.write_text(f"{text}\n\nRound {number}.\n", encoding="utf-8")
        return bench.whole(bench.docs, *kept)

    def first(number: int) -> Command:
        return bench.whole(bench.docs, *bench.kept(f"cache-{number}"))

    bench.once(bench.whole(bench.docs, *kept))
    runs = bench.turns(
        {
            "cache warm, one file changed": after_change,
            "without a cache": bench.whole(bench.docs, *bench.no_cache),
            "first run, which fills the cache": first,
        }
    )
    changed.write_text(text, encoding="utf-8")
    factor = ratio(runs["without a cache"], runs["cache warm, one file changed"])
    goal = Goal(work, target, f"{factor:.1f} times", factor >= 10)
    lines = tuple(
        (name, f"{of_name.wall:.2f}", f"{of_name.cpu:.2f}", f"{of_name.peak / 1e6:.0f}")
        for name, of_name in runs.items()
    )
    header = ("Run", "Seconds", "Processor seconds", "Peak MB")
    return Result("cache", (goal,), header, lines, _troubles(runs))


def _clean_docs(bench: Bench) -> tuple[Docs, int, int]:
    """The files without findings, how many they are, and how often each is there."""
    reported = {*bench.with_findings, *bench.reported_by_rumdl(bench.docs)}
    files = [file for file in bench.docs.files if file not in reported]
    if not files:
        raise SystemExit("there is no file in which neither termlint nor rumdl finds anything")
    size = sum((bench.docs.folder / file).stat().st_size for file in files)
    times = max(1, round(bench.docs.size / size))
    return repeat(bench.docs, files, times, bench.work / "clean"), len(files), times


def _compared(
    bench: Bench, runs: dict[str, Runs], name: str, target: float, words: str
) -> tuple[str, bool | None]:
    """How termlint's throughput compares with that of a peer, and whether it reaches a target."""
    peer = bench.peers.here.get(name)
    if peer is None:
        return f"not available: {name} {bench.peers.absent.get(name, 'not asked for')}", None
    theirs = runs[title(peer)]
    if theirs.trouble or runs["termlint"].trouble:
        return f"not available: {theirs.trouble or runs['termlint'].trouble}", None
    factor = ratio(theirs, runs["termlint"])
    return f"{_rounded(factor)} {words}", factor >= target


def _lines(runs: dict[str, Runs], docs: Docs) -> tuple[tuple[str, ...], ...]:
    mine = runs["termlint"]
    return tuple(
        (
            name,
            f"{of_name.wall:.2f}",
            f"{of_name.cpu:.2f}",
            f"{docs.megabytes / of_name.wall:.2f}",
            f"{of_name.peak / 1e6:.0f}",
            _rounded(ratio(of_name, mine)),
        )
        for name, of_name in runs.items()
        if not of_name.trouble
    )


def _notes(bench: Bench, runs: dict[str, Runs]) -> tuple[str, ...]:
    docs = bench.docs
    read = f"{len(docs.files):,} files, {docs.megabytes:.1f} MB; medians; rounds: {bench.rounds}"
    left_out = (
        f"{len(docs.left_out)} files left out that are not UTF-8 or have no valid front matter"
    )
    absent = (f"{name} is not here: {why}" for name, why in bench.peers.absent.items())
    return read, left_out, *_troubles(runs), *absent


def _troubles(runs: dict[str, Runs]) -> tuple[str, ...]:
    return tuple(
        f"{name} came to no end: {of_name.trouble}"
        for name, of_name in runs.items()
        if of_name.trouble
    )


def _rounded(factor: float) -> str:
    return f"{factor:.2f}" if factor < 10 else f"{factor:.0f}"
