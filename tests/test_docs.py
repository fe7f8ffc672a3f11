"""The documentation, held by tests: its examples work, its links lead somewhere, it is complete.

A fenced block says after its language what it is:

- ``file=NAME`` makes that file, in the folder of the page's commands; a later block with the same
  name takes its place;
- ``glossary`` is a glossary without mistakes whose specs hold;
- ``config`` is a configuration without mistakes;
- ``console`` has commands after ``$``, each with all that it prints. ``$ echo $?`` shows the
  status of the command before it, ``< NAME`` gives standard input, and ``cat NAME`` shows a file.

``python tests/test_docs.py`` writes what the commands print now into the pages; read the
difference before it is kept.
"""

from __future__ import annotations

import io
import json
import os
import re
import shlex
import sys
import tempfile
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

import click
import pytest

from termlint import builtin
from termlint.checknames import CHECK_NAMES
from termlint.checks import CHECKS
from termlint.cli import commands, run_command
from termlint.config import FILE, PROJECT_FILE
from termlint.config.glossaries import load_glossaries
from termlint.config.loading import load as load_settings
from termlint.config.schema import KEYS
from termlint.config.settings import Reference
from termlint.files import SUFFIXES
from termlint.glossary import Source, load
from termlint.report import FORMATS
from termlint.specs import run_specs
from termlint.termbase import Termbase

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
PAGES = (ROOT / "README.md", *sorted(DOCS.glob("*.md")))
LINKED = (*sorted(ROOT.glob("*.md")), *PAGES[1:], *sorted((ROOT / "termlint/checks").glob("*.md")))
VARIABLES = ("NO_COLOR", "FORCE_COLOR", "TERMLINT_OUTPUT_FORMAT", "GITHUB_WORKSPACE")

_FENCE = re.compile(r"^(?P<mark>`{3,})(?P<info>.*)\n(?P<body>(?:.*\n)*?)(?P=mark)$", re.M)


@dataclass(frozen=True, slots=True)
class Example:
    """A fenced block of a page."""

    page: Path
    line: int
    info: str
    """What stands behind its opening fence."""
    body: str

    def __str__(self) -> str:
        return f"{self.page.name}:{self.line}"


def examples_in(page: Path) -> Iterator[Example]:
    text = page.read_text(encoding="utf-8")
    for fence in _FENCE.finditer(text):
        line = text.count("\n", 0, fence.start()) + 1
        yield Example(page, line, fence["info"], fence["body"])


def marked(mark: str) -> list[Example]:
    """The examples of all pages that have ``mark`` after their language."""
    every = (example for page in PAGES for example in examples_in(page))
    return [example for example in every if mark in example.info.split()[1:]]


