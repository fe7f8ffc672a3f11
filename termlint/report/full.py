"""Each finding with its line, what the term means and the words that decided, for people."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from termlint.report import Look, Report, counted
from termlint.report.terminal import (
    BOLD,
    CYAN,
    DIM,
    RED,
    TAB,
    YELLOW,
    cells,
    paint,
    visible,
    width,
)

if TYPE_CHECKING:
    from termlint.diagnostic import Diagnostic
    from termlint.finding import Excerpt, Finding
    from termlint.termbase import Concept

_COLORS = {"error": RED, "warning": YELLOW, "info": CYAN}


def write(report: Report, look: Look) -> str:
    parts = ["\n".join(lines(each, report.concepts, look)) for each in report.findings]
    if not look.quiet:
        parts.append(summary(report))
    return "\n\n".join(parts) + "\n" if parts else ""


def summary(report: Report) -> str:
    """``12 files checked, 3 findings (2 fixable), 1 not read``."""
    said = f"{counted(report.files, 'file')} checked, {counted(len(report.findings), 'finding')}"
    if report.fixable:
        said += f" ({report.fixable} fixable)"
    if report.errors:
        said += f", {len(report.errors)} not read"
    return said


def lines(finding: Finding, concepts: Mapping[str, Concept], look: Look) -> Iterator[str]:
    """What is written of one finding, line by line."""
    found, start = finding.diagnostic, finding.start
    color = _COLORS[str(found.severity)]
    where = paint(f"{visible(finding.path)}:{start.line}:{start.column}", BOLD, look.color)
    what = paint(f"{found.severity} {found.check}", f"{BOLD};{color}", look.color)
    yield f"{where}: {what}: {visible(found.message)}"
    margin = len(str(finding.excerpts[-1].line))
    for excerpt in finding.excerpts:
        yield from _source(excerpt, margin, color, look)
    for note in _notes(finding, concepts):
        yield f"  {' ' * margin} {paint('=', DIM, look.color)} {note}"


def _source(excerpt: Excerpt, margin: int, color: str, look: Look) -> Iterator[str]:
    """A source line and below it the marks, both cut to the width of the terminal."""
    before, marked, after = _cut(excerpt, max(look.width - margin - _FRAME, 20))
    bar = paint("|", DIM, look.color)
    number = paint(f"{excerpt.line:>{margin}}", DIM, look.color)
    yield f"  {number} {bar} {before}{paint(marked, color, look.color)}{after}".rstrip()
    marks = paint("^" * max(width(marked), 1), color, look.color)
    yield f"  {' ' * margin} {bar} {' ' * width(before)}{marks}"


_FRAME = 7
"""The columns around a source line: the indent, the bar and up to two ellipses."""


def _cut(excerpt: Excerpt, room: int) -> tuple[str, str, str]:
    """What stands before, in and after the marked part, in at most ``room`` columns.

    A mark that is wider than that is cut itself. What is left of the room is shared: the text
    before gets two thirds of it, since that is where most cues stand.
    """
    shown = _untabbed(excerpt.text)
    before = shown[: excerpt.mark.start]
    marked, is_whole = _fit(shown[excerpt.mark.start : excerpt.mark.end], room)
    after = shown[excerpt.mark.end :] if is_whole else []
    left = room - width("".join(marked))
    behind = min(_width(after), left - min(_width(before), left * 2 // 3))
    shown_before, has_start = _fit(before[::-1], left - behind)
    shown_after, has_end = _fit(after, behind)
    start = "".join(shown_before[::-1])
    end = "".join(shown_after)
    if excerpt.starts_late or not has_start:
        start = "…" + start
    if excerpt.ends_early or not has_end or not is_whole:
        end = end + "…"
    return start, "".join(marked), end


def _fit(shown: list[str], room: int) -> tuple[list[str], bool]:
    """As much from the start as fits into ``room`` columns, and whether that is all."""
    used = 0
    for index, cell in enumerate(shown):
        used += width(cell)
        if used > room:
            return shown[:index], False
    return shown, True


def _width(shown: list[str]) -> int:
    return width("".join(shown))


def _untabbed(text: str) -> list[str]:
    """What is shown of each character."""
    tab = " " * TAB
    return [tab if each == "\t" else cell for each, cell in zip(text, cells(text), strict=True)]


def _notes(finding: Finding, concepts: Mapping[str, Concept]) -> Iterator[str]:
    found = finding.diagnostic
    concept = concepts.get(found.concept or "")
    if concept is not None and concept.definition:
        yield visible(f"{concept.term}: {first_sentence(concept.definition)}")
    for evidence in found.evidence:
        yield visible(f'cue "{evidence.cue}" in "{evidence.text}"')
    for related in found.related:
        at = finding.place_of(related.at)
        yield visible(f"{at.path}:{at.start.line}:{at.start.column}: {related.message}")
    if found.suggestions:
        yield visible(_advice(found))


def _advice(found: Diagnostic) -> str:
    forms = " or ".join(f'"{each}"' for each in found.suggestions)
    if found.fix is None:
        return f"write {forms}"
    return f"write {forms} ({'safe' if found.fix.safe else 'unsafe'} fix)"


def first_sentence(text: str) -> str:
    """The first sentence of a definition, its line breaks as spaces."""
    words = " ".join(text.split())
    for end in _SENTENCE_END.finditer(words):
        if not words.endswith(_ABBREVIATIONS, 0, end.end()):
            return words[: end.end()]
    return words


_SENTENCE_END = re.compile(r"[.!?][)\"'\u2019\u201d]*(?= )")
_ABBREVIATIONS = ("e.g.", "i.e.", "etc.", "cf.", "vs.")
