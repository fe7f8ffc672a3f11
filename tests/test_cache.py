"""What is kept on disk: it is believed only where nothing has changed, and never has to be there."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import time
from ast import literal_eval
from enum import Enum
from pathlib import Path
from typing import Any

import pytest

from termlint import __version__, builtin, ready
from termlint.cache import Cache, digest
from termlint.cli import run_command
from termlint.compiled import Compiled
from termlint.config.settings import Settings
from termlint.diagnostic import Severity
from termlint.fileerror import FileError
from termlint.files import SourceFile
from termlint.files.text import FileText, decode
from termlint.lint import Linter
from termlint.pickling import UnreadableError, dumps, loads
from termlint.run import Checker, Outcome
from termlint.termbase import Status, Termbase

KEY = digest("what it was made from")
OUTCOME = Outcome(errors=(FileError("a.md", "not UTF-8"),))
NOT_FOR_CLEAN_FILES = {
    *("yaml", "markdown_it", "pathspec", "pickle"),
    *("termlint.lint", "termlint.finding", "termlint.run.shards"),
}
"""Modules that take time to import."""


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(str(tmp_path / "kept"))


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "terms.yaml").write_text(
        "glossary: terms\nconcepts: [{term: GitHub}]\nconsistent: [[dataset, data set]]\n"
    )
    (tmp_path / "termlint.yaml").write_text("glossaries: [./terms.yaml]\n")
    (tmp_path / "a.md").write_text("See Github.\n")
    (tmp_path / "b.md").write_text("A dataset, a dataset.\n")
    (tmp_path / "c.md").write_text("A data set.\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def checked(capsys: pytest.CaptureFixture[str], *flags: str) -> list[str]:
    run_command(["check", "--output-format", "concise", *flags])
    return capsys.readouterr().out.splitlines()


def entries(cache: Path) -> list[Path]:
    return [path for path in cache.rglob("*") if path.is_file() and len(path.name) > 25]


def test_what_was_put_is_there(cache: Cache) -> None:
    cache.put("ab/cd", KEY, OUTCOME)
    assert cache.get("ab/cd", KEY) == OUTCOME


@pytest.mark.parametrize("name", ["ab/ce", "never", "ab"])
def test_what_was_not_put_is_not(cache: Cache, name: str) -> None:
    cache.put("ab/cd", KEY, OUTCOME)
    assert cache.get(name, KEY) is None


def test_what_was_made_from_something_else_is_not(cache: Cache) -> None:
    cache.put("ab/cd", KEY, OUTCOME)
    assert cache.get("ab/cd", digest("something else")) is None


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda data: b"", id="empty"),
        pytest.param(lambda data: data[:40], id="cut off"),
        pytest.param(lambda data: data[:-1] + b"x", id="another byte"),
        pytest.param(lambda data: b"\x80" * len(data), id="foreign"),
    ],
)
def test_a_damaged_entry_is_not_there(cache: Cache, tmp_path: Path, damage: object) -> None:
    cache.put("entry", KEY, OUTCOME)
    (path,) = (tmp_path / "kept").glob("*/entry")
    assert callable(damage)
    path.write_bytes(damage(path.read_bytes()))
    assert cache.get("entry", KEY) is None
    cache.put("entry", KEY, OUTCOME)
    assert cache.get("entry", KEY) == OUTCOME


def test_an_entry_in_the_place_of_another_is_not_there(cache: Cache, tmp_path: Path) -> None:
    cache.put("entry", KEY, OUTCOME)
    (path,) = (tmp_path / "kept").glob("*/entry")
    path.rename(path.with_name("other"))
    assert cache.get("other", KEY) is None


class Harmful:
    """What somebody else might leave in a cache."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.system, ("echo harm > harmed",)


