"""What in running text is code or an address without markup, and what is prose."""

from __future__ import annotations

import pytest

from termlint.literals import Literal, is_literal_at, literal_kind
from termlint.tokens import TokenKind, Tokens


@pytest.mark.parametrize(
    "text",
    ["github.com", "user@github.com", "https://x.io/github", "github_token", "@github", "#github",
     "docs/github.md", "/opt/github", "./github", "~/github", "C:\\github", "github.yaml",
     "github()", "--github", "-github", "GITHUB=1", "$github", "kubernetes/github", ".github",
     "foo.github.bar", "image:github-x", "github::connect", "Api::github", "*.github"],
)  # fmt: skip
def test_github_is_no_prose_in(text: str) -> None:
    text = f"See {text}, please."
    start = text.lower().index("github")
    assert is_literal_at(text, start, start + 6)


@pytest.mark.parametrize(
    "text",
    ["GitHub", "GitHub/GitLab", "GitHub's", "(GitHub)", '"GitHub"', "GitHub.", "GitHub...",
     "GitHub—yes", "GitHub: yes", "e.g. GitHub", "GitHub,", "GitHub-hosted", "the/a GitHub"],
)  # fmt: skip
def test_github_is_prose_in(text: str) -> None:
    text = f"See {text} please."
    start = text.index("GitHub")
    assert not is_literal_at(text, start, start + 6)


def test_a_form_with_a_dot_is_no_part_of_a_file_name() -> None:
    assert not is_literal_at("Use Node.js here", 4, 11)


@pytest.mark.parametrize(
    ("chunk", "kind"),
    [("open.fedml.ai", Literal.URL), ("s3://bucket", Literal.URL), ("a_b", Literal.CODE),
     ("v1.2.3", None), ("e.g", None), ("and", None), ("TCP/IP", None), ("10.5", None)],
)  # fmt: skip
def test_kinds(chunk: str, kind: Literal | None) -> None:
    assert literal_kind(chunk) is kind


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ("Use it, e.g. Here, or vs. That.", ["Use it, e.g. Here, or vs. That."]),
        ("See file.md. Then 2.5 more.", ["See file.md.", "Then 2.5 more."]),
        ('He said "Stop." Then left.', ['He said "Stop."', "Then left."]),
        ("J. Smith wrote this. It ends", ["J. Smith wrote this.", "It ends"]),
        ("the end. lower goes on", ["the end. lower goes on"]),
    ],
)
def test_sentences(text: str, sentences: list[str]) -> None:
    tokens = Tokens(text)
    bounds = sorted({tokens.sentence_of(i) for i in range(len(tokens.all))})
    assert [text[tokens.all[a].start : tokens.all[b - 1].end] for a, b in bounds] == sentences


def test_every_word_is_a_token_in_its_place() -> None:
    text = "Don't push foo_bar to v1.2 of open.example.ai (now)."
    tokens = Tokens(text).all
    assert all(text[token.start : token.end] == token.text for token in tokens)
    assert "".join(text.split()) == "".join(token.text for token in tokens)
    kinds = {token.text: token.kind for token in tokens}
    assert kinds["foo_bar"] is TokenKind.CODE
    assert kinds["v1.2"] is TokenKind.NUMBER
    assert kinds["open.example.ai"] is TokenKind.URL
