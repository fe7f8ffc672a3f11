"""Where in TOML a place lies, told from what stands before it, since what is being typed is not
whole."""

from __future__ import annotations

import re

from termlint.editor.outline_of_yaml import ITEM, Spot
from termlint.span import Span

_TOKEN = re.compile(
    r"""(?P<header>^[ \t]*\[\[?[^\[\]\n]*\]\]?)
    |(?P<text>\"{3}(?:[^\\]|\\[\s\S])*?\"{3}|'{3}[\s\S]*?'{3}|"(?:[^"\\\n]|\\.)*"?|'[^'\n]*'?)
    |(?P<comment>\#[^\n]*)
    |(?P<word>[^\s\[\]{}=,.\"'\#]+)
    |(?P<mark>[\[\]{}=,\n])""",
    re.VERBOSE | re.MULTILINE,
)
_PART = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'|[^\s.\"'\[\]]+")
_WORD = re.compile(r"[^\s,=.\[\]{}\"'#]*")

_Path = tuple[str, ...]


def spot_at(text: str, offset: int) -> Spot:
    """Where in ``text`` the place lies; the path begins with the table."""
    start = offset - len(_matched(text[:offset][::-1]))
    word = Span(start, start + len(_matched(text[start:])))
    table: _Path = ()
    key: _Path = ()
    is_value = False
    around: list[tuple[str, _Path, _Path]] = []
    """The open brackets, each with the path of what stands in it and the key before it."""
    for token in _TOKEN.finditer(text, 0, start):
        said = token[0]
        inside = around[-1][1] if around else table
        if token.lastgroup == "header":
            if not around:
                table = _parts(said) + ((ITEM,) if said.lstrip().startswith("[[") else ())
                key, is_value = (), False
        elif token.lastgroup in ("text", "word"):
            # A text that goes on at the place is what is being typed there.
            if not is_value and token.end() < start:
                key += _parts(said)
        elif said in ("[", "{"):
            path = inside if around and around[-1][0] == "[" else inside + key
            around.append((said, (*path, ITEM) if said == "[" else path, key))
            key, is_value = (), said == "["
        elif said in ("]", "}") and around:
            key, is_value = around.pop()[2], True
        elif said == "=":
            is_value = True
        elif (said == "," and around and around[-1][0] == "{") or (said == "\n" and not around):
            key, is_value = (), False
    inside = around[-1][1] if around else table
    return Spot(inside if around and around[-1][0] == "[" else inside + key, word, not is_value)


def _matched(text: str) -> str:
    word = _WORD.match(text)
    return word[0] if word else ""


def _parts(said: str) -> _Path:
    """The parts of a key with dots."""
    return tuple(part.strip("\"'") for part in _PART.findall(said))
