"""Text for XML documents: what must be escaped, and what XML can't say at all."""

from __future__ import annotations

from termlint.report.terminal import visible_character

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'


def tag(name: str, attributes: dict[str, str | int], *, empty: bool = False) -> str:
    """A start tag, or that of an empty element."""
    given = "".join(f' {key}="{escape(str(value))}"' for key, value in attributes.items())
    return f"<{name}{given}{'/' if empty else ''}>"


def escape(text: str) -> str:
    r"""``text`` for an attribute or an element, in ASCII, which passes every encoding of a pipe.

    A character that XML 1.0 has no way to write, such as most control characters and half a
    surrogate pair, becomes a visible escape such as ``\\x1b``.
    """
    return "".join(map(_character, text))


def _character(character: str) -> str:
    if " " <= character <= "~":
        return f"&#{ord(character)};" if character in _MARKUP else character
    return f"&#{ord(character)};" if _is_allowed(character) else visible_character(character)


_MARKUP = '&<>"#'
"""With ``#``, so that no runner finds a command in a log that the document is written to."""


def _is_allowed(character: str) -> bool:
    """Whether XML 1.0 allows it (https://www.w3.org/TR/xml/#charsets)."""
    return (
        character in "\t\n\r"
        or " " <= character <= "\ud7ff"
        or "\ue000" <= character <= "\ufffd"
        or character >= "\U00010000"
    )
