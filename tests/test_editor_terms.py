"""What an editor is told of terms: hovers, proposals, places; and of glossaries that are open."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from termlint.editor import outline_of_toml
from termlint.editor.checked import Snapshot
from termlint.editor.completion import MOST, proposals_at
from termlint.editor.glossary_texts import (
    is_configuration,
    is_glossary,
    mistakes_in_configuration,
    mistakes_in_glossary,
)
from termlint.editor.outline_of_yaml import spot_at
from termlint.editor.preferences import KEYS, Preferences, read_preferences
from termlint.editor.terms import hover_at, mentions
from termlint.editor.yaml_help import CONFIGURATION, PYPROJECT, choices_at, help_at
from termlint.editor.yaml_help import GLOSSARY as IN_GLOSSARY
from termlint.termbase import Termbase
from tests.editors import GLOSSARY, Editor, write_project


@pytest.fixture
def editor(tmp_path: Path) -> Editor:
    return Editor(write_project(tmp_path))


def termbase_of(editor: Editor) -> Termbase:
    (project,) = editor.workspace.folders
    assert project.vocabulary is not None
    return project.vocabulary.termbase


def hover(editor: Editor, text: str) -> tuple[str, str] | None:
    """The term and what is said of it, at the ``^`` in ``text``."""
    offset, text = text.index("^"), text.replace("^", "")
    checked = editor.check("a.md", text)
    linter = editor.workspace.linter_for(checked.snapshot)
    assert linter is not None
    found = hover_at(text, checked.shown, offset, linter)
    return found and (text[found.span.start : found.span.end], found.markdown)


@pytest.mark.parametrize(
    ("text", "term"),
    [
        pytest.param("Our ^release train.\n", "release train", id="at its start"),
        pytest.param("Our release train^.\n", "release train", id="at its end"),
        pytest.param("Our ship ^cycle.\n", "ship cycle", id="a deprecated form"),
        pytest.param("Our **rel^ease** train.\n", "release** train", id="in markup"),
        pytest.param("Our ^train.\n", None, id="another word"),
        pytest.param("Our `release ^train`.\n", None, id="code"),
        pytest.param("^", None, id="an empty text"),
    ],
)
def test_which_words_are_terms(editor: Editor, text: str, term: str | None) -> None:
    found = hover(editor, text)
    assert (found and found[0]) == term


def test_a_hover_says_what_the_glossary_says(editor: Editor) -> None:
    found = hover(editor, "A ^Widget.\n")
    assert found is not None
    assert found[1] == "**Widget** · product\n\nConfused with: release train (process)"
    found = hover(editor, "A ^ship cycle.\n")
    assert found is not None
    assert found[1].split("\n\n") == [
        "**release train** · process",
        "The fixed rhythm in which we publish.",
        "Deprecated: ship cycle",
        "Source: <https://example.org/trains>",
    ]


def proposals(editor: Editor, text: str) -> list[tuple[str, str]]:
    """What is proposed at the end of ``text``: what it replaces and what it is."""
    found, is_all = proposals_at(text, len(text), termbase_of(editor))
    assert is_all
    return [(text[each.span.start : each.span.end], each.text) for each in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Our rel", [("rel", "release train")], id="a word"),
        pytest.param("Our release tr", [("release tr", "release train")], id="two words"),
        pytest.param("Rel", [("Rel", "Release train")], id="a capital"),
        pytest.param("our wid", [("wid", "Widget")], id="the case of the glossary"),
        pytest.param("Our ship c", [("ship c", "release train")], id="a deprecated form"),
        pytest.param("Our release train", [], id="the whole term"),
        pytest.param("Our ", [], id="no word"),
        pytest.param("Our xyz", [], id="no term"),
        pytest.param("see docs/rel", [], id="a path"),
        pytest.param("```\nrel", [], id="code"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_proposals(editor: Editor, text: str, expected: list[tuple[str, str]]) -> None:
    assert proposals(editor, text) == expected


def test_many_proposals_are_not_all_at_once(tmp_path: Path) -> None:
    concepts = "".join(f"  - term: model {number}\n" for number in range(100))
    glossary = f"glossary: ours\nconcepts:\n{concepts}"
    editor = Editor(write_project(tmp_path, {"terms.yaml": glossary}))
    found, is_all = proposals_at("mod", 3, termbase_of(editor))
    assert len(found) == MOST
    assert not is_all


def test_mentions_are_found_in_all_files_by_any_form(tmp_path: Path) -> None:
    files = {
        "a.md": "The ship cycle and `ship cycle`.\n",
        "b.md": "Release-Trains!\n",
        "c.md": "A train.\n",
    }
    editor = Editor(write_project(tmp_path, files))
    editor.check("d.md", "No release train.\n")
    (project,) = editor.workspace.folders
    assert project.vocabulary is not None
    linter = project.vocabulary.linter
    concept = linter.termbase.concepts["release-train"]
    texts = tuple(editor.workspace.texts(project))
    found = list(mentions(concept, texts, linter, lambda: True))
    named = [(Path(at.path).name, at.text[at.span.start : at.span.end]) for at in found]
    assert sorted(named) == [
        ("a.md", "ship cycle"),
        ("b.md", "Release-Trains"),
        ("d.md", "release train"),
    ]
    assert list(mentions(concept, texts, linter, lambda: False)) == []


@pytest.mark.parametrize(
    ("text", "path", "word", "is_key"),
    [
        pytest.param("gl^", (), "gl", True, id="a key at the top"),
        pytest.param("concepts:\n  - te^", ("concepts", "-"), "te", True, id="of an item"),
        pytest.param("concepts:\n- te^", ("concepts", "-"), "te", True, id="not indented"),
        pytest.param("concepts:\n  - ^", ("concepts", "-"), "", True, id="nothing yet"),
        pytest.param("concepts:\n  -^", ("concepts",), "-", True, id="a hyphen without a space"),
        pytest.param(
            "concepts:\n  - term: a\n    kind: pr^",
            ("concepts", "-", "kind"),
            "pr",
            False,
            id="value",
        ),
        pytest.param(
            "concepts:\n  - term: a\n\n    # no\n    ki^", ("concepts", "-"), "ki", True, id="below"
        ),
        pytest.param(
            "concepts:\n  - term: a\n    confused_with: [b, c^]",
            ("concepts", "-", "confused_with", "-"),
            "c",
            False,
            id="in brackets",
        ),
        pytest.param(
            "concepts:\n  - term: a\n    specs:\n    - text: b\n      ex^",
            ("concepts", "-", "specs", "-"),
            "ex",
            True,
            id="an item in an item",
        ),
        pytest.param(
            "kinds:\n  a:\n    cues:\n      - b\nli^", (), "li", True, id="back at the top"
        ),
    ],
)
def test_places_in_yaml(text: str, path: tuple[str, ...], word: str, is_key: bool) -> None:
    offset, text = text.index("^"), text.replace("^", "")
    spot = spot_at(text, offset)
    assert (spot.path, text[spot.word.start : spot.word.end], spot.is_key) == (path, word, is_key)


TOML = "[tool.other]\nx = 1\n[tool.termlint]\n"


@pytest.mark.parametrize(
    ("text", "path", "word", "is_key"),
    [
        pytest.param("ig^", (), "ig", True, id="above all tables"),
        pytest.param(
            "[tool.termlint]\nsel^ect = []", ("tool", "termlint"), "select", True, id="key"
        ),
        pytest.param(
            "[tool.termlint]\nselect = ^", ("tool", "termlint", "select"), "", False, id="value"
        ),
        pytest.param(
            '[tool.termlint]\nselect = ["a", "b^"]\n',
            ("tool", "termlint", "select", "-"),
            "b",
            False,
            id="in brackets",
        ),
        pytest.param(
            '[tool.termlint]\nselect = [\n  "a", # "no\n  "b^',
            ("tool", "termlint", "select", "-"),
            "b",
            False,
            id="in lines",
        ),
        pytest.param(
            '[tool.termlint]\nselect = ["a"]\nig^', ("tool", "termlint"), "ig", True, id="below"
        ),
        pytest.param(
            '[tool.termlint.per-path."a.b/"]\nig^',
            ("tool", "termlint", "per-path", "a.b/"),
            "ig",
            True,
            id="a name in quotation marks",
        ),
        pytest.param(
            '[tool.termlint]\nper-path = { "a/" = { x = 1, ignore = ["b^"] } }',
            ("tool", "termlint", "per-path", "a/", "ignore", "-"),
            "b",
            False,
            id="a table on a line",
        ),
        pytest.param(
            '[tool]\ntermlint.severity.x = "er^ror"',
            ("tool", "termlint", "severity", "x"),
            "error",
            False,
            id="a key with dots",
        ),
        pytest.param('[[a]]\nb = """\n[c]\n"""\nd^', ("a", "-"), "d", True, id="a list of tables"),
    ],
)
def test_places_in_toml(text: str, path: tuple[str, ...], word: str, is_key: bool) -> None:
    offset, text = text.index("^"), text.replace("^", "")
    spot = outline_of_toml.spot_at(text, offset)
    assert (spot.path, text[spot.word.start : spot.word.end], spot.is_key) == (path, word, is_key)


@pytest.mark.parametrize(
    ("text", "sort", "some"),
    [
        pytest.param("^", IN_GLOSSARY, {"glossary:", "concepts:", "kinds:"}, id="keys"),
        pytest.param("concepts:\n  - ^", IN_GLOSSARY, {"term:", "kind:"}, id="keys of a concept"),
        pytest.param("concepts:\n  - kind: ^", IN_GLOSSARY, {"process", "product"}, id="kinds"),
        pytest.param(
            "concepts:\n  - confused_with: [^", IN_GLOSSARY, {"widget", "release-train"}, id="ids"
        ),
        pytest.param(
            "concepts:\n  - confused_with:\n      - ^", IN_GLOSSARY, {"widget"}, id="ids in lines"
        ),
        pytest.param("without: ^", IN_GLOSSARY, {"release-train"}, id="ids to leave out"),
        pytest.param("extends: [^", IN_GLOSSARY, {"kinds", "mlops"}, id="built-in glossaries"),
        pytest.param(
            "concepts:\n  - specs:\n      - expect: [^", IN_GLOSSARY, {"wrong-sense"}, id="checks"
        ),
        pytest.param("^", CONFIGURATION, {"glossaries:", "select:"}, id="keys of a configuration"),
        pytest.param("ignore: [^", CONFIGURATION, {"wrong-sense"}, id="its checks"),
        pytest.param("glossaries: ^", CONFIGURATION, {"names"}, id="its glossaries"),
        pytest.param(f"{TOML}^", PYPROJECT, {"glossaries = ", "select = "}, id="keys in TOML"),
        pytest.param(f'{TOML}ignore = ["^', PYPROJECT, {"wrong-sense", "all"}, id="checks in TOML"),
    ],
)
def test_choices_in_yaml(editor: Editor, text: str, sort: str, some: set[str]) -> None:
    offset, text = text.index("^"), text.replace("^", "")
    found = {each.text for each in choices_at(text, offset, sort, termbase_of(editor))}
    assert some <= found


def test_nothing_is_proposed_for_other_tables(editor: Editor) -> None:
    text = "[tool.termlint]\n[tool.other]\n"
    assert [*choices_at(text, len(text), PYPROJECT, termbase_of(editor))] == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("concepts:\n  - confus^ed_with: []", "confused_with", id="a key"),
        pytest.param("concepts:\n  - kind: pro^cess", "process", id="a kind"),
        pytest.param(
            "concepts:\n  - confused_with: [rel^ease-train]", "The fixed rhythm", id="a concept"
        ),
    ],
)
def test_help_in_yaml(editor: Editor, text: str, words: str) -> None:
    offset, text = text.index("^"), text.replace("^", "")
    found = help_at(text, offset, IN_GLOSSARY, termbase_of(editor))
    assert found is not None
    assert words in found.markdown


@pytest.mark.parametrize(
    ("text", "sort", "words"),
    [
        pytest.param("sel^ect: [all]", CONFIGURATION, "the checks to run", id="a key"),
        pytest.param("ignore: [wrong-sen^se]", CONFIGURATION, "Reports", id="a check"),
        pytest.param("select: depre^cated-term", CONFIGURATION, "the glossary calls", id="one"),
        pytest.param(
            "per-path:\n  docs/:\n    ignore:\n      - ^wrong-sense",
            CONFIGURATION,
            "Reports",
            id="a check in a list",
        ),
        pytest.param(
            "severity:\n  wrong-se^nse: error", CONFIGURATION, "how grave", id="a severity"
        ),
        pytest.param(f"{TOML}sel^ect = []", PYPROJECT, "the checks to run", id="a key in TOML"),
        pytest.param(
            f'{TOML}ignore = ["wro^ng-sense"]', PYPROJECT, "Reports", id="a check in TOML"
        ),
    ],
)
def test_help_in_configurations(editor: Editor, text: str, sort: str, words: str) -> None:
    offset, text = text.index("^"), text.replace("^", "")
    found = help_at(text, offset, sort, termbase_of(editor))
    assert found is not None
    assert words in found.markdown


@pytest.mark.parametrize(
    ("text", "sort"),
    [
        pytest.param("concepts:\n  - term: a wo^rd", IN_GLOSSARY, id="a value"),
        pytest.param("exclude: [wrong-sen^se]", CONFIGURATION, id="no name of a check"),
        pytest.param("[tool.other]\nsel^ect = []", PYPROJECT, id="another table"),
    ],
)
def test_no_help_for_other_words(editor: Editor, text: str, sort: str) -> None:
    offset, text = text.index("^"), text.replace("^", "")
    assert help_at(text, offset, sort, termbase_of(editor)) is None


def mistakes(editor: Editor, text: str, *, thorough: bool = True) -> list[tuple[str, str]]:
    """What is wrong in the project's glossary, typed anew: the text and the message."""
    snapshot = editor.snapshot("terms.yaml", text, "yaml")
    (project,) = editor.workspace.folders
    assert is_glossary(snapshot, project)
    found = mistakes_in_glossary(snapshot, project, lambda path: None, thorough=thorough)
    return [(text[each.span.start : each.span.end], each.message) for each in found]


