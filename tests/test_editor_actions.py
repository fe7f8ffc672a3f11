"""What can be done about findings: fixes, comments that silence them, words for the glossary."""

from __future__ import annotations

from pathlib import Path

import pytest

from termlint.editor.action import Action
from termlint.editor.adding import additions_of
from termlint.editor.fixes import edits_between, fix_all, fixes_of
from termlint.editor.suppressing import suppressions_of
from termlint.editor.yaml_edits import quoted
from termlint.fix import edited
from termlint.span import Span
from tests.editors import GLOSSARY, Editor, write_project


def after(action: Action) -> str:
    """The text that an action leaves."""
    (change,) = action.changes
    return edited(change.text.removeprefix("\ufeff"), change.edits)


def fixes(editor: Editor, text: str, name: str = "a.md") -> list[tuple[str, str, bool]]:
    """For the first finding of a text, each fix with the text after it."""
    checked = editor.check(name, text)
    linter = editor.workspace.linter_for(checked.snapshot)
    assert linter is not None
    actions = fixes_of(checked, checked.diagnostics[0], linter)
    return [(each.title, after(each), each.is_preferred) for each in actions]


def silenced(editor: Editor, text: str, name: str = "a.md") -> dict[str, str]:
    """For the first finding of a text, each comment's title with the text after it."""
    checked = editor.check(name, text)
    linter = editor.workspace.linter_for(checked.snapshot)
    assert linter is not None
    return {
        each.title: after(each) for each in suppressions_of(checked, checked.diagnostics[0], linter)
    }


def added(editor: Editor, text: str, selected: Span | None = None) -> dict[str, str]:
    """For the first finding of a text, each addition's title with the glossary after it."""
    checked = editor.check("a.md", text)
    project = editor.workspace.project_of(checked.snapshot.uri)
    found = checked.diagnostics[0]

    def read(path: str) -> str | None:
        file = Path(path)
        return file.read_bytes().decode("utf-8") if file.is_file() else None

    actions = additions_of(checked, found, selected or Span(0, 0), project, read)
    return {each.title: after(each) for each in actions}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "A widget.\n", [('Write "Widget"', "A Widget.\n", True)], id="a safe fix is preferred"
        ),
        pytest.param(
            "A ship cycle.\n",
            [('Write "release train"', "A release train.\n", False)],
            id="an unsafe one is not",
        ),
        pytest.param("An `a` [ship cycle].\n", [], id="none where more than prose would change"),
    ],
)
def test_fixes(text: str, expected: list[tuple[str, str, bool]], tmp_path: Path) -> None:
    assert fixes(Editor(write_project(tmp_path)), text) == expected


def test_each_of_several_suggestions_is_offered(tmp_path: Path) -> None:
    glossary = """\
glossary: ours
concepts:
  - {term: Widget, kind: product, confused_with: [team, office]}
  - {term: Widget team, id: team, kind: product, cues: ["ask the {term}"]}
  - {term: Widget office, id: office, kind: product, cues: ["ask the {term}"]}
kinds:
  product:
"""
    editor = Editor(write_project(tmp_path, {"terms.yaml": glossary}))
    assert fixes(editor, "Please ask the Widget.\n") == [
        ('Write "Widget team"', "Please ask the Widget team.\n", False),
        ('Write "Widget office"', "Please ask the Widget office.\n", False),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("A widget\r\nand widgets.\r\n", "A Widget\r\nand Widgets.\r\n", id="CRLF"),
        pytest.param("😀 widget\n", "😀 Widget\n", id="emoji"),
        pytest.param("\ufeffA widget.\n", "A Widget.\n", id="byte order mark"),
        pytest.param("A ship cycle.\n", None, id="unsafe fixes are left"),
        pytest.param("A Widget.\n", None, id="nothing to fix"),
    ],
)
def test_all_safe_fixes(text: str, expected: str | None, tmp_path: Path) -> None:
    editor = Editor(write_project(tmp_path))
    checked = editor.check("a.md", text)
    linter = editor.workspace.linter_for(checked.snapshot)
    assert linter is not None
    action = fix_all(checked, linter, knows_links=True)
    assert (action and after(action)) == expected


def test_headings_are_left_alone_until_the_links_to_them_are_known(tmp_path: Path) -> None:
    glossary = "glossary: words\nconcepts: [{term: MLOps}, {term: GitHub}]\n"
    editor = Editor(write_project(tmp_path, {"terms.yaml": glossary}))
    checked = editor.check("a.md", "# On ML Ops\n\n# On Github\n\nOn ML Ops\n")
    linter = editor.workspace.linter_for(checked.snapshot)
    assert linter is not None
    known = fix_all(checked, linter, knows_links=True)
    unknown = fix_all(checked, linter, knows_links=False)
    assert known is not None
    assert unknown is not None
    assert after(known) == "# On MLOps\n\n# On GitHub\n\nOn MLOps\n"
    assert after(unknown) == "# On ML Ops\n\n# On GitHub\n\nOn MLOps\n"


