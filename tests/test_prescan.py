"""With and without the look ahead the diagnostics are the same, on every text there is."""

from __future__ import annotations

import sys
import tracemalloc
from collections.abc import Callable, Iterator, Sequence
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termlint.checknames import DEFAULT_CHECKS
from termlint.diagnostic import Diagnostic
from termlint.lint import Linter
from termlint.prescan import Prescan, literals, may_report_alone
from tests.conftest import CommonMarkExample
from tests.growth import assert_linear
from tests.vocabulary import builtin_linter, linter_of

LINTER = linter_of(
    """
concepts:
  - {term: GitHub}
  - {term: feature store, deprecated: [feature shop]}
  - {term: MLOps, variants: [M.L.Ops], kind: practice}
  - {term: BigQuery, kind: product}
  - {term: CI/CD}
  - {term: .NET}
  - {term: C++}
  - {term: Slack, ambiguous: true, cues: ["{term} ~channel", "our {term}"]}
  - {term: DevOps, kind: practice, confused_with: [devops-tool]}
  - {term: DevOps tool, kind: product}
consistent: [[dataset, data set]]
kinds:
  product: {nouns: [platform, tool], cues: ["~install ... {term}", "log in to {term}"]}
  practice: {nouns: [discipline]}
"""
)
PRESCAN = LINTER.prescan_for(LINTER.rules.select)
PIECES = st.sampled_from(
    [
        "git", "hub", "Git", "Hub", "github", "feature", "store", "shop", "ml", "ops", "M.L.", " ",
        "*", "**", "_", "~~", "[", "]", "(", ")", "](x)", "![", "<b>", "</b>", "<!-- c -->", "`",
        "&#71;", "&amp;", "\\", "\n", "\n\n", "\n> ", "\n- ", "|", "|\n|-|\n|", "[^1]", "{#a}",
        "{{< x >}}", "$", "http://x.io", "<br>", "==", "-", "'s", "# ", '](x "t")', "](<x>)", "[x] ",
        "*[a]: b\n", "{a}`x`", "{.a}", "\\\n", "&nbsp;", "\u2011", "[[a|", "]]", ":x[", "(y)",
    ]
)  # fmt: skip


class Everything(Prescan):
    """A look ahead that sees nothing and so lets everything pass."""

    def places(self, source: str) -> Iterator[int]:
        yield from range(len(source))


def without_prescan(linter: Linter, text: str, path: str) -> Sequence[Diagnostic]:
    other = linter.under(linter.rules)
    other.prescans = {linter.rules.select: Everything({})}
    return other.lint(text, path)


def assert_nothing_missed(linter: Linter, text: str, path: str) -> None:
    found = without_prescan(linter, text, path)
    assert linter.lint(text, path) == found
    prescan = linter.prescan_for(linter.rules.select)
    assert not found or may_report_alone(prescan.found(text))


@pytest.mark.parametrize(
    "text",
    [
        "git*hub*", "**Git**hub", "_g_ithub", "[Git](x)Hub", "[git][1]hub\n\n[1]: x", "git<b>hub</b>",
        "&#71;ithub", "gi&#116;hub", "git<!-- c -->hub", "*feature* store", "feature\n> store",
        "![github](x)", "[x](y 'github')", "git[hub](x)", "ml**ops**", "feature**[store](x)**",
    ],
)  # fmt: skip
@pytest.mark.parametrize("flavour", ["a.md", "a.mdx"])
def test_nothing_is_missed_across_markup(text: str, flavour: str) -> None:
    assert_nothing_missed(LINTER, text, flavour)


@given(st.lists(PIECES, max_size=14).map("".join))
def test_nothing_is_missed_in_generated_text(text: str) -> None:
    assert_nothing_missed(LINTER, text, "a.md")


