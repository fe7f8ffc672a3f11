"""Writing a changed text back: all or nothing, and everything but the text as it was."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from termlint.files.text import FileText, decode, read
from termlint.files.writing import WriteError, replace, write
from tests.conftest import CHECKOUT


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "a b.md"
    made.write_bytes(b"one\n")
    return made


def only_these(folder: Path, *names: str) -> bool:
    """Whether a folder holds just these files, and nothing that was left over."""
    return sorted(os.listdir(folder)) == sorted(names)


@pytest.mark.parametrize(
    ("before", "text", "after"),
    [
        pytest.param(b"one\n", "two\n", b"two\n", id="plain"),
        pytest.param(b"one", "two", b"two", id="no final newline"),
        pytest.param(b"one\r\nx\r\n", "two\r\nx\r\n", b"two\r\nx\r\n", id="CRLF"),
        pytest.param(b"one\rx\n\r\n", "two\rx\n\r\n", b"two\rx\n\r\n", id="mixed line ends"),
        pytest.param(b"\xef\xbb\xbfone", "two", b"\xef\xbb\xbftwo", id="byte order mark"),
        pytest.param(b"\xef\xbb\xbf\xef\xbb\xbfone", "\ufefftwo", b"\xef\xbb\xbf\xef\xbb\xbftwo", id="two marks"),
        pytest.param("é\U0001f600\x85\u2028".encode(), "ü\U0001f600\x85\u2028", "ü\U0001f600\x85\u2028".encode(), id="beyond ASCII"),
        pytest.param(b"one\n", "", b"", id="nothing"),
    ],
)  # fmt: skip
def test_the_text_is_replaced_and_the_rest_stays(
    file: Path, before: bytes, text: str, after: bytes
) -> None:
    file.write_bytes(before)
    assert replace(str(file), read(str(file)), text) == ""
    assert file.read_bytes() == after
    assert only_these(file.parent, "a b.md")


@pytest.mark.parametrize("data", [b"", b"x", b"\xef\xbb\xbf", b"\xef\xbb\xbfx\r\n", "é".encode()])
def test_decoded_text_is_encoded_to_the_same_bytes(data: bytes) -> None:
    assert decode(data).encoded() == data


@pytest.mark.skipif(os.name != "posix", reason="permissions of POSIX")
@pytest.mark.parametrize("mode", [0o600, 0o644, 0o664, 0o755, 0o640])
def test_permissions_are_kept(file: Path, mode: int) -> None:
    file.chmod(mode)
    before = FileText("one\n", False)
    replace(str(file), before, "two\n")
    assert stat.S_IMODE(file.stat().st_mode) == mode


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs root")
def test_the_owner_is_kept(file: Path) -> None:
    os.chown(file, 1234, 5678)
    replace(str(file), FileText("one\n", False), "two\n")
    assert (file.stat().st_uid, file.stat().st_gid) == (1234, 5678)


@pytest.mark.skipif(not hasattr(os, "fchmod"), reason="needs the permissions of POSIX")
def test_nobody_can_read_in_between_what_nobody_may_read(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[int] = []

    def see(descriptor: int, mode: int) -> None:
        seen.append(stat.S_IMODE(os.fstat(descriptor).st_mode))

    monkeypatch.setattr(os, "fchmod", see)
    replace(str(file), FileText("one\n", False), "two\n")
    assert seen == [0o600]


def test_extended_attributes_are_kept(file: Path) -> None:
    if not hasattr(os, "setxattr"):
        pytest.skip("this system has no extended attributes")
    try:
        os.setxattr(file, "user.note", b"keep me")
    except OSError:
        pytest.skip("this file system has no extended attributes")
    replace(str(file), FileText("one\n", False), "two\n")
    assert os.getxattr(file, "user.note") == b"keep me"


@pytest.mark.parametrize(
    "name", ["x" * 252, "\u9801" * 84, "\U0001f600" * 63], ids=["ASCII", "Chinese", "emoji"]
)
def test_a_name_may_be_as_long_as_names_may_be(name: str, tmp_path: Path) -> None:
    file = tmp_path / f"{name}.md"
    file.write_bytes(b"one\n")
    assert replace(str(file), FileText("one\n", False), "two\n") == ""
    assert file.read_bytes() == b"two\n"


def test_a_link_stays_and_what_it_leads_to_is_replaced(file: Path, tmp_path: Path) -> None:
    folder = tmp_path / "links"
    folder.mkdir()
    (folder / "near.md").symlink_to(Path("..") / file.name)
    (folder / "far.md").symlink_to("near.md")
    replace(str(folder / "far.md"), FileText("one\n", False), "two\n")
    assert file.read_bytes() == b"two\n"
    assert os.readlink(folder / "far.md") == "near.md"
    assert os.readlink(folder / "near.md") == os.path.join("..", file.name)
    assert only_these(folder, "far.md", "near.md")
    assert only_these(tmp_path, "links", file.name)


def test_a_hard_link_keeps_the_old_text_and_this_is_said(file: Path) -> None:
    other = file.with_name("other.md")
    other.hardlink_to(file)
    said = replace(str(file), FileText("one\n", False), "two\n")
    assert said == "it had another name (a hard link), which keeps the old text"
    assert (file.read_bytes(), other.read_bytes()) == (b"two\n", b"one\n")


@pytest.mark.parametrize(
    "now", [b"one more\n", b"one\r\n", b"\xef\xbb\xbfone\n", b"", b"\xff"], ids=repr
)
def test_a_file_that_has_changed_is_left_alone(file: Path, now: bytes) -> None:
    file.write_bytes(now)
    with pytest.raises(WriteError, match="it has changed since it was read; run termlint again"):
        replace(str(file), FileText("one\n", False), "two\n")
    assert file.read_bytes() == now
    assert only_these(file.parent, file.name)


def test_a_file_that_is_gone_stays_gone(file: Path) -> None:
    file.unlink()
    with pytest.raises(WriteError, match="no such file or folder"):
        replace(str(file), FileText("one\n", False), "two\n")
    assert only_these(file.parent)


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(WriteError, match="not a file that can be written to"):
        replace(str(tmp_path), FileText("", False), "two\n")


def test_a_read_only_file_is_left_alone(file: Path) -> None:
    file.chmod(0o444)
    with pytest.raises(WriteError, match="it is read-only"):
        replace(str(file), FileText("one\n", False), "two\n")
    assert file.read_bytes() == b"one\n"
    assert only_these(file.parent, file.name)


def test_a_file_in_a_folder_that_takes_no_files_is_left_alone(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*given: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(WriteError, match="no file can be made beside it: permission denied"):
        replace(str(file), FileText("one\n", False), "two\n")
    assert file.read_bytes() == b"one\n"


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
@pytest.mark.parametrize("step", ["fchmod", "replace"])
def test_what_fails_half_way_leaves_no_trace(
    file: Path, monkeypatch: pytest.MonkeyPatch, step: str, error: BaseException
) -> None:
    def fail(*given: object) -> None:
        raise error

    monkeypatch.setattr(os, step, fail)
    expected = WriteError if isinstance(error, OSError) else KeyboardInterrupt
    with pytest.raises(expected):
        replace(str(file), FileText("one\n", False), "two\n")
    assert file.read_bytes() == b"one\n"
    assert only_these(file.parent, file.name)


def test_a_file_that_is_not_there_is_made_as_any_other(tmp_path: Path) -> None:
    write(str(tmp_path / "new.json"), "é\n")
    assert (tmp_path / "new.json").read_bytes() == "é\n".encode()
    (tmp_path / "other").touch()
    modes = {stat.S_IMODE(file.stat().st_mode) for file in tmp_path.iterdir()}
    assert len(modes) == 1
    assert only_these(tmp_path, "new.json", "other")


def test_a_file_that_is_there_is_written_whatever_it_holds(file: Path) -> None:
    file.chmod(0o640)
    write(str(file), "two\n")
    assert (file.read_bytes(), stat.S_IMODE(file.stat().st_mode)) == (b"two\n", 0o640)


def test_a_file_in_a_folder_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(WriteError, match=r"^no such file or folder$"):
        write(str(tmp_path / "gone" / "new.json"), "two\n")
    assert only_these(tmp_path)


def test_a_link_in_a_circle_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "a.json").symlink_to("a.json")
    with pytest.raises(WriteError, match="symbolic links"):
        write(str(tmp_path / "a.json"), "two\n")
    assert (tmp_path / "a.json").is_symlink()
    assert only_these(tmp_path, "a.json")


@pytest.mark.slow
def test_readers_never_see_half_a_file(file: Path) -> None:
    """While one process writes long texts in turn, another sees one or the other, whole."""
    texts = ["x" * 300_000, "y" * 200_000]
    file.write_text(texts[0])
    writer = """
import sys
from termlint.files.text import FileText
from termlint.files.writing import replace
texts = ["x" * 300_000, "y" * 200_000]
for i in range(200):
    replace(sys.argv[1], FileText(texts[i % 2], False), texts[1 - i % 2])
"""
    with subprocess.Popen([sys.executable, "-c", writer, str(file)], cwd=CHECKOUT) as process:
        seen = set()
        while process.poll() is None:
            seen.add(file.read_text())
    assert process.returncode == 0
    assert seen <= set(texts)
    assert only_these(file.parent, file.name)
