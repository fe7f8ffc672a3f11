"""The anchors of headings, and the fixes that would change one to which a link leads.

A heading's anchor is made of its words, by each site generator in a way of its own. Here anchors
are compared in a form in which those ways agree, and pages by their names only. So a link may be
taken for one to a heading that it does not mean, which makes a fix unsafe that need not be.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from termlint.diagnostic import Diagnostic, Edit, Related
from termlint.document import OPAQUE, PLACEHOLDERS, Block, BlockKind, Document
from termlint.facts import Facts, Key, Observation, Verdicts
from termlint.links import AnchorLink, anchor_links, page_at

_TOPIC = "anchor"
_LINKED, _CHANGED = "linked", "changed"
_NUMBER = re.compile(r"-\d+$")
"""What tells the anchors of equal headings apart."""
_PLAIN = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_OWN_ANCHOR = re.compile(r"\{[^{}\n\r]*#[\w-]")
_LINE = 1000
"""How much of the line behind a heading's words is looked at."""
_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+([^\n\r]+)", re.MULTILINE)


class Change(NamedTuple):
    """A fix that changes the anchor of a heading."""

    diagnostic: Diagnostic
    now: frozenset[str]
    """The anchors that would go, one for each way to make them."""
    then: frozenset[str]
    """Those that would come."""

    def moved(self, by: int) -> Change:
        """The same in a text in which it stands ``by`` code points further."""
        return self._replace(diagnostic=self.diagnostic.moved(by)) if by else self


class Stake(NamedTuple):
    """What a fix puts at stake."""

    diagnostic: Diagnostic
    keys: frozenset[Key]
    """The anchors that would go, or lead to another heading, as facts name them."""


def changes_of(document: Document, found: Iterable[Diagnostic]) -> tuple[Change, ...]:
    """Those of the diagnostics ``found`` whose fixes change the anchor of a heading."""
    headings = [block for block in document.blocks if block.kind is BlockKind.HEADING]
    changes = []
    for diagnostic in found:
        if diagnostic.fix is None:
            continue
        start = diagnostic.span.start
        index = bisect_right(headings, start, key=lambda block: block.runs[0].span.start) - 1
        if index >= 0 and start < headings[index].runs[-1].span.end:
            now, then = _change(document, headings[index], diagnostic.fix.edits)
            if now:
                changes.append(Change(diagnostic, now, then))
    return tuple(changes)


def anchors_in(text: str) -> frozenset[str]:
    """The anchors that the headings of a document have."""
    return frozenset(_plain(words[1]) for words in _HEADING.finditer(text))


def stakes_of(changes: Iterable[Change], path: str, taken: frozenset[str]) -> tuple[Stake, ...]:
    """What is at stake in a document that has the anchors ``taken``."""
    # An anchor that another heading has already would lead to the first of them.
    return tuple(
        Stake(
            change.diagnostic,
            frozenset((_TOPIC, page_at(path), each) for each in change.now | change.then & taken),
        )
        for change in changes
    )


def observations_of(stakes: Iterable[Stake]) -> Iterator[Observation]:
    """The anchors of a document that are at stake."""
    for stake in stakes:
        for key in sorted(stake.keys):
            yield Observation(key, _CHANGED, stake.diagnostic.span, stake.diagnostic.text)


def at_stake(facts: Iterable[Facts]) -> frozenset[Key]:
    """The anchors of a project that fixes would change."""
    return frozenset(key for each in facts for key in each.choices if key[0] == _TOPIC)


def links_to(keys: Collection[Key], text: str, path: str, here: str = "") -> Iterator[Observation]:
    """The links of a document to the anchors ``keys``.

    ``here`` is the name of the folder that ``path`` is relative to, where it is known. The page of
    that folder has no name in ``keys``, but may have it in a link from outside.
    """
    unnamed = page_at(f"{here}/") if here else ""
    yield from links_among(anchor_links(text, path), keys, text, unnamed)


def links_among(
    links: Iterable[AnchorLink], keys: Collection[Key], text: str, unnamed: str = ""
) -> Iterator[Observation]:
    """Those of the ``links`` in ``text`` that lead to one of the anchors ``keys``.

    A link to the page ``unnamed`` may also lead to the one that has no name.
    """
    pages = {page for _, page, _ in keys}
    for link in links:
        page = "" if link.page == unnamed else link.page
        for name in {link.page, page} & pages:
            anchor = _plain(link.fragment).removeprefix("user-content-")
            for each in sorted({anchor, _NUMBER.sub("", anchor)}):
                key = (_TOPIC, name, each)
                if key in keys:
                    words = text[link.span.start : link.span.end]
                    yield Observation(key, _LINKED, link.span, words, decisive=True)


def guarded(
    found: Iterable[Diagnostic], stakes: Iterable[Stake], verdicts: Verdicts
) -> Iterator[Diagnostic]:
    """The diagnostics ``found``, where no fix is safe that changes an anchor a link leads to."""
    links = {
        stake.diagnostic: verdicts[key].seen[_LINKED].first
        for stake in stakes
        for key in sorted(stake.keys, reverse=True)
        if key in verdicts and _LINKED in verdicts[key].seen
    }
    for diagnostic in found:
        link = links.get(diagnostic) if diagnostic.fix is not None else None
        if link is None or diagnostic.fix is None:
            yield diagnostic
        else:
            why = Related(link, "this link leads to the anchor that the fix would change")
            fix = diagnostic.fix._replace(safe=False)
            yield diagnostic._replace(fix=fix, related=(*diagnostic.related, why))


def _change(
    document: Document, heading: Block, edits: tuple[Edit, ...]
) -> tuple[frozenset[str], frozenset[str]]:
    """The anchors of a heading that ``edits`` change, as they are now and as they would be."""
    end = heading.runs[-1].span.end
    if _OWN_ANCHOR.match(document.text[end : end + _LINE].partition("\n")[0].lstrip()):
        return frozenset(), frozenset()
    before = _anchors(_words(document, heading, ()))
    after = _anchors(_words(document, heading, edits))
    pairs = [pair for pair in zip(before, after, strict=True) if pair[0] != pair[1]]
    return frozenset(now for now, _ in pairs), frozenset(then for _, then in pairs)


def _words(document: Document, heading: Block, edits: Iterable[Edit]) -> str:
    """What a reader sees of a heading once ``edits`` are made, code as its source has it."""
    parts = []
    for run in heading.runs:
        text = heading.text[run.start : run.end]
        if text in PLACEHOLDERS:
            text = "" if text == OPAQUE else document.text[run.span.start : run.span.end]
        elif run.exact:
            for edit in sorted(edits, key=lambda edit: edit.span, reverse=True):
                low, high = edit.span.start - run.span.start, edit.span.end - run.span.start
                if low >= 0 and high <= len(text):
                    text = text[:low] + edit.replacement + text[high:]
        parts.append(text)
    return "".join(parts)


def _anchors(words: str) -> list[str]:
    """The anchors that generators make of a heading, each in its place.

    GitHub drops signs, others part words there, and some drop what is not ASCII.
    """
    ascii_only = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode()
    texts = (words, ascii_only)
    return [_plain(each) for text in texts for each in (text, re.sub(r"\W", " ", text))]


def _plain(text: str) -> str:
    """Letters and digits in lower case, with one hyphen for each gap between them."""
    if _PLAIN.fullmatch(text):
        return text
    return re.sub(r"[\s_-]+", "-", re.sub(r"[^\w\s-]", "", text.lower())).strip("-")
