"""Which forms are found and how they are judged: derived spellings, case, hyphens, names."""

from __future__ import annotations

import pickle

import pytest

from tests.vocabulary import linter_of, reports

LINTER = linter_of(
    """
kinds:
  product:
    cues: ["the {term} service"]
    literal: ["{term} package", "pip install {term}"]
concepts:
  - {term: MLOps, admitted: [machine learning operations], variants: [M.L.Ops], names: [DataRobot MLOps]}
  - {term: GitHub, kind: product}
  - {term: feature store}
  - {term: data scientist}
  - {term: machine learning, abbreviation: ML}
  - {term: scikit-learn, kind: product}
  - {term: pandas, kind: product, ambiguous: true, cues: ["{term} dataframe"]}
  - {term: Node.js, variants: [nodejs]}
  - {term: C++}
  - {term: CI/CD}
  - {term: API}
  - {term: BigQuery}
  - {term: OAuth}
  - {term: octopus, forms: [octopodes]}
"""
)


@pytest.mark.parametrize(
    ("text", "found", "suggestion"),
    [
        pytest.param("On github now.", "github", "GitHub", id="lower-case"),
        pytest.param("GITHUB is up.", "GITHUB", "GitHub", id="capitals"),
        pytest.param("We do ML Ops.", "ML Ops", "MLOps", id="space"),
        pytest.param("We do ml-ops.", "ml-ops", "MLOps", id="hyphen-lower-case"),
        pytest.param("We do MLops.", "MLops", "MLOps", id="camel"),
        pytest.param("We do M.L.Ops.", "M.L.Ops", "MLOps", id="variant"),
        pytest.param("On Git Hub now.", "Git Hub", "GitHub", id="split-name"),
        pytest.param("Two featurestores.", "featurestores", "feature stores", id="closed-up-plural"),
        pytest.param("A Feature Store helps.", "Feature Store", "feature store", id="title-case"),
        pytest.param("For Data scientists, it is.", "Data scientists", "data scientists",
                     id="capital-inside-a-sentence"),
        pytest.param("It uses scikit learn.", "scikit learn", "scikit-learn", id="missing-hyphen"),
        pytest.param("Sklearn is Scikit Learn.", "Scikit Learn", "scikit-learn", id="both"),
        pytest.param("Run node.js here.", "node.js", "Node.js", id="dot"),
        pytest.param("Run NodeJS here.", "NodeJS", "Node.js", id="variant-any-case"),
        pytest.param("In c++ code.", "c++", "C++", id="symbols"),
        pytest.param("The ci/cd way.", "ci/cd", "CI/CD", id="slash"),
        pytest.param("Two apis.", "apis", "APIs", id="plural-of-abbreviation"),
        pytest.param("The Github's page.", "Github", "GitHub", id="possessive"),
        pytest.param("A github-hosted runner.", "github", "GitHub", id="compound-adjective"),
        pytest.param("On Github/GitLab.", "Github", "GitHub", id="alternatives"),
        pytest.param("Use the oauth flow.", "oauth", "OAuth", id="single-letter-part"),
        pytest.param("The ML\u00a0Ops way.", "ML\u00a0Ops", "MLOps", id="no-break-space"),
        pytest.param("The ML\u2011Ops way.", "ML\u2011Ops", "MLOps", id="no-break-hyphen"),
        pytest.param("A Pandas dataframe.", "Pandas", "pandas", id="ambiguous-with-cue"),
        pytest.param("Some state-of-the-art featurestore.", "featurestore", "feature store",
                     id="after-a-compound"),
        pytest.param("OCTOPODES swim.", "OCTOPODES", "Octopodes", id="own-forms"),
    ],
)  # fmt: skip
def test_a_wrong_form_is_found(text: str, found: str, suggestion: str) -> None:
    assert reports(LINTER, text) == [("misspelled-term", found, suggestion)]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("GitHub and MLOps.", id="as-the-glossary-has-it"),
        pytest.param("Feature store design. Feature stores grow.", id="sentence-start"),
        pytest.param("- feature store\n- Feature store", id="item-start"),
        pytest.param("# Choosing a Feature Store", id="title"),
        pytest.param("See [Choosing a Feature Store](x).", id="title-of-a-link"),
        pytest.param('Read "Feature Stores in Practice" today.', id="quoted-title"),
        pytest.param("**Feature store**: a place.", id="label"),
        pytest.param(
            "Machine learning operations (MLOps) and Machine Learning (ML).", id="expansion"
        ),
        pytest.param("With the Feast Feature Store you can.", id="name-before"),
        pytest.param("A Data Scientist Associate exam.", id="name-after"),
        pytest.param("USE THE GITHUB PAGE", id="capitals-around"),
        pytest.param("A feature-store design.", id="hyphen-in-a-modifier"),
        pytest.param("Two machine-learning-based tools.", id="hyphen-in-a-compound"),
        pytest.param("It is in DataRobot MLOps.", id="name"),
        pytest.param("See github.com, @github and foo-github-bar.", id="identifiers"),
        pytest.param("The scikit-learn package, with pip install github.", id="package"),
        pytest.param("Some pandas eat; Pandas eat.", id="ambiguous-without-cue"),
        pytest.param("One big query, then an open Big day.", id="ordinary-words"),
        pytest.param("APIs, data scientists and the API's end.", id="plural-and-possessive"),
        pytest.param("Some octopodes.", id="own-forms"),
        pytest.param("Githubber, ungithub, gitHubs4.", id="inside-a-word"),
        pytest.param("`github` and <github@x.org> and $github$", id="markup-that-is-no-prose"),
        pytest.param("GitHub-123 and GITHUB-77", id="ticket"),
        pytest.param(
            "See [x](my github notes.md) and ![y](a mlops b.png).", id="target-with-spaces"
        ),
        pytest.param("[jane] Feature stores are new.", id="after-the-speaker-of-minutes"),
        pytest.param("Use foo[github] and Github-page-builder.", id="extra-and-slug"),
        pytest.param("ML, or Machine Learning, is.", id="expansion-with-or"),
        pytest.param("A labelled m.l.ops key.", id="variant-in-another-case"),
    ],
)
def test_it_is_left_alone(text: str) -> None:
    assert reports(LINTER, text) == []


