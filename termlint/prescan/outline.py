"""The fenced code of Markdown, as far as it shows for sure without parsing it.

Lines are read from the top, and a fence or a heading counts where it stands at the left margin, so
that no list or quote holds it. Reading ends at the first line that could turn what looks like one
into something else, or the other way round: a comment, math, a directive, a fence inside a list
that nothing closes. What is found up to there holds whatever follows.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

from termlint.prescan.code_spans import CodeSpans
from termlint.prescan.literals import FRONT_MATTER

_CONTAINERS = r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t>]+)*"
_RAW = "(?:highlight|code|mermaid|katex|math|plantuml|comment)"
"""Shortcodes and templates that hold no Markdown."""
_LINE = re.compile(
    rf"""^(?: (?P<heading>\#{{1,6}}[ \t])
            | (?P<fence>`{{3,}}|~{{3,}})[ \t]*(?P<info>[^\n]*)
            | (?P<around>{_CONTAINERS})(?P<inner>`{{3,}}|~{{3,}})(?P<inner_info>[^\n]*)
            | {_CONTAINERS}(?:<[?!%]|<(?:pre|script|style|textarea)\b)[^\n]*
            | {_CONTAINERS}(?P<tag></?[a-z][^\n>]*>)[^\n]*
            | {_CONTAINERS}</?[a-zA-Z>][^\n]*
            | (?P<shortcode>\{{\{{[<%](?!\s*{_RAW}\b)[^\n{{}}`]*[>%]\}}\}}[ \t]*$)
            | (?:import|export|\{{|[ \t>]*:::)[^\n]*
            | [^\n]*(?:\$\$|\\begin\{{|\{{\#
              | \{{(?:\{{[<%]|%)-?\s*{_RAW})
              [^\n]* )""",
    re.MULTILINE | re.VERBOSE,
)
_FENCE_OR_BLANK = re.compile(rf"^(?:{_CONTAINERS}(?P<fence>```|~~~)|[ \t>]*$)", re.MULTILINE)
_LATER_NUMBER = re.compile(r"(?<!\d)(?!1[.)])\d+[.)]")
"""The number of an item that begins no list within a paragraph."""
_NO_QUOTE = re.compile(r"[^>]")
_FRONT_MATTER = re.compile(
    r"""  ---\n (?=[\w-]+:) (?: (?!```|~~~|\n|---|\.\.\.) [^\n]*\n )* ---\n
      | \+\+\+\n (?=[\w-]+[ ]=) (?: (?!```|~~~|\n|\+\+\+) [^\n]*\n )* \+\+\+\n""",
    re.VERBOSE,
)
"""The usual kinds, with nothing in it that could end it earlier than it seems."""


class Outline(NamedTuple):
    """What shows for sure of a text."""

    code: tuple[tuple[int, int], ...]
    """Half-open stretches in their order that no reader takes for prose."""
    sure: range
    """The offsets at which the rest is sure to be no code block, HTML or front matter."""

    spans: CodeSpans

    def is_code(self, place: int) -> bool:
        if place in self.sure and self.spans.hold(place):
            return True
        at = bisect_right(self.code, (place, place)) - 1
        return self._holds(at, place) or self._holds(at + 1, place)

    def _holds(self, at: int, place: int) -> bool:
        return 0 <= at < len(self.code) and self.code[at][0] <= place < self.code[at][1]


NOTHING = Outline((), range(0), CodeSpans(""))


def outline(source: str) -> Outline:
    """The outline of a text up to where nothing is sure any more."""
    if "\r" in source or "\f" in source:
        return NOTHING
    position = 0
    if FRONT_MATTER.match(source):
        front_matter = _FRONT_MATTER.match(source)
        if front_matter is None:
            return NOTHING
        position = front_matter.end()
    start, sure_to = position, len(source)
    code: list[tuple[int, int]] = []
    while (line := _LINE.search(source, position)) is not None:
        end = -1
        if line["heading"] or line["shortcode"]:
            end = line.end()
        elif line["fence"]:
            end = _end_of_fence(source, line)
            if end > 0:
                code.append((line.start(), end))
        elif line["inner"]:
            end = _end_of_inner_fence(source, line)
        elif line["tag"]:
            end = _end_of_html(source, line)
        if end < 0:
            sure_to = line.start()
            break
        position = end
    return Outline(tuple(code), range(start, sure_to), CodeSpans(source))


def _end_of_fence(source: str, line: re.Match[str]) -> int:
    """Where the fence that opens at a line ends; -1 if it is no code for sure."""
    fence, info = line["fence"], line["info"]
    if info.startswith("{") or "`" in info:
        return -1
    closing = _closing(fence, r"[ \t]*").search(source, line.end())
    if closing is None:
        return len(source)
    # Indented further, it closes a fence in MDX only.
    is_sure = closing["before"] in ("", " ", "  ", "   ")
    return closing.end() if is_sure else -1


def _end_of_inner_fence(source: str, line: re.Match[str]) -> int:
    """Where a fence inside a list or quote ends, if each line up to there stands in it for sure."""
    around, info = line["around"], line["inner_info"]
    if "\t" in around or info.lstrip().startswith("{") or "`" in info:
        return -1
    if _LATER_NUMBER.search(around) and not source.endswith("\n\n", 0, line.start()):
        return -1
    closing = _closing(line["inner"], r"[ \t>]*").search(source, line.end())
    before = _NO_QUOTE.sub(" ", around)
    if closing is None or closing["before"] != before:
        return -1
    inside = re.compile(rf"(?:\n(?:{before}[^\n]*|{before.rstrip()}|[ \t]*)(?=\n))*+\n")
    is_sure = inside.fullmatch(source, line.end(), closing.start()) is not None
    return closing.end() if is_sure else -1


def _closing(fence: str, before: str) -> re.Pattern[str]:
    """What closes ``fence`` in a line, behind something of the pattern ``before``."""
    return re.compile(rf"^(?P<before>{before}){fence}{fence[0]}*[ \t]*$", re.MULTILINE)


def _end_of_html(source: str, line: re.Match[str]) -> int:
    """The empty line at which HTML ends, if no fence stands before it."""
    match = _FENCE_OR_BLANK.search(source, line.end() + 1)
    if match is None:
        return len(source)
    return -1 if match["fence"] else match.end()
