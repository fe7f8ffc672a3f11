"""What ``--baseline`` and ``--changed-since`` leave of a report."""

from __future__ import annotations

from collections.abc import Sequence

from termlint.cli.baseline_file import BaselineFile, command_for
from termlint.cli.check_options import Options
from termlint.cli.output import Failure, say
from termlint.config.settings import Settings
from termlint.files import SourceFile
from termlint.files.diff import EVERY_LINE, ChangedLines
from termlint.files.git import ChangesSince, GitError
from termlint.finding import Finding
from termlint.report import Report
from termlint.span import Span


class Narrowing:
    """Leaves out of a report what is accepted, and what stands on lines that did not change."""

    def __init__(self, options: Options, directory: str) -> None:
        """Raises Failure, before anything is checked, where a file or revision is not there."""
        self._options = options
        self._baseline = None
        self._changes = None
        self._stale = 0
        if options.baseline is not None:
            file = BaselineFile.named(options.baseline, directory)
            self._baseline = file, file.read()
        if options.changed_since is not None:
            try:
                self._changes = ChangesSince(options.changed_since, directory)
            except GitError as error:
                raise Failure([f"--changed-since: {error}"]) from None

    def narrow(self, report: Report, files: Sequence[SourceFile], settings: Settings) -> Report:
        """What is left of the report on ``files``. Raises Failure.

        Of several reports, as each round of fixes makes one, the last is what notes are on.
        """
        if self._baseline is not None:
            file, baseline = self._baseline
            comparison = file.compare(baseline, report, files, settings)
            report = report._replace(findings=comparison.new)
            self._stale = sum(comparison.stale.values())
        if self._changes is not None:
            report = report._replace(findings=self._changed(report, files, self._changes))
        return report

    def say_notes(self) -> None:
        """Say what there is to say of the baseline, best when the report is out."""
        if self._baseline is None or not self._stale:
            return
        file, _ = self._baseline
        command = command_for(file.name, "--update", options=self._options)
        what = "a finding that is" if self._stale == 1 else f"{self._stale} findings that are"
        say(f'note: {file.name} has {what} no longer there; run "{command}" to prune it')

    def _changed(
        self, report: Report, files: Sequence[SourceFile], changes: ChangesSince
    ) -> tuple[Finding, ...]:
        shown = {finding.path for finding in report.findings}
        # Git does not know what came from standard input.
        paths = {
            each.shown: each.path for each in files if each.shown in shown and each.data is None
        }
        try:
            lines = changes.lines_of(paths.values())
        except GitError as error:
            raise Failure([f"--changed-since: {error}"]) from None
        changed = {name: lines[path] for name, path in paths.items()}
        return tuple(
            finding
            for finding in report.findings
            if _is_changed(finding, changed.get(finding.path, EVERY_LINE))
        )


def _is_changed(finding: Finding, lines: ChangedLines) -> bool:
    """Whether the text of a finding has changed, or the words that decided on it."""
    found = finding.diagnostic
    return any(
        _touch(lines, finding, span)
        for span in (found.span, *(evidence.span for evidence in found.evidence))
    )


def _touch(lines: ChangedLines, finding: Finding, span: Span) -> bool:
    start, end = finding.positions[span.start], finding.positions[span.end]
    ends_before = end.column == 1 and end.line > start.line  # the line of a line end is its own
    return lines.touch(start.line, end.line - ends_before)
