"""What the fixers of termlint and its peers do to a page of traps.

    python benchmarks/traps.py [--install DIR] [--write PAGE]

The page is traps.md beside this file. Every tool gets a copy of it without the marks, and the same
names and words; then it fixes its copy, and fixes it again. Counted are the mistakes in prose that
are right afterwards, and the bytes that changed where there is no prose.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import peer_settings
import peers
import results
from bench import CHECKOUT
from processes import Command, measure
from traps_page import Page, Score, judge, read

PAGE = Path(__file__).with_name("traps.md")
NAMES = (
    *("GitHub", "GitLab", "JavaScript", "Kubernetes"),
    *("MLOps", "PostgreSQL", "PyTorch", "TypeScript"),
)
"""What every tool is told to write just so."""
WORDS = {"enviroment": "environment", "recieve": "receive", "seperate": "separate"}
"""Misspelled words with what is right; rumdl's rule knows names only."""
GROUPS = {
    "code and addresses without markup": (
        *("account name", "address without scheme", "domain name", "file name", "identifier"),
        *("image name", "issue", "option", "package name", "path", "repository", "variable"),
    ),
    "extensions of Markdown": (
        *("attribute list", "directive", "emoji", "front-matter key", "front-matter value"),
        *("heading anchor", "JSX", "math", "role", "shortcode", "target of a wiki link"),
        "template",
    ),
}
"""Kinds of traps that not every tool claims to know. All others are plain Markdown and HTML."""
PLAIN = "Markdown and HTML"

