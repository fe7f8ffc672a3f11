"""The files of a project that are not open, as far as they matter to those that are."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable
from typing import NamedTuple

from termlint.anchors import at_stake, links_to
from termlint.cache import Cache
from termlint.editor.ledger import Ledger
from termlint.editor.project import Vocabulary
from termlint.facts import Facts, facts_of, merged
from termlint.files import Choice, SourceFile, find
from termlint.files.project import Project
from termlint.files.text import ReadError, decode, load
from termlint.links import anchor_links, page_at
from termlint.memory import OutcomeMemory
from termlint.run import Checker, RunError, run

Progress = Callable[[int, int], None]
"""Is told how many files are done, and of how many."""


class Cancelled(Exception):  # noqa: N818 - nothing is wrong
    """Nobody waits for the index any more."""


class Linking(NamedTuple):
    """A file with links to anchors."""

    file: SourceFile
    pages: frozenset[str]
    """The names of the pages that they lead to; see ``links.page_at``."""


class Index:
    """Made in the background, file by file; complete or empty in between."""

    def __init__(self, folder: str, vocabulary: Vocabulary, choice: Choice, cache: Cache) -> None:
        self._folder = folder
        self._vocabulary = vocabulary
        self._choice = choice
        self._cache = cache
        self._is_cancelled = threading.Event()
        self.ledger = Ledger()
        self.files: dict[str, SourceFile] = {}
        """Those that are checked, by absolute path."""
        self._linking: dict[str, Linking] = {}
        """By absolute path, those of the whole project, as a run looks through them."""

    def cancel(self) -> None:
        """Leave off within a second or two, from whatever thread."""
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
        found = {path: file for path, file in self.files.items() if path in changed}
        if changed - found.keys() or not all(map(os.path.isfile, found)):
            # Whether a new file belongs to the project depends on what stands around it.
            there = find([self._folder], self._choice, self._folder).files
            found = {file.path: file for file in there if file.path in changed}
        for path in changed:
            self.ledger.rest(path, None)
            self.files.pop(path, None)
            self._linking.pop(path, None)
        for path, file in found.items():
            self.files[path] = file
            self._link(file)
            self.ledger.rest(path, self._checker().check(file).facts)

    def links_to(self, facts: Facts, but: str) -> Facts:
        """The links of all files but one to the anchors that are at stake in ``facts``."""
        keys = at_stake([facts])
        if not keys:
            return Facts()
        here = os.path.basename(self._folder)
        wanted = {page for _, page, _ in keys}
        if "" in wanted:  # what the page of the folder is called from outside
            wanted.add(page_at(f"{here}/"))
        told = []
        for path, (file, pages) in self._linking.items():
            if path == but or wanted.isdisjoint(pages):
                continue
            try:
                text = decode(load(path)).text
            except ReadError:
                continue
            told.append(facts_of(file.shown, text, links_to(keys, text, file.shown, here)))
        return merged(told)

    def _build(self, jobs: int, progress: Progress) -> bool:
        found = find([self._folder], self._choice, self._folder)
        settings, compiled = self._vocabulary

        def go_on(done: int, of: int) -> None:
            self._leave_off_if_cancelled()
            progress(done, of)

        memory = OutcomeMemory(self._cache, compiled.digest, settings)
        whole = Project(self._folder, next(iter(settings.files), None), settings.include)
        outcomes = run(
            self._checker(),
            found.files,
            jobs,
            go_on,
            memory=memory,
            project=whole,
            meanwhile=self._leave_off_if_cancelled,
        )
        for file, outcome in zip(found.files, outcomes, strict=True):
            self.files[file.path] = file
            self.ledger.rest(file.path, outcome.facts)
        for file in {
            each.path: each for each in (*whole.around(found.files), *found.files)
        }.values():
            self._leave_off_if_cancelled()
            self._link(file)
        return True

    def _leave_off_if_cancelled(self) -> None:
        if self._is_cancelled.is_set():
            raise Cancelled

    def _checker(self) -> Checker:
        return Checker(self._vocabulary.compiled, self._vocabulary.settings)

    def _link(self, file: SourceFile) -> None:
        """Notes to which pages a file of the project, checked or not, has links."""
        self._linking.pop(file.path, None)
        try:
            data = load(file.path)
            text = decode(data).text if b"#" in data else ""
        except ReadError:
            return
        pages = frozenset(link.page for link in anchor_links(text, file.shown))
        if pages:
            self._linking[file.path] = Linking(file, pages)
