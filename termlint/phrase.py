"""What the phrase around an occurrence shows: head or modifier, name, title, quotation."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from termlint.cue_match import is_name
from termlint.document import PLACEHOLDERS, MarkKind, Row
from termlint.english import FINITE_VERBS, FUNCTION_WORDS
from termlint.tokens import Token, TokenKind
from termlint.usage import Occurrence, Usage

NEGATIONS = frozenset(
    {"not", "'t", "’t", "cannot", "never", "no", "nobody", "nothing", "without", "nor"}
)
_AFFIRMING = frozenset({"forget", "hesitate", "only", "just", "later", "matter"})
"""What makes an affirmation of a negation before it: "don't forget to", "not only"."""
_NEGATION_REACH = 3
_DETERMINERS = frozenset(
    """a an the its our your their this these those my all any no every each us you me them it
    him her whether that""".split()
)
_JOINING = frozenset({",", "and", "or", "but", "yet"})
_QUOTES = frozenset('"“”«»')
_QUOTATION = 100
"""Tokens on each side in which quotation marks are looked for; a bound keeps reading linear."""
_TITLE_WORDS = 3
_LONGEST_TITLE = 100
"""Tokens that a title has at most; a bound keeps reading linear."""
_PHRASE_ENDS = (
    FUNCTION_WORDS
    | FINITE_VERBS
    | {
        "using",
        "including",
        "following",
        "regarding",
        "please",
        "run",
        "click",
        "execute",
        "contact",
    }
)


_BETWEEN_CELLS = Token(":", ":", 0, 0, TokenKind.MARK)


class Around(NamedTuple):
    """The tokens of a block and where in them an occurrence stands."""

    tokens: tuple[Token, ...]
    sentence: tuple[int, int]
    """The half-open range of indices of the sentence."""
    term: tuple[int, int]
    """The half-open range of indices of the occurrence."""
    own: tuple[int, int]
    """The half-open range of indices of the tokens of the occurrence's own block."""

    @property
    def before(self) -> Token | None:
        """The token before the term in its sentence."""
        low = self.term[0]
        return self.tokens[low - 1] if low > self.sentence[0] else None

    @property
    def after(self) -> Token | None:
        """The token after the term in its sentence."""
        high = self.term[1]
        return self.tokens[high] if high < self.sentence[1] else None

    def near(self, reach: int) -> frozenset[str]:
        """What stands in the sentence up to ``reach`` tokens before and after the term."""
        low, high = self.term
        before = self.tokens[max(self.sentence[0], low - reach) : low]
        after = self.tokens[high : min(self.sentence[1], high + reach)]
        return frozenset(token.lower for token in before + after)

    def in_own_block(self, low: int, high: int) -> tuple[int, int]:
        """The part of a range that lies in the own block, as indices of that block's tokens."""
        first, last = self.own
        return max(low, first) - first, min(high, last) - first

    def words(self, low: int, high: int) -> str:
        """The words of a range of indices, with a space where the document has one."""
        parts: list[str] = []
        end = None
        for token in self.tokens[low:high]:
            if token is _BETWEEN_CELLS:
                parts.append(": ")
                end = None
                continue
            if end is not None and token.start > end:
                parts.append(" ")
            parts.append("…" if token.text in PLACEHOLDERS else token.text)
            end = token.end
        return "".join(parts)


def around(usage: Usage, occurrence: Occurrence) -> Around:
    """What stands around an occurrence."""
    tokens = usage.tokens_of(occurrence)
    term = tokens.between(occurrence.start, occurrence.end)
    return Around(tokens.all, tokens.sentence_of(term[0]), term, (0, len(tokens.all)))


def around_in_row(usage: Usage, occurrence: Occurrence) -> Iterator[Around]:
    """What stands around an occurrence in the body of a table: with the cells on both sides of its
    own, then with the head of its column.

    Either is read as one sentence in which a colon parts the cells.
    """
    row = usage.block_of(occurrence).row
    if row is None or row.row == 0:
        return
    beside = [Row(row.table, row.row, row.column + step) for step in (-1, 1)]
    head = Row(row.table, 0, row.column)
    for before, after in (beside, (head, None)):
        left, right = (_cell_tokens(usage, cell) for cell in (before, after))
        yield _joined(usage, occurrence, left, right)


