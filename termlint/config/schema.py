"""The keys of a configuration and what their values may be."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from termlint.checknames import CHECK_NAMES
from termlint.config.settings import PathRule, Reference, Settings
from termlint.diagnostic import Severity
from termlint.files.patterns import PatternError, Patterns
from termlint.glossary.fields import Fields
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
        if key in _READERS:
            name, read = _READERS[key]
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
        entry = fields.entry(value, f'"{key.text}"', ("select", "ignore", "severity"))
        select = _checks(entry["select"], fields, folder) if "select" in entry else None
        ignore = _checks(entry["ignore"], fields, folder) if "ignore" in entry else frozenset()
        severities = _severities(entry["severity"], fields, folder) if "severity" in entry else {}
        if patterns:
            rules.append(PathRule(patterns, select, ignore, severities))
    return tuple(rules)


def _prose_keys(node: Node, fields: ConfigFields, folder: str) -> frozenset[str]:
    names = [fields.text(item, "a key of the front matter") for item in fields.one_or_more(node)]
    return frozenset(name.text for name in names if name)


_READERS: dict[str, tuple[str, Callable[[Node, ConfigFields, str], Any]]] = {
    "glossaries": ("glossaries", _glossaries),
    "select": ("select", _checks),
    "ignore": ("ignore", _checks),
    "severity": ("severities", _severities),
    "exclude": ("exclude", _patterns),
    "include": ("include", _patterns),
    "per-path": ("path_rules", _path_rules),
    "front-matter": ("prose_keys", _prose_keys),
}

KEYS = (*_READERS, "extends")
