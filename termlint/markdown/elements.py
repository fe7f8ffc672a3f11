"""HTML elements: which are not prose, which end a piece of prose, which are only markup."""

from __future__ import annotations

import re
from bisect import bisect_left

from termlint.document import CODE, OPAQUE, BlockKind, MarkKind
from termlint.markdown.delimited import Env, next_match

_NOT_PROSE = {
    **dict.fromkeys(("code", "kbd", "samp", "var", "tt"), CODE),
    **dict.fromkeys(("script", "style", "pre", "textarea", "svg", "math", "template"), OPAQUE),
}
_RAW = frozenset({"script", "style", "pre", "textarea", "svg"})
"""Elements that swallow the rest where they are not closed, as a browser has it."""

_RAW_TAG = re.compile(
    rf"(?P<comment><!--)|-->|<(?P<opened>{'|'.join(sorted(_RAW))})(?=[\s>])"
    rf"|</(?P<closed>{'|'.join(sorted(_RAW))})\s*>",
    re.IGNORECASE,
)
_OPENING = re.compile(rf"<({'|'.join(_NOT_PROSE)})(?=[\s/>])", re.IGNORECASE)
_CLOSING = re.compile(rf"</({'|'.join(_NOT_PROSE)})\s*>", re.IGNORECASE)
_TAG_END = re.compile(">")
_NAME = re.compile(r"</?([A-Za-z][\w.:-]*)")

BLOCKS: dict[str, BlockKind] = {
    **dict.fromkeys(
        (
            "address article aside blockquote body caption center dd details dialog div dl "
            "fieldset figcaption figure footer form header hr html iframe legend main menu nav "
            "ol option p picture search section select table tbody tfoot thead tr ul video"
        ).split(),
        BlockKind.PARAGRAPH,
    ),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), BlockKind.HEADING),
    **dict.fromkeys(("dt", "summary"), BlockKind.LABEL),
    **dict.fromkeys(("td", "th"), BlockKind.CELL),
    "li": BlockKind.ITEM,
}
"""Elements that begin a piece of prose, and what kind of block their text is."""

MARKS: dict[str, MarkKind] = {
    "a": MarkKind.LINK,
    "b": MarkKind.STRONG,
    "del": MarkKind.STRUCK,
    "em": MarkKind.EMPHASIS,
    "i": MarkKind.EMPHASIS,
    "s": MarkKind.STRUCK,
    "strong": MarkKind.STRONG,
}


def name_of(tag: str) -> str:
    """The name in an opening or closing tag, in lower case; empty for other things in ``<>``."""
    name = _NAME.match(tag)
    return name[1].lower() if name else ""


def element_left_open(html: str) -> str:
    """The name of the element in which the content is no prose and that is open at the end."""
    name = ""
    in_comment = False
    for tag in _RAW_TAG.finditer(html):
        if in_comment:
            in_comment = tag[0] != "-->"
        elif not name:
            in_comment = tag["comment"] is not None
            name = (tag["opened"] or "").lower()
        elif name == (tag["closed"] or "").lower():
            name = ""
    return name


def closing_tag(name: str) -> re.Pattern[str]:
    """What ends the element ``name``."""
    return re.compile(rf"</{name}\s*>", re.IGNORECASE)


def end_of_element(env: Env, text: str, start: int, limit: int) -> tuple[int, str]:
    """Where an element that is no prose and starts at ``start`` ends, and what stands for it.

    -1 where none starts there or where its end is missing before ``limit``.
    """
    opening = _OPENING.match(text, start, limit)
    if not opening:
        return -1, ""
    name = opening[1].lower()
    opened = next_match(env, text, _TAG_END, opening.end())
    if opened and opened[1] <= limit and text[opened[0] - 1] == "/":
        return opened[1], ""
    known = env.setdefault("closing_tags", {})
    if text not in known:
        known[text] = {}
        for tag in _CLOSING.finditer(text):
            known[text].setdefault(tag[1].lower(), []).append(tag.span())
    closings = known[text].get(name, [])
    index = bisect_left(closings, (start, start))
    if index < len(closings) and closings[index][1] <= limit:
        return closings[index][1], _NOT_PROSE[name]
    if name in _RAW and env.get("html"):
        return limit, OPAQUE
    return -1, ""
