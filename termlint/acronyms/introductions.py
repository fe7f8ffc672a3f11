"""Where a document introduces an abbreviation, in whatever way: the first place counts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from termlint.acronyms.expansions import expansions_of
from termlint.acronyms.initials import may_stand_for
from termlint.acronyms.shape import ABBREVIATION, singular_of
from termlint.document import Block, BlockKind, Row
from termlint.latepattern import late_pattern
from termlint.span import Span
from termlint.usage import Usage

_REACH = 200
_IN_BRACKET = late_pattern(
    rf"\((?:(?:or|aka|a\.k\.a\.|also known as|the) )?[\"'“‘]?({ABBREVIATION})(?![\w/.-])"
)
_BEFORE_BRACKET = late_pattern(rf"(?<!\w)({ABBREVIATION})[\"'”’]?\s?\(([^()]{{3,150}})")
_ENTRY = late_pattern(
    rf"[\"“]?({ABBREVIATION})[\"”]?\s{{0,2}}(?::|=|–|—|-\s)\s{{0,2}}(.{{3,150}})", re.S
)
_ENTRIES = frozenset({BlockKind.HEADING, BlockKind.LABEL})
"""An abbreviation that fills one of these is explained below it."""
_ALONE = late_pattern(ABBREVIATION)
_BREAK = late_pattern(r"[.;:()\[\]]")
_ABBR = late_pattern(rf"^\*\[({ABBREVIATION})\]:", re.MULTILINE)
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
    for block in blocks:
        for start, end, words in (*_in_text(block), *_in_row(usage, block)):
            short, span = singular_of(block.text[start:end]), block.locate(start, end)
            if span is not None and may_stand_for(short, words):
                yield short, span
        if block.kind in _ENTRIES and _ALONE.fullmatch(block.text):
            yield singular_of(block.text), block.runs[0].span
    for match in _ABBR.finditer(usage.document.text):
        yield match[1], Span(0, 1)


def _in_text(block: Block) -> Iterator[tuple[int, int, str]]:
    """Where an abbreviation stands in a block, and the words beside it that may be its meaning."""
    text = block.text
    for bracket in _IN_BRACKET.finditer(text):
        before = _BREAK.split(text[max(0, bracket.start() - _REACH) : bracket.start()])[-1]
        yield *bracket.span(1), " ".join(before.split()[-_most_words(bracket[1]) :])
    for pattern in (_BEFORE_BRACKET.finditer(text), (_ENTRY.match(text),)):
        for match in pattern:
            if match is not None:
                yield *match.span(1), " ".join(match[2].split()[: _most_words(match[1])])


def _in_row(usage: Usage, block: Block) -> Iterator[tuple[int, int, str]]:
    """An abbreviation that fills a cell, and the words in the next cell of its row."""
    row = block.row
    if row is not None and _ALONE.fullmatch(block.text):
        cell = usage.cell(Row(row.table, row.row, row.column + 1))
        if cell is not None:
            words = usage.document.blocks[cell].text.split()[: _most_words(block.text)]
            yield 0, len(block.text), " ".join(words)


def _most_words(short: str) -> int:
    """How long a meaning may be, by Schwartz and Hearst."""
    return min(len(short) + 5, 2 * len(short))