Fixer = Callable[[Path], None]
"""Fixes the files in a folder, in place. Raises RuntimeError where the tool fails."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a tool did to the page."""

    tool: str
    score: Score
    is_stable: bool
    """Whether it changes nothing more when it is run again."""


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--install", type=Path, metavar="DIR", help="install peers into DIR")
    parser.add_argument("--peers", type=Path, metavar="DIR", help="use the peers in DIR")
    parser.add_argument("--show", action="store_true", help="print every change outside of prose")
    parser.add_argument("--write", type=Path, metavar="PAGE", help="write the tables into PAGE")
    options = parser.parse_args()
    reasons = peers.install(options.install) if options.install else {}
    found = peers.find(peers.FIXERS, options.install or options.peers, reasons)
    page = read(PAGE.read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory(prefix="termlint-traps-") as name:
        work = Path(name).resolve()
        fixers = {"termlint": termlint_fixer(work)}
        words = WORDS | {each.lower(): each for each in NAMES}
        peer_settings.write(work / "settings", NAMES, words)
        for peer in found.here.values():
            fixers[f"{peer.name} {peer.version}"] = _peer_fixer(peer, work / "settings")
        outcomes = [
            fix(page, tool, fixer, work / str(number))
            for number, (tool, fixer) in enumerate(fixers.items())
        ]
    absent = "".join(f"- {each} is not here: {why}\n" for each, why in found.absent.items())
    tables = {"summary": summary(page, outcomes) + (f"\n{absent}" if absent else "")}
    tables["by-trap"] = by_trap(page, outcomes)
    for table in tables.values():
        print(table)
    if options.show:
        for outcome in outcomes:
            show(page, outcome)
    if options.write:
        text = options.write.read_text(encoding="utf-8")
        for place, table in tables.items():
            text = results.replace(text, place, table)
        options.write.write_text(text, encoding="utf-8")


def fix(page: Page, tool: str, fixer: Fixer, folder: Path) -> Outcome:
    """Let a tool fix a copy of the page in a new ``folder``, twice."""
    folder.mkdir()
    copy = folder / "page.md"
    copy.write_text(page.text, encoding="utf-8", newline="")
    fixer(folder)
    once = _text_of(copy)
    fixer(folder)
    return Outcome(tool, judge(page, once), _text_of(copy) == once)


def termlint_fixer(work: Path) -> Fixer:
    """``termlint check --fix`` of this checkout, with the names and words as its glossary."""
    glossary = work / "traps.yaml"
    glossary.write_text(glossary_text(), encoding="utf-8")
    words = [sys.executable, "-m", "termlint", "check", "--isolated", "--fix"]
    words += ["--glossary", str(glossary), "--output-format", "concise", "."]

    def run(folder: Path) -> None:
        trouble = measure(Command(words, folder, {"PYTHONPATH": str(CHECKOUT)}), 60).trouble
        if trouble:
            raise RuntimeError(f"termlint {trouble}")

    return run


def glossary_text() -> str:
    """What the other tools are told, as a glossary of termlint."""
    concepts = [f"  - term: {name}\n    definition: A name.\n" for name in NAMES]
    concepts += [
        f"  - term: {right}\n    definition: A word.\n    variants: [{wrong}]\n"
        for wrong, right in WORDS.items()
    ]
    return f"glossary: traps\nconcepts:\n{''.join(concepts)}"


def summary(page: Page, outcomes: list[Outcome]) -> str:
    """A table with a line for each tool."""
    names = sum(is_name(each.right) for each in page.mistakes)
    there = Counter(group_of(trap.name) for trap in page.traps)
    groups = [group for group in (PLAIN, *GROUPS) if there[group]]
    header = (
        "Fixer",
        "Bytes changed outside of prose",
        *(f"Changed of {there[group]} in {group}" for group in groups),
        f"Names put right, of {names}",
        f"Words put right, of {len(page.mistakes) - names}",
        "Other changes in prose",
        "Second run",
    )
    lines = []
    for outcome in outcomes:
        score = outcome.score
        fell = Counter(group_of(trap.name) for trap, _ in score.spoilt)
        fixed = sum(is_name(each.right) for each in score.fixed)
        lines.append(
            (
                outcome.tool,
                str(sum(size for _, size in score.spoilt)),
                *(str(fell[group]) for group in groups),
                str(fixed),
                str(len(score.fixed) - fixed),
                str(len(score.other)),
                "changes nothing" if outcome.is_stable else "changes more",
            )
        )
    return results.table(header, lines)


def by_trap(page: Page, outcomes: list[Outcome]) -> str:
    """A table with a line for each kind of trap: how many of its places each tool changed."""
    there = Counter((group_of(trap.name), trap.name) for trap in page.traps)
    fell = [Counter(trap.name for trap, _ in each.score.spoilt) for each in outcomes]
    header = ("Group", "Trap", "Places", *(outcome.tool for outcome in outcomes))
    lines = [
        (group, name, str(number), *(str(of_tool[name]) for of_tool in fell))
        for (group, name), number in sorted(there.items())
    ]
    return results.table(header, lines)


def group_of(trap: str) -> str:
    """Which group of ``GROUPS`` a kind of trap is in."""
    return next((group for group, names in GROUPS.items() if trap in names), PLAIN)


def is_name(right: str) -> bool:
    """Whether a mistake is the case of a name, and not the spelling of a word."""
    return right in NAMES


def show(page: Page, outcome: Outcome) -> None:
    print(f"\n{outcome.tool}")
    for trap, size in outcome.score.spoilt:
        print(f"  {trap.name}: {page.text[trap.start : trap.end]!r} ({size} bytes)")
    for change in outcome.score.other:
        print(f"  prose: {page.text[change.start : change.end]!r} became {change.text!r}")
    for mistake in page.mistakes:
        if mistake not in outcome.score.fixed:
            print(f"  left: {page.text[mistake.start : mistake.end]!r} at {mistake.start}")


def _peer_fixer(peer: peers.Peer, settings: Path) -> Fixer:
    def run(folder: Path) -> None:
        # Some exit with 1 or 2 where mistakes are left, so only a crash counts as one.
        trouble = measure(peer.fix(folder, settings), 60).trouble
        if trouble and not trouble.startswith("exit status"):
            raise RuntimeError(f"{peer.name} {trouble}")

    return run


def _text_of(path: Path) -> str:
    return path.read_bytes().decode("utf-8")


if __name__ == "__main__":
    main()
