"""One glossary file read entry by entry, checked for what can be seen without the others."""

from __future__ import annotations

import re
from dataclasses import dataclass

from termlint.cues import PLACES
from termlint.glossary.concepts import CONCEPT, ConceptEntry, Reference, read_concept
from termlint.glossary.fields import Fields
from termlint.glossary.kinds import KINDS
from termlint.glossary.problems import Problem, Source
from termlint.glossary.shapes import (
    END,
    FORM,
    LISTED_FORM,
    NAME,
    PROSE,
    TEXT,
    Key,
    Shape,
    Table,
    list_of,
    listed,
    one_or_more,
    text_like,
)
from termlint.termbase import Group, Kind, Origin
from termlint.yamlnodes import Node, Scalar, Sequence, YamlError, compose

_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
"""The shape of a language tag in BCP 47 (RFC 5646); its parts are not looked up."""


@dataclass(frozen=True, slots=True)
class Entries:
    """What is sound in one glossary; its references are not looked up yet."""

    id: str
    """Empty where the glossary has none."""
    origin: Origin
    extends: tuple[Reference, ...]
    without: tuple[Reference, ...]
    """Concepts of glossaries before this one that are left out."""
    kinds: tuple[Kind, ...]
    concepts: tuple[ConceptEntry, ...]
    groups: tuple[Group, ...]


def read_entries(source: Source) -> tuple[Entries | None, tuple[Problem, ...]]:
    """Read a glossary, with all that is wrong in it; None where nothing can be read."""
    try:
        root = compose(source.text)
    except YamlError as error:
        return None, (Problem(source.path, error.line, error.column, error.problem),)
    if root is None:
        message = 'the glossary is empty; begin it with "glossary: " and its id'
        return None, (Problem(source.path, 1, 1, message),)
    fields = Fields(source)
    entries = _entries(root, fields)
    return entries, tuple(fields.problems)


def _entries(root: Node, fields: Fields) -> Entries:
    top = GLOSSARY.entry(fields, root)
    name = _ID.of(top, fields)
    _TITLE.of(top, fields)
    _LANGUAGE_TAG.of(top, fields)
    extends = _EXTENDS.of(top, fields)
    fields.lists.update(_LISTS.of(top, fields))
    return Entries(
        id=name.text if name else "",
        origin=fields.origin(name or root),
        extends=tuple(Reference(to.text, fields.origin(to)) for to in extends),
        without=tuple(Reference(id_.text, fields.origin(id_)) for id_ in _WITHOUT.of(top, fields)),
        kinds=_KINDS.of(top, fields),
        concepts=_CONCEPTS.of(top, fields),
        groups=_GROUPS.of(top, fields),
    )


def _read_lists(fields: Fields, node: Node | None, what: str) -> dict[str, tuple[str, ...]]:
    lists = {}
    for key, value in fields.mapping(node, what):
        name = fields.name(key, "the list")
        forms = [fields.form(item, "a form") for item in fields.one_or_more(value)]
        for form in forms:
            if form and re.search(r"[{}]", form.text):
                advice = "a list has no other in it; write out the forms"
                fields.report(form, f'the form "{form.text}" has braces, but {advice}')
        if name and name.text in PLACES:
            fields.report(name, f'"{{{name.text}}}" has a meaning in cues; choose another name')
        elif name and not forms:
            fields.report(name, f'the list "{name.text}" is empty; add forms, or remove it')
        elif name:
            lists[name.text] = tuple(form.text for form in forms if form)
    return lists


def _read_language(fields: Fields, node: Node | None, what: str) -> None:
    language = fields.text(node, what)
    if language and not _LANGUAGE.fullmatch(language.text):
        message = f'"{language.text}" is no language tag; write one such as en or pt-BR'
        fields.report(language, message)


def _read_concept(fields: Fields, node: Node | None, what: str) -> ConceptEntry | None:
    return read_concept(node, fields) if node else None


def _read_group(fields: Fields, node: Node | None, what: str) -> Group | None:
    if not isinstance(node, Sequence):
        fields.items(node, "a group")
        return None
    forms: dict[str, Scalar] = {}
    for item in node.items:
        form = fields.form(item, "a form")
        if form and forms.setdefault(form.text, form) is not form:
            fields.report(form, f'"{form.text}" is listed twice; write another form')
    if len(node.items) < 2:
        fields.report(node, "a group has fewer than two forms; add what is not to be mixed")
    return Group(tuple(forms), fields.origin(node)) if len(forms) > 1 else None


_LISTS_SCHEMA = {
    "type": "object",
    "propertyNames": {**NAME.schema, "not": {"enum": list(PLACES)}},
    "additionalProperties": {"anyOf": [LISTED_FORM, {**list_of(LISTED_FORM), "minItems": 1}]},
}
_LANGUAGE_SCHEMA = text_like(f"^{_LANGUAGE.pattern}{END}", "write one such as en or pt-BR")
_GROUP_SCHEMA = {**list_of(FORM.schema, are_distinct=True), "minItems": 2}

_ID = Key(
    "glossary",
    NAME,
    "the id of the glossary, without spaces",
    if_missing='add "glossary: " and an id',
)
_TITLE = Key("title", PROSE, "a title for people")
_LANGUAGE_TAG = Key(
    "language", Shape(_read_language, _LANGUAGE_SCHEMA), "a language tag such as en; for people"
)
_EXTENDS = Key(
    "extends",
    one_or_more(TEXT),
    "other glossaries that come before this one: built-in ids, or paths relative to this file",
)
_WITHOUT = Key(
    "without",
    one_or_more(NAME),
    "ids of concepts of the glossaries before this one, which are left out or described anew here",
)
_LISTS = Key(
    "lists",
    Shape(_read_lists, _LISTS_SCHEMA),
    "lists of forms by name, which cues share: `{tools}` stands for one of the list `tools`",
)
_KINDS = Key("kinds", KINDS, "what sorts of things terms name, each with cues that show it")
_CONCEPTS = Key("concepts", listed(Shape(_read_concept, CONCEPT.schema)), "what the terms name")
_GROUPS = Key(
    "consistent",
    listed(Shape(_read_group, _GROUP_SCHEMA)),
    "groups of forms that are not to be mixed in one project",
)
GLOSSARY = Table(
    "a glossary", _ID, _TITLE, _LANGUAGE_TAG, _EXTENDS, _WITHOUT, _LISTS, _KINDS, _CONCEPTS, _GROUPS
)
