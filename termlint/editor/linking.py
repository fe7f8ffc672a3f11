"""Which documents of a project, open or not, link to which of its pages."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from termlint.anchors import links_to
from termlint.facts import Facts, Key, facts_of, merged
from termlint.files import show
from termlint.files.text import ReadError, decode, load
from termlint.links import anchor_links, page_at


class _Typed(NamedTuple):
    """An open document."""

    text: str
    pages: frozenset[str]
    """The names of the pages that it links to; see ``links.page_at``."""


class Linking:
    """Knows the pages and reads the links again when they matter: there are many of them, and few
    ever do."""

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self._resting: dict[str, frozenset[str]] = {}
        """The files with links to anchors, by absolute path, and the pages that they lead to."""
        self._typed: dict[str, _Typed] = {}
        """The open documents as they were asked about last, by absolute path."""

    def read(self, path: str) -> None:
        """A file is part of the project, checked or not, and is now like this on the disk."""
        pages = self._pages(path, _text(path))
        if pages:
            self._resting[path] = pages
        else:
            self.forget(path)

    def forget(self, path: str) -> None:
        """A file is gone, or is not part of the project."""
        self._resting.pop(path, None)

    def to(self, keys: Collection[Key], but: str, texts: Mapping[str, str]) -> Facts:
        """The links of all documents but one to the anchors ``keys``.

        ``texts`` has the open ones by absolute path, as they are in the editor.
        """
        here = os.path.basename(self._folder)
        wanted = {page for _, page, _ in keys}
        if "" in wanted:  # what the page of the folder is called from outside
            wanted.add(page_at(f"{here}/"))
        told = []
        for path, text in self._texts_with(wanted, texts):
            if path != but:
                shown = show(path, self._folder)
                told.append(facts_of(shown, text, links_to(keys, text, shown, here)))
        return merged(told)

    def _texts_with(
        self, wanted: Collection[str], texts: Mapping[str, str]
    ) -> Iterator[tuple[str, str]]:
        """The documents that link to some pages, by absolute path."""
        self._typed = {path: self._type(path, text) for path, text in texts.items()}
        for path, pages in self._resting.items():
            if path not in texts and not pages.isdisjoint(wanted):
                yield path, _text(path)
        for path, (text, pages) in self._typed.items():
            if not pages.isdisjoint(wanted):
                yield path, text

    def _type(self, path: str, text: str) -> _Typed:
        known = self._typed.get(path)
        if known is not None and known.text == text:
            return known
        return _Typed(text, self._pages(path, text))

    def _pages(self, path: str, text: str) -> frozenset[str]:
        return frozenset(link.page for link in anchor_links(text, show(path, self._folder)))


def _text(path: str) -> str:
    """What may have links to anchors in it; empty for a file that has none."""
    try:
        data = load(path)
        return decode(data).text if b"#" in data else ""
    except ReadError:
        return ""
