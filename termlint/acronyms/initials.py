"""Whether the letters of an abbreviation are the initials of some words.

The pairs "words (ABC)" and "ABC (words)" are looked for as by A. Schwartz and M. Hearst, "A simple
algorithm for identifying abbreviation definitions in biomedical text", Pacific Symposium on
Biocomputing 2003. There a letter may stand anywhere in a word, so that nothing is missed. Here each
letter has to begin a word or a part of one and only small words may have none, since two expansions
are held against each other and a wrong one would be reported.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

WORD = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)?")

MOST_WORDS = 15
"""More words than this are no expansion."""

_SMALL = frozenset(
    "a an and as at between by for from in into of on or per the to under via with".split()
)
_ARTICLES = frozenset({"a", "an", "the"})
_SPOKEN = {"2": frozenset({"to"}), "4": frozenset({"for"})}
_FIRST_PARTS = ("auto", "data", "hyper", "inter", "meta", "micro", "multi", "tele", "trans")
"""What a word is joined of with another one that may have an initial too: "hypertext"."""
_HUMP = re.compile(r"(?<=[a-z0-9])[A-Z]")
_NO_LETTER = re.compile(r"[^A-Za-z0-9]")


def stand_for(abbreviation: str, words: Sequence[str]) -> bool:
    """Whether the letters of ``abbreviation``, in the singular, are the initials of all ``words``.

    In "CI/CD" the second half may share the first word with the other one, which then is left
    out: "continuous integration and deployment".
    """
    letters = _letters(abbreviation)
    is_single = len(words) == 1 and not _HUMP.search(words[0])
    if not words or is_single or len(words) > MOST_WORDS or words[0].lower() in _ARTICLES:
        return False
    if sum(word.lower() not in _SMALL for word in words) > len(letters):
        return False
    return _fit(letters, words) or _second_half(abbreviation, words) is not None


def in_full(abbreviation: str, expansion: str) -> str:
    """An expansion with the word that its second half shares with the first."""
    words = list(WORD.finditer(expansion))
    texts = [word.group() for word in words]
    half = None if _fit(_letters(abbreviation), texts) else _second_half(abbreviation, texts)
    if half is None:
        return expansion
    at = words[half].start()
    return f"{expansion[:at]}{texts[0]} {expansion[at:]}"


def may_stand_for(abbreviation: str, words: str) -> bool:
    """Whether ``words`` hold the letters of ``abbreviation`` in their order, the first of them at
    the beginning of a word: the test of Schwartz and Hearst, which misses little."""
    letters, words = _letters(abbreviation).lower(), words.lower()
    at = len(words)
    for index in reversed(range(len(letters))):
        at = words.rfind(letters[index], 0, at)
        while index == 0 and at > 0 and words[at - 1].isalnum():
            at = words.rfind(letters[index], 0, at)
        if at < 0:
            return False
    return True


def _second_half(abbreviation: str, words: Sequence[str]) -> int | None:
    """With which word the second half begins that shares the first word of the other half."""
    first, slash, second = abbreviation.partition("/")
    if slash and first[0] == second[:1]:
        for middle in range(1, len(words)):
            start = middle + (words[middle].lower() in ("and", "or"))
            rest = words[start:]
            if rest and _fit(first, words[:middle]) and _fit(second, (words[0], *rest)):
                return start
    return None


def _letters(abbreviation: str) -> str:
    return _NO_LETTER.sub("", abbreviation)


def _fit(letters: str, words: Sequence[str]) -> bool:
    """Whether the letters can be dealt out to the words in their order."""
    reached = {0}
    for index, word in enumerate(words):
        may_skip = 0 < index < len(words) - 1 and word.lower() in _SMALL
        reached = {
            end
            for start in reached
            for end in (*_taken(letters, start, word), *((start,) if may_skip else ()))
        }
    return len(letters) in reached


def _taken(letters: str, start: int, word: str) -> set[int]:
    """Up to which letter a word may account for those from ``start`` on."""
    if start == len(letters):
        return set()
    lower, rest = word.lower(), letters[start:]
    if lower in _SPOKEN.get(rest[0], ()):
        return {start + 1}
    if rest[0].lower() != lower[0]:
        return {start + 1} if rest[0] == "X" and lower.startswith("ex") else set()
    ends = {1, _common(rest, word)}
    humps = "".join(hump.group() for hump in _HUMP.finditer(word))
    if humps and rest[1:].upper().startswith(humps):
        ends.add(1 + len(humps))
    for part in _FIRST_PARTS:
        if lower.startswith(part) and rest[1:2].lower() == lower[len(part) : len(part) + 1] != "":
            ends.add(2)
    return {start + end for end in ends}


def _common(letters: str, word: str) -> int:
    """How many letters a word begins with in full: three in "GenAI" and two of "AI" itself.

    A capital goes on only in a word of capitals. The last letter may be the plural of what is cut
    short: "Ops" for "operations".
    """
    count = 1
    for letter, own in zip(letters[1:], word[1:], strict=False):
        if letter.lower() != own.lower() or (letter.isupper() and not own.isupper()):
            break
        count += 1
    if count > 1 and letters[count:] == "s" and word.endswith("s"):
        count += 1
    return count
