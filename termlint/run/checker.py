"""What is done with one file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from termlint.cache import digest
from termlint.compiled import Compiled
from termlint.config.settings import Settings
from termlint.fileerror import FileError
from termlint.files import SourceFile
from termlint.files.text import ReadError, decode, load
from termlint.prescan import may_report_alone
from termlint.run.outcome import Outcome

if TYPE_CHECKING:
    from termlint.diagnostic import Diagnostic
    from termlint.facts import Verdicts
    from termlint.finding import Finding
    from termlint.lint import Linter

CHANGED = "changed while termlint was running; run it again"
"""What is said of a file that is not what it was."""


class Checker:
    """Checks one file after the other. Picklable, to be sent to other processes."""

    def __init__(self, compiled: Compiled, settings: Settings) -> None:
        self._compiled = compiled
        self._settings = settings

    @property
    def linter(self) -> Linter:
        """What lints the files in which there may be something to report."""
        return self._compiled.linter

    def check(
        self,
        file: SourceFile,
        verdicts: Verdicts | None = None,
        *,
        expected: bytes = b"",
        hashing: bool = False,
        alone: bool = False,
    ) -> Outcome:
        """Read a file and check it. Whatever goes wrong becomes an error of this file.

        ``verdicts`` are those of its project that concern it; without them it is a project of its
        own. Where ``expected`` is a digest, a file with another one is not checked: the verdicts
        speak of what it held before. ``hashing`` asks for the digest in any case. A file that is
        ``alone`` in its run may be settled without facts; then it has no digest.
        """
        try:
            data = load(file.path) if file.data is None else file.data
            own = digest(data) if hashing or expected else b""
            if expected and own != expected:
                return Outcome(errors=(FileError(file.shown, CHANGED),))
            text = decode(data).text
            rules = self._settings.rules_for(file.path)
            found = tuple(self._compiled.prescan(rules.select).found(text))
            if not found:
                return Outcome(digest=own)
            if alone and verdicts is None and not may_report_alone(found):
                return Outcome()
            places = frozenset(place for place, _ in found)
            linted = self.linter.under(rules).check(text, file.shown, verdicts, places)
            findings = _placed(file.shown, text, linted.diagnostics)
            if not linted.facts.choices:
                return Outcome(findings, digest=own)
            return Outcome(findings, linted.facts, digest=own or digest(data))
        except ReadError as error:
            message = str(error)
        except Exception as error:  # one text that termlint stumbles over must not end the run
            message = internal(error)
        return Outcome(errors=(FileError(file.shown, message),))


def _placed(path: str, text: str, diagnostics: tuple[Diagnostic, ...]) -> tuple[Finding, ...]:
    if not diagnostics:
        return ()
    from termlint.finding import place  # a file without findings need not wait for it

    return place(path, text, diagnostics)


def internal(error: Exception) -> str:
    """What to say of an exception that nobody expected, with the place where it arose."""
    trace, place = error.__traceback__, ""
    while trace is not None:
        name = trace.tb_frame.f_globals.get("__name__", "")
        if name.startswith("termlint"):
            place = f" in {name}, line {trace.tb_lineno}"
        trace = trace.tb_next
    said = f": {error}" if str(error) else ""
    return f"internal error, please report it: {type(error).__name__}{said}{place}"
