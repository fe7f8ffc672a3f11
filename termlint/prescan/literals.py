"""Words of raw Markdown that are surely no prose: parts of addresses, paths, names of files."""

from __future__ import annotations

import re

from termlint.latepattern import late_pattern

FRONT_MATTER = late_pattern(r"\s*(?:---|\+\+\+|;;;|\{)")
"""What a text with front matter begins with."""

_LONGEST = 200
"""How far a stretch without spaces is followed, as where prose is read."""
_SPACES = (
    "\t\n\v\f\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007"
    "\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
)
OUTSIDE = frozenset(f'{_SPACES}()[]{{}}<>"“”‘’«»,;!?|—–…•$\\&`')
"""All that ends a stretch where prose is read, and what may do so: escapes, entities, code."""
_CHUNK = late_pattern(f"[^{re.escape(''.join(OUTSIDE))}]*")
_ADDRESS = late_pattern(f"(?<=://)[^{re.escape(''.join(OUTSIDE))}]{{1,{_LONGEST - 3}}}")
"""What is so near behind the sign of an address that nothing could end it before."""
_PLAIN = late_pattern(r"[\w./:@%+#=-]+")
_SCHEME = late_pattern(r"[a-zA-Z][a-zA-Z0-9+.-]{0,31}")
_EMAIL = late_pattern(r"[\w.+-]{0,64}@[\w./-]+")
_ASSIGNMENT = late_pattern(r"[^\W_]=[^\W_]")
_DOTTED = late_pattern(r"[^\W_][\w-]*\.[a-z0-9]", re.ASCII)
_SINGLE_LETTERS = late_pattern(r"(?:[^\W\d_]\.)+[^\W\d_]?")
_INNER_UNDERSCORE = late_pattern(r"[^\W_]_[^\W_]")
_FENCE = late_pattern(r"[ \t]*(?:(?:>|[-*+]|\d+[.)])[ \t]+)*[ \t]*(?:`{3,}|~{3,})")
_FAR = 50
"""How many lines above a fence are looked at."""


def without_addresses(source: str) -> str:
    """``source`` with spaces in place of most of the text of addresses."""
    return _ADDRESS.sub(_spaces, source) if "://" in source else source


def is_in_address(source: str, start: int) -> bool:
    """Whether an address has begun before ``start`` and goes on there."""
    sign = source.rfind("://", max(0, start - _LONGEST), start)
    return sign >= 0 and sign >= _start_of_chunk(source, start)


def _spaces(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _start_of_chunk(source: str, start: int) -> int:
    low = start
    while low > 0 and start - low < _LONGEST and source[low - 1] not in OUTSIDE:
        low -= 1
    return low


def is_literal(source: str, start: int, end: int) -> bool:
    """Whether ``source[start:end]`` is surely a part of an address, a path or a file name, or the
    language of a fence.

    What is said of the stretch without spaces must hold whatever unseen marks add to it.
    """
    low = _start_of_chunk(source, start)
    if source.startswith(("```", "~~~"), max(0, start - 3)):
        return _opens_fence(source, start)
    high = end + len(_CHUNK.match(source, end, end + _LONGEST)[0])  # type: ignore[index]
    if (low, high) == (start, end):
        return False
    chunk = source[low:high].rstrip(".:'")
    if "://" in chunk:
        sign = source.index("://", low)
        return sign < start or _SCHEME.fullmatch(source, start, sign) is not None
    if "www." in chunk[start - low :].lower():
        return False
    if len(chunk) == end - low == end - start or not _PLAIN.fullmatch(chunk):
        return False
    if "@" in chunk:
        return _EMAIL.fullmatch(chunk) is not None
    if "=" in chunk:
        return "==" not in chunk and _ASSIGNMENT.search(chunk) is not None
    if (
        "#" in chunk[:-1]
        or _INNER_UNDERSCORE.search(chunk)
        or any(part and not part[0].isupper() for part in chunk.split("/")[1:])
    ):
        return True
    return (
        _is_cut_off(source, low)
        and _DOTTED.search(chunk) is not None
        and not _SINGLE_LETTERS.match(chunk)
    )


def _is_cut_off(source: str, low: int) -> bool:
    """Whether nothing that a reader sees can be joined to what begins at ``low``."""
    if source.endswith("](", 0, low):
        return True
    while low > 0 and source[low - 1] in "[(*~\"'":
        low -= 1
    return low == 0 or source[low - 1].isspace() or source[low - 1] in "`|"


def _opens_fence(source: str, start: int) -> bool:
    """Whether what stands at ``start`` in its line begins a fence or is code itself."""
    line = source.rfind("\n", max(0, start - _LONGEST), start) + 1
    if not line and start > _LONGEST:
        return False
    if not _FENCE.fullmatch(source, line, start):
        return False
    # In a block of HTML, which ends at an empty line, it would be text.
    for _ in range(_FAR):
        if line == 0:
            return not FRONT_MATTER.match(source)
        above = source.rfind("\n", 0, line - 1) + 1
        text = source[above : line - 1].strip(" \t\r>")
        if not text:
            return True
        if "<" in text:
            return False
        line = above
    return False