def text_of(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def prose_of(text: str) -> str:
    """A page without its fenced blocks."""
    return _FENCE.sub("", text)


def code_in(name: str) -> set[str]:
    """What stands in backticks on a page, outside of its examples."""
    return set(re.findall(r"`([^`\n]+)`", prose_of(text_of(name))))


def write_files(page: Path, folder: Path) -> None:
    """Make all files that a page shows."""
    for example in examples_in(page):
        write_file(example.info, example.body, folder)


def write_file(info: str, body: str, folder: Path) -> None:
    """Make the file that a block is, if it is one."""
    name = re.search(r" file=(\S+)", info)
    if name:
        path = folder / name[1]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(body, encoding="utf-8")


# Examples


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_commands_print_what_is_shown(page: Path, tmp_path: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert played(text, tmp_path) == text


def played(text: str, folder: Path) -> str:
    """A page as it would be written now, with its files made and its commands run in ``folder``."""
    status = 0

    def made(fence: re.Match[str]) -> str:
        nonlocal status
        mark, info = fence["mark"], fence["info"]
        write_file(info, fence["body"], folder)
        if info != "console":
            return fence[0]
        shown = []
        for line in fence["body"].splitlines():
            if line == "$ echo $?":
                shown.append(f"{line}\n{status}\n")
            elif line.startswith("$ "):
                printed, status = answer(line[2:])
                shown.append(f"{line}\n{printed}")
        return f"{mark}{info}\n{''.join(shown)}{mark}"

    before = Path.cwd()
    os.chdir(folder)
    try:
        return _FENCE.sub(made, text)
    finally:
        os.chdir(before)


def answer(command: str) -> tuple[str, int]:
    """What a command prints on either stream, and its status."""
    command, _, source = command.partition(" < ")
    program, *words = shlex.split(command)
    if program == "cat":
        return Path(words[0]).read_text(encoding="utf-8"), 0
    assert program == "termlint"
    environment = {name: value for name, value in os.environ.items() if name not in VARIABLES}
    environment["COLUMNS"] = "100"
    given = io.BytesIO(Path(source).read_bytes() if source else b"")
    printed = io.TextIOWrapper(io.BytesIO(), "utf-8", newline="", write_through=True)
    with (
        mock.patch.dict(os.environ, environment, clear=True),
        mock.patch.object(sys, "stdin", io.TextIOWrapper(given)),
        redirect_stdout(printed),
        redirect_stderr(printed),
    ):
        status = run_command(words)
    printed.seek(0)
    return printed.read(), status


@pytest.mark.parametrize("example", marked("glossary"), ids=str)
def test_a_glossary_has_no_mistakes_and_its_specs_hold(example: Example, tmp_path: Path) -> None:
    write_files(example.page, tmp_path)
    (tmp_path / "example.yaml").write_text(example.body, encoding="utf-8")
    termbase = termbase_of("./example.yaml", tmp_path)
    failed = [result for result in run_specs(termbase, ["example.yaml"]) if not result.ok]
    assert [(result.spec.text, result.message) for result in failed] == []


def termbase_of(name: str, folder: Path) -> Termbase:
    """The termbase of a glossary without mistakes."""
    termbase, problems = load_glossaries([Reference(name, str(folder))], str(folder))
    assert [str(problem) for problem in problems] == []
    return termbase


@pytest.mark.parametrize("example", marked("config"), ids=str)
def test_a_configuration_has_no_mistakes(example: Example, tmp_path: Path) -> None:
    write_files(example.page, tmp_path)
    name = PROJECT_FILE if example.info.startswith("toml") else FILE
    (tmp_path / name).write_text(example.body, encoding="utf-8")
    assert load_settings(name, str(tmp_path)).files


# Links


@pytest.mark.parametrize("page", LINKED, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_to_what_is_there(page: Path) -> None:
    text = re.sub(r"`[^`\n]*`", "", prose_of(page.read_text(encoding="utf-8")))
    targets = re.findall(r"\]\(([^()\s]+)\)", text)
    assert [each for each in targets if "://" not in each and not _is_there(page, each)] == []


def _is_there(page: Path, target: str) -> bool:
    name, _, anchor = target.partition("#")
    path = (page.parent / name).resolve() if name else page
    if not anchor:
        return path.exists()
    return path.is_file() and anchor in anchors_of(path.read_text(encoding="utf-8"))


def anchors_of(text: str) -> set[str]:
    """What links can call the headings of a page, as GitHub names them."""
    headings = re.findall(r"^#+ +(.*?) *$", prose_of(text), re.M)
    plain = (re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading).lower() for heading in headings)
    return {re.sub(r"[^\w\- ]", "", heading).replace(" ", "-") for heading in plain}


@pytest.mark.parametrize(
    ("heading", "anchor"),
    [
        pytest.param("# From an empty file", "from-an-empty-file", id="words"),
        pytest.param("### `confused_with` and cues", "confused_with-and-cues", id="code"),
        pytest.param("## Admitted, [other](x.md)", "admitted-other", id="marks and links"),
        pytest.param("```\n# code\n```", None, id="a comment in code is no heading"),
    ],
)
def test_headings_have_anchors(heading: str, anchor: str | None) -> None:
    assert anchors_of(heading) == ({anchor} if anchor else set())


# Completeness

UNKNOWN_KEYS = [
    pytest.param("qqq: 1", id="glossary"),
    pytest.param("kinds: {a: {qqq: 1}}", id="kind"),
    pytest.param("concepts: [{term: a, qqq: 1}]", id="concept"),
    pytest.param("concepts: [{term: a, deprecated: {form: b, qqq: 1}}]", id="deprecated form"),
    pytest.param("concepts: [{term: a, specs: [{text: b, qqq: 1}]}]", id="spec"),
    pytest.param("concepts: [{term: a, cues: [{cue: 'b {term}', qqq: 1}]}]", id="cue"),
]


def advice_on(glossary: str, mistake: str) -> list[str]:
    """What the loader says could stand in place of a ``mistake``."""
    text = f"glossary: test\n{glossary}"
    _, problems = load(["test.yaml"], lambda reference, base: Source(reference, text))
    (message,) = (problem.message for problem in problems if mistake in problem.message)
    known = re.search(r"(?:use one of|known are) ([^;]+)", message)
    assert known is not None, message
    return known[1].split(", ")


@pytest.mark.parametrize("text", UNKNOWN_KEYS)
def test_every_key_of_a_glossary_is_explained_and_shown(text: str) -> None:
    keys = advice_on(text, "qqq")
    shown = "".join(example.body for example in marked("glossary"))
    explained = code_in("glossaries.md") | code_in("cues.md")
    assert [key for key in keys if key not in explained] == []
    assert [key for key in keys if not re.search(rf"\b{key}:", shown)] == []


def test_every_place_of_a_cue_is_explained() -> None:
    places = advice_on("concepts: [{term: a, cues: ['{qqq} {term}']}]", "qqq")
    assert [place for place in places if place not in code_in("cues.md")] == []


def test_every_key_of_a_configuration_is_explained() -> None:
    shown = "".join(example.body for example in marked("config"))
    assert [key for key in KEYS if key not in code_in("configuration.md")] == []
    assert [key for key in KEYS if key not in shown] == []


def test_every_command_and_option_is_explained() -> None:
    explained = " ".join(code_in("command-line.md"))
    words = _words_of(commands, "termlint")
    assert [word for word in words if not re.search(rf"{word}(?![\w-])", explained)] == []


def _words_of(command: click.Command, name: str) -> Iterator[str]:
    """What people type to call a command and its options."""
    yield name
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            yield from parameter.opts
    if isinstance(command, click.Group):
        context = click.Context(command)
        for each in command.list_commands(context):
            child = command.get_command(context, each)
            assert child is not None
            yield from _words_of(child, f"{name} {each}")


@pytest.mark.parametrize(
    ("names", "page"),
    [
        pytest.param(tuple(FORMATS), "command-line.md", id="output formats"),
        pytest.param(builtin.ids(), "vocabulary.md", id="built-in glossaries"),
        pytest.param(CHECK_NAMES, "checks.md", id="names of checks"),
        pytest.param(SUFFIXES, "configuration.md", id="suffixes"),
    ],
)
def test_every_name_is_explained(names: tuple[str, ...], page: str) -> None:
    words = code_in(page) | set(re.findall(r"\[([\w-]+)\]\(", text_of(page)))
    assert [name for name in names if name not in words] == []


def test_the_table_of_checks_says_what_they_are() -> None:
    row = re.compile(r"^\| \[([\w-]+)\]\((\S+)\) \| [^|]* \| (\w+)(, off)? \|", re.M)
    rows = row.findall(text_of("checks.md"))
    assert rows == [
        (
            check.name,
            f"../termlint/checks/{check.page}",
            str(check.severity),
            "" if check.enabled else ", off",
        )
        for check in CHECKS
    ]


def test_every_field_of_the_json_format_is_explained() -> None:
    outputs = re.findall(r"^\{\n(?:.*\n)*?\}$", text_of("command-line.md"), re.M)
    fields = {field for output in outputs for field in _fields_of(json.loads(output))}
    assert "fingerprint" in fields
    assert sorted(fields - code_in("command-line.md")) == []


def _fields_of(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        yield from value
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from _fields_of(each)


def test_the_vocabulary_names_every_kind_and_every_term_of_mlops(tmp_path: Path) -> None:
    termbase = termbase_of("mlops", tmp_path)
    page = prose_of(text_of("vocabulary.md"))
    assert [kind for kind in termbase.kinds if f"| `{kind}` |" not in page] == []
    terms = [concept.term for concept in termbase.concepts.values()]
    assert [term for term in terms if not re.search(rf"\b{re.escape(term)}\b", page)] == []


def test_the_vocabulary_has_more_than_300_names(tmp_path: Path) -> None:
    assert "more than 300 " in text_of("vocabulary.md")
    assert len(termbase_of("names", tmp_path).concepts) > 300


if __name__ == "__main__":
    for each_page in PAGES:
        with tempfile.TemporaryDirectory() as name_of_folder:
            now = played(each_page.read_text(encoding="utf-8"), Path(name_of_folder))
        each_page.write_text(now, encoding="utf-8")
