"""A concept of a glossary file, read with its designations and specs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from termlint.diagnostic import Severity
from termlint.english import plurals
from termlint.glossary.contexts import CUES
from termlint.glossary.examples import SPECS
from termlint.glossary.fields import Fields
from termlint.glossary.shapes import (
    FLAG,
    FORM,
    NAME,
    PROSE,
    Key,
    Shape,
    Table,
    choice,
    one_or_more,
)
from termlint.termbase import Concept, Designation, Origin, Status
from termlint.yamlnodes import Mapping, Node, Scalar

_SPELLED = {"+": " plus ", "#": " sharp ", "&": " and ", "@": " at ", "*": " star "}


@dataclass(frozen=True, slots=True)
class Reference:
    """A name that something else, perhaps in another file, must explain."""

    name: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class ConceptEntry:
    """A concept, and the places of the names in it that are not looked up yet."""

    concept: Concept
    """Without a sound term its term is empty, and without one and an id its id is too."""
    kind: Reference | None
    confused_with: tuple[Reference, ...]


def read_concept(node: Node, fields: Fields) -> ConceptEntry:
    """Read one item of ``concepts``."""
    entry = CONCEPT.entry(fields, node)
    term = _TERM.of(entry, fields)
    name = _ID.of(entry, fields)
    id_ = name.text if name else slug(term.text) if term else ""
    abbreviation = _ABBREVIATION.of(entry, fields)
    kind = _KIND.of(entry, fields)
    confused_with = [
        Reference(other.text, fields.origin(other)) for other in _CONFUSED_WITH.of(entry, fields)
    ]
    forms = _FORMS.of(entry, fields)
    concept = Concept(
        id=id_,
        term=term.text if term else "",
        kind=kind.text if kind else None,
        origin=fields.origin(name or term or node),
        designations=_Designations(id_, fields).read(term, abbreviation, entry),
        definition=_DEFINITION.of(entry, fields),
        source=_SOURCE.of(entry, fields),
        note=_NOTE.of(entry, fields),
        abbreviation=abbreviation.text if abbreviation else "",
        names=tuple(form.text for form in _NAMES.of(entry, fields)),
        confused_with=tuple(other.name for other in confused_with),
        cues=_CUES.of(entry, fields),
        literal=_LITERAL.of(entry, fields),
        countable=_is_countable(term.text if term else "", entry, fields),
        consistent=_CONSISTENT.of(entry, fields),
        ambiguous=_AMBIGUOUS.of(entry, fields),
        forms=tuple(form.text for form in forms) if "forms" in entry else None,
        specs=_SPECS.of(entry, fields),
    )
    reference = Reference(kind.text, fields.origin(kind)) if kind else None
    return ConceptEntry(concept, reference, tuple(confused_with))


def _is_countable(term: str, entry: dict[str, Node], fields: Fields) -> bool:
    """What the entry says; without that, whether the term has a plural."""
    if "countable" in entry:
        return _COUNTABLE.of(entry, fields)
    return bool(plurals(term))


def slug(term: str) -> str:
    """The id of a concept that gives none: letters and digits in lower case, ``-`` between.

    ``+ # & @ *`` and a dot at the start are spelled out, so that ``C``, ``C++``, ``C#`` and
    ``NET``, ``.NET`` stay apart.
    """
    spelled = re.sub(r"^\.", "dot ", term)
    spelled = "".join(_SPELLED.get(char, char) for char in spelled)
    return "-".join(re.findall(r"[^\W_]+", spelled.lower()))


class _Designations:
    """Collects the forms of one concept, each once."""

    def __init__(self, concept: str, fields: Fields) -> None:
        self._concept = concept
        self._fields = fields
        self._found: dict[str, Designation] = {}

    def read(
        self, term: Scalar | None, abbreviation: Scalar | None, entry: dict[str, Node]
    ) -> tuple[Designation, ...]:
        fields = self._fields
        if term:
            self._add(self._designation(term, Status.PREFERRED))
        for form in _ADMITTED.of(entry, fields):
            self._add(self._designation(form, Status.ADMITTED))
        # Often the abbreviation is the term itself or an admitted form, and then nothing new.
        if abbreviation and abbreviation.text not in self._found:
            self._add(self._designation(abbreviation, Status.ADMITTED))
        for deprecated in _DEPRECATED.of(entry, fields):
            self._add(
                self._designation(deprecated.form, Status.DEPRECATED)._replace(
                    message=deprecated.message,
                    severity=deprecated.severity,
                    fix=deprecated.fix,
                )
            )
        for form in _VARIANTS.of(entry, fields):
            self._add(self._designation(form, Status.VARIANT))
        return tuple(self._found.values())

    def _designation(self, form: Scalar, status: Status) -> Designation:
        return Designation(form.text, status, self._concept, self._fields.origin(form))

    def _add(self, new: Designation) -> None:
        old = self._found.setdefault(new.text, new)
        if old is new:
            return
        if old.status is new.status:
            said = f'"{new.text}" is {named(new.status)} already at line {old.origin.line}'
        else:
            said = (
                f'"{new.text}" is {named(new.status)} here,'
                f" but {named(old.status)} at line {old.origin.line}"
            )
        self._fields.report(new.origin, f"{said}; keep one of the two")


def named(status: Status) -> str:
    """What follows "the form is" in messages."""
    return "a variant" if status is Status.VARIANT else status.value


class _Deprecated(NamedTuple):
    """A deprecated form and what is said of it."""

    form: Scalar
    message: str = ""
    severity: Severity | None = None
    fix: str = "unsafe"


def _read_deprecated(fields: Fields, node: Node | None, what: str) -> _Deprecated | None:
    if not isinstance(node, Mapping):
        form = fields.form(node, what)
        return _Deprecated(form) if form else None
    entry = DEPRECATED_FORM.entry(fields, node)
    form = _FORM.of(entry, fields)
    message = _MESSAGE.of(entry, fields)
    severity = _SEVERITY.of(entry, fields)
    fix = _FIX.of(entry, fields) or "unsafe"
    named_severity = Severity.named(severity) if severity else None
    return _Deprecated(form, message, named_severity, fix) if form else None


FIX = choice("safe", "unsafe", "none")
_SOME_FORMS = one_or_more(FORM)
_DISTINCT_FORMS = one_or_more(FORM, are_distinct=True)

_FORM = Key("form", FORM, "the deprecated form", if_missing="add the deprecated form")
_MESSAGE = Key("message", PROSE, "what to say where it is found")
_SEVERITY = Key("severity", choice(*map(str, Severity)), "in place of that of the check")
_FIX = Key("fix", FIX, "whether the preferred form may simply take its place; `unsafe` by default")
DEPRECATED_FORM = Table("a deprecated form", _FORM, _MESSAGE, _SEVERITY, _FIX)
_DEPRECATED_SHAPE = Shape(_read_deprecated, {"anyOf": [FORM.schema, DEPRECATED_FORM.schema]})

_ID = Key("id", NAME, "what other concepts call it; by default the term with `-` for spaces")
_TERM = Key(
    "term",
    FORM,
    "the preferred form; its case is the right one",
    if_missing="add the preferred form of the concept",
)
_KIND = Key("kind", NAME, "the name of its kind: what sort of thing it is")
_DEFINITION = Key("definition", PROSE, "what it is; the first sentence is shown with findings")
_SOURCE = Key("source", PROSE, "where the definition comes from")
_NOTE = Key("note", PROSE, "more for those who read the glossary")
_ADMITTED = Key("admitted", _DISTINCT_FORMS, "other forms that are right")
_DEPRECATED = Key(
    "deprecated",
    one_or_more(_DEPRECATED_SHAPE, are_distinct=True),
    "forms that are not to be used any more, or mappings that say more of them",
)
_VARIANTS = Key("variants", _DISTINCT_FORMS, "wrong spellings that cannot be derived")
_ABBREVIATION = Key("abbreviation", FORM, "its abbreviation, an admitted form, too")
_NAMES = Key("names", _SOME_FORMS, "proper names that contain the term and are left alone")
_CONFUSED_WITH = Key(
    "confused_with", one_or_more(NAME), "ids of the concepts for which it is wrongly used"
)
_CUES = Key("cues", CUES, "contexts that call for this concept, beyond those of its kind")
_LITERAL = Key(
    "literal", CUES, "contexts in which its lower-case form is a command, package or path"
)
_COUNTABLE = Key("countable", FLAG, '`false` where the term takes no "a" and no plural')
_CONSISTENT = Key("consistent", FLAG, "`true` where its forms are not to be mixed")
_AMBIGUOUS = Key("ambiguous", FLAG, "`true` where its derived wrong forms are ordinary words, too")
_FORMS = Key("forms", _SOME_FORMS, "its inflected forms, where the derived plural is wrong")
_SPECS = Key("specs", SPECS, "examples that must hold; `termlint glossary test` runs them")
CONCEPT = Table(
    "a concept", _ID, _TERM, _KIND, _DEFINITION, _SOURCE, _NOTE, _ADMITTED, _DEPRECATED, _VARIANTS,
    _ABBREVIATION, _NAMES, _CONFUSED_WITH, _CUES, _LITERAL, _COUNTABLE, _CONSISTENT, _AMBIGUOUS,
    _FORMS, _SPECS,
)  # fmt: skip
