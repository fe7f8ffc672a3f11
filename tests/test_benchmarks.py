"""The parts of the benchmarks that need no other linter: measuring, files, tables, traps."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tarfile
import tomllib
from pathlib import Path

import hostile
import hotspots
import material
import peer_settings
import peers
import pytest
import results
import speed
import traps
import traps_page
from processes import Command, Run, Runs, cpu_ratio, measure, ratio, take_turns
from results import Goal, Result

from termlint.fix import fix_fully
from termlint.glossary import Source, load
from termlint.lint import Linter

CHECKOUT = Path(__file__).resolve().parent.parent
DOCS = CHECKOUT / "docs"
SPEED = CHECKOUT / "benchmarks" / "speed.py"


# Processes


def python(program: str, folder: Path) -> Command:
    return Command([sys.executable, "-I", "-S", "-c", program], folder)


def test_a_run_tells_time_and_the_memory_of_the_largest_process(tmp_path: Path) -> None:
    grab = "import subprocess, sys; subprocess.run([sys.executable, '-c', '[0] * 10_000_000'])"
    large = measure(python(grab, tmp_path), 60)
    small = measure(python("pass", tmp_path), 60)
    assert (large.trouble, small.trouble) == ("", "")
    assert large.peak > 80_000_000 > small.peak
    assert 0 < small.cpu < large.wall


def test_waiting_is_no_processor_time(tmp_path: Path) -> None:
    run = measure(python("import time; time.sleep(0.5)", tmp_path), 60)
    assert run.wall > 0.5 > run.cpu


@pytest.mark.parametrize(
    ("program", "trouble"),
    [
        pytest.param("pass", "", id="nothing found"),
        pytest.param("raise SystemExit(1)", "", id="something found"),
        pytest.param("raise SystemExit('no config')", "", id="found, with a word on stderr"),
        pytest.param("import sys; print('bad'); sys.exit(2)", "exit status 2: bad", id="failed"),
        pytest.param("0 / 0", "exit status 1: ZeroDivisionError: division by zero", id="crashed"),
        pytest.param("import time; time.sleep(60)", "ended after 1 s", id="late"),
    ],
)
def test_a_run_that_comes_to_no_end_says_why(program: str, trouble: str, tmp_path: Path) -> None:
    seconds = 1 if trouble.startswith("ended") else 60
    assert measure(python(program, tmp_path), seconds).trouble == trouble


def test_commands_take_turns(tmp_path: Path) -> None:
    log = tmp_path / "log"

    def writes(name: str, status: int = 0) -> Command:
        program = f"open({str(log)!r}, 'a').write({name!r}); raise SystemExit({status})"
        return python(program, tmp_path)

    commands = {"a": lambda _: writes("a"), "b": lambda number: writes(str(number))}
    runs = take_turns({**commands, "bad": lambda _: writes("!", 3)}, rounds=3, timeout=60)
    assert log.read_text() == "a0!a1a2"
    assert [len(of_name.all) for of_name in runs.values()] == [3, 3, 1]
    assert [bool(of_name.trouble) for of_name in runs.values()] == [False, False, True]


def test_ratios_are_medians_over_the_rounds() -> None:
    slow = Runs((Run(4, 2, 10), Run(80, 6, 30), Run(6, 3, 20)))
    fast = Runs((Run(2, 1, 1), Run(40, 2, 1), Run(2, 1, 1)))
    assert (slow.wall, slow.cpu, slow.peak) == (6, 3, 30)
    assert ratio(slow, fast) == 2
    assert cpu_ratio(slow, fast) == 3


# Files


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of documents, not all of which every tool would read."""
    files = {
        ".github/README.md": b"# A\n",
        "a b/[draft].MD": b"---\ntitle: x\n---\nB\n",
        "latin.md": b"caf\xe9\n",
        "broken.md": b"---\ntitle: a: b\n---\nC\n",
        "rule.md": b"---\nno front matter\n",
        "LICENSE": b"MIT\n",
    }
    for name, data in files.items():
        path = tmp_path / "corpus" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return tmp_path / "corpus"


