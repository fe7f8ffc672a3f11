"""A concept of a glossary file, read with its designations and specs."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from termlint.checknames import CHECK_NAMES
from termlint.diagnostic import Severity
from termlint.english import plurals
from termlint.glossary.contexts import read_cues
from termlint.glossary.fields import Fields
from termlint.termbase import Concept, Designation, Origin, Spec, Status
from termlint.yamlnodes import Mapping, Node, Scalar

_KEYS = (
    "id", "term", "kind", "definition", "source", "note", "admitted", "deprecated", "variants",
    "abbreviation", "names", "confused_with", "cues", "literal", "countable", "consistent",
    "ambiguous", "forms", "specs",
)  # fmt: skip
_DEPRECATED_KEYS = ("form", "message", "severity", "fix")
_SPEC_KEYS = ("text", "expect", "from", "to")

FIXES = ("safe", "unsafe", "none")
_SEVERITIES = tuple(str(severity) for severity in Severity)

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
    entry = fields.entry(node, "a concept", _KEYS)
    if "term" not in entry and isinstance(node, Mapping):
        fields.report(node, 'the key "term" is missing; add the preferred form of the concept')
    term = fields.form(entry.get("term"), "term")
    name = fields.name(entry.get("id"), "id")
    id_ = name.text if name else slug(term.text) if term else ""
    abbreviation = fields.form(entry.get("abbreviation"), "abbreviation")
    kind = fields.name(entry.get("kind"), "kind")
    confused_with = [
        Reference(other.text, fields.origin(other))
        for item in fields.one_or_more(entry.get("confused_with"))
        if (other := fields.name(item, "confused_with"))
    ]
    specs = [_spec(item, fields) for item in fields.items(entry.get("specs"), "specs")]
    forms = tuple(form.text for form in _forms(entry, "forms", fields))
    concept = Concept(
        id=id_,
        term=term.text if term else "",
        kind=kind.text if kind else None,
        origin=fields.origin(name or term or node),
        designations=_Designations(id_, fields).read(term, abbreviation, entry),
        definition=fields.prose(entry.get("definition"), "definition"),
        source=fields.prose(entry.get("source"), "source"),
        note=fields.prose(entry.get("note"), "note"),
        abbreviation=abbreviation.text if abbreviation else "",
        names=tuple(form.text for form in _forms(entry, "names", fields)),
        confused_with=tuple(other.name for other in confused_with),
        cues=read_cues(entry.get("cues"), fields),
        literal=read_cues(entry.get("literal"), fields),
        countable=_is_countable(term.text if term else "", entry, fields),
        consistent=fields.flag(entry.get("consistent"), "consistent"),
        ambiguous=fields.flag(entry.get("ambiguous"), "ambiguous"),
        forms=forms if "forms" in entry else None,
        specs=tuple(spec for spec in specs if spec),
    )
    reference = Reference(kind.text, fields.origin(kind)) if kind else None
    return ConceptEntry(concept, reference, tuple(confused_with))


def _is_countable(term: str, entry: dict[str, Node], fields: Fields) -> bool:
    """What the entry says; without that, whether the term has a plural."""
    if "countable" in entry:
        return fields.flag(entry["countable"], "countable")
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
        if term:
            self._add(self._designation(term, Status.PREFERRED))
        for form in _forms(entry, "admitted", self._fields):
            self._add(self._designation(form, Status.ADMITTED))
        # Often the abbreviation is the term itself or an admitted form, and then nothing new.
        if abbreviation and abbreviation.text not in self._found:
            self._add(self._designation(abbreviation, Status.ADMITTED))
        for node in self._fields.one_or_more(entry.get("deprecated")):
            self._add(self._deprecated(node))
        for form in _forms(entry, "variants", self._fields):
            self._add(self._designation(form, Status.VARIANT))
        return tuple(self._found.values())

    def _designation(self, form: Scalar, status: Status) -> Designation:
        return Designation(form.text, status, self._concept, self._fields.origin(form))

    def _deprecated(self, node: Node) -> Designation | None:
        fields = self._fields
        if not isinstance(node, Mapping):
            form = fields.form(node, "deprecated")
            return self._designation(form, Status.DEPRECATED) if form else None
        entry = fields.entry(node, "a deprecated form", _DEPRECATED_KEYS)
        if "form" not in entry:
            fields.report(node, 'the key "form" is missing; add the deprecated form')
        form = fields.form(entry.get("form"), "form")
        message = fields.prose(entry.get("message"), "message")
        severity = fields.choice(entry.get("severity"), "severity", _SEVERITIES)
        fix = fields.choice(entry.get("fix"), "fix", FIXES)
        if form is None:
            return None
        return replace(
            self._designation(form, Status.DEPRECATED),
            message=message,
            severity=Severity.named(severity) if severity else None,
            fix=fix or "unsafe",
        )

    def _add(self, new: Designation | None) -> None:
        if new is None:
            return
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


def _forms(entry: dict[str, Node], key: str, fields: Fields) -> list[Scalar]:
    forms = [fields.form(node, key) for node in fields.one_or_more(entry.get(key))]
    return [form for form in forms if form]


def _spec(node: Node, fields: Fields) -> Spec | None:
    entry = fields.entry(node, "a spec", _SPEC_KEYS)
    given = entry.keys()
    if not isinstance(node, Mapping):
        return None
    if given == {"from", "to"}:
        before, after = fields.text(entry["from"], "from"), fields.text(entry["to"], "to")
        if before and after:
            return Spec(before.text, fields.origin(node), fixed=after.text)
    elif "text" in given and given <= {"text", "expect"}:
        text = fields.text(entry["text"], "text")
        checks = fields.one_or_more(entry.get("expect"))
        expect = [fields.choice(check, "check", CHECK_NAMES) for check in checks]
        if text:
            return Spec(text.text, fields.origin(node), tuple(filter(None, expect)))
    else:
        fields.report(node, 'a spec has "text" and maybe "expect", or "from" and "to"; write these')
    return None
