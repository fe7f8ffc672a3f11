"""Every position is exact: in examples, in made-up documents and in real ones."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from termlint.document import PLACEHOLDERS, Block, BlockKind, Document, MarkKind
from termlint.markdown import Flavour, parse, reading
from tests.conftest import CommonMarkExample

LINE_BREAK = re.compile(r"[ \t]*\\?(?:</?br\b[^>]*>)?[\s>]*|&#(?:10|xa);", re.IGNORECASE)
"""What a line break in a text may stand for."""


def check_positions(document: Document) -> None:
    """The runs cover the text, and what they say of the file is so."""
    for block in document.blocks:
        read = reached = 0
        for run in block.runs:
            piece = block.text[run.start : run.end]
            source = document.text[run.span.start : run.span.end]
            assert run.start == read, block
            assert run.span.start >= reached, block
            assert run.span.end > run.span.start, block
            assert run.span.end <= len(document.text), block
            if run.exact:
                assert piece == source, block
            elif piece == "\n":
                assert LINE_BREAK.fullmatch(source), block
            read, reached = run.end, run.span.end
        assert read == len(block.text) > 0
        assert block.text.strip(PLACEHOLDERS + " \t\n")
        for mark in block.marks:
            assert 0 <= mark.start < mark.end <= len(block.text), block
    starts = [block.runs[0].span.start for block in document.blocks]
    assert starts == sorted(starts)
    for directive in document.directives:
        assert "termlint-" in document.text[directive.span.start : directive.span.end]


def texts_of(blocks: Iterable[Block]) -> list[tuple[BlockKind, str]]:
    return [(block.kind, block.text) for block in blocks]


def check_line_ends(text: str, flavour: Flavour) -> None:
    """CRLF, LF and CR make no difference but in offsets."""
    plain = re.sub(r"\r\n?", "\n", text)
    expected = texts_of(parse(plain, flavour=flavour).blocks)
    mixed = "".join(
        part if part != "\n" else ("\n", "\r\n", "\r")[number % 3]
        for number, part in enumerate(re.split("(\n)", plain))
    )
    for variant in (plain.replace("\n", "\r\n"), plain.replace("\n", "\r")):
        document = parse(variant, flavour=flavour)
        check_positions(document)
        assert texts_of(document.blocks) == expected
    # A CR and an LF of two lines may meet here and become one line end.
    check_positions(parse(mixed, flavour=flavour))


@pytest.mark.parametrize("flavour", Flavour)
def test_positions_in_the_commonmark_examples(
    commonmark_examples: Sequence[CommonMarkExample], flavour: Flavour
) -> None:
    for example in commonmark_examples:
        check_positions(parse(example.markdown, flavour=flavour))
        check_line_ends(example.markdown, flavour)


PIECES = (
    "word other_word MLOps a b 1. - + * _ ** __ ~~ ~ # ## ### > >> ` `` ``` ~~~ ``` ::: :::note "
    "[ ] ]( ) ![ [^1] [^1]: [a] [a]: [x] <b> </b> <br> <p> <div> </div> <pre> </pre> <code> "
    "</code> <svg> </svg> <style> </style> </style > <script /> <!-- --> <? <![CDATA[ "
    "<https://x.org> &amp; &#0; &#x41; &nbsp; & \\ "
    "\\* \\| | |- --- === | {{ }} {{< >}} {{% %}} {% %} {# #} { } {#id} {.a} {ref}`x` ```{note} "
    '!!! ??? "title" : ~ % (x)= +++ $ $$ $x$ \\( \\) \\[ \\] http://x.org/a_b www.x.org m@x.org '
    "title: import export <Tabs /> <A b={c}> </A> {/* */} termlint-disable-line \ue0c0 \0 \f \v "
    "\u00a0 \u2028 \x85 \U0001f600 é"
).split(" ")
PREFIXES = ("", "", "> ", ">", "- ", "1. ", "  ", "    ", "\t", ": ")
LINES = st.lists(st.sampled_from(PIECES), max_size=4).map(" ".join)
nested_documents = st.lists(
    st.tuples(st.lists(st.sampled_from(PREFIXES), max_size=3).map("".join), LINES).map("".join),
    max_size=12,
).map("\n".join)
documents = nested_documents | st.lists(
    st.sampled_from(
        [*PIECES, " ", " ", "  ", "    ", "\t", "\n", "\n", "\n", "\n\n", "\r\n", "\r"]
    ),
    max_size=60,
).map("".join)


@settings(max_examples=300, deadline=None)
@given(documents, st.sampled_from(Flavour))
def test_positions_in_made_up_documents(text: str, flavour: Flavour) -> None:
    check_positions(parse(text, flavour=flavour))
    check_line_ends(text, flavour)


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=80), st.sampled_from(Flavour))
def test_positions_in_any_text(text: str, flavour: Flavour) -> None:
    check_positions(parse(text, flavour=flavour))
    check_positions(parse(f"---\ntitle: {text}\n---\n{text}", flavour=flavour))


@settings(max_examples=300, deadline=None)
@given(documents, documents, st.data())
def test_blocks_around_places_are_read_as_in_the_whole(
    first: str, second: str, data: st.DataObject
) -> None:
    text = f"{first}\n\n{second}"
    places = data.draw(st.sets(st.integers(0, len(text) - 1), max_size=3))
    check_places(text, places)


def check_places(text: str, places: Collection[int]) -> None:
    """Cut into pieces, and around ``places`` alone, a text is read as it is in one piece."""
    document = parse_in_one_piece(text)
    assert parse(text) == document
    picked = parse(text, places=places)
    assert picked.directives == document.directives
    assert set(picked.blocks) <= set(document.blocks)
    asked = {
        block
        for block in document.blocks
        for run in block.runs
        if any(run.span.start <= place < run.span.end for place in places)
    }
    assert asked <= set(picked.blocks)


def parse_in_one_piece(text: str) -> Document:
    """The document as the parser of blocks has it that reads all lines of the text."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "pieces_of", lambda text, start, needed: [(start, len(text))])
        patch.setattr(reading, "plain_blocks", lambda text, start, end: None)
        return parse(text)


