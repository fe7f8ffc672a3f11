"""What documents add to a project, and what it decides, in whatever order they come."""

from __future__ import annotations

import pickle
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from termlint.diagnostic import Place
from termlint.facts import (
    Facts,
    Observation,
    Seen,
    Verdict,
    concerning,
    facts_of,
    merged,
    verdicts_on,
)
from termlint.span import Position, Span

KEY = ("inconsistent-term", "data", "any")
OTHER = ("inconsistent-term", "life", "any")


def seen(count: int, path: str = "a.md", line: int = 1, **more: bool) -> Seen:
    start = Position(line, 1, line)
    return Seen(count, Place(path, start, start), "x", **more)


FACTS: SearchStrategy[Facts] = st.builds(
    Facts,
    st.dictionaries(
        st.sampled_from([KEY, OTHER]),
        st.dictionaries(
            st.sampled_from(["dataset", "data set", "data-set"]),
            st.builds(
                seen,
                st.integers(0, 3),
                st.sampled_from(["a.md", "b.md"]),
                st.integers(1, 3),
                preferred=st.booleans(),
                decisive=st.booleans(),
            ),
            min_size=1,
        ),
    ),
)


@given(st.lists(FACTS, max_size=6), st.randoms())
def test_facts_merge_in_any_order(facts: list[Facts], random: Random) -> None:
    shuffled = random.sample(facts, len(facts))
    assert merged(shuffled) == merged(facts)
    assert merged([merged(facts[:3]), merged(facts[3:])]) == merged(facts)
    assert verdicts_on(merged(shuffled)) == verdicts_on(merged(facts))


@given(st.lists(FACTS, max_size=4))
def test_facts_and_verdicts_travel(facts: list[Facts]) -> None:
    whole = merged(facts)
    assert pickle.loads(pickle.dumps(whole)) == whole
    assert pickle.loads(pickle.dumps(verdicts_on(whole))) == verdicts_on(whole)


def test_the_facts_of_a_text_say_where_a_choice_was_first_made() -> None:
    text = "data set\nthe dataset, a data set"
    observations = [
        Observation(KEY, "dataset", Span(13, 20), "dataset"),
        Observation(KEY, "data set", Span(24, 32), "data set"),
        Observation(KEY, "data set", Span(0, 8), "data set"),
    ]
    choices = facts_of("a.md", text, observations).choices[KEY]
    assert {choice: (each.times, each.first.start) for choice, each in choices.items()} == {
        "dataset": (1, Position(2, 5, 13)),
        "data set": (2, Position(1, 1, 0)),
    }


def test_a_choice_that_does_not_count_is_known_but_first_only_where_none_does() -> None:
    text = "data set, data set, dataset"
    choices = facts_of(
        "a.md",
        text,
        [
            Observation(KEY, "data set", Span(0, 8), "data set", counted=False),
            Observation(KEY, "data set", Span(10, 18), "data set"),
            Observation(KEY, "dataset", Span(20, 27), "dataset", counted=False),
        ],
    ).choices[KEY]
    assert {choice: (each.times, each.first.start.offset) for choice, each in choices.items()} == {
        "data set": (1, 10),
        "dataset": (0, 20),
    }
    there = merged([Facts({KEY: choices}), Facts({KEY: {"dataset": seen(1, "z.md")}})])
    assert there.choices[KEY]["dataset"].first.path == "z.md"


@pytest.mark.parametrize(
    ("choices", "winner"),
    [
        pytest.param({"a": seen(1), "b": seen(2)}, "b", id="the one made most often"),
        pytest.param({"a": seen(1, line=2), "b": seen(1)}, "b", id="of equals the first"),
        pytest.param({"a": seen(1, "b.md"), "b": seen(1, line=9)}, "b", id="the first by path"),
        pytest.param({"a": seen(1), "b": seen(1, line=2, preferred=True)}, "b", id="preferred"),
        pytest.param({"a": seen(2), "b": seen(1, preferred=True)}, "a", id="but not against more"),
        pytest.param({"a": seen(0), "b": seen(1, line=2)}, "b", id="one that counts"),
        pytest.param({"a": seen(9), "b": seen(1, decisive=True)}, "b", id="a decisive one"),
    ],
)
def test_a_choice_wins(choices: dict[str, Seen], winner: str) -> None:
    assert verdicts_on(Facts({KEY: choices})) == {KEY: Verdict(winner, choices)}


def test_where_all_agree_nothing_is_decided() -> None:
    assert verdicts_on(Facts({KEY: {"a": seen(3)}})) == {}


@pytest.mark.parametrize(
    ("own", "is_concerned"),
    [
        pytest.param({"data set": seen(1)}, True, id="it lost"),
        pytest.param({"data set": seen(1), "dataset": seen(1)}, True, id="it lost at one place"),
        pytest.param({"dataset": seen(1)}, False, id="it won"),
    ],
)
def test_a_verdict_concerns_those_who_lost(own: dict[str, Seen], is_concerned: bool) -> None:
    project = verdicts_on(merged([Facts({KEY: own}), Facts({KEY: {"dataset": seen(5)}})]))
    if len(own) == 1 and not is_concerned:
        project = {KEY: Verdict("dataset", {"dataset": seen(6), "data set": seen(1)})}
    assert bool(concerning(project, Facts({KEY: own}))) is is_concerned
    assert concerning(project, Facts({OTHER: own})) == {}
