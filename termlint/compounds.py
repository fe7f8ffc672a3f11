"""Words joined by hyphens or closed up: which of them are good English, and which are labels."""

from __future__ import annotations

import re

from termlint.english import FUNCTION_WORDS
from termlint.latepattern import late_pattern

HYPHENS = frozenset("-\u2010\u2011")

_LIST = 40
"""Code points on each side in which a list's other members are looked for."""
_NEXT_WORD = late_pattern(r"[ \n]+([^\W\d_]+)")
_SLUG = late_pattern(r"(?:[-\u2010\u2011][a-z0-9]+){2}")
_AFTER_HYPHEN = late_pattern(r"[-\u2010\u2011]([^\W_]+)")
_COMPOUND_ENDS = frozenset(
    """
    aware backed based bound built centric class compatible controlled centered driven enabled
    flavored free friendly generated grade heavy hosted implemented inspired integrated internal
    level like linked maintained managed managing native only oriented owned powered provided ready
    related run savvy side specific style supplied supported trained type using wide
    """.split()
)
"""What follows the hyphen in an adjective made with a name ("GitHub-hosted")."""


def is_identifier(written: str, text: str, left: bool, end: int | None) -> bool:
    """Whether a form with hyphens around it is a part of a label such as ``foo-github-bar``."""
    if end is None:
        return written.islower()
    match = _AFTER_HYPHEN.match(text, end)
    following = match.group(1).lower() if match is not None else ""
    if left or following.isdigit() or _SLUG.match(text, end):
        return True
    return written.islower() and following not in _COMPOUND_ENDS


def is_listed_with_identifiers(written: str, text: str, start: int, end: int) -> bool:
    """Whether a neighbour in a list is a label made of the same word: "docker and docker-cli"."""
    around = text[max(0, start - _LIST) : start] + "\n" + text[end : end + _LIST]
    return (
        written.islower() and re.search(rf"(?<![\w-]){re.escape(written)}-\w", around) is not None
    )


def is_modifier_with_hyphen(written: str, form: str, text: str, end: int) -> bool:
    """Whether an open compound has its hyphens because they go before a noun.

    "A machine-learning model" is good English where the term is "machine learning", and so is
    "machine-learning pipeline" where the term is "machine learning pipeline".
    """
    if written.lower().replace("-", " ") != form.lower() or not form[-1].islower():
        return False
    gaps = [mark for mark in written if mark in "- "]
    if gaps[-1] != "-" or text[end : end + 1] in HYPHENS:
        return True
    following = _NEXT_WORD.match(text, end)
    return following is not None and following.group(1).lower() not in FUNCTION_WORDS


def is_class_name(written: str, form: str) -> bool:
    """Whether a form is closed up as in code ("FeatureStore") and does not have those capitals."""
    inner = [letter.isupper() for letter in written[1:]]
    return written.isalnum() and any(inner) and not all(inner) and not _is_capitalised(form)


def _is_capitalised(form: str) -> bool:
    return all(word[0].isupper() for word in form.split(" "))
