"""What is said of concepts: found by their forms, described with all that a glossary has."""

from __future__ import annotations

import pytest

from termlint.checks import CHECKS
from termlint.explain import concepts_named, describe, names_in, page_of, summarize
from termlint.glossary import Source, load
from termlint.termbase import Termbase

GLOSSARY = """\
glossary: tiny
kinds:
  practice: {description: a way of working, cues: ["the practice of {term}"]}
  product: {}
concepts:
  - term: MLOps
    kind: practice
    definition: |
      A way of
      working.
    admitted: [machine learning operations]
    deprecated: [ModelOps]
    variants: [M.L.Ops]
    confused_with: [tool]
  - id: tool
    term: Ops
    kind: product
  - id: lonely
    term: Other
consistent:
  - [dataset, data set]
"""


@pytest.fixture(scope="module")
def termbase() -> Termbase:
    loaded, problems = load(["tiny"], lambda name, base: Source("tiny.yaml", GLOSSARY))
    assert problems == ()
    return loaded


@pytest.mark.parametrize(
    ("word", "ids"),
    [
        pytest.param("MLOps", ["mlops"], id="a term"),
        pytest.param("mlops", ["mlops"], id="an id, or another case"),
        pytest.param("ModelOps", ["mlops"], id="a deprecated form"),
        pytest.param("M.L.Ops", ["mlops"], id="a misspelling"),
        pytest.param("Machine Learning Operations", ["mlops"], id="an admitted form"),
        pytest.param("tool", ["tool"], id="an id that is no form"),
        pytest.param("DevOps", [], id="none of them"),
    ],
)
def test_concepts_are_found_by_their_names(termbase: Termbase, word: str, ids: list[str]) -> None:
    assert [concept.id for concept in concepts_named(word, termbase)] == ids


def test_all_names_are_known(termbase: Termbase) -> None:
    assert {"mlops", "MLOps", "ModelOps", "tool", "Ops"} <= set(names_in(termbase))


def test_a_concept_is_described_with_all_that_is_known(termbase: Termbase) -> None:
    assert list(describe(termbase.concepts["mlops"], termbase)) == [
        "MLOps (mlops), tiny.yaml:6:11",
        "  kind: practice, a way of working",
        "  definition: A way of working.",
        "  also: machine learning operations",
        "  deprecated: ModelOps",
        "  misspelled: M.L.Ops",
        "  confused with: tool",
    ]


@pytest.mark.parametrize(
    ("concept", "lines"),
    [
        pytest.param("tool", ["  kind: product"], id="a kind without description"),
        pytest.param("lonely", [], id="nothing but a term"),
    ],
)
def test_what_is_not_known_is_not_said(termbase: Termbase, concept: str, lines: list[str]) -> None:
    assert list(describe(termbase.concepts[concept], termbase))[1:] == lines


def test_a_termbase_is_printed_whole(termbase: Termbase) -> None:
    lines = list(summarize(termbase))
    assert lines[:5] == [
        "glossaries: tiny",
        "",
        "kind practice, tiny.yaml:3:3",
        "  description: a way of working",
        "  called for by:",
    ]
    assert [line for line in lines if line.endswith("6:11")] == ["MLOps (mlops), tiny.yaml:6:11"]
    assert lines[-1] == "either of: dataset, data set, tiny.yaml:21:5"


@pytest.mark.parametrize("check", [check.name for check in CHECKS])
def test_every_check_has_a_page(check: str) -> None:
    page = page_of(check)
    assert page is not None
    assert check in page


def test_what_is_no_check_has_no_page() -> None:
    assert page_of("no-check") is None
