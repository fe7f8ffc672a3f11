from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from termlint.span import LineIndex
from termlint.yamlnodes import Mapping, Node, Scalar, Sequence, YamlError, compose, composing

BOTH = pytest.mark.parametrize("pure", [False, True], ids=["default-parser", "pure-parser"])


def scalars(node: Node | None) -> list[Scalar]:
    """All scalars of a tree in the order of the text."""
    if isinstance(node, Scalar):
        return [node]
    if isinstance(node, Sequence):
        return [scalar for item in node.items for scalar in scalars(item)]
    if isinstance(node, Mapping):
        return [scalar for pair in node.pairs for each in pair for scalar in scalars(each)]
    return []


def tree_of(node: Node | None) -> object:
    """A tree in plain values, which can be compared."""
    if isinstance(node, Scalar):
        return node.text, node.tag, node.style, node.span
    if isinstance(node, Sequence):
        return node.start, [tree_of(item) for item in node.items]
    if isinstance(node, Mapping):
        return node.start, [(tree_of(key), tree_of(value)) for key, value in node.pairs]
    return None


PLACES = [
    pytest.param("a: b", [("a", 1, 1, "a"), ("b", 1, 4, "b")], id="plain"),
    pytest.param("- 'it''s'", [("it's", 1, 3, "'it''s'")], id="quotes-belong-to-the-span"),
    pytest.param("é: 😀 x", [("é", 1, 1, "é"), ("😀 x", 1, 4, "😀 x")], id="plain-emoji"),
    pytest.param("- '😀'\n- [😀, z]", [("😀", 1, 3, "'😀'"), ("😀", 2, 4, "😀"), ("z", 2, 7, "z")],
                 id="columns-after-emoji"),
    pytest.param("- a\r\n- b\r- c\n- d", [("a", 1, 3, "a"), ("b", 2, 3, "b"), ("c", 3, 3, "c"),
                                         ("d", 4, 3, "d")], id="all-line-ends"),
    pytest.param("# a\u2028- b", [("b", 1, 7, "b")], id="line-separator-ends-no-line-of-the-file"),
    pytest.param("\ufeffa: b", [("a", 1, 1, "a"), ("b", 1, 4, "b")], id="byte-order-mark"),
    pytest.param("- &x a\n- *x", [("a", 1, 3, "&x a"), ("a", 1, 3, "&x a")], id="alias"),
]  # fmt: skip


@BOTH
@pytest.mark.parametrize(("text", "expected"), PLACES)
def test_a_scalar_knows_its_place(
    text: str, expected: list[tuple[str, int, int, str]], pure: bool
) -> None:
    body = text.removeprefix("\ufeff")
    found = [
        (each.text, each.at.line, each.at.column, body[each.span.start : each.span.end])
        for each in scalars(compose(text, pure=pure))
    ]
    assert found == expected


TAGS = [
    pytest.param("MLOps", "str", id="text"),
    pytest.param("'no'", "str", id="quoted"),
    pytest.param("no", "bool", id="no"),
    pytest.param("On", "bool", id="on"),
    pytest.param("nothing", "str", id="begins-with-no"),
    pytest.param("1:30", "int", id="sexagesimal"),
    pytest.param("1:75", "str", id="no-sexagesimal"),
    pytest.param("1.10", "float", id="version"),
    pytest.param("1.10.0", "str", id="longer-version"),
    pytest.param("2024-01-01", "timestamp", id="date"),
    pytest.param("~", "null", id="tilde"),
    pytest.param("", "null", id="empty"),
    pytest.param("!!str 1.10", "str", id="tagged-by-hand"),
]


@BOTH
@pytest.mark.parametrize(("value", "tag"), TAGS)
def test_a_tag_shows_what_yaml_takes_a_value_for(value: str, tag: str, pure: bool) -> None:
    root = compose(f"- {value}", pure=pure)
    assert [each.tag for each in scalars(root)] == [f"tag:yaml.org,2002:{tag}"]


@BOTH
@pytest.mark.parametrize("text", ["", "# nothing but a comment\n", "\ufeff"])
def test_no_document_is_no_node(text: str, pure: bool) -> None:
    assert compose(text, pure=pure) is None


def test_a_key_may_occur_twice() -> None:
    assert [each.text for each in scalars(compose("a: b\na: c"))] == ["a", "b", "a", "c"]


