"""A table in Markdown for people, such as the summary of a step in GitHub Actions.

Text of documents stands in code spans or is escaped, so that it can neither break the table nor
bring in HTML, links, mentions or references to issues.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from termlint.fileerror import FileError
from termlint.finding import Finding
from termlint.report import Look, Report, full
from termlint.report.terminal import visible

LIMIT = 1_048_576
"""In bytes of UTF-8: what GitHub takes as the summary of a step."""


def write(report: Report, look: Look) -> str:
    head = f"### termlint\n\n{full.summary(report)}\n"
    count = len(report.errors) + len(report.findings)
    if not count:
        return head
    head += "\n| Severity | Place | Check | Finding |\n|---|---|---|---|\n"
    rows = _fitting(_rows(report), LIMIT - len(head) - _ROOM_FOR_MORE)
    rest = count - len(rows)
    if rest:
        rows.append(f"\nNot shown here: {rest} more, the least severe.\n")
    return head + "".join(rows)


_ROOM_FOR_MORE = 100
"""In bytes, for the line that says how many are not shown."""


def _fitting(rows: Iterator[str], room: int) -> list[str]:
    """As many of the ``rows`` as fit into ``room`` bytes."""
    fitting = []
    for row in rows:
        room -= len(row.encode())
        if room < 0:
            break
        fitting.append(row)
    return fitting


def _rows(report: Report) -> Iterator[str]:
    """What could not be read, then the most severe findings."""
    for error in report.errors:
        yield _error(error)
    for finding in report.most_severe_first:
        yield _finding(finding)


def _finding(finding: Finding) -> str:
    found, start = finding.diagnostic, finding.start
    place = code(f"{finding.path}:{start.line}:{start.column}")
    return f"| {found.severity} | {place} | {found.check} | {prose(found.message)} |\n"


def _error(error: FileError) -> str:
    return f"| error | {code(error.path)} | | {prose(error.message)} |\n"


def prose(text: str) -> str:
    """``text`` for a cell of a table, what it quotes as code spans."""
    first, *others = _QUOTED.split(visible(text))
    written = _plain(first)
    for quoted, after in zip(others[::2], others[1::2], strict=True):
        # Two code spans without anything between them would be read as one.
        written += f"{_APART if written.endswith('`') else ''}{code(quoted)}{_plain(after)}"
    return written


_QUOTED = re.compile('"([^"]+)"')


def code(text: str) -> str:
    """``text`` as a code span in a cell of a table."""
    shown = visible(text)
    fence = "`" * (max((len(run) for run in re.findall("`+", shown)), default=0) + 1)
    # One space on each side is taken away again by the reader (CommonMark 0.31, 6.1).
    needs_it = "`" in (shown[:1], shown[-1:]) or (shown[:1] == shown[-1:] == " " and shown.strip())
    padding = " " if needs_it else ""
    inside = shown.replace("|", "\\|")  # the one escape that holds in the code spans of a table
    return f"{fence}{padding}{inside}{padding}{fence}"


def _plain(text: str) -> str:
    """``text`` with nothing in it that Markdown, or GitHub after it, makes something of."""
    return _JOINED.sub(rf"\g<0>{_APART}", text.translate(_ENTITIES))


_APART = "<!-- -->"
"""A comment, which no one sees."""

_ENTITIES = {ord(mark): f"&#{ord(mark)};" for mark in "&<>\\`*_[]|~"}
_JOINED = re.compile(
    r"(?<!&)[@#:$](?=\S)|\b[Gg][Hh]-(?=\d)|\bwww(?=\.)|[0-9a-fA-F]{6}(?=[0-9a-fA-F])"
)
"""The start of a mention, a reference, an address, an emoji, a formula or the name of a commit.

GitHub looks for these in the text of the finished page, where a comment keeps their ends apart."""
