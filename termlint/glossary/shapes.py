"""What a value or a mapping must look like: how it is read, and the same said as JSON Schema.

A row of a table is a key with the shape of its value and its meaning. Glossaries and configurations
are read by these rows, and what ``termlint schema`` prints is made of them. The words are those of
JSON Schema draft 7 (https://json-schema.org/draft-07), which editors for YAML and for TOML know.
Where a schema has no words for a rule, it says less; it never refuses what is read without mistake.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, NamedTuple, TypeAlias, TypeVar

from termlint.glossary.fields import Fields
from termlint.yamlnodes import Mapping, Node, Scalar

Schema: TypeAlias = dict[str, Any]
Value = TypeVar("Value")


class Shape(NamedTuple, Generic[Value]):
    """What a value must look like."""

    read: Callable[[Fields, Node | None, str], Value]
    """From a node, or None where its key is missing, to the value; what is wrong is reported. The
    text is the noun phrase that says in messages what the value is."""
    schema: Schema


class Key(NamedTuple, Generic[Value]):
    """A row of a table: a key that a mapping may have."""

    name: str
    shape: Shape[Value]
    says: str
    """What the value means, for people who write one."""
    what: str = ""
    """The noun phrase of messages, where it is not the name."""
    if_missing: str = ""
    """For a required key: what to do where it is missing."""

    def of(self, entry: dict[str, Node], fields: Fields) -> Value:
        """The value in a mapping, or what stands for none."""
        return self.shape.read(fields, entry.get(self.name), self.what or self.name)


class Table:
    """The keys that a mapping may have, and no others."""

    def __init__(self, what: str, *keys: Key[Any]) -> None:
        self.what = what
        """The noun phrase of messages."""
        self.keys = keys
        self.names = tuple(key.name for key in keys)
        self.required = tuple(key for key in keys if key.if_missing)

    def entry(self, fields: Fields, node: Node, what: str = "") -> dict[str, Node]:
        """The values of a mapping by key, as ``Fields.entry``; a missing key is reported, too."""
        entry = fields.entry(node, what or self.what, self.names)
        for key in self.required:
            if key.name not in entry and isinstance(node, Mapping):
                fields.report(node, f'the key "{key.name}" is missing; {key.if_missing}')
        return entry

    @property
    def schema(self) -> Schema:
        keys = {key.name: {"description": key.says, **key.shape.schema} for key in self.keys}
        required = {"required": [key.name for key in self.required]} if self.required else {}
        return {"type": "object", "properties": keys, **required, "additionalProperties": False}


def one_or_more(
    shape: Shape[Value | None], *, are_distinct: bool = False
) -> Shape[tuple[Value, ...]]:
    """A list, or a value that stands by itself. That values are distinct, the schema says."""

    def read(fields: Fields, node: Node | None, what: str) -> tuple[Value, ...]:
        if node is None:
            return ()
        values = [shape.read(fields, item, what) for item in fields.one_or_more(node)]
        return tuple(value for value in values if value is not None)

    return Shape(read, one_or_more_of(shape.schema, are_distinct=are_distinct))


def one_or_more_of(items: Schema, *, are_distinct: bool = False) -> Schema:
    """The schema alone of a list of such items, or of one that stands by itself."""
    return {"anyOf": [items, list_of(items, are_distinct=are_distinct)]}


def list_of(items: Schema, *, are_distinct: bool = False) -> Schema:
    """The schema alone of a list of such items."""
    return {"type": "array", "items": items, **({"uniqueItems": True} if are_distinct else {})}


def listed(shape: Shape[Value | None]) -> Shape[tuple[Value, ...]]:
    """A list."""

    def read(fields: Fields, node: Node | None, what: str) -> tuple[Value, ...]:
        values = [shape.read(fields, item, what) for item in fields.items(node, what)]
        return tuple(value for value in values if value is not None)

    return Shape(read, list_of(shape.schema))


def choice(*choices: str) -> Shape[str | None]:
    """One of a few words."""

    def read(fields: Fields, node: Node | None, what: str) -> str | None:
        return fields.choice(node, what, choices)

    return Shape(read, {"type": "string", "enum": list(choices)})


def text_like(pattern: str, otherwise: str) -> Schema:
    r"""A string in which the pattern finds something; ``otherwise`` is what editors advise.

    Editors read the pattern as ECMAScript and other programs in their own ways, so it keeps to what
    they have in common. ``$`` is no part of that: in Python it stands before a last line feed, too.
    """
    return {"type": "string", "pattern": pattern, "patternErrorMessage": otherwise}


END = r"(?![\s\S])"
"""In patterns, the end of the text."""
_LINE_ENDS_AND_CONTROLS = r"\x00-\x1f\x7f-\x9f\u2028\u2029"
_NO_MARK = r"[^\s!-/:-@\[-`{-~]"  # beyond ASCII, marks are not told from letters

TEXT: Shape[Scalar | None] = Shape(Fields.text, text_like(r"\S", "write a text that is not empty"))
PROSE = Shape(Fields.prose, TEXT.schema)
NAME = Shape(Fields.name, text_like(rf"^\S+{END}", 'write it without spaces; use "-" instead'))
_FORM = (
    rf"^(?=[\s\S]*{_NO_MARK})(?![\s\S]*[{_LINE_ENDS_AND_CONTROLS}])\S([\s\S]*\S)?{END}",
    "write it on one line, with a letter or digit, without a space at its start or end",
)
FORM = Shape(Fields.form, text_like(*_FORM))
LISTED_FORM = text_like(_FORM[0].replace("^", r"^(?![\s\S]*[{}])", 1), f"{_FORM[1]}, or braces")
"""The schema alone of a form that stands in a list for cues."""
FLAG = Shape(Fields.flag, {"type": "boolean"})
