"""The Markdown parser: markdown-it-py, set up once for each flavour."""

from __future__ import annotations

from functools import cache

from markdown_it import MarkdownIt
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from termlint.markdown import block_rules
from termlint.markdown.flavour import Flavour
from termlint.markdown.inline_rules import rule_for

_OPTIONS = {"maxNesting": 100, "store_labels": True, "strikethrough_single_tilde": True}


@cache
def parser_for(flavour: Flavour) -> MarkdownIt:
    """Parses blocks only; ``parser.inline`` is for one piece of content at a time."""
    parser = MarkdownIt("commonmark", _OPTIONS).enable(["table", "strikethrough"])
    parser.use(deflist_plugin)
    parser.use(footnote_plugin, inline=False, move_to_end=False)
    parser.core.ruler.enableOnly(["normalize", "block"])
    block_rules.install(parser, flavour)
    parser.inline.ruler.push("termlint", rule_for(flavour))
    parser.inline.ruler.enableOnly(["termlint"])
    parser.inline.ruler2.disable("fragments_join")
    return parser