@pytest.mark.parametrize("packed", [False, True], ids=["folder", "archive"])
def test_files_are_copied_under_plain_names(packed: bool, folder: Path, tmp_path: Path) -> None:
    source = folder
    if packed:
        source = tmp_path / "corpus.tar.xz"
        with tarfile.open(source, "w:xz") as archive:
            archive.add(folder, arcname=".")
    docs = material.prepare(source, tmp_path / "docs")
    assert [str(file) for file in docs.files] == ["_github/README.md", "a_b/_draft_.md", "rule.md"]
    assert [file.name for file in docs.left_out] == ["broken.md", "latin.md"]
    assert docs.size == sum(len((docs.folder / file).read_bytes()) for file in docs.files)


def test_names_that_become_the_same_stay_apart(tmp_path: Path) -> None:
    for name in ("a b.md", "a_b.md"):
        (tmp_path / "corpus").mkdir(exist_ok=True)
        (tmp_path / "corpus" / name).write_text(name)
    docs = material.prepare(tmp_path / "corpus", tmp_path / "docs")
    assert {(docs.folder / file).read_text() for file in docs.files} == {"a b.md", "a_b.md"}


def test_files_are_repeated(folder: Path, tmp_path: Path) -> None:
    docs = material.prepare(folder, tmp_path / "docs")
    more = material.repeat(docs, docs.files, 3, tmp_path / "more")
    assert (len(more.files), more.size) == (3 * len(docs.files), 3 * docs.size)


@pytest.mark.parametrize(
    ("number", "chosen"), [(1, [0]), (3, [0, 3, 6]), (10, [*range(10)]), (99, [*range(10)])]
)
def test_a_sample_is_spread_evenly(number: int, chosen: list[int]) -> None:
    files = [Path(f"{index}.md") for index in range(10)]
    assert material.spread(files, number) == [files[index] for index in chosen]


@pytest.mark.parametrize("text", hostile.HOSTILE, ids=lambda text: text.name)
def test_hostile_texts_double(text: hostile.Hostile) -> None:
    short, long = (hostile.text_of(text, size) for size in (20_000, 40_000))
    assert short.endswith(" github\n")
    assert long.endswith(" github\n")
    assert len(long) / len(short) == pytest.approx(2, rel=0.02)


# Other linters


def test_peers_get_the_names_of_the_glossaries(tmp_path: Path) -> None:
    glossary = (
        "glossary: a\nconcepts:\n- {term: GitHub}\n- {term: data lake}\n- {term: CI server}\n"
    )
    termbase, _ = load(["a.yaml"], lambda reference, _: Source(reference, glossary))
    names = peer_settings.names_of(termbase)
    assert names == ("GitHub", "CI server")
    peer_settings.write(tmp_path, names, {"teh": "the"})
    rumdl = tomllib.loads((tmp_path / peer_settings.RUMDL).read_text())
    assert rumdl["MD044"]["names"] == ["GitHub", "CI server"]
    textlint = json.loads((tmp_path / peer_settings.TEXTLINT).read_text())
    assert textlint["rules"]["terminology"]["terms"] == ["GitHub", "CI server", ["teh", "the"]]
    typos = tomllib.loads((tmp_path / peer_settings.TYPOS).read_text())
    assert typos["default"]["extend-words"] == {"teh": "the"}
    vale = json.loads((tmp_path / "styles/Terms/Names.yml").read_text())
    assert vale["swap"] == {"(?:GitHub)": "GitHub", r"(?:CI[-\s]?server)": "CI server"}


def test_a_peer_is_found_where_it_was_installed_or_said_to_be_absent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "bin" / "vale"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\necho vale version v3.1.2\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", "/bin:/usr/bin")
    reasons = {"rumdl": "not installed: no network"}
    found = peers.find(["vale", "rumdl", "textlint"], tmp_path, reasons)
    assert [(peer.name, peer.version) for peer in found.here.values()] == [("vale", "3.1.2")]
    assert found.absent == {"rumdl": "not installed: no network", "textlint": "not found"}


