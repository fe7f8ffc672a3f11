"""The Markdown format, read with GitHub's own parser: one table, and nothing but text in it."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import cmarkgfm
import pytest
from cmarkgfm.cmark import Options
from hypothesis import given
from hypothesis import strategies as st

from termlint.diagnostic import Severity
from termlint.report import Report, markdown
from termlint.report.markdown import LIMIT, code, prose
from termlint.report.terminal import visible
from tests.reports import HOSTILE, example, hostile_report, many, report_of, write


class Page(HTMLParser):
    """The text of a page, with the tags that are open around each piece."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[tuple[str, str]] = []
        self.tags: list[str] = []
        self._open: list[str] = []
        html = cmarkgfm.github_flavored_markdown_to_html(text, Options.CMARK_OPT_UNSAFE)
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.pieces.append((self._open[-1] if self._open else "", data))

    def cells(self) -> int:
        return self.tags.count("td")


def page_of(report: Report) -> Page:
    return Page(write("markdown", report))


HARMLESS = {"h3", "p", "table", "thead", "tr", "th", "tbody", "td", "code"}


def test_the_table_has_a_row_for_each_finding() -> None:
    page = page_of(example())
    assert page.cells() == 4 * 5
    assert set(page.tags) <= HARMLESS
    assert ("code", "docs/first steps.md:3:20") in page.pieces
    assert ("code", "log in to MLOps") in page.pieces


def test_there_is_no_table_without_findings() -> None:
    assert page_of(Report((), files=3)).tags == ["h3", "p"]


MISCHIEF = (
    *HOSTILE,
    "a | b || c",
    r"a \| b \\| c \\\| d",
    "` `` a ``` `",
    "`",
    "**bold** _it_ ~~gone~~ [a](b) ![c](d) [e] [^1]",
    "<b>bold</b> <script>x</script> <!-- x --> &amp; &#64;",
    "https://evil.example www.evil.example mail@evil.example xmpp:a@b.example ftp://x.example",
    "@octocat @octo/team #12 GH-12 gh-3 octo/repo#1 octo@a1b2c3d",
    "0123456789abcdef0123456789abcdef01234567",
    ":tada: $x^2$ $$y$$",
    "- [ ] task",
    '"quoted @octocat" and "half',
    '"" "',
    " a ",
    "\\",
    '"a""`<b>x</b>" "a""b"',
    "`a ",
    " a`",
)


@pytest.mark.parametrize("text", MISCHIEF, ids=ascii)
def test_text_changes_nothing_but_text(text: str) -> None:
    page = page_of(hostile_report(text))
    harmless = page_of(hostile_report("x"))
    assert page.cells() == harmless.cells() == 8
    assert set(page.tags) <= HARMLESS


@pytest.mark.parametrize("text", MISCHIEF, ids=ascii)
def test_text_outside_of_code_refers_to_nothing(text: str) -> None:
    """What GitHub looks for in the text of the finished page, piece by piece."""
    reference = re.compile(
        r"@\w|#\d|gh-\d|:\w+:|\$\S|https?:/|www\.|\w@\w|\b[0-9a-f]{7,40}\b", re.IGNORECASE
    )
    page = page_of(hostile_report(text))
    assert [piece for tag, piece in page.pieces if tag != "code" and reference.search(piece)] == []


@pytest.mark.parametrize("text", MISCHIEF, ids=ascii)
def test_text_is_shown_as_it_is(text: str) -> None:
    row = Page(f"| a |\n|---|\n| x {prose(text)} |\n")
    shown = "".join(piece for tag, piece in row.pieces if tag != "th").strip("\n")
    assert shown.replace('"', "") == f"x {visible(text)}".rstrip().replace('"', "")


@given(st.text(alphabet="`|\\ a\"'<&*_[]:@#", max_size=12))
def test_any_text_stays_in_its_cell(text: str) -> None:
    page = Page(f"| a | b |\n|---|---|\n| {code('x' + text)} | {prose(text)} |\n")
    assert page.cells() == 2
    assert set(page.tags) <= HARMLESS
    assert ("code", visible("x" + text)) in page.pieces


@pytest.mark.parametrize(
    ("text", "written"),
    [
        pytest.param("plain", "plain", id="plain"),
        pytest.param('write "ML Ops"', "write `ML Ops`", id="quoted"),
        pytest.param('a "b" c "d"', "a `b` c `d`", id="quoted twice"),
        pytest.param('half "a quote', 'half "a quote', id="half a quote"),
        pytest.param("see @x", "see @<!-- -->x", id="a mention"),
        pytest.param("at 3:45 # x", "at 3:<!-- -->45 # x", id="marks before a space"),
        pytest.param('"a|b" c|d', "`a\\|b` c&#124;d", id="a bar"),
    ],
)
def test_messages_are_readable_as_source(text: str, written: str) -> None:
    assert prose(text) == written


# The limit


def test_a_summary_fits_into_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markdown, "LIMIT", 1000)
    written = write("markdown", many(*[Severity.INFO] * 50, Severity.ERROR, errors=1))
    rows = re.findall(r"^\| (error|info) ", written, re.MULTILINE)
    assert 900 < len(written.encode()) <= 1000
    assert rows[:3] == ["error", "error", "info"]
    assert written.endswith(f"|\n\nNot shown here: {52 - len(rows)} more, the least severe.\n")


def test_the_limit_is_counted_in_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markdown, "LIMIT", 1000)
    written = write("markdown", report_of("use MLOps", "MLOps", message="é" * 500))
    assert written.endswith("\nNot shown here: 1 more, the least severe.\n")


def test_the_limit_is_that_of_github() -> None:
    assert LIMIT == 1024 * 1024


def test_nothing_is_said_of_a_limit_that_is_kept() -> None:
    assert "more" not in write("markdown", many(*[Severity.INFO] * 50))