@pytest.mark.parametrize(
    ("before", "now", "edits"),
    [
        pytest.param("a b c", "a X c", [(2, 3, "X")], id="one word"),
        pytest.param("aa\nbb", "aa\nbbb", [(5, 5, "b")], id="one letter more"),
        pytest.param("aaa", "aa", [(2, 3, "")], id="one letter less"),
        pytest.param("a\nb\nc", "x\nb\ny", [(0, 1, "x"), (4, 5, "y")], id="two lines"),
        pytest.param("a", "a", [], id="the same"),
        pytest.param("a", "a\nb", [(0, 1, "a\nb")], id="another number of lines"),
    ],
)
def test_edits_between_texts_are_short(
    before: str, now: str, edits: list[tuple[int, int, str]]
) -> None:
    found = edits_between(before, now)
    assert [(each.span.start, each.span.end, each.replacement) for each in found] == edits
    assert edited(before, found) == now


LINE = 'Silence "deprecated-term" on this line'
FILE = 'Silence "deprecated-term" in this file'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "A ship cycle.\nMore.\n",
            "A ship cycle. <!-- termlint-disable-line deprecated-term -->\nMore.\n",
            id="paragraph",
        ),
        pytest.param(
            "A ship cycle.\r\n",
            "A ship cycle. <!-- termlint-disable-line deprecated-term -->\r\n",
            id="CRLF",
        ),
        pytest.param(
            "A ship cycle  \nends.\n",
            "A ship cycle <!-- termlint-disable-line deprecated-term -->  \nends.\n",
            id="hard line break",
        ),
        pytest.param(
            "# The ship cycle\n",
            "<!-- termlint-disable-next-line deprecated-term -->\n# The ship cycle\n",
            id="heading",
        ),
        pytest.param(
            "- A ship cycle\n- b\n",
            "- A ship cycle <!-- termlint-disable-line deprecated-term -->\n- b\n",
            id="list item",
        ),
        pytest.param(
            "| a |\n|---|\n| ship cycle |\n",
            "| a |\n|---|\n| ship cycle <!-- termlint-disable-line deprecated-term --> |\n",
            id="table",
        ),
        pytest.param("---\ntitle: The ship cycle\n---\n", None, id="front matter has no comments"),
    ],
)
def test_a_line_is_silenced_where_a_comment_does_that(
    text: str, expected: str | None, tmp_path: Path
) -> None:
    assert silenced(Editor(write_project(tmp_path)), text).get(LINE) == expected


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        pytest.param(
            "a.md",
            "A ship cycle.\nA ship cycle.\n",
            "<!-- termlint-disable-file deprecated-term -->\n\nA ship cycle.\nA ship cycle.\n",
            id="at the top",
        ),
        pytest.param(
            "a.md",
            "---\ntitle: The ship cycle\n---\nText.\n",
            "---\ntitle: The ship cycle\n---\n"
            "<!-- termlint-disable-file deprecated-term -->\n\nText.\n",
            id="below the front matter",
        ),
        pytest.param(
            "a.mdx",
            "A ship cycle.\n",
            "{/* termlint-disable-file deprecated-term */}\n\nA ship cycle.\n",
            id="MDX",
        ),
    ],
)
def test_a_file_is_silenced(name: str, text: str, expected: str, tmp_path: Path) -> None:
    assert silenced(Editor(write_project(tmp_path)), text, name)[FILE] == expected


def test_what_silences_nothing_is_not_silenced_itself(tmp_path: Path) -> None:
    text = "Text. <!-- termlint-disable-line -->\n"
    assert silenced(Editor(write_project(tmp_path)), text) == {}


