"""What of a text is structure, as others than termlint see it.

The block and inline structure is that of markdown-it-py as it comes, the page that readers see that
of cmark-gfm, HTML is read by the standard library's parser, front matter by PyYAML and tomllib, and
a few regular expressions find what none of them knows: addresses, templates, labels, names of
people and files.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection
from html.parser import HTMLParser
from typing import Any

import cmarkgfm
import yaml
from cmarkgfm.cmark import Options
from markdown_it import MarkdownIt
from markdown_it.token import Token

PROSE_KEYS = ("title", "description", "summary")
_STOCK = MarkdownIt("commonmark").enable(["table", "strikethrough"])
_BLOCKS = MarkdownIt("commonmark").enable("table")
_BLOCKS.core.ruler.enableOnly(["normalize", "block"])
_RAW_HTML = Options.CMARK_OPT_UNSAFE
_EXTENSIONS = ["table", "strikethrough"]
_FRONT = re.compile(r"(---|\+\+\+)[ \t]*\r?\n(.*?)^\1[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_RAW = frozenset("code kbd math pre samp script style svg template textarea tt var".split())

_KEPT = re.compile(
    r"""
      [a-zA-Z][\w+.-]*://[^\s<>)\]"'`]+       # addresses
    | \bwww\.[^\s<>)\]"'`]+
    | [\w.+-]+@[\w-]+\.[\w.-]+
    | \{\{.*?\}\} | \{%.*?%\} | \{[^{}\n]*\}  # templates, attributes, expressions
    | \[\[[^\]\n]*\]\]                        # wiki links
    | \[\^[^\]\s]+\]                          # footnotes
    | (?<![\w/])[@#][\w/-]+ | :[\w+-]+:       # people, tags, emoji
    | (?<!\S)\.{0,2}/[\w./-]+ | \b[a-z\d_.-]+(?:/[a-z\d_.-]+){2,}               # paths
    | [\w-]+\.(?:md|py|json|ya?ml|toml|sh|txt|com|org|io|dev)\b                 # files, hosts
    | (?<![\w*_>-])--?[a-zA-Z][\w-]* | [^\W_]_\w*[^\W_]  # options, names with _
    """,
    re.VERBOSE | re.MULTILINE,
)


def structures_of(before: str, after: str) -> tuple[list[object], list[object]]:
    """All of two texts but their prose, to be compared.

    What stands between the blocks' own marks is looked into where it is not the same in both.
    """
    one, other = _Blocks(before), _Blocks(after)
    contents = enumerate(zip(one.contents, other.contents, strict=False))
    same = {number for number, (old, new) in contents if old == new}
    return one.structure(same), other.structure(same)


def kept_of(line: str) -> list[str]:
    """The pieces of a line that are no prose though markdown-it takes them for text."""
    return _KEPT.findall(line)


def shown_in(text: str, word: re.Pattern[str]) -> list[str]:
    """The matches of ``word`` that a reader of the page sees as prose, in its order."""
    front, body = parted(text)
    page = _Page(word)
    for key in PROSE_KEYS:
        page.handle_data(str(front.get(key)))
    page.feed(cmarkgfm.markdown_to_html_with_extensions(body, _RAW_HTML, _EXTENSIONS))
    page.close()
    return page.shown


def parted(text: str) -> tuple[dict[str, object], str]:
    """What the front matter of a text says, and the rest of it."""
    found = _FRONT.match(text)
    if found:
        try:
            load = tomllib.loads if found[1] == "+++" else yaml.safe_load
            data = load(found[2].replace("\r\n", "\n"))
        except (yaml.YAMLError, ValueError):
            return {}, text
        if isinstance(data, dict):
            return data, text[found.end() :]
    return {}, text


class _Blocks:
    """The blocks of a text; what stands in them is parsed when it is asked for."""

    def __init__(self, text: str) -> None:
        self.front, body = parted(text)
        self._text = text
        self._env: dict[str, Any] = {}
        self._tokens = _BLOCKS.parse(body, self._env)
        self.contents = [token.content for token in self._tokens if token.type == "inline"]

    def structure(self, same: Collection[int]) -> list[object]:
        """All but the prose; ``same`` are the contents that need not be looked into."""
        data = [(key, None if key in PROSE_KEYS else value) for key, value in self.front.items()]
        line_ends = re.findall(r"\r\n|\n|\r", self._text)
        pieces: list[object] = [data, self._env.get("references"), line_ends]
        number = 0
        for token in self._tokens:
            pieces.append(_piece(token))
            if token.type == "inline":
                if number in same:
                    pieces.append(token.content)
                else:
                    pieces += map(_piece, self._parsed(token))
                number += 1
        return pieces

    def _parsed(self, token: Token) -> list[Token]:
        return _STOCK.parseInline(token.content, self._env)[0].children or []


def _piece(token: Token) -> object:
    """A token without its prose."""
    attrs = {name: value for name, value in token.attrs.items() if name not in ("title", "alt")}
    content: object = [_piece(child) for child in token.children or ()]
    if token.type in ("code_inline", "code_block", "fence"):
        content = token.content
    elif token.type in ("html_block", "html_inline"):
        content = _html_of(token.content)
    lines = token.map if token.block else None
    marks = token.tag, token.nesting, token.level, token.markup, token.info
    return token.type, marks, lines, attrs, content


def _html_of(html: str) -> list[object]:
    reader = _Html()
    reader.feed(html)
    reader.close()
    return reader.pieces


class _Html(HTMLParser):
    """Collects the tags, attributes and comments of HTML, and the text that is no prose."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.pieces: list[object] = []
        self._raw: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.pieces.append(("start", tag, attrs))
        if tag in _RAW:
            self._raw.append(tag)

    def handle_endtag(self, tag: str) -> None:
        self.pieces.append(("end", tag))
        if tag in self._raw:
            self._raw.remove(tag)

    def handle_data(self, data: str) -> None:
        if self._raw:
            self.pieces.append(data)

    def handle_comment(self, data: str) -> None:
        self.pieces.append(("comment", data))

    def handle_decl(self, decl: str) -> None:
        self.pieces.append(("declaration", decl))

    def unknown_decl(self, data: str) -> None:
        self.pieces.append(("declaration", data))

    def handle_pi(self, data: str) -> None:
        self.pieces.append(("instruction", data))

    def handle_entityref(self, name: str) -> None:
        self.pieces.append(("entity", name))

    def handle_charref(self, name: str) -> None:
        self.pieces.append(("entity", name))


class _Page(HTMLParser):
    """Collects the words that a rendered page shows as prose."""

    def __init__(self, word: re.Pattern[str]) -> None:
        super().__init__(convert_charrefs=True)
        self.shown: list[str] = []
        self._word = word
        self._raw: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _RAW:
            self._raw.append(tag)
        for name, value in attrs:
            # Links and images of Markdown have no other attributes than these and the address.
            if name in ("title", "alt") and tag in ("a", "img"):
                self.shown += self._word.findall(value or "")

    def handle_endtag(self, tag: str) -> None:
        if tag in self._raw:
            self._raw.remove(tag)

    def handle_data(self, data: str) -> None:
        if not self._raw:
            self.shown += self._word.findall(data)
