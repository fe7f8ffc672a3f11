from __future__ import annotations

import pickle
from collections.abc import Callable, Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termlint.diagnostic import Severity
from termlint.glossary import GlossaryNotFound, Problem, Source, load
from termlint.glossary.concepts import slug
from termlint.termbase import Origin, Status, Termbase

FULL = """\
glossary: mlops
title: MLOps vocabulary
language: en
kinds:
  practice:
    description: what people do
  product:
    description: software that is run
    cues:
      - "[log|sign] in to {term}"
      - cue: version of {term}
        weight: 0.5
    literal: pip install {term}
concepts:
  - id: mlops
    term: MLOps
    kind: practice
    definition: >
      The practice of
      running models.
    source: https://example.org/
    note: "Not: DevOps"
    admitted: [machine learning operations]
    abbreviation: MLO
    deprecated:
      - ModelOps
      - form: AIOps for ML
        message: say what is operated
        severity: info
        fix: none
    variants: M.L.Ops
    names: [DataRobot MLOps]
    confused_with: [mlops-tool]
    cues: ["adopt {term}"]
    literal: ["from {term} import"]
    consistent: true
    ambiguous: yes
    forms: [MLOps]
    specs:
      - text: Log in to MLOps.
        expect: [wrong-sense]
      - text: MLOps platforms differ.
      - from: We adopted ML Ops.
        to: We adopted MLOps.
  - term: MLOps tool
    kind: product
consistent:
  - [dataset, data set]
"""


def reading(files: Mapping[str, str]) -> Callable[[str, str | None], Source]:
    def read(reference: str, base: str | None) -> Source:
        if reference not in files:
            raise GlossaryNotFound(f'no glossary "{reference}"; known are {", ".join(files)}')
        return Source(reference, files[reference])

    return read


def loaded(*texts: str) -> Termbase:
    """The termbase of sound glossaries."""
    files = {f"{i}.yaml": text for i, text in enumerate(texts)}
    termbase, problems = load(list(files), reading(files))
    assert problems == ()
    return termbase


def test_a_concept_keeps_all_that_the_glossary_says() -> None:
    concept = loaded(FULL).concepts["mlops"]
    assert concept.term == "MLOps"
    assert concept.kind == "practice"
    assert concept.origin == Origin("0.yaml", 15, 9)
    assert concept.definition == "The practice of running models."
    assert concept.source == "https://example.org/"
    assert concept.note == "Not: DevOps"
    assert concept.abbreviation == "MLO"
    assert concept.names == ("DataRobot MLOps",)
    assert concept.confused_with == ("mlops-tool",)
    assert [cue.pattern for cue in concept.cues] == ["adopt {term}"]
    assert [cue.pattern for cue in concept.literal] == ["from {term} import"]
    assert concept.consistent
    assert concept.ambiguous
    assert concept.forms == ("MLOps",)


def test_a_concept_needs_nothing_but_its_term() -> None:
    concept = loaded(FULL).concepts["mlops-tool"]
    assert [each.text for each in concept.designations] == ["MLOps tool"]
    assert concept.forms is None
    assert not concept.consistent
    assert not concept.ambiguous
    assert concept.specs == ()


def test_designations_come_in_the_order_of_their_status() -> None:
    found = loaded(FULL).concepts["mlops"].designations
    assert [(each.text, each.status, each.origin.line) for each in found] == [
        ("MLOps", Status.PREFERRED, 16),
        ("machine learning operations", Status.ADMITTED, 23),
        ("MLO", Status.ADMITTED, 24),
        ("ModelOps", Status.DEPRECATED, 26),
        ("AIOps for ML", Status.DEPRECATED, 27),
        ("M.L.Ops", Status.VARIANT, 31),
    ]
    assert {each.concept for each in found} == {"mlops"}


def test_a_deprecated_form_can_say_more() -> None:
    short, long = loaded(FULL).concepts["mlops"].designations[3:5]
    assert (short.message, short.severity, short.fix) == ("", None, "unsafe")
    assert (long.message, long.severity, long.fix) == (
        "say what is operated",
        Severity.INFO,
        "none",
    )


@pytest.mark.parametrize(
    ("abbreviation", "forms"),
    [
        pytest.param("MLOps", ["MLOps", "operations"], id="the-term"),
        pytest.param("operations", ["MLOps", "operations"], id="an-admitted-form"),
        pytest.param("MLO", ["MLOps", "operations", "MLO"], id="something-else"),
    ],
)
def test_an_abbreviation_is_admitted_unless_it_is_there_already(
    abbreviation: str, forms: list[str]
) -> None:
    concept = f"{{term: MLOps, admitted: operations, abbreviation: {abbreviation}}}"
    found = loaded(f"glossary: g\nconcepts: [{concept}]").concepts["mlops"]
    assert [each.text for each in found.designations] == forms
    assert found.abbreviation == abbreviation