def test_a_sound_glossary_has_no_mistakes(editor: Editor) -> None:
    assert mistakes(editor, GLOSSARY) == []


def test_mistakes_in_a_glossary_that_is_being_typed(editor: Editor) -> None:
    text = "glossary: ours\nconcepts:\n  - term: a\n    kind: proces\n    x: 1\n"
    assert mistakes(editor, text) == [
        ("proces", 'unknown kind "proces"; describe it under "kinds", or extend what does'),
        ("x", 'unknown key "x" in a concept; use one of ' + ", ".join(concept_keys())),
    ]


def concept_keys() -> list[str]:
    choices = choices_at("concepts:\n  - ", 14, IN_GLOSSARY, Termbase())
    return [each.text.rstrip(":") for each in choices]


def test_what_is_no_yaml_is_said_where_it_stands(editor: Editor) -> None:
    ((word, message),) = mistakes(editor, "glossary: ours\nconcepts:\n\t- a\n")
    assert message == "a tab stands here; write spaces instead"
    assert word.strip() == "- a"


def test_an_example_that_fails_is_shown_when_the_glossary_is_saved(editor: Editor) -> None:
    text = "glossary: ours\nconcepts:\n  - term: Widget\n    specs:\n      - text: A widget.\n"
    ((words, message),) = mistakes(editor, text)
    assert words == "text"
    assert message.startswith("this example does not hold: expected nothing, found misspelled-term")
    assert mistakes(editor, text, thorough=False) == []
    assert mistakes(editor, f"{text}        expect: misspelled-term\n") == []


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        pytest.param("termlint.yaml", "glossaries: [terms.yaml]\n", [], id="sound"),
        pytest.param(
            "termlint.yaml",
            "glossaries: [terms.yaml]\nselct: []\n",
            [("selct", 'unknown key "selct" in the configuration; did you mean "select"?')],
            id="a key",
        ),
        pytest.param(
            "termlint.yaml",
            "glossaries:\n  - gone.yaml\n",
            [("gone.yaml", 'there is no file "gone.yaml" in .')],
            id="a glossary that is not there",
        ),
        pytest.param(
            "termlint.yaml",
            "extends: base.yaml\n",
            [],
            id="a mistake in what it extends stands there",
        ),
        pytest.param(
            "pyproject.toml",
            '[tool.termlint]\nignore = ["all", "wrong"]\n',
            [('"wrong"', 'unknown check "wrong"')],
            id="TOML",
        ),
        pytest.param(
            "pyproject.toml",
            "[tool.termlint]\nignore =\n",
            [("", "Invalid value")],
            id="TOML that is not whole",
        ),
    ],
)
def test_mistakes_in_a_configuration_that_is_being_typed(
    editor: Editor, name: str, text: str, found: list[tuple[str, str]]
) -> None:
    write_project(editor.folder, {"base.yaml": "selct: []\n"})
    snapshot = editor.snapshot(name, text, "toml" if name.endswith(".toml") else "yaml")
    (project,) = editor.workspace.folders
    assert is_configuration(snapshot, project)
    mistakes = [*mistakes_in_configuration(snapshot, project)]
    for each, (words, message) in zip(mistakes, found, strict=True):
        assert text[each.span.start : each.span.end] == words
        assert each.message.startswith(message)


