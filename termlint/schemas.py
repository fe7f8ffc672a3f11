"""JSON Schemas of the files that people write, made of the tables that these files are read by.

``termlint schema`` prints them. They also stand in the folder ``schemas``, which the wheel has too,
since the built-in glossaries name it in their first lines.
"""

from __future__ import annotations

import json
from collections.abc import Callable

from termlint.config.loading import TABLE
from termlint.config.schema import json_schema as configuration
from termlint.glossary.entries import GLOSSARY
from termlint.glossary.shapes import Schema

DRAFT = "http://json-schema.org/draft-07/schema#"
"""The version that editors for YAML and for TOML have in common."""


def schema_of(name: str) -> Schema:
    """The schema for one of the ``NAMES``."""
    title, make = _SCHEMAS[name]
    return {"$schema": DRAFT, "title": title, **make()}


def text_of(name: str) -> str:
    """The schema for one of the ``NAMES`` as the text of a file."""
    return json.dumps(schema_of(name), indent=2) + "\n"


def _pyproject() -> Schema:
    """That of a whole ``pyproject.toml``, since editors can't be told of one table."""
    schema = configuration()
    for key in reversed(TABLE):
        schema = {"type": "object", "properties": {key: schema}}
    return schema


_SCHEMAS: dict[str, tuple[str, Callable[[], Schema]]] = {
    "glossary": ("termlint glossary", lambda: GLOSSARY.schema),
    "config": ("termlint configuration", configuration),
    "pyproject": ("pyproject.toml with the configuration of termlint", _pyproject),
}
NAMES = tuple(_SCHEMAS)
