"""From references to one termbase: glossaries are found, read with all they extend, and merged."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from termlint.glossary.entries import Entries, read_entries
from termlint.glossary.merging import merge
from termlint.glossary.problems import Problem, Source
from termlint.termbase import Origin, Termbase

_LONGEST_CHAIN = 50


class GlossaryNotFound(Exception):  # noqa: N818 - the name says it all
    """A reference leads to no readable glossary; its message says why and what to do."""


Read = Callable[[str, str | None], Source]
"""Finds and reads a glossary by its reference, a built-in id or a path. A path is relative to the
glossary whose path is the second argument, or to the working directory where that is None.
Raises GlossaryNotFound."""


def load(references: Sequence[str], read: Read) -> tuple[Termbase, tuple[Problem, ...]]:
    """Load glossaries and all that they extend, each file once, and merge them.

    What a glossary extends comes before it in the termbase. All problems are given, file by file
    in the order of their lines; what they concern is left out of the termbase, so that it is
    consistent in itself, but only one without problems is fit for use.
    """
    loading = _Loading(read)
    for reference in references:
        loading.add(reference, None, Origin(reference, 1, 1), ())
    termbase, problems = merge(loading.entries, is_complete=loading.is_complete)
    return termbase, _in_order([*loading.problems, *problems])


class _Loading:
    """The glossaries found so far."""

    def __init__(self, read: Read) -> None:
        self._read = read
        self._seen: set[str] = set()
        self.entries: list[Entries] = []
        self.problems: list[Problem] = []
        self.is_complete = True
        """Whether all of them could be read."""

    def add(self, reference: str, base: str | None, origin: Origin, chain: tuple[str, ...]) -> None:
        """Load what ``reference`` at ``origin`` stands for; ``chain`` extends down to it."""
        if len(chain) > _LONGEST_CHAIN:
            self._report(
                origin, f"more than {_LONGEST_CHAIN} glossaries extend each other; use fewer"
            )
            return
        try:
            source = self._read(reference, base)
        except GlossaryNotFound as error:
            self._report(origin, str(error))
            self.is_complete = False
            return
        if source.path in chain:
            circle = " extends ".join((*chain[chain.index(source.path) :], source.path))
            self._report(
                origin, f"glossaries extend each other in a circle: {circle}; remove one of these"
            )
            return
        if source.path in self._seen:
            return
        self._seen.add(source.path)
        entries, problems = read_entries(source)
        self.problems += problems
        if entries is None:
            self.is_complete = False
            return
        for other in entries.extends:
            self.add(other.name, source.path, other.origin, (*chain, source.path))
        self.entries.append(entries)

    def _report(self, origin: Origin, message: str) -> None:
        self.problems.append(Problem(origin.path, origin.line, origin.column, message))


def _in_order(problems: list[Problem]) -> tuple[Problem, ...]:
    # A node that several aliases stand for is read, and reported, several times.
    distinct = tuple(dict.fromkeys(problems))
    ranks: dict[str, int] = {}
    for problem in distinct:
        ranks.setdefault(problem.path, len(ranks))
    return tuple(sorted(distinct, key=lambda at: (ranks[at.path], at.line, at.column)))
