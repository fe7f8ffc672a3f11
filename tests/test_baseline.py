"""Baselines: what is accepted, what is new, what is stale, and how the file of it is kept."""

from __future__ import annotations

import errno
import json
import os
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termlint.baseline import AROUND, LONGEST_TEXT, Baseline, Entry, baseline_of, compare, entry_of
from termlint.baseline.text import BaselineError, dump, parse
from termlint.diagnostic import Diagnostic, Severity
from termlint.finding import CONTEXT, Finding, place
from termlint.span import Span
from tests.commands import Done, Run
from tests.test_docs import played

CHECKOUT = Path(__file__).resolve().parent.parent
LONG = "word " * 40


def findings_in(text: str, path: str = "a.md", word: str = r"git\s?hub") -> tuple[Finding, ...]:
    """A finding for each ``word`` in a file."""
    return place(
        path,
        text,
        [
            Diagnostic(
                "misspelled-term", Severity.WARNING, "no", Span(*each.span()), each[0], "github"
            )
            for each in re.finditer(word, text)
        ],
    )


def new_and_stale(
    before: str, after: str, path: str = "a.md", *, is_gone: bool = False
) -> tuple[int, int]:
    """How many findings are new and how many stale when a file has been changed.

    ``path`` is what it is called afterwards, and whether the file ``a.md``  ``is_gone``.
    """
    comparison = compare(
        baseline_of(findings_in(before), str),
        findings_in(after, path),
        path_of=str,
        is_gone=lambda each: is_gone and each == "a.md",
        was_checked=lambda entry: True,
    )
    return len(comparison.new), sum(comparison.stale.values())


# What a fingerprint survives


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("Use github.\n", "# New\n\nText.\n\nUse github.\n", id="lines above"),
        pytest.param("Use github.\nOld.\n", "Use github.\n", id="lines below"),
        pytest.param("Use github.\n\nA\n\nB\n", "A\n\nB\n\nUse github.\n", id="moved in the file"),
        pytest.param("Use github.\nAnd git.\n", "And git.\nUse github.\n", id="lines swapped"),
        pytest.param("Use github.\n", "Use github.\r\n", id="line ends"),
        pytest.param("Use github.\n", "    Use   github.\n", id="white space"),
        pytest.param(f"{LONG}use github {LONG}", f"Hm. {LONG}use github {LONG}", id="far before"),
        pytest.param(f"{LONG}use github {LONG}", f"{LONG}use github {LONG} Hm.", id="far behind"),
        pytest.param("a github\nb github\n", "b github\na github\n", id="two, swapped"),
        pytest.param("github\ngithub\n", "github\n\n\ngithub\n", id="two of the same line"),
    ],
)
def test_what_was_accepted_stays_accepted(before: str, after: str) -> None:
    assert new_and_stale(before, after) == (0, 0)


@pytest.mark.parametrize(
    ("before", "after", "new", "stale"),
    [
        pytest.param("Use it.\n", "Use github.\n", 1, 0, id="a first one"),
        pytest.param("Use github.\n", "Use git.\n", 0, 1, id="mended"),
        pytest.param("Use github.\n", "Use git hub.\n", 1, 1, id="another form"),
        pytest.param("Use github.\n", "Try github.\n", 1, 1, id="its line is edited"),
        pytest.param("Use github.\n", "Use github.\nUse github.\n", 1, 0, id="its line, once more"),
        pytest.param("github\ngithub\n", "github\n", 0, 1, id="one of two is mended"),
        pytest.param("Use github now.\n", "Use github\nnow.\n", 1, 1, id="its line is broken"),
    ],
)
def test_what_is_new_and_what_is_stale(before: str, after: str, new: int, stale: int) -> None:
    assert new_and_stale(before, after) == (new, stale)


LINES = ["Use github.", "Use github.", "See github and github.", "Plain.", "", "- a git hub"]


@given(st.permutations(LINES), st.permutations(LINES))
def test_no_order_of_lines_makes_a_finding_new(before: list[str], after: list[str]) -> None:
    assert new_and_stale("\n".join(before), "\n".join(after)) == (0, 0)


