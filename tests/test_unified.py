"""Unified diffs: the same as difflib makes them, and such that Git can apply them."""

from __future__ import annotations

import difflib
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termlint.unified import unified


@pytest.mark.parametrize(
    ("before", "after", "diff"),
    [
        pytest.param("a\n", "b\n", "--- a/x.md\n+++ b/x.md\n@@ -1 +1 @@\n-a\n+b\n", id="one line"),
        pytest.param("a", "b", "--- a/x.md\n+++ b/x.md\n@@ -1 +1 @@\n-a\n\\ No newline at end of file\n"
                     "+b\n\\ No newline at end of file\n", id="no newline at the end"),
        pytest.param("a\nz", "b\nz", "--- a/x.md\n+++ b/x.md\n@@ -1,2 +1,2 @@\n-a\n+b\n z\n"
                     "\\ No newline at end of file\n", id="no newline after what stays"),
        pytest.param("a\r\n", "b\r\n", "--- a/x.md\n+++ b/x.md\n@@ -1 +1 @@\n-a\r\n+b\r\n", id="CRLF"),
        pytest.param("a\rc\n", "b\rc\n", "--- a/x.md\n+++ b/x.md\n@@ -1 +1 @@\n-a\rc\n+b\rc\n", id="CR"),
        pytest.param("a\na\n", "b\nb\n", "--- a/x.md\n+++ b/x.md\n@@ -1,2 +1,2 @@\n-a\n-a\n+b\n+b\n", id="neighbours"),
        pytest.param("a\n", "a\n", "", id="nothing"),
        pytest.param("", "", "", id="empty"),
    ],
)  # fmt: skip
def test_a_diff(before: str, after: str, diff: str) -> None:
    assert "".join(unified("x.md", before, after)) == diff


def test_a_path_with_a_space_ends_at_a_tab() -> None:
    head = list(unified("a b/c d.md", "a\n", "b\n"))[:2]
    assert head == ["--- a/a b/c d.md\t\n", "+++ b/a b/c d.md\t\n"]


@pytest.mark.parametrize(
    ("path", "name"),
    [
        pytest.param("a'b (c).md", "a'b (c).md\t", id="nothing that ends a name"),
        pytest.param("é\u202e.md", "é\u202e.md", id="beyond ASCII"),
        pytest.param('"a".md', r'"a/\"a\".md"', id="quotation marks"),
        pytest.param("a b\n\tc.md", r'"a/a b\n\tc.md"', id="line ends and tabs"),
        pytest.param("a\\b\x1b\x7f.md", r'"a/a\\b\033\177.md"', id="backslashes and controls"),
        pytest.param("\udcff\udce9é.md", r'"a/\377\351é.md"', id="bytes that are not UTF-8"),
        pytest.param("\ud800.md", r'"a/\355\240\200.md"', id="half a pair"),
    ],
)
def test_a_name_is_written_as_git_writes_it(path: str, name: str) -> None:
    head, _ = list(unified(path, "a\n", "b\n"))[:2]
    expected = name if name.startswith('"') else f"a/{name}"
    assert head == f"--- {expected}\n"


def test_other_numbers_of_lines_are_refused() -> None:
    with pytest.raises(ValueError, match="shorter"):
        list(unified("x.md", "a\nb\n", "a\n"))


LINES = st.lists(st.tuples(st.sampled_from("xyz"), st.booleans()), min_size=1, max_size=40)


@given(LINES)
def test_it_says_what_difflib_says(lines: list[tuple[str, bool]]) -> None:
    """Each line has its number in it, so difflib can't match one with another."""
    before = [f"{at}{text}\n" for at, (text, _) in enumerate(lines)]
    after = [f"{at}{text}{'!' * changed}\n" for at, (text, changed) in enumerate(lines)]
    expected = difflib.unified_diff(before, after, "a/x.md", "b/x.md")
    assert list(unified("x.md", "".join(before), "".join(after))) == list(expected)


@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
@pytest.mark.parametrize(
    "name",
    [
        "a.md",
        "docs/a b.md",
        "é.md",
        "a\tb.md",
        'a "b".md',
        "a\nb.md",
        "a\\b.md",
        "\udcff.md",
        "-\x1b.md",
    ],
)
@pytest.mark.parametrize("end", ["\n", ""])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_git_can_apply_it(tmp_path: Path, name: str, end: str, line_end: str) -> None:
    lines = [f"line {number}" for number in range(30)]
    changed = [
        f"{line}!" if number in (0, 1, 9, 20, 29) else line for number, line in enumerate(lines)
    ]
    before, after = ("\ufeff" + line_end.join(each) + end for each in (lines, changed))
    file = tmp_path / name
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(before.encode())
    diff = "".join(unified(name, before, after)).encode()
    subprocess.run(["git", "apply", "-"], cwd=tmp_path, input=diff, check=True)
    assert file.read_bytes() == after.encode()
