"""Measurements of how time grows: with the size of the glossary, and with texts made to hurt."""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import peer_settings
from bench import Bench
from hostile import HOSTILE, Hostile, text_of
from latency import changing
from material import Docs, repeat, spread
from processes import Command, Prepare, Runs, cpu_ratio
from results import Goal, Result

from termlint.config.glossaries import load_glossaries

FEW, MANY = 100, 10_000
SAMPLE = 170
"""How many files the glossaries are held against."""
ENOUGH = 1.0
"""Seconds beyond start-up from which a time can be compared with another."""
LONG = 3.0
"""Seconds from which one run in each round is enough."""
REPEATED = 3
"""How many there are in each round of what takes less."""
LARGEST = 128
"""How many times its proper size a hostile text may be made to take that long."""


def glossary(bench: Bench) -> Result:
    """A glossary of 10,000 terms beside one of 100, on the same files."""
    docs = repeat(bench.docs, spread(bench.docs.files, SAMPLE), 1, bench.work / "sample")
    terms = list(islice(_terms(docs), MANY))
    paths = {number: bench.work / f"terms-{number}.yaml" for number in (FEW, MANY)}
    for number, path in paths.items():
        path.write_text(_glossary(terms[:number]), encoding="utf-8")
    warm = {_name(number): _on_sample(bench, docs, path) for number, path in paths.items()}
    tiny = bench.work / "tiny"
    tiny.mkdir()
    (tiny / "page.md").write_text("On github.\n", encoding="utf-8")
    loads = {
        f"first load of {_name(number)}": bench.termlint(
            *bench.no_cache, "--glossary", path, "page.md", folder=tiny
        )
        for number, path in paths.items()
    }
    if bench.has_cache:
        for each in warm.values():
            bench.once(each)  # compiles the glossary
    runs = bench.turns({**warm, **loads})
    factor = cpu_ratio(runs[_name(MANY)], runs[_name(FEW)])
    trouble = next((each.trouble for each in runs.values() if each.trouble), "")
    goal = Goal(
        "glossary of 10,000 terms against 100",
        "at most 1.5 times",
        trouble or f"{factor:.2f} times",
        factor <= 1.5 if bench.has_cache and not trouble else None,
    )
    lines = tuple(
        (name, f"{each.wall:.2f}", f"{each.cpu:.2f}", f"{each.peak / 1e6:.0f}")
        for name, each in runs.items()
    )
    found = (sum(bench.findings(docs, "--glossary", path).values()) for path in paths.values())
    notes = [
        f"{len(docs.files)} files, {docs.megabytes:.1f} MB, in one process; findings: "
        + " and ".join(f"{number:,}" for number in found),
        "the figure for the target is that of processor time",
    ]
    if not bench.has_cache:
        notes.append("this termlint has no cache, so that loading the glossary is in every figure")
    header = ("Glossary", "Seconds", "Processor seconds", "Peak MB")
    return Result("glossary", (goal,), header, lines, tuple(notes))


def hostile(bench: Bench) -> Result:
    """Texts made to hurt: how much longer it takes when they are twice as long."""
    folder = bench.work / "hostile"
    folder.mkdir()
    lines, troubles, factors = [], [], []
    bench.once(_on_text(bench, folder, "On github.\n"))  # compiles the glossaries
    short_text = {"a short text": _on_text(bench, folder, "On github.\n")}
    start = bench.turns(short_text, REPEATED)["a short text"].least_cpu
    for each in HOSTILE:
        size, short, long = _doubled(bench, each, folder, start)
        sizes = f"{size:,} and {2 * size:,} {each.unit}"
        if short.trouble or long.trouble:
            troubles.append(f"{each.name}, {sizes}: {short.trouble or long.trouble}")
            continue
        seconds = short.least_cpu - start, long.least_cpu - start
        factors.append(seconds[1] / seconds[0])
        lines.append((each.name, sizes, *(f"{of_size:.2f}" for of_size in (*seconds, factors[-1]))))
    worst = f"{max(factors):.2f} times at worst" if factors else "nothing"
    goal = Goal(
        "10 MB of one line, 10,000 nested quotes, 100,000 brackets, 1 MB of backticks",
        "doubling the input takes at most 2.3 times the time",
        f"{worst}; {len(troubles)} did not end" if troubles else worst,
        not troubles and max(factors) <= 2.3,
    )
    notes = (
        f"processor seconds of the fastest run, beyond those of a short text ({start:.2f} s)",
        f"a text that takes less than {ENOUGH} s is made larger, so that it can be timed",
        *troubles,
    )
    header = ("Text", "Sizes", "Seconds", "Seconds for twice as much", "Times")
    return Result("hostile", (goal,), header, tuple(lines), notes)


