"""``--changed-since``: which lines Git has seen change, and what is reported of them."""

from __future__ import annotations

import io
import json
import os
import re
import shlex
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from termlint.cli import run_command
from termlint.files import git as git_module
from termlint.files.diff import EVERY_LINE, ChangedLines, read_diff, renumbered
from termlint.files.git import ChangesSince, GitError
from tests.repository import CHECKOUT, Repository, environment

GLOSSARY = """glossary: tiny
concepts:
  - term: GitHub
    definition: A service.
  - term: MLOps
    definition: A way of working.
    confused_with: [mlops-tool]
  - id: mlops-tool
    term: MLOps tool
    definition: A program.
    cues: ["log in to {term}"]
consistent:
  - [dataset, data set]
"""


# Lines


@pytest.mark.parametrize(
    ("first", "last", "touched"),
    [
        pytest.param(1, 2, False, id="above"),
        pytest.param(1, 3, True, id="reaches into a change"),
        pytest.param(4, 4, True, id="inside"),
        pytest.param(5, 9, True, id="begins in a change"),
        pytest.param(6, 7, False, id="between two changes"),
        pytest.param(9, 9, False, id="above a gap"),
        pytest.param(10, 10, False, id="below a gap"),
        pytest.param(9, 10, True, id="across a gap"),
        pytest.param(21, 99, False, id="below"),
    ],
)
def test_a_change_is_touched(first: int, last: int, touched: bool) -> None:
    assert ChangedLines(((3, 5), (10, 9), (20, 20))).touch(first, last) is touched
    assert EVERY_LINE.touch(first, last)
    assert not ChangedLines(()).touch(first, last)


@pytest.mark.parametrize(
    ("diff", "expected"),
    [
        pytest.param("+++ b/a.md\n@@ -0,0 +1,3 @@\n+a\n+b\n+c", [("a.md", ((1, 3),))], id="added"),
        pytest.param("+++ b/a.md\n@@ -2 +2 @@ x\n-a\n+b", [("a.md", ((2, 2),))], id="one line"),
        pytest.param("+++ b/a.md\n@@ -2 +1,0 @@\n-a", [("a.md", ((2, 1),))], id="taken out"),
        pytest.param(
            "+++ b/a.md\n@@ -1 +1 @@\n-a\n+b\n@@ -7,0 +8,2 @@\n+c\n+d",
            [("a.md", ((1, 1), (8, 9)))],
            id="two hunks",
        ),
        pytest.param(
            "+++ b/a.md\n@@ -1 +1 @@\n-a\n+++ b/c.md\n\\ No newline at end of file\n"
            "diff --git a/b.md b/b.md\n+++ b/b.md\n@@ -1 +1 @@\n--- a/b\n+@@ -5 +5 @@",
            [("a.md", ((1, 1),)), ("b.md", ((1, 1),))],
            id="lines like headers",
        ),
        pytest.param(
            "--- a/a.md\n+++ /dev/null\n@@ -1 +0,0 @@\n-a", [("/dev/null", ((1, 0),))], id="-"
        ),
        pytest.param("+++ b/a b.md\t\n@@ -1 +1 @@\n-a\n+b", [("a b.md", ((1, 1),))], id="a space"),
        pytest.param(
            r'+++ "b/\"a\\\tb\303\274.md"' + "\n@@ -1 +1 @@\n-a\n+b",
            [('"a\\\tbü.md', ((1, 1),))],
            id="a quoted name",
        ),
        pytest.param("Binary files a/a.md and b/a.md differ", [], id="nothing to read"),
    ],
)
def test_a_diff_is_read(diff: str, expected: list[tuple[str, object]]) -> None:
    assert [(name.decode(), ranges) for name, ranges in read_diff(diff.encode())] == expected


