"""What each step of the judgement of senses is worth: the figures with one of them left out.

    python benchmarks/ablations.py EVAL.jsonl --corpus DIR

Counted are the reports in the corpus (as `senses.py` does), the labelled rows, and the sentences
of `tests/data/sentences.jsonl`.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from unittest.mock import patch

import senses

from termlint.lint import Linter

SENTENCES = Path(__file__).parent.parent / "tests" / "data" / "sentences.jsonl"
NO: Callable[..., bool] = lambda *_: False  # noqa: E731
NONE: Callable[..., Iterator[Any]] = lambda *_: iter(())  # noqa: E731
STEPS: dict[str, dict[str, Any]] = {
    "everything": {},
    "no test for the head of the phrase": {"is_modifier": NO},
    "no test for names": {"follows_name": NO},
    "no negation": {"is_negated": NO},
    "no quotations and titles": {"is_quoted": NO, "is_in_title": NO},
    "no table rows": {"around_in_row": NONE},
    "half a weight is enough": {"_ENOUGH": 0.5},
    "the strongest cue, not the sum": {
        "_weight": lambda hits: max((hit.cue.weight for hit in hits), default=0.0)
    },
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("eval", type=Path, metavar="EVAL.jsonl")
    parser.add_argument("--corpus", type=Path, required=True, metavar="DIR")
    options = parser.parse_args()
    rows = list(senses.read_rows(options.eval))
    texts = list(senses.read_corpus(options.corpus))
    sentences = [json.loads(line) for line in SENTENCES.read_text(encoding="utf-8").splitlines()]
    linter = senses.make_linter(["mlops", "names"])
    print(f"{'':36} corpus       rows    sentences")
    print(f"{'':36} right wrong  recall  precision recall")
    for name, changes in STEPS.items():
        with ExitStack() as stack:
            for attribute, value in changes.items():
                stack.enter_context(patch(f"termlint.sense.{attribute}", value))
            print_figures(name, linter, rows, texts, sentences)
    termbase = linter.termbase
    bare_kinds = {kind.id: kind._replace(cues=()) for kind in termbase.kinds.values()}
    bare = {concept.id: concept._replace(cues=()) for concept in termbase.concepts.values()}
    of_concepts = Linter(termbase._replace(kinds=bare_kinds), linter.rules)
    print_figures("cues of concepts only", of_concepts, rows, texts, sentences)
    of_kinds = Linter(termbase._replace(concepts=bare), linter.rules)
    print_figures("cues of kinds only", of_kinds, rows, texts, sentences)


def print_figures(
    name: str,
    linter: Linter,
    rows: list[senses.Row],
    texts: list[tuple[str, str, str]],
    sentences: list[dict[str, str]],
) -> None:
    findings = [
        finding
        for repo, path, text in texts
        if "MLOps" in text or "rchestration" in text or "DevOps" in text
        for finding in senses.lint(linter, repo, path, text)
    ]
    reviewed = set(senses.read_reviewed(senses.REVIEWED))
    labels = [senses.label(finding, rows, reviewed) for finding in findings]
    right = sum(label in ("yes", "reviewed") for label in labels)
    wrong = sum(label in ("no", "no row") for label in labels)
    hit = {row.place: senses.reports_on(row, findings) for row in rows}
    true = false = missed = 0
    for sentence in sentences:
        is_reported = any(
            sentence["match"].lower() in diagnostic.text.lower()
            for diagnostic in linter.lint(sentence["text"], "sentence.md")
        )
        true += is_reported and sentence["flag"] == "yes"
        false += is_reported and sentence["flag"] == "no"
        missed += not is_reported and sentence["flag"] == "yes"
    on_sentences = senses.Score(true, false, missed)
    recall = senses.score_rows(rows, hit).recall
    print(
        f"{name:36} {right:5} {wrong:5}  {recall:6.2f}  "
        f"{on_sentences.precision:9.3f} {on_sentences.recall:6.2f}",
        flush=True,
    )


if __name__ == "__main__":
    main()
