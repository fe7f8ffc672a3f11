"""Things between two marks that are not prose: shortcodes, templates and math."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import MutableMapping
from typing import Any

Env = MutableMapping[str, Any]
"""What the rules share while one text is parsed; markdown-it-py hands it on."""

_TEMPLATES = tuple(
    (opener, re.compile(re.escape(closer)))
    for opener, closer in (
        ("{{<", ">}}"),
        ("{{%", "%}}"),
        ("{%", "%}"),
        ("{#", "#}"),
        ("{{", "}}"),
    )
)
"""Hugo's two kinds of shortcodes; statements, comments and expressions of Jinja and Liquid."""

CODE_BODY = re.compile(
    r"\{(?:\{[<%]|%)-?\s*(?P<name>highlight|code|mermaid|katex|math|plantuml|comment)\b"
)
"""Shortcodes whose body, up to the one that closes them, is no prose either."""

_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_DOLLAR = re.compile(r"(?<!\\)\$")
_DOLLARS = re.compile(r"\$\$")
_BRACKET_CLOSERS = {"(": re.compile(r"\\\)"), "[": re.compile(r"\\\]")}
_ENVIRONMENT = re.compile(r"\\begin\{([a-zA-Z]+\*?)\}")
_MATH_SIGN = re.compile(r"\\[a-zA-Z]|[\^_=]")
_WORDS_AFTER_NUMBER = re.compile(r"\d\S*\s.*(?<![\\a-zA-Z])[a-zA-Z]{2}", re.DOTALL)


def next_match(env: Env, text: str, pattern: re.Pattern[str], start: int) -> tuple[int, int] | None:
    """The span of the first match of ``pattern`` from ``start`` on.

    All matches are looked up once, so that a text full of openers without a closer costs no
    more than any other.
    """
    known: dict[tuple[str, re.Pattern[str]], list[tuple[int, int]]]
    known = env.setdefault("matches", {})
    key = (text, pattern)
    if key not in known:
        known[key] = [match.span() for match in pattern.finditer(text)]
    spans = known[key]
    index = bisect_left(spans, (start, start))
    return spans[index] if index < len(spans) else None


def end_of_template(env: Env, text: str, start: int) -> int:
    """Where the shortcode or template that starts at ``start`` ends; -1 where none does."""
    for opener, closer in _TEMPLATES:
        if not text.startswith(opener, start):
            continue
        closing = next_match(env, text, closer, start + len(opener))
        if closing and (opener == "{#" or not _goes_over_blank_line(env, text, start, closing[0])):
            return _end_of_body(env, text, start, closing[1])
    return -1


def _end_of_body(env: Env, text: str, start: int, end: int) -> int:
    body = CODE_BODY.match(text, start, end)
    if not body:
        return end
    closing = next_match(env, text, _closer(body["name"]), end)
    return closing[1] if closing else end


def _closer(name: str) -> re.Pattern[str]:
    """What closes the body of a shortcode."""
    return re.compile(
        rf"\{{\{{[<%]-?\s*/\s*{name}\b[^{{}}\n]*\}}\}}|\{{%-?\s*end\s*{name}\b[^{{}}\n]*%\}}"
    )


def has_open_body(text: str) -> bool:
    """Whether a shortcode with a body stands in ``text`` that is not closed in it."""
    last = {body["name"]: body.end() for body in CODE_BODY.finditer(text)}
    return any(_closer(name).search(text, end) is None for name, end in last.items())


def end_of_dollar_math(env: Env, text: str, start: int) -> int:
    """Where the math that a dollar sign at ``start`` begins ends; -1 where it is a dollar.

    Strict, as Pandoc is: no space inside the signs and no letter or digit outside. What reads
    like a sum of money is none, so that no prose is lost.
    """
    if start and (text[start - 1].isalnum() or text[start - 1] == "$"):
        return -1
    if text.startswith("$$", start):
        closing = next_match(env, text, _DOLLARS, start + 3)
        if not closing or _goes_over_blank_line(env, text, start, closing[0]):
            return -1
        return closing[1]
    closing = next_match(env, text, _DOLLAR, start + 1)
    if not closing:
        return -1
    low, high = start + 1, closing[0]
    if low == high or text[low].isspace() or text[high - 1].isspace():
        return -1
    if text[high + 1 : high + 2].isalnum() or _WORDS_AFTER_NUMBER.match(text, low, high):
        return -1
    return high + 1


def end_of_bracket_math(env: Env, text: str, start: int) -> int:
    r"""Where the math that ``\(`` or ``\[`` at ``start`` begins ends; -1 where it is no math.

    Both are escaped brackets in Markdown, so the content must look like math.
    """
    closing = next_match(env, text, _BRACKET_CLOSERS[text[start + 1]], start + 2)
    if not closing or _goes_over_blank_line(env, text, start, closing[0]):
        return -1
    content = text[start + 2 : closing[0]].strip()
    is_math = 0 < len(content) <= 2 or _MATH_SIGN.search(content)
    return closing[1] if is_math else -1


def end_of_environment(env: Env, text: str, start: int) -> int:
    r"""Where the LaTeX environment whose ``\begin`` stands at ``start`` ends; -1 for none."""
    name = _ENVIRONMENT.match(text, start)
    if not name:
        return -1
    closer = re.compile(re.escape(f"\\end{{{name[1]}}}"))
    closing = next_match(env, text, closer, name.end())
    return closing[1] if closing else -1


def _goes_over_blank_line(env: Env, text: str, start: int, end: int) -> bool:
    blank = next_match(env, text, _BLANK_LINE, start)
    return blank is not None and blank[0] < end
