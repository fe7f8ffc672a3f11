"""With and without the look ahead the diagnostics are the same, on every text there is."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termlint.diagnostic import Diagnostic
from termlint.lint import Linter
from termlint.prescan import Prescan
from tests.conftest import CommonMarkExample
from tests.vocabulary import builtin_linter, linter_of

LINTER = linter_of(
    """
concepts:
  - {term: GitHub}
  - {term: feature store, deprecated: [feature shop]}
  - {term: MLOps, variants: [M.L.Ops]}
"""
)
PIECES = st.sampled_from(
    [
        "git", "hub", "Git", "Hub", "github", "feature", "store", "shop", "ml", "ops", "M.L.", " ",
        "*", "**", "_", "~~", "[", "]", "(", ")", "](x)", "![", "<b>", "</b>", "<!-- c -->", "`",
        "&#71;", "&amp;", "\\", "\n", "\n\n", "\n> ", "\n- ", "|", "|\n|-|\n|", "[^1]", "{#a}",
        "{{< x >}}", "$", "http://x.io", "<br>", "==", "-", "'s", "# ",
    ]
)  # fmt: skip


class Everything(Prescan):
    """A look ahead that sees nothing and so lets everything pass."""

    def may_hold(self, source: str) -> bool:
        return True


def without_prescan(linter: Linter, text: str, path: str) -> Sequence[Diagnostic]:
    other = linter.under(linter.rules)
    other._prescan = Everything(())
    return other.lint(text, path)


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
    assert LINTER.lint(text, flavour) == without_prescan(LINTER, text, flavour)


@given(st.lists(PIECES, max_size=14).map("".join))
def test_nothing_is_missed_in_generated_text(text: str) -> None:
    assert LINTER.lint(text, "a.md") == without_prescan(LINTER, text, "a.md")


def test_nothing_is_missed_in_the_examples_of_commonmark(
    commonmark_examples: Sequence[CommonMarkExample],
) -> None:
    for example in commonmark_examples:
        for text in (example.markdown, example.markdown.replace("foo", "github")):
            assert LINTER.lint(text, "a.md") == without_prescan(LINTER, text, "a.md")


def test_nothing_is_missed_in_real_files(corpus: Path) -> None:
    linter = builtin_linter()
    for path in sorted(corpus.rglob("*.md"))[::12]:
        text = path.read_bytes().decode("utf-8", errors="replace")
        assert linter.lint(text, "a.md") == without_prescan(linter, text, "a.md")


def test_a_block_without_a_first_word_is_not_looked_into() -> None:
    prescan = Prescan({"github", "feature"})
    assert prescan.may_hold("See Github.")
    assert not prescan.may_hold("Nothing of the **kind**, see [this](that).")
