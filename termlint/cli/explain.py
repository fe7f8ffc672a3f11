"""``termlint explain``: what a check does, what a term is, or which cue decided at a place."""

from __future__ import annotations

import os
import re

import click

from termlint.checknames import CHECK_NAMES
from termlint.cli.options import glossary_options, load_settings, load_termbase, working_directory
from termlint.cli.output import Failure, emit
from termlint.cli.status import OK
from termlint.config.settings import Settings
from termlint.explain import (
    concepts_named,
    describe,
    describe_group,
    groups_with,
    names_in,
    page_of,
)
from termlint.files.text import ReadError, read
from termlint.glossary.problems import suggest
from termlint.lint import Linter
from termlint.report.terminal import visible
from termlint.span import LineIndex
from termlint.termbase import Termbase

_PLACE = re.compile(r"(?P<file>.+):(?P<line>[0-9]{1,9}):(?P<column>[0-9]{1,9})", re.S)


@click.command("explain", short_help="Explain a check, a term, or what stands at a place.")
@click.argument("subject", metavar="CHECK|TERM|FILE:LINE:COLUMN")
@glossary_options
def command(subject: str, glossaries: tuple[str, ...], config: str | None, isolated: bool) -> int:
    """Say what a check does, what a term means, or how the term at a place was judged."""
    page = page_of(subject)
    if page is not None:
        emit(page if page.endswith("\n") else f"{page}\n")
        return OK
    directory = working_directory()
    settings = load_settings(config, isolated, glossaries, directory)
    termbase = load_termbase(settings, directory)
    place = _PLACE.fullmatch(subject)
    if place is not None:
        lines = _explain_place(place, termbase, settings, directory)
    else:
        lines = _explain_term(subject, termbase)
    emit("".join(f"{visible(line)}\n" for line in lines))
    return OK


def _explain_term(subject: str, termbase: Termbase) -> list[str]:
    concepts = concepts_named(subject, termbase)
    groups = groups_with(subject, termbase)
    if not (concepts or groups):
        known = (*CHECK_NAMES, *names_in(termbase))
        advice = suggest(subject, known, 'see "termlint glossary show" for all terms')
        raise Failure([f'"{subject}" is no check, no term and no FILE:LINE:COLUMN; {advice}'])
    lines: list[str] = []
    for concept in concepts:
        lines += [""] if lines else []
        lines += describe(concept, termbase)
    for group in groups:
        lines += ["", describe_group(group)] if lines else [describe_group(group)]
    return lines


def _explain_place(
    place: re.Match[str], termbase: Termbase, settings: Settings, directory: str
) -> list[str]:
    file, line, column = place["file"], int(place["line"]), int(place["column"])
    path = os.path.abspath(os.path.join(directory, file))
    try:
        text = read(path).text
    except ReadError as error:
        raise Failure([f"{file}: {error}"]) from None
    offset = _offset(text, line, column)
    if offset is None:
        raise Failure([f"{file} has no line {line} with a column {column}; both count from 1"])
    lines = Linter(termbase, settings.rules_for(path)).explain(text, file, offset)
    if not lines:
        raise Failure([f"{place[0]}: no term stands here, nor the words of an abbreviation"])
    return list(lines)


def _offset(text: str, line: int, column: int) -> int | None:
    """The offset of a 1-based place; None where the text has none such."""
    index = LineIndex(text)
    if not 1 <= line <= len(index):
        return None
    span = index.span_of_line(line)
    return span.start + column - 1 if 1 <= column <= span.end - span.start else None