@pytest.mark.parametrize(
    ("data", "line", "expected"),
    [
        pytest.param("a\nb\nc\n", (2, 2), (2, 2), id="LF"),
        pytest.param("a\r\nb\r\nc\r\n", (2, 2), (2, 2), id="CRLF"),
        pytest.param("a\rb\nc\nd", (2, 2), (3, 3), id="CR above"),
        pytest.param("a\nb\rc\nd", (2, 2), (2, 3), id="CR in the line"),
        pytest.param("a\nb\nc\rd", (2, 2), (2, 2), id="CR below"),
        pytest.param("a\rb\r\nc\nd", (3, 2), (4, 3), id="a gap"),
        pytest.param("a\rb\nc", (1, 2), (1, 3), id="no line end at the end"),
        pytest.param("a\rb", (7, 9), (3, 2), id="a file that has become shorter"),
    ],
)
def test_lines_of_git_become_lines_of_the_document(
    data: str, line: tuple[int, int], expected: tuple[int, int]
) -> None:
    assert renumbered((line,), data.encode()) == (expected,)


# Repositories


@pytest.fixture(autouse=True)
def _no_settings_of_others(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of the user's or of a hook around the tests reaches Git."""
    variables = environment()
    for name in os.environ.keys() - variables.keys():
        monkeypatch.delenv(name)
    for name in variables.keys() - os.environ.keys():
        monkeypatch.setenv(name, variables[name])


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    repository = Repository(tmp_path / "repository")
    repository.write("tiny.yaml", GLOSSARY)
    repository.write("termlint.yaml", "glossaries: [./tiny.yaml]\n")
    monkeypatch.chdir(repository.folder)
    return repository


Check = Callable[..., list[str]]


@pytest.fixture
def check(capsys: pytest.CaptureFixture[str]) -> Check:
    """What is reported with ``--changed-since``, as ``path:line text``."""

    def command(revision: str, *words: str) -> list[str]:
        given = ("check", "--output-format", "json", "--changed-since", revision, *words)
        status = run_command(given)
        printed = capsys.readouterr()
        assert printed.err == ""
        found = json.loads(printed.out)["diagnostics"]
        assert status == (1 if found else 0)
        return [f"{each['path']}:{each['start']['line']} {each['text']}" for each in found]

    return command


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """The error with which a run ends."""

    def command(*words: str) -> str:
        assert run_command(["check", *words]) == 2
        printed = capsys.readouterr()
        assert printed.out == ""
        assert printed.err.count("\n") == 1
        return printed.err.rstrip("\n")

    return command


PAGE = "One github.\n\nTwo.\n\nThree github.\n"


@pytest.mark.parametrize(
    ("after", "found"),
    [
        pytest.param(PAGE, [], id="nothing"),
        pytest.param(PAGE.replace("Two", "Two github"), ["a.md:3 github"], id="an edited line"),
        pytest.param(PAGE.replace("One", "1"), ["a.md:1 github"], id="another word of its line"),
        pytest.param(PAGE.replace("Two.", "Two!"), [], id="a line beside it"),
        pytest.param(f"New.\n\n{PAGE}", [], id="moved down"),
        pytest.param(f"New github.\n\n{PAGE}", ["a.md:1 github"], id="a line above"),
        pytest.param(PAGE.replace("Two.\n\n", ""), [], id="a line taken out"),
        pytest.param(PAGE + "Four github.", ["a.md:6 github"], id="a line below"),
        pytest.param("", [], id="emptied"),
    ],
)
@pytest.mark.parametrize("state", ["committed", "staged", "neither"])
def test_only_changed_lines_are_reported(
    state: str, after: str, found: list[str], repository: Repository, check: Check
) -> None:
    repository.commit(a=PAGE, b=PAGE)
    before = repository.git("rev-parse", "HEAD")
    repository.write("a.md", after)
    if state != "neither":
        repository.git("add", "--all")
    if state == "committed":
        repository.commit()
    assert check(before) == found


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        pytest.param(
            "Log in to\nMLOps now.\n",
            "First log in to\nMLOps now.\n",
            ["a.md:2 MLOps"],
            id="its cue",
        ),
        pytest.param(
            "Log in to\nMLOps now.\n", "Log in to\nMLOps, now.\n", ["a.md:2 MLOps"], id="it"
        ),
        pytest.param("Hm.\n\nLog in to\nMLOps.\n", "Ha.\n\nLog in to\nMLOps.\n", [], id="neither"),
        pytest.param("ML\nnot\nOps\n", "ML\nOps\n", ["a.md:1 ML\nOps"], id="lines now adjoin"),
    ],
)
def test_the_words_that_decided_count_too(
    before: str, after: str, found: list[str], repository: Repository, check: Check
) -> None:
    repository.commit(a=before)
    repository.write("a.md", after)
    assert check("HEAD") == found


