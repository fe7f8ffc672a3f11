"""The keys of a configuration and what their values may be."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from termlint.checknames import CHECK_NAMES
from termlint.config.settings import PathRule, Reference, Settings
from termlint.diagnostic import Severity
from termlint.files.patterns import PatternError, Patterns
from termlint.glossary.fields import Fields
from termlint.glossary.shapes import END, TEXT, Schema, choice, one_or_more_of, text_like
from termlint.span import Position
from termlint.termbase import Origin
from termlint.yamlnodes import Node, Scalar

ALL = "all"
"""Stands for every check where checks are listed."""
SEVERITIES = tuple(map(str, sorted(Severity, reverse=True)))


class ConfigFields(Fields):
    """Reads the values of a configuration, in whichever language it is written."""

    language = "YAML"

    def report(self, place: Node | Position | Origin, message: str) -> None:
        super().report(place, message.replace("YAML reads", f"{self.language} reads", 1))


def apply(entry: dict[str, Node], fields: ConfigFields, folder: str, base: Settings) -> Settings:
    """The settings ``base``, those of an extended configuration, under the keys of ``entry``.

    A key takes the place of the same key of ``base``, but ``severity`` and ``per-path`` add to
    it, entry by entry. Paths are relative to ``folder``, which is absolute.
    """
    changes: dict[str, Any] = {}
    for key, node in entry.items():
        if key in _ROWS:
            name, read = _ROWS[key].sets, _ROWS[key].read
            changes[name] = read(node, fields, folder)
    if "severities" in changes:
        changes["severities"] = {**base.severities, **changes["severities"]}
    if "path_rules" in changes:
        changes["path_rules"] = base.path_rules + changes["path_rules"]
    return base._replace(**changes)


def _glossaries(node: Node, fields: ConfigFields, folder: str) -> tuple[Reference, ...]:
    names = [fields.text(item, "a glossary") for item in fields.one_or_more(node)]
    return tuple(Reference(name.text, folder, fields.origin(name)) for name in names if name)


def _checks(node: Node, fields: ConfigFields, folder: str) -> frozenset[str]:
    found: set[str] = set()
    for item in fields.one_or_more(node):
        name = fields.choice(item, "check", (*CHECK_NAMES, ALL))
        found.update(CHECK_NAMES if name == ALL else filter(None, [name]))
    return frozenset(found)


def _severities(node: Node, fields: ConfigFields, folder: str) -> dict[str, Severity]:
    found = {}
    for key, value in fields.mapping(node, '"severity"'):
        check = fields.choice(key, "check", CHECK_NAMES)
        if isinstance(value, Scalar) and value.text.lower() in ("off", "false", "none", "never"):
            fields.report(value, f'a severity cannot be "{value.text}"; list the check in "ignore"')
            continue
        level = fields.choice(value, "severity", SEVERITIES)
        if check and level:
            found[check] = Severity.named(level)
    return found


def _patterns(node: Node, fields: ConfigFields, folder: str) -> tuple[Patterns, ...]:
    texts = [fields.text(item, "a pattern") for item in fields.one_or_more(node)]
    good = [text.text for text in texts if text and _pattern(text, fields, folder)]
    return (Patterns(folder, good),) if good else ()


def _pattern(text: Scalar, fields: ConfigFields, folder: str) -> Patterns | None:
    try:
        return Patterns(folder, [text.text])
    except PatternError:
        advice = 'write it as in a .gitignore, such as "docs/old/" or "*.draft.md"'
        fields.report(text, f'"{text.text}" is no pattern of paths; {advice}')
        return None


def _path_rules(node: Node, fields: ConfigFields, folder: str) -> tuple[PathRule, ...]:
    rules = []
    for key, value in fields.mapping(node, '"per-path"'):
        patterns = _pattern(key, fields, folder)
        entry = fields.entry(value, f'"{key.text}"', _PER_PATH)
        select = _checks(entry["select"], fields, folder) if "select" in entry else None
        ignore = _checks(entry["ignore"], fields, folder) if "ignore" in entry else frozenset()
        severities = _severities(entry["severity"], fields, folder) if "severity" in entry else {}
        if patterns:
            rules.append(PathRule(patterns, select, ignore, severities))
    return tuple(rules)


def _prose_keys(node: Node, fields: ConfigFields, folder: str) -> frozenset[str]:
    names = [fields.text(item, "a key of the front matter") for item in fields.one_or_more(node)]
    return frozenset(name.text for name in names if name)


class _Row(NamedTuple):
    """A key of a configuration."""

    sets: str
    """The field of the settings."""
    read: Callable[[Node, ConfigFields, str], Any]
    schema: Schema
    says: str
    """What it sets, for people who write one."""


_EXTENDS = "the path of another configuration, whose settings hold where this one says nothing"
_SEVERITY = {
    "type": "object",
    "properties": {
        name: {"description": f"how grave what `{name}` finds is", **choice(*SEVERITIES).schema}
        for name in CHECK_NAMES
    },
    "additionalProperties": False,
}
_PATTERN = text_like(
    rf"^(?!!?\s*{END})(?:[^\\]|\\[\s\S])*{END}",
    'write it as in a .gitignore, such as "docs/old/" or "*.draft.md"',
)
_PER_PATH = ("select", "ignore", "severity")
_ROWS = {
    "glossaries": _Row(
        "glossaries",
        _glossaries,
        one_or_more_of(TEXT.schema),
        "the glossaries to use: ids of built-in ones, and paths; by default `mlops` and `names`",
    ),
    "select": _Row(
        "select",
        _checks,
        one_or_more_of(choice(*CHECK_NAMES, ALL).schema),
        "the checks to run and no others, or `all`",
    ),
    "ignore": _Row(
        "ignore", _checks, one_or_more_of(choice(*CHECK_NAMES, ALL).schema), "checks to leave out"
    ),
    "severity": _Row(
        "severities", _severities, _SEVERITY, "severities of checks, in place of their own"
    ),
    "exclude": _Row(
        "exclude",
        _patterns,
        one_or_more_of(_PATTERN),
        "patterns, as in a .gitignore, of files and folders not to check",
    ),
    "include": _Row(
        "include",
        _patterns,
        one_or_more_of(_PATTERN),
        "patterns, as in a .gitignore, of files to check besides those with the usual suffixes",
    ),
    "per-path": _Row(
        "path_rules",
        _path_rules,
        {},
        "what is different for files that match a pattern: `select`, `ignore` and `severity`",
    ),
    "front-matter": _Row(
        "prose_keys",
        _prose_keys,
        one_or_more_of(TEXT.schema),
        "keys of the front matter whose values are prose; "
        "by default `title`, `description` and `summary`",
    ),
}

KEYS = (*_ROWS, "extends")


def json_schema() -> Schema:
    """What a configuration must look like, as JSON Schema."""
    rows = {key: {"description": row.says, **row.schema} for key, row in _ROWS.items()}
    rows["per-path"] |= {
        "type": "object",
        "propertyNames": _PATTERN,
        "additionalProperties": _mapping({key: rows[key] for key in _PER_PATH}),
    }
    rows["extends"] = {"description": _EXTENDS, **TEXT.schema}
    return {**_mapping(rows), "type": ["object", "null"]}


def _mapping(rows: dict[str, Schema]) -> Schema:
    return {"type": "object", "properties": rows, "additionalProperties": False}
