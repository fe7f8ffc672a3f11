"""What ``--show-settings`` prints."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from termlint import builtin
from termlint.checknames import CHECK_NAMES
from termlint.config.settings import Settings
from termlint.diagnostic import Severity
from termlint.files import show
from termlint.files.patterns import Patterns


def describe(settings: Settings, directory: str) -> Iterator[str]:
    """The settings of a run, under the keys that a configuration has for them."""
    rules = settings._replace(path_rules=()).rules_for("")
    references = settings.glossaries
    names = builtin.DEFAULT if references is None else [each.name for each in references]
    yield _line("configuration", [show(file, directory) for file in settings.files] or ["none"])
    yield _line("glossaries", names)
    yield _line("checks", _in_order(rules.select))
    yield _line("severity", _severities(settings.severities))
    yield _line("include", _patterns(settings.include))
    yield _line("exclude", _patterns(settings.exclude))
    for rule in settings.path_rules:
        yield _line("per-path", _patterns([rule.patterns]))
        if rule.select is not None:
            yield _line("  select", _in_order(rule.select))
        if rule.ignore:
            yield _line("  ignore", _in_order(rule.ignore))
        if rule.severities:
            yield _line("  severity", _severities(rule.severities))
    yield _line("front-matter", sorted(rules.prose_keys))


def _line(key: str, values: Iterable[str]) -> str:
    return f"{key}: {', '.join(values)}".rstrip()


def _in_order(checks: frozenset[str]) -> list[str]:
    return [name for name in CHECK_NAMES if name in checks]


def _severities(severities: Mapping[str, Severity]) -> list[str]:
    return [f"{name} {severities[name]}" for name in CHECK_NAMES if name in severities]


def _patterns(patterns: Iterable[Patterns]) -> list[str]:
    return [line for each in patterns for line in each.lines]