def test_what_a_configuration_extends_is_one(editor: Editor) -> None:
    write_project(editor.folder, {"base.yaml": "glossaries: [terms.yaml]\n"})
    (editor.folder / "termlint.yaml").write_text("extends: base.yaml\n", encoding="utf-8")
    (project,) = editor.workspace.refresh()
    snapshot = editor.snapshot("base.yaml", "selct: []\n", "yaml")
    assert is_configuration(snapshot, project)
    assert not is_glossary(snapshot, project)
    (found,) = mistakes_in_configuration(snapshot, project)
    assert found.message.startswith('unknown key "selct"')


@pytest.mark.parametrize(
    ("name", "language", "text", "sort"),
    [
        pytest.param("terms.yaml", "yaml", "", "glossary", id="the project has it"),
        pytest.param("other.yml", "yaml", "glossary: a\n", "glossary", id="it says so"),
        pytest.param("untitled:a", "yaml", "glossary: a\n", "glossary", id="untitled"),
        pytest.param("other.yaml", "yaml", "a: b\n", "", id="any YAML"),
        pytest.param("a.md", "markdown", "glossary: a\n", "", id="a document"),
        pytest.param("termlint.yaml", "yaml", "", "configuration", id="by its name"),
        pytest.param("pyproject.toml", "toml", "[tool.termlint]\n", "configuration", id="a table"),
        pytest.param("pyproject.toml", "toml", "[tool.other]\n", "", id="another table"),
    ],
)
def test_which_texts_are_glossaries(
    editor: Editor, name: str, language: str, text: str, sort: str
) -> None:
    snapshot: Snapshot = editor.snapshot(name, text, language)
    project = editor.workspace.project_of(snapshot.uri)
    found = [
        *(["glossary"] if is_glossary(snapshot, project) else []),
        *(["configuration"] if is_configuration(snapshot, project) else []),
    ]
    assert found == ([sort] if sort else [])


