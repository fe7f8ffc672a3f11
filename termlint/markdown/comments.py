"""Suppression comments: what termlint is told in a document."""

from __future__ import annotations

import re

from termlint.document import Directive, Scope
from termlint.span import Span

SIGN = "termlint-"
"""What every suppression comment holds, so that a quick look tells that there is none."""

_SCOPES = {
    "disable-line": Scope.LINE,
    "disable-next-line": Scope.NEXT_LINE,
    "disable": Scope.START,
    "enable": Scope.END,
    "disable-file": Scope.FILE,
}
_FORM = re.compile(r"\s*termlint-([a-z-]+)(?=\s|$)(.*)", re.DOTALL)
_REASON = re.compile(r"(?:^|\s)--(?:\s|$)")


def read_directive(comment: str, span: Span) -> Directive | None:
    """What a comment says, given the text between its marks; None where it is not for termlint."""
    form = _FORM.match(comment)
    if not form or not form[1].startswith(("dis", "en")):
        return None
    names, *reason = _REASON.split(form[2], maxsplit=1)
    checks = tuple(names.replace(",", " ").split())
    scope = _SCOPES.get(form[1], Scope.UNKNOWN)
    return Directive(scope, checks, span, " ".join(reason).strip())