@given(
    st.sampled_from([("install", "DevOps"), ("our", "slack"), ("slack", "channels")]),
    st.lists(PIECES, min_size=1, max_size=5).map("".join),
    st.lists(PIECES, max_size=2).map("".join),
)
def test_nothing_is_missed_between_a_term_and_its_cue(
    words: tuple[str, str], between: str, around: str
) -> None:
    text = f"{around} {between.join(words)} {around}"
    assert_nothing_missed(LINTER, text, "a.md")


@given(
    st.sampled_from([("feature", "shop"), ("git", "hub"), ("data", "set"), ("ci", "cd")]),
    st.lists(PIECES, min_size=1, max_size=5).map("".join),
    st.lists(PIECES, max_size=2).map("".join),
)
def test_nothing_is_missed_between_two_words(
    words: tuple[str, str], between: str, around: str
) -> None:
    text = around + between.join(words) + around + "\n\n[1]: x"
    assert_nothing_missed(LINTER, text, "a.md")


def test_nothing_is_missed_in_the_examples_of_commonmark(
    commonmark_examples: Sequence[CommonMarkExample],
) -> None:
    for example in commonmark_examples:
        for text in (example.markdown, example.markdown.replace("foo", "github")):
            assert_nothing_missed(LINTER, text, "a.md")


