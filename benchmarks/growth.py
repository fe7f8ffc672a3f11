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
from processes import Command, Prepare, Runs, ratio
from results import Goal, Result

from termlint.config.glossaries import load_glossaries

FEW, MANY = 100, 10_000
SAMPLE = 170
"""How many files the glossaries are held against."""
ENOUGH = 0.2
"""Seconds beyond start-up from which a time can be compared with another."""
LARGEST = 64
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
    factor = ratio(runs[_name(MANY)], runs[_name(FEW)])
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
    notes = [f"{len(docs.files)} files, {docs.megabytes:.1f} MB, in one process"]
    if not bench.has_cache:
        notes.append("this termlint has no cache, so that loading the glossary is in every figure")
    header = ("Glossary", "Seconds", "Processor seconds", "Peak MB")
    return Result("glossary", (goal,), header, lines, tuple(notes))


def hostile(bench: Bench) -> Result:
    """Texts made to hurt: how much longer it takes when they are twice as long."""
    folder = bench.work / "hostile"
    folder.mkdir()
    (folder / "start.md").write_text("On github.\n", encoding="utf-8")
    start = bench.turns({"start-up": _one(bench, folder, "start")}, 3)["start-up"].cpu
    lines, worst, troubles = [], 0.0, []
    for each in HOSTILE:
        size, runs = _measurable(bench, each, folder, start)
        trouble = runs[1].trouble or runs[0].trouble
        if trouble:
            troubles.append(f"{each.name} of {2 * size:,} {each.unit}: {trouble}")
        short, long = (of_size.cpu - start for of_size in runs)
        worst = max(worst, long / short)
        sizes = f"{size:,} and {2 * size:,} {each.unit}"
        lines.append((each.name, sizes, f"{short:.2f}", f"{long:.2f}", f"{long / short:.2f}"))
    goal = Goal(
        "10 MB of one line, 10,000 nested quotes, 100,000 brackets, 1 MB of backticks",
        "doubling the input takes at most 2.3 times the time",
        f"{worst:.2f} times at worst" + ("; see below" if troubles else ""),
        worst <= 2.3 and not troubles,
    )
    notes = (
        f"processor seconds beyond those of starting ({start:.2f} s)",
        f"a text that is read in less than {ENOUGH} s is made larger, so that it can be timed",
    )
    header = ("Text", "Sizes", "Seconds", "Seconds for twice as much", "Times")
    return Result("hostile", (goal,), header, tuple(lines), (*notes, *troubles))


def _measurable(
    bench: Bench, hostile: Hostile, folder: Path, start: float
) -> tuple[int, tuple[Runs, Runs]]:
    """A size of a text at which its time can be measured, and the runs at it and at its double."""
    size = hostile.size // 2
    while True:
        for name, length in (("short", size), ("long", 2 * size)):
            (folder / f"{name}.md").write_text(text_of(hostile, length), encoding="utf-8")
        runs = bench.turns({name: _one(bench, folder, name) for name in ("short", "long")})
        if runs["short"].cpu - start >= ENOUGH or size >= LARGEST * hostile.size // 2:
            return size, (runs["short"], runs["long"])
        size *= 2


def _one(bench: Bench, folder: Path, name: str) -> Command:
    flags = ["--output-format", "concise", *bench.no_cache]
    return bench.termlint(*flags, f"{name}.md", folder=folder)


def _name(number: int) -> str:
    return f"{number:,} terms"


def _on_sample(bench: Bench, docs: Docs, path: Path) -> Prepare:
    changes = [changing(docs.folder / file) for file in docs.files]
    kept = ["--cache-dir", str(bench.work / f"{path.stem}-cache")] if bench.has_cache else []

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
    words = [word for word, _ in counts.most_common(400) if not word.endswith("s")]
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
