"""The kinds of a glossary file: what sorts of things its terms name."""

from __future__ import annotations

from termlint.glossary.concepts import FIX
from termlint.glossary.contexts import CUES
from termlint.glossary.fields import Fields
from termlint.glossary.shapes import FLAG, FORM, NAME, PROSE, Key, Shape, Table, choice, one_or_more
from termlint.termbase import Kind
from termlint.yamlnodes import NULL, Node, Scalar


def _read_kinds(fields: Fields, node: Node | None, what: str) -> tuple[Kind, ...]:
    kinds = [_kind(key, value, fields) for key, value in fields.mapping(node, what)]
    return tuple(kind for kind in kinds if kind)


def _kind(key: Scalar, node: Node, fields: Fields) -> Kind | None:
    name = fields.name(key, "the kind")
    # A kind needs no more than its name, so that concepts can already be given it.
    is_bare = isinstance(node, Scalar) and node.tag == NULL and not node.text
    entry = {} if is_bare else KIND.entry(fields, node, f'the kind "{key.text}"')
    kind = Kind(
        id=name.text if name else "",
        origin=fields.origin(key),
        description=_DESCRIPTION.of(entry, fields),
        cues=_CUES.of(entry, fields),
        literal=_LITERAL.of(entry, fields),
        named=_NAMED.of(entry, fields),
        nouns=tuple(noun.text.lower() for noun in _NOUNS.of(entry, fields)),
        fix=_FIX.of(entry, fields) or "unsafe",
        uncounted=_UNCOUNTED.of(entry, fields),
        inflection=_INFLECTION.of(entry, fields) or "noun",
    )
    return kind if name else None


_DESCRIPTION = Key(
    "description", PROSE, "a noun phrase without an article: what such a thing is; said once"
)
_CUES = Key("cues", CUES, "contexts that show that a thing of this kind is meant")
_LITERAL = Key("literal", CUES, "contexts of a lower-case form that is a command, package or path")
_NAMED = Key(
    "named", FLAG, 'true where such things are often called by what they are: "the Model Registry"'
)
_NOUNS = Key(
    "nouns", one_or_more(FORM), 'nouns that say that a thing is of this kind, as "tool"', "a noun"
)
_FIX = Key("fix", FIX, "what fix a wrong sense has where this kind is meant; unsafe by default")
_INFLECTION = Key(
    "inflection",
    choice("noun", "verb", "none"),
    "which forms are derived from its terms: plurals (the default), those of a verb, or none",
)
_UNCOUNTED = Key(
    "uncounted", CUES, "cues that hold only around a term that takes no article and no plural"
)
KIND = Table("a kind", _DESCRIPTION, _CUES, _LITERAL, _NAMED, _NOUNS, _FIX, _INFLECTION, _UNCOUNTED)

KINDS = Shape(
    _read_kinds,
    {
        "type": "object",
        "propertyNames": NAME.schema,
        "additionalProperties": {**KIND.schema, "type": ["object", "null"]},
    },
)
"""The sound kinds of a mapping from their names."""
