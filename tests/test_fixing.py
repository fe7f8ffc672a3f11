"""Fixing files: what is read is what is fixed, and what can't be written stays and is named."""

from __future__ import annotations

import os
import re
import shutil
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from termlint.compiled import Compiled
from termlint.config.settings import Settings
from termlint.fileerror import FileError
from termlint.files import Choice, Found, SourceFile, find
from termlint.report import Report
from termlint.run import Checker, collect, run
from termlint.run.fixing import Check, FixedFiles
from tests.conftest import CHECKOUT
from tests.runners import azure_commands, github_commands
from tests.vocabulary import linter_of

GLOSSARY = """\
glossary: tiny
concepts:
  - {term: MLOps, deprecated: [ModelOps]}
consistent:
  - [dataset, data set]
"""
COMPILED = Compiled.of(linter_of(GLOSSARY))


def check(found: Found) -> Report:
    outcomes = run(Checker(COMPILED, Settings()), found.files, 1, lambda done, total: None)
    return collect(outcomes, found.errors, {})


def fixed(
    folder: Path, check: Check = check, *, unsafe: bool = False
) -> tuple[Report, list[str], list[FileError]]:
    """What comes of fixing all files of a folder."""
    files = FixedFiles(find(["."], Choice(), str(folder)), unsafe=unsafe)
    return files.write(check, files.settle(check))


def told(report: Report) -> list[tuple[str, str]]:
    return [(finding.path, finding.diagnostic.text) for finding in report.findings]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(b"Use ML Ops.\n", b"Use MLOps.\n", id="plain"),
        pytest.param(b"Use ML Ops.", b"Use MLOps.", id="no final newline"),
        pytest.param(b"a\r\nML Ops\rx\n\r\n", b"a\r\nMLOps\rx\n\r\n", id="line ends"),
        pytest.param(b"\xef\xbb\xbfML Ops\r\n", b"\xef\xbb\xbfMLOps\r\n", id="byte order mark"),
        pytest.param("é ML Ops \U0001f600".encode(), "é MLOps \U0001f600".encode(), id="beyond ASCII"),
    ],
)  # fmt: skip
def test_only_the_words_change(tmp_path: Path, before: bytes, after: bytes) -> None:
    (tmp_path / "a.md").write_bytes(before)
    report, notes, unwritten = fixed(tmp_path)
    assert (tmp_path / "a.md").read_bytes() == after
    assert (told(report), notes, unwritten) == ([], [], [])


def test_a_file_without_a_fix_is_not_touched(tmp_path: Path) -> None:
    for name, text in [("a.md", "ModelOps and `ML Ops`\n"), ("b.md", "Nothing.\n")]:
        (tmp_path / name).write_text(text)
        os.utime(tmp_path / name, (1, 1))
    report, _, _ = fixed(tmp_path)
    assert told(report) == [("a.md", "ModelOps")]
    assert {file.stat().st_mtime for file in tmp_path.iterdir()} == {1}


def test_links_and_permissions_are_kept(tmp_path: Path) -> None:
    target = tmp_path / "kept" / "page.txt"
    target.parent.mkdir()
    target.write_text("ML Ops\n")
    target.chmod(0o750)
    (tmp_path / "a.md").symlink_to(target)
    fixed(tmp_path)
    assert (tmp_path / "a.md").is_symlink()
    assert target.read_text() == "MLOps\n"
    assert stat.S_IMODE(target.stat().st_mode) == 0o750


