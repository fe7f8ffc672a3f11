"""Edited a thousand times, an open text has the findings and facts that it has when it is opened."""

from __future__ import annotations

import random
import weakref
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from termlint.checknames import CHECK_NAMES, DEFAULT_CHECKS
from termlint.document import Document
from termlint.editor.rechecking import Rechecker
from termlint.lint import Linter
from termlint.markdown import Flavour
from termlint.markdown.sections import bounds_of
from termlint.part import Part
from termlint.selection import Rules
from tests.conftest import CommonMarkExample
from tests.editors import Editor, write_project
from tests.growth import assert_linear
from tests.vocabulary import builtin_linter, linter_of, termbase_of

GLOSSARY = """
concepts:
  - {term: GitHub}
  - {term: feature store, deprecated: [feature shop]}
  - {term: MLOps, kind: practice, confused_with: [platform]}
  - {term: platform, id: platform, kind: product}
  - {term: machine learning, abbreviation: ML}
consistent: [[dataset, data set], [open source, open-source]]
kinds:
  product: {nouns: [platform, tool], cues: ["log in to {term}"]}
  practice: {nouns: [discipline]}
"""
LINTER = linter_of(GLOSSARY)
EVERY_CHECK = LINTER.under(Rules(select=frozenset(CHECK_NAMES)))
SNIPPETS = (
    "github", "feature shop", "data set", "dataset", "Log in to MLOps.", "MLOps is a tool.", "word ",
    "(ML)", "machine learning (ML)", "model lifecycle (ML)", "\n", "\n\n", "\r\n", "# ", "# A github\n\n",
    "[a](#a-github)", "[git][x]hub", "\n\n[x]: /y\n\n", "]: ", "](", "- ", "* ", "1. ", "> ", "    ", "---\n",
    "```\n", "  ```\n", "~~~\n", "`", "**", "|", "\n| a | b |\n|---|---|\n", ": d\n", "<div>\n", "<pre>\n",
    "</pre>\n", "<svg>", "</svg>", "<style>", "</style>\n", "<!--", "-->", "$$\n", "{#", "\\begin{a}\n",
    "{{< highlight go >}}\n", "{{< /highlight >}}\n", "{% code %}", "<!-- termlint-disable-line -->",
    "<!-- termlint-disable -->\n", "<!-- termlint-enable -->", "<!-- termlint-disable-file -->",
    "\0", "\ue0c0", "\U0001f600", "title: ", "\r",
)  # fmt: skip
PROSE = "\n\n".join(
    [
        "---\ntitle: Our data set\n---",
        "# Using github",
        "See [below](#using-github) and [git][x]hub. Log in to MLOps.",
        "- one dataset\n- two data sets\n    - nested open-source\n- three",
        "<details>\n<summary>A data set</summary>",
        "machine learning (ML) on github",
        "```sh\ngithub\n\n# github\n```",
        "> quoted github\n> and more",
        "| github | b |\n|---|---|\n| MLOps | is a tool |",
        "MLOps is a platform.",
        "[x]: https://example.org",
        "1. first\n\n   ```\n   github\n   ```\n\n2. second dataset",
    ]
    * 3
)


class Typist:
    """Edits a text at random, and compares what is known of it with what a fresh look finds."""

    def __init__(self, text: str, path: str, linter: Linter = LINTER) -> None:
        self._text = text
        self._path = path
        self._linter = linter
        self._rechecker = Rechecker()

    def type(self, chance: random.Random, times: int) -> None:
        for _ in range(times):
            self.put(self._edited(chance))

    def put(self, text: str) -> None:
        """Have another text."""
        self._text = text
        known = self._rechecker.check(self._linter, text, self._path)
        assert known == self._linter.check(text, self._path), repr(text)

    def _edited(self, chance: random.Random) -> str:
        text, at = self._text, chance.randint(0, len(self._text))
        match chance.randrange(10):
            case 0 | 1 | 2 | 3 | 4 | 5:
                return text[:at] + chance.choice(SNIPPETS) + text[at:]
            case 6 | 7 | 8:
                return text[:at] + text[at + chance.choice((1, 1, 3, 30, 300)) :]
            case _:
                other = chance.randint(0, len(text))
                return text[:at] + text[other : other + chance.choice((20, 500))] + text[at:]


