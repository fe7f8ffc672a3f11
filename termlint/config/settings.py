"""What can be set for a run, whatever file or flag it came from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from termlint.checknames import DEFAULT_CHECKS
from termlint.files.patterns import Patterns
from termlint.selection import PROSE_KEYS, Rules, Selection

if TYPE_CHECKING:
    from termlint.diagnostic import Severity
    from termlint.termbase import Origin


class Reference(NamedTuple):
    """A glossary that is asked for."""

    name: str
    """A built-in id, or a path."""
    folder: str
    """Absolute; what a path is relative to."""
    origin: Origin | None = None
    """Where it is asked for; None on the command line, which has no lines."""


class PathRule(NamedTuple):
    """What is different for the files that match a pattern."""

    patterns: Patterns
    select: frozenset[str] | None = None
    """These checks and no others; None leaves the choice as it is."""
    ignore: frozenset[str] = frozenset()
    severities: Mapping[str, Severity] = {}


class Settings(NamedTuple):
    """The settings of a run."""

    glossaries: tuple[Reference, ...] | None = None
    """None for the built-in ones."""
    select: frozenset[str] | None = None
    """These checks and no others; None for those that are on by default."""
    ignore: frozenset[str] = frozenset()
    """Checks that are left out."""
    severities: Mapping[str, Severity] = {}
    """Of checks whose findings weigh more or less than by default."""
    include: tuple[Patterns, ...] = ()
    """Files that are checked besides those with the usual endings."""
    exclude: tuple[Patterns, ...] = ()
    path_rules: tuple[PathRule, ...] = ()
    """In the order of the configuration; the later one decides."""
    prose_keys: frozenset[str] | None = None
    """Keys of the front matter whose values are prose; None for the usual ones."""
    files: tuple[str, ...] = ()
    """The absolute paths of the configuration and of what it extends, in this order."""

    def rules_for(self, path: str) -> Rules:
        """What is asked of the file at an absolute ``path``; of its path rules, the later
        decides."""
        select, ignore, severities = self._select, self.ignore, dict(self.severities)
        for rule in self.path_rules:
            if rule.patterns.match(path):
                select = select if rule.select is None else rule.select
                ignore |= rule.ignore
                severities |= rule.severities
        keys = PROSE_KEYS if self.prose_keys is None else self.prose_keys
        return Rules(select - ignore, severities, keys)

    def selections(self) -> frozenset[Selection]:
        """The checks of a file for which no path rule holds, and of those for which one does."""
        whole = self._select - self.ignore
        return frozenset(
            {
                whole,
                *(
                    (self._select if rule.select is None else rule.select)
                    - self.ignore
                    - rule.ignore
                    for rule in self.path_rules
                ),
            }
        )

    @property
    def _select(self) -> Selection:
        return DEFAULT_CHECKS if self.select is None else self.select

    def with_glossaries(self, glossaries: tuple[Reference, ...]) -> Settings:
        """These settings with other glossaries."""
        return self._replace(glossaries=glossaries)

    def with_flags(self, select: frozenset[str] | None, ignore: frozenset[str]) -> Settings:
        """These settings under the flags ``--select`` and ``--ignore``.

        What is selected by a flag takes the place of what the configuration selects and ignores
        for all files; what it ignores for some of them stays ignored there.
        """
        if select is None:
            return self._replace(ignore=self.ignore | ignore)
        path_rules = tuple(rule._replace(select=None) for rule in self.path_rules)
        return self._replace(select=select, ignore=ignore, path_rules=path_rules)
