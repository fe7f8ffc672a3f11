"""Markdown in, a document out: blocks of prose, each mapped to its place in the text."""

from __future__ import annotations

from collections.abc import Collection

from termlint.document import Document
from termlint.markdown.flavour import Flavour, flavour_of
from termlint.selection import PROSE_KEYS

__all__ = ["Flavour", "flavour_of", "parse"]


def parse(
    text: str,
    *,
    flavour: Flavour = Flavour.MARKDOWN,
    prose_keys: frozenset[str] = PROSE_KEYS,
    places: Collection[int] | None = None,
) -> Document:
    """The prose of ``text`` and its suppression comments.

    ``text`` has no byte order mark and its line ends as they are in the file; every span of the
    document counts code points of it. ``places`` are offsets; given, only the blocks
    around them are looked for, the tables as wholes and the front matter too, and what other
    blocks depend on. Never raises.
    """
    # Imported here because loading markdown-it takes longer than reading a small project, and
    # most files are known to be clean before they need to be parsed.
    from termlint.markdown.reading import read

    return read(text, flavour, prose_keys, places).document
