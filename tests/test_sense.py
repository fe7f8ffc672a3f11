"""The judgement of senses: each step with a sentence that it stops and one that it lets through."""

from __future__ import annotations

import pytest

from tests.vocabulary import linter_of, reports

LINTER = linter_of(
    """
kinds:
  practice: {cues: ["principles of {term}", "~adopt {term}"]}
  product:
    cues:
      - "[log|sign] in to {term}"
      - "~install {term}"
      - "{term} ({url})"
      - "version of {term}"
      - {cue: "our {term}", weight: 0.5}
      - {cue: "~use ... {term}", weight: 0.5}
  team: {cues: ["~ask {term} to", "{term} ~decide"]}
concepts:
  - {term: MLOps, kind: practice, confused_with: [mlops-tool, mlops-team], names: [Acme MLOps]}
  - {term: MLOps tool, kind: product}
  - {term: MLOps team, kind: team}
"""
)


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        pytest.param("Log in to MLOps.", "MLOps tool", id="cue-before"),
        pytest.param("Log in to MLOps and wait.", "MLOps tool", id="head-before-a-function-word"),
        pytest.param(
            "Having installed MLOps requires care.", "MLOps tool", id="head-before-a-verb"
        ),
        pytest.param("Use the MLOps (https://x.org).", "MLOps tool", id="cue-after"),
        pytest.param("Ask MLOps to do it.", "MLOps team", id="cue-around"),
        pytest.param("MLOps decides it.", "MLOps team", id="cue-shows-the-head"),
        pytest.param("| a |\n|---|\n| Version of MLOps |", "MLOps tool", id="cell"),
        pytest.param("# Installing MLOps", "MLOps tool", id="heading"),
        pytest.param("**Log in** to *MLOps*.", "MLOps tool", id="markup-is-transparent"),
        pytest.param("Please log\nin to MLOps.", "MLOps tool", id="line-break"),
        pytest.param("We use our MLOps.", "MLOps tool", id="weights-add-up"),
        pytest.param("It is not new. Install MLOps.", "MLOps tool", id="negation-elsewhere"),
        pytest.param('The "new" way to install MLOps.', "MLOps tool", id="quotes-elsewhere"),
    ],
)
def test_a_wrong_sense_is_reported(text: str, suggestion: str) -> None:
    assert reports(LINTER, text) == [("wrong-sense", "MLOps", suggestion)]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("MLOps is here.", id="no-cue"),
        pytest.param("Install MLOps platforms.", id="modifier"),
        pytest.param("Install MLOps `agent`.", id="modifier-of-code"),
        pytest.param("Install MLOps v2.", id="version-of-a-name"),
        pytest.param("Install MLOps & more.", id="coordination"),
        pytest.param("Install MLOps-ready tools.", id="compound"),
        pytest.param("Install Acme MLOps.", id="name"),
        pytest.param("See Google MLOps (https://x.org).", id="capitalised-neighbour"),
        pytest.param("Do not install MLOps.", id="negation"),
        pytest.param("You can't log in to MLOps.", id="short-negation"),
        pytest.param('"Log in to MLOps" is odd.', id="quotation"),
        pytest.param("See [How To Install MLOps](x).", id="title"),
        pytest.param("Use MLOps.", id="half-a-cue-is-not-enough"),
        pytest.param("Adopt MLOps (https://x.org).", id="own-cue-weighs-as-much"),
        pytest.param("Principles of MLOps.", id="own-cue"),
        pytest.param("Log in. To MLOps it is new.", id="cue-over-a-sentence"),
        pytest.param("Log in to MLOps tools.", id="the-right-term"),
    ],
)
def test_it_is_left_alone(text: str) -> None:
    assert reports(LINTER, text) == []


def test_the_evidence_is_the_words_of_the_file() -> None:
    text = "Now **log** in to MLOps."
    (found,) = LINTER.lint(text, "a.md")
    (evidence,) = found.evidence
    assert (evidence.cue, evidence.text) == ("[log|sign] in to {term}", "log** in to MLOps")
    assert text[evidence.span.start : evidence.span.end] == evidence.text


def test_every_step_can_be_explained() -> None:
    text = "Do not install MLOps."
    steps = LINTER.explain(text, "a.md", text.index("MLOps"))
    assert any("it is negated" in step for step in steps)
    assert steps[-1] == "Its sense is undecided."
    assert LINTER.explain(text, "a.md", 0) == ()


def test_the_head_of_a_column_counts_in_every_row() -> None:
    linter = linter_of(
        """
kinds:
  team: {cues: ["owner : {term}"]}
concepts:
  - {term: MLOps, confused_with: [team]}
  - {term: MLOps team, id: team, kind: team}
"""
    )
    rows = "| a | MLOps | c | d |\n" * 40
    found = linter.lint(f"| A | Owner | C | D |\n|---|---|---|---|\n{rows}", "a.md")
    assert len(found) == 40
    assert '"Owner: MLOps" means' in found[0].message
