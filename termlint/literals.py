"""Code, addresses, paths and identifiers that stand in prose without markup."""

from __future__ import annotations

import re
from enum import Enum

from termlint.latepattern import late_pattern

# No running text has a longer stretch without a space, and a bound keeps hostile input linear.
_LONGEST = 200
_OUTSIDE = re.compile(r"""[\s()\[\]{}<>"“”‘’«»,;!?|—–…•\ue0c0\ue0c1\ue0c2]""")
_BLANK = ("", " ", "\n")
_INSIDE = re.compile(rf"[^{_OUTSIDE.pattern[1:]}{{0,{_LONGEST}}}")
_DOMAIN = late_pattern(
    r"(?:[a-z0-9][a-z0-9-]*\.)+(?:com|org|net|io|ai|dev|app|edu|gov|cloud|co|me|info|tech|ml|sh|"
    r"so|xyz|uk|de|eu|ch|fr|us|in|cn|jp)(?::\d+)?(?:/.*)?",
    re.IGNORECASE,
)
_DOTTED = late_pattern(r"[^\W_][\w-]*\.(?:[a-z0-9]|[A-Z][a-z]+[A-Z])", re.ASCII)
_IN_CODE_BY_WHAT_FOLLOWS = late_pattern(r"\(\)|\[[a-z]")
"""A call, or the extras of a package."""
_TO_BRACKET = late_pattern(r"[^()\n]*")
_TO_CLOSING = late_pattern(r"[^()\n]{0,200}\)")
_VERSION = late_pattern(r"v?\d[\d.]*\w*")
_SINGLE_LETTERS = late_pattern(r"(?:[^\W\d_]\.)+[^\W\d_]?")


class Literal(Enum):
    """What a stretch of text without spaces is, where it is not prose."""

    CODE = "code"
    URL = "url"


def chunk_around(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch without spaces, brackets or quotes that ``text[start:end]`` stands in.

    Closing punctuation is left out. At most 200 characters are looked at on each side.
    """
    low = start
    while low > 0 and start - low < _LONGEST and not _OUTSIDE.match(text, low - 1):
        low -= 1
    inside = _INSIDE.match(text, end)
    high = end if inside is None else inside.end()
    while high > end and text[high - 1] in ".:'’=~":
        high -= 1
    while low < start and text[low] in "'’=":
        low += 1
    return low, high


def literal_kind(chunk: str, following: str = "") -> Literal | None:
    """What ``chunk`` is if it is not prose; ``following`` is the text right after it."""
    if _DOMAIN.fullmatch(chunk) or "://" in chunk or chunk.startswith("www."):
        return Literal.URL
    return Literal.CODE if _is_code(chunk, following) else None


def is_literal_at(text: str, start: int, end: int) -> bool:
    """Whether ``text[start:end]`` is a part of something longer that is not prose."""
    if _is_in_target(text, start, end):
        return True
    if text[max(0, start - 1) : start] in _BLANK and text[end : end + 1] in _BLANK:
        return False
    low, high = chunk_around(text, start, end)
    if low == start and high == end:
        is_extra = start > 1 and text[start - 1] == "[" and text[start - 2].isalnum()
        return is_extra or _IN_CODE_BY_WHAT_FOLLOWS.match(text, end) is not None
    return literal_kind(text[low:high], text[high : high + 2]) is not None


def _is_in_target(text: str, start: int, end: int) -> bool:
    """Whether a link's target is meant that Markdown does not read as one, for a space in it."""
    opening = text.rfind("](", max(0, start - _LONGEST), start)
    if opening < 0 or not _TO_BRACKET.fullmatch(text, opening + 2, start):
        return False
    return _TO_CLOSING.match(text, end) is not None


def _is_code(chunk: str, following: str) -> bool:
    if len(chunk) < 2 or _VERSION.fullmatch(chunk):
        return False
    if following == "()" or len(chunk) > 2 * _LONGEST:
        return True
    if any(mark in chunk for mark in "_@\\=*`") or "#" in chunk[:-1]:
        return True
    first = chunk[0]
    if first in "$~/.:" or (first == "-" and chunk[1] != " "):
        return True
    if "/" in chunk:
        return _is_path(chunk)
    if "::" in chunk or re.search(r"[^\W\d_]:[a-z0-9]", chunk):
        return True
    return _DOTTED.search(chunk) is not None and not _SINGLE_LETTERS.match(chunk)


def _is_path(chunk: str) -> bool:
    """Paths and repository names, but not alternatives such as ``PyTorch/TensorFlow``."""
    return not all(part[:1].isupper() for part in chunk.split("/"))
