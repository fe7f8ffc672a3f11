"""Whether a name in lower case is perhaps no name but a value, to be typed just as it stands.

In ``the label "docker"`` nothing but the words around it says so. What is in question is a single
word that stands alone, since prose goes on beside a name and data does not.
"""

from __future__ import annotations

import re
from enum import Enum

from termlint.document import Block, BlockKind, MarkKind
from termlint.latepattern import late_pattern
from termlint.phrase import around, is_modifier
from termlint.usage import Occurrence, Spelling, Usage

_WINDOW = 80
"""Code points looked at on each side, which keeps hostile input linear."""
_QUOTES = {'"': '"', "'": "'", "“": "”", "‘": "’", "„": "“”", "«": "»"}
_ENDS_OF_VALUE = ("", "\n", ",", ";", "/")
"""What stands beside a value in the cell of a table."""
_LISTED = (BlockKind.ITEM, BlockKind.LABEL)
_LIST = r"(?:[ \n]+[\w.+-]+(?:[ \n]+(?:or|and)|,[ \n]+(?:or|and)|,)){0,8}"
"""The values that go before one in a list."""
_LIKELY_AFTER = late_pattern(
    rf"""(?<![\w-])(?:
          namespace | label | tag | branch | username | (?:the|a|default|allowed)[ \n]+value
        | (?:set|equal|defaults?)[ \n]+to | equals
        | (?:namespace|label|tag|branch|user|role|group|database|bucket|topic|field|key|folder
            |directory|package|module|command|context|profile|container|volume|network|image)
          [ \n]+(?:named|called)
        | (?:namespace|label|tag|branch|value|default|user|username|role|group|database|password)
          [ \n]*[:=]
        | (?:namespaces|labels|tags|branches|values)[ \n]*:{_LIST}
    )[ \n]+$""",
    re.IGNORECASE | re.VERBOSE,
)
_POSSIBLE_AFTER = late_pattern(
    rf"""(?<![\w-])(?:
          named | called | type | enter | choose | select | pick
        | (?:namespace|label|tag|branch|value|default)[ \n]+is
        | (?:one[ \n]+of|(?:options|choices)[ \n]*:){_LIST}
    )[ \n]+$""",
    re.IGNORECASE | re.VERBOSE,
)


class Verbatim(Enum):
    """How likely a value is meant, and not the name in the wrong case."""

    HARDLY = "hardly"
    POSSIBLY = "possibly"
    LIKELY = "likely"


def verbatim(usage: Usage, occurrence: Occurrence) -> Verbatim:
    """How likely the word that an occurrence is written with is meant as it stands."""
    written = occurrence.written
    if not written.islower() or " " in written or occurrence.expected.islower():
        return Verbatim.HARDLY
    block, start, end = usage.block_of(occurrence), occurrence.start, occurrence.end
    if (
        _is_quoted(block.text, start, end)
        or _is_slug(block, occurrence)
        or _is_repeated(block.text, occurrence)
    ):
        return Verbatim.LIKELY
    found = _shown_before(block.text, start)
    if found is not Verbatim.HARDLY and is_modifier(around(usage, occurrence)):
        found = Verbatim.HARDLY
    if found is Verbatim.HARDLY and _is_alone(block, occurrence):
        return Verbatim.POSSIBLY
    return found


def _shown_before(text: str, start: int) -> Verbatim:
    """What the words before ``start`` make of a word that ends its phrase."""
    low = max(0, start - _WINDOW)
    if _LIKELY_AFTER.search(text, low, start):
        return Verbatim.LIKELY
    return Verbatim.POSSIBLY if _POSSIBLE_AFTER.search(text, low, start) else Verbatim.HARDLY


def _is_quoted(text: str, start: int, end: int) -> bool:
    """Whether it is all that stands between quotation marks."""
    if start == 0 or text[start - 1] not in _QUOTES or text[max(0, start - 2)].isalnum():
        return False
    closing = _QUOTES[text[start - 1]]
    if text[end : end + 1] in (".", ","):
        end += 1
    return text[end : end + 1] in tuple(closing) and not text[end + 1 : end + 2].isalnum()


def _is_slug(block: Block, occurrence: Occurrence) -> bool:
    """Whether it is a link's whole text and has hyphens, which the name has not."""
    if occurrence.spelling is not Spelling.SPACING or "-" not in occurrence.written:
        return False
    return _is_marked(block, occurrence, MarkKind.LINK, MarkKind.REFERENCE)


def _is_repeated(text: str, occurrence: Occurrence) -> bool:
    """Whether it stands in brackets after the name itself: "Ubuntu with Docker (ubuntu)"."""
    if not _is_bracketed(text, occurrence.start, occurrence.end):
        return False
    before = text[max(0, occurrence.start - _WINDOW) : occurrence.start - 1]
    return f" {occurrence.expected} " in f" {' '.join(before.split())} "


def _is_alone(block: Block, occurrence: Occurrence) -> bool:
    """Whether nothing beside it belongs to a sentence with it."""
    text, start, end = block.text, occurrence.start, occurrence.end
    if _is_bracketed(text, start, end):
        return True
    if _is_marked(block, occurrence, MarkKind.EMPHASIS, MarkKind.STRONG):
        return True
    before = text[max(0, start - _WINDOW) : start].rstrip(" ")
    after = text[end : end + _WINDOW].lstrip(" ")
    if not after.rstrip(".") and before.endswith((":", "=")):
        return True
    if block.kind is BlockKind.CELL:
        return before[-1:] in _ENDS_OF_VALUE and after[:1] in (*_ENDS_OF_VALUE, "(", ":")
    # A link that is all of an item leads to what it names.
    is_link = _is_marked(block, occurrence, MarkKind.LINK)
    return block.kind in _LISTED and not before and after[:1] in ("", "(", ":") and not is_link


def _is_bracketed(text: str, start: int, end: int) -> bool:
    return text[max(0, start - 1) : start] == "(" and text[end : end + 1] == ")"


def _is_marked(block: Block, occurrence: Occurrence, *kinds: MarkKind) -> bool:
    """Whether markup of one of these kinds is around it and nothing else."""
    here = (occurrence.start, occurrence.end)
    return any(
        mark.kind in kinds and (mark.start, mark.end) == here for mark in block.marks_over(*here)
    )
