"""The whole path on real files: every diagnostic of a corpus is exact, and what it says is bounded."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import CHECKOUT
from tests.vocabulary import builtin_linter


@pytest.fixture(scope="module")
def report(corpus: Path) -> dict[str, Any]:
    """The JSON report of one run over the corpus with the built-in vocabulary."""
    command = [sys.executable, "-m", "termlint", "check", "--isolated", "--output-format", "json"]
    run = subprocess.run([*command, "."], cwd=corpus, capture_output=True, text=True, check=False)
    assert "Traceback" not in run.stderr
    assert run.returncode in (1, 2)
    result: dict[str, Any] = json.loads(run.stdout)
    return result


def test_every_file_is_read_or_named_as_unreadable(report: dict[str, Any], corpus: Path) -> None:
    markdown = [path for path in corpus.rglob("*") if path.suffix.lower() == ".md"]
    for error in report["errors"]:
        assert "not UTF-8" in error["message"]
    # Repositories ignore some of their files themselves, and those are left out.
    assert len(markdown) * 0.95 < report["summary"]["files"] <= len(markdown)


def test_every_diagnostic_quotes_the_text_at_its_place(
    report: dict[str, Any], corpus: Path
) -> None:
    texts: dict[str, str] = {}
    for diagnostic in report["diagnostics"]:
        path = diagnostic["path"]
        text = texts.setdefault(path, (corpus / path).read_bytes().decode("utf-8-sig"))
        start, end = diagnostic["start"], diagnostic["end"]
        assert text[start["offset"] : end["offset"]] == diagnostic["text"]
        line_start = start["offset"] - start["column"] + 1
        assert line_start == 0 or text[line_start - 1] in "\r\n"
        assert text[:line_start].replace("\r\n", "\n").replace("\r", "\n").count("\n") == (
            start["line"] - 1
        )
        for each in (*diagnostic["evidence"], *diagnostic["related"]):
            if each.get("text") is not None:
                assert text[each["start"]["offset"] : each["end"]["offset"]] == each["text"]


def test_diagnostics_come_in_order_and_have_their_own_fingerprints(report: dict[str, Any]) -> None:
    places = [(d["path"], d["start"]["offset"]) for d in report["diagnostics"]]
    assert places == sorted(places)
    fingerprints = [d["fingerprint"] for d in report["diagnostics"]]
    assert len(set(fingerprints)) == len(fingerprints)


def test_the_cues_of_the_kinds_are_not_misled_by_common_words(corpus: Path) -> None:
    """Words such as "pipeline" stand in thousands of places, and rightly in all of them."""
    glossary = CHECKOUT / "tests" / "data" / "common-words.yaml"
    command = [sys.executable, "-m", "termlint", "check", "--isolated", "--glossary", str(glossary)]
    options = ["--select", "wrong-sense,conflicting-definition", "--output-format", "concise"]
    run = subprocess.run(
        [*command, *options, "."], cwd=corpus, capture_output=True, text=True, check=False
    )
    assert run.stdout == ""
    assert "Traceback" not in run.stderr


def test_what_the_two_articles_are_told(shared: Path) -> None:
    """Saved as Markdown, the articles that the vocabulary comes from are only told of spellings."""
    linter = builtin_linter()
    found = [
        (d.check, d.text, d.suggestions[0])
        for path in sorted((shared / "seeds").iterdir())
        for d in linter.lint(path.read_text(encoding="utf-8"), "article.md")
    ]
    assert found == [
        ("misspelled-term", "slack", "Slack"),
        ("misspelled-term", "ML Product Management", "ML product management"),
        ("misspelled-term", "ML Ops", "MLOps"),
        ("misspelled-term", "Data Scientists", "data scientists"),
        ("misspelled-term", "MLops", "MLOps"),
        ("misspelled-term", "MLOps System", "MLOps system"),
        ("misspelled-term", "MLOps Team", "MLOps team"),
        ("misspelled-term", "MLOps Tool", "MLOps tool"),
        ("misspelled-term", "ML Ops", "MLOps"),
        ("misspelled-term", "Youtube", "YouTube"),
        ("misspelled-term", "Github", "GitHub"),
        ("misspelled-term", "Ml Ops", "MLOps"),
    ]


def test_the_vocabulary_has_what_it_promises() -> None:
    concepts = builtin_linter().termbase.concepts.values()
    names = [c for c in concepts if Path(c.origin.path).name == "names.yaml"]
    assert len(names) >= 150
    for concept in concepts:
        flagged = [
            spec for spec in concept.specs if spec.expect or spec.fixed not in (None, spec.text)
        ]
        silent = [spec for spec in concept.specs if not spec.expect and spec.fixed is None]
        assert flagged, f"{concept.id} has no spec that is flagged"
        assert silent, f"{concept.id} has no spec that is left alone"


@pytest.mark.parametrize(
    "glossary", sorted((CHECKOUT / "rules").glob("*.yaml")), ids=lambda p: p.name
)
def test_the_specs_of_each_built_in_glossary_hold(glossary: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "termlint", "glossary", "test", str(glossary)],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