def test_what_others_changed_meanwhile_is_not_ours(repository: Repository, check: Check) -> None:
    repository.commit(a=PAGE)
    repository.git("switch", "--quiet", "--create", "topic")
    repository.commit(b="Ours: github.\n")
    repository.git("switch", "--quiet", "main")
    repository.commit(a=PAGE.replace("github", "GitHub"), c="Theirs: github.\n")
    repository.git("switch", "--quiet", "topic")
    assert check("main") == ["b.md:1 github"]


@pytest.mark.parametrize("revision", ["HEAD~1", "v1", "topic", ":/first", "HEAD@{0}~1"])
def test_a_revision_may_have_any_name(revision: str, repository: Repository, check: Check) -> None:
    repository.write("a.md", PAGE)
    repository.git("add", "--all")
    repository.git("commit", "--quiet", "--message", "first")
    repository.git("tag", "--annotate", "v1", "--message", "x")
    repository.git("branch", "topic")
    repository.commit(b="New github.\n")
    assert check(revision) == ["b.md:1 github"]


NAMES = [
    "a b",
    "ä日本😀",
    'quo"te',
    "back\\slash",
    "tab\tand\nline",
    " lead",
    "[glob]*",
    "-dash",
    ":(top)x",
]


@pytest.mark.skipif(os.name == "nt", reason="there are no such names")
@pytest.mark.parametrize("name", [pytest.param(each, id=ascii(each)) for each in NAMES])
@pytest.mark.parametrize("quoting", ["true", "false"])
def test_names_of_all_kinds(name: str, quoting: str, repository: Repository, check: Check) -> None:
    repository.git("config", "core.quotePath", quoting)
    repository.commit(**{f"sub folder/{name}": PAGE, f"new {name}": PAGE})
    repository.write(f"sub folder/{name}.md", PAGE.replace("Two", "Two github"))
    assert check("HEAD") == [f"sub folder/{name}.md:3 github"]


@pytest.mark.skipif(os.name == "nt", reason="there are no such names")
def test_a_name_that_is_no_text(repository: Repository, check: Check) -> None:
    path = os.fsencode(repository.folder) + b"/caf\xe9.md"
    try:
        Path(os.fsdecode(path)).write_text(PAGE)
    except OSError:
        pytest.skip("file names must be UTF-8 here")
    repository.commit()
    Path(os.fsdecode(path)).write_text(PAGE.replace("One", "1"))
    assert check("HEAD") == ["caf\udce9.md:1 github"]


def test_of_a_renamed_file_only_what_differs_counts(repository: Repository, check: Check) -> None:
    page = "".join(f"Line {n} of github.\n" for n in range(20))
    repository.commit(a=page)
    (repository.folder / "a.md").rename(repository.folder / "b.md")
    repository.git("add", "--all")
    assert check("HEAD") == []
    repository.write("b.md", page.replace("Line 7", "Row 7"))
    assert check("HEAD") == ["b.md:8 github"]
    repository.commit()
    assert check("HEAD~1") == ["b.md:8 github"]


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_line_ends_of_all_kinds(ends: str, repository: Repository, check: Check) -> None:
    repository.git("config", "core.autocrlf", "false")
    repository.commit(a=PAGE.replace("\n", ends))
    repository.write("a.md", ("New.\n\n" + PAGE + "Four github.\n").replace("\n", ends))
    # With CR alone the document is one line for Git, all of which has changed.
    lines = [3, 7, 8] if ends == "\r" else [8]
    assert check("HEAD") == [f"a.md:{line} github" for line in lines]


