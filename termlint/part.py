"""What a text, or a section of one, shows by itself, before its project has decided anything."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from functools import cached_property

from termlint.anchors import Change, anchors_in, changes_of, links_among
from termlint.checks import Check
from termlint.diagnostic import Diagnostic
from termlint.facts import Key, Observation, Verdicts
from termlint.links import AnchorLink, anchor_links
from termlint.usage import Usage


class Part:
    """A text or a section. Offsets are its own. Immutable but for what it remembers."""

    def __init__(self, usage: Usage, checks: Iterable[Check]) -> None:
        self.usage = usage
        self._checks = tuple(checks)
        self.found: tuple[Diagnostic, ...] = tuple(
            seen for each in self._checks if each.find for seen in each.find(usage)
        )
        """What it alone shows."""
        self.changes: tuple[Change, ...] = changes_of(usage.document, self.found)
        """The fixes of these that change the anchor of a heading."""
        self.observed: tuple[Observation, ...] = tuple(
            seen for each in self._checks if each.observe for seen in each.observe(usage)
        )
        """The choices that it makes."""
        self._compared: tuple[object, tuple[Diagnostic, ...]] | None = None

    @cached_property
    def anchors(self) -> frozenset[str]:
        """The anchors that its headings have."""
        return anchors_in(self.usage.document.text)

    def links_to(self, keys: Collection[Key]) -> Iterator[Observation]:
        """Its links to some anchors."""
        return links_among(self._links, keys, self.usage.document.text)

    def compared(self, verdicts: Verdicts) -> tuple[Diagnostic, ...]:
        """What it has to change, given what the project has decided."""
        concerning = [verdicts.get(key) for key in self._keys]
        if self._compared is None or self._compared[0] != concerning:
            found = tuple(
                seen
                for each in self._checks
                if each.compare
                for seen in each.compare(self.usage, verdicts)
            )
            self._compared = concerning, found
        return self._compared[1]

    @cached_property
    def _keys(self) -> tuple[Key, ...]:
        """What it makes a choice in, which is all that verdicts matter for."""
        return tuple(dict.fromkeys(each.key for each in self.observed))

    @cached_property
    def _links(self) -> tuple[AnchorLink, ...]:
        return tuple(anchor_links(self.usage.document.text, self.usage.path))
