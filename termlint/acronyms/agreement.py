"""Whether two expansions of one abbreviation say the same, in other words, or something else."""

from __future__ import annotations

from termlint.acronyms.initials import WORD
from termlint.english import plurals
from termlint.latepattern import late_pattern

_ARTICLES = frozenset({"a", "an", "the"})
_LINKS = frozenset({"as", "at", "by", "for", "from", "in", "of", "on", "to", "under", "with"})
"""Words before which stands the one that a phrase is about, as in "terms of service"."""
_MANY = 3
"""Words from which on one of them matters less."""
_AND = "&"
_PARTS = late_pattern(rf"{WORD.pattern}|[/&+,]")
_HUMP = late_pattern(r"(?<=[a-z0-9])(?=[A-Z])")
_BRITISH = (
    (late_pattern(r"(?<=[a-z]{3})is(?=e|ing|ation)"), "iz"),
    (late_pattern(r"our(?=s?$)"), "or"),
)
_DERIVED = late_pattern(
    r"(?<=[a-z]{3})(?:(?:abl|ibl)(?:e|y)|(?:a|i)bility|at(?:ion|or|ing|e|ed)|ion|ing|ment"
    r"|ery|er|or|ed|ist|ism|ity|al|ly|e)$"
)
"""Endings that make another word of the same stem: a manager, managing, the management."""


def normal_form(expansion: str) -> str:
    """What expansions have in common that differ in case, hyphens, articles, number, spelling, in
    what joins the words of a list or in how their last word is derived ("engineer", "engineering").

    Only a key to compare by: its words are not English.
    """
    words = _words(expansion)
    if len(words) > _MANY and words[-2] == _AND:  # of a list: "extract, transform, and load"
        words = [word for word in words if word != _AND]
    last = len(words) - 1
    return "".join(
        _stem(word) if index == last else _adverbless(word) for index, word in enumerate(words)
    )


def is_variation(expansion: str, other: str) -> bool:
    """Whether two expansions, of different normal forms, are the same term in other words.

    Their words agree one by one, but for small ones, an ending or a slip of the pen. Of three or
    more, one may be another word: "EC2 Container Registry", "Elastic Container Registry".
    """
    ours, theirs = (
        [word for word in _words(each) if word != _AND and word not in _LINKS]
        for each in (expansion, other)
    )
    differing = sum(not _are_alike(*pair) for pair in zip(ours, theirs, strict=False))
    return len(ours) == len(theirs) and differing <= (len(ours) >= _MANY)


def is_plural(expansion: str) -> bool:
    """Whether the word that an expansion is about is a plural."""
    words = expansion.split()
    head = words[_head(words)]
    return singular_of(head) != head


def in_number(expansion: str, plural: bool) -> str:
    """An expansion in the plural or in the singular."""
    if is_plural(expansion) == plural:
        return expansion
    if plural:
        return next(iter(plurals(expansion)), expansion)
    words = expansion.split()
    head = _head(words)
    return " ".join([*words[:head], singular_of(words[head]), *words[head + 1 :]])


def singular_of(word: str) -> str:
    """A noun in the singular, as far as its ending tells: no plural is left, but "bus" stays."""
    lower = word.lower()
    if lower.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if lower.endswith(("sses", "xes", "ches", "shes")):
        return word[:-2]
    if lower.endswith("s") and not lower.endswith(("ss", "us", "is", "'s", "’s")):
        return word[:-1] if len(word) > 3 else word
    return word


def _words(expansion: str) -> list[str]:
    """Lower-case, in American spelling, without articles; all that means "and" is one sign."""
    words: list[str] = []
    for part in _PARTS.findall(_HUMP.sub(" ", expansion)):
        word = part.lower()
        if word == "and" or not word[0].isalnum():
            if words and words[-1] != _AND:
                words.append(_AND)
        elif word not in _ARTICLES:
            for british, american in _BRITISH:
                word = british.sub(american, word)
            words.append(word)
    if words:
        head = _head(words)
        words[head] = singular_of(words[head])
    return words


def _head(words: list[str]) -> int:
    """The index of the word that a phrase is about."""
    return next(
        (i - 1 for i, word in enumerate(words) if i and word.lower() in _LINKS), len(words) - 1
    )


def _stem(word: str) -> str:
    while (shorter := _DERIVED.sub("", word)) != word:
        word = shorter
    return word


def _adverbless(word: str) -> str:
    return word[:-2] if word.endswith("ly") and len(word) > 5 else word


def _are_alike(one: str, other: str) -> bool:
    """Whether two words are one with different endings, or differ by a slip."""
    shorter, longer = sorted((singular_of(one), singular_of(other)), key=len)
    if _stem(shorter) == _stem(longer) or (len(shorter) > 3 and longer.startswith(shorter)):
        return True
    return len(shorter) > 3 and _is_slip(shorter, longer)


def _is_slip(shorter: str, longer: str) -> bool:
    """Whether one letter is missing, wrong, or changed places with the next."""
    start = 0
    while start < len(shorter) and shorter[start] == longer[start]:
        start += 1
    if len(shorter) < len(longer):
        return shorter[start:] == longer[start + 1 :]
    swapped = longer[start + 1 : start + 2] + longer[start : start + 1] + longer[start + 2 :]
    return shorter[start + 1 :] == longer[start + 1 :] or shorter[start:] == swapped
