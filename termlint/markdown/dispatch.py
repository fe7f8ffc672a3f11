"""Block rules by the character that a line begins with: only those that could match are tried.

Most lines begin with a letter, which few rules take. Instead of its list of rules the parser gets
one rule that looks at the character, and one for each chain of rules that may end a paragraph, a
quote, a list or a link reference definition. What the parser makes of a text stays the same.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

Rule = Callable[[StateBlock, int, int, bool], bool]
"""Takes the state, the first line, the line after the last and whether to push no tokens."""

CHAINS = ("paragraph", "reference", "blockquote", "list")
"""What rules may end, as markdown-it-py names it."""

FIRSTS = {
    "fence": "`~",
    "blockquote": ">",
    "hr": "-_*",
    "list": "-+*0123456789",
    "reference": "[",
    "html_block": "<",
    "heading": "#",
    "footnote_def": "[",
}
"""The characters that a line may begin with, for the rules of which they are known."""


def first_of(state: StateBlock, line: int) -> str:
    """The first visible character of a line; empty for a blank line."""
    pos = state.bMarks[line] + state.tShift[line]
    return state.src[pos] if pos < state.eMarks[line] else ""


def dispatch(
    parser: MarkdownIt, firsts: Mapping[str, str] = FIRSTS, ends: Mapping[str, str] | None = None
) -> None:
    """Puts rules that try the active ones of ``parser`` by ``firsts`` in their place.

    A rule without an entry is tried whatever a line begins with. ``ends`` has what differs from
    ``firsts`` where a rule is asked whether it ends what stands before.
    """
    ruler = parser.block.ruler
    rules = dict(zip(ruler.get_active_rules(), ruler.getRules(""), strict=True))
    chains = {chain: ruler.getRules(chain) for chain in CHAINS}
    # Whether a rule of this name is active tells the parser what indentation means.
    first = "code" if "code" in rules else "paragraph"
    ruler.at(first, _any_of(_by_first(rules, firsts)))
    for chain, ending in chains.items():
        chosen = {name: rule for name, rule in rules.items() if rule in ending}
        rule = _any_of(_by_first(chosen, {**firsts, **(ends or {})}))
        ruler.push(f"{chain}_end", rule, {"alt": [chain]})
    ruler.enableOnly([first, *(f"{chain}_end" for chain in CHAINS)])


def _by_first(rules: Mapping[str, Rule], firsts: Mapping[str, str]) -> dict[str, tuple[Rule, ...]]:
    """The rules for each character, in their order; those for all others under an empty string."""
    known = {name: firsts[name] for name in rules if name in firsts}
    return {
        first: tuple(
            rule for name, rule in rules.items() if name not in known or first in {*known[name]}
        )
        for first in {"", *"".join(known.values())}
    }


def _any_of(by_first: Mapping[str, tuple[Rule, ...]]) -> Rule:
    others = by_first[""]

    def any_of(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        for rule in by_first.get(first_of(state, start), others):
            if rule(state, start, end, silent):
                return True
        return False

    return any_of
