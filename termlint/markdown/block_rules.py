"""Which block rules there are, and which of them a line can begin with by its first character.

Most lines begin with a letter, and no more than two of twenty rules can take those. So instead
of its list of rules the parser gets one rule that looks at the character, and one for each
chain of rules that may end a paragraph, a quote, a list or a link reference definition.
"""

from __future__ import annotations

from markdown_it import MarkdownIt, rules_block
from markdown_it.rules_block import StateBlock
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote.index import footnote_def

from termlint.markdown import containers, leaf_rules, markup_lines
from termlint.markdown.flavour import Flavour
from termlint.markdown.leaf_rules import Rule

_CHAINS = ("paragraph", "reference", "blockquote", "list")
_TEXT_CHAINS = _CHAINS[:3]


def install(parser: MarkdownIt, flavour: Flavour) -> None:
    """Puts the rules of ``flavour`` into ``parser``."""
    ruler = parser.block.ruler
    parser.use(deflist_plugin)
    ruler.enableOnly("deflist")
    (deflist,) = ruler.getRules()
    rules = _rules(flavour)
    paragraph = leaf_rules.paragraph_rule(deflist)
    ruler.push("block", _opening(rules, paragraph))
    # Inside a definition list a definition ends what stands before it; none begins with its mark.
    rules.append((":~", deflist, _TEXT_CHAINS))
    for chain in _CHAINS:
        ruler.push(f"{chain}_end", _ending(rules, chain), {"alt": [chain]})
    names = ["block", *(f"{chain}_end" for chain in _CHAINS)]
    # The parser asks by this name whether an indented line is code.
    ruler.enableOnly(names if flavour is Flavour.MDX else ["code", *names])


def _rules(flavour: Flavour) -> list[tuple[str, Rule, tuple[str, ...]]]:
    """The characters that a rule can begin with, the rule and the chains that it is in.

    In the order in which they are tried, which is markdown-it's with the extensions before
    ``fence``.
    """
    own: list[tuple[str, Rule, tuple[str, ...]]]
    if flavour is Flavour.MDX:
        own = [
            ("<", markup_lines.html_comment, _CHAINS),
            ("<{", markup_lines.jsx, _CHAINS),
            ("ie", markup_lines.module, ()),
        ]
    else:
        own = [
            ("%", markup_lines.comment, _CHAINS),
            ("{$\\<", markup_lines.spanning, _CHAINS),
            ("<", markup_lines.markdown_inside, _CHAINS),
            ("<", leaf_rules.html_block, _TEXT_CHAINS),
        ]
    return [
        ("!?=", containers.indented, _CHAINS),
        ("`~", containers.fenced, _CHAINS),
        (":", containers.colons, _CHAINS),
        ("(+-", markup_lines.mark, _CHAINS),
        ("`~", rules_block.fence, _CHAINS),
        (">", rules_block.blockquote, _CHAINS),
        ("-_*", rules_block.hr, _CHAINS),
        ("-+*0123456789", rules_block.list_block, _TEXT_CHAINS),
        ("[", footnote_def, ("paragraph", "reference")),
        ("[", leaf_rules.reference, ()),
        *own,
        ("#", leaf_rules.heading, _TEXT_CHAINS),
    ]


def _opening(rules: list[tuple[str, Rule, tuple[str, ...]]], paragraph: Rule) -> Rule:
    by_first: dict[str, tuple[Rule, ...]] = {}
    for firsts, rule, _ in rules:
        for first in firsts:
            by_first[first] = (*by_first.get(first, ()), rule)

    def block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        if leaf_rules.table(state, start, end, False):
            return True
        first = state.src[state.bMarks[start] + state.tShift[start]]
        for rule in by_first.get(first, ()):
            if rule(state, start, end, False):
                return True
        return paragraph(state, start, end, False)

    return block


def _ending(rules: list[tuple[str, Rule, tuple[str, ...]]], chain: str) -> Rule:
    has_table = chain in ("paragraph", "reference")
    by_first: dict[str, tuple[Rule, ...]] = {}
    for firsts, rule, chains in rules:
        if chain in chains:
            for first in firsts:
                by_first[first] = (*by_first.get(first, ()), rule)

    def end_of_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        first = state.src[state.bMarks[start] + state.tShift[start]]
        if any(rule(state, start, end, True) for rule in by_first.get(first, ())):
            return True
        return has_table and leaf_rules.table(state, start, end, True)

    return end_of_block