def test_line_ends_that_git_turns_are_no_change(repository: Repository, check: Check) -> None:
    repository.git("config", "core.autocrlf", "true")
    repository.commit(a=PAGE)
    repository.write("a.md", PAGE.replace("\n", "\r\n").replace("Two", "Two github"))
    assert check("HEAD") == ["a.md:3 github"]


@pytest.mark.parametrize(
    "setting",
    [
        ("diff.noprefix", "true"),
        ("diff.mnemonicPrefix", "true"),
        ("diff.external", "false"),
        ("diff.interHunkContext", "9"),
        ("diff.renames", "false"),
        ("diff.relative", "true"),
        ("color.ui", "always"),
        ("diff.md.textconv", "false"),
    ],
    ids=lambda setting: setting[0],
)
def test_settings_of_the_user_change_nothing(
    setting: tuple[str, str], repository: Repository, check: Check, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.write(".gitattributes", "*.md diff=md\n")
    repository.write("docs/x.md", "")
    repository.commit(a=PAGE, old=PAGE)
    repository.git("config", *setting)
    repository.write("a.md", PAGE.replace("Two", "Two github") + "\nFour github.\n")
    repository.git("mv", "old.md", "new.md")
    assert check("HEAD") == ["a.md:3 github", "a.md:7 github"]
    monkeypatch.chdir(repository.folder / "docs")
    assert check("HEAD", "..") == ["../a.md:3 github", "../a.md:7 github"]


@pytest.mark.parametrize(
    "variable",
    [
        ("GIT_DIFF_OPTS", "--unified=9"),
        ("GIT_LITERAL_PATHSPECS", "1"),
        ("GIT_ICASE_PATHSPECS", "1"),
        ("GIT_NOGLOB_PATHSPECS", "1"),
        ("GIT_EXTERNAL_DIFF", "false"),
        ("GIT_TRACE", "1"),
    ],
    ids=lambda variable: variable[0],
)
def test_variables_of_the_user_change_nothing(
    variable: tuple[str, str], repository: Repository, check: Check, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.commit(a=PAGE)
    repository.write("a.md", PAGE.replace("Two", "Two github"))
    monkeypatch.setenv(*variable)
    assert check("HEAD") == ["a.md:3 github"]


def test_a_file_that_is_called_binary_has_lines_all_the_same(
    repository: Repository, check: Check
) -> None:
    repository.write(".gitattributes", "*.md binary\n")
    repository.commit(a=PAGE)
    repository.write("a.md", PAGE.replace("Two", "Two github"))
    assert check("HEAD") == ["a.md:3 github"]


def test_of_what_git_does_not_have_every_line_counts(
    repository: Repository, check: Check, tmp_path: Path
) -> None:
    other = Repository(repository.folder / "module")
    other.commit(a="A module of github.\n")
    repository.write(".gitignore", "/ignored.md\n/module/\n")
    repository.commit(a=PAGE)
    repository.write("ignored.md", "Ignored github.\n")
    repository.write("untracked.md", "New github.\n")
    outside = tmp_path / "outside.md"
    outside.write_text("Another github.\n")
    assert check("HEAD", ".", "ignored.md", "module", "../outside.md") == [
        "../outside.md:1 github",
        "ignored.md:1 github",
        "module/a.md:1 github",
        "untracked.md:1 github",
    ]


def test_a_deleted_file_is_no_trouble(repository: Repository, check: Check) -> None:
    repository.commit(a=PAGE, b=PAGE)
    (repository.folder / "a.md").unlink()
    assert check("HEAD") == []
    repository.git("rm", "--quiet", "--cached", "b.md")  # it is there still
    assert check("HEAD") == ["b.md:1 github", "b.md:5 github"]


def test_a_conflict_is_a_change(repository: Repository, check: Check) -> None:
    repository.commit(a=PAGE)
    repository.git("switch", "--quiet", "--create", "topic")
    repository.commit(a=PAGE.replace("Two", "Two github"))
    repository.git("switch", "--quiet", "main")
    repository.commit(a=PAGE.replace("Two", "2"))
    with pytest.raises(AssertionError):
        repository.git("merge", "topic")
    assert check("HEAD") == ["a.md:6 github"]


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")
def test_a_link_has_the_lines_of_its_file(repository: Repository, check: Check) -> None:
    repository.commit(a=PAGE)
    repository.write("real.txt", PAGE)
    (repository.folder / "link.md").symlink_to("real.txt")
    repository.commit()
    repository.write("real.txt", PAGE.replace("Two", "Two github"))
    assert check("HEAD") == ["link.md:3 github"]


def test_of_standard_input_every_line_counts(
    repository: Repository, check: Check, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.commit(a=PAGE)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(PAGE.encode())))
    assert check("HEAD", "-", "--stdin-filename", "a.md") == ["a.md:1 github", "a.md:5 github"]


def test_many_files_are_asked_about_in_portions(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(git_module, "_MOST_PATHS", 100)
    repository.commit(**{f"{n:02}": PAGE for n in range(20)})
    for n in range(0, 20, 2):
        repository.write(f"{n:02}.md", PAGE.replace("Two", "2"))
    paths = [str(repository.folder / f"{n:02}.md") for n in range(20)]
    lines = ChangesSince("HEAD", str(repository.folder)).lines_of(paths)
    changed = ChangedLines(((3, 3),))
    assert list(lines.values()) == [changed, ChangedLines(())] * 10


@pytest.mark.skipif(os.name == "nt", reason="the hook is a script of sh")
def test_a_hook_of_git_sees_what_is_to_be_committed(repository: Repository) -> None:
    repository.commit(a=PAGE, b=PAGE)
    hook = repository.folder / ".git/hooks/pre-commit"
    command = f"{shlex.quote(sys.executable)} -m termlint check --no-cache --changed-since HEAD -q"
    folder = shlex.quote(str(CHECKOUT))
    hook.write_text(f"#!/bin/sh\nPYTHONPATH={folder} {command} --output-format concise 1>&2\n")
    hook.chmod(0o755)
    repository.write("a.md", PAGE.replace("Two", "Two github"))
    # Git makes an index for this commit only, and tells the hook so.
    done = repository.run("git", "commit", "--all", "--message", "x")
    assert done.returncode == 1
    assert [line.partition(" ")[0] for line in done.stderr.splitlines()] == ["a.md:3:5:"]
    repository.write("a.md", PAGE.replace("Two", "Two of GitHub"))
    done = repository.run("git", "commit", "--all", "--message", "x")
    assert done.returncode == 0, done.stderr


def test_one_module_runs_commands() -> None:
    package = CHECKOUT / "termlint"
    users = {
        path.relative_to(package).as_posix()
        for path in package.rglob("*.py")
        if re.search(r"^ *(import|from) subprocess\b", path.read_text(encoding="utf-8"), re.M)
    }
    assert users == {"files/git.py"}


# Together with others


def test_files_that_are_not_reported_on_still_count(repository: Repository, check: Check) -> None:
    repository.commit(a="The dataset, and a dataset.\n")
    repository.write("b.md", "This data set.\n")
    assert check("HEAD") == ["b.md:1 data set"]
    # With more of them the lines that did not change are in the minority, and not reported.
    repository.write("b.md", "This data set, this data set, this data set.\n")
    assert check("HEAD") == []


def test_a_baseline_holds_for_changed_lines_too(repository: Repository, check: Check) -> None:
    repository.commit(a=PAGE)
    assert run_command(["baseline", "-q"]) == 0
    baseline = ("--baseline", "termlint-baseline.json")
    repository.write("a.md", PAGE.replace("Two", "Two github"))
    repository.write("b.md", "Three github.\n")
    assert check("HEAD", *baseline) == ["a.md:3 github", "b.md:1 github"]
    # What is left out since its line did not change is in the baseline still.
    repository.commit()
    assert check("HEAD", *baseline) == []


def test_only_changed_lines_are_fixed(repository: Repository) -> None:
    repository.commit(a=PAGE, b=PAGE)
    repository.write("a.md", "New github.\n\n" + PAGE.replace("Two", "Two github, ML Ops"))
    repository.write("c.md", PAGE)
    assert run_command(["check", "--fix", "--changed-since", "HEAD", "-q"]) == 0
    fixed = PAGE.replace("Two", "Two GitHub, MLOps")
    assert (repository.folder / "a.md").read_text() == f"New GitHub.\n\n{fixed}"
    assert (repository.folder / "b.md").read_text() == PAGE
    assert (repository.folder / "c.md").read_text() == PAGE.replace("github", "GitHub")


# Errors


def test_without_a_repository(
    tmp_path: Path, said: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    monkeypatch.chdir(tmp_path)
    assert said("--changed-since", "HEAD") == (
        f"error: --changed-since: {tmp_path} is in no Git repository; run it in one"
    )


def test_without_git(
    repository: Repository, said: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    assert said("--changed-since", "HEAD") == (
        "error: --changed-since: the git command is not here; install it"
    )


@pytest.mark.parametrize(
    "revision", ["nothing", "", "HEAD~99", "HEAD..HEAD", "^HEAD", "--all", "-h", "HEAD:a.md"]
)
def test_a_revision_that_is_not_there(
    revision: str, repository: Repository, said: Callable[..., str]
) -> None:
    repository.commit(a=PAGE)
    assert said(f"--changed-since={revision}") == (
        f'error: --changed-since: Git knows no revision "{revision}" here; '
        "correct its name, or fetch it"
    )


SHALLOW = (
    "the clone is shallow, so fetch the whole history: git fetch --unshallow, or "
    "fetch-depth: 0 for actions/checkout"
)


def test_a_shallow_clone(
    repository: Repository, said: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.commit(a=PAGE)
    repository.git("branch", "topic")
    repository.commit(a=PAGE + "x\n")
    repository.git("switch", "--quiet", "topic")
    repository.commit(b=PAGE)
    origin = f"file://{repository.folder.as_posix()}"
    repository.git("clone", "--quiet", "--depth=1", "--no-single-branch", origin, "../clone")
    monkeypatch.chdir(repository.folder.parent / "clone")
    assert said("--changed-since", "HEAD~1") == (
        f'error: --changed-since: Git knows no revision "HEAD~1" here; {SHALLOW}'
    )
    assert said("--changed-since", "origin/main") == (
        f'error: --changed-since: "origin/main" and HEAD have no commit in common; {SHALLOW}'
    )


@pytest.mark.parametrize("begun", [False, True], ids=["no commit", "no commit on this branch"])
def test_a_branch_without_a_commit(
    begun: bool, repository: Repository, said: Callable[..., str]
) -> None:
    if begun:
        repository.commit(a=PAGE)
        repository.git("switch", "--quiet", "--orphan", "other")
    assert said("--changed-since", "main") == (
        "error: --changed-since: the branch has no commit yet, so all of it is new; leave this out"
    )


def test_histories_without_a_common_commit(
    repository: Repository, said: Callable[..., str]
) -> None:
    repository.commit(a=PAGE)
    repository.git("switch", "--quiet", "--orphan", "other")
    repository.commit(a=PAGE)
    assert said("--changed-since", "main") == (
        'error: --changed-since: "main" and HEAD have no commit in common; '
        "give one that the branch began at"
    )


def test_git_is_asked_before_anything_is_checked(
    repository: Repository, said: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "termlint.cli.running.Checking.report_on", lambda *given: pytest.fail("too early")
    )
    repository.commit(a=PAGE)
    assert "Git knows no revision" in said("--changed-since", "HEAD~1")


def test_what_git_says_is_passed_on(repository: Repository, tmp_path: Path) -> None:
    repository.commit(a=PAGE)
    shutil.rmtree(repository.folder / ".git" / "objects")
    (repository.folder / ".git" / "objects").mkdir()
    with pytest.raises(GitError, match=r"Git knows no revision|the git command failed: "):
        ChangesSince("HEAD", str(repository.folder)).lines_of([str(repository.folder / "a.md")])


def test_a_repository_of_somebody_else(
    repository: Repository, said: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    # As in a container, where the checkout belongs to another user.
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    error = said("--changed-since", "HEAD")
    assert error.startswith("error: --changed-since: the git command failed: ")
    assert "safe.directory" in error