def test_blocks_around_places_in_the_examples_of_commonmark(
    commonmark_examples: Sequence[CommonMarkExample],
) -> None:
    for example in commonmark_examples:
        for place in range(len(example.markdown)):
            check_places(example.markdown, [place])


def words_of(document: Document) -> Iterator[tuple[int, int]]:
    """The words that stand in the file as they stand in a block and may be changed there."""
    for block in document.blocks:
        labels = [mark for mark in block.marks if mark.kind is MarkKind.REFERENCE]
        for run in block.runs:
            for word in re.finditer(r"[A-Za-z]{2,}", block.text[run.start : run.end]):
                start, end = run.start + word.start(), run.start + word.end()
                is_label = any(mark.start < end and start < mark.end for mark in labels)
                if run.exact and not is_label:
                    first = run.span.start + word.start()
                    yield first, first + len(word[0])


def test_a_change_of_prose_changes_nothing_else(
    commonmark_examples: Sequence[CommonMarkExample],
) -> None:
    for example in commonmark_examples:
        before = parse(example.markdown)
        for start, end in words_of(before):
            after = parse(example.markdown[:start] + "zyxterm" + example.markdown[end:])
            kept = [block.text for block in before.blocks if not block_shows(block, start)]
            assert [b.text for b in after.blocks if "zyxterm" not in b.text] == kept, after.text


def block_shows(block: Block, offset: int) -> bool:
    return any(run.exact and run.span.start <= offset < run.span.end for run in block.runs)


@pytest.fixture(scope="module")
def real_documents(corpus: Path) -> list[tuple[str, str]]:
    """The names and the texts of the corpus."""
    files = sorted(file for file in corpus.rglob("*") if file.suffix.lower() in (".md", ".mdx"))
    return [
        (str(file), file.read_bytes().decode("utf-8", errors="replace").removeprefix("\ufeff"))
        for file in files
    ]


def test_positions_in_real_documents(real_documents: list[tuple[str, str]]) -> None:
    for name, text in real_documents:
        try:
            check_positions(parse(text))
        except AssertionError as error:
            raise AssertionError(name) from error


def test_blocks_around_places_in_real_documents(real_documents: list[tuple[str, str]]) -> None:
    random = Random(0)
    for name, text in real_documents:
        places = {random.randrange(len(text)) for _ in range(3) if text}
        try:
            check_places(text, places)
        except AssertionError as error:
            raise AssertionError(name, places) from error


EXTENDED = re.compile(
    r"[{}$<>@~]|://|www\.|\[\^|\\[(\[]|^:|\n[:%]|!!!|\?\?\?|===|\[!|^\[[ xX]\]|^\+\+\+"
)
"""What may be read in another way than CommonMark has it; such blocks are not compared."""


def test_real_documents_read_as_markdown_it_reads_them(
    real_documents: list[tuple[str, str]],
) -> None:
    stock = MarkdownIt("commonmark", {"maxNesting": 100}).enable(["table", "strikethrough"])
    hidden = str.maketrans("", "", PLACEHOLDERS + " \t\n")
    compared = 0
    for name, text in real_documents[::10]:
        front = re.match(r"(---|\+\+\+)\r?\n(?:.*\r?\n)*?\1\r?\n", text)
        body = text[front.end() :] if front else text
        left = Counter(
            block.text.translate(hidden)
            for block in parse(text).blocks
            if block.kind not in (BlockKind.ALT, BlockKind.TITLE, BlockKind.META)
        )
        for token in stock.parse(body):
            if token.type != "inline" or EXTENDED.search(token.content):
                continue
            shown = "".join(
                child.content for child in token.children or () if child.type == "text"
            ).translate(hidden)
            if shown:
                assert left[shown] > 0, (name, token.content)
                left[shown] -= 1
                compared += 1
    assert compared > 5000
