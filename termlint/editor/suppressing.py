"""Comments that silence a finding, put where they do that and nothing else.

Where a comment may stand depends on the Markdown around it, so each place is tried: the text with
the comment is checked, and only if just the finding's line, or its file, has fallen silent is the
comment offered.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from termlint.checks import unused_suppression
from termlint.diagnostic import Diagnostic, Edit
from termlint.editor.action import QUICK_FIX, Action, Edited
from termlint.editor.checked import Checked
from termlint.fix import edited
from termlint.lint import Linter
from termlint.markdown import Flavour, flavour_of
from termlint.markdown.frontmatter import end_of_front_matter
from termlint.markdown.source import Source
from termlint.span import LineIndex, Span

_Check = Callable[[str], Iterable[Diagnostic]]


def suppressions_of(checked: Checked, diagnostic: Diagnostic, linter: Linter) -> Iterator[Action]:
    """Silence a diagnostic on its line, and its check in the file."""
    if diagnostic.check == unused_suppression.NAME:
        return
    shown, verdicts = checked.shown, checked.verdicts

    def check(text: str) -> Iterable[Diagnostic]:
        return linter.check(text, shown, verdicts).diagnostics

    lines = LineIndex(checked.text)
    line = lines.line_of(diagnostic.span.start)
    of_check = [each for each in checked.diagnostics if each.check == diagnostic.check]
    on_line = [each for each in of_check if lines.line_of(each.span.start) == line]
    for said, silenced, places in (
        ("on this line", on_line, _beside_line(checked, diagnostic, lines, line)),
        ("in this file", of_check, _in_file(checked, diagnostic)),
    ):
        for edit in places:
            if _silences(checked, edit, silenced, check):
                title = f'Silence "{diagnostic.check}" {said}'
                changes = (Edited(checked.snapshot.uri, checked.snapshot.text, (edit,)),)
                yield Action(title, QUICK_FIX, changes, tuple(silenced))
                break


def _silences(checked: Checked, edit: Edit, silenced: list[Diagnostic], check: _Check) -> bool:
    left = Counter(map(_sort, checked.diagnostics)) - Counter(map(_sort, silenced))
    return Counter(map(_sort, check(edited(checked.text, [edit])))) == left


def _sort(diagnostic: Diagnostic) -> tuple[str, str]:
    """What stays the same of a diagnostic when others go; its message may count them."""
    return diagnostic.check, diagnostic.text


def _beside_line(
    checked: Checked, diagnostic: Diagnostic, lines: LineIndex, line: int
) -> Iterator[Edit]:
    """Where a comment for a line may stand, the best place first."""
    text = lines.line(line)
    here = _comment(checked, f"termlint-disable-line {diagnostic.check}")
    before = _comment(checked, f"termlint-disable-next-line {diagnostic.check}")
    start = lines.span_of_line(line).start
    above = Edit(Span(start, start), f"{before}{_line_end(checked.text)}")
    is_apart = line == 1 or not lines.line(line - 1).strip()
    is_heading = text.startswith("#")
    if is_heading and is_apart:  # what stands in a heading may become part of its anchor
        yield above
    # A comment behind a hard line break would end it, and one behind a table's row is in no cell.
    for tail in (
        text.rstrip().removesuffix("\\").rstrip(),
        text.rstrip().removesuffix("|").rstrip(),
    ):
        at = start + len(tail)
        yield Edit(Span(at, at), f" {here}")
    if is_apart and not is_heading and text[:1] not in " \t>|-*+":
        yield above


def _in_file(checked: Checked, diagnostic: Diagnostic) -> Iterator[Edit]:
    source = Source(checked.text)
    front = end_of_front_matter(source.normal)
    at = source.origin(front) if front < len(source.normal) else len(checked.text)
    end = _line_end(checked.text)
    comment = _comment(checked, f"termlint-disable-file {diagnostic.check}")
    before = end if at and checked.text[at - 1] not in "\r\n" else ""
    yield Edit(Span(at, at), f"{before}{comment}{end}{end}")


def _comment(checked: Checked, words: str) -> str:
    is_mdx = flavour_of(checked.shown) is Flavour.MDX
    return f"{{/* {words} */}}" if is_mdx else f"<!-- {words} -->"


def _line_end(text: str) -> str:
    return next((each for each in ("\r\n", "\n", "\r") if each in text), "\n")