def test_the_longest_term_wins() -> None:
    linter = linter_of("concepts: [{term: model}, {term: model registry}, {term: Registry API}]")
    assert reports(linter, "The Model registry works, a MODEL too.") == [
        ("misspelled-term", "Model registry", "model registry"),
        ("misspelled-term", "MODEL", "model"),
    ]


def test_a_right_form_of_one_concept_is_no_wrong_form_of_another() -> None:
    linter = linter_of("concepts: [{term: data set}, {term: DataSet, id: class}]")
    assert reports(linter, "The DataSet holds a data set.") == []


def test_positions_are_exact_around_markup_and_line_ends() -> None:
    text = "# \U0001f600 Title\r\n\r\n> We do **ML** &amp;\r\n> *git*hub and Git\r\n> Hub.\r\n"
    found = [(d.text, d.span.start) for d in LINTER.lint(text, "a.md")]
    assert found == [("git*hub", text.index("git*hub")), ("Git\r\n> Hub", text.index("Git\r\n"))]


def test_a_form_across_a_line_break_has_a_suggestion_and_no_fix() -> None:
    (diagnostic,) = LINTER.lint("We do ML\nOps.", "a.md")
    assert diagnostic.suggestions == ("MLOps",)
    assert diagnostic.fix is None


@pytest.mark.parametrize(
    ("glossary", "text", "found"),
    [
        pytest.param("concepts: [{term: GitHub}]", "On github.", ["github"], id="one-term"),
        pytest.param("concepts: [{term: C++}]", "in c++", ["c++"], id="marks"),
        pytest.param("concepts: [{term: Über uns}]", "über uns", ["über uns"], id="not-ASCII"),
        pytest.param("consistent: [[dataset, data set]]", "a data set", [], id="group-alone"),
        pytest.param("glossary: test", "On github.", [], id="no-terms"),
    ],
)  # fmt: skip
def test_a_linter_from_another_process_finds_the_same(
    glossary: str, text: str, found: list[str]
) -> None:
    linter = linter_of(glossary)
    woken = pickle.loads(pickle.dumps(linter))
    assert [word for _, word, _ in reports(woken, text)] == found
    assert woken.check(text, "test.md") == linter.check(text, "test.md")
