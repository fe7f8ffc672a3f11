"""The terms in an open document: what one means, where it is defined and where else it stands."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from termlint.files.text import ReadError, read
from termlint.forms import WORD
from termlint.lint import Linter
from termlint.match import Matcher
from termlint.span import Span
from termlint.termbase import Concept, Status, Termbase
from termlint.usage import Occurrence

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~&])")
"""What would be markup in a text that is meant as it stands."""


class Hover(NamedTuple):
    """What is shown of a term."""

    span: Span
    markdown: str


class Text(NamedTuple):
    """A document of a project."""

    path: str
    """Absolute."""
    shown: str
    text: str | None = None
    """None where it is the one on the disk."""


class Mention(NamedTuple):
    """A place where a concept is named."""

    path: str
    """Absolute."""
    text: str
    """The whole text there."""
    span: Span


def term_at(text: str, shown: str, offset: int, linter: Linter) -> Occurrence | None:
    """The occurrence of a term at ``offset``, or that ends there."""
    usage = linter.usage(text, shown, (max(offset - 1, 0), offset))
    for occurrence in usage.occurrences:
        if occurrence.span.start <= offset <= occurrence.span.end:
            return occurrence
    return None


def concepts_at(
    text: str, shown: str, offset: int, linter: Linter
) -> tuple[Span, tuple[Concept, ...]]:
    """The concepts that the term at ``offset`` may name, and where it stands; none without one."""
    occurrence = term_at(text, shown, offset, linter)
    if occurrence is None:
        return Span(offset, offset), ()
    ids = dict.fromkeys(each.concept for each in occurrence.designations)
    concepts = linter.termbase.concepts
    return occurrence.span, tuple(concepts[each] for each in ids if each in concepts)


def hover_at(text: str, shown: str, offset: int, linter: Linter) -> Hover | None:
    """What the glossary says of the term at ``offset``."""
    span, concepts = concepts_at(text, shown, offset, linter)
    said = "\n\n---\n\n".join(described(each, linter.termbase) for each in concepts)
    return Hover(span, said) if said else None


def described(concept: Concept, termbase: Termbase) -> str:
    """A concept in Markdown."""
    return "\n\n".join(_paragraphs(concept, termbase))


def mentions(
    concept: Concept, texts: Iterable[Text], linter: Linter, is_wanted: Callable[[], bool]
) -> Iterator[Mention]:
    """Where documents name a concept, by whatever designation.

    It ends early when nobody waits any more, which is asked before each text.
    """
    words = _first_words(concept, linter.termbase)
    for path, shown, text in texts:
        if not is_wanted():
            return
        if text is None:
            try:
                text = read(path).text
            except ReadError:
                continue
        places = [word.start() for word in WORD.finditer(text) if word[0].lower() in words]
        if places:
            for occurrence in linter.usage(text, shown, places).occurrences:
                if any(each.concept == concept.id for each in occurrence.designations):
                    yield Mention(path, text, occurrence.span)


def _first_words(concept: Concept, termbase: Termbase) -> frozenset[str]:
    """The words, in lower case, with which a form of a concept may begin."""
    alone = Matcher(Termbase(kinds=termbase.kinds, concepts={concept.id: concept}))
    return frozenset(pattern.words[0] for pattern in alone.patterns())


def _paragraphs(concept: Concept, termbase: Termbase) -> Iterator[str]:
    kind = termbase.kinds.get(concept.kind or "")
    yield f"**{_plain(concept.term)}**" + (f" · {_plain(kind.id)}" if kind else "")
    if concept.definition:
        yield _plain(concept.definition)
    if concept.note:
        yield _plain(concept.note)
    for status, label in ((Status.ADMITTED, "Also"), (Status.DEPRECATED, "Deprecated")):
        forms = [_plain(each.text) for each in concept.designations if each.status is status]
        if forms:
            yield f"{label}: {', '.join(forms)}"
    if concept.confused_with:
        others = [termbase.concepts[each] for each in concept.confused_with]
        yield f"Confused with: {', '.join(_named(each) for each in others)}"
    if concept.source:
        is_address = re.fullmatch(r"https?://[^\s<>]+", concept.source)
        yield "Source: " + (f"<{concept.source}>" if is_address else _plain(concept.source))


def _named(concept: Concept) -> str:
    return _plain(concept.term) + (f" ({_plain(concept.kind)})" if concept.kind else "")


def _plain(text: str) -> str:
    """``text`` on one line, with nothing in it that Markdown would take for markup."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))