def _joined(
    usage: Usage, occurrence: Occurrence, left: tuple[Token, ...], right: tuple[Token, ...]
) -> Around:
    """The block of an occurrence between the tokens of two cells."""
    own = usage.tokens_of(occurrence)
    low, high = own.between(occurrence.start, occurrence.end)
    before = (*left, _BETWEEN_CELLS) if left else ()
    after = (_BETWEEN_CELLS, *right) if right else ()
    tokens, shift = (*before, *own.all, *after), len(before)
    term = (low + shift, high + shift)
    return Around(tokens, (0, len(tokens)), term, (shift, shift + len(own.all)))


def is_modifier(place: Around) -> bool:
    """Whether the word after a term goes on with its noun phrase, as far as one can tell."""
    token = place.after
    if token is None:
        return False
    if token.kind in (TokenKind.CODE, TokenKind.NUMBER, TokenKind.OPAQUE):
        return True
    if token.kind is TokenKind.MARK:
        return token.text in "&/'’-" or token.lower in ("'s", "’s")
    return (
        token.kind is TokenKind.WORD
        and token.lower not in _PHRASE_ENDS
        and not (token.text.islower() and token.text.endswith("ly"))
        and not _is_verb(place, place.term[1])
    )


def is_one_of_several(place: Around) -> bool:
    """Whether a term may modify a noun together with words that follow it, as in "an open-source
    and free tool"; by the words beside it one can't tell."""
    before, after = place.before, place.after
    goes_on = after is not None and after.lower in _JOINING
    return goes_on and (before is None or before.lower in _DETERMINERS | _JOINING)


def _is_verb(place: Around, at: int) -> bool:
    """Whether a word reads as a verb by its ending and the function word after it."""
    word = place.tokens[at].lower
    following = place.tokens[at + 1].lower if at + 1 < place.sentence[1] else "."
    if word.endswith("ed"):
        return following in FUNCTION_WORDS or not following[0].isalpha()
    return word.endswith("s") and following in _DETERMINERS


def follows_name(place: Around) -> bool:
    """Whether the word before a term may make a proper name with it."""
    token = place.before
    return token is not None and (is_name(token) or token.text in "&/'’")


def is_negated(place: Around, low: int, high: int) -> bool:
    """Whether a negation stands among the tokens of a range, or shortly before it."""
    first = low
    while first > max(place.sentence[0], low - _NEGATION_REACH):
        if place.tokens[first - 1].text in ",;:":
            break
        first -= 1
    return any(
        place.tokens[i].lower in NEGATIONS
        and (i + 1 == len(place.tokens) or place.tokens[i + 1].lower not in _AFFIRMING)
        for i in range(first, high)
    )


def is_quoted(place: Around) -> bool:
    """Whether quotation marks open before the term and close after it in its sentence."""
    first, last = place.term
    low = max(place.sentence[0], first - _QUOTATION)
    high = min(place.sentence[1], last + _QUOTATION)
    before = sum(token.text in _QUOTES for token in place.tokens[low:first])
    return before % 2 == 1 and any(t.text in _QUOTES for t in place.tokens[last:high])


def is_in_title(usage: Usage, occurrence: Occurrence) -> bool:
    """Whether a link or an emphasis around the occurrence is written like a title."""
    return any(
        mark.kind in (MarkKind.LINK, MarkKind.EMPHASIS)
        and mark.start <= occurrence.start
        and occurrence.end <= mark.end
        and _is_title(usage, occurrence, mark.start, mark.end)
        for mark in usage.block_of(occurrence).marks_over(occurrence.start, occurrence.end)
    )


def _is_title(usage: Usage, occurrence: Occurrence, start: int, end: int) -> bool:
    """Whether all the words of a stretch that titles give a capital have one."""
    tokens = usage.tokens_of(occurrence)
    low, high = tokens.between(start, end)
    if high - low > _LONGEST_TITLE:
        return False
    words = [
        token
        for token in tokens.all[low:high]
        if token.kind is TokenKind.WORD
        and token.text not in FUNCTION_WORDS
        and not (occurrence.start <= token.start < occurrence.end)
    ]
    return len(words) >= _TITLE_WORDS and all(token.text[0].isupper() for token in words)


def _cell_tokens(usage: Usage, cell: Row | None) -> tuple[Token, ...]:
    """The tokens of a cell; none where there is no such cell."""
    index = usage.cell(cell) if cell is not None else None
    return usage.tokens_in(index).all if index is not None else ()
