"""How a document uses the vocabulary: the occurrences of its designations, as checks see them."""

from __future__ import annotations

from enum import Enum
from functools import cached_property
from typing import NamedTuple

from termlint.document import PLACEHOLDERS, Block, Document, Row
from termlint.span import Span
from termlint.termbase import Concept, Designation, Termbase
from termlint.tokens import Tokens


class Spelling(Enum):
    """How an occurrence is written, compared with the designation it was read as."""

    RIGHT = "right"
    CASE = "case"
    """Only upper and lower case differ."""
    SPACING = "spacing"
    """Spaces or hyphens differ, and perhaps the case too."""
    VARIANT = "variant"
    """It is a wrong spelling that the glossary lists."""


class Occurrence(NamedTuple):
    """One place where a designation stands."""

    designations: tuple[Designation, ...]
    """The designation it was read as; several where concepts share the form."""
    block: int
    """Index of the document's block."""
    start: int
    """Offset in the block's text."""
    end: int
    span: Span
    """Where it stands in the file."""
    written: str
    """What a reader sees, white space as single spaces."""
    expected: str
    """How it ought to be written here: the right number, and a capital where it begins a sentence.
    For a listed variant this is the preferred designation."""
    spelling: Spelling
    compound: bool = False
    """Whether a hyphen joins it to another word."""

    @property
    def designation(self) -> Designation:
        return self.designations[0]


class Usage:
    """What the checks see of one document. Immutable but for what it remembers."""

    def __init__(
        self,
        document: Document,
        termbase: Termbase,
        occurrences: tuple[Occurrence, ...],
        path: str = "",
    ) -> None:
        self.document = document
        self.termbase = termbase
        self.occurrences = occurrences
        """In the order of the file."""
        self.path = path
        """As shown; empty where the text has none."""

    def block_of(self, occurrence: Occurrence) -> Block:
        return self.document.blocks[occurrence.block]

    def text_of(self, span: Span) -> str:
        """The file's text at ``span``."""
        return self.document.text[span.start : span.end]

    def concept_of(self, occurrence: Occurrence) -> Concept | None:
        """The concept that the occurrence names; the first where several share the form.

        None where it is only a form of a consistent group.
        """
        return self.termbase.concepts.get(occurrence.designation.concept)

    def words_of(self, block: Block, start: int, end: int) -> str:
        """What a reader sees of ``block.text[start:end]``, with code and addresses as written."""
        parts = []
        for run in block.runs_of(start, end):
            text = block.text[max(start, run.start) : min(end, run.end)]
            parts.append(self.text_of(run.span) if text in PLACEHOLDERS else text)
        return " ".join("".join(parts).split())

    def tokens_of(self, occurrence: Occurrence) -> Tokens:
        """The tokens of the occurrence's block."""
        return self.tokens_in(occurrence.block)

    def tokens_in(self, block: int) -> Tokens:
        """The tokens of the block with this index, made once."""
        tokens = self._tokens.get(block)
        if tokens is None:
            tokens = self._tokens[block] = Tokens(self.document.blocks[block].text)
        return tokens

    def cell(self, row: Row) -> int | None:
        """The index of the block of a table's cell."""
        return self._cells.get(row)

    @cached_property
    def _cells(self) -> dict[Row, int]:
        blocks = enumerate(self.document.blocks)
        return {block.row: index for index, block in blocks if block.row is not None}

    @cached_property
    def _tokens(self) -> dict[int, Tokens]:
        return {}
