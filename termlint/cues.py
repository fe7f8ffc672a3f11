"""The cue language: a phrase with one ``{term}`` that shows which sense of a term is meant.

====================  ==========================================================================
``word``              that word in any case; punctuation stands for itself
``~word``             any inflected form of the word
``[a|b c]``           one of several phrases
``word?``, ``[a]?``   may be missing
``...``               up to four words of the same sentence; alone on a side of the term: whatever
                      goes on there
``{name}``            one to four capitalised words
``{number}``          a number or a version
``{url}``, ``{code}`` a link or address; an inline code span, identifier or path
``{start}``/``{end}`` the start or end of a sentence or block
``{tools}``           one of the forms of the glossary's list of that name
``{term}``            the term itself
====================  ==========================================================================
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from termlint.english import inflections
from termlint.latepattern import late_pattern
from termlint.tokens import tokenize

MOST_IN_GAP = 4
"""The most words that ``...`` reads."""
MOST_IN_NAME = 4
"""The most words that ``{name}`` reads."""
_DEEPEST = 8
PLACES = ("term", "name", "number", "url", "code", "start", "end")
_NO_LISTS: Mapping[str, tuple[str, ...]] = MappingProxyType({})
_LEXEME = late_pattern(
    r"\s+|(?P<gap>\.\.\.|…)|\{(?P<place>[^{}\s]*)\}|(?P<mark>[\[\]|?])|(?P<bad>[{}])"
    r"|(?P<word>~?(?:[^\s\[\]|?{}.]|\.(?!\.\.))+)"
)


class CueError(ValueError):
    """A cue that cannot be read; ``column`` is a 0-based offset in its pattern."""

    def __init__(self, message: str, column: int) -> None:
        super().__init__(message)
        self.message = message
        self.column = column


class Words(NamedTuple):
    """One token whose lower-case text is among these."""

    forms: frozenset[str]


class Place(NamedTuple):
    """A part in braces, or ``...``: up to four words without punctuation between them."""

    name: str
    """``name``, ``number``, ``url``, ``code``, ``start``, ``end``, ``term`` or ``...``."""


class Choice(NamedTuple):
    """One of several sequences; an empty one where the part may be missing."""

    options: tuple[tuple[Element, ...], ...]


Element = Words | Place | Choice
GAP = Place("...")


class Pattern(NamedTuple):
    """A parsed cue, split at its term."""

    left: tuple[Element, ...]
    """What goes before the term, in reading order."""
    right: tuple[Element, ...]


def parse_cue(pattern: str, lists: Mapping[str, tuple[str, ...]] = _NO_LISTS) -> Pattern:
    """Read a cue that may name some lists of forms. Raises CueError where it isn't one."""
    elements, rest = _sequence(_Lexemes(pattern, lists), inside=False)
    assert rest == ""
    terms = [i for i, element in enumerate(elements) if element == Place("term")]
    if not terms:
        where = "outside [...]" if "{term}" in pattern else "in it"
        raise CueError(f"a cue needs one {{term}} {where}", 0)
    if len(terms) > 1 or pattern.count("{term}") > 1:
        raise CueError("a cue needs just one {term}", pattern.rindex("{term}"))
    left, right = elements[: terms[0]], elements[terms[0] + 1 :]
    if not left and not right:
        raise CueError("a cue needs words before or after {term}", 0)
    if not any(_must_be_there(element) for element in (*left, *right)):
        raise CueError("a cue needs words that must be there", 0)
    return Pattern(left, right)


def _must_be_there(element: Element) -> bool:
    if isinstance(element, Choice):
        return all(any(_must_be_there(part) for part in option) for option in element.options)
    return element != GAP


def answers_for(side: tuple[Element, ...]) -> bool:
    """Whether a cue says what stands on one side of its term, given that side outward from it.

    A gap that other parts follow may hide anything. A gap alone says that anything will do.
    """
    return bool(side) and (side[0] != GAP or len(side) == 1)


class _Lexemes:
    """The parts of a pattern, one after the other."""

    def __init__(self, pattern: str, lists: Mapping[str, tuple[str, ...]]) -> None:
        self.pattern = pattern
        self.lists = lists
        self.position = 0
        self.depth = 0

    def next(self) -> tuple[str, str, int]:
        """The next part's type (``end`` at the end), its text and its column."""
        while self.position < len(self.pattern):
            column = self.position
            match = _LEXEME.match(self.pattern, column)
            if match is None:
                raise CueError(f'"{self.pattern[column]}" can\'t stand here', column)
            self.position = match.end()
            if match.lastgroup is not None:
                return match.lastgroup, match.group(match.lastgroup), column
        return "end", "", self.position


def _sequence(lexemes: _Lexemes, *, inside: bool) -> tuple[tuple[Element, ...], str]:
    """Elements up to the end, or inside brackets up to ``|`` or ``]``, and what ended them."""
    elements: list[list[Element]] = []
    while True:
        kind, text, column = lexemes.next()
        if kind == "end":
            if inside:
                raise CueError('"[" without "]"', len(lexemes.pattern))
            break
        if kind == "bad":
            raise CueError(f'"{text}" without its partner', column)
        if kind == "gap":
            elements.append([GAP])
        elif kind == "place":
            if text in lexemes.lists:
                forms = (tuple(_word(form, column)) for form in lexemes.lists[text])
                elements.append([Choice(tuple(forms))])
                continue
            if text not in PLACES:
                known = ", ".join(f"{{{name}}}" for name in (*PLACES, *lexemes.lists))
                raise CueError(f"unknown {{{text}}}; known are {known}", column)
            if text == "term" and inside:
                raise CueError("{term} can't stand inside [...]", column)
            elements.append([Place(text)])
        elif kind == "word":
            elements.append(_word(text, column))
        elif text == "[":
            elements.append([_choice(lexemes)])
        elif text == "?":
            if not elements or elements[-1] in ([Place("term")], [GAP]):
                raise CueError('"?" goes right after a word or [...]', column)
            elements[-1] = [Choice((tuple(elements[-1]), ()))]
        elif inside:
            return _joined(elements), text
        else:
            raise CueError(f'"{text}" outside [...]', column)
    return _joined(elements), ""


def _joined(elements: list[list[Element]]) -> tuple[Element, ...]:
    return tuple(part for parts in elements for part in parts)


def _choice(lexemes: _Lexemes) -> Choice | Words:
    column = lexemes.position - 1
    lexemes.depth += 1
    if lexemes.depth > _DEEPEST:
        raise CueError(f"[...] more than {_DEEPEST} deep", column)
    options: list[tuple[Element, ...]] = []
    ended_by = "|"
    while ended_by == "|":
        option, ended_by = _sequence(lexemes, inside=True)
        if not option:
            raise CueError("an empty alternative; use ? for what may be missing", column)
        match options, option:
            case [*_, (Words(forms),)], (Words(more),):
                options[-1] = (Words(forms | more),)
            case _:
                options.append(option)
    lexemes.depth -= 1
    match options:
        case [(Words() as words,)]:
            return words
    return Choice(tuple(options))


def _word(text: str, column: int) -> list[Element]:
    if text.startswith("~"):
        word = text[1:]
        if not word.isalpha():
            raise CueError('"~" goes before a single word', column)
        return [Words(inflections(word))]
    if text.isalpha():
        return [Words(frozenset({text.lower()}))]
    return [Words(frozenset({token.lower})) for token in tokenize(text)]