def test_other_names_of_a_file_are_noted(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("ML Ops\n")
    for name in ("a.txt", "b.txt"):
        os.link(tmp_path / "a.md", tmp_path / name)
    _, notes, _ = fixed(tmp_path)
    assert notes == ["a.md: it had 2 other names (hard links), which keep the old text"]


def test_a_file_that_changes_meanwhile_is_left_alone_and_named(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("ML Ops\n")
    (tmp_path / "b.md").write_text("ML Ops\n")

    def disturbed(found: Found) -> Report:
        (tmp_path / "a.md").write_text("Some ML Ops\n")
        return check(found)

    report, _, unwritten = fixed(tmp_path, disturbed)
    said = "not fixed: it has changed since it was read; run termlint again"
    assert unwritten == [FileError("a.md", said)]
    assert (tmp_path / "a.md").read_text() == "Some ML Ops\n"
    assert (tmp_path / "b.md").read_text() == "MLOps\n"
    (finding,) = report.findings
    assert (finding.path, finding.start.offset) == ("a.md", 5)


def test_a_file_that_is_read_only_is_left_alone_and_named(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("ML Ops\n")
    (tmp_path / "a.md").chmod(0o444)
    report, _, unwritten = fixed(tmp_path)
    assert unwritten == [FileError("a.md", "not fixed: it is read-only")]
    assert told(report) == [("a.md", "ML Ops")]


def test_a_file_that_goes_meanwhile_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("ML Ops\n")

    def disturbed(found: Found) -> Report:
        (tmp_path / "a.md").unlink(missing_ok=True)
        return check(found)

    report, _, unwritten = fixed(tmp_path, disturbed)
    assert unwritten == [FileError("a.md", "not fixed: no such file or folder")]
    assert report.errors == (FileError("a.md", "no such file or folder"),)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes")
def test_a_pipe_is_not_fixed_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.md")
    writer = threading.Thread(target=(tmp_path / "a.md").write_text, args=["ML Ops\n"])
    writer.start()
    files = FixedFiles(find([str(tmp_path / "a.md")], Choice(), str(tmp_path)), unsafe=False)
    writer.join()
    report, _, unwritten = files.write(check, files.settle(check))
    assert unwritten == [FileError("a.md", "not fixed: not a file that can be written to")]
    assert told(report) == [("a.md", "ML Ops")]


def test_a_file_that_cannot_be_read_is_named_and_the_rest_is_fixed(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"ML Ops \xff")
    (tmp_path / "b.md").write_text("ML Ops\n")
    (tmp_path / "c.md").symlink_to("gone")
    report, _, _ = fixed(tmp_path)
    assert (tmp_path / "b.md").read_text() == "MLOps\n"
    assert report.errors == (FileError("a.md", "not UTF-8: byte 0xff at offset 7"),)


def test_what_other_files_decide_is_decided_anew(tmp_path: Path) -> None:
    """The minority of a project gives way in all files at once, and then there is none."""
    (tmp_path / "a.md").write_text("A data set, a data set, a dataset.\n")
    (tmp_path / "b.md").write_text("A dataset, a dataset.\n")
    report, _, _ = fixed(tmp_path, unsafe=True)
    assert told(report) == []
    assert (tmp_path / "a.md").read_text() == "A dataset, a dataset, a dataset.\n"
    before = {file: file.stat().st_mtime_ns for file in tmp_path.iterdir()}
    fixed(tmp_path, unsafe=True)
    assert {file: file.stat().st_mtime_ns for file in tmp_path.iterdir()} == before


def test_no_file_is_written_before_all_is_settled(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("ML Ops\n")
    files = FixedFiles(find(["."], Choice(), str(tmp_path)), unsafe=False)
    assert told(files.settle(check)) == []
    assert (tmp_path / "a.md").read_text() == "ML Ops\n"
    (file,) = files.changed
    assert "".join(file.diff()) == "--- a/a.md\n+++ b/a.md\n@@ -1 +1 @@\n-ML Ops\n+MLOps\n"


def termlint(
    folder: Path, *arguments: str, given: bytes = b"", **variables: str
) -> tuple[int, bytes, str]:
    """The status of termlint, the bytes on standard output, and standard error."""
    (folder / "tiny.yaml").write_text(GLOSSARY)
    environment = {**os.environ, "PYTHONPATH": str(CHECKOUT), **variables}
    command = [sys.executable, "-m", "termlint", "check", "--glossary", "./tiny.yaml", *arguments]
    done = subprocess.run(
        command, cwd=folder, env=environment, input=given, capture_output=True, check=False
    )
    return done.returncode, done.stdout, done.stderr.decode()


@pytest.mark.parametrize(
    ("given", "out", "status"),
    [
        pytest.param(b"ML Ops\r\n", b"MLOps\r\n", 0, id="line ends"),
        pytest.param(b"\xef\xbb\xbfML Ops", b"\xef\xbb\xbfMLOps", 0, id="byte order mark"),
        pytest.param(b"", b"", 0, id="nothing"),
        pytest.param(b"ModelOps\n", b"ModelOps\n", 1, id="nothing to fix"),
        pytest.param(b"ML Ops \xff\r", b"ML Ops \xff\r", 2, id="what can't be read"),
        pytest.param("ML Ops é\n".encode(), "MLOps é\n".encode(), 0, id="in another locale"),
    ],
)
def test_standard_input_comes_out_byte_by_byte(
    tmp_path: Path, given: bytes, out: bytes, status: int
) -> None:
    done = termlint(tmp_path, "--fix", "-", "-q", given=given, PYTHONIOENCODING="ascii")
    assert done[:2] == (status, out)


def test_a_diff_has_the_bytes_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes("é\x1b[1m ML Ops\r\n".encode())
    status, out, _ = termlint(tmp_path, "--diff", PYTHONIOENCODING="ascii", GITHUB_ACTIONS="")
    assert status == 1
    assert out.endswith("-é\x1b[1m ML Ops\r\n+é\x1b[1m MLOps\r\n".encode())


COMMANDS = [
    pytest.param("::error::x", id="at the head of a line"),
    pytest.param("x\r::set-env name=PATH::x", id="after a lone CR"),
    pytest.param("x ##[add-mask]x", id="in a line"),
    pytest.param("x ##vso[task.setvariable variable=a]b", id="of Azure Pipelines"),
    pytest.param("::stop-commands::x\n::x::", id="that stops commands"),
]


@pytest.mark.parametrize("text", COMMANDS)
def test_a_runner_obeys_nothing_in_a_diff(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.md").write_bytes(f"{text}\nML Ops\té".encode())
    plain = termlint(tmp_path, "--diff", GITHUB_ACTIONS="", TF_BUILD="")[1].decode()
    assert plain.endswith("+MLOps\té\n\\ No newline at end of file\n")
    github = termlint(tmp_path, "--diff", GITHUB_ACTIONS="true", TF_BUILD="")[1].decode()
    assert list(github_commands(github)) == []
    if list(github_commands(plain)):
        begin, *lines, end = github.split("\n")[:-1]
        token = begin.removeprefix("::stop-commands::")
        assert re.fullmatch("[0-9a-f]{32}", token)
        assert ("\n".join(lines) + "\n", end) == (plain, f"::{token}::")
    azure = termlint(tmp_path, "--diff", GITHUB_ACTIONS="", TF_BUILD="True")[1].decode()
    assert list(azure_commands(azure)) == []
    assert azure.replace(r"\x23", "#").replace(r"\x3a", ":") == plain


@pytest.mark.parametrize("text", ["a: b ::", "# A #1", "#[x] ## [y]", "x::y::z"])
@pytest.mark.parametrize(("github", "azure"), [("true", ""), ("", "True")])
def test_a_diff_without_commands_stays_as_it_is(
    tmp_path: Path, text: str, github: str, azure: str
) -> None:
    (tmp_path / "a.md").write_text(f"{text}\n\tx \x1b\n\nML Ops\n")
    _, out, _ = termlint(tmp_path, "--diff", GITHUB_ACTIONS=github, TF_BUILD=azure)
    assert out.startswith(b"--- a/a.md\n")
    assert out.endswith(f" {text}\n \tx \x1b\n \n-ML Ops\n+MLOps\n".encode())


@pytest.mark.parametrize("runner", ["GITHUB_ACTIONS", "TF_BUILD"])
def test_a_file_gets_the_diff_itself(tmp_path: Path, runner: str) -> None:
    """Whether with an option or by the shell, a runner does not see it."""
    (tmp_path / "a.md").write_text("::error::x ##vso[a.b]\nML Ops\n")
    (tmp_path / "tiny.yaml").write_text(GLOSSARY)
    environment = {**os.environ, "PYTHONPATH": str(CHECKOUT), runner: "true"}
    command = [sys.executable, "-m", "termlint", "check", "--glossary", "./tiny.yaml", "--diff"]
    with (tmp_path / "out").open("wb") as out:
        subprocess.run(command, cwd=tmp_path, env=environment, stdout=out, check=False)
    subprocess.run([*command, "-o", "option"], cwd=tmp_path, env=environment, check=False)
    expected = "@@ -1,2 +1,2 @@\n ::error::x ##vso[a.b]\n-ML Ops\n+MLOps\n"
    for name in ("out", "option"):
        assert (tmp_path / name).read_text() == f"--- a/a.md\n+++ b/a.md\n{expected}"


@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
def test_a_diff_from_a_log_of_github_can_be_applied(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("::error::x\nML Ops\n")
    _, out, _ = termlint(tmp_path, "--diff", GITHUB_ACTIONS="true")
    assert out.startswith(b"::stop-commands::")
    subprocess.run(["git", "apply"], cwd=tmp_path, input=out, check=True)
    assert (tmp_path / "a.md").read_text() == "::error::x\nMLOps\n"


def test_what_a_program_pipes_through_is_left_as_it_is(tmp_path: Path) -> None:
    text = b"::error::x ##vso[a.b]\nML Ops\n"
    done = termlint(
        tmp_path, "--fix", "-", "-q", given=text, GITHUB_ACTIONS="true", TF_BUILD="True"
    )
    assert done == (0, text.replace(b"ML Ops", b"MLOps"), "")


def test_a_read_only_file_fails_the_run(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("ML Ops\n")
    (tmp_path / "b.md").write_text("ML Ops\n")
    (tmp_path / "a.md").chmod(0o444)
    status, out, err = termlint(tmp_path, "--fix", "--output-format", "concise", "--exit-zero")
    assert status == 2
    assert out == b'a.md:1:1: warning misspelled-term: "ML Ops" has the wrong spacing; write "MLOps"\n'  # fmt: skip
    assert err.splitlines() == [
        "error: a.md: not fixed: it is read-only",
        "1 finding fixed in 1 file, 1 remaining",
    ]


def test_many_files_are_fixed_by_several_processes(tmp_path: Path) -> None:
    for number in range(120):
        (tmp_path / f"{number}.md").write_text("ML Ops\n" * (number % 3))
    _, _, err = termlint(tmp_path, "--fix", "--jobs", "2", "-q")
    assert err == ""
    for number in range(120):
        assert (tmp_path / f"{number}.md").read_text() == "MLOps\n" * (number % 3)


def test_names_are_told_apart() -> None:
    found = Found()
    found.files = [SourceFile("/w/a", "a", b"ML Ops"), SourceFile("/w/b", "b", b"")]
    files = FixedFiles(found, unsafe=False)
    assert told(files.settle(check)) == []
    assert [file.name for file in files.changed] == ["a"]
