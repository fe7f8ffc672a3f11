"""Sections: parts of a text that are read one by one, for a reader who knows most of them already.

Where a text is divided depends on the lines there alone, so what is typed in one section moves the
others and leaves them as they are: content-defined chunking, as by A. Muthitacharoen, B. Chen and
D. Mazières, "A Low-Bandwidth Network File System", SOSP 2001.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Any, NamedTuple
from zlib import crc32

from termlint.document import Document
from termlint.markdown.delimited import has_open_body
from termlint.markdown.demand import RAW_ELEMENT
from termlint.markdown.flavour import Flavour
from termlint.markdown.frontmatter import end_of_front_matter
from termlint.markdown.pieces import pieces_of
from termlint.markdown.reading import read
from termlint.markdown.source import Source

_ONE_IN = 4
"""Of how many lines that may begin a section one does; then most have one or two kilobytes."""
_BEGINNING = re.compile(
    r"""\n (?: \n (?=(?P<line>(?:[-+][ ]|[\w#>*|!\["'“‘(])[^\n]{0,31}))
          | (?<!\n\n) (?=(?P<item>[-*+][ ][^\s|][^\n]{0,30})) )""",
    re.VERBOSE,
)
"""What may begin a section: a line behind a blank one, or an item of a list. It can't be taken for
front matter."""
_ANYWHERE = {"href": "", "title": ""}
"""A definition, of which only matters that it is there."""
_LONE_CR = re.compile(r"\r(?!\n)")


class Survey(NamedTuple):
    """What a section means for others, and others for it."""

    defined: frozenset[str]
    """The labels of the link reference definitions in it."""
    is_whole: bool
    """Whether nothing in it goes on behind its end."""


class Section(NamedTuple):
    """What was read of a section."""

    document: Document
    asked: frozenset[str]
    """The labels for which a definition was looked for."""


def bounds_of(text: str, flavour: Flavour) -> Sequence[int]:
    """Where sections of ``text`` begin, the first at 0.

    Each, or where ``survey`` says that it is not complete, each with those behind it, gives what
    it gives in the whole text.
    """
    if flavour is Flavour.MDX or _LONE_CR.search(text):
        return (0,)
    source = Source(text)
    normal = source.normal
    begins: dict[int, int] = {}  # by a place in the piece that is to begin there
    for found in _BEGINNING.finditer(normal):
        line, start = found["line"] or found["item"], found.end()
        if crc32(line.encode("utf-8", "surrogatepass")) % _ONE_IN:
            continue
        if found["line"]:
            begins[start] = start
        elif normal.find("]:", normal.rfind("\n", 0, start - 1) + 1, start) < 0:
            # What stands behind a label matters on the next line, too.
            begins[start + 2] = start
    pieces = pieces_of(normal, end_of_front_matter(normal), [*begins])
    begun = {start for start, _ in pieces}
    return (0, *(source.origin(start) for start in begins.values() if start in begun))


def survey(text: str, flavour: Flavour, *, is_first: bool) -> Survey:
    """What the section ``text`` means for others."""
    has_element = "<" in text and RAW_ELEMENT.search(text) is not None
    is_whole = not has_open_body(text)
    if "]:" not in text and not has_element:
        return Survey(frozenset(), is_whole)
    found = read(text, flavour, frozenset(), (), may_have_front_matter=is_first)
    return Survey(found.defined, is_whole and found.is_whole)


def read_section(
    text: str,
    flavour: Flavour,
    prose_keys: frozenset[str],
    places: Collection[int],
    labels: frozenset[str],
    *,
    is_first: bool,
) -> Section:
    """What stands around some places of a section; offsets are its own.

    ``labels`` are those of all definitions in the whole text.
    """
    references = _References(labels)
    found = read(text, flavour, prose_keys, places, references, may_have_front_matter=is_first)
    return Section(found.document, frozenset(references.asked))


class _References(dict[str, object]):
    """Definitions, as markdown-it has them, that note what was looked for."""

    def __init__(self, labels: frozenset[str]) -> None:
        super().__init__(dict.fromkeys(labels, _ANYWHERE))
        self.asked: set[str] = set()

    def get(self, label: str, default: Any = None) -> Any:
        self.asked.add(label)
        return super().get(label, default)
