"""Which block rules there are, in which order, and what a line begins with for each of them."""

from __future__ import annotations

from markdown_it import MarkdownIt
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote.index import footnote_def

from termlint.markdown import containers, leaf_rules, markup_lines
from termlint.markdown.dispatch import CHAINS, FIRSTS, Rule, dispatch
from termlint.markdown.flavour import Flavour

_TEXT_CHAINS = CHAINS[:3]
_OWN: tuple[tuple[str, str, Rule, tuple[str, ...]], ...] = (
    ("indented", "!?=", containers.indented, CHAINS),
    ("fenced", "`~", containers.fenced, CHAINS),
    ("colons", ":", containers.colons, CHAINS),
    ("mark", "(+-", markup_lines.mark, CHAINS),
)
"""Rules that come before markdown-it-py's own for lines: their names, what a line begins with for
them, and what they end."""
_OWN_OF_MARKDOWN = (
    ("comment", "%", markup_lines.comment, CHAINS),
    ("spanning", "{$\\<", markup_lines.spanning, CHAINS),
    ("markdown_inside", "<", markup_lines.markdown_inside, CHAINS),
)
_OWN_OF_MDX = (
    ("html_comment", "<", markup_lines.html_comment, CHAINS),
    ("jsx", "<{", markup_lines.jsx, CHAINS),
    ("module", "ie", markup_lines.module, ()),
)


def install(parser: MarkdownIt, flavour: Flavour) -> None:
    """Puts the rules of ``flavour`` into ``parser``."""
    ruler = parser.block.ruler
    parser.use(deflist_plugin).enable("table")
    deflist = dict(zip(ruler.get_active_rules(), ruler.getRules(""), strict=True))["deflist"]
    ruler.at("table", leaf_rules.table, {"alt": [*CHAINS[:2]]})
    ruler.at("reference", leaf_rules.reference)
    ruler.at("html_block", leaf_rules.html_block, {"alt": [*_TEXT_CHAINS]})
    ruler.at("heading", leaf_rules.heading, {"alt": [*_TEXT_CHAINS]})
    ruler.at("paragraph", leaf_rules.paragraph_rule(deflist))
    ruler.disable("lheading")  # the rule for paragraphs knows underlines
    ruler.before("reference", "footnote_def", footnote_def, {"alt": [*CHAINS[:2]]})
    firsts = {**FIRSTS, "deflist": ""}  # the rule for paragraphs begins a definition list
    is_mdx = flavour is Flavour.MDX
    of_flavour = _OWN_OF_MDX if is_mdx else _OWN_OF_MARKDOWN
    for before, own in (("fence", _OWN), ("html_block", of_flavour)):
        for name, first, rule, chains in own:
            ruler.before(before, name, rule, {"alt": [*chains]})
            firsts[name] = first
    if is_mdx:
        ruler.disable(["code", "html_block"])
    dispatch(parser, firsts, {"deflist": ":~"})