@pytest.mark.parametrize(
    ("is_gone", "new", "stale"),
    [
        pytest.param(True, 0, 0, id="a file was moved"),
        pytest.param(False, 1, 1, id="a file was copied, and mended"),
    ],
)
def test_a_moved_file_takes_along_what_was_accepted(is_gone: bool, new: int, stale: int) -> None:
    result = new_and_stale("Use github.\n", "Use github.\n", "b.md", is_gone=is_gone)
    assert result == (new, stale)


def test_a_moved_file_brings_no_more_than_it_had() -> None:
    text = "Use github.\nUse github.\n"
    assert new_and_stale("Use github.\n", text, "b.md", is_gone=True) == (1, 0)


def test_two_files_do_not_share_what_was_accepted() -> None:
    assert new_and_stale("Use github.\n", "Use github.\n", "b.md") == (1, 1)


def test_what_was_not_checked_is_not_stale() -> None:
    accepted = baseline_of(findings_in("Use github.\n"), str)
    comparison = compare(accepted, (), str, lambda path: False, lambda entry: False)
    assert (comparison.new, comparison.stale, comparison.rest) == ((), {}, accepted)


def test_the_rest_of_a_baseline_has_the_paths_of_today() -> None:
    accepted = baseline_of(findings_in("Use github.\nTry github.\nSee github.\n"), str)
    (moved,) = now = findings_in("Try github.\n", "b.md")
    comparison = compare(accepted, now, str, lambda path: path == "a.md", lambda entry: True)
    assert comparison.rest == {entry_of(moved, "b.md"): 1}
    assert sum(comparison.stale.values()) == 2


def test_the_words_around_a_finding_are_all_in_its_excerpt() -> None:
    assert AROUND <= CONTEXT


def test_many_files_that_are_gone_take_linear_time() -> None:
    count = 20_000
    (finding,) = findings_in("github")
    accepted = {entry_of(finding, f"old/{n}.md"): 1 for n in range(count)}
    now = tuple(findings_in("github", f"new/{n}.md")[0] for n in range(count))
    comparison = compare(accepted, now, str, lambda path: True, lambda entry: True)
    assert (comparison.new, comparison.stale) == ((), {})


# The file

SOME = {
    Entry("docs/a.md", "wrong-sense", "00000000000000aa", "MLOps"): 2,
    Entry("docs/a.md", "misspelled-term", "00000000000000ab", "ML\u2028Ops"): 1,
    Entry("a b/\udce9😀.md", "misspelled-term", "00000000000000ab", "😀"): 1,
}
TEXT = r"""{
  "version": 1,
  "tool": "termlint",
  "findings": {
    "a b/\udce9\ud83d\ude00.md": [
      {"check": "misspelled-term", "text": "\ud83d\ude00", "fingerprint": "00000000000000ab", "count": 1}
    ],
    "docs/a.md": [
      {"check": "misspelled-term", "text": "ML\u2028Ops", "fingerprint": "00000000000000ab", "count": 1},
      {"check": "wrong-sense", "text": "MLOps", "fingerprint": "00000000000000aa", "count": 2}
    ]
  }
}
"""


def test_a_baseline_is_written_as_sorted_ascii() -> None:
    assert dump(SOME) == TEXT


@pytest.mark.parametrize("baseline", [SOME, {}], ids=["some", "empty"])
def test_a_baseline_is_read_as_it_was_written(baseline: Baseline) -> None:
    assert parse(dump(baseline)) == baseline
    assert [entry.text for entry in parse(dump(baseline))] == [
        entry.text for entry in sorted(baseline, key=lambda each: (each.path, each.check))
    ]


@given(st.permutations(list(SOME.items())))
def test_equal_baselines_are_equal_texts(items: list[tuple[Entry, int]]) -> None:
    assert dump(dict(items)) == TEXT


@pytest.mark.parametrize("indent", [None, 0, "\t"])
def test_a_baseline_may_be_laid_out_otherwise(indent: int | str | None) -> None:
    assert parse(json.dumps(json.loads(TEXT), indent=indent, sort_keys=True)) == SOME


def test_one_more_entry_is_one_more_line() -> None:
    more = SOME | {Entry("docs/a.md", "misspelled-term", "0" * 16, "A"): 1}
    added = set(dump(more).splitlines()) - set(TEXT.splitlines())
    assert len(added) == 1


def test_a_long_text_is_cut_for_its_readers_only() -> None:
    long, longer = "x" * 100, "x" * 101
    (one,) = findings_in(long, word="x+")
    (other,) = findings_in(longer, word="x+")
    assert entry_of(one, "a.md").text == "x" * (LONGEST_TEXT - 1) + "…"
    assert entry_of(one, "a.md") != entry_of(other, "a.md")


