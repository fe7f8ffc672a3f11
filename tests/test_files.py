"""Which files a run finds, and the text that is read from them."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from termlint.files import Choice, Found, find, show
from termlint.files.patterns import PatternError, Patterns
from termlint.files.text import FileText, ReadError, decode, read


def grow(folder: Path, *names: str) -> None:
    """Make empty files and, where a name ends with a slash, folders."""
    for name in names:
        path = folder / name
        if name.endswith("/"):
            path.mkdir(parents=True, exist_ok=True)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch()


def ignore(folder: Path, text: str, name: str = ".gitignore") -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def names(found: Found) -> list[str]:
    return [file.shown for file in found.files]


def search(folder: Path, *paths: str, choice: Choice | None = None) -> list[str]:
    found = find(paths or (".",), choice or Choice(), str(folder))
    assert found.errors == []
    return names(found)


def patterns(folder: Path, *lines: str) -> tuple[Patterns, ...]:
    return (Patterns(str(folder), lines),)


def test_a_folder_is_searched_for_markdown(tmp_path: Path) -> None:
    grow(tmp_path, "b.md", "a.MD", "c.mdx", "d.markdown", "e.mdown", "f.mkd", "z/y/x.md")
    grow(tmp_path, "a.txt", "b.rst", "md", "c.md.bak", "empty/")
    expected = ["a.MD", "b.md", "c.mdx", "d.markdown", "e.mdown", "f.mkd", "z/y/x.md"]
    assert search(tmp_path) == expected


@pytest.mark.parametrize(
    ("paths", "expected"),
    [
        pytest.param(["notes.txt"], ["notes.txt"], id="a file of any type"),
        pytest.param(["docs"], ["docs/a.md", "docs/b.md"], id="a folder"),
        pytest.param(["docs/"], ["docs/a.md", "docs/b.md"], id="a folder with a slash"),
        pytest.param(["docs/b.md", "docs/a.md"], ["docs/a.md", "docs/b.md"], id="sorted"),
        pytest.param(
            ["docs", "docs/a.md", "./docs/../docs/a.md"], ["docs/a.md", "docs/b.md"], id="once"
        ),
        pytest.param([".hidden"], [".hidden/h.md"], id="a hidden folder by name"),
    ],
)
def test_paths_mean_files(tmp_path: Path, paths: list[str], expected: list[str]) -> None:
    grow(tmp_path, "notes.txt", "docs/a.md", "docs/b.md", ".hidden/h.md")
    assert search(tmp_path, *paths) == expected


def test_a_path_that_is_not_there_is_an_error_and_the_search_goes_on(tmp_path: Path) -> None:
    grow(tmp_path, "a.md")
    found = find(["gone.md", "a.md", "no/where"], Choice(), str(tmp_path))
    assert names(found) == ["a.md"]
    assert [(each.path, each.message) for each in found.errors] == [
        ("gone.md", "no such file or folder"),
        ("no/where", "no such file or folder"),
    ]


def test_what_is_no_part_of_the_docs_is_passed_over(tmp_path: Path) -> None:
    grow(tmp_path, ".git/a.md", ".github/a.md", "node_modules/p/README.md", "site/.cache/a.md")
    grow(tmp_path, "env/pyvenv.cfg", "env/lib/LICENSE.md", "kept.md", ".kept.md")
    assert search(tmp_path) == [".kept.md", "kept.md"]


@pytest.mark.parametrize(
    ("ignored", "expected"),
    [
        pytest.param({"": "*.tmp.md\n"}, ["a.md", "build/b.md", "sub/c.md"], id="a pattern"),
        pytest.param({"": "build/\n"}, ["a.md", "a.tmp.md", "sub/c.md"], id="a folder"),
        pytest.param({"": "/c.md\n"}, ["a.md", "a.tmp.md", "build/b.md", "sub/c.md"], id="rooted"),
        pytest.param({"": "*.md\n!a.md\n"}, ["a.md"], id="taken back"),
        pytest.param({"": "*.md\n", "sub": "!c.md\n"}, ["sub/c.md"], id="taken back below"),
        pytest.param({"sub": "*\n"}, ["a.md", "a.tmp.md", "build/b.md"], id="nested"),
        pytest.param(
            {"": "build/**\n!build/b.md\n"},
            ["a.md", "a.tmp.md", "build/b.md", "sub/c.md"],
            id="contents of a folder, one kept",
        ),
        pytest.param(
            {"": "build/\n!build/b.md\n"},
            ["a.md", "a.tmp.md", "sub/c.md"],
            id="nothing is kept in an ignored folder",
        ),
        pytest.param(
            {"": "# only\n\n  \n"}, ["a.md", "a.tmp.md", "build/b.md", "sub/c.md"], id="no pattern"
        ),
        pytest.param(
            {"": "!\n[z-a]\n*.tmp.md\n"},
            ["a.md", "build/b.md", "sub/c.md"],
            id="lines that are no patterns",
        ),
    ],
)
@pytest.mark.parametrize("is_repository", [True, False], ids=["repository", "no repository"])
def test_what_git_ignores_is_passed_over(
    tmp_path: Path, ignored: dict[str, str], expected: list[str], is_repository: bool
) -> None:
    grow(tmp_path, "a.md", "a.tmp.md", "build/b.md", "sub/c.md")
    if is_repository:
        grow(tmp_path, ".git/")
    for folder, text in ignored.items():
        ignore(tmp_path / folder, text)
    assert search(tmp_path) == expected


def test_ignore_files_count_from_the_root_of_the_repository_down(tmp_path: Path) -> None:
    grow(tmp_path, "repo/.git/info/", "repo/docs/a.md", "repo/docs/b.md", "repo/docs/c.md")
    grow(tmp_path, "repo/docs/d.md")
    ignore(tmp_path, "d.md\n")
    ignore(tmp_path / "repo", "a.md\n/docs/c.md\n")
    ignore(tmp_path / "repo", "b.md\n", name=".git/info/exclude")
    assert search(tmp_path, "repo/docs") == ["repo/docs/d.md"]


def test_a_worktree_takes_its_excludes_from_the_repository(tmp_path: Path) -> None:
    grow(tmp_path, "main/.git/worktrees/w/", "w/a.md", "w/b.md")
    ignore(tmp_path, "a.md\n", name="main/.git/info/exclude")
    ignore(tmp_path, f"gitdir: {tmp_path}/main/.git/worktrees/w\n", name="w/.git")
    ignore(tmp_path, "../..\n", name="main/.git/worktrees/w/commondir")
    assert search(tmp_path, "w") == ["w/b.md"]


def test_an_ignored_folder_is_searched_when_it_is_named(tmp_path: Path) -> None:
    grow(tmp_path, ".git/", "build/docs/a.md", "build/docs/a.tmp.md")
    ignore(tmp_path, "build/\n*.tmp.md\n")
    assert search(tmp_path) == []
    assert search(tmp_path, "build/docs") == ["build/docs/a.md"]


def test_an_ignored_file_is_checked_when_it_is_named(tmp_path: Path) -> None:
    grow(tmp_path, ".git/", "a.md")
    ignore(tmp_path, "*.md\n")
    assert search(tmp_path, "a.md") == ["a.md"]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param(["docs/old/"], ["README.md", "docs/a.md"], id="a folder"),
        pytest.param(["a.md"], ["README.md", "docs/old/b.md"], id="a name anywhere"),
        pytest.param(["docs", "!docs/a.md"], ["README.md"], id="a folder with all in it"),
        pytest.param(["docs/**", "!docs/a.md"], ["README.md", "docs/a.md"], id="all but one"),
    ],
)
def test_excluded_paths_are_passed_over(
    tmp_path: Path, lines: list[str], expected: list[str]
) -> None:
    grow(tmp_path, "README.md", "docs/a.md", "docs/old/b.md")
    choice = Choice(exclude=patterns(tmp_path, *lines))
    assert search(tmp_path, choice=choice) == expected


@pytest.mark.parametrize(
    ("force", "expected"),
    [
        pytest.param(False, ["old/a.md"], id="named, so checked"),
        pytest.param(True, [], id="excluded in any case"),
    ],
)
@pytest.mark.parametrize("path", ["old/a.md", "old"])
def test_an_excluded_path_that_is_named(
    tmp_path: Path, path: str, force: bool, expected: list[str]
) -> None:
    grow(tmp_path, "old/a.md")
    lines = ["old/a.md"] if path == "old/a.md" else ["/old/"]
    choice = Choice(exclude=patterns(tmp_path, *lines), force_exclude=force)
    found = search(tmp_path, path, choice=choice)
    assert found == (expected if path == "old/a.md" else [])


def test_included_files_are_checked_besides_markdown(tmp_path: Path) -> None:
    grow(tmp_path, "a.md", "notes.txt", "docs/b.txt", "docs/c.rst")
    choice = Choice(include=patterns(tmp_path, "docs/*.txt"))
    assert search(tmp_path, choice=choice) == ["a.md", "docs/b.txt"]


@pytest.fixture
def links(tmp_path: Path) -> Path:
    try:
        (tmp_path / "link").symlink_to("target")
    except OSError:
        pytest.skip("this system makes no symbolic links")
    (tmp_path / "link").unlink()
    return tmp_path


def test_a_file_is_checked_once_however_many_links_lead_to_it(links: Path) -> None:
    grow(links, "docs/page.md", "z.md")
    (links / "docs/again.md").symlink_to("page.md")
    assert search(links) == ["docs/again.md", "z.md"]
    assert search(links, "docs/page.md", "docs/again.md") == ["docs/page.md"]


def test_links_to_folders_are_not_followed(links: Path) -> None:
    grow(links, "docs/a.md")
    (links / "docs/up").symlink_to("..")
    (links / "other").symlink_to("docs")
    assert search(links) == ["docs/a.md"]
    assert search(links, "other") == ["other/a.md"]


def test_links_that_lead_nowhere_have_no_text(links: Path) -> None:
    (links / "gone.md").symlink_to("nowhere.md")
    (links / "round.md").symlink_to("round.md")
    assert search(links) == []
    assert search(links, "gone.md", "round.md") == ["gone.md", "round.md"]
    with pytest.raises(ReadError, match="no such file"):
        read(str(links / "gone.md"))
    with pytest.raises(ReadError, match="too many levels"):
        read(str(links / "round.md"))


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may read everything")
def test_a_folder_that_may_not_be_read_is_an_error(tmp_path: Path) -> None:
    grow(tmp_path, "a.md", "shut/b.md")
    (tmp_path / "shut").chmod(0)
    try:
        found = find(["."], Choice(), str(tmp_path))
    finally:
        (tmp_path / "shut").chmod(0o700)
    assert names(found) == ["a.md"]
    assert [(each.path, each.message) for each in found.errors] == [("shut", "permission denied")]


def test_a_file_in_a_folder_that_may_not_be_read_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def shut(path: str) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), path)

    grow(tmp_path, "shut/b.md")
    monkeypatch.setattr(os, "lstat", shut)  # root may look into every folder
    found = find(["shut/b.md"], Choice(), str(tmp_path))
    assert [(each.path, each.message) for each in found.errors] == [
        ("shut/b.md", "permission denied")
    ]


def test_a_name_that_is_no_text_is_kept(tmp_path: Path) -> None:
    try:
        (tmp_path / os.fsdecode(b"caf\xe9.md")).touch()
    except (OSError, UnicodeError):
        pytest.skip("this file system has no such names")
    ignore(tmp_path, "other.md\n")
    (file,) = find(["."], Choice(exclude=patterns(tmp_path, "x")), str(tmp_path)).files
    assert os.fsencode(file.shown) == b"caf\xe9.md"


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        pytest.param("/w/docs/a.md", "docs/a.md", id="below"),
        pytest.param("/w/a.md", "a.md", id="in it"),
        pytest.param("/w", ".", id="itself"),
        pytest.param("/a.md", "../a.md", id="above"),
        pytest.param("/wide/a.md", "../wide/a.md", id="beside, with the name as its start"),
    ],
)
@pytest.mark.skipif(os.name == "nt", reason="paths of POSIX")
def test_paths_are_shown_from_the_working_directory(path: str, shown: str) -> None:
    assert show(path, "/w") == shown


@pytest.mark.skipif(os.name == "nt", reason="paths of POSIX")
def test_paths_are_shown_from_the_root() -> None:
    assert show("/w/a.md", "/") == "w/a.md"


@pytest.mark.parametrize("line", ["!", "\\", "[z-a]", "[", "a[b/c", "[]", "a\\\\[", "[a]["])
def test_a_pattern_that_is_none_is_refused(line: str) -> None:
    with pytest.raises(PatternError):
        Patterns("/w", [line])


@pytest.mark.parametrize("line", ["\\[", "[ab].md", "[]].md", "[!]].md", "# [", "[\\]].md", "a]"])
def test_a_bracket_that_is_closed_or_quoted_is_none_of_these(line: str) -> None:
    assert Patterns("/w", [line]).lines == (line,)


def test_a_line_that_is_no_pattern_says_nothing_to_git() -> None:
    patterns = Patterns.of_file("/w", "[\nb.md\n")
    assert [patterns.match(f"/w/{name}") for name in ("[", "b.md")] == [False, True]


@pytest.mark.parametrize(
    ("data", "text"),
    [
        pytest.param(b"", "", id="empty"),
        pytest.param(b"a\r\nb\rc\n", "a\r\nb\rc\n", id="line ends as they are"),
        pytest.param("caf\u00e9".encode(), "caf\u00e9", id="UTF-8"),
        pytest.param(b"a" * 9000 + b"\0", "a" * 9000 + "\0", id="NUL far behind"),
    ],
)
def test_bytes_become_text(data: bytes, text: str) -> None:
    assert decode(data) == FileText(text, had_bom=False)


def test_a_byte_order_mark_is_no_text() -> None:
    assert decode(b"\xef\xbb\xbfab") == FileText("ab", had_bom=True)
    assert decode(b"a\xef\xbb\xbf") == FileText("a\ufeff", had_bom=False)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        pytest.param(b"caf\xe9", "not UTF-8: byte 0xe9 at offset 3", id="Latin-1"),
        pytest.param(b"\xef\xbb\xbfa\xff", "not UTF-8: byte 0xff at offset 4", id="mark counts"),
        pytest.param(b"a\xed\xa0\x80", "not UTF-8: byte 0xed at offset 1", id="surrogate"),
        pytest.param(b"a\xe2\x82", "not UTF-8: byte 0xe2 at offset 1", id="cut off"),
        pytest.param(b"\x89PNG\0", "binary: byte 0x00 at offset 4", id="binary"),
        pytest.param(
            "ab".encode("utf-16"), "UTF-16, by its byte order mark; save it as UTF-8", id="UTF-16"
        ),
        pytest.param(b"\xfe\xff\0a", "UTF-16, by its byte order mark; save it as UTF-8", id="BE"),
        pytest.param(
            "ab".encode("utf-32"), "UTF-32, by its byte order mark; save it as UTF-8", id="UTF-32"
        ),
    ],
)
def test_bytes_that_are_no_text_are_refused(data: bytes, message: str) -> None:
    with pytest.raises(ReadError) as error:
        decode(data)
    assert str(error.value) == message


@pytest.mark.parametrize(
    ("name", "message"),
    [
        pytest.param("gone.md", "no such file or folder", id="vanished"),
        pytest.param(".", "is a directory", id="a folder"),
        pytest.param("a\0b", "embedded null byte", id="no name at all"),
        pytest.param("x" * 300, "file name too long", id="too long a name"),
    ],
)
@pytest.mark.skipif(os.name == "nt", reason="the words of POSIX")
def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path, name: str, message: str) -> None:
    with pytest.raises(ReadError) as error:
        read(f"{tmp_path}/{name}")
    assert str(error.value) == message
