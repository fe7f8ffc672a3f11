"""Which block rules there are, and which of them a line can begin with by its first character.

Most lines begin with a letter, and no more than two of twenty rules can take those. So instead
of its list of rules the parser gets one rule that looks at the character, and one for each
chain of rules that may end a paragraph, a quote, a list or a link reference definition.
"""

from __future__ import annotations

from typing import NamedTuple

from markdown_it import MarkdownIt, rules_block
from markdown_it.rules_block import StateBlock
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote.index import footnote_def

from termlint.markdown import containers, leaf_rules, markup_lines
from termlint.markdown.flavour import Flavour
from termlint.markdown.leaf_rules import Rule

_CHAINS = ("paragraph", "reference", "blockquote", "list")
_TEXT_CHAINS = _CHAINS[:3]


class _Start(NamedTuple):
    """A rule and what it starts with."""

    firsts: str
    """The characters that a line may begin with for this rule."""
    rule: Rule
    chains: tuple[str, ...] = ()
    """What it ends when it starts: the parser's chains of such rules."""


def install(parser: MarkdownIt, flavour: Flavour) -> None:
    """Puts the rules of ``flavour`` into ``parser``."""
    ruler = parser.block.ruler
    parser.use(deflist_plugin)
    ruler.enableOnly("deflist")
    (deflist,) = ruler.getRules()
    starts = _starts(flavour)
    ruler.push("block", _opening(starts, leaf_rules.paragraph_rule(deflist)))
    # A definition ends the one before it, but does not start anything.
    starts.append(_Start(":~", deflist, _TEXT_CHAINS))
    for chain in _CHAINS:
        ruler.push(f"{chain}_end", _ending(starts, chain), {"alt": [chain]})
    names = ["block", *(f"{chain}_end" for chain in _CHAINS)]
    # The parser asks by this name whether an indented line is code.
    ruler.enableOnly(names if flavour is Flavour.MDX else ["code", *names])


def _starts(flavour: Flavour) -> list[_Start]:
    """The rules in the order in which they are tried, which is markdown-it's.

    Tables and paragraphs are not among them, because they may begin with any character.
    """
    if flavour is Flavour.MDX:
        own = [
            _Start("<", markup_lines.html_comment, _CHAINS),
            _Start("<{", markup_lines.jsx, _CHAINS),
            _Start("ie", markup_lines.module),
        ]
    else:
        own = [
            _Start("%", markup_lines.comment, _CHAINS),
            _Start("{$\\<", markup_lines.spanning, _CHAINS),
            _Start("<", markup_lines.markdown_inside, _CHAINS),
            _Start("<", leaf_rules.html_block, _TEXT_CHAINS),
        ]
    return [
        _Start("!?=", containers.indented, _CHAINS),
        _Start("`~", containers.fenced, _CHAINS),
        _Start(":", containers.colons, _CHAINS),
        _Start("(+-", markup_lines.mark, _CHAINS),
        _Start("`~", rules_block.fence, _CHAINS),
        _Start(">", rules_block.blockquote, _CHAINS),
        _Start("-_*", rules_block.hr, _CHAINS),
        _Start("-+*0123456789", rules_block.list_block, _TEXT_CHAINS),
        _Start("[", footnote_def, ("paragraph", "reference")),
        _Start("[", leaf_rules.reference),
        *own,
        _Start("#", leaf_rules.heading, _TEXT_CHAINS),
    ]


def _opening(starts: list[_Start], paragraph: Rule) -> Rule:
    by_first = _by_first(starts)

    def block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        if leaf_rules.table(state, start, end, False):
            return True
        for rule in by_first.get(leaf_rules.first_of(state, start), ()):
            if rule(state, start, end, False):
                return True
        return paragraph(state, start, end, False)

    return block


def _ending(starts: list[_Start], chain: str) -> Rule:
    by_first = _by_first([start for start in starts if chain in start.chains])
    has_table = chain in ("paragraph", "reference")

    def end_of_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        for rule in by_first.get(leaf_rules.first_of(state, start), ()):
            if rule(state, start, end, True):
                return True
        return has_table and leaf_rules.table(state, start, end, True)

    return end_of_block


def _by_first(starts: list[_Start]) -> dict[str, list[Rule]]:
    rules: dict[str, list[Rule]] = {}
    for start in starts:
        for first in start.firsts:
            rules.setdefault(first, []).append(start.rule)
    return rules