@pytest.mark.parametrize("path", ["a.md", "docs/index.md", "a.mdx"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_many_edits_of_a_text_with_everything(path: str, line_end: str) -> None:
    for seed in range(4):
        Typist(PROSE.replace("\n", line_end), path).type(random.Random(seed), 75)


def test_many_edits_under_every_check() -> None:
    Typist(PROSE, "a.md", EVERY_CHECK).type(random.Random(1), 100)


def test_many_edits_of_the_examples_of_commonmark(
    commonmark_examples: Sequence[CommonMarkExample],
) -> None:
    chance = random.Random(1)
    for _ in range(60):
        examples = chance.choices(commonmark_examples, k=30)
        text = "\n\ngithub\n\n".join(example.markdown for example in examples)
        Typist(text, "a.md").type(chance, 20)


def test_many_edits_of_real_files(corpus: Path) -> None:
    chance = random.Random(1)
    files = sorted(corpus.rglob("*.md"))
    for number in range(80):
        chosen = chance.choices(files, k=3)
        text = "\n\n".join(file.read_bytes().decode("utf-8", "replace")[:5000] for file in chosen)
        linter = LINTER if number % 2 else builtin_linter()
        Typist(text, "a.md", linter).type(chance, 15)


@settings(max_examples=150)
@given(st.lists(st.sampled_from([*SNIPPETS, "\n\n", "\n\n", "\n\nA\n\n"]), max_size=40), st.data())
def test_edits_of_generated_texts(snippets: list[str], data: st.DataObject) -> None:
    typist = Typist("", "a.md")
    typist.put("".join(snippets))
    for _ in range(5):
        at = data.draw(st.integers(0, len(snippets)))
        if data.draw(st.booleans()):
            snippets.insert(at, data.draw(st.sampled_from(SNIPPETS)))
        else:
            del snippets[at : at + 1]
        typist.put("".join(snippets))


def test_a_label_matters_on_the_next_line() -> None:
    # With one space less, what follows a label might become the definition of a link.
    items = [f"word {number}]:\n- data set number {number}" for number in range(60)]
    typist = Typist("", "a.md")
    for number in (0, 30, 59):
        items[number] += " and a dataset " * 80
        typist.put("\n".join(items))


def paragraphs(count: int = 60) -> list[str]:
    """Many of them, which make many sections."""
    return [f"Number {number} of very many paragraphs has a data set." for number in range(count)]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("[git][x]hub", "[git][x]hub\n\n[x]: /y", id="a definition comes"),
        pytest.param("[git][x]hub\n\n[x]: /y", "[git][x]hub", id="a definition goes"),
        pytest.param("a", "<pre>\n\ngithub", id="an element is opened and never closed"),
        pytest.param("<pre>\n\ngithub", "<pre>\n\ngithub\n\n</pre>", id="an element is closed"),
        pytest.param("- a", "- <pre>\n\n  b", id="an element in a list is opened"),
        pytest.param("a", "```", id="a fence is opened"),
        pytest.param(
            "- a", "- {{< highlight\n  go >}} feature\n  shop", id="a shortcode in a list is opened"
        ),
        pytest.param("# A github", "# A github\n\n[b](#a-github)", id="a link to an anchor comes"),
        pytest.param("a", "<!-- termlint-disable -->", id="a suppression comes"),
        pytest.param("a data set", "a dataset", id="a choice is made otherwise"),
        pytest.param("a", "b\rc", id="an unusual line end comes"),
    ],
)
@pytest.mark.parametrize("place", [0, 30, 60], ids=["at the top", "in the middle", "at the end"])
def test_what_one_edit_changes_elsewhere(before: str, after: str, place: int) -> None:
    around = [*paragraphs()[:place], "{}", *paragraphs()[place:], "[git][x]hub", "</pre>", "# B"]
    text = "\n\n".join([*around, "{{< /highlight >}}"])
    typist = Typist("", "a.md")
    for each in (before, after, before):
        typist.put(text.replace("{}", each))


@pytest.mark.parametrize("place", [0, 30, 60], ids=["above", "between", "below"])
@pytest.mark.parametrize(
    "line", ["[b](#a-feature-shop)", "# A feature store", "# Other", "[b](#a-feature-store)"]
)
def test_anchors_and_links_count_where_nothing_else_is_found(place: int, line: str) -> None:
    quiet = [f"Number {number} of very many paragraphs says nothing." for number in range(60)]
    typist = Typist("", "a.md")
    quiet[45] = "[c](#a-feature-store)"
    text = "\n\n".join(["# A feature shop", *quiet[:place], "{}", *quiet[place:]])
    for each in ("", line, ""):
        typist.put(text.replace("{}", each))


class Counting(Linter):
    """Counts what it examines."""

    def examine(self, document: Document, path: str) -> Part:
        examined.append(document.text)
        return super().examine(document, path)


examined: list[str] = []


@pytest.fixture
def counting() -> Counting:
    examined.clear()
    return Counting(LINTER.termbase)


def test_only_the_section_that_is_edited_is_read_again(counting: Counting) -> None:
    lines = paragraphs()
    rechecker = Rechecker()
    rechecker.check(counting, "\n\n".join(lines), "a.md")
    assert len(examined) > 5
    for number in (3, 30, 57):
        examined.clear()
        lines[number] += " Another one."
        rechecker.check(counting, "\n\n".join(lines), "a.md")
        (section,) = examined
        assert lines[number] in section