MISTAKES = [
    pytest.param("a: b»: c", "ends no key", "a: 'b: c'", id="colon-in-a-text"),
    pytest.param("- [log|sign] »in to", "does not go on", "- '[log|sign] in to'",
                 id="text-after-a-bracket"),
    pytest.param("a: »[b, c", 'this "[" is not closed', "a: [b, c]", id="open-bracket"),
    pytest.param("a: »'b", "quote is not closed", "a: 'b'", id="open-quote"),
    pytest.param('a: »"\\w"', "unknown escape", 'a: "\\\\w"', id="unknown-escape"),
    pytest.param("a: »@b", 'cannot begin with "@"', "a: '@b'", id="reserved-character"),
    pytest.param("a:\n»\tb: c", "a tab stands", "a:\n  b: c", id="tab"),
    pytest.param("a: b\nc»", '":" is missing', "a: b\nc:", id="key-without-colon"),
    pytest.param("- a\n»b: c", "does not go on", "- a\n- b: c", id="list-then-mapping"),
    pytest.param("a: »*b", 'no anchor "&b"', "b: &b x\na: *b", id="unknown-alias"),
    pytest.param("a: &a [»*a]", "stands inside what it names", "a: &a []\nb: [*a]",
                 id="alias-in-itself"),
    pytest.param("a: 1\n»---\nb: 2", "second document", "---\na: 1\n...\n", id="two-documents"),
    pytest.param("a: »!x [b]", "the tag !x", "a: !!seq [b]", id="unknown-tag-of-a-list"),
    pytest.param("a: b»\x07", "U+0007", "a: b", id="control-character"),
    pytest.param("a: »\ud800", "U+D800", "a: \ud7ff", id="lone-surrogate"),
    pytest.param("a: b»\ufeff", "U+FEFF", "\ufeffa: b", id="byte-order-mark-inside"),
    pytest.param("[" * 50 + "»[" + "]" * 51, "more than 50 deep", "[" * 50 + "]" * 50,
                 id="deep-nesting"),
]  # fmt: skip


@BOTH
@pytest.mark.parametrize(("marked", "said", "sound"), MISTAKES)
def test_a_mistake_is_placed(marked: str, said: str, sound: str, pure: bool) -> None:
    before, after = marked.split("»")
    with pytest.raises(YamlError) as caught:
        compose(before + after, pure=pure)
    error = caught.value
    assert said in error.problem
    line = before.count("\n") + 1
    assert (error.line, error.column) == (line, len(before.rpartition("\n")[2]) + 1)
    compose(sound, pure=pure)


@BOTH
def test_aliases_may_not_expand_without_end(pure: bool) -> None:
    laughs = ["a0: &a0 [ha, ha, ha, ha, ha, ha, ha, ha, ha, ha]"]
    for i in range(1, 10):
        laughs.append(f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]")
    with pytest.raises(YamlError, match="aliases stand for more than"):
        compose("\n".join(laughs), pure=pure)
    assert len(scalars(compose("\n".join(laughs[:4]), pure=pure))) == 4 + 10 + 100 + 1000 + 10_000


@BOTH
def test_nesting_without_end_is_refused(pure: bool) -> None:
    with pytest.raises(YamlError, match="deep"):
        compose("[" * 100_000, pure=pure)
    with pytest.raises(YamlError, match="deep"):
        compose("- " * 400, pure=pure)


# Without tabs: the parsers differ in where they allow them, though never in what they read.
PIECES = st.sampled_from([
    "a", "b: ", "- ", "\n", "\n  ", "\n- ", "'", '"', "[", "]", "{", "}", ",", ": ", "é", "😀",
    " # ", "|\n  ", ">\n  ", "&a ", "*a", "!x ", "? ", "~", "1:30", "no", "\r\n", "\r", "\x85",
    "\u2028", "---\n", "\ufeff", " ", "<<",
])  # fmt: skip


@pytest.mark.skipif(composing.PARSER is composing.PURE_PARSER, reason="PyYAML has no C parser here")
@given(st.lists(PIECES, max_size=14).map("".join))
def test_both_parsers_read_the_same(text: str) -> None:
    trees = []
    for pure in (False, True):
        try:
            trees.append(tree_of(compose(text, pure=pure)))
        except YamlError:
            return
    assert trees[0] == trees[1]


@given(st.text("0123456789:.-+eExXoOyYnNtTrRuUfFlLaAsS~<=_ ", min_size=1, max_size=12))
def test_a_plain_scalar_has_the_tag_that_its_form_gives_it(text: str) -> None:
    try:
        node = compose(text)
    except YamlError:
        return
    if isinstance(node, Scalar) and not node.style:
        same = yaml.compose(text, yaml.SafeLoader)
        assert same is not None
        assert node.tag == same.tag


@given(st.text() | st.lists(PIECES, max_size=14).map("".join))
def test_any_text_is_read_or_refused_at_a_place_in_it(text: str) -> None:
    body = text.removeprefix("\ufeff")
    try:
        for scalar in scalars(compose(text)):
            assert 0 <= scalar.span.start <= scalar.span.end <= len(body)
    except YamlError as error:
        lines = LineIndex(body)
        assert error.column - 1 <= len(lines.line(error.line)) + len("\r\n")  # noqa: PT017
