"""The Markdown parser: markdown-it-py, set up once for each flavour."""

from __future__ import annotations

from functools import cache

from markdown_it import MarkdownIt

from termlint.markdown import block_rules, helpers, inline_rules
from termlint.markdown.flavour import Flavour


class _Parser(MarkdownIt):
    def normalizeLink(self, url: str) -> str:  # noqa: N802 (markdown-it-py's name)
        # Nobody follows the link, and encoding its address takes a tenth of all the time.
        return url


@cache
def parser_for(flavour: Flavour) -> MarkdownIt:
    """``parser.parse`` finds blocks only; ``parser.inline`` is for one piece of content."""
    options = {"maxNesting": 100, "store_labels": True, "strikethrough_single_tilde": True}
    parser = _Parser("commonmark", options).enable("strikethrough")
    parser.core.ruler.enableOnly("block")
    parser.helpers = helpers
    block_rules.install(parser, flavour)
    inline_rules.install(parser, flavour)
    return parser