def changed(old: str, new: str) -> str:
    assert old in TEXT
    return TEXT.replace(old, new)


def with_findings(value: str) -> str:
    return f'{{"version": 1, "tool": "termlint", "findings": {value}}}'


@pytest.mark.parametrize(
    ("text", "at", "problem"),
    [
        pytest.param("", "", "no JSON: Expecting value; ", id="empty"),
        pytest.param(
            changed("{\n  ", "{\n<<<<<<< HEAD\n  "), "<<<<<<< HEAD", "no JSON: ", id="a conflict"
        ),
        pytest.param("[" * 100_000, "[[", "no baseline of termlint; ", id="deep"),
        pytest.param("1" * 5000, "11", "no baseline of termlint; ", id="a large number"),
        pytest.param("[]", "[]", "no baseline of termlint; ", id="an array"),
        pytest.param('{"version": 1}', "{", "no baseline of termlint; ", id="of no tool"),
        pytest.param(
            '{"version": 1, "tool": {"name": "termlint"}}', "{", "no baseline of ", id="a report"
        ),
        pytest.param(changed("1,\n", "2,\n"), "{", "written by a newer termlint, ", id="newer"),
        pytest.param(changed("1,\n", "true,\n"), "true", '"version" must be 1; ', id="no version"),
        pytest.param(
            '{"tool": "termlint", "version": 1}', "{", '"findings" must be an obj', id="no findings"
        ),
        pytest.param(with_findings("[]"), "[]", '"findings" must be an obj', id="an array of them"),
        pytest.param(with_findings('{"a": 3}'), "3", "the findings of a file", id="no array"),
        pytest.param(with_findings('{"a": [3]}'), "3", "a finding must be an", id="no object"),
        pytest.param(with_findings('{"a": [{}, 3]}'), "{}", 'a finding needs a "check"', id="{}"),
        pytest.param(
            changed('"wrong-sense"', "null"), "null", 'a finding needs a "check"', id="no check"
        ),
        pytest.param(
            changed("00aa", "00AA"), '"00000000000000AA"', '"fingerprint" must be', id="capitals"
        ),
        pytest.param(changed("2}", "0}"), "0}", 'a finding needs a "count" from 1', id="none"),
        pytest.param(changed("2}", "true}"), "true}", 'a finding needs a "count"', id="true"),
        pytest.param(
            changed(', "count": 2', ""), '{"check": "wr', 'a finding needs a "count"', id="no count"
        ),
        pytest.param(
            changed("wrong-sense", "misspelled-term").replace("00aa", "00ab"),
            '{"check": "misspelled-term", "text": "MLOps"',
            "this finding is listed twice; ",
            id="an entry twice",
        ),
        pytest.param(
            with_findings('{"a": [], "b": [], "a": [3]}'),
            "[3]",
            '"a" is there twice; ',
            id="a twice",
        ),
    ],
)
def test_a_damaged_baseline_has_a_place(text: str, at: str, problem: str) -> None:
    with pytest.raises(BaselineError) as caught:
        parse(text)
    assert str(caught.value).startswith(problem)
    rest = text.split("\n")[caught.value.line - 1][caught.value.column - 1 :]
    assert rest.startswith(at)


def test_the_page_shows_a_baseline_as_it_is_written(tmp_path: Path) -> None:
    page = (CHECKOUT / "docs" / "adoption.md").read_text(encoding="utf-8")
    played(page, tmp_path)
    text = (tmp_path / "termlint-baseline.json").read_text(encoding="ascii")
    assert f"```json\n{text}```" in page
    fields = set(re.findall(r'"(\w+)":', text))
    assert fields == set(re.findall(r"^\| `(\w+)` \|", page, re.M))


# The command line

