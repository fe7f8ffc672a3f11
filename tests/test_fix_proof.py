"""The proof that fixes touch prose and nothing else.

Three kinds of text are fixed: the examples of the CommonMark specification with wrong spellings
planted into them, generated documents, and all files of a corpus in which there is something to
fix. What must stay as it is others tell than termlint; see ``tests/structure.py``.
"""

from __future__ import annotations

import gc
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termlint.diagnostic import Diagnostic, Edit
from termlint.document import Document
from termlint.fix import fix
from termlint.lint import Linter
from termlint.markdown import flavour_of, parse
from tests.conftest import CommonMarkExample
from tests.structure import kept_of, shown_in, structures_of
from tests.test_markdown_positions import PIECES, PREFIXES
from tests.vocabulary import builtin_linter, linter_of

LINTER = linter_of(
    """
concepts:
  - {term: MLOps}
  - {term: GitHub}
  - {term: Hugging Face}
  - {term: kube-proxy}
  - {term: .NET, variants: [dotnet]}
  - {term: C++, variants: [cpp]}
  - {term: CI/CD, variants: [cicd]}
  - {term: "Let's Encrypt", variants: [letsencrypt]}
  - {term: allowlist, deprecated: [{form: whitelist, fix: safe}]}
  - {term: Kubeflow Trainer, deprecated: [{form: Training Operator, fix: safe}]}
"""
)
WRONG = (
    "github", "ml ops", "ML-Ops", "huggingface", "Kube Proxy", "dotnet", "cpp", "cicd",
    "letsencrypt", "a whitelist", "whitelists", "Kubeflow Training Operator",
)  # fmt: skip
"""One wrong spelling for each way in which a fix may change a text."""

Proven = tuple[int, int]
"""How many fixes were made, and how many bytes they changed."""


def prove(text: str, lint: Callable[[str], Iterable[Diagnostic]]) -> Proven:
    """Fixes a text, safely or not, until nothing is left to fix; asks the oracles every round."""
    fixes = size = 0
    fixed = text
    for _ in range(20):
        text_now = fixed
        fixed, made = fix(text_now, lint(text_now), unsafe=True)
        if not made:
            break
        edits = [edit for each in made if each.fix for edit in each.fix.edits]
        assert bytes_outside_prose(text_now, edits) == 0
        fixes += len(made)
        size += sum(size_of(text_now, edit) for edit in edits)
    else:
        pytest.fail(f"twenty rounds were not enough for {text!r}")
    if fixed != text:
        before, after = structures_of(text, fixed)
        assert after == before
        for old, new in zip(text.split("\n"), fixed.split("\n"), strict=True):
            assert old == new or kept_of(old) == kept_of(new)
    return fixes, size


def bytes_outside_prose(text: str, edits: Sequence[Edit]) -> int:
    """How many bytes ``edits`` change that no reader of the page sees as prose.

    A word is planted in the place of each edit, and the page is searched for it.
    """
    parts, end = [], 0
    for number, edit in enumerate(edits):
        parts += [text[end : edit.span.start], planted(number)]
        end = edit.span.end
    shown = set(shown_in("".join([*parts, text[end:]]), PLANTED))
    return sum(
        size_of(text, edit) for number, edit in enumerate(edits) if planted(number) not in shown
    )


PLANTED = re.compile("zqx[a-j]+xqz")


def planted(number: int) -> str:
    return f"zqx{''.join(chr(ord('a') + int(digit)) for digit in str(number))}xqz"


def size_of(text: str, edit: Edit) -> int:
    """The bytes that an edit takes away or brings, whichever are more."""
    old = text[edit.span.start : edit.span.end]
    return max(len(old.encode()), len(edit.replacement.encode()))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("`a` b", "`A` b", id="code span"),
        pytest.param("    a", "    A", id="code block"),
        pytest.param("```a\n```", "```A\n```", id="fence"),
        pytest.param("[a](b)", "[a](B)", id="destination"),
        pytest.param("![a](b)", "![a](B)", id="image"),
        pytest.param("[a]: b", "[a]: B", id="definition"),
        pytest.param("[a]\n\n[a]: b", "[A b]\n\n[a]: b", id="label"),
        pytest.param("*a* b", "**a* b", id="emphasis"),
        pytest.param("a\n\nb", "a\nb", id="paragraphs"),
        pytest.param("a\nb", "a\r\nb", id="line end"),
        pytest.param("<i class='a'>a</i>", "<i class='A'>a</i>", id="attribute"),
        pytest.param("<pre>a</pre>", "<pre>A</pre>", id="preformatted"),
        pytest.param("<!-- a -->", "<!-- A -->", id="comment"),
        pytest.param("---\na: b\n---\n", "---\nA: b\n---\n", id="key of front matter"),
        pytest.param("---\na: b\n---\n", "---\na: B\n---\n", id="value of front matter"),
    ],
)
def test_the_oracle_sees_what_is_no_prose(before: str, after: str) -> None:
    """Were it blind, nothing would be proven."""
    one, two = structures_of(before, after)
    assert one != two


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("*a* [b](c 'd')", "*A* [B](c 'D')", id="text"),
        pytest.param("---\ntitle: a\n---\n", "---\ntitle: A\n---\n", id="front matter"),
        pytest.param("<div>\na <i>b</i></div>", "<div>\nA <i>B</i></div>", id="HTML"),
    ],
)
def test_the_oracle_does_not_see_prose(before: str, after: str) -> None:
    one, two = structures_of(before, after)
    assert one == two


