"""What a ledger has counted is what the documents say together, whatever came before."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from termlint.diagnostic import Place
from termlint.editor.ledger import Ledger
from termlint.facts import Facts, Observation, facts_of, merged
from termlint.span import Span

DOCUMENTS = ("a.md", "b.md", "c.md")
TEXT = "data set dataset email"


@st.composite
def facts(draw: st.DrawFn, document: str) -> Facts:
    """The facts of a document with some choices in two keys."""
    made = st.tuples(
        st.sampled_from([("data",), ("mail",)]),
        st.sampled_from(["one", "other"]),
        st.integers(0, len(TEXT) - 1),
    )
    return facts_of(
        document,
        TEXT,
        [
            Observation(key, choice, Span(at, at + 1), TEXT[at])
            for key, choice, at in draw(st.lists(made, max_size=3))
        ],
    )


@st.composite
def step(draw: st.DrawFn) -> tuple[str, str, Facts]:
    """Something that happens to a document."""
    document = draw(st.sampled_from(DOCUMENTS))
    sort = draw(st.sampled_from(["rest", "open", "close"]))
    return sort, document, draw(facts(document))


@given(steps=st.lists(step(), max_size=12))
def test_what_is_kept_of_the_whole_is_the_whole(steps: list[tuple[str, str, Facts]]) -> None:
    ledger = Ledger()
    resting: dict[str, Facts] = {}
    open_: dict[str, Facts] = {}
    for sort, document, said in steps:
        if sort == "rest":
            ledger.rest(document, said)
            resting[document] = said
        elif sort == "open":
            ledger.open(document, said)
            open_[document] = said
        else:
            ledger.close(document)
            open_.pop(document, None)
        present = {**resting, **open_}
        for name, own in open_.items():
            whole = merged(present.values())
            expected = {key: whole.choices[key] for key in own.choices}
            assert ledger.together(name, own).choices == expected
            others = merged(each for other, each in present.items() if other != name)
            told = ledger.others(name, own.choices).choices
            assert {key: seen for key, seen in told.items() if seen} == {
                key: seen for key, seen in others.choices.items() if key in own.choices
            }


def test_a_text_without_a_place_of_its_own_counts_beside_all() -> None:
    ledger = Ledger()
    said = [Observation(("data",), choice, Span(0, 1), "d") for choice in ("one", "other")]
    ledger.rest("a.md", facts_of("a.md", TEXT, said[:1]))
    (seen,) = ledger.together("untitled", facts_of("untitled", TEXT, said)).choices.values()
    assert {choice: each.times for choice, each in seen.items()} == {"one": 2, "other": 1}
    assert isinstance(seen["one"].first, Place)
    assert seen["one"].first.path == "a.md"


def test_what_a_document_at_rest_has_said_is_not_counted_twice() -> None:
    ledger = Ledger()
    one, other = (
        facts_of(name, TEXT, [Observation(("data",), "one", Span(0, 1), "d")])
        for name in DOCUMENTS[:2]
    )
    ledger.rest(DOCUMENTS[0], one)
    ledger.open(DOCUMENTS[1], other)
    for name, facts in zip(DOCUMENTS, (one, other), strict=False):
        assert ledger.together(name, facts).choices[("data",)]["one"].times == 2
