"""Fixes: the case, the number and the article they keep, and the places they do not touch."""

from __future__ import annotations

import pytest

from termlint.fix import fix, fix_fully
from tests.vocabulary import linter_of

LINTER = linter_of(
    """
kinds:
  verb: {inflection: verb}
concepts:
  - {term: MLOps}
  - {term: GitHub}
  - {term: allowlist, deprecated: [{form: whitelist, fix: safe}]}
  - {term: "Let's Encrypt", variants: [letsencrypt]}
  - {term: sign in, kind: verb, deprecated: [{form: log in, fix: safe}]}
  - {term: write, kind: verb, deprecated: [{form: author, fix: safe}]}
  - {term: main branch, deprecated: [{form: master branch, fix: unsafe}]}
"""
)


def fixed(text: str, path: str = "a.md") -> str:
    return fix_fully(text, lambda text: LINTER.lint(text, path))


@pytest.mark.parametrize(
    ("text", "after"),
    [
        pytest.param("On github.", "On GitHub.", id="case"),
        pytest.param("ML Ops, ML-Ops, ml ops.", "MLOps, MLOps, MLOps.", id="spacing"),
        pytest.param("Whitelists, a whitelist's end.", "Allowlists, an allowlist's end.", id="number"),
        pytest.param("A whitelist. NO WHITELIST NOW", "An allowlist. NO ALLOWLIST NOW", id="article"),
        pytest.param("We logged in. Logging in is.", "We signed in. Signing in is.", id="tense"),
        pytest.param("She authored it.", "She wrote it.", id="irregular-past"),
        pytest.param("# On github", "# On GitHub", id="heading-with-the-same-anchor"),
        pytest.param("a\nwhitelist", "an\nallowlist", id="article-on-the-line-before"),
        pytest.param("**ML**Ops, **ml** ops, *git*hub", "**ML**Ops, **ML**Ops, *Git*Hub", id="markup"),
        pytest.param("[github](http://github.com)", "[GitHub](http://github.com)", id="link-text"),
        pytest.param("![a github](github.png 'github x')", "![a GitHub](github.png 'GitHub x')", id="image"),
        pytest.param("---\ntitle: On github\nslug: github\n---\n", "---\ntitle: On GitHub\nslug: github\n---\n",
                     id="front-matter"),
        pytest.param("a\r\ngithub\r\n", "a\r\nGitHub\r\n", id="line-ends"),
        pytest.param("\U0001f600 github", "\U0001f600 GitHub", id="astral"),
    ],
)  # fmt: skip
def test_safe_fixes(text: str, after: str) -> None:
    assert fixed(text) == after
    assert fixed(after) == after


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("We do ML\nOps.", id="line-break"),
        pytest.param("See [github].\n\n[github]: http://x.org", id="reference-label"),
        pytest.param("See [github][].\n\n[github]: http://x.org", id="collapsed-reference"),
        pytest.param("# On ML Ops", id="anchor-of-a-heading"),
        pytest.param("---\ntitle: 'Use letsencrypt'\n---\n", id="quote-in-front-matter"),
        pytest.param("[a](b 'use letsencrypt')", id="quote-in-a-title"),
        pytest.param("Use the master branch.", id="unsafe"),
        pytest.param("`github`, <i class='github'>, https://github.com/github", id="no-prose"),
    ],
)
def test_no_safe_fix(text: str) -> None:
    assert fixed(text) == text


def test_unsafe_fixes_on_demand() -> None:
    text = "Use the master branch of github."
    assert fix(text, LINTER.lint(text, "a.md"), unsafe=True) == "Use the main branch of GitHub."
