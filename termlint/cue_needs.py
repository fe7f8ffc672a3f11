"""The words without which a cue can't hold: most cues are ruled out by one look for these."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from termlint.cues import MOST_IN_GAP, MOST_IN_NAME, Choice, Element, Pattern, Place, Words
from termlint.english import FUNCTION_WORDS

NEAR = 32
"""How many tokens on each side of a term are looked through for the words that a cue needs."""


def needs_of(pattern: Pattern) -> frozenset[str]:
    """Lower-case words of which one is among the ``NEAR`` tokens before or after the term wherever
    the pattern holds: those of its rarest part. None where no part that must be there is a word."""
    parts = [*_needs(pattern.left[::-1]), *_needs(pattern.right)]
    return min(parts, key=_commonness, default=frozenset())


def _needs(side: Iterable[Element]) -> Iterator[frozenset[str]]:
    """The words of each part that must be there and is near, of one side outward."""
    reach = 0
    for element in side:
        reach += _most_tokens(element)
        if reach > NEAR:
            return
        if isinstance(element, Words):
            if all(form.isalnum() for form in element.forms):
                yield element.forms
        elif isinstance(element, Choice):
            options = [min(_needs(each), key=_commonness, default=None) for each in element.options]
            if None not in options:
                yield frozenset().union(*filter(None, options))


def _commonness(words: frozenset[str]) -> tuple[int, int]:
    return len(words & FUNCTION_WORDS), len(words)


def _most_tokens(element: Element) -> int:
    """The most tokens that an element reads."""
    if isinstance(element, Choice):
        return max(sum(map(_most_tokens, option)) for option in element.options)
    if isinstance(element, Place):
        return {"...": MOST_IN_GAP, "name": MOST_IN_NAME}.get(element.name, 1)
    return 1
