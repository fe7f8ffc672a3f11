"""Lines that open what goes on over blank lines, such as fences, and where that ends."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from termlint.latepattern import late_pattern
from termlint.markdown.delimited import CODE_BODY
from termlint.markdown.directives import DIRECTIVE, holds_code, holds_prose
from termlint.markdown.elements import closing_tag

_SIGNS = "`~:<{\\"
"""With what each of them begins."""
_OPENING = rf"""(?P<indent>[ ]{{0,3}}+)(?=[{re.escape(_SIGNS)}])(?:
      (?P<fence>`{{3,}}+(?=[^`\n]*\n|[ \t]*\{{)|~{{3,}}+|(?P<colons>:{{3,}}+(?=[ \t]*\{{)))
    | (?P<comment><!--)
    | <(?:[?!]|(?P<element>math|pre|script|style|svg|template|textarea)(?![\w-]))
    | \{{\#
    | {CODE_BODY.pattern}
    | \\begin\{{
    )"""
_FLAGS = re.VERBOSE | re.IGNORECASE
_AT_START = late_pattern(_OPENING, _FLAGS)
_LATER = re.compile(rf"\n{_OPENING}", _FLAGS)
_VERBATIM = ("pre", "script", "style", "textarea")
"""Elements whose end alone, exactly so written, ends a block of HTML (CommonMark 0.31, 4.6)."""
_TAG_END = re.compile(r"/?>")
_CLOSING = re.compile(r"\n(?P<indent>[ \t]*)(?P<fence>`{3,}|~{3,}|:{3,})(?P<after>[^\S\n]*)(?=\n)")


def openings_in(text: str, start: int) -> Iterator[re.Match[str]]:
    """The lines of ``text``, from the one at ``start`` on, that open something where they stand in
    nothing else. The group ``indent`` of each begins the line and is at most three spaces.

    Texts end with a line end.
    """
    may_open = text[start : start + 4].lstrip(" ")[:1] in _SIGNS
    first = _AT_START.match(text, start) if may_open else None
    if first and _opens(first):
        yield first
    yield from filter(_opens, _LATER.finditer(text, start))


def end_of(opening: re.Match[str]) -> tuple[int, bool]:
    """The start of the line after all that is opened, and whether all of it is code.

    The end is -1 where only the parser can tell it.
    """
    text, fence = opening.string, opening["fence"]
    if opening["comment"]:
        closing = text.find("-->", opening.end("comment") - 2)
        return (text.index("\n", closing) + 1 if closing >= 0 else -1), False
    if opening["element"]:
        return _end_of_element(opening), False
    if not fence:
        return -1, False
    first, directive = _first_line(opening)
    if opening["colons"]:
        is_code = directive is not None and holds_code(directive["name"])
        return (_end_of_fence(text, first, fence, True) if is_code else -1), is_code
    if directive and holds_prose(directive["name"]):
        return _end_of_fence(text, first, fence, True), False
    return _end_of_fence(text, first, fence, False), True


def end_of_short_element(opening: re.Match[str], blank: int) -> int:
    """The start of the line after an element that is closed before the next blank line, which is
    at ``blank``; -1 for all else.

    If it stands in other HTML, that goes on up to this blank line.
    """
    if not opening["element"]:
        return -1
    text, name = opening.string, opening["element"].lower()
    tag = _TAG_END.search(text, opening.end(), blank)
    if tag is None:
        return -1
    is_empty = tag[0] == "/>"
    end = tag if is_empty else closing_tag(name).search(text, opening.end(), blank)
    if end is None:
        return -1
    if name in _VERBATIM:
        is_line = text.find("\n", opening.end(), end.end()) < 0
        if is_empty or (is_line and end[0].lower() != f"</{name}>"):
            return -1
    return text.index("\n", end.end()) + 1


def end_of_indented_fence(opening: re.Match[str]) -> int:
    """The start of the line after a fence with an indentation that ends there both in a list item
    and in none; -1 for all else.

    None of its lines is outdented and would end the item, and the last one closes it in both.
    """
    text, fence, width = opening.string, opening["fence"], len(opening["indent"])
    if not fence or not width or opening["colons"]:
        return -1
    first, directive = _first_line(opening)
    if directive and holds_prose(directive["name"]):
        return -1
    for closing in _closing_or_outdented(width).finditer(text, first):
        mark, indent = closing["fence"], closing["indent"]
        if mark is None or not indent.startswith(" " * width):
            return -1
        if mark[0] == fence[0] and len(mark) >= len(fence) and not closing["after"].strip(" \t"):
            is_sure = len(indent) <= 3 and "\t" not in indent
            return closing.end() + 1 if is_sure else -1
    return -1


@cache
def _closing_or_outdented(indent: int) -> re.Pattern[str]:
    """What may close a fence, and lines that are not blank and have less of an indentation."""
    return re.compile(rf"{_CLOSING.pattern}|\n(?![ ]{{{indent}}}|[ \t]*\n)")


def _opens(opening: re.Match[str]) -> bool:
    """Whether a line that looks like an opening is one."""
    text, fence = opening.string, opening["fence"]
    if not fence:
        return True
    first, directive = _first_line(opening)
    if opening["colons"]:
        # What is between the lines of colons is read in place, but options may hold blank lines.
        has_options = text[first + 1 : text.find("\n", first + 1)].strip() == "---"
        return has_options or (directive is not None and holds_code(directive["name"]))
    if directive and holds_prose(directive["name"]):
        return True
    return fence[0] == "~" or "`" not in text[opening.end("fence") : first]


def _first_line(opening: re.Match[str]) -> tuple[int, re.Match[str] | None]:
    """Where the line ends in which a fence stands, and the directive that it is."""
    text = opening.string
    first = text.index("\n", opening.start("indent"))
    return first, DIRECTIVE.match(text, opening.start("fence"), first)


def _end_of_element(opening: re.Match[str]) -> int:
    """The start of the line after an element at the margin that goes over lines and is closed; -1
    where the parser has to tell."""
    text, start = opening.string, opening.start("element") - 1
    tag_end, closing = text.find(">", start), closing_tag(opening["element"]).search(text, start)
    if closing is None or text[opening.end("element")] not in " \t\n>" or text[tag_end - 1] == "/":
        return -1
    is_line = text.find("\n", start, closing.end()) < 0
    return -1 if is_line else text.index("\n", closing.end()) + 1


def _end_of_fence(text: str, pos: int, fence: str, is_directive: bool) -> int:
    """The start of the line after the one that closes ``fence``; the end where none does."""
    for closing in _CLOSING.finditer(text, pos):
        mark, indent = closing["fence"], closing["indent"]
        if mark[0] == fence[0] and len(mark) >= len(fence):
            is_plain = len(indent) <= 3 and "\t" not in indent and not closing["after"].strip(" \t")
            if is_directive or is_plain:
                return closing.end() + 1
    return len(text)