def test_a_definition_concerns_only_sections_that_ask_for_it(counting: Counting) -> None:
    lines = [*paragraphs(), "[x]: /y", "[data set][x]", *paragraphs()]
    rechecker = Rechecker()
    rechecker.check(counting, "\n\n".join(lines), "a.md")
    examined.clear()
    lines[0] += "\n\n[other]: /z"
    rechecker.check(counting, "\n\n".join(lines), "a.md")
    assert not any("[data set][x]" in section for section in examined)
    examined.clear()
    lines.remove("[x]: /y")
    rechecker.check(counting, "\n\n".join(lines), "a.md")
    assert any("[data set][x]" in section for section in examined)


def changed_rules(linter: Linter) -> tuple[Linter, str]:
    return linter.under(Rules(select=DEFAULT_CHECKS - {"inconsistent-term"})), "a.md"


def changed_glossary(linter: Linter) -> tuple[Linter, str]:
    return Linter(termbase_of("consistent: [[record, data set]]")), "a.md"


def changed_name(linter: Linter) -> tuple[Linter, str]:
    return linter, "b.mdx"


@pytest.mark.parametrize("change", [changed_rules, changed_glossary, changed_name])
def test_nothing_is_kept_under_another_configuration(
    change: Callable[[Linter], tuple[Linter, str]],
) -> None:
    rechecker = Rechecker()
    text = "\n\n".join([*paragraphs(), "a dataset and a record", "{/* data set */}"])
    rechecker.check(LINTER, text, "a.md")
    linter, path = change(LINTER)
    assert rechecker.check(linter, text, path) == linter.check(text, path)


def test_what_no_text_has_any_more_is_forgotten(counting: Counting) -> None:
    rechecker = Rechecker()
    for number in range(20):
        text = "\n\n".join(f"Number {number} of {each}: a data set." for each in range(100))
        rechecker.check(counting, text, "a.md")
    kept = sum(len(text) for _, text in rechecker._known)
    assert kept == len(text)


def test_a_document_that_is_closed_leaves_nothing_behind(tmp_path: Path) -> None:
    editor = Editor(write_project(tmp_path))
    checked = editor.check("a.md", "Our dataset.\n\nYour data set.")
    known, uri = weakref.ref(checked.rechecker), checked.snapshot.uri
    del checked
    assert known() is not None
    editor.workspace.close(uri)
    assert known() is None


@pytest.mark.parametrize(
    "piece",
    [
        pytest.param("<svg>\n\nA data set.\n\n", id="elements that are not closed"),
        pytest.param("- {% code %}\n\nA data set.\n\n", id="bodies that are not closed"),
        pytest.param("[data set]\n\n[x]: /y\n\n", id="definitions"),
        pytest.param("A\n\n", id="the same again and again"),
    ],
)
def test_the_time_grows_with_the_length(piece: str) -> None:
    def edit(count: int) -> Callable[[], None]:
        def three_times() -> None:
            rechecker, lines = Rechecker(), [f"{number} {piece}" for number in range(count)]
            for number in (0, count // 2, count - 1):
                lines[number] += "A data set.\n\n"
                rechecker.check(LINTER, piece * count + "".join(lines), "a.md")

        return three_times

    assert_linear(edit, 300)


def test_bounds_move_with_what_stands_before_them() -> None:
    text = "\n\n".join(paragraphs())
    bounds = bounds_of(text, Flavour.MARKDOWN)
    assert len(bounds) > 5
    more = "Something else.\n\n"
    moved = [bound + len(more) for bound in bounds[1:]]
    assert [*bounds_of(more + text, Flavour.MARKDOWN)][-len(moved) :] == moved


@pytest.mark.parametrize(
    ("text", "flavour"),
    [
        pytest.param("```\n{}\n```", Flavour.MARKDOWN, id="in a fence"),
        pytest.param("<!--\n{}\n-->", Flavour.MARKDOWN, id="in a comment"),
        pytest.param("---\nkey: |\n  {}\n---", Flavour.MARKDOWN, id="in front matter"),
        pytest.param("a\r{}", Flavour.MARKDOWN, id="with unusual line ends"),
        pytest.param("{}", Flavour.MDX, id="in MDX"),
    ],
)
def test_no_bound_where_a_text_can_not_be_parted(text: str, flavour: Flavour) -> None:
    inside = "\n\n".join(paragraphs())
    if "key" in text:
        inside = inside.replace("\n\n", "\n\n  ")
    assert [*bounds_of(text.replace("{}", inside), flavour)] == [0]
