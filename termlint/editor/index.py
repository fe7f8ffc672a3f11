"""The files of a project that are not open, as far as they matter to those that are."""

from __future__ import annotations

import os
import threading
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping

from termlint.anchors import at_stake
from termlint.cache import Cache
from termlint.diagnostic import Diagnostic
from termlint.editor.ledger import Ledger
from termlint.editor.linking import Linking
from termlint.editor.project import Vocabulary
from termlint.facts import Facts, Key, merged
from termlint.files import Choice, SourceFile, find
from termlint.files.project import Project
from termlint.memory import OutcomeMemory
from termlint.run import Checker, Outcome, run

Progress = Callable[[int, int], None]
"""Is told how many files are done, and of how many."""

Texts = Callable[["Index"], Mapping[str, str]]
"""The open documents around which an index was made, by absolute path, as they are in the
editor."""


class Cancelled(Exception):  # noqa: N818 - nothing is wrong
    """Nobody waits for the index any more."""


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
        self._linking = Linking(folder)
        """Of the files of the whole project, as a run looks through them."""
        self._found: dict[str, tuple[Diagnostic, ...]] = {}
        """By absolute path, what was found in those in which something was."""
        self._changes: Counter[str] = Counter()
        """How often each of them has changed since."""
        self._changed: set[Key] = set()
        """What they have said something else about since."""
        self._unread: set[str] = set()
        """Open files that have changed on the disk."""

    def cancel(self) -> None:
        """Leave off within a second or two, from whatever thread."""
        self._is_cancelled.set()

    def build(self, jobs: int, progress: Progress) -> bool:
        """Read all files; whether that was brought to its end. Raises RunError."""
        try:
            return self._build(jobs, progress)
        except Cancelled:
            return False

    def close(self, path: str) -> None:
        """A file is no longer open, and is what it is on the disk again."""
        if path in self._unread:
            self._unread.discard(path)
            self.reread([path])

    def reread(self, paths: Iterable[str], opened: Collection[str] = ()) -> None:
        """Some files were made, changed or removed on the disk.

        Those that are open are checked when they are closed, since until then counts what stands
        in the editor.
        """
        changed = set(paths)
        if not changed:
            return
        found = {path: file for path, file in self.files.items() if path in changed}
        if changed - found.keys() or not all(map(os.path.isfile, found)):
            # Whether a new file belongs to the project depends on what stands around it.
            there = find([self._folder], self._choice, self._folder).files
            found = {file.path: file for file in there if file.path in changed}
        for path in changed:
            self._changed.update(self.ledger.at_rest(path).choices)
            self.ledger.rest(path, None)
            self.files.pop(path, None)
            self._linking.forget(path)
            self._found.pop(path, None)
            self._changes[path] += 1
        for path, file in found.items():
            self.files[path] = file
            self._linking.read(path)
            if path in opened:
                self._unread.add(path)
            else:
                self._note(file, self._checker().check(file))
                self._changed.update(self.ledger.at_rest(path).choices)

    def telling(self) -> set[str]:
        """The absolute paths of files in which something is found, or may be if the project decides
        otherwise."""
        return {*self._found, *self.ledger.resting}

    def found_in(self, path: str) -> tuple[Diagnostic, ...] | None:
        """What is found in a file as it is on the disk; None where that has to be looked for, since
        it has changed, or files that have changed or open documents have a say in it."""
        choices = self.ledger.at_rest(path).choices
        is_same = not self._changes[path] and self._changed.isdisjoint(choices)
        if not is_same or not self.ledger.is_at_rest(choices) or at_stake([Facts(choices)]):
            return None
        return self._found.get(path, ())

    def version_of(self, path: str) -> int:
        """Another number after each change of a file on the disk."""
        return self._changes[path]

    def together(self, document: str, facts: Facts, texts: Texts) -> Facts:
        """What all documents, open or not, say of what matters to this one, which has ``facts``."""
        said = self.ledger.together(document, facts)
        keys = at_stake([facts])
        if not keys:
            return said
        return merged([said, self._linking.to(keys, document, texts(self))])

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
            others=True,
        )
        for file, outcome in zip(found.files, outcomes, strict=True):
            self.files[file.path] = file
            self._note(file, outcome)
        for file in {
            each.path: each for each in (*whole.around(found.files), *found.files)
        }.values():
            self._leave_off_if_cancelled()
            self._linking.read(file.path)
        return True

    def _leave_off_if_cancelled(self) -> None:
        if self._is_cancelled.is_set():
            raise Cancelled

    def _checker(self) -> Checker:
        return Checker(self._vocabulary.compiled, self._vocabulary.settings)

    def _note(self, file: SourceFile, outcome: Outcome) -> None:
        self.ledger.rest(file.path, outcome.facts)
        if outcome.findings:
            self._found[file.path] = tuple(each.diagnostic for each in outcome.findings)