@pytest.mark.parametrize(
    ("concepts", "expected"),
    [
        pytest.param(
            "  - term: release train  # ours\n    deprecated: [ship cycle]\n",
            "  - term: release train  # ours\n    admitted: [Release-Train]\n    deprecated: [ship cycle]\n",
            id="a new list, and the comment stays",
        ),
        pytest.param(
            "  - term: release train\n    admitted: [b]  # c\n    deprecated: [ship cycle]\n",
            "  - term: release train\n    admitted: [b, Release-Train]  # c\n    deprecated: [ship cycle]\n",
            id="a list in brackets",
        ),
        pytest.param(
            "  - term: release train\n    admitted:\n      - b  # c\n    deprecated: [ship cycle]\n",
            "  - term: release train\n    admitted:\n      - b  # c\n      - Release-Train\n    deprecated: [ship cycle]\n",
            id="a list of lines",
        ),
        pytest.param(
            "  - term: release train\n    admitted: b  # c\n    deprecated: [ship cycle]\n",
            "  - term: release train\n    admitted: [b, Release-Train]  # c\n    deprecated: [ship cycle]\n",
            id="a single form",
        ),
        pytest.param(
            "  - {term: release train, deprecated: [ship cycle]}\n",
            "  - {term: release train, admitted: [Release-Train], deprecated: [ship cycle]}\n",
            id="a concept in braces",
        ),
    ],
)
def test_a_form_is_admitted_in_the_glossary(concepts: str, expected: str, tmp_path: Path) -> None:
    head = "# Our words.\nglossary: ours\nconcepts:\n"
    editor = Editor(write_project(tmp_path, {"terms.yaml": head + concepts}))
    titles = added(editor, "A Release-Train.\n")
    assert titles['Admit "Release-Train" for "release train" in terms.yaml'] == head + expected


def test_an_admitted_form_is_no_finding_any_more(tmp_path: Path) -> None:
    editor = Editor(write_project(tmp_path))
    text = "A Release-Train, a releaseTrain.\n"
    glossary = added(editor, text)['Admit "Release-Train" for "release train" in terms.yaml']
    (tmp_path / "terms.yaml").write_text(glossary, encoding="utf-8")
    editor.workspace.refresh()
    assert editor.found("a.md", text) == [("misspelled-term", "releaseTrain")]
    assert all(line in glossary.splitlines() for line in GLOSSARY.splitlines())


@pytest.mark.parametrize(
    ("text", "selected", "name"),
    [
        pytest.param(
            "We ask Acme widget now.\n", None, "Acme widget", id="capitalised words around"
        ),
        pytest.param("Ask for a widget now.\n", None, "widget", id="none around"),
        pytest.param("Ask widget now.\n", None, "widget", id="the first word of a text"),
        pytest.param("It is so. Ask Acme widget.\n", None, "Acme widget", id="of a sentence"),
        pytest.param("- The widget\n", None, "widget", id="of an item"),
        pytest.param("Ask my widget shop.\n", Span(4, 18), "my widget shop", id="what is selected"),
    ],
)
def test_a_name_is_added(text: str, selected: Span | None, name: str, tmp_path: Path) -> None:
    editor = Editor(write_project(tmp_path))
    glossary = added(editor, text, selected)[f'Add "{name}" to the names of "Widget" in terms.yaml']
    assert f"  - term: Widget\n    names: [{name}]\n" in glossary
    (tmp_path / "terms.yaml").write_text(glossary, encoding="utf-8")
    editor.workspace.refresh()
    assert editor.found("a.md", text) == []


def test_a_term_of_a_built_in_glossary_is_added_as_one_of_its_own(tmp_path: Path) -> None:
    config = "glossaries: [names, terms.yaml]\n"
    editor = Editor(write_project(tmp_path, {"termlint.yaml": config}))
    titles = added(editor, "We use graFana.\n")
    glossary = titles['Add the term "graFana" to terms.yaml']
    assert glossary == GLOSSARY.replace(
        "    confused_with: [release-train]\n",
        "    confused_with: [release-train]\n  - {term: graFana, id: grafana-2}\n",
    )
    (tmp_path / "terms.yaml").write_text(glossary, encoding="utf-8")
    editor.workspace.refresh()
    assert editor.found("a.md", "We use graFana.\n") == []
    in_brackets = "glossary: ours\nconcepts: [%s]\n"
    (tmp_path / "terms.yaml").write_text(in_brackets % "", encoding="utf-8")
    editor.workspace.refresh()
    titles = added(editor, "We use graFana.\n")
    expected = in_brackets % "{term: graFana, id: grafana-2}"
    assert titles['Add the term "graFana" to terms.yaml'] == expected


