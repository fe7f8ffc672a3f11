"""What a benchmark found: goals with what was measured, and tables, as Markdown and in a page.

A page has places for them, each between two comments:

    <!-- measured: NAME -->
    <!-- end: NAME -->

The place called ``goals`` holds a table with a line for each goal; a line is replaced when its
goal is measured again, and the others stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

GOALS = "goals"
_NUMBER = re.compile(r"[\d.,]+%?")
_HEADER = ("Work", "Target", "Measured", "Reached")


@dataclass(frozen=True, slots=True)
class Goal:
    """A figure that should be reached, and what it is."""

    work: str
    target: str
    measured: str
    is_reached: bool | None
    """None where it could not be measured."""

    @property
    def cells(self) -> tuple[str, ...]:
        verdict = {True: "yes", False: "no", None: "not measured"}[self.is_reached]
        return self.work, self.target, self.measured, verdict


@dataclass(frozen=True, slots=True)
class Result:
    """What was measured of one kind of work."""

    name: str
    goals: tuple[Goal, ...]
    header: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...]
    """The cells of each line of the table."""
    notes: tuple[str, ...] = ()
    """Sentences on how it was measured and on what went wrong."""


def table(header: Sequence[str], lines: Sequence[Sequence[str]]) -> str:
    """A Markdown table; a column of numbers is set to the right."""
    columns = zip(*lines, strict=True) if lines else ((cell,) for cell in header)
    rule = ["--:" if all(map(_NUMBER.fullmatch, column)) else "---" for column in columns]
    cells = ([cell.replace("|", "\\|") for cell in line] for line in (header, rule, *lines))
    return "".join(f"| {' | '.join(line)} |\n" for line in cells)


def section(result: Result) -> str:
    """The table of a result and the notes under it."""
    notes = "".join(f"- {note}\n" for note in result.notes)
    return table(result.header, result.lines) + (f"\n{notes}" if notes else "")


def goals(results: Iterable[Result], before: str = "") -> str:
    """The table of all goals, with the lines of the table ``before`` for what is not in it."""
    now = {goal.work: goal.cells for result in results for goal in result.goals}
    lines = []
    for line in before.splitlines()[2:]:
        cells = tuple(cell.strip() for cell in line.strip("|").split("|"))
        lines.append(now.pop(cells[0], cells))
    return table(_HEADER, [*lines, *now.values()])


def write_into(page: str, results: Sequence[Result]) -> str:
    """``page`` with the new results in their places. Raises ValueError where one has none."""
    page = replace(page, GOALS, goals(results, content(page, GOALS)))
    for result in results:
        page = replace(page, result.name, section(result))
    return page


def content(page: str, name: str) -> str:
    """What stands in the place ``name`` of a page. Raises ValueError where there is none."""
    return _place(page, name)["content"].strip("\n") + "\n"


def replace(page: str, name: str, text: str) -> str:
    """``page`` with ``text`` in the place ``name``. Raises ValueError where there is none."""
    start, end = _place(page, name).span("content")
    return f"{page[:start]}\n{text.strip()}\n\n{page[end:]}"


def _place(page: str, name: str) -> re.Match[str]:
    name = re.escape(name)
    place = re.search(
        rf"^<!-- measured: {name} -->\n(?P<content>.*?)^<!-- end: {name} -->$", page, re.M | re.S
    )
    if place is None:
        raise ValueError(f'the page has no place "<!-- measured: {name} -->"')
    return place
