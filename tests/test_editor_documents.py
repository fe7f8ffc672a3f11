"""Open documents are judged as the command line judges the same texts, with the whole project."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from termlint import ready
from termlint.cli import run_command
from termlint.compiled import Compiled
from termlint.editor import linking
from termlint.editor.preferences import Preferences
from termlint.files import SourceFile
from termlint.finding import place
from termlint.links import AnchorLink, anchor_links
from termlint.lint import Linter
from termlint.ready import compile_termbase
from termlint.report.json import diagnostic
from termlint.run import Checker
from termlint.run.outcome import Outcome
from tests.editors import GLOSSARY, Editor, write_project

SAMPLES = ("GokuMohandas+Made-With-ML", "Azure+mlops-v2", "databricks+mlops-stacks")


def on_command_line(folder: Path) -> dict[str, list[Any]]:
    """What ``termlint check`` prints of each file of a folder."""
    out = folder / "findings.json"
    before = Path.cwd()
    os.chdir(folder)
    try:
        run_command(["check", "-q", "--output-format", "json", "-o", str(out), "."])
    finally:
        os.chdir(before)
    found: dict[str, list[Any]] = {}
    for each in json.loads(out.read_text(encoding="utf-8"))["diagnostics"]:
        found.setdefault(each["path"], []).append(each)
    return found


def in_editor(folder: Path, texts: Mapping[str, str]) -> dict[str, list[Any]]:
    """The same of texts that are open, all at once."""
    editor = Editor(folder)
    for name, text in texts.items():
        editor.check(name, text)
    found = {}
    for name, text in texts.items():
        checked = editor.check(name, text)
        assert checked.failure == ""
        findings = place(checked.shown, checked.text, checked.diagnostics)
        if findings:
            found[name] = json.loads(json.dumps([diagnostic(each) for each in findings]))
    return found


@pytest.mark.slow
@pytest.mark.parametrize("sample", SAMPLES)
def test_a_real_project_has_the_same_findings(sample: str, corpus: Path, tmp_path: Path) -> None:
    folder = tmp_path / "project"
    shutil.copytree(corpus / sample, folder)
    texts = {
        file.relative_to(folder).as_posix(): file.read_bytes().decode("utf-8")
        for file in sorted(folder.rglob("*.md"))
        if not any(part.startswith(".") for part in file.relative_to(folder).parts)
    }
    expected = on_command_line(folder)
    assert sum(map(len, expected.values())) > 0
    assert in_editor(folder, texts) == expected


WORDS = st.sampled_from(
    [
        "ship cycle", "Widget", "widgets", "release-train", "dataset", "data set", "data sets",
        "# ", "- ", "> ", "| a | b |\n|---|---|\n| ", " | ", "*", "`", "\n", "\r\n", "\n\n", "😀 ",
        "é", "log in to the ", "(RT)", "release train (RT)", "[x](#ship-cycle) ", "<!-- ", " -->",
        "termlint-disable-line", " is a process ", "\ufeff",
    ]
)  # fmt: skip


@pytest.mark.slow
@settings(
    max_examples=40,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(texts=st.lists(st.lists(WORDS, max_size=20).map("".join), min_size=1, max_size=3))
def test_generated_documents_have_the_same_findings(texts: list[str], tmp_path: Path) -> None:
    folder = tmp_path / "project"
    shutil.rmtree(folder, ignore_errors=True)
    named = {f"{number}.md": text for number, text in enumerate(texts)}
    write_project(folder, named)
    assert in_editor(folder, named) == on_command_line(folder)


def test_what_other_files_say_counts(tmp_path: Path) -> None:
    files = {"a.md": "A dataset. The dataset.\n", "b.md": "The data set.\n"}
    editor = Editor(write_project(tmp_path, files))
    assert editor.found("b.md", files["b.md"]) == [("inconsistent-term", "data set")]
    (finding,) = editor.check("b.md", files["b.md"]).diagnostics
    assert [getattr(each.at, "path", "") for each in finding.related] == ["a.md"]


def test_what_the_only_file_on_the_disk_says_counts(tmp_path: Path) -> None:
    editor = Editor(write_project(tmp_path, {"a.md": "A dataset. The dataset.\n"}))
    assert editor.found("new.md", "The data set.\n") == [("inconsistent-term", "data set")]


def test_without_the_other_files_a_document_is_judged_by_itself(tmp_path: Path) -> None:
    files = {"a.md": "A dataset. The dataset.\n", "b.md": "The data set.\n"}
    editor = Editor(write_project(tmp_path, files), indexed=False)
    assert editor.found("b.md", files["b.md"]) == []
    editor.index()
    assert editor.found("b.md", files["b.md"]) == [("inconsistent-term", "data set")]


def test_open_documents_count_as_they_are(tmp_path: Path) -> None:
    files = {"a.md": "A dataset. The dataset.\n", "b.md": "The data set.\n"}
    editor = Editor(write_project(tmp_path, files))
    editor.check("b.md", files["b.md"])
    editor.check("a.md", "A data set. The data set.\n")
    assert [*editor.workspace.swayed()] == [(tmp_path / "b.md").as_uri()]
    assert editor.found("b.md", files["b.md"]) == []
    assert [*editor.workspace.swayed()] == []
    editor.workspace.close((tmp_path / "a.md").as_uri())
    assert editor.found("b.md", files["b.md"]) == [("inconsistent-term", "data set")]


def test_a_file_that_is_open_under_two_addresses_is_open_until_both_are_closed(
    tmp_path: Path,
) -> None:
    editor = Editor(write_project(tmp_path, {"a:1.md": "None.\n", "b.md": "The data set.\n"}))
    one, two = (f"{tmp_path.as_uri()}/a{colon}1.md" for colon in (":", "%3A"))
    for uri in (one, two):
        editor.check(uri, "A dataset. The dataset.\n")
    for uri, found in ((two, [("inconsistent-term", "data set")]), (one, [])):
        editor.workspace.close(uri)
        assert editor.found("b.md", "The data set.\n") == found


def test_actions_belong_to_the_findings_that_are_shown(tmp_path: Path) -> None:
    files = {"a.md": "A dataset. The dataset.\n", "b.md": "The data set.\n"}
    editor = Editor(write_project(tmp_path, files))
    uri = (tmp_path / "b.md").as_uri()
    shown = editor.check("b.md", files["b.md"])
    editor.check("a.md", "A data set. The data set.\n")
    latest = editor.workspace.latest(editor.snapshot("b.md", files["b.md"]))
    assert latest.diagnostics == shown.diagnostics
    assert [*editor.workspace.swayed()] == [uri]  # it is still to be told what has changed
    latest = editor.workspace.latest(editor.snapshot("b.md", "No findings.\n"))
    assert latest.diagnostics == ()


def test_a_text_that_cannot_be_checked_is_not_checked_again_and_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {"a.md": "A dataset. The dataset.\n", "b.md": "The data set.\n"}
    editor = Editor(write_project(tmp_path, files))
    editor.check("b.md", files["b.md"])
    editor.check("a.md", "A data set. The data set.\n")

    def stumble(*args: object) -> None:
        raise ValueError("no such thing")

    monkeypatch.setattr(Linter, "conclude", stumble)
    assert "no such thing" in editor.check("b.md", files["b.md"]).failure
    assert [*editor.workspace.swayed()] == []


def test_files_that_change_on_the_disk_count(tmp_path: Path) -> None:
    files = {"a.md": "A dataset. The dataset.\n", "b.md": "The data set.\n"}
    editor = Editor(write_project(tmp_path, files))
    (tmp_path / "a.md").unlink()
    editor.workspace.reread([str(tmp_path / "a.md")])
    assert editor.found("b.md", files["b.md"]) == []
    (tmp_path / "c.md").write_text("Two datasets: dataset and dataset.\n", encoding="utf-8")
    editor.workspace.reread([str(tmp_path / "c.md")])
    assert editor.found("b.md", files["b.md"]) == [("inconsistent-term", "data set")]


def test_a_folder_that_is_moved_or_removed_takes_its_files_along(tmp_path: Path) -> None:
    files = {"old/deep/a.md": "A dataset. The dataset.\n", "b.md": "The data set.\n"}
    editor = Editor(write_project(tmp_path, files))
    old, new = tmp_path / "old", tmp_path / "new"
    old.rename(new)
    moved = editor.workspace.below([str(old), str(new)])
    assert {str(old / "deep" / "a.md"), str(new / "deep" / "a.md")} <= {*moved}
    editor.workspace.reread(moved)
    (finding,) = editor.check("b.md", files["b.md"]).diagnostics
    assert [getattr(each.at, "path", "") for each in finding.related] == ["new/deep/a.md"]
    shutil.rmtree(new)
    editor.workspace.reread(editor.workspace.below([str(new)]))
    assert editor.found("b.md", files["b.md"]) == []


def test_an_open_file_that_changes_on_the_disk_is_read_when_it_is_closed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {"a.md": "A dataset. The dataset.\n", "b.md": "The data set.\n"}
    editor = Editor(write_project(tmp_path, files))
    editor.check("a.md", files["a.md"])
    read: list[str] = []
    check = Checker.check

    def checked(self: Checker, file: SourceFile) -> Outcome:
        read.append(file.shown)
        return check(self, file)

    monkeypatch.setattr(Checker, "check", checked)
    (tmp_path / "a.md").write_text("The data set.\n", encoding="utf-8")
    editor.workspace.reread([str(tmp_path / "a.md")])
    assert read == []
    assert editor.found("b.md", files["b.md"]) == [("inconsistent-term", "data set")]
    editor.workspace.close((tmp_path / "a.md").as_uri())
    assert read == ["a.md"]
    assert editor.found("b.md", files["b.md"]) == []


def test_links_of_an_open_file_count_when_it_is_saved(tmp_path: Path) -> None:
    text = "# Our releasetrain\n\nText.\n"
    editor = Editor(write_project(tmp_path, {"a.md": text, "b.md": "Text.\n"}))
    editor.check("b.md", "[x](a.md#our-releasetrain)\n")
    (tmp_path / "b.md").write_text("[x](a.md#our-releasetrain)\n", encoding="utf-8")
    editor.workspace.reread([str(tmp_path / "b.md")])
    (finding,) = editor.check("a.md", text).diagnostics
    assert finding.fix is not None
    assert not finding.fix.safe


def test_files_that_git_ignores_do_not_count(tmp_path: Path) -> None:
    files = {".git/HEAD": "", ".gitignore": "build/\n", "b.md": "The data set.\n"}
    editor = Editor(write_project(tmp_path, files))
    new = tmp_path / "build" / "a.md"
    new.parent.mkdir()
    new.write_text("A dataset. The dataset.\n", encoding="utf-8")
    editor.workspace.reread([str(new)])
    assert editor.found("b.md", files["b.md"]) == []


def test_a_link_in_another_file_makes_a_fix_unsafe(tmp_path: Path) -> None:
    text = "# Our releasetrain\n\nText.\n"
    editor = Editor(write_project(tmp_path, {"a.md": text}))
    (finding,) = editor.check("a.md", text).diagnostics
    assert finding.fix is not None
    assert finding.fix.safe
    (tmp_path / "b.md").write_text("[x](a.md#our-releasetrain)\n", encoding="utf-8")
    editor.workspace.reread([str(tmp_path / "b.md")])
    (finding,) = editor.check("a.md", text).diagnostics
    assert finding.fix is not None
    assert not finding.fix.safe


LINK = "[x](a.md#our-releasetrain)\n"


@pytest.mark.parametrize(
    ("disk", "name", "text", "is_safe"),
    [
        pytest.param("", "b.md", LINK, False, id="a link that is being typed"),
        pytest.param(LINK, "b.md", "", True, id="a link that is being removed"),
        pytest.param(LINK, "b.md", LINK, False, id="a link that stays"),
        pytest.param("", "b.md", "[x](a.md#other)\n", True, id="a link to another heading"),
        pytest.param("", "old/b.md", LINK.replace("a.md", "../a.md"), False, id="not checked"),
        pytest.param("", "untitled:b", LINK, True, id="no file"),
        pytest.param("", "notes.txt", LINK, True, id="no document"),
    ],
)
def test_links_count_as_they_are_typed(
    disk: str, name: str, text: str, is_safe: bool, tmp_path: Path
) -> None:
    heading = "# Our releasetrain\n\nText.\n"
    config = "glossaries: [terms.yaml]\nexclude: [old/]\n"
    files = {"a.md": heading, "b.md": disk, "termlint.yaml": config}
    editor = Editor(write_project(tmp_path, files))
    editor.check("a.md", heading)
    other = editor.snapshot(name, text, "plaintext" if name.endswith(".txt") else "markdown")
    editor.workspace.check(other)
    (finding,) = editor.check("a.md", heading).diagnostics
    assert finding.fix is not None
    assert finding.fix.safe is is_safe
    editor.workspace.close(other.uri)
    (finding,) = editor.check("a.md", heading).diagnostics
    assert finding.fix is not None
    assert finding.fix.safe is not bool(disk)


def test_a_link_that_is_typed_sways_the_document_that_it_leads_to(tmp_path: Path) -> None:
    heading = "# Our releasetrain\n\nText.\n"
    editor = Editor(write_project(tmp_path, {"a.md": heading}))
    editor.check("a.md", heading)
    editor.check("b.md", LINK)
    assert [*editor.workspace.swayed()] == [(tmp_path / "a.md").as_uri()]


def test_links_in_open_documents_are_read_once_for_all_that_they_may_lead_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    heading = "# Our releasetrain\n\nText.\n"
    editor = Editor(write_project(tmp_path))
    names = [f"{number}.md" for number in range(20)]
    for name in names:
        editor.check(name, heading)
    read: list[str] = []

    def links_in(text: str, path: str) -> Iterator[AnchorLink]:
        read.append(path)
        return anchor_links(text, path)

    monkeypatch.setattr(linking, "anchor_links", links_in)
    assert [*editor.workspace.swayed()] == []
    assert read == []
    editor.workspace.see(editor.snapshot(names[0], f"{heading}[x](7.md#our-releasetrain)\n"))
    assert [*editor.workspace.swayed()] == [(tmp_path / "7.md").as_uri()]
    assert read == [names[0]]


@pytest.mark.parametrize(
    ("name", "language", "is_checked"),
    [
        pytest.param("a.md", "markdown", True, id="Markdown"),
        pytest.param("a.mdx", "mdx", True, id="MDX"),
        pytest.param("a.txt", "markdown", True, id="what the editor takes for Markdown"),
        pytest.param("a.txt", "plaintext", False, id="text"),
        pytest.param("a.py", "python", False, id="code"),
        pytest.param("old/a.md", "markdown", False, id="excluded"),
        pytest.param("a.included", "plaintext", True, id="included"),
        pytest.param("untitled:Untitled-1", "markdown", True, id="untitled"),
        pytest.param("untitled:", "mdx", True, id="without any name"),
        pytest.param("untitled:Untitled-1", "python", False, id="untitled code"),
    ],
)
def test_which_texts_are_checked(
    name: str, language: str, is_checked: bool, tmp_path: Path
) -> None:
    config = "glossaries: [terms.yaml]\nexclude: [old/]\ninclude: ['*.included']\n"
    editor = Editor(write_project(tmp_path, {"termlint.yaml": config}))
    assert bool(editor.check(name, "The ship cycle.\n", language).diagnostics) is is_checked


def test_a_document_outside_of_all_folders_has_the_configuration_around_it(tmp_path: Path) -> None:
    editor = Editor(write_project(tmp_path / "one"))
    write_project(tmp_path / "two")
    path = tmp_path / "two" / "docs" / "a.md"
    assert editor.found(path.as_uri(), "The ship cycle.\n") == [("deprecated-term", "ship cycle")]


def test_what_stands_outside_of_all_folders_is_forgotten_when_it_is_closed(tmp_path: Path) -> None:
    editor = Editor(write_project(tmp_path / "one"))
    outside = [write_project(tmp_path / name) / "a.md" for name in ("two", "three")]
    for path in outside:
        assert editor.found(path.as_uri(), "The ship cycle.\n")
    editor.workspace.close(outside[0].as_uri())
    assert {*editor.workspace._projects} == {str(tmp_path / "one"), str(tmp_path / "three")}
    assert editor.found(outside[0].as_uri(), "The ship cycle.\n")


def test_each_folder_has_its_own_words(tmp_path: Path) -> None:
    editor = Editor(write_project(tmp_path / "one"))
    other = "glossary: other\nconcepts:\n  - term: Gadget\n    deprecated: [thingy]\n"
    editor.workspace.add_folder(str(write_project(tmp_path / "two", {"terms.yaml": other})))
    text = "The ship cycle of a thingy.\n"
    assert editor.found("a.md", text) == [("deprecated-term", "ship cycle")]
    uri = (tmp_path / "two" / "a.md").as_uri()
    assert editor.found(uri, text) == [("deprecated-term", "thingy")]
    editor.workspace.remove_folder(str(tmp_path / "two"))
    assert editor.found(uri, text) == [("deprecated-term", "thingy")]


def test_an_untitled_document_belongs_to_the_first_folder(tmp_path: Path) -> None:
    editor = Editor(write_project(tmp_path / "two"))
    other = "glossary: other\nconcepts:\n  - term: Gadget\n    deprecated: [thingy]\n"
    editor.workspace.add_folder(str(write_project(tmp_path / "one", {"terms.yaml": other})))
    found = editor.found("untitled:Untitled-1", "The ship cycle of a thingy.\n")
    assert found == [("deprecated-term", "ship cycle")]


def test_other_preferences_hold_for_the_same_text(tmp_path: Path) -> None:
    editor = Editor(write_project(tmp_path))
    text = "The ship cycle of a widget.\n"
    assert len(editor.found("a.md", text)) == 2
    editor.workspace.prefer(Preferences(ignore=frozenset({"misspelled-term"})))
    assert editor.found("a.md", text) == [("deprecated-term", "ship cycle")]


def test_a_glossary_that_changes_on_the_disk_is_read_again(tmp_path: Path) -> None:
    editor = Editor(write_project(tmp_path))
    assert editor.found("a.md", "The ship cycle.\n") == [("deprecated-term", "ship cycle")]
    assert editor.workspace.refresh() == ()
    (tmp_path / "terms.yaml").write_text("glossary: ours\nconcepts: []\n", encoding="utf-8")
    assert len(editor.workspace.refresh()) == 1
    assert editor.found("a.md", "The ship cycle.\n") == []


def test_a_folder_that_is_removed_before_it_was_read_leaves_nothing_behind(tmp_path: Path) -> None:
    workspace = Editor(write_project(tmp_path), indexed=False).workspace
    workspace.reread([str(tmp_path / "a.md")])
    assert workspace._changed == {str(tmp_path): {str(tmp_path / "a.md")}}
    workspace.remove_folder(str(tmp_path))
    assert workspace._changed == {}


@pytest.mark.parametrize(
    ("leaves_out", "before", "after"),
    [
        pytest.param("x", "without: x", "without: gizmo", id="that only leaves out others"),
        pytest.param("y", "concepts: []", "concepts: [{term: y}]", id="that mends another"),
    ],
)
def test_a_glossary_that_another_extends_is_read_again(
    leaves_out: str, before: str, after: str, tmp_path: Path
) -> None:
    middle = "glossary: middle\nextends: ./base.yaml\n"
    files = {
        "terms.yaml": f"glossary: top\nextends: ./middle.yaml\nwithout: {leaves_out}\n",
        "middle.yaml": f"{middle}{before}\n",
        "base.yaml": "glossary: base\nconcepts: [{term: gizmo}, {term: x}]\n",
    }
    editor = Editor(write_project(tmp_path, files), indexed=False)
    (project,) = editor.workspace.folders
    first = project.vocabulary
    (tmp_path / "middle.yaml").write_text(f"{middle}{after}\n", encoding="utf-8")
    assert editor.workspace.refresh() == (project,)
    assert project.mistakes == ()
    assert project.vocabulary is not first


@pytest.mark.parametrize(
    ("name", "text", "missing"),
    [
        pytest.param(
            "terms.yaml", "glossary: a\nextends: ./b.yaml\n", "glossary: b\n", id="a glossary"
        ),
        pytest.param("termlint.yaml", "extends: b.yaml\n", "ignore: []\n", id="a configuration"),
    ],
)
def test_what_is_extended_but_not_there_is_read_when_it_is(
    name: str, text: str, missing: str, tmp_path: Path
) -> None:
    editor = Editor(write_project(tmp_path, {name: text}), indexed=False)
    (project,) = editor.workspace.folders
    assert ["there is no file" in each.message for each in project.mistakes] == [True]
    (tmp_path / "b.yaml").write_text(missing, encoding="utf-8")
    assert editor.workspace.refresh() == (project,)
    assert project.mistakes == ()


@pytest.mark.parametrize("is_known", [False, True])
def test_a_glossary_that_changes_while_it_is_read_is_read_again(
    is_known: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = Editor(write_project(tmp_path), indexed=False)
    glossary = tmp_path / "terms.yaml"
    words = iter(["[gizmo]", "[gizmo, gadget]"])

    def compile_slowly(*args: Any) -> Compiled:
        try:
            return compile_termbase(*args)
        finally:
            if changed := next(words, ""):
                glossary.write_text(GLOSSARY.replace("[ship cycle]", changed), encoding="utf-8")

    if is_known:
        assert editor.found("a.md", "A gizmo, a gadget.\n") == []
        glossary.write_text(f"{GLOSSARY}# changed\n", encoding="utf-8")
    monkeypatch.setattr(ready, "compile_termbase", compile_slowly)
    editor.workspace.refresh()
    found = editor.found("a.md", "A gizmo, a gadget.\n")
    assert found == [("deprecated-term", "gizmo"), ("deprecated-term", "gadget")]


def test_a_configuration_with_another_name_is_said(tmp_path: Path) -> None:
    editor = Editor(write_project(tmp_path))
    os.rename(tmp_path / "termlint.yaml", tmp_path / "termlint.yml")
    (project,) = editor.workspace.refresh()
    assert project.failure.startswith("termlint.yml: a configuration is called termlint.yaml")
    assert editor.found("a.md", "The ship cycle.\n") == [("deprecated-term", "ship cycle")]
    chosen = Preferences(configuration="termlint.yml")
    editor.workspace.prefer(chosen)
    editor.workspace.refresh()
    (project,) = editor.workspace.folders
    assert project.failure == ""


def test_with_mistakes_in_a_glossary_its_last_sound_state_holds(tmp_path: Path) -> None:
    editor = Editor(write_project(tmp_path))
    (tmp_path / "terms.yaml").write_text("glossary: ours\nwords: []\n", encoding="utf-8")
    (project,) = editor.workspace.refresh()
    assert [(each.path, each.line) for each in project.mistakes] == [("terms.yaml", 2)]
    assert editor.found("a.md", "The ship cycle.\n") == [("deprecated-term", "ship cycle")]
    (tmp_path / "terms.yaml").unlink()
    (project,) = editor.workspace.refresh()
    assert [(each.path, each.line) for each in project.mistakes] == [("termlint.yaml", 1)]
    write_project(tmp_path)
    assert editor.workspace.refresh() == (project,)
    assert project.mistakes == ()


def test_a_configuration_that_appears_is_used(tmp_path: Path) -> None:
    editor = Editor(tmp_path, indexed=False)
    assert editor.found("a.md", "The ship cycle.\n") == []
    write_project(tmp_path)
    editor.workspace.refresh()
    assert editor.found("a.md", "The ship cycle.\n") == [("deprecated-term", "ship cycle")]
