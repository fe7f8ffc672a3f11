"""Tells from the Markdown of a block, unparsed, whether a term could stand in it.

It may say yes too often and never says no wrongly: where no mark stands inside a word, each word
that a reader sees is a word of the source as well, so a form of which the first word is nowhere in
the source is nowhere in the block.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from termlint.forms import WORD

# What joins letters that stand apart in the source: emphasis or a bracket right between two of
# them, a closing bracket right before one, and entities.
_INSIDE_WORD = re.compile(r"[^\W_][*_~=\[]+[^\W_]|[>)\]}`][*_~=\[<]*[^\W_]|&(?:#|\w)")


class Prescan:
    """The first words of the forms of a termbase."""

    __slots__ = ("_words",)

    def __init__(self, words: Collection[str]) -> None:
        self._words = frozenset(words)

    def may_hold(self, source: str) -> bool:
        """Whether an occurrence could be in a block with this Markdown."""
        if source.isascii():
            words = WORD.findall(source.lower())
        else:
            # Outside ASCII the lower case of a letter may depend on those around it.
            words = [word.lower() for word in WORD.findall(source)]
        if not self._words.isdisjoint(words):
            return True
        return _INSIDE_WORD.search(source) is not None
