"""Block rules: markdown-it's own, keeping where each line of content begins, and termlint's."""

from __future__ import annotations

from collections.abc import Callable

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, heading, html_block, lheading, paragraph, table

from termlint.markdown import containers, markup_lines
from termlint.markdown.flavour import Flavour

Rule = Callable[[StateBlock, int, int, bool], bool]

_ANYWHERE = ["paragraph", "reference", "blockquote", "list"]
"""The chains of a rule that may cut off whatever stands before it."""


def install(parser: MarkdownIt, flavour: Flavour) -> None:
    """Puts the rules of ``flavour`` into ``parser``."""
    ruler = parser.block.ruler
    ruler.at("paragraph", _placed(paragraph))
    ruler.at("lheading", _placed(lheading))
    ruler.at("heading", _heading, {"alt": ["paragraph", "reference", "blockquote"]})
    ruler.at("html_block", _placed(html_block), {"alt": ["paragraph", "reference", "blockquote"]})
    ruler.at("table", _table, {"alt": ["paragraph", "reference"]})
    rules: list[tuple[str, str, Rule]] = [
        ("!?=", "indented", containers.indented),
        ("`~", "fenced", containers.fenced),
        (":", "colons", containers.colons),
        ("(+", "target", markup_lines.target),
    ]
    if flavour is Flavour.MDX:
        rules.append(("<{", "jsx", markup_lines.jsx))
        rules.append(("ie", "module", markup_lines.module))
        parser.disable(["code", "html_block"])
    else:
        rules.append(("%", "comment", markup_lines.comment))
        rules.append(("{$\\<", "spanning", markup_lines.spanning))
        rules.append(("<", "markdown_inside", markup_lines.markdown_inside))
    for firsts, name, rule in rules:
        ruler.before("fence", name, _starting_with(firsts, rule), {"alt": _ANYWHERE})


def starts_of(state: StateBlock, first: int, last: int) -> list[int]:
    """Where the visible part of each line from ``first`` up to before ``last`` begins."""
    return [state.bMarks[line] + state.tShift[line] for line in range(first, last)]


def _starting_with(firsts: str, rule: Rule) -> Rule:
    def starting(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        pos = state.bMarks[start] + state.tShift[start]
        return state.src[pos : pos + 1] in firsts and rule(state, start, end, silent)

    return starting


def _placed(rule: Rule) -> Rule:
    def placed(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        before = len(state.tokens)
        if not rule(state, start, end, silent):
            return False
        if not silent:
            for token in state.tokens[before:]:
                if token.map and token.type in ("inline", "html_block"):
                    token.meta["starts"] = starts_of(state, token.map[0], token.map[1])
        return True

    return placed


def _heading(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if not heading(state, start, end, silent):
        return False
    if not silent:
        pos = state.skipCharsStr(state.bMarks[start] + state.tShift[start], "#")
        state.tokens[-2].meta["starts"] = [state.skipSpaces(pos)]
    return True


def _table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    before = len(state.tokens)
    if not table(state, start, end, silent):
        return False
    if not silent:
        for token in state.tokens[before:]:
            if token.type == "tr_open" and token.map:
                line = token.map[0]
                token.meta["line"] = state.bMarks[line] + state.tShift[line], state.eMarks[line]
    return True
