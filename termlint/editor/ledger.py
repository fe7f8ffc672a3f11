"""What the documents of a project add to it, kept by document and asked about by key."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from termlint.facts import Facts, Key, Seen, merged

_Choices = Mapping[str, Seen]
_NONE: dict[str, _Choices] = {}
_NOTHING = Facts()


class Ledger:
    """The facts of many documents, of which few change often.

    A document that is at rest is one that only changes on the disk. What those at rest say of a
    key is merged once, so that an edit of an open document costs no more in a large project; and
    what all say of it is merged once between two edits that concern it, so that all open documents
    can be looked at.
    """

    def __init__(self) -> None:
        self._resting: dict[Key, dict[str, _Choices]] = {}
        """For each key the documents at rest that have made a choice."""
        self._open: dict[str, Facts] = {}
        self._known: dict[str, Facts] = {}
        """The facts of each document at rest that has any."""
        self._totals: dict[Key, _Choices] = {}
        """What the documents at rest have chosen together, as far as it was asked for."""
        self._wholes: dict[Key, _Choices] = {}
        """The same of all documents."""

    def rest(self, document: str, facts: Facts | None) -> None:
        """A document has these facts on the disk; None where it adds nothing or is gone."""
        for key in self._known.pop(document, Facts()).choices:
            self._resting[key].pop(document)
            self._forget(key)
        if facts is not None and facts.choices:
            self._known[document] = facts
            for key, choices in facts.choices.items():
                self._resting.setdefault(key, {})[document] = choices
                self._forget(key)

    def open(self, document: str, facts: Facts) -> None:
        """A document is open and has these facts, whatever it has on the disk."""
        before = self._open.get(document)
        self._open[document] = facts
        if before is None:
            for key in self._known.get(document, Facts()).choices:
                self._forget(key)
        if before is not facts:
            for key in {*facts.choices, *(before.choices if before else ())}:
                self._wholes.pop(key, None)

    def close(self, document: str) -> None:
        """A document is what it is on the disk again."""
        facts = self._open.pop(document, None)
        if facts is not None:
            for key in {*facts.choices, *self._known.get(document, Facts()).choices}:
                self._forget(key)

    def together(self, document: str, facts: Facts) -> Facts:
        """What all documents have chosen for the keys of ``facts``, which are those of this one."""
        if self._open.get(document, self.at_rest(document)) is facts:
            return Facts({key: self._whole(key) for key in facts.choices})
        return merged([facts, self.others(document, facts.choices)])

    def at_rest(self, document: str) -> Facts:
        """What a document adds as it is on the disk."""
        return self._known.get(document, _NOTHING)

    @property
    def resting(self) -> Collection[str]:
        """The documents that add something as they are on the disk."""
        return self._known.keys()

    def is_at_rest(self, keys: Iterable[Key]) -> bool:
        """Whether no document is open that says anything of ``keys``, or says so on the disk."""
        keys = frozenset(keys)
        return all(
            keys.isdisjoint(facts.choices)
            for name, opened in self._open.items()
            for facts in (opened, self.at_rest(name))
        )

    def others(self, document: str, keys: Iterable[Key]) -> Facts:
        """What all documents but this one, if it is open, have chosen for ``keys``."""
        wanted = tuple(keys)
        told = [_about(facts, wanted) for name, facts in self._open.items() if name != document]
        return merged([Facts({key: self._total(key) for key in wanted}), *told])

    def _whole(self, key: Key) -> _Choices:
        whole = self._wholes.get(key)
        if whole is None:
            told = [Facts({key: self._total(key)})]
            told += [_about(facts, (key,)) for facts in self._open.values()]
            whole = self._wholes[key] = merged(told).choices.get(key, {})
        return whole

    def _total(self, key: Key) -> _Choices:
        total = self._totals.get(key)
        if total is None:
            resting = self._resting.get(key, _NONE).items()
            facts = [Facts({key: seen}) for name, seen in resting if name not in self._open]
            total = self._totals[key] = merged(facts).choices.get(key, {})
        return total

    def _forget(self, key: Key) -> None:
        self._totals.pop(key, None)
        self._wholes.pop(key, None)


def _about(facts: Facts, keys: Iterable[Key]) -> Facts:
    return Facts({key: facts.choices[key] for key in keys if key in facts.choices})
