"""What a terminal or a log may be shown: text that neither obeys, its width, and colours."""

from __future__ import annotations

import re

BOLD = "1"
CYAN = "36"
DIM = "2"
GREEN = "32"
RED = "31"
YELLOW = "33"

TAB = 4
"""How many columns a tab takes."""


def paint(text: str, style: str, color: bool) -> str:
    """``text`` between the ANSI sequences of ``style`` (``1;31``), or as it is without colour."""
    return f"\x1b[{style}m{text}\x1b[0m" if color and text else text


def visible(text: str) -> str:
    r"""``text`` on one line, and nothing in it that a terminal or a CI runner obeys or hides.

    A control character, a line break, a bidirectional or other invisible format character and
    half a surrogate pair become an escape such as ``\x1b`` or ``\u202e``; a byte that Python
    could not decode in a file name becomes its own. So does the first character of what a runner
    takes for a command in its log.
    """
    start = re.match(_AT_START, text)
    if text.isprintable() and not start and not re.search(_ANYWHERE, text):
        return text
    shown = cells(text)
    if start:
        shown[start.end() - 1] = _COLON
    return "".join(shown)


def disarmed(line: str) -> str:
    """``line`` as it is but for what a CI runner would take for a command in its log."""
    shown = list(line)
    for command in re.finditer(_ANYWHERE, line):
        shown[command.start()] = _HASH
    start = re.match(_AT_START, line)
    if start:
        shown[start.end() - 1] = _COLON
    return "".join(shown)


def cells(text: str) -> list[str]:
    """What is shown of each character of ``text``, where it does not begin a line."""
    shown = [visible_character(character) for character in text]
    for command in re.finditer(_ANYWHERE, text):
        shown[command.start()] = _HASH
    return shown


_ANYWHERE = r"#(?=[^ -~]*#[^ -~]*(?:v[^ -~]*s[^ -~]*o[^ -~]*)?\[)"
"""``##[`` and ``##vso[``, which the runners of GitHub and of Azure Pipelines look for
(``ActionCommand.cs`` in github.com/actions/runner, ``Command.cs`` in
github.com/microsoft/azure-pipelines-agent).

They compare as .NET does by default, which passes over characters such as U+200D, so anything that
is not ASCII may stand between. The pattern is compiled when it is first needed, since a run without
findings shows nothing."""
_HASH = r"\x23"

_AT_START = r"[^!-~]*:(?=[^ -~]*:)"
"""``::`` after white space, which begins a command of GitHub where it begins a line."""
_COLON = r"\x3a"


def visible_character(character: str) -> str:
    """What ``visible`` makes of one character that is no part of a command."""
    if character.isprintable() or character in _JOINERS:
        return character
    import unicodedata  # rarely needed, and it takes a while to load

    if unicodedata.category(character) == "Zs":
        return character
    code = ord(character)
    if 0xDC80 <= code <= 0xDCFF:  # how os.fsdecode keeps a byte that is not UTF-8
        return f"\\x{code - 0xDC00:02x}"
    return character.encode("unicode_escape").decode("ascii")


_JOINERS = "\u200c\u200d"
"""Invisible, but words of Persian and Hindi and many emoji are wrong without them."""


def width(text: str) -> int:
    """How many columns a terminal gives to ``text``, which has been made visible before.

    Wide and fullwidth characters of UAX #11 take two, combining marks and joiners none. What a
    terminal makes of an emoji sequence is not known; its parts are added up.
    """
    if text.isascii():
        return len(text)
    return sum(map(_width_of_character, text))


def _width_of_character(character: str) -> int:
    import unicodedata  # rarely needed, and it takes a while to load

    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
