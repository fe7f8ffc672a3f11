"""One glossary file read entry by entry, checked for what can be seen without the others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from termlint.cues import PLACES
from termlint.glossary.concepts import FIXES, ConceptEntry, Reference, read_concept
from termlint.glossary.contexts import read_cues
from termlint.glossary.fields import Fields
from termlint.glossary.problems import Problem, Source
from termlint.termbase import Group, Kind, Origin
from termlint.yamlnodes import NULL, Mapping, Node, Scalar, Sequence, YamlError, compose

_KEYS = ("glossary", "title", "language", "extends", "lists", "kinds", "concepts", "consistent")
_KIND_KEYS = ("description", "cues", "literal", "named", "nouns", "fix", "inflection", "uncounted")
_INFLECTIONS = ("noun", "verb", "none")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
"""The shape of a language tag in BCP 47 (RFC 5646); its parts are not looked up."""


@dataclass(frozen=True, slots=True)
class Entries:
    """What is sound in one glossary; its references are not looked up yet."""

    id: str
    """Empty where the glossary has none."""
    origin: Origin
    extends: tuple[Reference, ...]
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
    top = fields.entry(root, "a glossary", _KEYS)
    if "glossary" not in top and isinstance(root, Mapping):
        fields.report(root, 'the key "glossary" is missing; add "glossary: " and an id')
    name = fields.name(top.get("glossary"), "glossary")
    fields.prose(top.get("title"), "title")
    _check_language(top.get("language"), fields)
    extends = [fields.text(node, "extends") for node in fields.one_or_more(top.get("extends"))]
    fields.lists.update(_lists(top.get("lists"), fields))
    kinds = [_kind(*pair, fields) for pair in fields.mapping(top.get("kinds"), "kinds")]
    concepts = [
        read_concept(node, fields) for node in fields.items(top.get("concepts"), "concepts")
    ]
    groups = [_group(node, fields) for node in fields.items(top.get("consistent"), "consistent")]
    return Entries(
        id=name.text if name else "",
        origin=fields.origin(name or root),
        extends=tuple(Reference(to.text, fields.origin(to)) for to in extends if to),
        kinds=tuple(kind for kind in kinds if kind),
        concepts=tuple(concepts),
        groups=tuple(group for group in groups if group),
    )


def _lists(node: Node | None, fields: Fields) -> Iterator[tuple[str, tuple[str, ...]]]:
    for key, value in fields.mapping(node, "lists"):
        name = fields.name(key, "the list")
        forms = [fields.form(item, "a form") for item in fields.one_or_more(value)]
        if name and name.text in PLACES:
            fields.report(name, f'"{{{name.text}}}" has a meaning in cues; choose another name')
        elif name and not forms:
            fields.report(name, f'the list "{name.text}" is empty; add forms, or remove it')
        elif name:
            yield name.text, tuple(form.text for form in forms if form)


def _check_language(node: Node | None, fields: Fields) -> None:
    language = fields.text(node, "language")
    if language and not _LANGUAGE.fullmatch(language.text):
        message = f'"{language.text}" is no language tag; write one such as en or pt-BR'
        fields.report(language, message)


def _kind(key: Scalar, node: Node, fields: Fields) -> Kind | None:
    name = fields.name(key, "the kind")
    # A kind needs no more than its name, so that concepts can already be given it.
    is_bare = isinstance(node, Scalar) and node.tag == NULL and not node.text
    entry = {} if is_bare else fields.entry(node, f'the kind "{key.text}"', _KIND_KEYS)
    description = fields.prose(entry.get("description"), "description")
    cues = read_cues(entry.get("cues"), fields)
    literal = read_cues(entry.get("literal"), fields)
    named = fields.flag(entry.get("named"), "named")
    nouns = tuple(
        noun.text.lower()
        for node in fields.one_or_more(entry.get("nouns"))
        if (noun := fields.form(node, "a noun"))
    )
    fix = fields.choice(entry.get("fix"), "fix", FIXES) or "unsafe"
    if name is None:
        return None
    origin = fields.origin(name)
    inflection = fields.choice(entry.get("inflection"), "inflection", _INFLECTIONS) or "noun"
    return Kind(
        id=name.text,
        origin=origin,
        description=description,
        cues=cues,
        literal=literal,
        named=named,
        nouns=nouns,
        fix=fix,
        uncounted=read_cues(entry.get("uncounted"), fields),
        inflection=inflection,
    )


def _group(node: Node, fields: Fields) -> Group | None:
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
