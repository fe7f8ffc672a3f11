"""What is wrong with a text that is not YAML, in words that say what to do."""

from __future__ import annotations

from typing import Any

import yaml

from termlint.span import LineIndex


class YamlError(Exception):
    """The text is not YAML as termlint reads it."""

    def __init__(self, problem: str, line: int, column: int) -> None:
        super().__init__(f"{line}:{column}: {problem}")
        self.problem = problem
        """What is wrong, then the next step."""
        self.line = line
        """1-based; lines end at CRLF, LF or CR."""
        self.column = column
        """1-based, in code points."""


def explain(
    error: yaml.MarkedYAMLError, text: str, lines: LineIndex, bracket: int | None
) -> YamlError:
    """The parser's complaint in words that say what to do.

    The two parsers word things differently, so this goes by what their wordings share.
    """
    problem, context = error.problem or "", error.context or ""
    found: Any = error.problem_mark or error.context_mark
    begun: Any = error.context_mark or error.problem_mark
    at = found.index if found else len(text)
    said = f"{context} {problem}".strip() + "; correct the YAML here"
    if "quoted scalar" in context:
        at = begun.index
        if "unexpected end" in problem:
            said = "this quote is not closed; close it"
        elif "escape" in problem or "hexadecimal" in problem:
            said = 'this text has an unknown escape; write "\\\\" for a backslash, or single quotes'
    elif "start any token" in problem and text[at] == "\t":
        said = "a tab stands here; write spaces instead"
    elif "start any token" in problem:
        said = f'a value cannot begin with "{text[at]}"; write the text in quotes'
    elif "mapping values are not allowed" in problem:
        advice = 'write a text that contains ": " in quotes, or check the indentation of a key'
        said = f'":" ends no key here; {advice}'
    elif "could not find expected ':'" in problem:
        said = '":" is missing after a key; write "key: value"'
    elif "expected" in problem and bracket is not None and text[bracket] in "[{":
        at = bracket
        said = f'this "{text[at]}" is not closed; close it, or write the text in quotes'
    elif "expected" in problem and "block" in context:
        advice = 'check the indentation, and quote a text that begins with "[", "{" or a quote'
        said = f"this does not go on from what stands before it; {advice}"
    return error_at(said, lines, at)


def error_at(problem: str, lines: LineIndex, offset: int) -> YamlError:
    position = lines.position(offset)
    return YamlError(problem, position.line, position.column)
