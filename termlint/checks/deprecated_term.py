"""A designation that its glossary calls deprecated, where a preferred one exists."""

from __future__ import annotations

from collections.abc import Iterator

from termlint.diagnostic import Diagnostic, Fix, Severity
from termlint.termbase import Status
from termlint.usage import Usage
from termlint.wording import edits_to, in_number_of, keeps_anchor

NAME = "deprecated-term"
SEVERITY = Severity.WARNING
ENABLED = True


def check(usage: Usage) -> Iterator[Diagnostic]:
    for occurrence in usage.occurrences:
        designation, concept = occurrence.designation, usage.concept_of(occurrence)
        if concept is None or designation.status is not Status.DEPRECATED:
            continue
        preferred = in_number_of(occurrence, concept.term)
        block = usage.block_of(occurrence)
        edits = edits_to(block, occurrence, preferred)
        more = f": {designation.message}" if designation.message else ""
        yield Diagnostic(
            check=NAME,
            severity=designation.severity or SEVERITY,
            message=f'"{occurrence.written}" is deprecated{more}; write "{preferred}"',
            span=occurrence.span,
            text=usage.text_of(occurrence.span),
            concept=concept.id,
            suggestions=(preferred,),
            fix=Fix(edits, designation.fix == "safe" and keeps_anchor(block, occurrence, preferred))
            if edits and designation.fix != "none"
            else None,
        )
