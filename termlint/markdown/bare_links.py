"""Bare links: addresses that stand in running text without any markup."""

from __future__ import annotations

import re

_SIGNS = re.compile(r"://|@|www\.", re.IGNORECASE)
_SCHEME_LENGTH = 32
_LOCAL_LENGTH = 64  # of the part before the @, RFC 5321, section 4.5.3.1.1
_LOCAL = re.compile(r"[\w.+-]+(?<!\.)$")
_DOMAIN = re.compile(r"[a-z0-9][\w-]*(?:\.[\w-]+)+", re.IGNORECASE)
_ADDRESS = re.compile(
    r"""[^\s<>{`"“”、。，；：？！）」』】》]+
    (?:(?:\{\{[^{}\n]*\}\}|\{(?![{%<]))[^\s<>{`"“”、。，；：？！）」』】》]*)*""",
    re.VERBOSE,
)
"""An address may hold a template, but other templates end it."""
_TRAILING = frozenset("?!.,:;*_~'\\$|")
_BRACKETS = {")": "(", "]": "[", "}": "{"}


def find_bare_links(text: str) -> dict[int, int]:
    """The end of each bare link in ``text`` by its start, in ascending order.

    Follows GitHub's extended autolinks (GFM, section 6.9) with any scheme that is followed by
    ``://``; e-mail addresses count. Takes linear time.
    """
    links: dict[int, int] = {}
    end = 0
    for sign in _SIGNS.finditer(text):
        at = sign.start()
        if at < end:
            continue
        if sign[0] == "@":
            found = _email(text, at, end)
        elif sign[0] == "://":
            found = _url(text, at, end)
        else:
            found = _host(text, at)
        if found:
            links[found[0]] = end = found[1]
    return links


def _url(text: str, at: int, low: int) -> tuple[int, int] | None:
    start = at
    low = max(low, at - _SCHEME_LENGTH)
    while start > low and (text[start - 1].isalnum() or text[start - 1] in "+.-"):
        start -= 1
    while start < at and not ("a" <= text[start].lower() <= "z"):
        start += 1
    address = _ADDRESS.match(text, at + 3) if start < at else None
    if not address:
        return None
    end = _trimmed(text, at + 3, address.end())
    return (start, end) if end > at + 3 else None


def _host(text: str, at: int) -> tuple[int, int] | None:
    if at and (text[at - 1].isalnum() or text[at - 1] in "/-_."):
        return None
    address = _ADDRESS.match(text, at)
    end = _trimmed(text, at, address.end()) if address else at
    return (at, end) if "." in text[at + 4 : end] else None


def _email(text: str, at: int, low: int) -> tuple[int, int] | None:
    local = _LOCAL.search(text[max(low, at - _LOCAL_LENGTH) : at])
    domain = _DOMAIN.match(text, at + 1)
    if not local or not domain:
        return None
    return at - len(local[0]), _trimmed(text, at + 1, domain.end())


def _trimmed(text: str, start: int, end: int) -> int:
    """``end`` moved before punctuation that belongs to the sentence and not to the address."""
    counts: dict[str, int] | None = None
    while end > start:
        last = text[end - 1]
        if last in _BRACKETS:
            if counts is None:
                counts = {c: text.count(c, start, end) for c in "()[]{}"}
            if counts[last] <= counts[_BRACKETS[last]]:
                break
            counts[last] -= 1
        elif last not in _TRAILING:
            break
        end -= 1
    return end
