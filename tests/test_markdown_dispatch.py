"""With the dispatch by first characters, our own table of lines and our own reading of
destinations, markdown-it-py makes the very tokens of every text that it makes by itself."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it import helpers as stock_helpers
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from termlint.markdown import helpers
from termlint.markdown.dispatch import FIRSTS, dispatch
from termlint.markdown.line_table import Lines
from tests.conftest import CommonMarkExample

LINES = st.sampled_from(
    [
        "a", "- a", "  - b", "* c", "1. d", "2) e", "> f", "> > g", "# h", "## i ##", "===", "---",
        "***", "```", "~~~ j", "    k", "\tl", "  m", "<div>", "<pre>", "</pre>", "<!-- n", "-->",
        "| a | b |", "|---|---|", "| c |", "[o]: p", "[^q]: r", ": s", "~ t", "", "", " ", "\\", "%",
        "é", "\u00a0u", "0", "+", "+ v", "-", "1.", "`w", "[x", "_ _ _", "12345678901. y",
    ]
)  # fmt: skip


@pytest.fixture(scope="module", params=["commonmark", "with plugins"])
def parsers(request: pytest.FixtureRequest) -> tuple[MarkdownIt, MarkdownIt]:
    """A parser as it comes, and one with the dispatch."""
    stock, changed = (MarkdownIt("commonmark").enable(["table", "strikethrough"]) for _ in range(2))
    ends = {}
    if request.param == "with plugins":
        for parser in (stock, changed):
            parser.use(deflist_plugin).use(footnote_plugin)
        ends["deflist"] = ":~"
    dispatch(changed, FIRSTS, ends)
    changed.helpers = helpers
    return stock, changed


def check_tokens(parsers: tuple[MarkdownIt, MarkdownIt], text: str) -> None:
    stock, changed = parsers
    source = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd") + "\n"
    assert blocks(changed, source, Lines) == blocks(stock, source, StateBlock)


def blocks(parser: MarkdownIt, source: str, of: type[StateBlock]) -> tuple[list[Token], object]:
    """The block tokens of a text, and the targets of references in it."""
    tokens: list[Token] = []
    env: dict[str, object] = {}
    if of is Lines:
        state: StateBlock = Lines(source, parser, env, tokens, 0, len(source))
    else:
        state = StateBlock(source, parser, env, tokens)
    parser.block.tokenize(state, 0, state.lineMax)
    return tokens, env


@given(text=st.text(st.sampled_from("ab.:/#é \t\n\\()<>&;\"'\x00\x7f\u00a0\u3000"), max_size=12))
def test_destinations(text: str) -> None:
    for start in range(len(text)):
        for end in range(start, len(text) + 1):
            stock = stock_helpers.parseLinkDestination(text, start, end)
            assert helpers.parseLinkDestination(text, start, end) == (
                stock.ok,
                stock.pos,
                stock.str,
            )


def test_examples_of_commonmark(
    parsers: tuple[MarkdownIt, MarkdownIt], commonmark_examples: Sequence[CommonMarkExample]
) -> None:
    for example in commonmark_examples:
        check_tokens(parsers, example.markdown)


@given(lines=st.lists(LINES, max_size=12))
def test_generated_texts(parsers: tuple[MarkdownIt, MarkdownIt], lines: list[str]) -> None:
    check_tokens(parsers, "\n".join(lines))


def test_real_files(parsers: tuple[MarkdownIt, MarkdownIt], corpus: Path) -> None:
    for path in sorted(corpus.rglob("*.md")):
        check_tokens(parsers, path.read_bytes().decode("utf-8", errors="replace"))
