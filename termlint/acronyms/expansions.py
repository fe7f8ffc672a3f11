"""Where a document writes an abbreviation out beside it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from termlint.acronyms import pairs
from termlint.acronyms.shape import BEHIND, singular_of
from termlint.document import Block
from termlint.span import Span
from termlint.usage import Usage

_Stretch = tuple[int, int]


class Expansion(NamedTuple):
    """One place where an abbreviation is written out."""

    abbreviation: str
    """In the singular, as it is written."""
    text: str
    """The words that it stands for, as a reader sees them, white space as single spaces."""
    block: int
    """Index of the document's block."""
    at: int
    """Offset of the abbreviation in the block's text."""
    start: int
    """Offset of the words in the block's text."""
    end: int
    span: Span
    """Where the words stand in the file."""


def expansions_of(usage: Usage) -> tuple[Expansion, ...]:
    """The expansions that a document gives, in its order.

    What is between an abbreviation and its bracket has to be so simple in the file that
    ``expansion_places`` can read it there. Where it isn't, none is found.
    """
    found = []
    for number, block in enumerate(usage.document.blocks):
        text = block.text
        for (at, end), (low, high) in _readings(block, usage.document.text):
            span = block.locate(low, high)
            if span is not None:
                words = " ".join(text[low:high].split())
                short = singular_of(text[at:end])
                found.append(Expansion(short, words, number, at, low, high, span))
    return tuple(sorted(found, key=lambda expansion: expansion.span))


def _readings(block: Block, source: str) -> Iterator[tuple[_Stretch, _Stretch]]:
    """Where in a block's text an abbreviation stands, and where its words."""
    text = block.text
    if "(" in text:
        yield from _in_brackets(block, source)
        yield from _before_brackets(block, source)
    yield from _said(block, source)


def _in_brackets(block: Block, source: str) -> Iterator[tuple[_Stretch, _Stretch]]:
    for bracket in pairs.IN_BRACKET.finditer(block.text):
        words = pairs.words_before(block.text, bracket.start(), bracket["short"])
        place = block.locate(bracket.start(), bracket.start() + 1) if words else None
        there = pairs.IN_BRACKET.match(source, place.start) if place else None
        if words and there and _is_at(block, bracket.span("short"), there.span("short")):
            yield bracket.span("short"), words


def _before_brackets(block: Block, source: str) -> Iterator[tuple[_Stretch, _Stretch]]:
    text = block.text
    for bracket in BEHIND.finditer(text):
        short = pairs.short_before(text, bracket.start())
        words = pairs.words_after(text, bracket.end(), text[slice(*short)]) if short else None
        place = block.locate(*bracket.span()) if words else None
        if short and words and place and BEHIND.match(source, place.start):
            there = pairs.short_before(source, place.start)
            if there and _is_at(block, short, there):
                yield short, words


def _said(block: Block, source: str) -> Iterator[tuple[_Stretch, _Stretch]]:
    for said in pairs.said_in(block.text):
        words = pairs.words_said(block.text, said.end(), said["short"])
        verb = block.locate(*said.span("verb")) if words else None
        if words and verb and source[verb.start : verb.end] == said["verb"]:
            yield said.span("short"), words


def _is_at(block: Block, stretch: _Stretch, place: _Stretch) -> bool:
    """Whether a stretch of a block's text stands at ``place`` of the file."""
    span = block.locate(*stretch)
    return span is not None and (span.start, span.end) == place
