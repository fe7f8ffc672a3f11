"""Links to anchors, as the source of a document shows them without being parsed.

What is found may be more than there is: text in code that looks like a link counts as one.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from termlint.latepattern import late_pattern
from termlint.span import Span

_FRAGMENT = late_pattern(r"#([^\s#()<>\"'\[\]{}|`\\]+)")
_WIKI = late_pattern(r"\[\[(?P<page>[^\[\]|#\n]*)#(?P<fragment>[^\[\]|\n]+)")
_DESTINATION_BACKWARDS = late_pattern(r"[^\s()<>\"'\[\]{}|`\\#]*")
_LONGEST = 300
"""How many characters before ``#`` may belong to a destination."""
_BEFORE_FRAGMENT = ("(", "<", '"', "'", "=", "]: ", "]:")
"""What stands before a destination that is a fragment only; a hashtag has a space there."""
_ATTRIBUTE = late_pattern(r"[\w:-]+=(?=[^=?]*$)")
"""The name of an attribute whose value has no quotation marks."""
_NO_ANCHOR = late_pattern(
    r"L?\d+(?:-L?\d+)?|(?:issuecomment|discussion|discussion_r|pullrequestreview|diff)-?[0-9a-f]+"
)
"""Lines of a file, issues and comments on GitHub."""
_ESCAPED_BYTES = late_pattern(r"(?:%[0-9a-fA-F]{2})+")
_SUFFIXES = (".md", ".mdx", ".mdown", ".mkd", ".markdown", ".html", ".htm")
_ORDER = late_pattern(r"\d+[-_.]+(?=.)")
"""A number that sorts files and that site generators drop."""
_FOLDER_PAGES = ("", "index", "_index", "readme")
"""What a page is called that stands for its folder."""


class AnchorLink(NamedTuple):
    """A link, or what looks like one, to a place in a page."""

    page: str
    """The name of the page; see ``page_at``."""
    fragment: str
    """What stands after ``#``, percent-encoded bytes decoded."""
    span: Span
    """The whole destination in the text."""


def anchor_links(text: str, path: str) -> Iterator[AnchorLink]:
    """The links to anchors in ``text``, the content of the file at ``path``. Takes linear time."""
    own = page_at(path)
    for span, destination, fragment in _destinations(text):
        page = page_at(path, destination) if destination else own
        yield AnchorLink(page, _decoded(fragment), span)


def page_at(path: str, destination: str = "") -> str:
    """The name of the page that ``destination`` in the file at ``path`` leads to.

    It is the last part of the address, or of the path, which most site generators keep, without
    its suffix and in lower case; for the page of a folder it is the folder's name. An address on
    the web is not told from a path in the project.

    >>> [page_at("docs/a.md", to) for to in ("", "../README.md", "/Guide/", "https://x.org/b.html")]
    ['a', '', 'guide', 'b']
    """
    parts = path.split("/")
    if destination:
        destination = _decoded(destination.partition("?")[0])
        is_relative = destination[:1] != "/" and "://" not in destination
        parts = parts[:-1] if is_relative else []
        for part in destination.split("/"):
            if part == ".." and parts and parts[-1] != "..":
                parts.pop()
            elif part != ".":
                parts.append(part)
    for part in parts[:-3:-1]:
        name = _name(part)
        if name not in _FOLDER_PAGES:
            return name
    return ""


def _name(part: str) -> str:
    """A part of a path in lower case, without a suffix and without a number before it."""
    name = part.lower()
    if name.endswith(_SUFFIXES):
        name = name[: name.rindex(".")]
    return _ORDER.sub("", name, count=1) if name[:1].isdigit() else name


def _destinations(text: str) -> Iterator[tuple[Span, str, str]]:
    """Where each destination with a fragment stands, what comes before ``#`` and what after."""
    for found in _FRAGMENT.finditer(text):
        at = found.start()
        before = text[max(0, at - _LONGEST) : at]
        backwards = _DESTINATION_BACKWARDS.match(before[::-1])
        destination = backwards[0][::-1] if backwards else ""
        if "=" in destination:
            destination = _ATTRIBUTE.sub("", destination, count=1)
        is_link = destination[-1:] != ":" if destination else before.endswith(_BEFORE_FRAGMENT)
        is_wiki = before.endswith("[[" + destination)
        if is_link and not is_wiki and not _NO_ANCHOR.fullmatch(found[1]):
            yield Span(at - len(destination), found.end()), destination, found[1]
    if "[[" in text:
        for found in _WIKI.finditer(text):
            yield Span(found.start("page"), found.end()), found["page"], found["fragment"]


def _decoded(text: str) -> str:
    """``text`` with its percent-encoded bytes decoded, as far as they are UTF-8."""
    if "%" not in text:
        return text
    return _ESCAPED_BYTES.sub(
        lambda found: bytes.fromhex(found[0].replace("%", "")).decode("utf-8", "replace"), text
    )
