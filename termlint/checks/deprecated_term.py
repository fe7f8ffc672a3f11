"""A designation that its glossary calls deprecated, where a preferred one exists."""

from __future__ import annotations

from collections.abc import Iterator

from termlint.diagnostic import Diagnostic, Fix, Severity
from termlint.edits import edits_to
from termlint.termbase import Status
from termlint.usage import Usage
from termlint.wording import in_form_of

NAME = "deprecated-term"
SEVERITY = Severity.WARNING
ENABLED = True


def check(usage: Usage) -> Iterator[Diagnostic]:
    for occurrence in usage.occurrences:
        designation, concept = occurrence.designation, usage.concept_of(occurrence)
        if concept is None or designation.status is not Status.DEPRECATED:
            continue
        preferred = in_form_of(usage, occurrence, concept.term)
        edits = edits_to(usage, occurrence, preferred)
        more = f": {designation.message}" if designation.message else ""
        yield Diagnostic(
            check=NAME,
            severity=designation.severity or SEVERITY,
            message=f'"{occurrence.written}" is deprecated{more}; write "{preferred}"',
            span=occurrence.span,
            text=usage.text_of(occurrence.span),
            concept=concept.id,
            suggestions=(preferred,),
            fix=Fix(edits, safe=designation.fix == "safe")
            if edits and designation.fix != "none"
            else None,
        )
