"""Texts made to hurt: no error, exact positions, and time that grows with the length only."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest

from termlint.markdown import Flavour, parse
from termlint.markdown.pieces import pieces_of
from tests.growth import assert_linear
from tests.test_markdown_positions import check_positions

REPEATED = {
    "brackets opened": "[",
    "brackets closed": "]",
    "brackets in pairs": "[]",
    "images opened": "![",
    "links unfinished": "[a](",
    "titles unfinished": '[a](b "',
    "images as links": "[![a](b)",
    "references": "[a][b]",
    "definitions unfinished": "[a\n",
    "footnotes": "[^a]: b\n",
    "backticks": "`",
    "emphasis": "*a ",
    "emphasis mixed": "*_",
    "tildes": "~~a",
    "entities": "&#x;",
    "escapes": "\\",
    "quotes": ">",
    "quotes over lines": "> > a\n>>> b\n",
    "lists": "- ",
    "tabs": "\t",
    "line ends": "\r\n",
    "carriage returns": "a\r",
    "zeros": "\0",
    "placeholders": "\ue0c0a",
    "paragraphs": "a\n\n",
    "underlines": "a\n-\n",
    "terms": "a\n: b\n",
    "table rows": "|a|b|\n|-|-|\n",
    "less-than signs": "<",
    "tags unfinished": "<a ",
    "components unfinished": '<A {b="',
    "comments unfinished": "<!-- ",
    "comments unfinished in lines": "a <!--\n",
    "instructions unfinished": "<?",
    "declarations unfinished": "<![CDATA[",
    "code elements": "<code>",
    "svg elements": "<svg>\n\n",
    "scripts": "<script>\n",
    "elements closed": "<svg>\n</svg>\n",
    "elements closed behind blank lines": "<pre>\n\n</pre>\n",
    "empty elements": "<svg/>\n",
    "fences with an indentation": "  ```\n  a\n  ```\n",
    "bold elements": "a<b>",
    "paragraph elements": "a<p>",
    "templates unfinished": "{{",
    "shortcodes unfinished": "{{< a\n",
    "shortcodes with code": "{{< highlight >}}\n",
    "statements unfinished": "{% a\n\n",
    "template comments unfinished": "{# ",
    "attributes unfinished": '{a="',
    "roles unfinished": "{a}`",
    "braces": "{",
    "expressions with comments": "{/* ",
    "exports unfinished": "export {\n\n",
    "dollars": "$a ",
    "math unfinished": "$$\na\n",
    "brackets of math": "\\(\\[",
    "environments unfinished": "\\begin{a}\n",
    "fences": "```\n",
    "directives unfinished": "```{note}\n",
    "colon directives": ":::{note} a\n",
    "colon directives with code": ":::{code}\n",
    "admonitions": '!!! note "a"\n    ',
    "addresses": "http://a.b/( ",
    "addresses in one": "http://a.b/",
    "no addresses": "://",
    "hosts": "www.",
    "mail addresses": "a@b.c@",
    "front matter": "---\na: b\n",
    "quotes in braces": "{' ",
    "code elements unfinished": "<code ",
}
NESTED: dict[str, Callable[[int], str]] = {
    "brackets": lambda n: "[" * n + "]" * n,
    "images": lambda n: "![" * n + "](a)" * n,
    "braces": lambda n: "{" * n + "}" * n,
    "emphasis": lambda n: "*a " * n + "b*" * n,
    "lists": lambda n: "\n".join("  " * (i % 200) + "- a" for i in range(n)),
    "admonitions": lambda n: "\n".join("    " * (i % 200) + "!!! note" for i in range(n)),
    "runs of backticks": lambda n: " ".join("`" * (i % 300 + 1) for i in range(n // 10)),
    "an escaped row": lambda n: "|a|\n|-|\n|" + "\\|" * n + "|",
    "a long row": lambda n: "|a" * n + "\n" + "|-" * n + "\n",
    "brackets in an address": lambda n: "http://a.b/" + ")" * n,
    "front matter": lambda n: "---\ntitle: " + "[" * n + "\n---\n",
    "spaces in front matter": lambda n: "---\ntitle: 'a" + " " * n + "b'\n---\n",
    "blank lines in front matter": lambda n: "---\n" + " \n" * n + "x\n---\n",
    "a long value": lambda n: '---\ntitle: "' + "a " * n + '"\n---\n',
}
CASES: dict[str, Callable[[int], str]] = {
    **{name: lambda n, piece=piece: piece * n for name, piece in REPEATED.items()},  # type: ignore[misc]
    **{f"nested: {name}": build for name, build in NESTED.items()},
}


@pytest.mark.parametrize("flavour", Flavour)
@pytest.mark.parametrize("build", [pytest.param(build, id=name) for name, build in CASES.items()])
def test_time_grows_with_the_length(build: Callable[[int], str], flavour: Flavour) -> None:
    check_positions(parse(build(3_200), flavour=flavour))
    assert_linear(lambda count: partial(parse, build(count), flavour=flavour), 400)


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("  :::{note}\n", id="colon directives"),
        pytest.param("  ```\n", id="fences"),
        pytest.param("  <!-- a -->\n", id="comments"),
        pytest.param("  ```\n  a\n\n  ```\n", id="fences with blank lines in them"),
        pytest.param("  ```\n\n  ~~~\n", id="fences in fences"),
        pytest.param("<svg></svg>\n", id="elements"),
        pytest.param("<svg>\n\n</svg>\n", id="elements with blank lines in them"),
        pytest.param("<pre>\na\n", id="elements that are not closed"),
        pytest.param("<svg/>\na\n", id="empty elements"),
        pytest.param("  <svg>\n  ```\n  </svg>\n  ```\n", id="fences and elements"),
        pytest.param("<!-- a -->\na\n", id="comments between text"),
        pytest.param("```\n```\na\n", id="fences between text"),
        pytest.param("<a>\n- a\n", id="items below tags"),
        pytest.param("- a\n\n  ```\n  ```\n", id="fences in items"),
        pytest.param("- a\n\n  ~~~x\n\na\n\n", id="fences in items that are not closed"),
        pytest.param("a\n\n: b\n\n", id="definitions"),
    ],
)
def test_the_time_to_cut_a_text_grows_with_its_length(line: str) -> None:
    assert [*pieces_of(line * 16_000)]
    assert_linear(lambda count: lambda: [*pieces_of(line * count)], 2_000)


@pytest.mark.parametrize(
    "text",
    [
        "> a\n>\n>",
        "- a\n  >\n  >",
        ">- a\n>  1.  <?\n>",
        "a\n:",
        "> |a|\n>",
        "```{note}",
        "!!! note",
        "---",
        "---\n",
        "<",
        "![",
        "\\",
        "\f",
        "\f\na\n\v",
        "\ufeff# a",
        "\ud800",
    ],
)
@pytest.mark.parametrize("flavour", Flavour)
def test_texts_that_end_too_soon(text: str, flavour: Flavour) -> None:
    check_positions(parse(text, flavour=flavour))


@pytest.mark.parametrize(
    "text",
    ["`" * 1_000_000, "*" * 1_000_000, "[" * 100_000, ">" * 100_000, "a" * 1_000_000],
    ids=["backticks", "stars", "brackets", "quotes", "one word"],
)
def test_long_texts(text: str) -> None:
    check_positions(parse(text))
