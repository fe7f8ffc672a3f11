"""Reads an abbreviation and the words beside it that it stands for in a stretch of plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from termlint.acronyms.initials import MOST_WORDS, WORD, stand_for
from termlint.acronyms.shape import ABBREVIATION, CALLED, VERBS, is_abbreviation, singular_of
from termlint.latepattern import late_pattern

REACH = 200
"""How many code points on each side of a bracket are read."""
_NEAR = 40
"""How many code points before a bracket an abbreviation stands that is no link."""
_MARKS = r"[*_~]{0,3}"
_LINK_END = r"(?:\](?:\([^()\s]{0,300}\)|\[[^\[\]\n]{0,100}\])?)?"
_CLOSED = rf"{_MARKS}[\"'”’]?{_MARKS}{_LINK_END}{_MARKS}[\"'”’]?{_MARKS}"

IN_BRACKET = late_pattern(
    rf"\((?<=[\s*_~]\()[\s*_~\[\"'“‘]{{0,8}}(?:(?:{CALLED})\s{{1,4}}){{0,4}}"
    rf"[*_~\[\"'“‘]{{0,8}}(?P<short>{ABBREVIATION})"
    rf"{_CLOSED}(?:\s{{1,4}}for\s{{1,4}}short)?\s{{0,4}}(?:[),;:–—]|-\s)"
)
"""A bracket with an abbreviation in it, as in "words (ABC)". It holds for Markdown as well."""

LEADING = late_pattern(
    r"\s{0,4}(?P<start>)(?:(?:a\.k\.a\.|aka|also|known|as|i\.e\.|short|stands|for|meaning|the|an?"
    r"|which|is)[\s,:]{1,4}){0,4}[\"'“‘]?",
    re.IGNORECASE,
)
"""What may stand between a bracket and the first of the words in it."""

_SAID = (
    rf"(?<![\w/.@#$-])(?P<short>{ABBREVIATION})[\"'”’]?,?\s{{1,4}}(?:which\s{{1,4}})?"
    rf"(?:is\s{{1,4}})?(?P<verb>{'|'.join(VERBS)})\s{{1,4}}(?:(?:the|an?)\s{{1,4}})?[\"'“‘]?"
)
"""An abbreviation of which a sentence says what it means. Few texts need it compiled."""

_SHORT = late_pattern(rf"(?<![\w/.@#$-])(?P<short>{ABBREVIATION}){_CLOSED}[\s>]{{1,8}}{_MARKS}\Z")
_JOINT = late_pattern(r"\s+|[-\u2010\u2011]|\s*[/&+]\s*|,\s+(?:(?:and|or|&)\s+)?")
_CLOSING = late_pattern(r"[\"'”’]?\s*")
_ENDS = (
    late_pattern(r"[()\[\];:=–—\"”]|\s-\s|\.\s"),
    late_pattern(r"[()\[\];:=–—\"”,]|\s-\s|\.\s"),
)
"""What ends the words after an abbreviation, where they are a list and where they are not."""
_INSIDE_NAME = frozenset("-_@.#$*~'’")
"""What right before a word makes it a part of something longer."""


def short_before(text: str, bracket: int) -> tuple[int, int] | None:
    """Where an abbreviation stands right before a bracket; in Markdown it may be a link."""
    closing = text[max(0, bracket - 12) : bracket]
    is_link = ")" in closing or "]" in closing
    low = max(0, bracket - (2 * REACH if is_link else _NEAR))
    found = _SHORT.search(text[low:bracket])
    return None if found is None else (low + found.start("short"), low + found.end("short"))


def words_before(text: str, bracket: int, short: str) -> tuple[int, int] | None:
    """Where the words stand that ``short``, an abbreviation in the bracket behind them, means.

    They are as few as can be.
    """
    short = singular_of(short)
    words = row_before(text, bracket) if is_abbreviation(short) else []
    for first in reversed(range(len(words))):
        low = words[first].start()
        is_part = low > 0 and text[low - 1] in _INSIDE_NAME
        if not is_part and _is_expansion(short, text, words[first:]):
            return low, words[-1].end()
    return None


def words_after(text: str, start: int, short: str) -> tuple[int, int] | None:
    """Where the words stand that ``short``, the abbreviation before a bracket, means.

    They are all from ``start`` on up to a mark, but for "short for" and the like.
    """
    short = singular_of(short)
    for begin in begins(text, start, short) if is_abbreviation(short) else ():
        words = _row_after(text, begin)
        for ends in _ENDS if words else ():
            end = ends.search(text, begin, start + REACH)
            row = [word for word in words if end is not None and word.end() <= end.start()]
            if not row or end is None or text[row[-1].end() : end.start()].strip(" \t\n'’"):
                continue
            if _is_expansion(short, text, row):
                return row[0].start(), row[-1].end()
    return None


def said_in(text: str) -> Iterator[re.Match[str]]:
    """Abbreviations, the group ``short``, of which a sentence says what they mean.

    The group ``verb`` is one of ``VERBS``, and the words begin where the match ends.
    """
    return re.finditer(_SAID, text) if any(verb in text for verb in VERBS) else iter(())


def words_said(text: str, start: int, short: str) -> tuple[int, int] | None:
    """Where the words stand that a sentence, from ``start`` on, says that ``short`` means."""
    short = singular_of(short)
    words = _row_after(text, start) if is_abbreviation(short) else []
    for count in range(1, len(words) + 1):
        if _is_expansion(short, text, words[:count]):
            return words[0].start(), words[count - 1].end()
    return None


def begins(text: str, start: int, short: str) -> list[int]:
    """Where the first word behind a bracket may stand: a quick look, since most begin with another
    letter than ``short``."""
    leading = LEADING.match(text, start)
    assert leading is not None
    places = dict.fromkeys((leading.end(), leading.end("start")))
    return [at for at in places if _may_begin(text, at, short)]


def _may_begin(text: str, at: int, short: str) -> bool:
    """Whether the word at ``at`` may have the first letter of an abbreviation."""
    letter, initial = text[at : at + 1], short[0]
    return letter.lower() == initial.lower() or (initial == "X" and letter in "eE")


def row_before(text: str, end: int) -> list[re.Match[str]]:
    """The words before ``end`` with nothing but spaces, hyphens and the like between them."""
    low = max(0, end - REACH)
    words = list(WORD.finditer(text, low, end))
    if low and words and words[0].start() == low:
        del words[0]
    if not words or not _CLOSING.fullmatch(text, words[-1].end(), end):
        return []
    first = len(words) - 1
    while first and len(words) - first < MOST_WORDS:
        if not _JOINT.fullmatch(text, words[first - 1].end(), words[first].start()):
            break
        first -= 1
    return words[first:]


def _row_after(text: str, start: int) -> list[re.Match[str]]:
    """The words from ``start`` on with nothing but spaces, hyphens and the like between them."""
    words: list[re.Match[str]] = []
    for word in WORD.finditer(text, start, start + REACH):
        if words:
            is_next = _JOINT.fullmatch(text, words[-1].end(), word.start()) is not None
        else:
            is_next = not text[start : word.start()].strip()
        if not is_next or len(words) == MOST_WORDS:
            break
        words.append(word)
    return words


def _is_expansion(short: str, text: str, words: list[re.Match[str]]) -> bool:
    """Whether an abbreviation stands for some words, which are a list or have no comma."""
    if not _may_begin(text, words[0].start(), short):
        return False
    commas = text.count(",", words[0].start(), words[-1].end())
    return (commas != 1 or "/" in short) and stand_for(short, [word.group() for word in words])
