"""What earlier runs have found in each file, kept in the cache."""

from __future__ import annotations

from typing import TYPE_CHECKING

from termlint.cache import Cache, digest
from termlint.config.settings import Settings
from termlint.files import SourceFile
from termlint.files.text import ReadError, load
from termlint.run.outcome import Outcome

if TYPE_CHECKING:
    from termlint.facts import Verdicts


class OutcomeMemory:
    """Outcomes by what they came of: the bytes of a file, its rules, the compiled termbase and
    what the project has decided."""

    def __init__(self, cache: Cache, termbase: bytes, settings: Settings) -> None:
        """``termbase`` is the digest of the compiled termbase."""
        self._cache = cache
        self._termbase = termbase
        self._settings = settings

    def recall(self, file: SourceFile, verdicts: Verdicts | None) -> Outcome | None:
        """What came of a file as it is now; None where that is not known."""
        try:
            data = load(file.path) if file.data is None else file.data
        except ReadError:
            return None
        key = self._key(file, digest(data), verdicts)
        # A draft may have become the file, as fixes do that are written.
        outcome: Outcome | None = self._cache.get(self._name(file, verdicts), key)
        if outcome is None and not file.is_draft:
            outcome = self._cache.get(self._name(file._replace(is_draft=True), verdicts), key)
        return outcome

    def keep(
        self, file: SourceFile, content: bytes, verdicts: Verdicts | None, outcome: Outcome
    ) -> None:
        """Remember what came of a file; ``content`` is the digest of its bytes."""
        self._cache.put(self._name(file, verdicts), self._key(file, content, verdicts), outcome)

    def _name(self, file: SourceFile, verdicts: Verdicts | None) -> str:
        """One entry for each file and each selection of checks, one more for its second look, and
        the same for its drafts, so that entries don't pile up as files change."""
        rules = self._settings.rules_for(file.path)
        name = digest(
            file.shown,
            file.path,
            repr(sorted(rules.select)),
            repr((verdicts is None, file.is_draft)),
        ).hex()
        return f"{name[:2]}/{name[2:]}"

    def _key(self, file: SourceFile, content: bytes, verdicts: Verdicts | None) -> bytes:
        rules = self._settings.rules_for(file.path)
        return digest(
            self._termbase,
            content,
            repr(sorted(rules.select)),
            repr(sorted(rules.severities.items())),
            repr(sorted(rules.prose_keys)),
            _said(verdicts),
        )


def _said(verdicts: Verdicts | None) -> str:
    if verdicts is None:
        return ""
    return repr(
        sorted((key, each.winner, sorted(each.seen.items())) for key, each in verdicts.items())
    )
