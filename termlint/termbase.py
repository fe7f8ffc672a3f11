"""The vocabulary that texts are checked against: concepts, their designations and their kinds.

The words follow ISO 30042 (TBX): a *concept* is a unit of meaning, a *designation* is a form
that names it, and each designation is preferred, admitted or deprecated.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import NamedTuple

from termlint.diagnostic import Severity


class Status(Enum):
    """What the glossary thinks of a designation."""

    PREFERRED = "preferred"
    ADMITTED = "admitted"
    DEPRECATED = "deprecated"
    VARIANT = "variant"
    """A wrong spelling that the glossary lists."""

    def __reduce_ex__(self, protocol: object) -> tuple[type[Status], tuple[str]]:
        # By itself, Python 3.11.2 would write a call of getattr, which termlint.pickling refuses.
        return Status, (self.value,)


class Origin(NamedTuple):
    """Where in a glossary something is said."""

    path: str
    line: int
    """1-based."""
    column: int
    """1-based, in code points."""

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


class Cue(NamedTuple):
    """Words around a term that show which sense is meant."""

    pattern: str
    """As written in the glossary, with one ``{term}``; the language is that of ``cues.py``."""
    origin: Origin
    weight: float = 1.0
    """How much the cue counts where several disagree; a sense needs at least 1 to be called for."""
    lists: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """The lists of forms that the pattern names, each with its name."""
    needs: frozenset[str] = frozenset()
    """Lower-case words of which one stands near the term wherever the cue holds (``needs_of`` in
    ``cue_needs.py``); none where that is not known."""


class Designation(NamedTuple):
    """A form that names a concept."""

    text: str
    """As the glossary writes it; its case is canonical."""
    status: Status
    concept: str
    """The id of the concept it names; empty for a form of a consistent group."""
    origin: Origin
    message: str = ""
    """More to say where it is found, from the glossary."""
    severity: Severity | None = None
    """Overrides the check's severity."""
    fix: str = "unsafe"
    """``safe``, ``unsafe`` or ``none``: how a deprecated form may be replaced by the preferred."""

    @property
    def owner(self) -> str:
        """What the form belongs to: the id of its concept, or the place of its group."""
        return self.concept or str(self.origin)


class Kind(NamedTuple):
    """What sort of thing a concept is, and the words that show such a thing is meant."""

    id: str
    origin: Origin
    description: str = ""
    """A noun phrase without article, used in messages: ``software that is installed or run``."""
    cues: tuple[Cue, ...] = ()
    literal: tuple[Cue, ...] = ()
    """Contexts in which a form is a command, package or path written without backticks."""
    named: bool = False
    """Whether such a thing is often called by what it is: "the Model Registry"."""
    nouns: tuple[str, ...] = ()
    """Lower-case nouns that say of a thing that it is of this kind: ``tool``, ``library``."""
    fix: str = "unsafe"
    """``safe``, ``unsafe`` or ``none``: how a term may be replaced where this kind is meant."""
    uncounted: tuple[Cue, ...] = ()
    """Cues that hold only around a term that can't be counted, to which an article or a number
    gives another sense: "one MLOps" is a person."""
    inflection: str = "noun"
    """``noun``, ``verb`` or ``none``: which forms are derived from the terms of this kind."""


class Spec(NamedTuple):
    """An example that must hold."""

    text: str
    """Markdown, linted like a document."""
    origin: Origin
    expect: tuple[str, ...] = ()
    """The checks that must report something in ``text``, one name for each diagnostic."""
    fixed: str | None = None
    """What the safe fixes turn ``text`` into; given instead of ``expect``."""


class Concept(NamedTuple):
    """A unit of meaning and all that the glossary says of it."""

    id: str
    term: str
    """The preferred designation."""
    kind: str | None
    """The id of its kind; None where the glossary does not say."""
    origin: Origin
    designations: tuple[Designation, ...]
    """Preferred first, then admitted (the abbreviation among them), deprecated, variants."""
    definition: str = ""
    source: str = ""
    note: str = ""
    abbreviation: str = ""
    names: tuple[str, ...] = ()
    """Proper names that contain the term; their occurrences are left alone."""
    confused_with: tuple[str, ...] = ()
    """Ids of the concepts for which this one's designations are wrongly used."""
    cues: tuple[Cue, ...] = ()
    """Contexts that call for this concept, beyond those of its kind."""
    literal: tuple[Cue, ...] = ()
    """Contexts in which its form is a command or package, beyond those of its kind."""
    countable: bool = True
    """Whether its terms take "a" and a plural."""
    consistent: bool = False
    """Whether its designations must not be mixed."""
    ambiguous: bool = False
    """Whether its derived wrong forms are ordinary words too, reported only where a cue holds."""
    forms: tuple[str, ...] | None = None
    """Inflected forms that replace the derived ones; None derives them."""
    specs: tuple[Spec, ...] = ()


class Group(NamedTuple):
    """Forms of which a project should use one: either is fine, both are not."""

    forms: tuple[str, ...]
    origin: Origin


class Termbase(NamedTuple):
    """All loaded glossaries, merged and validated."""

    glossaries: tuple[str, ...] = ()
    """Their ids, in the order in which they were loaded."""
    kinds: Mapping[str, Kind] = {}
    concepts: Mapping[str, Concept] = {}
    groups: tuple[Group, ...] = ()

    def without_specs(self) -> Termbase:
        """The same without what linting never asks for."""
        concepts = {id_: each._replace(specs=()) for id_, each in self.concepts.items()}
        return self._replace(concepts=concepts)

    def cues_of(self, concept: Concept, around: Concept | None = None) -> tuple[Cue, ...]:
        """The contexts that call for ``concept``: its own, then those of its kind.

        ``around`` is the concept whose term stands in the text, where that is another one.
        """
        if concept.kind is None:
            return concept.cues
        kind = self.kinds[concept.kind]
        counted = around is None or around.countable
        return concept.cues + kind.cues + (() if counted else kind.uncounted)

    def literal_cues_of(self, concept: Concept) -> tuple[Cue, ...]:
        """The contexts in which a form of ``concept`` is code: its own, then its kind's."""
        return concept.literal + (self.kinds[concept.kind].literal if concept.kind else ())
