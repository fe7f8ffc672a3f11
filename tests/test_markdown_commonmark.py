"""Every word of every CommonMark example is found where it is prose, and nowhere else.

Each word is replaced by a term in turn. Whether the term is prose then is not for termlint to
say: markdown-it-py as it comes renders the example to HTML, and ``html.parser`` tells whether
the term is text, an alternative text or a title there, or something else.
"""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt

from termlint.markdown import parse
from termlint.span import Span

EXAMPLES = Path(__file__).parents[2] / "shared" / "commonmark" / "commonmark.json"
TERM = "zyxterm"
NOT_PROSE = frozenset("code kbd pre samp script style svg textarea tt var".split())

READ_OTHERWISE = {
    161: "backticks in a block of HTML are code for termlint",
    602: "an address in running text is no prose (GFM, section 6.9)",
    608: "an address in running text is no prose (GFM, section 6.9)",
    611: "an address in running text is no prose (GFM, section 6.9)",
    612: "an address in running text is no prose (GFM, section 6.9)",
    626: "html.parser takes <!--> for the start of a comment, which is one by itself",
}
"""Examples that termlint reads in another way, or the oracle does."""

pytestmark = pytest.mark.skipif(not EXAMPLES.exists(), reason=f"no examples at {EXAMPLES}")


def examples() -> list[Any]:
    if not EXAMPLES.exists():
        return []
    return [
        pytest.param(
            case["example"],
            case["markdown"],
            id=f"{case['example']}-{case['section'].replace(' ', '-')}",
        )
        for case in json.loads(EXAMPLES.read_text(encoding="utf-8"))
    ]


class Page(HTMLParser):
    """Counts where a page shows the term."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.shown = 0
        self._closed_off: list[str] = []
        self._in_address = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in NOT_PROSE:
            self._closed_off.append(tag)
        if tag == "a":
            self._in_address = "autolink" in (given.get("class") or "")
        if tag in ("a", "img") and "markdown" in (given.get("class") or ""):
            for name in ("alt", "title"):
                self.shown += (given.get(name) or "").count(TERM)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._closed_off:
            self._closed_off.remove(tag)
        if tag == "a":
            self._in_address = False

    def handle_data(self, data: str) -> None:
        if not self._closed_off and not self._in_address:
            self.shown += data.count(TERM)


def stock_parser() -> MarkdownIt:
    """markdown-it-py as it comes; links and images say that they were written in Markdown."""
    parser = MarkdownIt("commonmark")

    def render_link(self: Any, tokens: Any, index: int, options: Any, env: Any) -> str:
        token = tokens[index]
        token.attrSet("class", "markdown autolink" if token.info == "auto" else "markdown")
        return str(self.renderToken(tokens, index, options, env))

    def render_image(self: Any, tokens: Any, index: int, options: Any, env: Any) -> str:
        tokens[index].attrSet("class", "markdown")
        return str(self.image(tokens, index, options, env))

    parser.add_render_rule("link_open", render_link)
    parser.add_render_rule("image", render_image)
    return parser


STOCK = stock_parser()


def shown_in(markdown: str) -> int:
    """How often a page shows the term; titles that stand in a definition don't count."""
    env: dict[str, Any] = {}
    page = Page()
    page.feed(STOCK.render(markdown, env))
    page.close()
    definitions = env.get("references", {}).values()
    if any(TERM in definition["title"] for definition in definitions):
        return 0
    return page.shown


@pytest.mark.parametrize(("number", "markdown"), examples())
def test_a_term_is_found_where_it_is_prose_and_nowhere_else(number: int, markdown: str) -> None:
    for word in re.finditer(r"[A-Za-z]+", markdown):
        planted = markdown[: word.start()] + TERM + markdown[word.end() :]
        place = Span(word.start(), word.start() + len(TERM))
        found = [
            block.locate(at.start(), at.end())
            for block in parse(planted).blocks
            for at in re.finditer(TERM, block.text)
        ]
        assert set(found) <= {place}, planted
        if number not in READ_OTHERWISE:
            assert len(found) == shown_in(planted), planted