GLOSSARY = """glossary: tiny
concepts:
  - term: MLOps
    definition: A way of working.
consistent:
  - [dataset, data set]
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a configuration and two documents, where termlint is run."""
    write(tmp_path, "tiny.yaml", GLOSSARY)
    write(tmp_path, "termlint.yaml", "glossaries: [./tiny.yaml]\n")
    write(tmp_path, "docs/a.md", "We use ML Ops.\n\nThe data set: a dataset, the dataset.\n")
    write(tmp_path, "docs/b.md", "The ML-Ops way. One dataset, and another dataset.\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("TERMLINT_OUTPUT_FORMAT", raising=False)
    return tmp_path


def write(folder: Path, name: str, text: str) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


@pytest.fixture
def check(run: Run) -> Run:
    """Check against the baseline in the working directory."""

    def command(*words: str) -> Done:
        return run(
            "check", "--output-format", "json", "--baseline", "termlint-baseline.json", *words
        )

    return command


def test_what_is_in_the_baseline_is_not_reported(project: Path, run: Run, check: Run) -> None:
    assert run("check").status == 1
    assert run("baseline") == Done(0, "termlint-baseline.json: 3 findings in 2 files\n", "")
    done = check()
    assert (done.status, done.found, done.err) == (0, [], "")


def test_a_new_finding_is_reported_and_counts(project: Path, run: Run, check: Run) -> None:
    run("baseline")
    write(project, "docs/c.md", "More MLops.\n")
    done = check()
    assert (done.status, done.found, done.err) == (1, [("docs/c.md", "MLops")], "")


def test_what_was_mended_is_stale_and_new_when_it_comes_back(
    project: Path, run: Run, check: Run
) -> None:
    run("baseline")
    page = (project / "docs/a.md").read_text()
    write(project, "docs/a.md", page.replace("ML Ops", "MLOps"))
    done = check()
    assert (done.status, done.found) == (0, [])
    assert done.err == (
        "note: termlint-baseline.json has a finding that is no longer there; "
        'run "termlint baseline --update" to prune it\n'
    )
    said = "termlint-baseline.json: 1 removed, 2 findings in 2 files left\n"
    assert run("baseline", "--update") == Done(0, said, "")
    assert check() == Done(0, done.out, "")
    write(project, "docs/a.md", page)
    done = check()
    assert (done.status, done.found, done.err) == (1, [("docs/a.md", "ML Ops")], "")


def test_update_adds_nothing(project: Path, run: Run, check: Run) -> None:
    run("baseline")
    before = (project / "termlint-baseline.json").read_bytes()
    write(project, "docs/c.md", "More MLops.\n")
    said = "termlint-baseline.json: none removed, 3 findings in 2 files left\n"
    assert run("baseline", "--update") == Done(0, said, "")
    assert (project / "termlint-baseline.json").read_bytes() == before
    assert check().found == [("docs/c.md", "MLops")]


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(("docs/b.md",), id="another file is checked"),
        pytest.param(("--ignore", "misspelled-term"), id="another check is run"),
        pytest.param(("--quiet",), id="nobody wants to hear it"),
    ],
)
def test_nothing_is_called_stale_that_was_not_looked_for(
    words: tuple[str, ...], project: Path, run: Run, check: Run
) -> None:
    run("baseline")
    write(project, "docs/a.md", "We use MLOps.\n\nThe data set: a dataset, the dataset.\n")
    assert check(*words).err == ""
    assert "a finding that is no longer there" in check("docs/a.md").err


def test_update_keeps_what_was_not_looked_for(project: Path, run: Run) -> None:
    run("baseline")
    before = (project / "termlint-baseline.json").read_bytes()
    write(project, "docs/a.md", "")
    run("baseline", "--update", "docs/b.md")
    assert (project / "termlint-baseline.json").read_bytes() == before
    run("baseline", "--update", "docs")
    assert "docs/a.md" not in (project / "termlint-baseline.json").read_text()


def test_a_file_that_cannot_be_read_keeps_what_was_accepted(
    project: Path, run: Run, check: Run
) -> None:
    run("baseline")
    before = (project / "termlint-baseline.json").read_bytes()
    (project / "docs/a.md").write_bytes(b"\xff")
    assert "no longer there" not in check().err
    done = run("baseline", "--update")
    assert (done.status, done.err.splitlines()[-1]) == (2, "error: 1 path was not read")
    assert (project / "termlint-baseline.json").read_bytes() == before


def test_a_removed_file_leaves_stale_entries(project: Path, run: Run, check: Run) -> None:
    run("baseline")
    (project / "docs/a.md").unlink()
    assert "has 2 findings that are no longer there" in check("docs/b.md").err
    run("baseline", "--update", "docs/b.md")
    assert list(json.loads((project / "termlint-baseline.json").read_text())["findings"]) == [
        "docs/b.md"
    ]


