"""The command line where it meets the system: streams, signals, encodings and what is imported."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import termlint
from termlint import cli
from termlint.cli.output import has_color
from termlint.cli.progress import PAUSE, QUIET_FOR, ProgressLine
from termlint.cli.reporting import prefix_for

CHECKOUT = Path(__file__).resolve().parent.parent
GLOSSARY = "glossary: tiny\nconcepts:\n  - term: MLOps\n    definition: A way of working.\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder with a configuration and a glossary of one term."""
    (tmp_path / "tiny.yaml").write_text(GLOSSARY)
    (tmp_path / "termlint.yaml").write_text("glossaries: [./tiny.yaml]\n")
    return tmp_path


def start(folder: Path, *arguments: str | bytes, **variables: str) -> subprocess.Popen[bytes]:
    """termlint in a process of its own, in ``folder``."""
    environment = {**os.environ, "PYTHONPATH": str(CHECKOUT), **variables}
    command = [sys.executable, "-m", "termlint", *arguments]
    pipe = subprocess.PIPE
    return subprocess.Popen(
        command, cwd=folder, env=environment, stdin=pipe, stdout=pipe, stderr=pipe
    )


def run(folder: Path, *arguments: str | bytes, **variables: str) -> tuple[int, str, str]:
    """The status of termlint, and what it prints on standard output and standard error."""
    process = start(folder, *arguments, **variables)
    out, err = process.communicate(b"")
    return process.returncode, out.decode(), err.decode()


def test_the_version_is_that_of_the_package(tmp_path: Path) -> None:
    assert run(tmp_path, "--version") == (0, f"termlint {termlint.__version__}\n", "")


@pytest.mark.parametrize("words", [[], ["glossary"]])
def test_the_lines_of_the_commands_are_whole(tmp_path: Path, words: list[str]) -> None:
    _, out, _ = run(tmp_path, *words, "--help")
    lines = out.partition("Commands:\n")[2].splitlines()
    assert len(lines) > 2
    assert [line for line in lines if not line.endswith(".") or line.endswith("...")] == []


@pytest.mark.skipif(os.name == "nt", reason="a closed pipe is another error there")
def test_a_reader_that_goes_away_is_no_error(project: Path) -> None:
    (project / "a.md").write_text("Use ML Ops.\n\n" * 5000)
    with start(project, "check", "--output-format", "concise") as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline().startswith(b"a.md:1:5: ")
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("words", [["check"], ["--help"], ["--version"], ["glossary", "-h"]])
def test_output_that_cannot_be_written_is_an_error(project: Path, words: list[str]) -> None:
    (project / "a.md").write_text("Use ML Ops.\n")
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "termlint", *words],
            cwd=project,
            env={**os.environ, "PYTHONPATH": str(CHECKOUT)},
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.stderr == b"error: standard output cannot be written: no space left on device\n"
    assert done.returncode == 2


@pytest.mark.skipif(os.name == "nt", reason="there are no such signals")
def test_ctrl_c_ends_a_run_quietly(project: Path) -> None:
    # The page is a pipe that nobody writes to: once it is open for reading, termlint waits.
    os.mkfifo(project / "page.md")
    with start(project, "check", "page.md") as process:
        writer = os.open(project / "page.md", os.O_WRONLY)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate()
        os.close(writer)
    assert (process.returncode, out, err.strip()) == (130, b"", b"")


@pytest.mark.skipif(sys.platform != "linux", reason="file names are bytes on Linux only")
def test_a_file_name_that_is_no_text(project: Path) -> None:
    name = b"caf\xe9\x1b[31m.md"
    Path(os.fsdecode(bytes(project) + b"/" + name)).write_text("Use ML Ops.\n")
    status, out, err = run(project, "check", name, b"gone\xff.md", "--output-format", "concise")
    assert out.startswith(r"caf\xe9\x1b[31m.md:1:5: warning misspelled-term: ")
    assert err.startswith(r"error: gone\xff.md: no such file or folder")
    assert status == 2
    assert "\\udce9" in run(project, "check", "--output-format", "json")[1]


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252", "utf-8"])
def test_text_that_the_terminal_cannot_show_becomes_an_escape(project: Path, encoding: str) -> None:
    (project / "a.md").write_text("日本 ML Ops\n", encoding="utf-8")
    status, out, err = run(project, "check", PYTHONIOENCODING=encoding)
    shown = "日本" if encoding == "utf-8" else r"\u65e5\u672c"
    assert f"  1 | {shown} ML Ops\n" in out
    assert (status, err) == (1, "")


def test_line_ends_are_those_of_the_system_and_json_is_ascii(project: Path) -> None:
    (project / "a.md").write_bytes("日本\r\nML Ops\r\n".encode())
    run(project, "check", "--output-format", "json", "-o", "report.json")
    written = (project / "report.json").read_bytes()
    assert written.isascii()
    assert b"\r" not in written


UNWANTED = {
    "concurrent",
    "email",
    "hashlib",
    "importlib.metadata",
    "json",
    "multiprocessing",
    "pathspec",
    "tempfile",
    "tomllib",
}