@pytest.mark.parametrize(
    ("glossary", "expected"),
    [
        pytest.param(
            "glossary: ours\n", "glossary: ours\n\nconcepts:\n  - term: Acme vllm\n", id="no list"
        ),
        pytest.param(
            "glossary: ours\nconcepts: []  # to come\n",
            "glossary: ours\nconcepts: [{term: Acme vllm}]  # to come\n",
            id="an empty list in brackets",
        ),
        pytest.param(
            "glossary: ours\nconcepts: [  # to come\n]\n",
            "glossary: ours\nconcepts: [{term: Acme vllm}  # to come\n]\n",
            id="with a comment in it",
        ),
        pytest.param(
            "glossary: ours\nconcepts: [{term: a}, {term: b}]\n",
            "glossary: ours\nconcepts: [{term: Acme vllm}, {term: a}, {term: b}]\n",
            id="a list in brackets",
        ),
        pytest.param(
            "glossary: ours\nconcepts: [\n  {term: a},\n]\n",
            "glossary: ours\nconcepts: [{term: Acme vllm},\n  {term: a},\n]\n",
            id="a list in brackets, in lines",
        ),
        pytest.param(
            "{glossary: ours, concepts: []}\n",
            "{glossary: ours, concepts: [{term: Acme vllm}]}\n",
            id="all in braces",
        ),
    ],
)
def test_a_term_is_added_however_the_list_is_written(
    glossary: str, expected: str, tmp_path: Path
) -> None:
    config = "glossaries: [names, terms.yaml]\n"
    files = {"termlint.yaml": config, "terms.yaml": glossary}
    editor = Editor(write_project(tmp_path, files))
    titles = added(editor, "We use Acme vllm.\n")
    assert titles['Add the term "Acme vllm" to terms.yaml'] == expected


OURS = """\
glossary: ours
concepts:
  - {id: train, term: release train, abbreviation: RT, admitted: [train of releases],
     consistent: true, kind: rhythm, confused_with: [tool]}
  - {id: tool, term: release tool, kind: program}
kinds:
  rhythm: {nouns: [rhythm]}
  program: {nouns: [program], cues: ["log in to {term}"]}
"""


@pytest.mark.parametrize(
    ("text", "check", "selected", "offered"),
    [
        pytest.param("Log in to release train.\n", "wrong-sense", None, [], id="a wrong sense"),
        pytest.param(
            "Log in to release train.\n",
            "wrong-sense",
            Span(0, 23),
            ['Add "Log in to release train" to the names of "release train" in terms.yaml'],
            id="but in a name that is selected",
        ),
        pytest.param(
            "The release train is a program.\n",
            "conflicting-definition",
            None,
            [],
            id="a definition",
        ),
        pytest.param(
            "A release train, a train of releases.\n",
            "inconsistent-term",
            None,
            [],
            id="a mixed form",
        ),
        pytest.param(
            "A release tram (RT).\n",
            "conflicting-acronym",
            None,
            ['Admit "release tram" for "release train" in terms.yaml'],
            id="what an abbreviation is short for",
        ),
    ],
)
def test_words_that_are_written_right_are_not_added_once_more(
    text: str, check: str, selected: Span | None, offered: list[str], tmp_path: Path
) -> None:
    editor = Editor(write_project(tmp_path, {"terms.yaml": OURS}))
    assert [name for name, _ in editor.found("a.md", text)] == [check]
    titles = added(editor, text, selected)
    assert [*titles] == offered
    for glossary in titles.values():
        (tmp_path / "terms.yaml").write_text(glossary, encoding="utf-8")
        editor.workspace.refresh()
        assert editor.found("a.md", text) == []


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        pytest.param("Log in to MLOps.\n", [], id="a term of a built-in glossary"),
        pytest.param("See maschine learning (ML).\n", [], id="and its abbreviation"),
        pytest.param("We use mlOps.\n", ['Add the term "mlOps" to terms.yaml'], id="misspelled"),
    ],
)
def test_nor_are_those_of_a_built_in_glossary(
    text: str, offered: list[str], tmp_path: Path
) -> None:
    config = "glossaries: [mlops, terms.yaml]\n"
    editor = Editor(write_project(tmp_path, {"termlint.yaml": config}))
    assert len(editor.found("a.md", text)) == 1
    assert [*added(editor, text)] == offered


def test_a_deprecated_form_is_not_admitted_at_the_same_time(tmp_path: Path) -> None:
    editor = Editor(write_project(tmp_path))
    titles = added(editor, "A ship cycle.\n")
    assert [*titles] == ['Add "ship cycle" to the names of "release train" in terms.yaml']


def test_without_a_glossary_of_its_own_nothing_can_be_added(tmp_path: Path) -> None:
    editor = Editor(write_project(tmp_path, {"termlint.yaml": "glossaries: [names]\n"}))
    assert added(editor, "We use graFana.\n") == {}


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        pytest.param("ship train", "ship train", id="words"),
        pytest.param("no", "'no'", id="what YAML reads as false"),
        pytest.param("1.30", "'1.30'", id="what YAML reads as a number"),
        pytest.param("a: b", "'a: b'", id="colon"),
        pytest.param("it's", "it's", id="apostrophe"),
        pytest.param("'t", "'''t'", id="apostrophe at the start"),
        pytest.param("C#", "'C#'", id="number sign"),
        pytest.param(".NET", "'.NET'", id="dot"),
        pytest.param("a, b", "'a, b'", id="comma"),
    ],
)
def test_words_are_quoted_where_yaml_needs_it(word: str, expected: str) -> None:
    assert quoted(word) == expected
