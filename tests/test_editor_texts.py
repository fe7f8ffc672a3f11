"""Texts and places as editors have them: units, edits, addresses."""

from __future__ import annotations

import os
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from termlint.editor.buffers import Buffer
from termlint.editor.checked import Places
from termlint.editor.positions import Encoding, Point, PointMap, Stretch, index_after, units_in
from termlint.editor.uris import path_of, uri_of
from termlint.span import Span

CHARACTERS = "ab \r\n\n\té😀e\u0301\u2028\x0c"
"""With what editors and Python split lines at, and what one of them does not."""
TEXTS = st.text(alphabet=CHARACTERS, max_size=30)
POINTS = st.builds(Point, st.integers(0, 7), st.integers(0, 9))
STRETCHES = st.builds(Stretch, POINTS, POINTS)
ENCODINGS = st.sampled_from(Encoding)


@pytest.mark.parametrize(
    ("text", "utf8", "utf16", "utf32"),
    [
        pytest.param("MLOps", 5, 5, 5, id="ascii"),
        pytest.param("é", 2, 1, 1, id="one unit of UTF-16"),
        pytest.param("e\u0301", 3, 2, 2, id="combining character"),
        pytest.param("😀", 4, 2, 1, id="surrogate pair"),
        pytest.param("\ud83d", 3, 1, 1, id="half a surrogate pair"),
    ],
)
def test_units(text: str, utf8: int, utf16: int, utf32: int) -> None:
    assert [units_in(text, encoding) for encoding in Encoding] == [utf8, utf16, utf32]


@pytest.mark.parametrize(
    ("units", "index"),
    [
        pytest.param(0, 0, id="before"),
        pytest.param(1, 0, id="inside of a pair"),
        pytest.param(2, 1, id="behind the pair"),
        pytest.param(3, 2, id="end"),
        pytest.param(9, 2, id="beyond"),
    ],
)
def test_a_character_is_not_cut_apart(units: int, index: int) -> None:
    assert index_after("😀b", units, Encoding.UTF16) == index


@given(TEXTS, ENCODINGS)
def test_every_place_leads_back_to_itself(text: str, encoding: Encoding) -> None:
    places = PointMap(text, encoding)
    for offset in range(len(text) + 1):
        is_inside_line_end = text[offset - 1 : offset + 1] == "\r\n"
        if not is_inside_line_end:
            assert places.offset(places.point(offset)) == offset


@given(TEXTS, ENCODINGS)
def test_places_ascend(text: str, encoding: Encoding) -> None:
    places = PointMap(text, encoding)
    points = [places.point(offset) for offset in range(len(text) + 1)]
    assert all(one < other for one, other in pairwise(points))
    assert [PointMap(text, encoding).point(offset) for offset in range(len(text) + 1)] == points


@pytest.mark.parametrize(
    ("point", "offset"),
    [
        pytest.param(Point(0, 99), 2, id="beyond the line"),
        pytest.param(Point(9, 0), 6, id="beyond the text"),
        pytest.param(Point(1, 2), 6, id="end of the last line"),
        pytest.param(Point(-1, -1), 0, id="before everything"),
    ],
)
def test_a_place_that_is_not_there_is_the_nearest(point: Point, offset: int) -> None:
    assert PointMap("ab\r\ncd", Encoding.UTF16).offset(point) == offset


@pytest.mark.parametrize("encoding", Encoding)
def test_a_byte_order_mark_counts_for_the_editor_only(encoding: Encoding) -> None:
    places = Places("\ufeffab\ncd", encoding)
    mark = units_in("\ufeff", encoding)
    assert places.stretch(Span(0, 4)) == (Point(0, mark), Point(1, 1))
    assert places.span(Stretch(Point(0, mark), Point(1, 1))) == Span(0, 4)
    assert places.offset(Point(0, 0)) == 0


@settings(max_examples=500)
@given(TEXTS, st.lists(st.tuples(STRETCHES, TEXTS), max_size=8), ENCODINGS)
def test_edits_leave_what_opening_the_final_text_gives(
    text: str, edits: list[tuple[Stretch, str]], encoding: Encoding
) -> None:
    buffer = Buffer("untitled:a", "markdown", 1, text, encoding)
    for stretch, inserted in edits:
        start, end = sorted(stretch)
        span = PointMap(text, encoding).span(Stretch(start, end))
        text = text[: span.start] + inserted + text[span.end :]
        buffer.edit(stretch, inserted)
        assert buffer.text == text
    assert lines_of(buffer) == lines_of(Buffer("untitled:a", "markdown", 1, text, encoding))


def test_thousands_of_edits_in_a_large_text() -> None:
    text = "".join(f"Line {number} 😀.\r\n" for number in range(2000))
    buffer = Buffer("untitled:a", "markdown", 1, text, Encoding.UTF16)
    for number in range(3000):
        at = Point(number * 7 % 2000, 5)
        buffer.edit(Stretch(at, Point(at.line, at.character + 1)), "né"[number % 2])
        span = PointMap(text, Encoding.UTF16).span(Stretch(at, Point(at.line, at.character + 1)))
        text = text[: span.start] + "né"[number % 2] + text[span.end :]
    assert buffer.text == text


def test_another_text_takes_the_place_of_all() -> None:
    buffer = Buffer("untitled:a", "markdown", 1, "a\nb", Encoding.UTF16)
    buffer.replace("c")
    buffer.edit(Stretch(Point(0, 1), Point(0, 1)), "d")
    assert buffer.text == "cd"


@pytest.mark.skipif(os.name == "nt", reason="paths of POSIX")
@pytest.mark.parametrize(
    ("uri", "path"),
    [
        pytest.param("file:///docs/a.md", "/docs/a.md", id="plain"),
        pytest.param("file:///a%20b/%C3%A9%23.md", "/a b/é#.md", id="encoded"),
        pytest.param("file:///a/../b.md", "/b.md", id="dots"),
        pytest.param("file://localhost/a.md", "/a.md", id="this machine"),
        pytest.param("file:///c%3A/a.md", "/c:/a.md", id="a colon is a letter here"),
        pytest.param("file://server/a.md", None, id="another machine"),
        pytest.param("untitled:Untitled-1", None, id="untitled"),
        pytest.param("vscode-notebook-cell:/a.md", None, id="another scheme"),
        pytest.param("file:///a%00.md", None, id="no name of a file"),
        pytest.param("http://[", None, id="no address"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_paths_of_addresses(uri: str, path: str | None) -> None:
    assert path_of(uri) == path


@pytest.mark.skipif(os.name == "nt", reason="paths of POSIX")
@pytest.mark.parametrize("path", ["/a b/é#?%.md", "/100%/%41.md", "/\udcff.md", "/😀"])
def test_addresses_lead_back_to_their_paths(path: str) -> None:
    assert path_of(uri_of(path)) == path


def lines_of(buffer: Buffer) -> list[str]:
    """The lines that a buffer keeps, which no answer shows."""
    return buffer._lines
