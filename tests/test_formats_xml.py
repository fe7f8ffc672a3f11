"""JUnit and Checkstyle: valid, in the shape that Jenkins and reviewdog read, with any text."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from termlint.fileerror import FileError
from termlint.report import Report
from termlint.report.xmltext import escape, tag
from tests.reports import HOSTILE, PATH, example, hostile_report, many, report_of, write

SCHEMA = etree.XMLSchema(file=str(Path(__file__).parent / "data" / "schemas" / "junit-10.xsd"))

REPORTS = {
    "something of everything": example(),
    "no findings": Report((), files=3),
    "errors only": Report((), (FileError("a b.md", "is a folder"),)),
    **{ascii(text): hostile_report(text) for text in HOSTILE},
}


def tree_of(output_format: str, report: Report) -> ElementTree.Element:
    return ElementTree.fromstring(write(output_format, report))


# JUnit


@pytest.mark.parametrize("name", REPORTS)
def test_junit_is_valid_by_the_schema_of_jenkins(name: str) -> None:
    document = etree.fromstring(write("junit", REPORTS[name]).encode())
    SCHEMA.assertValid(document)


def test_a_document_that_breaks_the_schema_is_not_valid() -> None:
    written = (
        write("junit", example()).replace("<failure ", "<fault ").replace("</failure", "</fault")
    )
    assert not SCHEMA.validate(etree.fromstring(written.encode()))


def test_junit_has_a_suite_for_each_file_and_a_case_for_each_finding() -> None:
    suites = tree_of("junit", example())
    assert [(suite.get("name"), len(suite)) for suite in suites] == [(PATH, 4), ("docs/bad.md", 1)]
    case = suites[0][0]
    assert (case.get("classname"), case.get("name")) == ("termlint.wrong-sense", f"{PATH}:3:20")
    failure = case[0]
    assert failure.get("type") == "warning"
    assert (failure.get("message") or "").startswith('"MLOps" names a practice')
    assert (failure.text or "").splitlines()[1] == "  3 | 🚀 First, log in to MLOps"


@pytest.mark.parametrize(
    ("report", "counts"),
    [
        pytest.param(example(), ("5", "4", "1"), id="findings and an error"),
        pytest.param(Report((), files=3), ("1", "0", "0"), id="nothing"),
        pytest.param(many(errors=2), ("2", "0", "2"), id="errors only"),
    ],
)
def test_junit_counts(report: Report, counts: tuple[str, ...]) -> None:
    suites = tree_of("junit", report)
    assert (suites.get("tests"), suites.get("failures"), suites.get("errors")) == counts
    for name in ("tests", "failures", "errors"):
        assert sum(int(suite.get(name) or "") for suite in suites) == int(suites.get(name) or "")
    assert len(suites.findall(".//testcase")) == int(counts[0])
    assert len(suites.findall(".//failure")) == int(counts[1])
    assert len(suites.findall(".//error")) == int(counts[2])


def test_junit_has_one_test_that_passed_where_nothing_was_found() -> None:
    (case,) = tree_of("junit", Report((), files=3)).findall(".//testcase")
    assert (case.get("name"), list(case)) == ("3 files checked, no findings", [])


# Checkstyle


@pytest.mark.parametrize("name", REPORTS)
def test_checkstyle_has_the_shape_that_services_read(name: str) -> None:
    root = tree_of("checkstyle", REPORTS[name])
    assert (root.tag, root.get("version")) == ("checkstyle", "4.3")
    for file in root:
        assert file.tag == "file"
        assert file.get("name")
        assert len(file) > 0
        for error in file:
            assert error.tag == "error"
            assert error.get("severity") in ("error", "warning", "info")
            assert error.get("message")
            assert (error.get("source") or "").startswith("termlint.")
            assert all(int(error.get(place) or "1") > 0 for place in ("line", "column"))


def test_checkstyle_has_places_in_code_points() -> None:
    (error,) = tree_of("checkstyle", report_of("🚀 use MLOps", "MLOps")).iter("error")
    assert dict(error.attrib) == {
        "line": "1",
        "column": "7",
        "severity": "warning",
        "message": "wrong",
        "source": "termlint.wrong-sense",
    }


def test_checkstyle_says_no_place_in_a_file_that_was_not_read() -> None:
    (error,) = tree_of("checkstyle", many(errors=1)).iter("error")
    assert error.attrib.keys() == {"severity", "message", "source"}


# Text


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        pytest.param("plain 'text'", "plain 'text'", id="plain"),
        pytest.param('a & b < c > "d"', "a &#38; b &#60; c &#62; &#34;d&#34;", id="markup"),
        pytest.param("]]>", "]]&#62;", id="the end of a CDATA section"),
        pytest.param("a\tb\nc\r", "a&#9;b&#10;c&#13;", id="white space"),
        pytest.param("é😀", "&#233;&#128512;", id="not ASCII"),
        pytest.param("\x00\x1b\x7f", r"\x00\x1b&#127;", id="control characters"),
        pytest.param("\ufffe\uffff\ufffd", r"\ufffe\uffff&#65533;", id="no characters"),
        pytest.param("\ud800 \udce9", r"\ud800 \xe9", id="halves of pairs"),
        pytest.param("##[x]", "&#35;&#35;[x]", id="a command of a runner"),
    ],
)
def test_text_is_escaped(text: str, escaped: str) -> None:
    assert escape(text) == escaped


@given(st.text())
def test_any_text_can_be_written(text: str) -> None:
    root = ElementTree.fromstring(f"{tag('a', {'b': text})}{escape(text)}</a>")
    allowed = "".join(c for c in text if escape(c).isascii() and not escape(c).startswith("\\"))
    kept = root.get("b") or ""
    if len(allowed) == len(text):
        assert kept == (root.text or "") == text


def test_paths_are_kept_as_they_are() -> None:
    path = 'a\u202e "b"\t&#10;.md'
    (file,) = tree_of("checkstyle", report_of("use MLOps", "MLOps", path=path)).iter("file")
    assert file.get("name") == path
