"""The cue language: each part with a text that it matches and one that it does not."""

from __future__ import annotations

import pytest

from termlint.cue_match import match_cue
from termlint.cues import CueError, parse_cue
from termlint.document import CODE, URL
from termlint.tokens import Tokens


def covered(cue: str, text: str) -> str | None:
    """The words of ``text`` that ``cue`` covers around its first X; None where it doesn't hold."""
    tokens = Tokens(text)
    term = next(i for i, token in enumerate(tokens.all) if token.text == "X")
    found = match_cue(parse_cue(cue), tokens.all, tokens.sentence_of(term), (term, term + 1))
    if found is None:
        return None
    return text[tokens.all[found[0]].start : tokens.all[found[1] - 1].end]


@pytest.mark.parametrize(
    ("cue", "text", "words"),
    [
        pytest.param("version of {term}", "The Version of X.", "Version of X", id="words-any-case"),
        pytest.param("[log|sign] in to {term}", "Sign in to X", "Sign in to X", id="alternatives"),
        pytest.param("[ask|talk to] {term}", "Talk to X now", "Talk to X", id="phrase-in-choice"),
        pytest.param("our own? {term}", "Use our X", "our X", id="optional-word-missing"),
        pytest.param("our own? {term}", "Use our own X", "our own X", id="optional-word-there"),
        pytest.param("[the|our]? {term} team", "X team", "X team", id="optional-choice"),
        pytest.param("~install {term}", "installing X", "installing X", id="inflected"),
        pytest.param("~upload ... to {term}", "upload all the logs to X", "upload all the logs to X",
                     id="gap"),
        pytest.param("use ... {term}", "use X", "use X", id="empty-gap"),
        pytest.param("{term} ({name})", "the X (Apache Airflow)", "X (Apache Airflow)", id="name"),
        pytest.param("{name} {term}", "see Apache Airflow X", "Apache Airflow X", id="name-before"),
        pytest.param("{term} {number}", "get X v1.2.3 now", "X v1.2.3", id="version"),
        pytest.param("{term} ({url})", "X (open.example.ai).", "X (open.example.ai)", id="bare-address"),
        pytest.param("{term} ({url})", f"X ({URL}).", f"X ({URL})", id="link"),
        pytest.param("run {code} for {term}", f"run {CODE} for X", f"run {CODE} for X", id="code"),
        pytest.param("{term}'s UI", "see X's UI", "X's UI", id="possessive"),
        pytest.param("{start} {term} is", "Yes. X is on", "X is", id="sentence-start"),
        pytest.param("on {term} {end}", "It runs on X.", "on X", id="sentence-end"),
        pytest.param("sign-up for {term}", "The sign-up for X", "sign-up for X", id="hyphen"),
    ],
)  # fmt: skip
def test_it_holds(cue: str, text: str, words: str) -> None:
    assert covered(cue, text) == words


@pytest.mark.parametrize(
    ("cue", "text"),
    [
        pytest.param("version of {term}", "conversion of X", id="part-of-a-word"),
        pytest.param("[log|sign] in to {term}", "tune in to X", id="no-alternative"),
        pytest.param("our own? {term}", "our very X", id="other-word"),
        pytest.param("~log in to {term}", "login to X", id="other-word-form"),
        pytest.param("~upload ... to {term}", "upload one two three four five to X", id="long-gap"),
        pytest.param("~upload ... to {term}", "upload it. Go to X", id="gap-over-a-sentence"),
        pytest.param("~upload ... to {term}", "upload it, go to X", id="gap-over-a-comma"),
        pytest.param("{term} ({name})", "X (for now)", id="no-name"),
        pytest.param("{term} {number}", "X one", id="no-number"),
        pytest.param("{term} ({url})", "X (see below)", id="no-address"),
        pytest.param("{start} {term} is", "Then X is", id="not-at-the-start"),
        pytest.param("on {term} {end}", "on X today", id="not-at-the-end"),
        pytest.param("version of {term}", "Which version? X", id="over-a-sentence"),
    ],
)
def test_it_does_not_hold(cue: str, text: str) -> None:
    assert covered(cue, text) is None


@pytest.mark.parametrize(
    ("cue", "column", "message"),
    [
        ("log in", 0, "needs one {term}"),
        ("{term} or {term}", 10, "just one {term}"),
        ("[a|{term}]", 3, "can't stand inside"),
        ("{term} [a|b", 11, 'without "]"'),
        ("a] {term}", 1, "outside [...]"),
        ("[a|] {term}", 0, "empty alternative"),
        ("{tool} {term}", 0, "unknown {tool}"),
        ("? {term}", 0, "right after"),
        ("~two-words {term}", 0, "single word"),
        ("{term", 0, "without its partner"),
        ("{term}", 0, "words before or after"),
        ("the? {term}", 0, "must be there"),
        ("... {term}", 0, "must be there"),
        ("[" * 5000 + "{term}", 8, "deep"),
    ],
)
def test_mistakes_have_a_place(cue: str, column: int, message: str) -> None:
    with pytest.raises(CueError) as caught:
        parse_cue(cue)
    assert message in caught.value.message
    assert caught.value.column == column


def test_many_gaps_do_not_multiply_the_work() -> None:
    text = "X " + "word " * 60
    assert covered("{term} " + "... " * 40 + "end", text) is None