@pytest.mark.parametrize(
    ("value", "changed"),
    [
        pytest.param(None, {}, id="nothing"),
        pytest.param([], {}, id="nothing, as Lua has it"),
        pytest.param({"termlint": None}, {}, id="nothing under their name"),
        pytest.param({}, {}, id="empty"),
        pytest.param({"run": "onSave", "delay": 20}, {"run": "onSave", "delay": 20}, id="some"),
        pytest.param({"termlint": {"run": "onSave"}}, {"run": "onSave"}, id="under their name"),
        pytest.param({"select": []}, {}, id="an empty list selects nothing else"),
        pytest.param(
            {"ignore": ["wrong-sense"]}, {"ignore": frozenset({"wrong-sense"})}, id="checks"
        ),
        pytest.param({"configuration": ""}, {}, id="an empty path is none"),
        pytest.param({"command": ["x"], "workspace": None}, {}, id="those of others"),
    ],
)
def test_preferences(value: object, changed: dict[str, object]) -> None:
    assert read_preferences(value) == (Preferences()._replace(**changed), ())  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("value", "message"),
    [
        pytest.param(
            ["run"], 'the settings under "termlint" are ["run"]; write an object', id="a list"
        ),
        pytest.param(
            {"termlint": "onSave"},
            'the settings under "termlint" are "onSave"; write an object',
            id="a word under their name",
        ),
        pytest.param(
            {"run": "always"},
            'the setting "termlint.run" is "always"; write "onType" or "onSave"',
            id="an unknown word",
        ),
        pytest.param(
            {"delay": True},
            'the setting "termlint.delay" is true; write a number from 0 to 10000',
            id="no number",
        ),
        pytest.param(
            {"select": ["wrong-sense", "mispelled-term"]},
            'the setting "termlint.select" has the unknown check "mispelled-term"; '
            'did you mean "misspelled-term"?',
            id="an unknown check",
        ),
        pytest.param(
            {"ignore": "wrong-sense"},
            'the setting "termlint.ignore" is "wrong-sense"; write a list of names of checks',
            id="a check alone",
        ),
        pytest.param(
            {"ignore": [["wrong-sense"] * 6]},
            'the setting "termlint.ignore" is [["wrong-sense", "wrong-sense", "wrong-sense", '
            '"wrong-sense"…; write a list of names of checks',
            id="a long value",
        ),
        pytest.param(
            {"workspace": "yes"},
            'the setting "termlint.workspace" is "yes"; write true or false',
            id="no flag",
        ),
        pytest.param(
            {"diagnosticMode": "all"},
            'the setting "termlint.diagnosticMode" is "all"; write "openFilesOnly" or "workspace"',
            id="an unknown mode",
        ),
        pytest.param(
            {"configuration": 1},
            'the setting "termlint.configuration" is 1; write a path',
            id="no path",
        ),
    ],
)
def test_wrong_preferences_are_told_and_left_out(value: object, message: str) -> None:
    assert read_preferences(value) == (Preferences(), (message,))


def test_every_preference_can_be_set() -> None:
    fields = [re.sub("[A-Z]", lambda found: f"_{found[0].lower()}", key) for key in KEYS]
    assert list(Preferences._fields) == fields