# Results


RESULT = Result(
    "speed", (Goal("b", "2", "3", True),), ("Tool", "Seconds"), (("x|y", "1.5"),), ("n",)
)
PAGE = """# Page

<!-- measured: goals -->

| Work | Target | Measured | Reached |
| --- | --: | --: | --- |
| a | 1 | 1 | yes |
| b | 2 | 9 | no |

<!-- end: goals -->

<!-- measured: speed -->
<!-- end: speed -->

The end.
"""


def test_a_page_keeps_what_was_not_measured_again() -> None:
    page = results.write_into(PAGE, [RESULT])
    assert "| a | 1 | 1 | yes |\n| b | 2 | 3 | yes |\n" in page
    table = "| Tool | Seconds |\n| --- | --: |\n| x\\|y | 1.5 |\n\n- n\n"
    assert f"<!-- measured: speed -->\n\n{table}\n<!-- end: speed -->" in page
    assert page.endswith("The end.\n")
    assert results.write_into(page, [RESULT]) == page


def test_a_page_without_the_place_is_an_error() -> None:
    with pytest.raises(ValueError, match='no place "<!-- measured: other -->"'):
        results.replace(PAGE, "other", "text")


def test_the_pages_have_a_place_for_everything() -> None:
    page = (DOCS / "performance.md").read_text(encoding="utf-8")
    for name in (speed.MACHINE, results.GOALS, *speed.ROWS, hotspots.PLACE):
        assert results.content(page, name)
    page = (DOCS / "fixes-compared.md").read_text(encoding="utf-8")
    for name in ("summary", "by-trap"):
        assert results.content(page, name)


@pytest.mark.slow
def test_speed_is_measured_without_other_linters(tmp_path: Path) -> None:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus/found.md").write_text("It is on github.\n")
    (tmp_path / "corpus/clean.md").write_text("It is on GitHub.\n" * 9)
    rows = ["corpus", "memory", "clean", "cache"]
    words = ["--tools", "", "--rounds", "1", "--only", ",".join(rows)]
    words += ["--corpus", str(tmp_path / "corpus"), "--json", str(tmp_path / "figures.json")]
    environment = os.environ | {"PYTHONPATH": str(CHECKOUT)}
    subprocess.run([sys.executable, str(SPEED), *words], env=environment, check=True)
    measured = json.loads((tmp_path / "figures.json").read_text())["rows"]
    reached = {row["name"]: row["goals"][0]["is_reached"] for row in measured}
    assert [*reached] == rows
    assert (reached["corpus"], reached["memory"], reached["clean"]) == (None, True, None)
    notes = " ".join(note for row in measured for note in row["notes"])
    assert "came to no end" not in notes
    assert "in which neither tool finds anything: 1; copies of each: 1;" in notes


def test_the_profile_has_shares_of_parts(tmp_path: Path) -> None:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus/a.md").write_text("Log in to MLOps on github.\n" * 50)
    docs = material.prepare(tmp_path / "corpus", tmp_path / "docs")
    shares = {
        part: int(share.rstrip("%")) for part, share in hotspots.lines(hotspots.profile(docs))
    }
    assert {"termlint.markdown", "all others"} <= shares.keys()
    assert sum(shares.values()) == pytest.approx(100, abs=len(shares))


# Traps


def test_marks_say_what_is_prose() -> None:
    page = traps_page.read("On ⟦github→GitHub⟧, see ⟪code: `github`⟫.")
    assert page.text == "On github, see `github`."
    assert [page.text[trap.start : trap.end] for trap in page.traps] == ["`github`"]
    (mistake,) = page.mistakes
    assert (page.text[mistake.start : mistake.end], mistake.right) == ("github", "GitHub")


