"""What abbreviations look like, and what stands beside them where they are written out."""

from __future__ import annotations

import re

ABBREVIATION = r"(?:[a-z]?[A-Z][A-Za-z0-9]{1,9}|[A-Z](?=[/&]))(?:[/&][A-Z][A-Za-z0-9]{0,9})?"
"""A pattern for what may be an abbreviation, with the "s" of a plural."""

BEHIND = re.compile(r"\((?:(?<=[A-Z0-9\"'*_~)\]>\s][\s*_~]\()|(?<=[A-Zp]s[\s*_~]\())")
"""A bracket behind what ends like an abbreviation, in Markdown as in a block's text."""

CALLED = r"also|aka|a\.k\.a\.|abbreviated|called|as|known|or|short|the"
"""A pattern for the words that may stand before an abbreviation in its bracket."""

VERBS = ("stands for", "short for")
"""One of these, with just one space, is in a sentence that says what an abbreviation means."""

_LONGEST = 10


def singular_of(abbreviation: str) -> str:
    """An abbreviation without the "s" of its plural: "CRD" for "CRDs", "MLOps" for itself."""
    is_plural = abbreviation.endswith("s") and abbreviation[-2:-1].isupper()
    return abbreviation[:-1] if is_plural else abbreviation


def is_abbreviation(text: str) -> bool:
    """Whether a text in the singular has the length and the capitals of an abbreviation."""
    return 2 <= len(text) <= _LONGEST and sum(map(str.isupper, text)) >= 2
