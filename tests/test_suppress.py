"""Suppression comments: what each scope covers and where it ends."""

from __future__ import annotations

import pytest

from termlint.checknames import DEFAULT_CHECKS
from termlint.checks.unused_suppression import NAME
from termlint.selection import Rules
from tests.vocabulary import linter_of, reports

LINTER = linter_of("concepts: [{term: GitHub}, {term: allowlist, deprecated: [whitelist]}]")
BAD = ("misspelled-term", "github", "GitHub")
OLD = ("deprecated-term", "whitelist", "allowlist")


@pytest.mark.parametrize(
    ("text", "left"),
    [
        pytest.param("github <!-- termlint-disable-line -->\ngithub", [BAD], id="line"),
        pytest.param(
            "<!-- termlint-disable-next-line -->\n\ngithub", None, id="next-line-is-empty"
        ),
        pytest.param(
            "a <!-- termlint-disable-next-line -->\ngithub\ngithub", [BAD], id="next-line"
        ),
        pytest.param(
            "<!-- termlint-disable -->\n\ngithub\n\n<!-- termlint-enable -->\n\ngithub",
            [BAD],
            id="region",
        ),
        pytest.param("<!-- termlint-disable -->\n\ngithub\n\ngithub", [], id="region-to-the-end"),
        pytest.param("github\n\ngithub\n\n<!-- termlint-disable-file -->", [], id="file"),
        pytest.param(
            "github whitelist <!-- termlint-disable-line misspelled-term -->", [OLD], id="one-check"
        ),
        pytest.param(
            "github whitelist <!-- termlint-disable-line misspelled-term, deprecated-term -- why -->",
            [],
            id="two-checks-and-a-reason",
        ),
        pytest.param(
            "<!-- termlint-disable -->\n\ngithub whitelist\n\n"
            "<!-- termlint-enable misspelled-term -->\n\ngithub whitelist",
            [BAD],
            id="one-check-enabled-again",
        ),
        pytest.param("`<!-- termlint-disable-file -->` github", [BAD], id="code-is-no-comment"),
    ],
)
def test_scopes(text: str, left: list[tuple[str, str, str]] | None) -> None:
    found = [report for report in reports(LINTER, text) if report[0] != "unused-suppression"]
    assert found == ([BAD] if left is None else left)


FORMS = linter_of("consistent: [[dataset, data set]]").under(Rules(DEFAULT_CHECKS - {NAME}))
TWO_WORDS = ("inconsistent-term", "data set", "dataset")
ONE_WORD = ("inconsistent-term", "dataset", "data set")
PROGRAM, PROGRAMMING = "application program interface", "application programming interface"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("data set, data set\n\ndataset", [ONE_WORD], id="without a comment"),
        pytest.param(
            "data set, data set <!-- termlint-disable-line -->\n\ndataset, data set",
            [TWO_WORDS],
            id="on a line",
        ),
        pytest.param(
            "<!-- termlint-disable inconsistent-term -->\n\ndata set, data set\n\n"
            "<!-- termlint-enable -->\n\ndataset",
            [],
            id="in a region",
        ),
        pytest.param(
            "data set, data set <!-- termlint-disable-line misspelled-term -->\n\ndataset",
            [ONE_WORD],
            id="a comment for another check",
        ),
        pytest.param(
            f"an {PROGRAM} (API), an {PROGRAM} (API) <!-- termlint-disable-line -->\n\n"
            f"an {PROGRAMMING} (API), an {PROGRAM} (API)",
            [("conflicting-acronym", PROGRAM, PROGRAMMING)],
            id="words of an abbreviation",
        ),
    ],
)
def test_what_is_silenced_does_not_count(text: str, found: list[tuple[str, str, str]]) -> None:
    assert reports(FORMS, text) == found


@pytest.mark.parametrize("comment", ["", "<!-- termlint-disable-line -->"])
def test_what_is_silenced_does_not_count_for_the_explanation(comment: str) -> None:
    text = f"an {PROGRAM} (API), an {PROGRAM} (API) {comment}\n\nan {PROGRAMMING} (API)"
    steps = FORMS.explain(text, "a.md", text.index(PROGRAMMING))
    assert any("conflicting-acronym" in step for step in steps) is not bool(comment)


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("{/* termlint-disable-next-line */}\ngithub", "a.mdx"),
        ("github {/* termlint-disable-line misspelled-term -- why */}", "a.mdx"),
        ("% termlint-disable\n\ngithub\n", "a.md"),
    ],
)
def test_other_flavours(text: str, path: str) -> None:
    assert reports(LINTER, text, path) == []


@pytest.mark.parametrize(
    ("comment", "path"),
    [
        ("<!-- TERMLINT-disable-line -->", "a.md"),
        ("<!-- Termlint-Disable-Line misspelled-term -- why -->", "a.md"),
        ("<!-- termlint-DISABLE-line -->", "a.md"),
        ("{/* TERMLINT-disable-line */}", "a.mdx"),
        ("\n\n%TERMLINT-disable\n", "a.md"),
    ],
)
@pytest.mark.parametrize("text", ["Seen on github.", "Nothing.", "Café."])
def test_a_comment_in_capitals_silences_nothing_and_is_reported(
    text: str, comment: str, path: str
) -> None:
    filler = "\n\nMore.\n\n" * 3
    found = LINTER.lint(f"{text}{filler}Here. {comment}\n", path)
    checks = [each.check for each in found]
    assert checks == [BAD[0]] * ("github" in text) + ["unused-suppression"]
    assert found[-1].message.startswith("termlint knows no such comment")


@pytest.mark.parametrize("text", ["TERMLINT-docs", "<!-- TERMLINT-docs -->", "`TERMLINT-disable`"])
def test_what_is_no_comment_for_termlint_is_left_alone(text: str) -> None:
    assert LINTER.lint(f"A {text}.", "a.md") == ()


@pytest.mark.parametrize("names", ["mispelled", "misspelled-term mispelled"])
def test_an_unknown_check_is_named(names: str) -> None:
    (found,) = LINTER.lint(f"github <!-- termlint-disable-line {names} -->", "a.md")[-1:]
    assert found.check == "unused-suppression"
    assert 'no check "mispelled"' in found.message


@pytest.mark.parametrize(
    ("text", "is_hinted"),
    [("wrong", True), ("misspelled-term -- is wrong", False), ("x -- y", False)],
)
def test_a_reason_without_its_mark_is_explained(text: str, is_hinted: bool) -> None:
    found = LINTER.lint(f"github <!-- termlint-disable-line {text} -->", "a.md")
    assert any('a reason goes after "--"' in each.message for each in found) == is_hinted


def test_a_bare_suppression_is_not_called_unused_where_some_checks_did_not_run() -> None:
    text = "GitHub <!-- termlint-disable-line -->"
    some = LINTER.under(Rules(select=frozenset({"misspelled-term", "unused-suppression"})))
    assert some.lint(text, "a.md") == ()
    assert [d.check for d in LINTER.lint(text, "a.md")] == ["unused-suppression"]
