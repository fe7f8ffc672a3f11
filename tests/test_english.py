"""Inflection and articles."""

from __future__ import annotations

import pytest

from termlint.english import conjugated, inflections, is_vowel_sound, plurals, verb_forms


@pytest.mark.parametrize(
    ("word", "some_forms"),
    [
        ("install", {"install", "installs", "installed", "installing"}),
        ("log", {"logs", "logged", "logging"}),
        ("use", {"uses", "used", "using"}),
        ("deploy", {"deploys", "deployed", "deploying"}),
        ("try", {"tries", "tried", "trying"}),
        ("push", {"pushes", "pushed", "pushing"}),
        ("run", {"runs", "ran", "running"}),
        ("tie", {"ties", "tied", "tying"}),
        ("go", {"goes", "went", "gone", "going"}),
        ("be", {"is", "are", "was", "were", "been", "being"}),
        ("analysis", {"analyses"}),
        ("person", {"people"}),
    ],
)
def test_inflections_hold(word: str, some_forms: set[str]) -> None:
    assert some_forms <= inflections(word)


@pytest.mark.parametrize(("word", "other"), [("log", "login"), ("be", "bed"), ("use", "user")])
def test_inflections_leave_other_words_out(word: str, other: str) -> None:
    assert other not in inflections(word)


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("log in", ("logs in", "logged in", "logged in", "logging in")),
        ("write", ("writes", "wrote", "written", "writing")),
        ("go live", ("goes live", "went live", "gone live", "going live")),
        ("set up", ("sets up", "set up", "set up", "setting up")),
        ("run", ("runs", "ran", "run", "running")),
        ("make", ("makes", "made", "made", "making")),
        ("try", ("tries", "tried", "tried", "trying")),
        ("be", ("is", "was", "been", "being")),
        ("Deploy", ("Deploys", "Deployed", "Deployed", "Deploying")),
        ("Choose", ("Chooses", "Chose", "Chosen", "Choosing")),
        ("SSH in", ("SSHes in", "SSHed in", "SSHed in", "SSHing in")),
    ],
)
def test_verbs_are_conjugated(verb: str, forms: tuple[str, ...]) -> None:
    assert conjugated(verb) == forms
    assert set(verb_forms(verb)) == {*forms} - {verb}


@pytest.mark.parametrize(
    ("term", "plural"),
    [
        ("feature store", ("feature stores",)),
        ("model registry", ("model registries",)),
        ("proof of concept", ("proofs of concept",)),
        ("API", ("APIs",)),
        ("OS", ("OSs", "OSes")),
        ("batch", ("batches",)),
        ("analysis", ()),
        ("MLOps", ()),
        ("training data", ()),
        ("C++", ()),
    ],
)
def test_plurals(term: str, plural: tuple[str, ...]) -> None:
    assert plurals(term) == plural


@pytest.mark.parametrize(
    "phrase",
    ["MLOps tool", "API", "SLA", "hour", "honest mistake", "artifact", "umbrella", "8-bit word",
     "unimportant detail", "NVIDIA card", "XML file", "R package"],
)  # fmt: skip
def test_an_goes_before(phrase: str) -> None:
    assert is_vowel_sound(phrase)


@pytest.mark.parametrize(
    "phrase",
    ["GPU", "user", "unit", "university", "one-time job", "European", "URL", "Kubernetes cluster",
     "NASA mission", "GitHub page", "house", "practice", "10-bit word", "C++"],
)  # fmt: skip
def test_a_goes_before(phrase: str) -> None:
    assert not is_vowel_sound(phrase)
