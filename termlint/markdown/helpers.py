"""What the rules of markdown-it-py take from its module of this name, with one function faster."""

from __future__ import annotations

import re
from typing import NamedTuple

from markdown_it import helpers
from markdown_it.helpers import parseLinkLabel, parseLinkTitle

__all__ = ["parseLinkDestination", "parseLinkLabel", "parseLinkTitle"]

_PLAIN = re.compile(r"[^\x00-\x20\x7f\\()<&][^\x00-\x20\x7f\\()&]*")
"""A destination in which nothing stands for anything else, up to what may end it."""


class Destination(NamedTuple):
    """The destination of a link, as markdown-it-py's own function has it."""

    ok: bool
    pos: int
    """Where it ends."""
    str: str


def parseLinkDestination(  # noqa: N802 (markdown-it-py's name)
    string: str, pos: int, maximum: int
) -> Destination:
    """The destination that begins at ``pos`` and ends before ``maximum``.

    Most are taken as they are by one pattern, where markdown-it-py looks at each character.
    """
    plain = _PLAIN.match(string, pos, maximum)
    if plain and (plain.end() == maximum or string[plain.end()] not in "\\(&"):
        return Destination(True, plain.end(), plain[0])
    found = helpers.parseLinkDestination(string, pos, maximum)
    return Destination(found.ok, found.pos, found.str)