def test_half_a_mark_is_an_error() -> None:
    with pytest.raises(ValueError, match='line 2 of the page without marks: "⟪"'):
        traps_page.read("a\n⟪code: b\n")


@pytest.mark.parametrize(
    ("after", "fixed", "bytes_changed", "others"),
    [
        pytest.param("On github, see `github` in prose.", 0, 0, 0, id="nothing done"),
        pytest.param("On GitHub, see `github` in prose.", 1, 0, 0, id="the mistake only"),
        pytest.param("On GitHub, see `GitHub` in prose.", 1, 2, 0, id="code too"),
        pytest.param("On GitHub, see `` in prose.", 1, 6, 0, id="code taken away"),
        pytest.param("On GitHub, see `my github` in prose.", 1, 3, 0, id="code added to"),
        pytest.param("On Github, see `github` in prose.", 0, 0, 1, id="made another mistake"),
        pytest.param("On the GitHub, see `github` in prose.", 0, 0, 1, id="prose added beside it"),
        pytest.param("On GitHub, see `github` in Prose.", 1, 0, 1, id="right prose changed"),
    ],
)
def test_a_fixer_is_judged(after: str, fixed: int, bytes_changed: int, others: int) -> None:
    page = traps_page.read("On ⟦github→GitHub⟧, see ⟪code: `github`⟫ in prose.")
    score = traps_page.judge(page, after)
    assert len(score.fixed) == fixed
    assert sum(size for _, size in score.spoilt) == bytes_changed
    assert len(score.other) == others


MARKED = traps_page.read(traps.PAGE.read_text(encoding="utf-8"))
KNOWN = {right.lower(): right for right in (*traps.NAMES, *traps.WORDS.values())}


def test_every_mistake_is_one_that_the_fixers_are_told_of() -> None:
    for mistake in MARKED.mistakes:
        wrong = MARKED.text[mistake.start : mistake.end]
        assert wrong != mistake.right
        assert KNOWN[traps.WORDS.get(wrong.lower(), wrong).lower()].lower() == mistake.right.lower()


@pytest.mark.parametrize("trap", MARKED.traps, ids=lambda trap: f"{trap.name} at {trap.start}")
def test_every_trap_has_a_bait(trap: traps_page.Trap) -> None:
    text = MARKED.text[trap.start : trap.end].lower()
    assert any(bait in text for bait in [*map(str.lower, traps.NAMES), *traps.WORDS])


def test_every_kind_of_trap_in_a_group_is_on_the_page() -> None:
    listed = {name for names in traps.GROUPS.values() for name in names}
    assert listed - {trap.name for trap in MARKED.traps} == set()


def test_termlint_fixes_all_of_the_prose_and_nothing_else() -> None:
    termbase, problems = load(
        ["traps.yaml"], lambda reference, _: Source(reference, traps.glossary_text())
    )
    linter = Linter(termbase)
    fixed = fix_fully(MARKED.text, lambda text: linter.lint(text, "page.md")).text
    assert problems == ()
    assert traps_page.judge(MARKED, fixed) == traps_page.Score(MARKED.mistakes, (), ())


def test_a_replacement_of_all_words_falls_into_every_trap(tmp_path: Path) -> None:
    def replace_all(folder: Path) -> None:
        path = folder / "page.md"
        text = path.read_text(encoding="utf-8")
        for wrong, right in [*traps.WORDS.items(), *((name.lower(), name) for name in traps.NAMES)]:
            text = text.replace(wrong, right)
        path.write_text(text, encoding="utf-8")

    outcome = traps.fix(MARKED, "replacement", replace_all, tmp_path / "page")
    assert {trap for trap, _ in outcome.score.spoilt} >= {
        trap for trap in MARKED.traps if MARKED.text[trap.start : trap.end].islower()
    }
    assert outcome.is_stable
    table = traps.summary(MARKED, [outcome])
    assert "| replacement | " in table
    assert table.count("\n") == 3
