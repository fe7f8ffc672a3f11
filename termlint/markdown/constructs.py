"""Things between two marks that are not prose: shortcodes, templates and math."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import MutableMapping
from typing import Any

Env = MutableMapping[str, Any]
"""What the rules of one parse share; markdown-it-py passes it through."""

_TEMPLATES = (("{{<", ">}}"), ("{{%", "%}}"), ("{%", "%}"), ("{#", "#}"), ("{{", "}}"))
"""Hugo's two kinds of shortcodes, statements, comments and expressions of Jinja and Liquid."""

_CODE_BODY = re.compile(
    r"\{(?:\{[<%]|%)-?\s*(highlight|code|mermaid|katex|math|chart|plantuml|raw_code|comment)\b"
)
"""Shortcodes whose body, up to the one that closes them, is not prose either."""

_MATH_SIGN = re.compile(r"\\[a-zA-Z]|[\^_=]")
_PRICE = re.compile(r"\d[\d.,]*\S*\s.*(?<![\\a-zA-Z])[a-zA-Z]{2}", re.DOTALL)
_ENVIRONMENT = re.compile(r"\\begin\{([a-zA-Z]+\*?)\}")


def find_next(env: Env, text: str, needle: str, start: int) -> int:
    """Where ``needle`` next stands in ``text`` from ``start`` on; -1 where it does not.

    All places are looked up once, so that a text full of openers without a closer costs no more
    than any other.
    """
    known = env.setdefault("needles", {})
    key = (text, needle)
    if key not in known:
        known[key] = [match.start() for match in re.finditer(re.escape(needle), text)]
    places = known[key]
    index = bisect_left(places, start)
    return places[index] if index < len(places) else -1


def end_of_template(env: Env, text: str, start: int) -> int:
    """Where the shortcode or template that starts at ``start`` ends; -1 where none does."""
    for opener, closer in _TEMPLATES:
        if not text.startswith(opener, start):
            continue
        end = find_next(env, text, closer, start + len(opener))
        if end < 0:
            continue
        end += len(closer)
        body = _CODE_BODY.match(text, start)
        if body and text[end - 4] != "/":
            end = _end_of_body(env, text, opener, closer, body[1], end)
        return end
    return -1


def _end_of_body(env: Env, text: str, opener: str, closer: str, name: str, start: int) -> int:
    for sign in ("/", " /", "- /", " end", "- end", "end"):
        closing = find_next(env, text, f"{opener}{sign}{name}", start)
        if closing >= 0 or (
            sign == " /" and find_next(env, text, opener + " / " + name, start) >= 0
        ):
            end = find_next(env, text, closer, closing)
            return end + len(closer) if end >= 0 else start
    return start


def end_of_dollar_math(env: Env, text: str, start: int) -> int:
    """Where the math that a dollar sign at ``start`` begins ends; -1 where it is a dollar.

    Strict, as Pandoc is: no space inside the signs, and outside neither a letter nor a digit.
    What reads like a sum of money is none, so that no prose is lost.
    """
    if start and (text[start - 1].isalnum() or text[start - 1] == "$"):
        return -1
    if text.startswith("$$", start):
        end = find_next(env, text, "$$", start + 2)
        return end + 2 if end > start + 2 else -1
    if text[start + 1 : start + 2].isspace():
        return -1
    end = find_next(env, text, "$", start + 1)
    while end > 0 and text[end - 1] == "\\":
        end = find_next(env, text, "$", end + 1)
    if end <= start + 1 or text[end - 1].isspace() or text[end + 1 : end + 2].isalnum():
        return -1
    return -1 if _PRICE.match(text, start + 1, end) else end + 1


def end_of_bracket_math(env: Env, text: str, start: int) -> int:
    r"""Where the math that ``\(`` or ``\[`` at ``start`` begins ends; -1 where it is no math.

    Both are escapes of brackets in Markdown, so the content must look like math.
    """
    closer = {"(": "\\)", "[": "\\]"}[text[start + 1]]
    end = find_next(env, text, closer, start + 2)
    if end < 0:
        return -1
    content = text[start + 2 : end]
    is_math = len(content.strip()) <= 2 or _MATH_SIGN.search(content)
    return end + 2 if content.strip() and is_math and "\n\n" not in content else -1


def end_of_environment(env: Env, text: str, start: int) -> int:
    r"""Where the LaTeX environment whose ``\begin`` stands at ``start`` ends; -1 for none."""
    name = _ENVIRONMENT.match(text, start)
    if not name:
        return -1
    closing = f"\\end{{{name[1]}}}"
    end = find_next(env, text, closer, name.end()) if (closer := closing) else -1
    return end + len(closing) if end >= 0 else -1