def test_an_entry_runs_no_code(
    cache: Cache, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    harm = pickle.dumps(Harmful())
    with pytest.raises(UnreadableError, match=r"posix\.system|nt\.system"):
        loads(harm)
    cache.put("entry", KEY, OUTCOME)
    (path,) = (tmp_path / "kept").glob("*/entry")
    path.write_bytes(KEY + digest("entry", KEY, harm) + harm)
    assert cache.get("entry", KEY) is None
    assert not (tmp_path / "harmed").exists()


def test_what_runs_keep_can_be_read_again() -> None:
    linter = Linter(Termbase())
    again = loads(dumps(Compiled.of(linter, [linter.rules.select], KEY)))
    assert again.digest == KEY
    assert again.linter.lint("See GitHub.", "a.md") == ()
    settings = loads(dumps(Settings()))
    assert settings == Settings()


@pytest.mark.parametrize("value", [*Severity, *Status], ids=str)
def test_members_of_enumerations_are_kept_the_same_way_by_every_python(
    value: Enum, monkeypatch: pytest.MonkeyPatch
) -> None:
    # As Python 3.11.2 has it.
    monkeypatch.setattr(Enum, "__reduce_ex__", lambda each, _: (getattr, (type(each), each.name)))
    assert loads(dumps(value)) is value


@pytest.mark.parametrize("how", ["a file", "read-only"])
def test_a_folder_that_cannot_be_written_does_no_harm(tmp_path: Path, how: str) -> None:
    folder = tmp_path / "kept"
    if how == "a file":
        folder.write_text("")
    else:
        folder.mkdir(mode=0o500)
    cache = Cache(str(folder))
    cache.put("entry", KEY, OUTCOME)
    assert cache.get("entry", KEY) in (None, OUTCOME)  # root may write everywhere


def test_git_and_backups_leave_it_alone(cache: Cache, tmp_path: Path) -> None:
    cache.put("entry", KEY, OUTCOME)
    assert (tmp_path / "kept/.gitignore").read_text() == "*\n"
    assert (tmp_path / "kept/CACHEDIR.TAG").read_text().startswith("Signature: 8a477f597d28d172")


def test_git_and_backups_have_the_rest_of_a_folder_that_others_use(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("")
    Cache(str(tmp_path)).put("entry", KEY, OUTCOME)
    assert not {".gitignore", "CACHEDIR.TAG"} & {path.name for path in tmp_path.iterdir()}


NAMES = [f"settings-{'0' * 32}", f"ab/{'0' * 30}"]
"""What entries of runs are called."""


def age(path: Path) -> None:
    month_ago = time.time() - 31 * 24 * 3600
    os.utime(path, (month_ago, month_ago))


@pytest.mark.parametrize("version", ["as it is", "earlier"])
def test_old_entries_are_thrown_away(tmp_path: Path, version: str) -> None:
    for name in NAMES:
        Cache(str(tmp_path)).put(name, KEY, OUTCOME)
    folder = tmp_path / __version__
    for old in (*(folder / name for name in NAMES), folder / "pruned"):
        age(old)
    (folder / f"ab/{'1' * 30}.77").touch()
    age(folder / f"ab/{'1' * 30}.77")  # of a run that was ended
    if version == "earlier":
        folder.rename(tmp_path / "0.0.1")
    Cache(str(tmp_path)).put("new", KEY, OUTCOME)
    left = {path.name for path in tmp_path.glob("*/**/*") if path.is_file()}
    assert left == {"new", "pruned"}


def test_old_files_of_others_are_not(tmp_path: Path) -> None:
    others = [tmp_path / name for name in ("a.md", "docs/b.md", "0.1.0/c.md", "1.2/ab/notes-2019")]
    for path in others:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("mine")
        age(path)
    (tmp_path / "elsewhere/1.0").mkdir(parents=True)
    (tmp_path / "elsewhere/1.0" / NAMES[0]).write_text("mine")
    age(tmp_path / "elsewhere/1.0" / NAMES[0])
    (tmp_path / "2.0").symlink_to(tmp_path / "elsewhere/1.0")
    Cache(str(tmp_path)).put(NAMES[0], KEY, OUTCOME)
    assert all(path.exists() for path in (*others, tmp_path / "elsewhere/1.0" / NAMES[0]))


def test_links_to_elsewhere_are_not_written_through(tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.write_text("mine")
    age(precious)
    folder = tmp_path / "kept" / __version__
    folder.mkdir(parents=True)
    for name in ("entry", "pruned", f"entry.{os.getpid()}", "../.gitignore"):
        (folder / name).symlink_to(precious)
    (tmp_path / "kept/CACHEDIR.TAG").symlink_to(tmp_path / "new")
    cache = Cache(str(tmp_path / "kept"))
    cache.put("entry", KEY, OUTCOME)
    assert cache.get("entry", KEY) == OUTCOME
    assert precious.read_text() == "mine"
    assert not (tmp_path / "new").exists()


def test_what_cannot_be_put_leaves_nothing(cache: Cache, tmp_path: Path) -> None:
    cache.put("entry/below", KEY, OUTCOME)
    cache.put("entry", KEY, OUTCOME)  # a folder has its name
    assert cache.get("entry", KEY) is None
    assert [path.name for path in (tmp_path / "kept").rglob("entry*")] == ["entry"]


FOUND = [
    'a.md:1:5: warning misspelled-term: "Github" has the wrong case; write "GitHub"',
    'c.md:1:3: warning inconsistent-term: "data set" (once) is mixed with "dataset" (2 times); '
    'write "dataset"',
]


def test_a_second_run_finds_the_same(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert [checked(capsys), checked(capsys), checked(capsys, "--no-cache")] == [FOUND] * 3


def test_a_changed_file_is_checked_again(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    checked(capsys)
    (project / "b.md").write_text("A data set, a data set.\n")
    (project / "c.md").write_text("A dataset.\n")
    assert checked(capsys)[1:] == [
        'c.md:1:3: warning inconsistent-term: "dataset" (once) is mixed with "data set" (2 times); '
        'write "data set"'
    ]


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        pytest.param(
            "terms.yaml", "glossary: terms\nconcepts: [{term: Github}]\n", [], id="glossary"
        ),
        pytest.param(
            "termlint.yaml",
            "glossaries: [./terms.yaml]\nignore: [misspelled-term]\n",
            FOUND[1:],
            id="configuration",
        ),
        pytest.param(
            "termlint.yaml",
            "glossaries: [./terms.yaml]\nper-path: {a.md: {ignore: [misspelled-term]}}\n",
            FOUND[1:],
            id="path rule",
        ),
    ],
)
def test_what_is_asked_for_counts(
    project: Path, capsys: pytest.CaptureFixture[str], name: str, text: str, found: list[str]
) -> None:
    checked(capsys)
    (project / name).write_text(text)
    assert checked(capsys) == found
    assert checked(capsys) == found


@pytest.mark.parametrize(
    ("name", "later"),
    [
        pytest.param("terms.yaml", "glossary: terms\nconcepts: [{term: Github}]\n", id="glossary"),
        pytest.param("termlint.yaml", "select: [misspelled-term]\n", id="configuration"),
    ],
)
def test_what_changes_while_it_is_read_is_read_again(
    project: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    later: str,
) -> None:
    path = project / name
    earlier = path.read_bytes()

    def changing(data: bytes) -> FileText:
        if data == earlier:
            path.write_text(later)
        return decode(data)

    before = checked(capsys, "--no-cache")
    with monkeypatch.context() as patch:
        patch.setattr("termlint.files.text.decode", changing)
        assert checked(capsys) == before
    assert checked(capsys) == checked(capsys, "--no-cache") != before


@pytest.mark.parametrize("what", ["parser", "Python", "neither"])
def test_with_another_parser_or_python_nothing_is_believed(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    checked(capsys)
    before = {path: path.read_bytes() for path in entries(project / ".termlint_cache")}
    opening_of = ready._opening_of
    if what == "parser":
        monkeypatch.setattr(ready, "_opening_of", lambda package: opening_of(package) + b"# 9.9")
    elif what == "Python":
        monkeypatch.setattr(ready, "_PYTHON", "3.99")
    checked(capsys)
    kept = [path for path, data in before.items() if path.read_bytes() == data]
    assert len(kept) == (len(before) if what == "neither" else 0)


RECORD = """\
../../../bin/termlint,sha256=AAAA,201
termlint/__init__.py,sha256=BBBB,129
termlint/__pycache__/__init__.cpython-311.pyc,,
termlint/rules/names.yaml,sha256=CCCC,90000
termlint_docs-{version}.dist-info/INSTALLER,sha256=DDDD,4
"""


@pytest.mark.parametrize(
    ("old", "new", "is_other"),
    [
        pytest.param("BBBB", "EEEE", True, id="another module"),
        pytest.param("CCCC", "EEEE", True, id="another glossary"),
        pytest.param("AAAA", "EEEE", False, id="another place"),
        pytest.param("DDDD", "EEEE", False, id="another installer"),
        pytest.param("termlint/__pycache__/__init__.cpython-311.pyc,,\n", "", False, id="compiled"),
        pytest.param("\n", "\r\n", False, id="other line ends"),
    ],
)
def test_installations_of_one_version_are_told_apart_by_their_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, old: str, new: str, is_other: bool
) -> None:
    (tmp_path / "termlint/rules").mkdir(parents=True)
    monkeypatch.setattr(builtin, "_PACKAGE", str(tmp_path / "termlint"))
    record = tmp_path / f"termlint_docs-{__version__}.dist-info/RECORD"
    record.parent.mkdir()
    programs = []
    for text in (RECORD, RECORD.replace(old, new)):
        record.write_bytes(text.encode())
        builtin.record.cache_clear()
        programs.append(ready._program())
    builtin.record.cache_clear()
    assert (programs[0] != programs[1]) == is_other


def test_parsers_are_told_apart_by_what_they_say_of_their_version() -> None:
    import markdown_it

    assert f'__version__ = "{markdown_it.__version__}"'.encode() in ready._opening_of("markdown_it")
    assert ready._opening_of("no_such_package") == b""


def test_a_mistake_in_a_glossary_is_not_kept(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    checked(capsys)
    (project / "terms.yaml").write_text("glossary: terms\nconcept: []\n")
    for _ in range(2):
        assert run_command(["check"]) == 2
        assert "terms.yaml:2:1: " in capsys.readouterr().err


@pytest.mark.parametrize(
    ("flags", "folder"),
    [
        pytest.param([], ".termlint_cache", id="beside the configuration"),
        pytest.param(["--cache-dir", "else/where"], "else/where", id="elsewhere"),
    ],
)
def test_it_is_kept_where_it_is_wanted(
    project: Path, capsys: pytest.CaptureFixture[str], flags: list[str], folder: str
) -> None:
    checked(capsys, *flags)
    assert entries(project / folder)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        pytest.param("docs", "--cache-dir: docs is no cache of termlint", id="a folder in use"),
        pytest.param(".", "--cache-dir: . is no cache of termlint", id="the working directory"),
        pytest.param("a.md", "--cache-dir: a.md is no cache of termlint", id="a file"),
        pytest.param("of-others", "--cache-dir: of-others is no cache", id="cache of others"),
        pytest.param("", "the name is empty", id="an unset variable"),
    ],
)
@pytest.mark.parametrize("command", ["check", "baseline"])
def test_no_other_folder_is_taken_over(
    project: Path, capsys: pytest.CaptureFixture[str], name: str, said: str, command: str
) -> None:
    for folder in ("docs", "of-others"):
        (project / folder).mkdir()
        (project / folder / "x.md").write_text("See Github.\n")
    (project / "of-others/CACHEDIR.TAG").write_text("Signature: 8a477f597d28d172789f06886806bc55\n")
    before = sorted(project.rglob("*"))
    assert run_command([command, "--cache-dir", name]) == 2
    assert said in capsys.readouterr().err
    assert sorted(project.rglob("*")) == before


@pytest.mark.parametrize("begun", [None, ""])
def test_an_empty_folder_or_one_that_has_become_a_cache_is_taken(
    project: Path, capsys: pytest.CaptureFixture[str], begun: str | None
) -> None:
    (project / "kept").mkdir()
    if begun is not None:  # by a run that has come no further yet
        (project / "kept/CACHEDIR.TAG").write_text(begun)
    for _ in range(2):
        assert checked(capsys, "--cache-dir", "kept") == FOUND
    assert entries(project / "kept")


def test_nothing_is_kept_without_a_cache(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    checked(capsys, "--no-cache")
    assert not (project / ".termlint_cache").exists()


@pytest.fixture
def looked_at(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are checked, one for each time."""
    names: list[str] = []
    check = Checker.check

    def told(self: Checker, file: SourceFile, *given: Any, **more: Any) -> Outcome:
        names.append(file.shown)
        return check(self, file, *given, **more)

    monkeypatch.setattr(Checker, "check", told)
    return names


def test_what_would_be_fixed_does_not_take_the_place_of_what_is(
    project: Path, capsys: pytest.CaptureFixture[str], looked_at: list[str]
) -> None:
    checked(capsys)
    looked_at.clear()
    run_command(["check", "--diff"])
    assert looked_at == ["a.md"]  # as it would be
    looked_at.clear()
    run_command(["check", "--diff"])
    capsys.readouterr()
    assert checked(capsys) == FOUND
    assert looked_at == []


def test_what_was_fixed_is_known(
    project: Path, capsys: pytest.CaptureFixture[str], looked_at: list[str]
) -> None:
    run_command(["check", "--fix"])
    looked_at.clear()
    capsys.readouterr()
    assert checked(capsys) == FOUND[1:]
    assert looked_at == []


def test_without_a_cache_a_round_looks_only_at_what_was_fixed(
    project: Path, capsys: pytest.CaptureFixture[str], looked_at: list[str]
) -> None:
    run_command(["check", "--fix", "--no-cache"])
    capsys.readouterr()
    first = sorted(path.name for path in project.glob("*.md"))
    assert looked_at == [*first, "c.md", "a.md"]  # c.md once more, for what the project decides
    assert checked(capsys, "--no-cache") == FOUND[1:]


def test_two_runs_at_once_are_safe(project: Path) -> None:
    for number in range(40):
        (project / f"more{number}.md").write_text(f"See Github {number}.\n")
    command = [sys.executable, "-m", "termlint", "check", "--output-format", "concise"]
    runs = [
        subprocess.Popen(command, cwd=project, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for _ in range(3)
    ]
    said = [run.communicate(timeout=120) for run in runs]
    assert said == [said[0]] * 3
    assert said[0][1] == b""
    assert said[0][0].count(b"Github") == 41


@pytest.mark.parametrize("output_format", ["full", "concise"])
def test_a_clean_file_needs_no_parser(project: Path, output_format: str) -> None:
    (project / "clean.md").write_text("See GitHub, and other **words**.\n")
    run_command(["check", "clean.md"])
    script = (
        "import sys; from termlint.cli import run_command; status = run_command(['check', "
        f"'--output-format', '{output_format}', 'clean.md']); print(status, sorted(sys.modules))"
    )
    run = subprocess.run([sys.executable, "-c", script], cwd=project, capture_output=True)
    status, modules = run.stdout.decode().splitlines()[-1].split(" ", 1)
    assert status == "0"
    assert NOT_FOR_CLEAN_FILES & set(literal_eval(modules)) == set()