def test_cues_have_a_weight_and_a_place() -> None:
    kind = loaded(FULL).kinds["product"]
    assert [(cue.pattern, cue.weight, cue.origin) for cue in kind.cues] == [
        ("[log|sign] in to {term}", 1.0, Origin("0.yaml", 10, 9)),
        ("version of {term}", 0.5, Origin("0.yaml", 11, 14)),
    ]
    assert [cue.pattern for cue in kind.literal] == ["pip install {term}"]


def test_specs_expect_checks_or_a_fixed_text() -> None:
    specs = loaded(FULL).concepts["mlops"].specs
    assert [(spec.text, spec.expect, spec.fixed) for spec in specs] == [
        ("Log in to MLOps.", ("wrong-sense",), None),
        ("MLOps platforms differ.", (), None),
        ("We adopted ML Ops.", (), "We adopted MLOps."),
    ]


def test_groups_keep_their_order() -> None:
    (group,) = loaded(FULL).groups
    assert (group.forms, group.origin) == (("dataset", "data set"), Origin("0.yaml", 48, 5))


def test_a_termbase_can_be_pickled() -> None:
    termbase = loaded(FULL)
    assert pickle.loads(pickle.dumps(termbase)) == termbase


def test_what_is_kept_for_linting_has_no_specs() -> None:
    termbase = loaded(FULL)
    kept = termbase.without_specs()
    assert any(concept.specs for concept in termbase.concepts.values())
    for id_, concept in termbase.concepts.items():
        assert kept.concepts[id_] == concept._replace(specs=())
    assert kept._replace(concepts=termbase.concepts) == termbase


def test_a_byte_order_mark_takes_no_column() -> None:
    assert load(["a"], lambda *_: Source("a", "\ufeffgloss: a"))[1][0].column == 1


@pytest.mark.parametrize(
    ("term", "id_"),
    [
        ("MLOps tool", "mlops-tool"),
        ("Feature-Store (online)", "feature-store-online"),
        ("snake_case", "snake-case"),
        ("C", "c"),
        ("C++", "c-plus-plus"),
        ("C#", "c-sharp"),
        ("NET", "net"),
        (".NET", "dot-net"),
        ("Node.js", "node-js"),
        ("R", "r"),
        ("R&D", "r-and-d"),
        ("A*", "a-star"),
        ("naïve Bayes", "naïve-bayes"),
        ("机器学习", "机器学习"),
        ("½", "½"),
    ],
)
def test_an_id_is_made_of_the_term(term: str, id_: str) -> None:
    assert slug(term) == id_


class TestExtends:
    KINDS = (
        "glossary: kinds\nkinds:\n  role:\n    description: who does it\n    cues: ['a {term}']\n"
    )

    def test_what_is_extended_comes_first(self) -> None:
        files = {
            "a": "glossary: one\nextends: [b, c]\nconcepts: [{term: x, kind: role}]",
            "b": "glossary: two\nextends: c",
            "c": self.KINDS,
        }
        termbase, problems = load(["a"], reading(files))
        assert problems == ()
        assert termbase.glossaries == ("kinds", "two", "one")
        assert termbase.concepts["x"].kind == "role"

    def test_a_file_is_read_relative_to_the_one_that_extends_it(self) -> None:
        asked = []

        def read(reference: str, base: str | None) -> Source:
            asked.append((reference, base))
            path = f"docs/{reference}"
            return Source(path, "glossary: a\nextends: b" if reference == "a" else "glossary: b")

        load(["a"], read)
        assert asked == [("a", None), ("b", "docs/a")]

    def test_a_file_counts_once_however_often_it_is_extended(self) -> None:
        files = {
            "a": "glossary: a\nextends: [k, k]",
            "b": "glossary: b\nextends: k",
            "k": self.KINDS,
        }
        termbase, problems = load(["a", "b", "k", "a"], reading(files))
        assert problems == ()
        assert termbase.glossaries == ("kinds", "a", "b")
        assert len(termbase.kinds["role"].cues) == 1

    @pytest.mark.parametrize(
        ("files", "expected"),
        [
            pytest.param(
                {"a": "glossary: a\nextends: b", "b": "glossary: b\nextends: [c]", "c":
                 "glossary: c\nextends:\n- b"},
                Problem("c", 3, 3, "glossaries extend each other in a circle:"
                                   " b extends c extends b; remove one of these"),
                id="circle-of-two",
            ),
            pytest.param(
                {"a": "glossary: a\nextends: a"},
                Problem("a", 2, 10, "glossaries extend each other in a circle:"
                                    " a extends a; remove one of these"),
                id="circle-of-one",
            ),
            pytest.param(
                {"a": "glossary: a\nextends: [z]"},
                Problem("a", 2, 11, 'no glossary "z"; known are a'),
                id="not-found",
            ),
            pytest.param(
                {"a": "glossary: g\nextends: b", "b": "glossary: g"},
                Problem("a", 1, 11, 'the glossary id "g" is taken at b:1:11; choose another'),
                id="same-id",
            ),
        ],
    )  # fmt: skip
    def test_a_mistake_is_reported(self, files: dict[str, str], expected: Problem) -> None:
        assert load(["a"], reading(files))[1] == (expected,)

    def test_a_reference_from_outside_has_no_place_but_its_name(self) -> None:
        assert load(["z"], reading({"a": ""}))[1] == (
            Problem("z", 1, 1, 'no glossary "z"; known are a'),
        )

    def test_a_long_chain_is_refused(self) -> None:
        def read(reference: str, base: str | None) -> Source:
            return Source(reference, f"glossary: g{reference}\nextends: '{int(reference) + 1}'")

        (problem,) = load(["0"], read)[1]
        assert problem.message.startswith("more than 50 glossaries extend each other")

    def test_what_a_missing_glossary_may_explain_is_not_called_unknown(self) -> None:
        text = "glossary: a\nextends: z\nconcepts: [{term: x, kind: role, confused_with: y}]"
        termbase, problems = load(["a"], reading({"a": text}))
        assert [problem.line for problem in problems] == [2]
        assert termbase.concepts["x"].kind is None


