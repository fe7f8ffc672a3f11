"""Which findings become annotations, where a CI service shows only so many of a step."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from termlint.diagnostic import Severity
from termlint.fileerror import FileError
from termlint.finding import Finding
from termlint.report import Report, concise, counted
from termlint.report.terminal import visible

MOST = 10
"""How many annotations of each kind a step may have. The runners of GitHub and of Azure Pipelines
drop the others (``_maxIssueCount`` in the ``ExecutionContext.cs`` of both)."""

Told = Finding | FileError
"""What an annotation may be about."""

Kinds = Mapping[Severity, str]
"""What a service calls the annotations of a severity; one that is left out gets none."""


@dataclass(frozen=True, slots=True)
class Shared:
    """What a report has to say, for a service with annotations."""

    annotated: tuple[Told, ...]
    """At most ``MOST`` of each kind: files that were not read, then the most severe findings."""
    others: tuple[Told, ...]
    """The rest, in the same order."""


def share(report: Report, kinds: Kinds) -> Shared:
    """Who gets the annotations of a step."""
    counts: Counter[str] = Counter()
    annotated: list[Told] = []
    others: list[Told] = []
    everything: tuple[Told, ...] = (*report.errors, *report.most_severe_first)
    for told in everything:
        kind = kinds.get(severity_of(told))
        if kind is None or counts[kind] == MOST:
            others.append(told)
        else:
            counts[kind] += 1
            annotated.append(told)
    return Shared(tuple(annotated), tuple(others))


def severity_of(told: Told) -> Severity:
    """A file that was not read is an error."""
    return told.diagnostic.severity if isinstance(told, Finding) else Severity.ERROR


def lines(report: Report, kinds: Kinds, command: Callable[[Told], str]) -> str:
    """A log: a ``command`` for each annotation, then what got none, as plain lines, and why."""
    shared = share(report, kinds)
    written = [command(told) for told in shared.annotated]
    written += [_plain(told) for told in shared.others]
    written += _why(shared, kinds)
    return "".join(f"{line}\n" for line in written)


def _plain(told: Told) -> str:
    if isinstance(told, Finding):
        return concise.line(told)
    return f"{visible(told.path)}: error: {visible(told.message)}"


def _why(shared: Shared, kinds: Kinds) -> Iterator[str]:
    counts = Counter(kinds.get(severity_of(told)) for told in shared.others)
    left_out = [counted(counts[kind], kind) for kind in kinds.values() if counts[kind]]
    if left_out:
        total = counts.total() - counts[None]
        yield f"{total} more without an annotation ({', '.join(left_out)}): {_LIMIT}"


_LIMIT = f"a step shows {MOST} of each kind"
