"""Which words could stand in the same block as a place in raw Markdown."""

from __future__ import annotations

from collections.abc import Collection

from termlint.latepattern import late_pattern
from termlint.prescan.parted import may_part_words

_WINDOW = 1_000
"""Code points on each side within which an empty line has to end the block, which keeps hostile
input linear."""
_WORD = late_pattern(r"[^\W_]+")


def may_have_near(source: str, start: int, end: int, words: Collection[str]) -> bool:
    """Whether one of the lower-case ``words`` may stand in the block of ``source[start:end]``."""
    low = source.rfind("\n\n", max(0, start - _WINDOW), start)
    high = source.find("\n\n", end, end + _WINDOW)
    if (low < 0 and start > _WINDOW) or (high < 0 and end + _WINDOW < len(source)):
        return True
    block = source[max(0, low) : high if high >= 0 else len(source)]
    return any(word in words for word in _WORD.findall(block.lower())) or may_part_words(block)


def words_behind(source: str, place: int) -> set[str] | None:
    """All lower-case words that may follow ``place`` in its block, but for those that marks take
    apart; None if that is not known."""
    high = source.find("\n\n", place, place + _WINDOW)
    if high < 0 and place + _WINDOW < len(source):
        return None
    block = source[place : high if high >= 0 else len(source)]
    if "{" in block or "<!--" in block or block.rfind("<") > block.rfind(">"):
        return None  # something that may go over empty lines
    return {word.lower() for word in _WORD.findall(block)}
