"""A suppression comment that silences nothing.

Unlike the other checks it judges what the others found, so it is called with the directives that
silenced nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from termlint.checknames import CHECK_NAMES
from termlint.diagnostic import Diagnostic, Severity
from termlint.document import Directive, Document, Scope

NAME = "unused-suppression"
SEVERITY = Severity.WARNING
ENABLED = True

_KNOWN = ", ".join(
    f"termlint-{form}"
    for form in ("disable-line", "disable-next-line", "disable", "enable", "disable-file")
)


def check(
    document: Document, unused: Iterable[Directive], selected: Collection[str], complete: bool
) -> Iterator[Diagnostic]:
    """What is wrong with the directives of a document, given which of them silenced nothing and
    the names of the checks that ran; ``complete`` tells whether all usual ones did.

    A directive for a check that did not run may well have something to silence.
    """
    unused = set(unused)
    for directive in document.directives:
        unknown = [name for name in directive.checks if name not in CHECK_NAMES]
        if directive.scope is Scope.UNKNOWN:
            message = f"termlint knows no such comment; known are {_KNOWN}"
        elif unknown:
            message = (
                f'there is no check "{unknown[0]}"; known are {", ".join(sorted(CHECK_NAMES))}'
            )
            if not directive.reason:
                message += '; a reason goes after "--"'
        elif directive in unused and _could_silence(directive, selected, complete):
            message = "this suppression silences nothing; remove it"
        else:
            continue
        yield Diagnostic(
            check=NAME,
            severity=SEVERITY,
            message=message,
            span=directive.span,
            text=document.text[directive.span.start : directive.span.end],
        )


def _could_silence(directive: Directive, selected: Collection[str], complete: bool) -> bool:
    """Whether every check that a directive is for has run."""
    if not directive.checks:
        return complete
    return all(name in selected for name in directive.checks)
