"""What is looked for in raw Markdown, and whether it could stand at a place."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from termlint.prescan.literals import is_in_address, is_literal

WORD = re.compile(r"[^\W_]+")

_GAP = re.compile(r"[-\s\u2010\u2011]*")
_EMPHASIS = re.compile(r"[*_~=][-\s\u2010\u2011*_~=]*|")
_SPACES = re.compile(r"\s+")
_UNSEEN = frozenset("*_~=[]<>&\\{}|%")
"""Marks that a reader may not see, so that a term may go on behind them."""


class Wanted(NamedTuple):
    """Words of the source that may be an occurrence with something to report."""

    rest: tuple[str, ...]
    """The lower-case words after the first."""
    joints: tuple[str | None, ...]
    """What stands between the words: a mark, or None for spaces and hyphens."""
    before: str
    after: str
    always: bool
    """Whether it is wanted however it is written."""
    listed: tuple[str, ...]
    """The spellings in which it is wanted."""
    right: tuple[str, ...]
    """The spellings in which it is not; none where only ``listed`` ones are wanted."""
    needs_capitals: bool
    """Whether it is wanted only with a capital on each word, unless it is in ``listed``."""
    definable: bool
    """Whether a definition of it is wanted, even if it is spelled rightly."""

    def is_right(self, word: str) -> bool:
        """Whether all that is written as ``word``, which it begins with, is surely not wanted."""
        if self.rest or self.always or self.definable or self.before or self.after:
            return False
        return word not in self.listed and (not self.right or word in self.right)


def may_be(wanted: Wanted, source: str, start: int, end: int) -> bool:
    """Whether ``source[start:end]``, the first word, may begin an occurrence that is wanted."""
    before, after = wanted.before, wanted.after
    if is_in_address(source, start):
        return False
    if before and not source.endswith(before, 0, start) and not _is_mark(source, start - 1):
        return False
    for joint, word in zip(wanted.joints, wanted.rest, strict=True):
        if joint is None:
            gap = _GAP.match(source, end)
            assert gap is not None
            at = gap.end()
            if at == len(source) or not (source[at].isalnum() or source[at] in _UNSEEN):
                return False
            if source[at] == "_" and at == end and is_letter(source, end + 1):
                return False
            emphasis = _EMPHASIS.match(source, at)
            assert emphasis is not None
            at = emphasis.end()
        elif source.startswith(joint, end):
            at = end + len(joint)
        else:
            return _is_mark(source, end)
        following = WORD.match(source, at)
        if following is None:
            return True
        if following[0].lower() != word:
            return False
        end = following.end()
    if after:
        if not source.startswith(after, end):
            return _is_mark(source, end)
        end += len(after)
    start -= len(before)
    if is_literal(source, start, end):
        return False
    written = _SPACES.sub(" ", source[start:end])
    if wanted.always or written in wanted.listed:
        return True
    if wanted.definable and _definition().match(source, end):
        return True
    if not wanted.right or written in wanted.right:
        return False
    return not wanted.needs_capitals or all(word[0].isupper() for word in WORD.findall(written))


def is_letter(source: str, at: int) -> bool:
    return 0 <= at < len(source) and source[at].isalnum()


def _is_mark(source: str, at: int) -> bool:
    """Whether something stands there that a reader may not see."""
    return 0 <= at < len(source) and source[at] in "*_~=[](){}<>&\\`|"


@cache
def _definition() -> re.Pattern[str]:
    """What stands between a term and the article of its definition; not compiled on import, since
    that takes longer than a small file."""
    return re.compile(
        r"""(?:[*_~=`"'”’\]\\\s>] | \([^()\n]{0,200}\) | \[[^\[\]\n]{0,200}\] | <[^<>\n]{0,200}> )*+
        (?: [(\[<{&]
          | (?: [:,(\u2013\u2014-] | (?:is|are|was|were|means|refers?|describes|denotes)\b )
            (?: [^\w<{&\]]* (?:to\b[^\w<{&\]]*)? ) (?: (?:an?|one)\b | [<{&\]] ) )""",
        re.IGNORECASE | re.VERBOSE,
    )