def _doubled(bench: Bench, text: Hostile, folder: Path, start: float) -> tuple[int, Runs, Runs]:
    """A size of a text at which its time can be measured, the runs at it, and at its double."""
    size = text.size // 2
    while True:
        commands = {
            f"{length:,} {text.unit}, {text.name}": _on_text(bench, folder, text_of(text, length))
            for length in (size, 2 * size)
        }
        short, long = bench.turns(commands).values()
        seconds = short.least_cpu - start
        if long.trouble or seconds >= LONG:
            return size, short, long
        if seconds >= ENOUGH or size >= LARGEST * text.size // 2:
            short, long = bench.turns(commands, REPEATED).values()
            return size, short, long
        size *= 2


def _on_text(bench: Bench, folder: Path, text: str) -> Prepare:
    """A run on one text with a number at its end, so that no result of it can be known."""
    path = folder / "page.md"
    flags = ["--output-format", "concise", *bench.kept("hostile")]

    def prepare(_: int) -> Command:
        path.write_text(text, encoding="utf-8")
        changing(path)()
        return bench.termlint(*flags, path.name, folder=folder)

    return prepare


def _name(number: int) -> str:
    return f"{number:,} terms"


def _on_sample(bench: Bench, docs: Docs, path: Path) -> Prepare:
    changes = [changing(docs.folder / file) for file in docs.files]
    kept = bench.kept(path.stem)

    def prepare(_: int) -> Command:
        for change in changes:
            change()
        return bench.whole(docs, "--glossary", path, "--jobs", "1", *kept)

    return prepare


def _terms(docs: Docs) -> Iterator[str]:
    """Terms without end: real names first, so that both glossaries find the same in the files.

    Then, in turns, a made-up name and a pair of the words that are most frequent in the files.
    The pair itself stands nowhere in them, but looking for it has to go beyond its first word.
    """
    termbase, _ = load_glossaries(None, str(docs.folder))
    yield from peer_settings.names_of(termbase)[:FEW]
    source = random.Random(1)
    text = " ".join((docs.folder / file).read_text(encoding="utf-8") for file in docs.files).lower()
    counts = Counter(re.findall(r"[a-z]{4,12}", text))
    # The most frequent words are those that begin no term: "that", "with", "from".
    frequent = [word for word, _ in counts.most_common(2_500)[100:]]
    words = [word for word in frequent if not word.endswith("s")]  # their plurals would be others'
    there = "".join(re.findall("[a-z]+", text))
    seen: set[str] = set()
    while True:
        name = "".join(source.choice("bdfgklmnprstvz") + source.choice("aeiou") for _ in range(4))
        pair = f"{source.choice(words)} {source.choice(words)}"
        for term in (name.title(), pair):
            together = term.lower().replace(" ", "")
            if together not in seen and together not in there:
                seen.add(together)
                yield term


def _glossary(terms: list[str]) -> str:
    concepts = (
        f"  - term: {json.dumps(term)}\n    definition: Thing {number}.\n"
        for number, term in enumerate(terms)
    )
    return f"glossary: many\nconcepts:\n{''.join(concepts)}"
