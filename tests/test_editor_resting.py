"""What is found in files that are not open, with the open ones as they are in the editor."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from termlint.cli import run_command
from termlint.editor.resting import Resting
from tests.editors import GLOSSARY, Editor, write_project


def found(editor: Editor, resting: Resting) -> dict[str, list[str]]:
    """What is new in each file: the messages."""
    return {
        Path(path).relative_to(editor.folder).as_posix(): [
            each.message for each in checked.diagnostics
        ]
        for path in resting.documents()
        if (checked := resting.check(path)) is not None
    }


OLD = '"ship cycle" is deprecated; write "release train"'
MIXED = '"data set" (once) is mixed with "dataset" (2 times); write "dataset"'


def test_what_is_found_is_what_a_run_finds(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {
        "a.md": "\ufeffThe ship cycle.\n",
        "b.md": "A dataset, a dataset.\n",
        "sub/c.md": "A data set of a widget.\n",
        "sub/d.md": "Nothing.\n",
    }
    editor = Editor(write_project(tmp_path, files))
    shown = found(editor, Resting(editor.workspace))
    monkeypatch.chdir(tmp_path)
    run_command(["check", "--output-format", "concise"])
    lines = capsys.readouterr().out.splitlines()
    for name in files:
        own = [line for line in lines if line.startswith(f"{name}:")]
        assert len(own) == len(shown.get(name, []))
        for line, message in zip(own, shown.get(name, []), strict=True):
            assert message in line


def test_nothing_is_said_twice(tmp_path: Path) -> None:
    editor = Editor(write_project(tmp_path, {"a.md": "The ship cycle.\n"}))
    resting = Resting(editor.workspace)
    assert found(editor, resting) == {"a.md": [OLD]}
    assert found(editor, resting) == {}
    assert found(editor, Resting(editor.workspace)) == {"a.md": [OLD]}


@pytest.mark.parametrize("is_looked_at", [False, True])
def test_a_file_that_is_open_when_its_turn_comes_is_looked_at_later(
    is_looked_at: bool, tmp_path: Path
) -> None:
    text = "The ship cycle.\n"
    editor = Editor(write_project(tmp_path, {"a.md": text}))
    resting = Resting(editor.workspace)
    if is_looked_at:
        assert found(editor, resting) == {"a.md": [OLD]}
    (path,) = resting.documents()
    opened = editor.check("a.md", text)
    checked = resting.check(path)
    assert checked is not None
    assert not checked.diagnostics
    assert found(editor, resting) == {}
    editor.workspace.close(opened.snapshot.uri)
    assert found(editor, resting) == {"a.md": [OLD]}


def test_files_that_change_on_the_disk(tmp_path: Path) -> None:
    editor = Editor(write_project(tmp_path, {"a.md": "The ship cycle.\n", "b.md": "None.\n"}))
    resting = Resting(editor.workspace)
    found(editor, resting)
    (tmp_path / "a.md").write_text("No ship cycle, no ship cycle.\n", encoding="utf-8")
    (tmp_path / "b.md").write_text("A ship cycle.\n", encoding="utf-8")
    (tmp_path / "c.md").write_text("A ship cycle.\n", encoding="utf-8")
    editor.workspace.reread([str(tmp_path / name) for name in ("a.md", "b.md", "c.md")])
    assert found(editor, resting) == {"a.md": [OLD, OLD], "b.md": [OLD], "c.md": [OLD]}
    (tmp_path / "a.md").unlink()
    editor.workspace.reread([str(tmp_path / "a.md")])
    assert [Path(each).name for each in resting.documents()] == ["b.md", "c.md"]


def test_nothing_is_kept_of_a_file_that_is_gone(tmp_path: Path) -> None:
    text = "The ship cycle.\n"
    editor = Editor(write_project(tmp_path, {"a.md": text, "b.md": text}))
    resting = Resting(editor.workspace)
    assert [*found(editor, resting)] == ["a.md", "b.md"]
    (tmp_path / "a.md").unlink()
    editor.workspace.reread([str(tmp_path / "a.md")])
    assert found(editor, resting) == {}
    assert [*resting._looked] == [str(tmp_path / "b.md")]
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    editor.workspace.reread([str(tmp_path / "a.md")])
    assert found(editor, resting) == {"a.md": [OLD]}


@pytest.mark.parametrize("is_looked_at", [False, True])
@pytest.mark.parametrize("is_open", [False, True])
def test_a_file_that_changes_on_the_disk_decides_for_others(
    is_looked_at: bool, is_open: bool, tmp_path: Path
) -> None:
    files = {"a.md": "A data set.\n", "b.md": "A dataset, a dataset.\n"}
    editor = Editor(write_project(tmp_path, files))
    resting = Resting(editor.workspace)
    if is_looked_at:
        assert found(editor, resting) == {"a.md": [MIXED], "b.md": []}
    if is_open:
        editor.check("b.md", "None.\n")
    (tmp_path / "b.md").write_text("None.\n", encoding="utf-8")
    editor.workspace.reread([str(tmp_path / "b.md")])
    assert found(editor, resting) == {"a.md": []}
    (tmp_path / "b.md").write_text("A dataset, a dataset.\n", encoding="utf-8")
    editor.workspace.reread([str(tmp_path / "b.md")])
    editor.workspace.close((tmp_path / "b.md").as_uri())
    assert found(editor, resting) == {"a.md": [MIXED], "b.md": []}


def test_open_documents_are_not_at_rest_but_decide_with_the_others(tmp_path: Path) -> None:
    files = {"a.md": "A data set.\n", "b.md": "A data set.\n"}
    editor = Editor(write_project(tmp_path, files))
    resting = Resting(editor.workspace)
    assert found(editor, resting) == {"a.md": [], "b.md": []}
    editor.check("b.md", "A dataset, a dataset.\n")
    assert found(editor, resting) == {"a.md": [MIXED]}
    editor.check("b.md", "A dataset, a dataset.\n\nMore.\n")
    assert found(editor, resting) == {}
    editor.check("b.md", "More.\n\nA dataset, a dataset.\n")
    assert found(editor, resting) == {"a.md": [MIXED]}  # the place that it names has moved
    editor.workspace.close((tmp_path / "b.md").as_uri())
    assert found(editor, resting) == {"a.md": [], "b.md": []}  # what was open is looked at anew


def test_a_file_that_changed_unnoticed_has_what_is_found_in_it_now(tmp_path: Path) -> None:
    editor = Editor(write_project(tmp_path, {"a.md": "The ship cycle.\n"}))
    (tmp_path / "a.md").write_text("A short text.\n", encoding="utf-8")
    assert found(editor, Resting(editor.workspace)) == {"a.md": []}


def test_what_was_open_before_decides_at_the_first_look(tmp_path: Path) -> None:
    files = {"a.md": "A data set.\n", "b.md": "A dataset, a dataset.\n"}
    editor = Editor(write_project(tmp_path, files))
    editor.check("b.md", "None.\n")
    assert found(editor, Resting(editor.workspace)) == {"a.md": []}


def test_another_glossary_makes_all_of_it_new(tmp_path: Path) -> None:
    editor = Editor(write_project(tmp_path, {"a.md": "The ship cycle of a gizmo.\n"}))
    resting = Resting(editor.workspace)
    found(editor, resting)
    words = GLOSSARY.replace("[ship cycle]", "[gizmo]")
    (tmp_path / "terms.yaml").write_text(words, encoding="utf-8")
    editor.workspace.refresh()
    assert [*resting.documents()] == []
    editor.index()
    assert found(editor, resting) == {"a.md": ['"gizmo" is deprecated; write "release train"']}


def test_a_file_belongs_to_the_innermost_folder(tmp_path: Path) -> None:
    write_project(tmp_path / "in", {"a.md": "The ship cycle.\n"})
    editor = Editor(write_project(tmp_path), indexed=False)
    editor.workspace.add_folder(str(tmp_path / "in"))
    editor.index()
    assert len([*Resting(editor.workspace).documents()]) == 1


@pytest.mark.parametrize(
    ("files", "where"),
    [
        pytest.param({}, {}, id="sound"),
        pytest.param(
            {"terms.yaml": "glossary: ours\nwords: []\n"}, {"terms.yaml": "words"}, id="one"
        ),
        pytest.param(
            {"termlint.yaml": "\ufeffselct: []\n"}, {"termlint.yaml": "selct"}, id="a mark"
        ),
    ],
)
def test_mistakes_in_glossaries_that_are_not_open(
    files: Mapping[str, str], where: Mapping[str, str], tmp_path: Path
) -> None:
    editor = Editor(write_project(tmp_path))
    write_project(tmp_path, files)
    editor.workspace.refresh()
    resting = Resting(editor.workspace)
    shown = {
        Path(path).name: snapshot.content[each.span.start : each.span.end]
        for path, (snapshot, mistakes) in resting.mistakes().items()
        for each in mistakes
    }
    assert shown == where
    for name in where:
        editor.workspace.see(editor.snapshot(name, "", "yaml"))
    assert resting.mistakes() == {}
