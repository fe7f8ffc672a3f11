"""Lower-case words that are values rather than names: left alone, or fixed only when asked to."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from termlint.lint import Linter
from tests.growth import assert_linear
from tests.vocabulary import linter_of

LINTER = linter_of(
    """
concepts:
  - {term: GitHub}
  - {term: Docker}
  - {term: Kubeflow}
  - {term: Kubeflow Pipelines}
  - {term: Postgres}
  - {term: Ubuntu}
  - {term: C++, variants: [cpp]}
  - {term: email, variants: [e-mail]}
"""
)


def found(text: str, linter: Linter = LINTER) -> list[tuple[str, str]]:
    """What is reported, each with "safe" or "unsafe" for its fix."""
    return [
        (each.text, "safe" if each.fix.safe else "unsafe")
        for each in linter.lint(text, "a.md")
        if each.fix is not None
    ]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param('Type "github" in the box.', id="double quotes"),
        pytest.param("The tag 'docker' is set.", id="single quotes"),
        pytest.param("The tag “docker” is set.", id="curved quotes"),
        pytest.param('They are called "docker," and so on.', id="comma inside the quotes"),
        pytest.param("<td>Katib DB Name: 'mysql' or 'postgres'</td>", id="one of two in a cell"),
        pytest.param('Values which are equal to "kubeflow".', id="quotes and words"),
        pytest.param('Choose "kubeflow-pipelines" there.', id="hyphens in quotes"),
        pytest.param("[kubeflow-pipelines][tag] on Stack Overflow\n\n[tag]: x.md", id="slug as a link"),
        pytest.param("* Ubuntu with Docker (ubuntu)", id="in brackets after the name"),
        pytest.param("All of Kubeflow\nPipelines\n(kubeflow-pipelines).", id="in brackets on the next line"),
        pytest.param("The namespace kubeflow, where all is.", id="namespace"),
        pytest.param("Look for the label docker.", id="label"),
        pytest.param("It needs the tag docker and a branch.", id="tag"),
        pytest.param("- Default: kubeflow", id="default with a colon"),
        pytest.param("It defaults to docker.", id="default to"),
        pytest.param("Unless it is set to docker, go on.", id="set to"),
        pytest.param("A database called postgres is made.", id="called, of a database"),
        pytest.param("Make a folder named docker for it.", id="named, of a folder"),
        pytest.param("Allowed values: docker, github or podman.", id="list of values"),
    ],
)  # fmt: skip
def test_a_value_is_left_alone(text: str) -> None:
    assert LINTER.lint(text, "a.md") == ()


@pytest.mark.parametrize(
    ("text", "word"),
    [
        pytest.param("<td>kubeflow</td>", "kubeflow", id="cell of HTML"),
        pytest.param("| A |\n|-|\n| docker |", "docker", id="cell of a table"),
        pytest.param("<td>root (MySQL)<br>kubeflow (Postgres)</td>", "kubeflow", id="line of a cell"),
        pytest.param("| A |\n|-|\n| podman, docker |", "docker", id="list in a cell"),
        pytest.param("| A |\n|-|\n| [docker](x.md) |", "docker", id="link in a cell"),
        pytest.param("- docker", "docker", id="item"),
        pytest.param("- docker: the runtime", "docker", id="item with a colon"),
        pytest.param("A runtime of containers (docker).", "docker", id="in brackets"),
        pytest.param("Choose **docker** there.", "docker", id="in bold"),
        pytest.param("In *kubeflow* mode it is.", "kubeflow", id="in italics"),
        pytest.param("Type github in the box.", "github", id="type"),
        pytest.param("Choose docker and go on.", "docker", id="choose"),
        pytest.param("The default is docker.", "docker", id="default is"),
        pytest.param("Runtime: docker", "docker", id="all that follows a colon"),
        pytest.param("We use one of podman, docker or runc.", "docker", id="one of"),
        pytest.param("A tool called docker is used.", "docker", id="called, of a thing"),
        pytest.param("The extension (cpp) is short.", "cpp", id="listed spelling"),
    ],
)  # fmt: skip
def test_what_may_be_a_value_has_an_unsafe_fix(text: str, word: str) -> None:
    assert found(text) == [(word, "unsafe")]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        pytest.param('He said "github is down" twice.', "github", id="more words in the quotes"),
        pytest.param("The users' docker hosts' load", "docker", id="apostrophes"),
        pytest.param('The tag "Github" is set.', "Github", id="capital in quotes"),
        pytest.param("It is set to Github.", "Github", id="capital after words"),
        pytest.param("| A |\n|-|\n| Github |", "Github", id="capital in a cell"),
        pytest.param("| A |\n|-|\n| runs on docker |", "docker", id="cell of more words"),
        pytest.param("It runs on [docker](x.md) too.", "docker", id="link in a sentence"),
        pytest.param("- [github](x.md)", "github", id="link as an item"),
        pytest.param("- github is down", "github", id="item of more words"),
        pytest.param("Built with kubeflow-pipelines in mind.", "kubeflow-pipelines", id="slug in prose"),
        pytest.param("A runtime (docker or podman) is used.", "docker", id="more words in brackets"),
        pytest.param("The github label is red.", "github", id="noun after the name"),
        pytest.param("The default docker executor works.", "docker", id="name before a noun"),
        pytest.param("The label github users like most.", "github", id="phrase that goes on"),
        pytest.param("We are by default on github.", "github", id="another word between"),
        pytest.param("# docker", "docker", id="heading"),
        pytest.param("Here it is: docker, as ever.", "docker", id="sentence goes on after a colon"),
    ],
)  # fmt: skip
def test_a_name_has_a_safe_fix(text: str, word: str) -> None:
    assert found(text) == [(word, "safe")]


def test_a_term_in_lower_case_is_no_name() -> None:
    assert found('The "e-mail" (e-mail).') == [("e-mail", "safe"), ("e-mail", "safe")]


def test_the_explanation_says_why_nothing_is_reported() -> None:
    text = 'The tag "docker" is no docker image.'
    steps = LINTER.explain(text, "a.md", text.index("docker"))
    assert 'It is left alone: "docker" is most likely a value here.' in steps
    others = LINTER.explain(text, "a.md", text.rindex("docker"))
    assert not any(step.startswith("It is left alone") for step in others)


@pytest.mark.parametrize(
    "piece",
    [
        pytest.param('"docker" ', id="quotes"),
        pytest.param("values: docker, ", id="lists"),
        pytest.param("set to docker or ", id="words"),
        pytest.param("(docker) ", id="brackets"),
        pytest.param("*docker* ", id="emphasis"),
        pytest.param("\ndocker", id="lines"),
    ],
)
def test_time_is_linear(piece: str) -> None:
    def lint(times: int) -> Callable[[], object]:
        text = f"<td>{piece * times}</td>"
        return lambda: LINTER.lint(text, "a.md")

    assert_linear(lint, 1_000)