def test_the_oracle_sees_where_a_planted_word_is_shown() -> None:
    text = (
        "zqxaxqz `zqxbxqz` [zqxcxqz](zqxdxqz 'zqxexqz') <i title='zqxfxqz'>zqxgxqz</i>\n"
        "<code>zqxhxqz</code> ![zqxixqz](zqxjxqz)\n\n<pre>\n\nzqxbaxqz\n\n</pre>\n\n<!-- zqxbbxqz -->\n"
    )
    assert sorted(shown_in(text, PLANTED)) == [f"zqx{letter}xqz" for letter in "acegi"]


@pytest.mark.parametrize(
    "line",
    [
        "https://a.io/b", "www.a.io", "me@a.io", "{{ a }}", "{% a %}", "{a}", "[[a]]", "[^a]", "@a",
        "#a", ":a:", "./a", "a/b/c", "a.md", "--a", "a_b",
    ],
)  # fmt: skip
def test_pieces_of_text_that_are_no_prose(line: str) -> None:
    assert kept_of(f"An {line} here.") == [line]
    assert kept_of("An a/b, a-b, a: b or a. (It is!)") == []


MISREAD = {626: "html.parser takes <!--> for the start of a comment, which is one by itself"}
"""Examples that an oracle does not understand."""


def test_fixes_in_the_commonmark_examples(commonmark_examples: Sequence[CommonMarkExample]) -> None:
    fixes = 0
    for example in commonmark_examples:
        if example.number in MISREAD:
            continue
        words = re.finditer(r"[A-Za-z]+", example.markdown)
        for number, (word, shift) in enumerate(product(words, (0, 5, 7))):
            wrong = WRONG[(example.number + number + shift) % len(WRONG)]
            text = example.markdown[: word.start()] + wrong + example.markdown[word.end() :]
            try:
                fixes += prove(text, lambda text: LINTER.lint(text, "a.md"))[0]
            except AssertionError as error:
                raise AssertionError(f"example {example.number}: {text!r}") from error
    assert fixes > 2_000


COMMONMARK = (
    *"word a b 1. - + * _ ** __ *** ~~ # ## > ` `` ``` [ ] ]( ) ![ [a] [a]: [x] <b> </b> <br>".split(),
    *"<p> </p> <pre>github</pre> <code>github</code> <https://x.org> http://x.org/a_b (x)".split(),
    *"&amp; &#0; \\ \\* \\[ | |- --- === 'x' \"x\"".split(),
    "<!-- github -->",
)


def documents(pieces: Iterable[str], prefixes: Iterable[str]) -> st.SearchStrategy[str]:
    """Documents of several lines in which about every third piece is a wrong spelling."""
    piece = st.sampled_from(list(pieces)) | st.sampled_from(list(pieces)) | st.sampled_from(WRONG)
    joint = st.sampled_from(["", " ", " ", " "])
    line = st.lists(st.tuples(piece, joint).map("".join), max_size=6).map("".join)
    prefix = st.lists(st.sampled_from(list(prefixes)), max_size=2).map("".join)
    return st.lists(st.tuples(prefix, line).map("".join), max_size=8).map("\n".join)


@given(documents(COMMONMARK, ["", "", "> ", "- ", "1. ", "  ", "# "]))
def test_fixes_in_generated_commonmark(text: str) -> None:
    prove(text, lambda text: LINTER.lint(text, "a.md"))


@given(documents(PIECES, PREFIXES), st.sampled_from(["a.md", "a.mdx"]))
def test_fixes_in_generated_documents_with_extensions(text: str, path: str) -> None:
    """Stock parsers don't know the extensions, so termlint's own tells what is no prose."""
    fixed, made = fix(text, LINTER.lint(text, path), unsafe=True)
    before, after = (parse(each, flavour=flavour_of(path)) for each in (text, fixed))
    assert not made or list(around_prose(after)) == list(around_prose(before))


def around_prose(document: Document) -> Iterator[object]:
    """What stands in a file between its pieces of prose, and what these are."""
    end = 0
    runs = sorted(
        (run.span, block.kind, block.level, block.quoted, block.row)
        for block in document.blocks
        for run in block.runs
        if run.exact
    )
    for span, *what in runs:
        yield document.text[end : span.start], what
        end = span.end
    yield document.text[end:]
    for block in document.blocks:
        yield block.kind, [mark.kind for mark in block.marks]


@pytest.fixture(scope="module")
def linter() -> Linter:
    return builtin_linter()


@pytest.fixture
def collector_at_rest() -> Iterator[None]:
    """Garbage is rare here, and looking for it goes through all tokens of a page time and again."""
    before = gc.get_threshold()
    gc.set_threshold(100_000, 50, 100)
    yield
    gc.set_threshold(*before)


@pytest.mark.slow
@pytest.mark.usefixtures("collector_at_rest")
def test_fixes_in_real_documents(corpus: Path, linter: Linter) -> None:
    """Every fix in every file, safe and unsafe."""
    files = fixes = size = 0
    for path in sorted(corpus.rglob("*.md")):
        try:
            text = path.read_bytes().decode("utf-8-sig")
        except UnicodeDecodeError:
            continue
        first = linter.lint(text, path.name)
        if any(found.fix for found in first):
            known = {text: first}

            def lint(
                text: str, known: dict[str, tuple[Diagnostic, ...]] = known, name: str = path.name
            ) -> tuple[Diagnostic, ...]:
                return known.get(text) or linter.lint(text, name)

            try:
                made, changed = prove(text, lint)
            except AssertionError as error:
                raise AssertionError(path) from error
            files, fixes, size = files + 1, fixes + made, size + changed
    print(f"{fixes} fixes in {files} files changed {size} bytes, all of them prose")
    assert files > 500
    assert fixes > 3_000
    assert size > 20_000