def test_a_moved_file_takes_its_entries_along(project: Path, run: Run, check: Run) -> None:
    run("baseline")
    (project / "guide").mkdir()
    (project / "docs/a.md").rename(project / "guide/start.md")
    done = check()
    assert (done.status, done.found, done.err) == (0, [], "")
    run("baseline", "--update")
    assert list(json.loads((project / "termlint-baseline.json").read_text())["findings"]) == [
        "docs/b.md",
        "guide/start.md",
    ]


@pytest.mark.parametrize("folder", [".", "docs", "docs/deeper"])
def test_paths_are_relative_to_the_baseline(
    folder: str, project: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("baseline")
    (project / folder).mkdir(exist_ok=True)
    monkeypatch.chdir(project / folder)
    baseline = str(project / "termlint-baseline.json")
    done = run("check", str(project / "docs"), "--baseline", os.path.relpath(baseline))
    assert (done.status, done.err) == (0, "")
    before = Path(baseline).read_bytes()
    assert run("baseline", "--force", str(project / "docs"), "-o", baseline).status == 0
    assert Path(baseline).read_bytes() == before


def test_a_baseline_elsewhere_can_be_named(project: Path, run: Run) -> None:
    (project / "lint").mkdir()
    name = "lint/old terms.json"
    assert run("baseline", "docs", "-o", name).out == f"{name}: 3 findings in 2 files\n"
    assert '"../docs/a.md"' in (project / name).read_text()
    write(project, "docs/a.md", "")
    words = ("--glossary", "./tiny.yaml", "--isolated")
    done = run("check", *words, "docs", "--baseline", name)
    assert done.err == (
        f'note: {name} has 2 findings that are no longer there; run "termlint baseline '
        "--update --isolated --glossary ./tiny.yaml -o 'lint/old terms.json'\" to prune it\n"
    )


def test_a_baseline_is_not_overwritten_unless_it_is_said(project: Path, run: Run) -> None:
    run("baseline")
    before = (project / "termlint-baseline.json").read_bytes()
    write(project, "docs/c.md", "More MLops.\n")
    done = run("baseline")
    assert (done.status, done.out) == (2, "")
    assert done.err == (
        'error: termlint-baseline.json is there already; "termlint baseline --update" takes out '
        'what is no longer found, "termlint baseline --force" accepts all present findings\n'
    )
    assert (project / "termlint-baseline.json").read_bytes() == before
    assert run("baseline", "--force").out == "termlint-baseline.json: 4 findings in 3 files\n"
    assert run("baseline", "--force", "--update").status == 2


def test_a_project_without_findings_has_an_empty_baseline(
    project: Path, run: Run, check: Run
) -> None:
    words = ("--ignore", "misspelled-term,inconsistent-term")
    assert run("baseline", *words).out == "termlint-baseline.json: no findings\n"
    assert check(*words).status == 0
    assert check().status == 1


def test_what_a_comparison_of_files_finds_can_be_accepted(
    project: Path, run: Run, check: Run
) -> None:
    only = ("--select", "inconsistent-term")
    write(project, "docs/a.md", "The data set is here.\n")
    assert run("baseline", *only).out == "termlint-baseline.json: 1 finding in 1 file\n"
    assert check(*only).found == []
    # Where the words of the minority become those of the majority, the others are new.
    write(project, "docs/c.md", "A data set, a data set, a data set and a data set.\n")
    done = check(*only)
    assert [path for path, _ in done.found] == ["docs/b.md", "docs/b.md"]
    assert "has a finding that is no longer there" in done.err


def test_a_suppression_that_silences_nothing_can_be_accepted(
    project: Path, run: Run, check: Run
) -> None:
    comment = "<!-- termlint-disable-line misspelled-term -->"
    write(project, "docs/a.md", f"Fine. {comment}\n")
    run("baseline")
    assert check().found == []
    write(project, "docs/c.md", f"Fine. {comment}\n")
    assert check().found == [("docs/c.md", comment)]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        pytest.param(None, ': no such file; "termlint baseline" writes it', id="missing"),
        pytest.param(b'{\n  "a', ":2:3: no JSON: ", id="damaged"),
        pytest.param(b"{}", ":1:1: no baseline of termlint; ", id="foreign"),
        pytest.param(b"\xff", ": not UTF-8: byte 0xff at offset 0", id="no text"),
        pytest.param(
            b'{"tool": "termlint", "version": 9}', ":1:1: written by a newer termlint", id="newer"
        ),
    ],
)
@pytest.mark.parametrize("command", ["check", "baseline --update"])
def test_a_baseline_that_cannot_be_read_ends_the_run(
    data: bytes | None, said: str, command: str, project: Path, run: Run
) -> None:
    if data is not None:
        (project / "termlint-baseline.json").write_bytes(data)
    if command == "check":
        command = "check --baseline termlint-baseline.json"
    done = run(*command.split())
    assert (done.status, done.out) == (2, "")
    assert done.err.startswith(f"error: termlint-baseline.json{said}")
    assert done.err.count("\n") == 1


