"""Where a document uses abbreviations in running text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from termlint.acronyms.known import COMMON, METHODS, SHOUTED, STATES
from termlint.acronyms.shape import singular_of
from termlint.document import Block, BlockKind, MarkKind
from termlint.english import FUNCTION_WORDS
from termlint.latepattern import late_pattern
from termlint.literals import is_literal_at
from termlint.span import Span
from termlint.usage import Usage

_MOST_CAPITALS = 6
_RUNNING = frozenset({BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.CELL})
_CAPITALS = late_pattern(
    r"(?<![\w$@#/.&%+=<{\[:;\\'’~*-])[A-Z][A-Z0-9]*(?:&[A-Z0-9]+)?s?"
    r"(?![\w&(=+@\\\]}>]|-[A-Z0-9]|[ \n#:]{1,2}\d|[.;]\w)"
)
_ALTERNATIVE = late_pattern(r"(?<=[A-Z])/([A-Z][A-Z0-9]+s?)(?![\w&(=+@\\\]}>]|-[A-Z0-9]|[.;]\w)")
_NO_ABBREVIATION = late_pattern(r".*\d\d|.*(.)\1\1")
"""Names of models, courses and the like; placeholders and cries."""
_ROMAN = late_pattern(r"X{0,3}(?:IX|IV|V?I{0,3})")
_NUMBER_BEFORE = late_pattern(r"\d[ \n]?\Z")
_CITY_BEFORE = late_pattern(r"[A-Z][a-z]+,[ \n]\Z")
_CAPITALS_BEFORE = late_pattern(r"(?:(?<!\w)[A-Z]{2,}'?[A-Z]*[ \n,]{1,2}){1,3}\Z")
_CAPITALS_AFTER = late_pattern(r"(?:[ \n,]{1,2}[A-Z]{2,}'?[A-Z]*(?!\w)){1,3}")
_LABEL = late_pattern(r"\s*:")
_WORD = late_pattern(r"[A-Z]+")
_WINDOW = 60


class Use(NamedTuple):
    """One place where an abbreviation is used."""

    abbreviation: str
    """In the singular."""
    written: str
    block: int
    """Index of the document's block."""
    start: int
    """Offset in the block's text."""
    span: Span
    """Where it stands in the file."""


def uses_of(usage: Usage) -> Iterator[Use]:
    """The abbreviations in running text that not everyone knows, in the order of the file.

    What is in headings, titles and lists of links does not count: it is said again below.
    """
    for number, block in enumerate(usage.document.blocks):
        if block.kind not in _RUNNING or _is_in_capitals(block.text) or _is_link(block):
            continue
        for start, end in _stretches(block.text):
            written = block.text[start:end]
            short = singular_of(written)
            span = block.locate(start, end)
            if span is None or usage.text_of(span) != written or not _is_unknown(short):
                continue
            if not _is_something_else(block.text, start, end, short):
                yield Use(short, written, number, start, span)


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    for match in _CAPITALS.finditer(text):
        yield match.span()
        following = _ALTERNATIVE.match(text, match.end())
        while following is not None:
            yield following.span(1)
            following = _ALTERNATIVE.match(text, following.end())


def _is_unknown(short: str) -> bool:
    """Whether it has the shape of an abbreviation, and is none that is commonly known."""
    if not 2 <= sum(map(str.isupper, short)) <= _MOST_CAPITALS:
        return False
    if short in COMMON or short in METHODS or _ROMAN.fullmatch(short):
        return False
    if _NO_ABBREVIATION.match(short):
        return False
    return not _is_ordinary(short)


def _is_ordinary(word: str) -> bool:
    """Whether capitals are a shouted word."""
    return word in SHOUTED or word.lower() in FUNCTION_WORDS or len(word) > _MOST_CAPITALS


def _is_something_else(text: str, start: int, end: int, short: str) -> bool:
    """Whether what stands around capitals shows that they are no abbreviation."""
    before = text[max(0, start - _WINDOW) : start]
    if _NUMBER_BEFORE.search(before) and text[start:end] == short:
        return True
    if short in STATES and _CITY_BEFORE.search(before):
        return True
    if not before.strip() and _LABEL.match(text, end):
        return True
    around = _CAPITALS_AFTER.match(text, end, end + _WINDOW)
    shouted = _WORD.findall(around.group()) if around else []
    around = _CAPITALS_BEFORE.search(before)
    shouted += _WORD.findall(around.group()) if around else []
    return any(map(_is_ordinary, shouted)) or is_literal_at(text, start, end)


def _is_in_capitals(text: str) -> bool:
    return not any(map(str.islower, text))


def _is_link(block: Block) -> bool:
    """Whether a block is nothing but a link, as in a table of contents."""
    size = len(block.text)
    return any(m.kind is MarkKind.LINK and (m.start, m.end) == (0, size) for m in block.marks)
