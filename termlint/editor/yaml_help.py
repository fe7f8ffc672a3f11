"""Help with glossaries and configurations: what a key means, and what may stand at a place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from termlint import builtin
from termlint.checknames import CHECK_NAMES
from termlint.editor import outline_of_toml, outline_of_yaml
from termlint.editor.outline_of_yaml import ITEM, Spot
from termlint.editor.terms import Hover, described
from termlint.explain import page_of
from termlint.glossary.shapes import Schema
from termlint.schemas import schema_of
from termlint.span import Span
from termlint.termbase import Kind, Termbase

GLOSSARY, CONFIGURATION, PYPROJECT = "glossary", "config", "pyproject"
"""Sorts of texts: the names of their schemas."""


_PARAGRAPH = "\n\n"


class Choice(NamedTuple):
    """Something that may be written at a place."""

    span: Span
    """What it takes the place of."""
    text: str
    markdown: str
    """What it means; empty where that is not known."""
    is_key: bool = False


def choices_at(text: str, offset: int, sort: str, termbase: Termbase) -> Iterator[Choice]:
    """What may be written at ``offset`` in a text of this sort."""
    spot = _spot_at(text, offset, sort)
    nodes = _nodes(_schema(sort), spot.path)
    span = Span(spot.word.start, offset)
    if spot.is_key:
        mark = " = " if sort == PYPROJECT else ":"
        keys = {key: says for node in nodes for key, says in _keys_of(node).items()}
        yield from (Choice(span, key + mark, says, is_key=True) for key, says in keys.items())
    for word in _words(nodes):
        yield Choice(span, word, _said_of_check(word))
    for name, says in _names(spot.path, termbase):
        yield Choice(span, name, says)


def help_at(text: str, offset: int, sort: str, termbase: Termbase) -> Hover | None:
    """What the key or the name at ``offset`` means."""
    spot = _spot_at(text, offset, sort)
    word = text[spot.word.start : spot.word.end]
    nodes = _nodes(_schema(sort), spot.path)
    for name, says in _names(spot.path, termbase):
        if name == word and says:
            return Hover(spot.word, says)
    if spot.is_key:
        for node in nodes:
            says = _keys_of(node).get(word, "")
            if says:
                return Hover(spot.word, f"`{word}`: {says}")
    # In a list, a word may become a key or not.
    says = _said_of_check(word) if word in _words(nodes) else ""
    return Hover(spot.word, says) if says else None


def _spot_at(text: str, offset: int, sort: str) -> Spot:
    if sort == PYPROJECT:
        return outline_of_toml.spot_at(text, offset)
    return outline_of_yaml.spot_at(text, offset)


def _words(nodes: Sequence[Schema]) -> Iterator[str]:
    """The words of which one has to be chosen."""
    return (str(word) for node in nodes for word in node.get("enum", ()))


@cache
def _said_of_check(name: str) -> str:
    """What a check is for, as its page begins; empty for other words."""
    page = page_of(name) if name in CHECK_NAMES else None
    return "" if page is None else f"**{name}**\n\n{page.split(_PARAGRAPH)[1]}"


def _names(path: Sequence[str], termbase: Termbase) -> Iterator[tuple[str, str]]:
    """The names that may stand at a path, each with what it means."""
    keys = [step for step in path if step != ITEM]
    if keys[-1:] in (["confused_with"], ["without"]):
        for concept in termbase.concepts.values():
            yield concept.id, described(concept, termbase)
    elif keys[-1:] == ["kind"] or keys == ["kinds"]:
        for kind in termbase.kinds.values():
            yield kind.id, _described(kind)
    elif keys[-1:] in (["extends"], ["glossaries"]):
        yield from ((each, "") for each in builtin.ids())


def _described(kind: Kind) -> str:
    return f"**{kind.id}**" + (f"\n\n{kind.description}" if kind.description else "")


@cache
def _schema(sort: str) -> Schema:
    return schema_of(sort)


def _nodes(schema: Schema, path: Sequence[str]) -> list[Schema]:
    """The schemas of what stands at a path, one for each shape that it may have."""
    nodes = _alternatives(schema)
    for step in path:
        nodes = [each for node in nodes for each in _below(node, step)]
    return nodes


def _below(node: Schema, step: str) -> list[Schema]:
    if step == ITEM:
        return _alternatives(node.get("items"))
    known = node.get("properties", {})
    return _alternatives(known[step] if step in known else node.get("additionalProperties"))


def _alternatives(node: Any) -> list[Schema]:
    if not isinstance(node, Mapping):
        return []
    whole = dict(node)
    others = [each for key in ("anyOf", "oneOf") for each in node.get(key, ())]
    return [whole, *(each for other in others for each in _alternatives(other))]


def _keys_of(node: Schema) -> dict[str, str]:
    return {key: each.get("description", "") for key, each in node.get("properties", {}).items()}
