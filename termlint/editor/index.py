"""The files of a project that are not open, as far as they matter to those that are."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable
from typing import NamedTuple

from termlint.cache import Cache
from termlint.editor.ledger import Ledger
from termlint.editor.project import Vocabulary
from termlint.facts import Facts, merged
from termlint.files import Choice, SourceFile, find
from termlint.files.text import ReadError, decode, load
from termlint.links import anchor_links
from termlint.memory import OutcomeMemory
from termlint.run import Checker, RunError, run
from termlint.run.linking import facts_of_links

Progress = Callable[[int, int], None]
"""Is told how many files are done, and of how many."""


class Cancelled(Exception):  # noqa: N818 - nothing is wrong
    """Nobody waits for the index any more."""


class Listed(NamedTuple):
    """A file of the project."""

    file: SourceFile
    pages: frozenset[str]
    """The names of the pages to whose anchors it has links; see ``links.page_at``."""


class Index:
    """Made in the background, file by file; complete or empty in between."""

    def __init__(self, folder: str, vocabulary: Vocabulary, choice: Choice, cache: Cache) -> None:
        self._folder = folder
        self._vocabulary = vocabulary
        self._choice = choice
        self._cache = cache
        self._is_cancelled = threading.Event()
        self.ledger = Ledger()
        self.files: dict[str, Listed] = {}
        """By absolute path."""

    def cancel(self) -> None:
        """Leave off at the next file, from whatever thread."""
        self._is_cancelled.set()

    def build(self, jobs: int, progress: Progress) -> bool:
        """Read all files; whether that was brought to its end."""
        try:
            return self._build(jobs, progress)
        except (Cancelled, RunError):
            return False

    def reread(self, paths: Iterable[str]) -> None:
        """Some files were made, changed or removed on the disk."""
        changed = set(paths)
        if not changed:
            return
        found = {path: each.file for path, each in self.files.items() if path in changed}
        if changed - found.keys() or not all(map(os.path.isfile, found)):
            # Whether a new file belongs to the project depends on what stands around it.
            there = find([self._folder], self._choice, self._folder).files
            found = {file.path: file for file in there if file.path in changed}
        for path in changed:
            self.ledger.rest(path, None)
            self.files.pop(path, None)
        for path, file in found.items():
            self._list(file)
            self.ledger.rest(path, self._checker().check(file).facts)

    def links_to(self, facts: Facts, but: str) -> Facts:
        """The links of all files but one to the anchors that are at stake in ``facts``."""
        pages = {key[1] for key in facts.choices if key[0] == "anchor"}
        if not pages:
            return Facts()
        files = [
            each.file
            for path, each in self.files.items()
            if path != but and not pages.isdisjoint(each.pages)
        ]
        return merged(facts_of_links(files, [facts], None))

    def _build(self, jobs: int, progress: Progress) -> bool:
        found = find([self._folder], self._choice, self._folder)
        settings, compiled = self._vocabulary

        def go_on(done: int, of: int) -> None:
            if self._is_cancelled.is_set():
                raise Cancelled
            progress(done, of)

        memory = OutcomeMemory(self._cache, compiled.digest, settings)
        outcomes = run(self._checker(), found.files, jobs, go_on, memory=memory)
        for file, outcome in zip(found.files, outcomes, strict=True):
            if self._is_cancelled.is_set():
                raise Cancelled
            self._list(file)
            self.ledger.rest(file.path, outcome.facts)
        return True

    def _checker(self) -> Checker:
        return Checker(self._vocabulary.compiled, self._vocabulary.settings)

    def _list(self, file: SourceFile) -> None:
        try:
            data = load(file.path)
            text = decode(data).text if b"#" in data else ""
        except ReadError:
            return
        pages = frozenset(link.page for link in anchor_links(text, file.shown))
        self.files[file.path] = Listed(file, pages)