@pytest.mark.parametrize(
    ("text", "more"),
    [
        pytest.param("We adopted MLOps.\n", {"termlint.report.json"}, id="clean"),
        pytest.param("We adopted ML Ops.\n", {"termlint.report.github"}, id="with a finding"),
    ],
)
def test_a_small_run_imports_only_what_it_needs(project: Path, text: str, more: set[str]) -> None:
    (project / "a.md").write_text(text)
    script = (
        "import sys; from termlint.cli import run_command; "
        "run_command(['check', 'a.md', '-q']); print(*sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(CHECKOUT)},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    modules = set(done.stdout.splitlines()[-1].split())
    assert "termlint.lint" in modules
    assert modules & (UNWANTED | more) == set()


def test_an_unexpected_exception_shows_no_traceback(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stumble(*arguments: object) -> None:
        raise LookupError("nobody\nthought of this")

    monkeypatch.chdir(project)
    monkeypatch.setattr("termlint.cli.running.find", stumble)
    assert cli.run_command(["check"]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith(
        r"error: internal error, please report it: LookupError: nobody\nthought of this "
        "in termlint.cli.running, line "
    )
    assert printed.err.count("\n") == 1


def test_a_working_directory_that_is_gone_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def gone() -> str:
        raise FileNotFoundError(2, "No such file or directory")

    monkeypatch.setattr("os.getcwd", gone)
    assert cli.run_command(["check"]) == 2
    said = "error: the working directory is not there: no such file or folder\n"
    assert capsys.readouterr().err == said


@pytest.mark.parametrize("check", ["misspelled-term", "wrong-sense"])
def test_explain_prints_the_page_of_a_check(check: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run_command(["explain", check]) == 0
    page = CHECKOUT / "termlint" / "checks" / f"{check.replace('-', '_')}.md"
    assert capsys.readouterr().out == page.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("choice", "environment", "is_terminal", "expected"),
    [
        pytest.param("auto", {}, True, True, id="a terminal"),
        pytest.param("auto", {}, False, False, id="a pipe"),
        pytest.param("auto", {"TERM": "dumb"}, True, False, id="a dumb terminal"),
        pytest.param("auto", {"NO_COLOR": "1"}, True, False, id="NO_COLOR"),
        pytest.param("auto", {"NO_COLOR": ""}, True, True, id="NO_COLOR is empty"),
        pytest.param("auto", {"FORCE_COLOR": "1"}, False, True, id="FORCE_COLOR"),
        pytest.param("auto", {"FORCE_COLOR": ""}, False, False, id="FORCE_COLOR is empty"),
        pytest.param("auto", {"FORCE_COLOR": "1", "NO_COLOR": "1"}, True, False, id="both"),
        pytest.param("always", {"NO_COLOR": "1"}, False, True, id="the flag wins"),
        pytest.param("never", {"FORCE_COLOR": "1"}, True, False, id="the flag wins too"),
    ],
)
def test_whether_to_use_colours(
    choice: str, environment: dict[str, str], is_terminal: bool, expected: bool
) -> None:
    assert has_color(choice, environment, is_terminal) is expected


@pytest.mark.parametrize(
    ("environment", "prefix"),
    [
        pytest.param({}, "", id="no service"),
        pytest.param({"GITHUB_WORKSPACE": "/repo"}, "docs/site/", id="below the root"),
        pytest.param({"GITHUB_WORKSPACE": "/repo/docs/site"}, "", id="at the root"),
        pytest.param({"GITHUB_WORKSPACE": "/other"}, "", id="elsewhere"),
        pytest.param({"GITHUB_WORKSPACE": "/repo/docs/site/..x"}, "", id="above the root"),
        pytest.param({"GITHUB_WORKSPACE": ""}, "", id="empty"),
        pytest.param({"CI_PROJECT_DIR": "/repo/docs"}, "site/", id="GitLab"),
        pytest.param({"BUILD_SOURCESDIRECTORY": "/repo"}, "docs/site/", id="Azure Pipelines"),
    ],
)
@pytest.mark.skipif(os.name == "nt", reason="paths of POSIX")
def test_services_are_told_paths_from_the_root_of_the_repository(
    environment: dict[str, str], prefix: str
) -> None:
    assert prefix_for(environment, "/repo/docs/site") == prefix


class Terminal(io.StringIO):
    """A stream that somebody looks at."""

    def isatty(self) -> bool:
        return True


class Clock:
    """A clock that stands still until it is told otherwise."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.mark.parametrize(
    ("stream", "quiet", "written"),
    [
        pytest.param(Terminal(), False, "\r\x1b[K30 of 90 files\r\x1b[K", id="a terminal"),
        pytest.param(Terminal(), True, "", id="a terminal, quiet"),
        pytest.param(io.StringIO(), False, "", id="a pipe"),
    ],
)
def test_a_long_run_says_how_far_it_is(stream: io.StringIO, quiet: bool, written: str) -> None:
    clock = Clock()
    progress = ProgressLine(stream, clock, quiet=quiet)
    for passed, done in ((0.0, 10), (QUIET_FOR - 0.1, 20), (QUIET_FOR, 30), (PAUSE / 2, 40)):
        clock.now = 100.0 + passed if done < 40 else clock.now + passed
        progress(done, 90)
    progress.close()
    progress.close()
    assert stream.getvalue() == written


def test_a_short_run_says_nothing() -> None:
    stream, clock = Terminal(), Clock()
    progress = ProgressLine(stream, clock)
    progress(1, 1)
    progress.close()
    assert stream.getvalue() == ""
