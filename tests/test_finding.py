"""Diagnostics with their places: positions, excerpts and fingerprints."""

from __future__ import annotations

import pickle

import pytest

from termlint.diagnostic import Diagnostic, Edit, Evidence, Fix, Related, Severity
from termlint.finding import CONTEXT, MAX_LINES, MAX_MARK, Finding, place
from termlint.span import Position, Span


def found(text: str, word: str, nth: int = 0, **more: object) -> Diagnostic:
    """A diagnostic of the ``nth`` place, counted from 0, where ``word`` stands in ``text``."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(word, start + 1)
    span = Span(start, start + len(word))
    values = {"check": "wrong-sense", "severity": Severity.WARNING, "message": "no", "span": span}
    return Diagnostic(**{**values, "text": word, **more})  # type: ignore[arg-type]


def only(text: str, diagnostic: Diagnostic, path: str = "a.md") -> Finding:
    (finding,) = place(path, text, [diagnostic])
    return finding


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        pytest.param("MLOps", (1, 1, 0), (1, 6, 5), id="at the very start"),
        pytest.param("a\nb MLOps", (2, 3, 4), (2, 8, 9), id="after LF"),
        pytest.param("a\r\nb MLOps", (2, 3, 5), (2, 8, 10), id="CRLF counts as two"),
        pytest.param("a\rb MLOps", (2, 3, 4), (2, 8, 9), id="after CR"),
        pytest.param("😀 MLOps", (1, 3, 2), (1, 8, 7), id="columns are code points"),
        pytest.param("a\u2028MLOps", (1, 3, 2), (1, 8, 7), id="U+2028 ends no line"),
    ],
)
def test_a_finding_knows_its_place(
    text: str, start: tuple[int, int, int], end: tuple[int, int, int]
) -> None:
    finding = only(text, found(text, "MLOps"))
    assert (finding.start, finding.end) == (Position(*start), Position(*end))


def test_every_offset_of_a_diagnostic_has_its_position() -> None:
    text = "log in to\nMLOps or ML Ops"
    diagnostic = found(
        text,
        "MLOps",
        fix=Fix((Edit(Span(10, 15), "MLOps tool"), Edit(Span(19, 25), "MLOps tool")), safe=False),
        evidence=(Evidence("log in to {term}", "log in to\nMLOps", Span(0, 15)),),
        related=(Related(Span(19, 25), "again"),),
    )
    positions = only(text, diagnostic).positions
    assert set(positions) == {0, 10, 15, 19, 25}
    assert positions[19] == Position(2, 10, 19)


def test_a_finding_can_be_sent_to_another_process() -> None:
    finding = only("MLOps", found("MLOps", "MLOps"))
    assert pickle.loads(pickle.dumps(finding)) == finding


@pytest.mark.parametrize(
    ("text", "word", "shown"),
    [
        pytest.param("a\nuse MLOps now\nb", "MLOps", [(2, "use [MLOps] now")], id="one line"),
        pytest.param(
            "use machine\r\n> learning now",
            "machine\r\n> learning",
            [(1, "use [machine]"), (2, "[> learning] now")],
            id="two lines, without their ends",
        ),
        pytest.param("use MLOps\nnow", "MLOps\n", [(1, "use [MLOps]")], id="a line end is no line"),
        pytest.param(
            "\n".join("abcdefgh"),
            "\n".join("abcdefgh"),
            [(n + 1, f"[{'abcdefgh'[n]}]") for n in range(MAX_LINES)],
            id="no more than some lines",
        ),
    ],
)
def test_excerpts_are_the_lines_of_the_finding(
    text: str, word: str, shown: list[tuple[int, str]]
) -> None:
    excerpts = only(text, found(text, word)).excerpts
    assert [(each.line, bracketed(each.text, each.mark)) for each in excerpts] == shown
    assert not any(each.starts_late or each.ends_early for each in excerpts)


def bracketed(text: str, mark: Span) -> str:
    return f"{text[: mark.start]}[{text[mark.start : mark.end]}]{text[mark.end :]}"


def test_an_excerpt_of_a_long_line_is_cut_around_the_finding() -> None:
    text = "a" * 5000 + "MLOps" + "b" * 5000
    (excerpt,) = only(text, found(text, "MLOps")).excerpts
    assert bracketed(excerpt.text, excerpt.mark) == "a" * CONTEXT + "[MLOps]" + "b" * CONTEXT
    assert excerpt.starts_late
    assert excerpt.ends_early


def test_an_excerpt_of_a_long_finding_is_cut_too() -> None:
    text = "a" * 5000
    (excerpt,) = only(text, found(text, text)).excerpts
    assert excerpt.mark.end - excerpt.mark.start == MAX_MARK
    assert excerpt.ends_early


TEXT = "# Title\n\nUse MLOps here.\n"


@pytest.mark.parametrize(
    "other",
    [
        pytest.param("# Title\n\nAnother line.\n\nUse MLOps here.\n", id="lines above are added"),
        pytest.param("Use MLOps here.\n", id="lines above are removed"),
        pytest.param("# Title\r\n\r\nUse MLOps here.\r\n", id="other line ends"),
        pytest.param("# Title\n\n- Use MLOps here.\n".replace("- ", "  "), id="indented"),
    ],
)
def test_a_fingerprint_stays_the_same(other: str) -> None:
    first, second = only(TEXT, found(TEXT, "MLOps")), only(other, found(other, "MLOps"))
    assert first.fingerprint == second.fingerprint
    assert len(bytes.fromhex(first.fingerprint)) == 8


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"path": "b.md"}, id="another file"),
        pytest.param({"check": "misspelled-term"}, id="another check"),
        pytest.param({"word": "Use"}, id="another text"),
        pytest.param({"concept": "mlops"}, id="another concept"),
        pytest.param({"text": TEXT.replace("here", "there")}, id="another line"),
    ],
)
def test_a_fingerprint_changes(change: dict[str, str]) -> None:
    values = {"path": "a.md", "text": TEXT, "word": "MLOps", "check": "c", "concept": "m"}
    prints = []
    for each in (values, values | change):
        diagnostic = found(each["text"], each["word"], check=each["check"], concept=each["concept"])
        prints.append(only(each["text"], diagnostic, each["path"]).fingerprint)
    assert prints[0] != prints[1]


def test_findings_that_are_alike_have_fingerprints_of_their_own() -> None:
    text = "Use MLOps.\nUse MLOps.\nMLOps and MLOps."
    findings = place("a.md", text, [found(text, "MLOps", nth) for nth in range(4)])
    assert len({finding.fingerprint for finding in findings}) == 4


def test_a_path_that_is_no_text_has_a_fingerprint() -> None:
    assert only(TEXT, found(TEXT, "MLOps"), "caf\udce9.md").fingerprint


def test_many_findings_in_one_long_line_take_linear_memory_and_time() -> None:
    text = "MLOps " * 20_000
    diagnostics = [
        Diagnostic("c", Severity.INFO, "m", Span(at, at + 5), "MLOps")
        for at in range(0, len(text), 6)
    ]
    findings = place("a.md", text, diagnostics)
    assert sum(len(each.excerpts[0].text) for each in findings) < 20_000 * (2 * CONTEXT + 6)