def test_a_path_that_is_not_there_makes_no_baseline(project: Path, run: Run) -> None:
    done = run("baseline", "dcos")
    assert (done.status, done.out) == (2, "")
    assert done.err.startswith("error: dcos: no such file or folder\n")
    assert not (project / "termlint-baseline.json").exists()


def test_a_file_that_is_not_read_does_not_keep_the_others_out(project: Path, run: Run) -> None:
    (project / "docs/a.md").write_bytes(b"\xff")
    done = run("baseline")
    assert (done.status, done.out) == (2, "termlint-baseline.json: 1 finding in 1 file\n")


@pytest.mark.parametrize(
    ("name", "said"),
    [("nowhere/b.json", "no such file or folder"), ("docs", "not a file that can be written to")],
)
def test_a_baseline_that_cannot_be_written_is_an_error(
    name: str, said: str, project: Path, run: Run
) -> None:
    done = run("baseline", "--force", "-o", name)
    assert (done.status, done.out) == (2, "")
    assert done.err == f"error: {name} cannot be written: {said}\n"


def test_a_read_only_baseline_is_left_alone(project: Path, run: Run) -> None:
    run("baseline")
    file = project / "termlint-baseline.json"
    file.chmod(0o444)
    done = run("baseline", "--force", "docs/a.md")
    said = "error: termlint-baseline.json cannot be written: it is read-only\n"
    assert (done.status, done.out, done.err) == (2, "", said)
    assert '"docs/b.md"' in file.read_text()


def test_a_document_is_not_overwritten(project: Path, run: Run) -> None:
    before = (project / "docs/a.md").read_text()
    done = run("baseline", "--force", "-o", "docs/a.md")
    said = "error: docs/a.md is checked and would be overwritten; give another file\n"
    assert (done.status, done.out, done.err) == (2, "", said)
    assert (project / "docs/a.md").read_text() == before


def test_a_baseline_is_replaced_as_a_whole(
    project: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full_disk(*given: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    run("baseline")
    before = {path.name: path.read_bytes() for path in project.glob("*.json")}
    write(project, "docs/c.md", "More MLops.\n")
    with monkeypatch.context() as patched:
        patched.setattr("os.replace", full_disk)
        done = run("baseline", "--force")
    said = "error: termlint-baseline.json cannot be written: no space left on device\n"
    assert (done.status, done.err) == (2, said)
    assert {path.name: path.read_bytes() for path in project.glob("*.json")} == before
    assert list(project.glob(".*.new")) == []


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege there, and modes are others")
def test_a_baseline_keeps_its_mode_and_its_link(project: Path, run: Run) -> None:
    link, file = project / "termlint-baseline.json", project / "docs" / "old.json"
    run("baseline", "-o", "docs/old.json")
    file.chmod(0o640)
    link.symlink_to(file)
    assert run("baseline", "--force").status == 0
    assert link.is_symlink()
    assert file.stat().st_mode & 0o777 == 0o640
    assert '"docs/a.md"' in file.read_text()


def test_what_was_accepted_is_not_fixed(project: Path, run: Run) -> None:
    run("baseline")
    page = (project / "docs/a.md").read_text()
    write(project, "docs/a.md", f"{page}\nNew ML Ops.\n")
    write(project, "docs/b.md", "One dataset.\n")
    done = run("check", "--fix", "--baseline", "termlint-baseline.json")
    assert (project / "docs/a.md").read_text() == f"{page}\nNew MLOps.\n"
    assert done.status == 0
    assert done.err.count("note: termlint-baseline.json has a finding that is no longer there") == 1
