"""What is looked for in raw Markdown, and whether it could stand at a place."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import chain
from typing import NamedTuple

from termlint.latepattern import late_pattern
from termlint.prescan.literals import is_in_address, is_literal
from termlint.prescan.surroundings import may_have_near, words_behind

WORD = re.compile(r"[^\W_]+")

_GAP = late_pattern(r"[-\s\u2010\u2011]*([^\W_]*)")
_UNSEEN_BETWEEN = late_pattern(
    r"""(?: [*_~=] | \](?![(\[:{]) | \[(?=[*_~=]*[^\W_])
          | \] \( [^()<>\\\n"'&{]* (?: [ ] "[^()<>\\\n"'&{]*" )? \)
          | </? (?:a|b|br|div|em|i|li|p|span|strong|t[dr]) (?![\w-])
            (?: [^<>"'`{}\\\n] | "[^<>"'`{}\\\n]*" )* >
          | (?<=[*_~=)\]>]) [-\s\u2010\u2011]+ )*""",
    re.VERBOSE,
)
"""Emphasis, tags, and the brackets and the target of a link, with spaces behind them."""
_HYPHENS = frozenset("-\u2010\u2011")
_LABEL = late_pattern(
    r"""(?:[-\u2010\u2011][^\W_]++){1,2}+
        (?! [*_~=\[<>&\\{}|%^] | \] (?: [*_~=\[\]<>&\\{}|%^(] | \w ) )""",
    re.VERBOSE,
)
"""The words behind hyphens that matter, which end where they seem to."""
_DEFINITION = late_pattern(
    r"""(?: [*_~=`"'\]\\\s>] | [’”] | \([^()\n]{0,200}\) | \[[^\[\]\n]{0,200}\]
          | <[^<>\n]{0,200}> ){0,99}+
    (?: [(\[<{&*_~=`"'\]\\\s>] | [’”]        # or more of these than are read
      | (?: [:,(-] | [\u2013\u2014] | (?:is|are|was|were|means|refers?|describes|denotes)\b )
        (?: [^\w<{&\]]* (?:to\b[^\w<{&\]]*)? ) (?: (?:an?|one)\b | [<{&\]] ) )""",
    re.IGNORECASE | re.VERBOSE,
)
"""What stands between a term and the article of its definition. Marks beyond Latin-1 are in sets of
their own, since a set with both takes ten times as long to compile."""
_SPACES = late_pattern(r"\s+")
_UNSEEN = frozenset("*_~=[]<>&\\{}%")
"""Marks that a reader may not see, so that a term may go on behind them."""


Choice = tuple[str, str]
"""What several forms may be used for, and one of them."""


class Wanted(NamedTuple):
    """Words of the source that may be an occurrence with something to report."""

    rest: tuple[str, ...]
    """The lower-case words after the first."""
    joints: tuple[str | None, ...]
    """What stands between the words: a mark, or None for spaces and hyphens."""
    before: str
    after: str
    always: bool = False
    """Whether it is wanted however it is written."""
    listed: tuple[str, ...] = ()
    """The spellings in which it is wanted."""
    right: tuple[str, ...] = ()
    """The spellings in which it is not; none where only ``listed`` ones are wanted."""
    needs_capitals: bool = False
    """Whether it is wanted only with a capital on each word, unless it is in ``listed``."""
    definable: bool = False
    """Whether a definition of it is wanted, even if it is spelled rightly."""
    choice: Choice | None = None
    """Where it is wanted only to be compared: what it is a choice in, and which."""
    needs: frozenset[str] = frozenset()
    """Lower-case words of which one stands in the same block wherever it is wanted, unless it is in
    ``listed``; none where that is not known."""

    def is_right(self, word: str) -> bool:
        """Whether all that is written as ``word``, which it begins with, is surely not wanted."""
        if self.rest or self.always or self.definable or self.before or self.after:
            return False
        return word not in self.listed and (not self.right or word in self.right)


_NOTHING: tuple[Wanted, ...] = ()


class Beginning(NamedTuple):
    """What is wanted that begins with one word as it is written."""

    joined: tuple[Wanted, ...]
    """What has no other words, or has a mark behind the first."""
    spaced: dict[str, tuple[Wanted, ...]]
    """The others, by their second words."""

    @classmethod
    def of(cls, word: str, entries: Iterable[Wanted]) -> Beginning:
        """``entries`` begin with ``word``, however it is written."""
        joined: list[Wanted] = []
        spaced: dict[str, tuple[Wanted, ...]] = {}
        for each in entries:
            if each.rest and each.joints[0] is None:
                spaced[each.rest[0]] = (*spaced.get(each.rest[0], ()), each)
            elif not each.is_right(word):
                joined.append(each)
        return cls(tuple(joined), spaced)

    def within(self, words: set[str]) -> Beginning | None:
        """What is left of it in a text of these lower-case words."""
        joined = self.joined
        if joined:
            joined = tuple(each for each in joined if words.issuperset(each.rest))
        if words.isdisjoint(self.spaced):
            return Beginning(joined, {}) if joined else None
        return self if joined == self.joined else Beginning(joined, self.spaced)

    def found(self, source: str, start: int, end: int) -> Iterable[Choice | None]:
        """What of it ``source[start:end]``, the word, may begin: for each its ``choice``."""
        sure, unsure = self.joined, _NOTHING
        if self.spaced:
            word, _ = _word_behind(source, end)
            if word is None:
                unsure = self._unsure(source, end)
            else:
                sure += self.spaced.get(word.lower(), _NOTHING)
        if not (sure or unsure):  # as is most often so
            return ()
        found = {each.choice for each in sure if may_be(each, source, start, end)}
        found.update(each.choice for each in unsure)
        return () if not found or is_in_address(source, start) else found

    def _unsure(self, source: str, end: int) -> tuple[Wanted, ...]:
        """What may be there when the word behind ``end`` is not known."""
        behind = words_behind(source, end)
        if behind is None:
            return tuple(chain(*self.spaced.values()))
        return tuple(chain(*(self.spaced[word] for word in behind & self.spaced.keys())))


def may_be(wanted: Wanted, source: str, start: int, end: int) -> bool:
    """Whether ``source[start:end]``, the first word, may begin an occurrence that is wanted."""
    before, after = wanted.before, wanted.after
    words = [source[start:end]]
    if before and not source.endswith(before, 0, start) and not _is_mark(source, start - 1):
        return False
    for joint, word in zip(wanted.joints, wanted.rest, strict=True):
        if joint is None:
            following, end = _word_behind(source, end)
        elif source.startswith(joint, end):
            following, end = _word_at(source, end + len(joint))
        else:
            return _is_mark(source, end)
        if following is None:
            return True
        if following.lower() != word:
            return False
        words.append(following)
    if after:
        if not source.startswith(after, end):
            return _is_mark(source, end)
        end += len(after)
    start -= len(before)
    if is_literal(source, start, end):
        return False
    written = _SPACES.sub(" ", source[start:end])
    if written in wanted.listed:
        return True
    if wanted.always:
        return _has_needs(wanted, source, start, end)
    if wanted.definable and _DEFINITION.match(source, end):
        return True
    if not wanted.right or written in wanted.right or _is_in_label(source, start, end, written):
        return False
    if wanted.needs_capitals and not all(word[0].isupper() for word in words):
        return False
    return _has_needs(wanted, source, start, end)


def _has_needs(wanted: Wanted, source: str, start: int, end: int) -> bool:
    return not wanted.needs or may_have_near(source, start, end, wanted.needs)


def _is_in_label(source: str, start: int, end: int, written: str) -> bool:
    """Whether ``written``, a wrong spelling, is surely a part of ``foo-written-bar``."""
    left = source[start - 1 : start] in _HYPHENS and is_letter(source, start - 2)
    if left and written.islower():
        return True
    if not _LABEL.match(source, end):
        return False
    # Brings tables of English words with it.
    from termlint.compounds import is_identifier

    return is_identifier(written, source, left, end)


def _word_behind(source: str, end: int) -> tuple[str | None, int]:
    """The word that a reader sees behind spaces or a hyphen at ``end``, and where it ends; an empty
    one if there is none for sure, and None if nothing is sure."""
    near = _GAP.match(source, end)
    assert near is not None
    if near[1]:
        return near[1], near.end()
    at = near.end()
    if at == len(source) or source[at] not in _UNSEEN:
        return "", at
    if source[at] == "_" and at == end and is_letter(source, end + 1):
        return "", at
    between = _UNSEEN_BETWEEN.match(source, at)
    assert between is not None
    at = between.end()
    if at == len(source) or not (source[at].isalnum() or source[at] in _UNSEEN):
        return "", at
    return _word_at(source, at)


def _word_at(source: str, at: int) -> tuple[str | None, int]:
    word = WORD.match(source, at)
    return (None, at) if word is None else (word[0], word.end())


def is_letter(source: str, at: int) -> bool:
    return 0 <= at < len(source) and source[at].isalnum()


def _is_mark(source: str, at: int) -> bool:
    """Whether something stands there that a reader may not see."""
    return 0 <= at < len(source) and source[at] in "*_~=[](){}<>&\\`|"
