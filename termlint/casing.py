"""Which case a form may have where it stands: sentence starts, titles, capitals, names."""

from __future__ import annotations

import re

from termlint.document import Block, BlockKind
from termlint.english import FUNCTION_WORDS
from termlint.latepattern import late_pattern

_INDEFINITE = late_pattern(
    r"(?<![^\W_])(?:an?|any|each|every|some|no|one|another|several|many|most|multiple|different)"
    r"[ \n]+\W?$",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+")
_LONGER = late_pattern(r"[^\W_]{2,}")
_WINDOW = 80
"""Code points looked at on each side, which keeps hostile input linear."""
_TITLE = 3 * _WINDOW
_TITLE_WORDS = 12
_TITLES = frozenset({BlockKind.HEADING, BlockKind.LABEL, BlockKind.TITLE, BlockKind.META})
_PREVIOUS = late_pattern(
    r"([^\W_][\w.+#]*)[’']?s?([ \n]+)(?:(&|and|of|for|with|on|in|to|the)[ \n]+)?$"
)
_NEXT = late_pattern(r"[ \n]+(?:(?:&|and|of|for|with|on|in|to)[ \n]+(?:the[ \n]+)?)?([^\W\d_]\w*)")
_GOES_ON = late_pattern(r"[ \n]+[^\W\d_]|[-'’,]")
_SPEAKER = late_pattern(r"\W*[\[(][^\[\]()]*[\])]:?$")
"""A note in brackets that opens a line, as minutes have it: "[jane] Feature stores ..."."""
_EXPANDED_AFTER = late_pattern(r"s?[ \n]+\(\W?[A-Za-z]*[A-Z][A-Za-z]*s?\W?\)")
_EXPANDED_BEFORE = late_pattern(
    r"[A-Z]{2,}[a-z]?s?\W{0,2}[ \n]+\(\W?$|[A-Z]{2,}s?[ \n]+stands[ \n]+for[ \n]+\W?$"
    r"|[A-Z]\w*[A-Z]\w*,[ \n]+(?:or|short[ \n]+for)[ \n]+\W?$"
)


def expected_case(form: str, written: str, block: Block, start: int, end: int) -> str:
    """``form`` in the case that suits ``block.text[start:end]``.

    ``written`` itself is given back where its case is fine, so that comparing the two tells.
    """
    if written == form:
        return form
    is_title = all(word[0].isupper() for word in _WORD.findall(written))
    if (
        len(written) > 1
        and written.isupper()
        and not form.isupper()
        and _is_shouted(block, start, end)
    ):
        return form.upper()
    if _differs_in_initials(form, written):
        if _differs_in_initials(form, written, only_first=True) and (
            begins(block, start) or block.text[start - 1] == "\n"
        ):
            return written
        if is_titled(block, start, end) or _is_in_name(block.text, start, end):
            return written
        if is_title and begins(block, start) and not _GOES_ON.match(block.text, end):
            return written
    if is_title and is_titled(block, start, end):
        return titled(form)
    return capitalised(form) if written[0].isupper() and begins(block, start) else form


def reads_as_name(form: str, written: str, text: str, start: int) -> bool:
    """Whether ``form`` with capitals may be what a thing is called: "the Model Registry".

    Only a common noun of several words can be, and not after an indefinite article or the like.
    """
    return (
        " " in form
        and form[-1].islower()
        and all(word[0].isupper() for word in _WORD.findall(written))
        and _differs_in_initials(form, written)
        and _INDEFINITE.search(text[max(0, start - _WINDOW) : start]) is None
    )


def titled(form: str) -> str:
    """``form`` with a capital on each word but the small ones inside it."""
    words = form.split(" ")
    return " ".join(
        word if i and word in FUNCTION_WORDS else capitalised(word) for i, word in enumerate(words)
    )


def capitalised(form: str) -> str:
    """``form`` with a capital on its first word, if that has none elsewhere: "macOS" stays."""
    first = form.partition(" ")[0]
    return form[:1].upper() + form[1:] if first == first.lower() else form


def begins(block: Block, start: int) -> bool:
    """Whether a sentence, an item, a label or the like may begin at ``start``."""
    if block.begins_mark(start):
        return True
    before = block.text[max(0, start - _WINDOW) : start].rstrip(" \n\t\"'“‘([*")
    if not before:
        return True
    if _SPEAKER.match(before):
        return True
    last = before[-1]
    return not (last.isalnum() or last in ",;/&)]’”-\"'" or last in "\ue0c0\ue0c1\ue0c2")


def is_titled(block: Block, start: int, end: int, *, alone: bool = True) -> bool:
    """Whether ``text[start:end]`` stands in a heading, a label or a link written like a title.

    ``alone`` is the answer where no other word tells.
    """
    if block.kind in _TITLES and _is_title_case(block.text, start, end, alone):
        return True
    for mark in block.marks_over(start, end):
        if mark.start <= start and end <= mark.end:
            low, high = max(mark.start, start - _TITLE), min(mark.end, end + _TITLE)
            if _is_title_case(block.text[low:high], start - low, end - low, alone):
                return True
    quoted = re.search(r"[\"“]([^\"“”\n]*)$", block.text[max(0, start - _WINDOW) : start])
    if quoted is not None:
        close = re.match(r"[^\"“”\n]*[\"”]", block.text[end : end + _WINDOW])
        if close is not None:
            inside = quoted.group(1) + block.text[start:end] + close.group()[:-1]
            offset = len(quoted.group(1))
            return _is_title_case(inside, offset, offset + end - start, alone)
    return (
        _is_short(block.text, start, end)
        and not block.text.rstrip().endswith(".")
        and _is_title_case(block.text, start, end, alone)
    )


def _differs_in_initials(form: str, written: str, *, only_first: bool = False) -> bool:
    """Whether ``written`` is ``form`` with capitals on first letters of words that have none."""
    if len(form) != len(written):
        return False
    starts = {0} if only_first else {match.start() for match in _WORD.finditer(form)}
    return all(
        have == want or (i in starts and have == want.upper())
        for i, (want, have) in enumerate(zip(form, written, strict=True))
    )


def _is_short(text: str, start: int, end: int) -> bool:
    """Whether there are so few words beside ``text[start:end]`` that the text may be a title.

    What stands there itself doesn't count, so that it can be written in more words or fewer.
    """
    if len(text) - (end - start) >= 2 * _WINDOW:
        return False
    return len(_WORD.findall(f"{text[:start]}\n{text[end:]}")) < _TITLE_WORDS


def _is_title_case(text: str, start: int, end: int, alone: bool) -> bool:
    """Whether most of the words beside ``text[start:end]`` that could have a capital have one."""
    low, high = max(0, start - _TITLE), end + _TITLE
    others = [
        word
        for word in _WORD.findall(text[low:start] + " \n " + text[end:high])
        if word[0].isalpha() and word.lower() not in FUNCTION_WORDS and len(word) > 1
    ]
    capital = sum(word[0].isupper() for word in others)
    return capital * 3 >= len(others) * 2 if others else alone


def _is_shouted(block: Block, start: int, end: int) -> bool:
    """Whether the words on both sides are in capitals as well."""
    # "A" has the case of a sentence as well as that of a shout.
    before = _LONGER.findall(block.text[max(0, start - _WINDOW) : start])[-1:]
    after = _LONGER.findall(block.text[end : end + _WINDOW])[:1]
    if not before and not after:
        return block.kind in _TITLES | {BlockKind.CELL, BlockKind.ITEM}
    return all(word.isupper() for word in before + after)


def _is_in_name(text: str, start: int, end: int) -> bool:
    """Whether a capitalised neighbour or an abbreviation shows that a name is meant."""
    before, after = text[max(0, start - _WINDOW) : start], text[end : end + _WINDOW]
    if _EXPANDED_AFTER.match(after) or _EXPANDED_BEFORE.search(before):
        return True
    following = _NEXT.match(after)
    if following is not None and following.group(1)[0].isupper():
        return True
    previous = _PREVIOUS.search(before)
    if previous is None:
        return False
    word = previous.group(1)
    return any(letter.isupper() for letter in word) and word.lower() not in FUNCTION_WORDS