class TestWithout:
    FIRST = (
        "glossary: a\nconcepts: [{term: x, confused_with: y}, {term: y, deprecated: z}, {term: w}]"
    )

    def test_a_concept_of_a_glossary_before_is_left_out(self) -> None:
        termbase = loaded(self.FIRST, "glossary: b\nwithout: y\nconcepts: [{term: z}]")
        assert list(termbase.concepts) == ["x", "w", "z"]
        assert termbase.concepts["x"].confused_with == ()

    def test_another_may_take_its_place(self) -> None:
        second = "glossary: b\nwithout: [y, w]\nconcepts: [{term: z, id: y}]"
        termbase = loaded(self.FIRST, second)
        assert {id_: each.term for id_, each in termbase.concepts.items()} == {"x": "x", "y": "z"}
        assert termbase.concepts["x"].confused_with == ("y",)

    def test_two_glossaries_may_leave_out_the_same(self) -> None:
        termbase = loaded(self.FIRST, "glossary: b\nwithout: y", "glossary: c\nwithout: [y, w]")
        assert list(termbase.concepts) == ["x"]

    @pytest.mark.parametrize(
        "second",
        [
            pytest.param("without: [w, q]", id="one that nobody has"),
            pytest.param("without: q\nconcepts: [{term: q}]", id="one of its own"),
        ],
    )
    def test_what_no_glossary_before_has_is_a_mistake(self, second: str) -> None:
        (problem,) = load(["a", "b"], reading({"a": self.FIRST, "b": f"glossary: b\n{second}"}))[1]
        assert (problem.path, problem.line) == ("b", 2)
        step = "write the id of a concept of a glossary before this one"
        assert problem.message == f'unknown concept "q"; {step}'

    def test_what_nobody_has_is_unknown_elsewhere_too(self) -> None:
        second = "glossary: b\nwithout: q\nconcepts: [{term: v, confused_with: q}]"
        problems = load(["a", "b"], reading({"a": self.FIRST, "b": second}))[1]
        assert [(each.path, each.line) for each in problems] == [("b", 2), ("b", 3)]

    def test_what_a_missing_glossary_may_have_is_not_called_unknown(self) -> None:
        text = "glossary: a\nextends: z\nwithout: x"
        assert [each.line for each in load(["a"], reading({"a": text}))[1]] == [2]

    def test_two_with_one_id_may_be_told_apart_or_one_left_out(self) -> None:
        files = {"a": self.FIRST, "b": "glossary: b\nconcepts: [{term: w}, {term: v, admitted: z}]"}
        problems = load(["a", "b"], reading(files))[1]
        assert [problem.message for problem in problems] == [
            'the id "w" is taken at a:2:74; list it under "without" to change that concept,'
            " or give this one another id",
            '"z" is admitted for "v", but "z" is deprecated for "y" at a:2:63; take it out here,'
            ' or list "y" under "without"',
        ]


