"""Suppression comments: what termlint is told in a document."""

from __future__ import annotations

import re

from termlint.document import Directive, Scope
from termlint.latepattern import late_pattern
from termlint.span import Span

_SIGN = "termlint-"
"""What every suppression comment holds, so that a quick look tells that there is none."""
_IN_ANY_CASE = late_pattern(_SIGN, re.IGNORECASE)

_SCOPES = {
    "disable-line": Scope.LINE,
    "disable-next-line": Scope.NEXT_LINE,
    "disable": Scope.START,
    "enable": Scope.END,
    "disable-file": Scope.FILE,
}
_FORM = re.compile(r"\s*termlint-([a-z-]+)(?=\s|$)(.*)", re.DOTALL | re.IGNORECASE)
_REASON = re.compile(r"(?:^|\s)--(?:\s|$)")


def places_of_comments(text: str) -> list[int]:
    """Where there may be a suppression comment, in any case of letters."""
    # Ten times as fast as to search without regard to case. As bytes, since to lower a text that is
    # not ASCII takes twelve of them a code point; no letter beyond ASCII is one of the sign.
    if _SIGN.encode() not in text.encode("utf-8", "surrogatepass").lower():
        return []
    return [sign.start() for sign in _IN_ANY_CASE.finditer(text)]


def read_directive(comment: str, span: Span) -> Directive | None:
    """What a comment says, given the text between its marks; None where it is not for termlint.

    One in capitals is for termlint, and misspelled.
    """
    form = _FORM.match(comment)
    if not form or not form[1].lower().startswith(("dis", "en")):
        return None
    names, *reason = _REASON.split(form[2], maxsplit=1)
    checks = tuple(names.replace(",", " ").split())
    is_written_right = form[0].lstrip().startswith(_SIGN)
    scope = _SCOPES.get(form[1], Scope.UNKNOWN) if is_written_right else Scope.UNKNOWN
    return Directive(scope, checks, span, " ".join(reason).strip())
