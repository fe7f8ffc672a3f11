"""Where a document introduces an abbreviation, in whatever way: the first place counts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from termlint.acronyms import pairs
from termlint.acronyms.expansions import expansions_of
from termlint.acronyms.initials import may_stand_for
from termlint.acronyms.shape import ABBREVIATION, singular_of
from termlint.document import Block, BlockKind, Row
from termlint.span import Span
from termlint.usage import Usage

_BEFORE_BRACKET = re.compile(rf"(?<!\w)({ABBREVIATION})[\"'”’]?\s?\(([^()]{{3,150}})")
_ENTRY = re.compile(
    rf"[\"“]?({ABBREVIATION})[\"”]?\s{{0,2}}(?::|=|–|—|-\s)\s{{0,2}}(.{{3,150}})", re.S
)
_ALONE = re.compile(ABBREVIATION)
_BREAK = re.compile(r"[.;:()\[\]]")
_ABBR = re.compile(rf"^\*\[({ABBREVIATION})\]:", re.MULTILINE)
"""How Markdown Extra has the meaning of abbreviations."""


def introductions_in(usage: Usage) -> dict[str, Span]:
    """Where each abbreviation, in the singular, is introduced first, or the words for it."""
    places: dict[str, Span] = {}
    for short, span in _introductions(usage):
        known = places.get(short)
        places[short] = span if known is None else min(known, span)
    return places


def _introductions(usage: Usage) -> Iterator[tuple[str, Span]]:
    blocks = usage.document.blocks
    for each in expansions_of(usage):
        low = min(each.at, each.start)
        span = blocks[each.block].locate(low, low + 1)
        if span is not None:
            yield each.abbreviation, span
    for number, block in enumerate(blocks):
        for start, end, words in (*_in_text(block), *_alone(usage, number)):
            short, span = singular_of(block.text[start:end]), block.locate(start, end)
            if span is not None and may_stand_for(short, words):
                yield short, span
    for match in _ABBR.finditer(usage.document.text):
        yield match[1], Span(0, 1)


def _in_text(block: Block) -> Iterator[tuple[int, int, str]]:
    """Where an abbreviation stands in a block, and the words beside it that may be its meaning."""
    text = block.text
    for bracket in pairs.IN_BRACKET.finditer(text):
        before = _BREAK.split(text[max(0, bracket.start() - pairs.REACH) : bracket.start()])[-1]
        yield *bracket.span("short"), " ".join(before.split()[-_most_words(bracket["short"]) :])
    for pattern in (_BEFORE_BRACKET.finditer(text), (_ENTRY.match(text),)):
        for match in pattern:
            if match is not None:
                yield *match.span(1), " ".join(match[2].split()[: _most_words(match[1])])


def _alone(usage: Usage, number: int) -> Iterator[tuple[int, int, str]]:
    """An abbreviation that fills a cell or a label, and what stands in the next one."""
    blocks = usage.document.blocks
    block = blocks[number]
    if not _ALONE.fullmatch(block.text):
        return
    if block.row is not None:
        cell = usage.cell(Row(block.row.table, block.row.row, block.row.column + 1))
        following = None if cell is None else blocks[cell]
    else:
        is_label = block.kind is BlockKind.LABEL and number + 1 < len(blocks)
        following = blocks[number + 1] if is_label else None
    if following is not None:
        words = following.text.split()[: _most_words(block.text)]
        yield 0, len(block.text), " ".join(words)


def _most_words(short: str) -> int:
    """How long a meaning may be, by Schwartz and Hearst."""
    return min(len(short) + 5, 2 * len(short))