class TestGroups:
    FIRST = "glossary: a\nconsistent: [[dataset, data set, data-set], [sign-up, signup]]"

    @pytest.mark.parametrize(
        ("concept", "groups"),
        [
            pytest.param(
                "{term: sign-up, deprecated: signup}",
                [("dataset", "data set", "data-set")],
                id="one is left",
            ),
            pytest.param(
                "{term: dataset, variants: [data set]}",
                [("dataset", "data-set"), ("sign-up", "signup")],
                id="two are left",
            ),
            pytest.param(
                "{term: dataset, admitted: [data set]}",
                [("dataset", "data set", "data-set"), ("sign-up", "signup")],
                id="none is wrong",
            ),
        ],
    )
    def test_a_later_glossary_may_decide_for_one_form(
        self, concept: str, groups: list[tuple[str, ...]]
    ) -> None:
        termbase = loaded(self.FIRST, f"glossary: b\nconcepts: [{concept}]")
        assert [group.forms for group in termbase.groups] == groups

    def test_a_group_does_not_reopen_what_a_glossary_before_has_decided(self) -> None:
        decided = "glossary: b\nconcepts: [{term: sign-up, deprecated: signup}]"
        (problem,) = load(["b", "a"], reading({"a": self.FIRST, "b": decided}))[1]
        assert (problem.path, problem.line, problem.column) == ("a", 2, 45)
        assert problem.message.endswith(
            'is deprecated for "sign-up" at b:2:40; keep one of the two'
        )


class TestKinds:
    def test_cues_of_several_glossaries_add_up(self) -> None:
        first = "{description: who, cues: ['a {term}'], literal: 'run {term}'}"
        second = "{cues: ['a {term}', 'the {term}']}"
        termbase = loaded(
            f"glossary: a\nkinds: {{role: {first}}}", f"glossary: b\nkinds: {{role: {second}}}"
        )
        kind = termbase.kinds["role"]
        assert [cue.pattern for cue in kind.cues] == ["a {term}", "the {term}"]
        assert [cue.pattern for cue in kind.literal] == ["run {term}"]
        assert (kind.description, kind.origin.path) == ("who", "0.yaml")

    @pytest.mark.parametrize("second", ["{description: who}", ""], ids=["the-same", "none"])
    def test_a_description_may_come_again_unchanged(self, second: str) -> None:
        loaded(
            "glossary: a\nkinds: {role: {description: who}}",
            f"glossary: b\nkinds: {{role: {second}}}",
        )

    def test_a_second_description_is_a_mistake(self) -> None:
        files = {
            "a": "glossary: a\nkinds: {role: {description: who}}",
            "b": "glossary: b\nkinds: {role: {description: what}}",
        }
        (problem,) = load(["a", "b"], reading(files))[1]
        assert problem == Problem(
            "b", 2, 9,
            'the kind "role" is described already at a:2:9; leave its description out here',
        )  # fmt: skip


class TestSoundPart:
    """What is left of a glossary with mistakes fits together, so that nothing fails later."""

    def test_a_concept_without_a_sound_term_is_left_out_but_known(self) -> None:
        text = "glossary: g\nconcepts:\n- {id: x, term: no}\n- {term: y, confused_with: x}"
        termbase, problems = load(["g"], reading({"g": text}))
        assert [problem.line for problem in problems] == [3]
        assert list(termbase.concepts) == ["y"]
        assert termbase.concepts["y"].confused_with == ()

    def test_the_first_of_two_concepts_with_one_id_is_kept(self) -> None:
        text = "glossary: g\nconcepts: [{id: x, term: a}, {id: x, term: b}]"
        assert load(["g"], reading({"g": text}))[0].concepts["x"].term == "a"

    def test_a_glossary_that_is_no_yaml_leaves_the_others(self) -> None:
        files = {"a": "glossary: [", "b": "glossary: b"}
        termbase, problems = load(["a", "b"], reading(files))
        assert termbase.glossaries == ("b",)
        assert [problem.path for problem in problems] == ["a"]


GLOSSARY_LINES = st.lists(
    st.sampled_from(
        [line + "\n" for line in FULL.splitlines()]
        + ["extends: [a, b]\n", "  - term: no\n", "    kind: ~\n", "    cues: [{}]\n", "- &a *a\n"]
    ),
    max_size=30,
)


@given(st.lists(st.text() | GLOSSARY_LINES.map("".join), max_size=3))
def test_any_texts_give_a_consistent_termbase(texts: list[str]) -> None:
    files = dict(zip("abc", texts, strict=False))
    termbase, problems = load(list(files), reading(files))
    assert all(problem.line > 0 < problem.column for problem in problems)
    for id_, concept in termbase.concepts.items():
        assert concept.id == id_
        assert concept.designations[0].text == concept.term
        assert termbase.cues_of(concept) is not None
        assert all(other in termbase.concepts for other in concept.confused_with)
    if not problems:
        assert len(termbase.glossaries) == len(files)