def test_nothing_is_missed_in_real_files(corpus: Path) -> None:
    linter = builtin_linter()
    for path in sorted(corpus.rglob("*.md")):
        text = path.read_bytes().decode("utf-8", errors="replace")
        assert_nothing_missed(linter, text, "a.md")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("```\n    ```\ngithub", id="indented like code"),
        pytest.param("```\n\t```\ngithub", id="behind a tab"),
        pytest.param("- ```\n  > ```\n  ```\n\n```\nx\n```\n\ngithub", id="a quote in it"),
        pytest.param("- ```\n      ```\n  ```\n\n```\nx\n```\n\ngithub", id="another in it"),
        pytest.param("- ```\n> x\n  ```\ny\n```\ngithub", id="a quote that ends its list"),
        pytest.param("- ```\n x\n  ```\ny\n```\ngithub", id="a line that ends its list"),
        pytest.param("a\n2. ```\n   ```\ngithub\n```\ngithub", id="a number that begins no list"),
        pytest.param("    - ```\n  ```sh\n      ```\ny\n```\ngithub", id="in a code block"),
        pytest.param("  ```a`\n  ```\ny\n```\ngithub", id="a code span"),
        pytest.param(
            "```\ntermlint-\n```\n<!-- termlint-disable -->", id="comments in code and out"
        ),
    ],
)
@pytest.mark.parametrize("flavour", ["a.md", "a.mdx"])
def test_nothing_is_missed_behind_what_is_no_fence_or_ends_none(text: str, flavour: str) -> None:
    assert_nothing_missed(LINTER, text, flavour)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("See Github.", id="wrong case"),
        pytest.param("A feature-store", id="hyphen"),
        pytest.param("A feature\n> store is a feature shop", id="deprecated"),
        pytest.param("MLOps is a platform", id="defined"),
        pytest.param("[MLOps](x.md) (or ML) is **a** platform", id="defined across markup"),
        pytest.param("A data set", id="one form of a group"),
        pytest.param("In Big Query", id="capitals apart"),
        pytest.param("&#71;ithub", id="entity"),
        pytest.param("Such slack\n> channels", id="cue"),
        pytest.param("Such slack ch**annels**", id="cue across markup"),
        pytest.param("| Log in to |\n|-|\n| DevOps |", id="cue in the head of a column"),
        pytest.param("<!-- termlint-disable -->", id="suppression"),
        pytest.param("a <!-- TermLint-Disable -->", id="suppression in another case"),
        pytest.param("- x\n\n  ```\n\nGithub\n\n```\nx\n```", id="fences that may be none"),
        pytest.param("<!--\n```\n-->\nGithub", id="a fence in a comment"),
        pytest.param("<div>\n```\n\nGithub", id="a fence in HTML"),
        pytest.param("a ` b\n`Github`", id="a backtick of the line before"),
        pytest.param("<b a='`'>`Github`", id="a backtick in a tag"),
        pytest.param("{a=`} `Github` b`", id="a backtick in attributes"),
        pytest.param('[x](y "`") `Github` `', id="a backtick in the title of a link"),
        pytest.param("<div>\n\n`\n`Github`", id="a backtick beside HTML"),
        pytest.param("github-ba**sed**", id="a hyphen before a word that goes on"),
        pytest.param("github#x@y.z", id="beside an e-mail address"),
        pytest.param("github:www.x.io", id="beside a host"),
        pytest.param("://\u2009github", id="a thin space behind the sign of an address"),
        pytest.param("x://y\u2022github", id="a bullet behind an address"),
        pytest.param(f"MLOps{' ' * 200}is a tool", id="a definition behind many spaces"),
        pytest.param("see [the feature][docs]\nshop", id="a word behind an unclear link"),
        pytest.param("a feature {/*\n\n*/} shop", id="a word behind a comment with an empty line"),
        pytest.param("a feature <x\n\n> shop", id="a word behind a tag with an empty line"),
        pytest.param(f"a feature][x] {'word ' * 300}shop", id="a word far behind"),
    ],
)
def test_what_could_be_reported_is_looked_at(text: str) -> None:
    assert any(True for _ in PRESCAN.places(text))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Nothing of the **kind**, see [this](that).", id="no term"),
        pytest.param("GitHub has feature stores", id="rightly written"),
        pytest.param("MLOps needs a platform", id="no definition"),
        pytest.param("A big query", id="ordinary words"),
        pytest.param("Cut me some slack.\n\nSuch channels", id="no cue in the block"),
        pytest.param("DevOps is fun", id="no cue for another sense"),
        pytest.param("https://github.com/x and docs/github/x.md", id="addresses and paths"),
        pytest.param("a github_token", id="identifier"),
        pytest.param("a feature. store", id="two sentences"),
        pytest.param("a [feature](x). Store", id="two sentences and a link"),
        pytest.param("a [feature](x) [of](y) the store", id="a word between links"),
        pytest.param('<p id="feature">store', id="the value of an attribute"),
        pytest.param("see [the feature][docs].\n\nA shop", id="a word of the next paragraph"),
        pytest.param("the `git`hub", id="a code span"),
        pytest.param("the `github` of\nus: `a | git`", id="in a code span"),
        pytest.param("A\n{{% note %}}\nthe `github` of\nus", id="in a code span after a shortcode"),
        pytest.param("cc sig-github, github-data.", id="a label with hyphens"),
        pytest.param("see [this](#github-x) and [that](github.csv)", id="targets of links"),
        pytest.param("Such code:\n\n```github\ngithub\n```\n\nEnd", id="fenced code"),
        pytest.param(
            "1. a\n\n   ```\n   b\n\n   ```\n\n```\ngithub\n```", id="after one in a list"
        ),
        pytest.param("> ~~~\n>\n> ~~~\n\n```\ngithub\n```", id="fenced code after a quoted one"),
        pytest.param("TERMLINT and termlint", id="the name of the tool"),
        pytest.param("data_set", id="an underscore is no emphasis"),
    ],
)
def test_what_could_not_is_left_alone(text: str) -> None:
    assert not any(True for _ in PRESCAN.places(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("A data set, and data sets.", False, id="one form"),
        pytest.param("A data set in a dataset.", True, id="two forms"),
        pytest.param("A data set in a data**set**.", True, id="two forms, one across markup"),
        pytest.param("A unit of work (UOW).", False, id="one expansion"),
        pytest.param("A unit of work (UOW), the units of wool (UOW).", True, id="two expansions"),
        pytest.param("Git in Hub (GITHUB)", True, id="one expansion of a term of the glossary"),
        pytest.param("A data set on Github.", True, id="one form and something else"),
    ],
)
def test_what_is_only_compared_matters_where_it_differs(text: str, expected: bool) -> None:
    assert any(True for _ in PRESCAN.places(text))
    assert may_report_alone(PRESCAN.found(text)) is expected


