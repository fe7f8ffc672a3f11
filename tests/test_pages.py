"""Each check's page is its test: its glossaries, its marked Markdown, what a safe fix makes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

import termlint.checks
from termlint.checknames import DEFAULT_CHECKS
from termlint.checks import CHECKS
from termlint.facts import merged, verdicts_on
from termlint.fix import fix_fully
from termlint.glossary import Source, load
from termlint.lint import Linter
from termlint.selection import Rules
from termlint.span import LineIndex

PAGES = Path(termlint.checks.__file__).parent
FENCE = re.compile(r"^```(\w+) (\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
MARK = re.compile(r" ?<!-- (?P<check>[a-z-]+): (?P<message>.*?) -->")


@dataclass(frozen=True)
class Example:
    """A Markdown block of a page with the glossary block above it."""

    page: str
    line: int
    glossary: str
    readme: str
    """The README of its project, if it has one."""
    text: str
    fixed: str | None


def examples() -> Iterator[Example]:
    for check in CHECKS:
        page = (PAGES / check.page).read_text(encoding="utf-8")
        glossary = ""
        blocks = list(FENCE.finditer(page))
        for i, block in enumerate(blocks):
            if block.group(2) == "glossary":
                glossary = block.group(3)
            elif block.group(2) == "check":
                before = blocks[i - 1]
                readme = before.group(3) if before.group(2) == "readme" else ""
                after = blocks[i + 1] if i + 1 < len(blocks) else None
                fixed = after.group(3) if after and after.group(2) == "fixed" else None
                line = page.count("\n", 0, block.start()) + 1
                yield Example(check.page, line, glossary, readme, block.group(3), fixed)


def linter_for(glossary: str, page: str) -> Linter:
    """A linter with the checks that are on by default, and the one that the page is about."""
    termbase, problems = load(["page.yaml"], lambda reference, base: Source(reference, glossary))
    assert not problems
    about = {check.name for check in CHECKS if check.page == page}
    return Linter(termbase, Rules(select=DEFAULT_CHECKS | about))


ALL = [pytest.param(example, id=f"{example.page}:{example.line}") for example in examples()]
FIXED = [
    pytest.param(example, id=f"{example.page}:{example.line}")
    for example in examples()
    if example.fixed is not None
]


@pytest.mark.parametrize("example", ALL)
def test_the_marked_lines_are_reported_and_no_others(example: Example) -> None:
    lines = LineIndex(example.text)
    linter = linter_for(example.glossary, example.page)
    project = merged(
        linter.check(text, path).facts
        for path, text in (("README.md", example.readme), ("page.md", example.text))
    )
    found = [
        (lines.line_of(d.span.start), d.check, d.message)
        for d in linter.check(example.text, "page.md", verdicts_on(project)).diagnostics
    ]
    expected = [
        (lines.line_of(mark.start()), mark["check"], mark["message"])
        for mark in MARK.finditer(example.text)
    ]
    assert found == expected


@pytest.mark.parametrize("example", FIXED)
def test_the_safe_fix_gives_the_text_shown(example: Example) -> None:
    linter = linter_for(example.glossary, example.page)
    fixed = fix_fully(example.text, lambda text: linter.lint(text, "page.md")).text
    assert MARK.sub("", fixed) == example.fixed


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.name)
def test_every_page_finds_something_and_leaves_something_alone(
    check: termlint.checks.Check,
) -> None:
    mine = [example for example in examples() if example.page == check.page]
    assert any(f"<!-- {check.name}:" in example.text for example in mine)
    assert "## What is left alone" in (PAGES / check.page).read_text(encoding="utf-8")
