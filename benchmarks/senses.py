"""How well `wrong-sense` does on labelled occurrences, and in the whole corpus around them.

    python benchmarks/senses.py EVAL.jsonl --corpus DIR

EVAL.jsonl has one occurrence on each line: `repo`, `path`, `line`, `column`, `match`, `term` and
`flag` (`yes`, `no` or `debatable`: whether its sense should be reported). DIR holds a folder
`OWNER+NAME` for each repository. Debatable rows count on neither side.

Corpus-wide, every report counts: one on a `yes` row is true, one on a `no` row false, and one on
no row false as well, unless the reviewed file lists it as right.

The last table holds one repository out at a time. Cues are data that people write with rows before
their eyes, so a cue only counts for a repository if a `yes` row of another one confirms it. What
is lost there shows how much was fitted.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from termlint.config.glossaries import load_glossaries
from termlint.config.settings import Reference
from termlint.lint import Linter
from termlint.selection import Rules
from termlint.span import LineIndex

REVIEWED = Path(__file__).with_name("senses-reviewed.tsv")


@dataclass(frozen=True)
class Place:
    """Where an occurrence stands: repository, path in it, line and column."""

    repo: str
    path: str
    line: int
    column: int


@dataclass(frozen=True)
class Row:
    """A labelled occurrence."""

    place: Place
    match: str
    term: str
    flag: str


@dataclass(frozen=True)
class Finding:
    """A `wrong-sense` report."""

    place: Place
    text: str
    message: str
    cues: tuple[str, ...]


@dataclass(frozen=True)
class Score:
    """What was reported and what should have been."""

    true: int
    false: int
    missed: int

    @property
    def precision(self) -> float | None:
        return _ratio(self.true, self.true + self.false)

    @property
    def recall(self) -> float | None:
        return _ratio(self.true, self.true + self.missed)

    @property
    def f_half(self) -> float | None:
        """F with beta 0.5, which weighs precision four times as much as recall."""
        return _ratio(1.25 * self.true, 1.25 * self.true + 0.25 * self.missed + self.false)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("eval", type=Path, metavar="EVAL.jsonl")
    parser.add_argument("--corpus", type=Path, required=True, metavar="DIR")
    parser.add_argument("--glossary", action="append", metavar="FILE|ID")
    parser.add_argument("--reviewed", type=Path, default=REVIEWED, metavar="FILE")
    parser.add_argument("--show", action="store_true", help="print misses and false reports")
    options = parser.parse_args()
    rows = list(read_rows(options.eval))
    reviewed = set(read_reviewed(options.reviewed))
    files = 0
    findings: list[Finding] = []
    linter = make_linter(options.glossary or ["mlops"])
    for repo, path, text in read_corpus(options.corpus):
        files += 1
        findings += lint(linter, repo, path, text)
    labels = {finding.place: label(finding, rows, reviewed) for finding in findings}
    hit = {row.place: reports_on(row, findings) for row in rows}
    print_rows(rows, hit)
    print_corpus(findings, labels, rows, hit, files)
    print_held_out(rows, hit)
    if options.show:
        show(rows, hit, findings, labels)


def make_linter(references: list[str]) -> Linter:
    here = str(Path.cwd())
    termbase, problems = load_glossaries([Reference(name, here) for name in references], here)
    if problems:
        raise SystemExit("\n".join(f"{p.path}:{p.line}:{p.column}: {p.message}" for p in problems))
    return Linter(termbase, Rules(select=frozenset({"wrong-sense"})))


def read_rows(path: Path) -> Iterator[Row]:
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        place = Place(row["repo"], row["path"], row["line"], row["column"])
        yield Row(place, row["match"], row["term"], row["flag"])


def read_reviewed(path: Path) -> Iterator[Place]:
    """The places of right reports that no row has: repo, path, line, column and a reason."""
    if path.exists():
        for line in path.read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                repo, name, number, column, _reason = line.split("\t")
                yield Place(repo, name, int(number), int(column))


def read_corpus(folder: Path) -> Iterator[tuple[str, str, str]]:
    """Repository, path and text of each Markdown file that is UTF-8."""
    for repo in sorted(path for path in folder.iterdir() if path.is_dir()):
        for path in sorted(repo.rglob("*")):
            if path.suffix.lower() in (".md", ".markdown", ".mdx") and path.is_file():
                try:
                    text = path.read_bytes().decode("utf-8-sig")
                except UnicodeDecodeError:
                    continue
                yield repo.name.replace("+", "/", 1), path.relative_to(repo).as_posix(), text


def lint(linter: Linter, repo: str, path: str, text: str) -> Iterator[Finding]:
    lines = LineIndex(text)
    for diagnostic in linter.lint(text, path):
        at = lines.position(diagnostic.span.start)
        cues = tuple(evidence.cue for evidence in diagnostic.evidence)
        place = Place(repo, path, at.line, at.column)
        yield Finding(place, diagnostic.text, diagnostic.message, cues)


def meets(row: Row, finding: Finding) -> bool:
    """Whether a report is on the text of a row."""
    one, other = row.place, finding.place
    return (
        (one.repo, one.path, one.line) == (other.repo, other.path, other.line)
        and one.column < other.column + len(finding.text)
        and other.column < one.column + len(row.match)
    )


def reports_on(row: Row, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(finding for finding in findings if meets(row, finding))


def label(finding: Finding, rows: Iterable[Row], reviewed: set[Place]) -> str:
    flags = {row.flag for row in rows if meets(row, finding)}
    for flag in ("yes", "no", "debatable"):
        if flag in flags:
            return flag
    return "reviewed" if finding.place in reviewed else "no row"


def print_rows(rows: list[Row], hit: dict[Place, tuple[Finding, ...]]) -> None:
    print("On the rows, debatable ones left out:\n")
    print(f"{'term':16} {'yes':>5} {'no':>5}  precision  recall  F0.5")
    by_term: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_term[row.term].append(row)
    for term, of_term in [*sorted(by_term.items()), ("all", rows)]:
        flags = Counter(row.flag for row in of_term)
        score = score_rows(of_term, hit)
        figures = "  ".join(
            _figure(value) for value in (score.precision, score.recall, score.f_half)
        )
        print(f"{term:16} {flags['yes']:5} {flags['no']:5}  {figures}")


def score_rows(rows: Iterable[Row], hit: dict[Place, tuple[Finding, ...]]) -> Score:
    reported = Counter((row.flag, bool(hit[row.place])) for row in rows)
    return Score(reported["yes", True], reported["no", True], reported["yes", False])


def print_corpus(
    findings: list[Finding],
    labels: dict[Place, str],
    rows: list[Row],
    hit: dict[Place, tuple[Finding, ...]],
    files: int,
) -> None:
    counts = Counter(labels[finding.place] for finding in findings)
    true, false = counts["yes"] + counts["reviewed"], counts["no"] + counts["no row"]
    print(f"\nIn the whole corpus of {files} files: {len(findings)} reports")
    print(", ".join(f"{count} {name}" for name, count in sorted(counts.items())))
    print(f"precision {_figure(_ratio(true, true + false)).strip()}", end=", ")
    print(f"recall of the yes rows {_figure(score_rows(rows, hit).recall).strip()}", end=", ")
    print(f"false reports per 200 files {200 * false / max(files, 1):.2f}")


def print_held_out(rows: list[Row], hit: dict[Place, tuple[Finding, ...]]) -> None:
    print("\nOne repository held out at a time, with the cues that another one confirms:\n")
    print(f"{'repository':36} {'yes':>4} {'found':>6} {'with confirmed cues':>20}")
    confirmed: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        if row.flag == "yes":
            for finding in hit[row.place]:
                for cue in finding.cues:
                    confirmed[cue].add(row.place.repo)
    totals: Counter[str] = Counter()
    for repo in sorted({row.place.repo for row in rows if row.flag == "yes"}):
        yes = [row for row in rows if row.place.repo == repo and row.flag == "yes"]
        found = sum(bool(hit[row.place]) for row in yes)
        held_out = sum(
            any(confirmed[cue] - {repo} for finding in hit[row.place] for cue in finding.cues)
            for row in yes
        )
        totals += Counter(yes=len(yes), found=found, held=held_out)
        print(f"{repo:36} {len(yes):4} {found:6} {held_out:20}")
    print(f"{'all':36} {totals['yes']:4} {totals['found']:6} {totals['held']:20}")


def show(
    rows: list[Row],
    hit: dict[Place, tuple[Finding, ...]],
    findings: list[Finding],
    labels: dict[Place, str],
) -> None:
    for row in rows:
        if row.flag == "yes" and not hit[row.place]:
            print(f"missed   {_where(row.place)} {row.match}")
    for finding in findings:
        print(f"{labels[finding.place]:9}{_where(finding.place)} {finding.message}")


def _where(place: Place) -> str:
    return f"{place.repo} {place.path}:{place.line}:{place.column}"


def _ratio(part: float, whole: float) -> float | None:
    return part / whole if whole else None


def _figure(value: float | None) -> str:
    return "    -" if value is None else f"{value:5.2f}"


if __name__ == "__main__":
    main()