def test_a_very_long_word_takes_linear_time() -> None:
    """Tried at each of its letters anew, this would take hours."""
    assert not any(True for _ in PRESCAN.places("x" * 1_000_000))


LONG = {
    "emphasis": lambda n: "*" * n + " github",
    "emphasis and underscores": lambda n: "*_" * n + " github",
    "underscores and emphasis": lambda n: "_" * n + "*" * n + " github",
    "an underline": lambda n: "a\n" + "=" * n + "\n\ngithub",
    "tildes": lambda n: "~" * n + " github",
    "brackets": lambda n: "[" * n + " github",
    "links": lambda n: "[github](" * n,
    "less-than signs": lambda n: "<" * n + " github",
    "ampersands": lambda n: "&" * n + " github",
    "entities": lambda n: "&#71;" * n,
    "fences in one paragraph": lambda n: "```github\n" * n,
    "fences in one quote": lambda n: "> ~~~ github\n" * n,
    "fences in a list": lambda n: "- ```\n" * n + "github",
    "front matter": lambda n: "---\n" * n + "github",
    "list items": lambda n: "- " * n + "github",
    "expansions": lambda n: "GH (GitHub) " * n,
    "brackets of expansions": lambda n: "(GH " * n,
    "paths": lambda n: "github/" * n,
    "addresses": lambda n: "http://github" * n,
    "statements": lambda n: "{{ github" * n,
    "labels": lambda n: "Github-" * n,
    "suppressions": lambda n: "termlint-" * n,
    "definitions": lambda n: "[MLOps] " * n,
    "fences in one line": lambda n: "```github" * n,
    "pieces in many cases": lambda n: " ".join(cases("featur")[: n // 100]) + ">e" * n,
}


def cases(word: str) -> list[str]:
    """``word`` behind a bracket, with all kinds of capitals."""
    return ["[" + "".join(each) for each in product(*zip(word, word.upper(), strict=True))]


@pytest.mark.parametrize("build", [pytest.param(build, id=name) for name, build in LONG.items()])
def test_time_grows_with_the_length(build: Callable[[int], str]) -> None:
    def scan(count: int) -> Callable[[], object]:
        text = build(count)
        return lambda: frozenset(PRESCAN.places(text))

    assert_linear(scan, 1_000)


def test_a_stretch_ends_at_every_space() -> None:
    assert {
        mark for mark in map(chr, range(sys.maxunicode + 1)) if mark.isspace()
    } <= literals.OUTSIDE


def test_a_fence_is_no_candidate_however_many_lines_stand_above_it() -> None:
    assert not any(True for _ in PRESCAN.places("a line\n" * 40 + "```github\nx\n```\n"))


@pytest.mark.parametrize("number", [1, 16, 17, 60])
def test_many_words_are_found_where_a_few_are(number: int) -> None:
    """However many words are looked for, which is done in another way when there are many."""
    names = [f"Éclair{index}X" for index in range(number)]
    concepts = ", ".join(f"{{term: {name}}}" for name in names)
    prescan = linter_of(f"concepts: [{concepts}]").prescan_for(DEFAULT_CHECKS)
    text = " ".join(f"{name.lower()}, {name} not{name.lower()} {name}ly" for name in names)
    expected = {text.index(f"{name.lower()},") for name in names}
    assert set(prescan.places(text)) == expected


@pytest.mark.parametrize("first", ["Cafe", "Café"])
def test_a_large_text_takes_a_few_bytes_a_letter(first: str) -> None:
    """Beyond ASCII, too, where ``str.lower`` takes twelve for a while."""
    text = f"{first} github.\n\n" + "One more line.\n\n" * 50_000
    LINTER.lint(text[:100], "a.md")
    tracemalloc.start()
    try:
        LINTER.lint(text, "a.md")
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 11 * len(text)
