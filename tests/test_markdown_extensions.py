"""What is prose in each extension of Markdown, and what isn't.

In the examples «...» encloses prose. Every letter and digit inside these marks has to be found
at its place, and none outside of them.
"""

from __future__ import annotations

import re

import pytest

from termlint.document import CODE, OPAQUE, URL, MarkKind, Row, Scope
from termlint.markdown import Flavour, flavour_of, parse
from termlint.span import Span

MARKDOWN = {
    # Emphasis, code, escapes
    "emphasis": "«one» *«two»* __«three»__ ~~«four»~~",
    "underscores in a word": "«foo_bar_baz»",
    "code span": "«run» `pip install` «now»",
    "code block": "```python\ncode\n```\n\n    code\n\n~~~\ncode\n~~~\n\n«text»",
    "unclosed fence": "«text»\n\n```\ncode",
    "entity": "«a» &amp; «b» &nbsp;«c»&#33;",
    "escape": r"«a» \* «b» \\«c»",
    "unknown entity is text": "«R&D;» «a&nosuch;b»",
    "hard break": "«one»  \n«two»\\\n«three»",
    # Links and images
    "inline link": "[«text»](dest/path.md)",
    "link title": '[«text»](dest "«The title»")',
    "link title in parentheses over two lines": "[«text»](<a b>\n  («The\n  title»))",
    "title with entity and escape": '[«text»](dest "«A» &amp; \\"«B»\\"")',
    "reference": "[«text»][label]\n\n[label]: /dest 'not read'",
    "shortcut reference": "[«Label»]\n\n[label]: /dest",
    "collapsed reference": "[«Label»][]\n\n[label]: /dest",
    "brackets without a definition": "[«text»][«label»] [«x»]",
    "image": '![«alt *text*»](image.png "«title»")',
    "image as link": "[![«alt»](image.png)](dest)",
    "image by reference": "![«alt»][img]\n\n[img]: /dest",
    "definition": "[label]:\n  /dest\n  'title'\n\n«text»",
    "autolink": "<https://example.org/path> «and» <me@example.org>",
    "bare link": "«see» https://example.org/a_b_c?d=e*f, «or» www.example.org/x.",
    "bare link in parentheses": "(«see» https://example.org/a_(b)) «x»",
    "bare link in emphasis": "**https://example.org/**«:» «more»",
    "bare link as link text": "[https://example.org](https://example.org)",
    "bare link with a template": "https://x.org/v{{ version }}/a «text»",
    "other schemes": "«from» s3://bucket/key «to» git+https://example.org/x.git",
    "e-mail address": "«ask» some.one+x@example.org.",
    "no address": "«a@b» «and» «@someone» «://» «w.w.w.»",
    # Tables
    "table": "| «One» | «Two» |\n|---|:-:|\n| «a» `b` | [«c»](d) |\n",
    "table without outer bars": "«a» | «b»\n--|--\n«c» | «d»\n",
    "escaped bar in a cell": "| «a \\| b» | «c» |\n|---|---|\n| `x \\| y` «z» | «w» |\n",
    "cell with a comment": "| «a» <!-- no --> |\n|---|\n| «b»<br>«c» |\n",
    # Lists and quotes
    "items": "- «one»\n- «two»\n\n  «more»\n  1. «three»\n",
    "tasks": "- [ ] «open»\n- [x] «done»\n1. [X] «done»",
    "brackets that are no task": "[x] «text»\n\n- [x](y) «text»".replace("[x]", "[«x»]"),
    "quote": "> «one\n> two»\n«lazy»\n>\n> - «item»\n>   «more»",
    "indented lines": "«one»\n   «two»\n\t«three»",
    # GitHub
    "alert": "> [!NOTE]\n> «Text.»",
    "alert with a title": "> [!warning]- «Careful» `x`\n> «Text.»",
    "alert without text": "> [!TIP]\n\n«text»",
    "footnote": "«text»[^1] «more»[^long-name].\n\n[^1]: «The note»\n    «goes on.»\n\n    «And on.»\n",
    # Definition lists
    "definition list": "«Term»\n: «Meaning»\n  «goes on»\n\n«Other *term*»\n\n: «Meaning»",
    "colon in a paragraph": "«one»\n:«two»",
    # Front matter
    "front matter": "---\ntitle: «The title»\nslug: not-read\ntags: [a, b]\n---\n«text»",
    "front matter, quoted": "---\ntitle: \"«The title»\"\nsummary: '«It''s read»'\n---\n",
    "front matter, folded": "---\ndescription: >-\n  «one\n  two»\n\n  «three»\nx: y\n---\n",
    "front matter, literal": "---\nsummary: |\n  «one\n    two»\nx: y\n---\n",
    "front matter, several lines": "---\ntitle: «one\n  two»\nx: y\n---\n",
    "front matter, escapes are left out": '---\ntitle: "a\\u0062c"\ndescription: «d»\n---\n',
    "front matter, backslash": "---\ntitle: «C:\\Users»\nsummary: '«a\\b»'\n---\n",
    "front matter, double quotes with a backslash": '---\ntitle: "a\\\\b"\n---\n«text»',
    "front matter, comments first": "---\n\n# no\n\ntitle: «Title» # no\n---\n",
    "front matter, aliases": "---\ntitle: &a «Title»\nsummary: *a\n---\n",
    "front matter, CSS": "---\n---\n«text»",
    "front matter, list": "---\ntitle: [«a», «b c»]\n---\n",
    "front matter, deeper keys": "---\nhero:\n  title: no\n---\n«text»",
    "front matter, not YAML": "---\ntitle: [\n---\n«text»",
    "front matter, TOML": "+++\ntitle = \"«The title»\"\nx = 'no'\n[y]\ntitle = 'no'\n+++\n«text»",
    "front matter that ends with dots": "---\nx: y\n...\n«text»",
    "rule, not front matter": "---\n«text»\n\n---\n«text»",
    "rule below a heading": "---\n«One: a» `b`\n\nx".replace("x", "«x»"),
    # HTML
    "inline HTML": '«a» <b class="no">«b»</b> <span title="no">«c»</span><br/>«d»',
    "comment": "«a» <!-- no --> «b»\n\n<!-- no\n\nno -->\n«c»",
    "comment without an end": "«a»\n<!-- no\n\n# no\n\n- no <b>no</b> `no`\n\n    no",
    "comment without an end in running text": "«a» <!-- «b»\n\n«c»",
    "comment without an end in a container": "- <!-- no\n\n  no\n\n«a»\n\n> <!-- no\n\n«b»",
    "comment without an end in other HTML": "<div>«a»\n<!-- no\nno</div>\n\n«b»",
    "comment without an end behind another": "<!-- no --> «a» <!-- no\n\n«b»",
    "comment with its end far below": "<!-- no\n\nno\n\n--> «a»\n\n«b»",
    "instruction without an end": "«a»\n\n<?no\n\nno\n\n> no",
    "declaration without an end": "<!NO no\n\nno",
    "CDATA without an end": "<![CDATA[ no\n\nno > no",
    "declaration without an end in running text": "«a <!B c <?d»\n\n«e»",
    "no declaration": "<div>\n<! «a» > «b»\n</div>",
    "comment with a dash more": "<!---\nno\n--->\n\n«a»",
    "block of HTML": '<div id="no">\n<p>«one\n  two»</p>\n<ul><li>«three»</ul>\n</div>\n\n«four»',
    "text after a comment": "<!-- no --> «text» *«text»*",
    "code elements": "<code>no</code> «a» <kbd>no</kbd> «b» <samp>no</samp><var>no</var><tt>no</tt>",
    "elements without prose": (
        "<script>\nno\n\nno\n</script>\n\n<style>\nno\n</style>\n\n<pre>\nno\n\nno</pre>\n\n"
        "<textarea>\nno\n</textarea>\n\n<svg>\n<text>no</text>\n\nno\n\n</svg>\n\n«text»"
    ),
    "pre with a blank line in a block": "<div>\n<pre>\nno\n\nno\n\n    no\n</pre>\n</div>\n\n«text»",
    "element never closed": "<div>\n<svg>\nno\n\n«text»",
    "unclosed code element": "«a» <code>«b»",
    "unclosed code element at the start": "<code>«a»\n\n«b» <code>no</code>",
    "attributes over lines": '<img\n  alt="no"\n  src="no">\n«text»',
    "not quite HTML": '<div>\n<a href="no"class="no">«text»</a>\n</div>',
    "backticks in HTML": "<p>\n«use» `no`\n</p>",
    "details": "<details>\n<summary>«Title»</summary>\n\n«text» `no`\n\n</details>",
    "markdown in HTML": '<div class="grid" markdown>\n«text» `no`\n- «item»\n</div>\n\n«text»',
    "component in a Markdown file": '<Tabs values={[{label: "no"}]}>\n\n«text»\n\n</Tabs>',
    "less-than sign": "«a < b» «and» «c>d»",
    # MkDocs
    "admonition": '!!! note "«The title»"\n\n    «text»\n\n    - «item»\n\n      «more»\n\n«after»',
    "admonition without a title": "!!! warning\n    «text»\n\n        code\n",
    "admonition with classes": '!!! note inline end "«Title»"\n    «text»',
    "details of MkDocs": '??? tip "«Title» `x`"\n    «a»\n\n???+ note\n    «b»\n\n    !!! tip\n        «c»',
    "admonition in a list": '1. «item»\n\n    !!! note "«Title»"\n\n        «text»\n\n2. «item»',
    "two blank lines in an admonition": "!!! note\n    «one»\n\n\n    «two»",
    "exclamations": "«one»\n\n!!! «really, two»\n\n???: «three»",
    "tabs": '=== "«First» :icon:"\n\n    «text»\n\n    ```\n    code\n    ```\n\n=== "«Second»"\n    «text»'.replace(
        ":icon:", ":«icon»:"
    ),
    "snippet": '--8<-- "path/no.md"\n\n«text»\n\n«8» <- «x»',
    "underline, not a tab": "«Heading»\n===\n«text»",
    # Docusaurus, VitePress, Quarto
    "colon fence": ":::note «Title *here*»\n\n«text» `no`\n\n:::\n«after»",
    "colon fence with brackets": ":::tip[«Title»]{.no #no}\n«text»\n:::",
    "colon fence with attributes": '::: {.callout-note title="no"}\n«text»\n:::',
    "nested colon fences": "::::note\n«a»\n:::tip «Title»\n«b»\n:::\n«c»\n::::\n«d»",
    "colon fence in a list": "- «item»\n\n  :::info\n  «text»\n  :::\n",
    "mkdocstrings": "::: package.module.Class\n    options:\n      show: no\n\n«text»",
    "colons in text": "«a ::: b»",
    # MyST
    "directive": "```{note} «Title» `no`\n:class: no\n«text»\n```\n«after»",
    "directive with YAML options": "```{tip}\n---\nclass: no\n---\n«text»\n```",
    "directive with code": "```{code-block} python\n:caption: no\ncode\n```\n\n```{mermaid}\nno\n```\n«x»",
    "directives that aren't known": "```{toctree}\nno\n```\n\n```{eval-rst}\nno\n```\n\n```{foo}\nno\n```",
    "nested directives": "````{grid} 2\n```{card} «Title»\n«text»\n```\n````\n«after»",
    "figure": "```{figure} path/no.png\n:alt: no\n:name: no\n\n«The caption»\n```",
    "version": "```{versionadded} 1.2 «Some words»\n«text»\n```",
    "colon directive": ":::{admonition} «Title»\n:class: no\n«text»\n:::\n«after»",
    "colon directive with code": ":::{code-cell}\nno\n:::\n«after»\n\n:::{image} no.png\n:alt: no\n:::\n",
    "directive without an end": "```{note}\n«text»",
    "role": "{ref}`no <no>` «and» {doc}`no` «and» {term}``no` no``",
    "target": "(some-target)=\n# «Heading»\n\n«text (not a target)»",
    "MyST comment": "«text»\n% no comment\n% no\n\n«100 % sure»",
    "block break": '«a»\n\n+++ {"no": true}\n\n«b»',
    # Attributes
    "heading attributes": "# «Heading» {#no .no}\n\n«Other» {: .no #no }\n---\n",
    "inline attributes": '[«a»](b){target="_blank" .no} `c`{.no} «d» ![«e»](f){ width=300 }',
    "block attributes": "{.no}\n«text»\n{: .no }\n",
    "braces in text": "«a {b c} d {}»",
    # Math
    "dollar math": "«a» $x = y_1$ «and» $$z$$ «b».",
    "money": "«between $5 and $6», «US$5 and US$6», «$5k or 6k$», «$10/mo», «a $ b $ c»",
    "variables": "«set» «$HOME/$USER» «and» «$PATH».",
    "escaped dollar": r"«a» \$«x»\$ «b»",
    "math over lines": "«a»\n\n$$\nx = y\n+ no\n$$\n\n«b»",
    "bracket math": "\\(a^2\\) «and» \\[b_1\\] «and»\n\n\\[\n= no_1\n\\]\n\n«c»",
    "escaped brackets": r"«a» \[«not math here»\] «b» \(«nor here»\)",
    "LaTeX environment": "\\begin{align}\nx &= y\n\n- no\n\\end{align}\n\n«a»",
    # Hugo, Jinja, Liquid
    "shortcode": '{{< ref "no.md" >}} «a» {{% note %}} «b» {{% /note %}}',
    "shortcode around text": "{{< note >}}\n«text» `no`\n{{< /note >}}",
    "shortcode over lines": '{{< figure\n  src="no"\n  title="no | no"\n>}} «after»\n«more»',
    "shortcode in a list": '- «a»\n\n  {{< figure\n    src="no"\n  >}}\n- «b»',
    "shortcode with code": "{{< highlight go >}}\nno\n\nno\n{{< /highlight >}}\n«text»",
    "liquid with code": "{% highlight ruby %}\nno\n{% endhighlight %}\n«text»",
    "templates": "«a» {{ page.no }} «b» {% if no %} «c» {% endif %} {# no #} «d»",
    "template comment": "{#\nno\n\nno\n#}\n\n«text»",
    "templates in code": "`{{` «opens and» `}}` «closes»",
    "unclosed template": "«a {{ b»\n\n{{< «note»\n\n«c»",
}

MDX = {
    "imports": "import A from 'no'\nimport {\n  B\n} from 'no'\n\nexport const c = {\n  d: 1,\n\n  e: 2\n}\n\n«text»",
    "words": "«a»\n«import taxes and»\n«export goods»",
    "tags": '<Tabs values={[{a: "no"}]} b="no">\n<TabItem>\n\n«text»\n\n</TabItem>\n</Tabs>',
    "text in a tag": "<Note>«text» **«bold»**</Note> «and» <b>«c»</b>",
    "tag over lines": '<Card\n  title="no"\n  list={[\n    1\n  ]}\n>\n«text»\n</Card>',
    "tag over lines before text": '<Card\n  title="no"\n>«text»</Card>',
    "Markdown straight after a tag": "<Tabs>\n- «item»\n# «Heading»\n</Tabs>",
    "fragment": "<>\n«text»\n</>",
    "expression": "«a» {props.no} «b» {no({c: '}'})}",
    "expression over lines": "{list.map((x) => (\n  <li>{x}</li>\n\n))}\n\n«text»",
    "comment": "«a» {/* no */} «b»\n\n{/*\nno\n\nno\n*/}\n\n«c»",
    "indented text is no code": "<Tab>\n\n    «text»\n\n</Tab>",
    "code": "`no` «a»\n\n```\nno {x}\n```\n\n<code>no</code> <pre>\nno\n\nno\n</pre>",
    "unbalanced brace": "«a { b»\n\n«c»",
    "heading id": "# «Heading» {#no}\n\n«a» {b}",
    "HTML comment": "«a» <!-- no --> «b»\n\n<!--\nno\n\nno\n-->\n\n«c»",
    "less-than sign": "«a < b»",
    "directive": ":::note[«Title»]\n«text»\n:::",
    "front matter": "---\ntitle: «Title»\n---\n\nimport x from 'no'\n\n«text»",
}


def cases(table: dict[str, str], flavour: Flavour) -> list[object]:
    return [
        pytest.param(marked, flavour, id=f"{flavour.value}: {i}") for i, marked in table.items()
    ]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize(
    ("marked", "flavour"), [*cases(MARKDOWN, Flavour.MARKDOWN), *cases(MDX, Flavour.MDX)]
)
def test_marked_text_is_prose_and_nothing_else(
    marked: str, flavour: Flavour, line_end: str
) -> None:
    marked = marked.replace("\n", line_end)
    text = re.sub("[«»]", "", marked)
    expected = []
    is_prose = False
    for char in marked:
        if char in "«»":
            is_prose = char == "«"
        else:
            expected.append(char if is_prose and char.isalnum() else "_")
    found = ["_"] * len(text)
    for block in parse(text, flavour=flavour).blocks:
        for run in block.runs:
            if run.exact:
                for offset, char in enumerate(block.text[run.start : run.end], run.span.start):
                    found[offset] = char if char.isalnum() else "_"
    assert "".join(found) == "".join(expected), text


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("a\n\n> b", "paragraph a, paragraph b"),
        ("# a\n\nb\n---", "heading a, heading b"),
        (
            "- a\n\n  b\n- # c\n- > d\n- `x`\n\n  e",
            "item a, paragraph b, heading c, paragraph d, paragraph e",
        ),
        ("1. a\n   - b", "item a, item b"),
        ("| a |\n|---|\n| b |", "cell a, cell b"),
        ("a\n: b", "label a, paragraph b"),
        ("x[^1]\n\n[^1]: a", "paragraph x, paragraph a"),
        ('!!! note "a"\n    b', "label a, paragraph b"),
        ('=== "a"\n    b', "label a, paragraph b"),
        (":::tip a\nb\n:::", "label a, paragraph b"),
        ("```{note} a\nb\n```", "label a, paragraph b"),
        ("> [!NOTE] a\n> b", "label a, paragraph b"),
        ('![a](x "b") c', "paragraph \ue0c2 c, alt a, title b"),
        ("---\ntitle: a\n---\nb", "meta a, paragraph b"),
        ("<h2>a</h2>\n<p>b<ul><li>c</li></ul>d", "heading a, paragraph b, item c, paragraph d"),
        ("<details><summary>a</summary>b</details>", "label a, paragraph b"),
        ("<table><tr><th>a</th><td>b</td></tr></table>", "cell a, cell b"),
        ("<dl><dt>a</dt><dd>b</dd></dl>", "label a, paragraph b"),
    ],
)
def test_a_block_says_where_it_stands(text: str, kinds: str) -> None:
    blocks = parse(text).blocks
    assert ", ".join(f"{block.kind.value} {block.text}" for block in blocks) == kinds


def test_headings_have_levels() -> None:
    blocks = parse("# a\n\n###### b\n\nc\n===\n\nd\n---\n\n<h3>e</h3>\n\n# f\n\ng").blocks
    assert [block.level for block in blocks] == [1, 6, 1, 2, 3, 1, 0]


def test_quotes_are_quoted_and_alerts_are_not() -> None:
    text = "a\n\n> b\n>\n> - c\n\nd\n\n> [!NOTE]\n> e\n>\n> > f"
    quoted = {block.text: block.quoted for block in parse(text).blocks}
    assert quoted == {"a": False, "b": True, "c": True, "d": False, "e": False, "f": True}


def test_cells_know_their_row() -> None:
    text = "| a | `x` | b |\n|---|---|---|\n|  | c |\n\n- d\n\n  |e|\n  |-|\n  |f|"
    rows = {block.text: block.row for block in parse(text).blocks}
    assert rows == {
        "a": Row(0, 0, 0),
        "b": Row(0, 0, 2),
        "c": Row(0, 1, 1),
        "d": None,
        "e": Row(1, 0, 0),
        "f": Row(1, 1, 0),
    }


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a `x` b", f"a {CODE} b"),
        ("a <code>x</code> b", f"a {CODE} b"),
        ("a https://x.org b", f"a {URL} b"),
        ("a <https://x.org> b", f"a {URL} b"),
        ("a me@x.org b", f"a {URL} b"),
        ("a ![x](y) b", f"a {OPAQUE} b"),
        ("a $x$ b", f"a {OPAQUE} b"),
        ("a {ref}`x` b", f"a {OPAQUE} b"),
        ("a {{< x >}} b", f"a {OPAQUE} b"),
        ("a <svg>x</svg> b", f"a {OPAQUE} b"),
        ("a[^1] b", "a b"),
        ("a<!-- x --> b", "a b"),
        ("*a* <i>b</i>", "a b"),
        ("[a](x){.y} b", "a b"),
        ("# a {#x}", "a"),
        ("a  \n b", "a\nb"),
        ("a\\\nb", "a\nb"),
        ("a <br/>\nb", "a\nb"),
        ("> a \n>  b", "a\nb"),
        ("&lt;a&gt; &copy;", "<a> \N{COPYRIGHT SIGN}"),
        (r"a \| b", "a | b"),
        (f"a{CODE}b{URL}&#xe0c2;\0c", "a\ufffdb\ufffd\ufffd\ufffdc"),
    ],
)
def test_a_block_shows_what_a_reader_sees(text: str, shown: str) -> None:
    assert parse(text).blocks[0].text == shown


@pytest.mark.parametrize("text", ["`x`", "![](x)", "<!-- x -->", "***", "{{< x >}}", "", " \n"])
def test_what_holds_no_prose_makes_no_block(text: str) -> None:
    assert parse(text).blocks == ()


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("*a* **b** ~~c~~", "emphasis a, strong b, struck c"),
        ("***a***", "emphasis a, strong a"),
        ("[a *b*](c)", "link a b, emphasis b"),
        ("[a](b) [c][d]\n\n[d]: e", "link a, link c"),
        ("[a b]\n\n[a B]: c", "link a b, reference a b"),
        ("[a][]\n\n[a]: c", "link a, reference a"),
        ("![a]\n\n[a]: c", "reference a"),
        (
            "<b>a</b> <em>b</em> <a href='x'>c</a> <del>d</del>",
            "strong a, emphasis b, link c, struck d",
        ),
        ("<b>a", "strong a"),
        ("a</b> *b", ""),
    ],
)
def test_inline_markup_leaves_marks(text: str, marks: str) -> None:
    blocks = [block for block in parse(text).blocks if block.text != "\ue0c2"]
    shown = [f"{m.kind.value} {b.text[m.start : m.end]}" for b in blocks for m in b.marks]
    assert ", ".join(shown) == marks


def test_markup_goes_on_where_html_cuts_the_text() -> None:
    blocks = parse("*a<p>b*").blocks
    assert [[mark.kind for mark in block.marks] for block in blocks] == [[MarkKind.EMPHASIS]] * 2


DIRECTIVES = [
    ("a <!-- termlint-disable-line -->", Scope.LINE, (), ""),
    (
        "<!-- termlint-disable-next-line x-y, z -- a reason -->",
        Scope.NEXT_LINE,
        ("x-y", "z"),
        "a reason",
    ),
    ("<!--termlint-disable x y-->", Scope.START, ("x", "y"), ""),
    ("<!-- termlint-enable\n  x\n-->", Scope.END, ("x",), ""),
    ("<!-- termlint-disable-file -- why -- not -->", Scope.FILE, (), "why -- not"),
    ("- a\n\n  <!-- termlint-disable-line -->\n", Scope.LINE, (), ""),
    ("> a\n> <!-- termlint-disable-line x -->", Scope.LINE, ("x",), ""),
    ("|a|\n|-|\n|b <!-- termlint-disable-line x -->|", Scope.LINE, ("x",), ""),
    ("<div>\n<!-- termlint-disable-line x --></div>", Scope.LINE, ("x",), ""),
    ("# a <!-- termlint-disable-line x -->", Scope.LINE, ("x",), ""),
    ("a\n% termlint-disable x -- y\nb", Scope.START, ("x",), "y"),
    ("<!-- termlint-disable-lines -->", Scope.UNKNOWN, (), ""),
]


@pytest.mark.parametrize(("text", "scope", "checks", "reason"), DIRECTIVES)
def test_suppression_comments_are_read(
    text: str, scope: Scope, checks: tuple[str, ...], reason: str
) -> None:
    (directive,) = parse(text).directives
    assert (directive.scope, directive.checks, directive.reason) == (scope, checks, reason)
    comment = text[directive.span.start : directive.span.end]
    assert re.fullmatch(r"<!--.*-->|% .*", comment, re.DOTALL)
    assert parse(text, places=()).directives == (directive,)


@pytest.mark.parametrize(
    "text",
    [
        "`<!-- termlint-disable-line -->`",
        "```\n<!-- termlint-disable-line -->\n```",
        "    <!-- termlint-disable-line -->",
        "<pre><!-- termlint-disable-line --></pre>",
        r"\<!-- termlint-disable-line -->",
        "<!-- termlint-docs is a name -->",
        "<!-- see termlint-disable-line -->",
        "termlint-disable-line",
        "50 % termlint-disable-line",
    ],
)
def test_other_things_suppress_nothing(text: str) -> None:
    assert parse(text).directives == ()


def test_comments_of_mdx_suppress() -> None:
    text = "a {/* termlint-disable-line x -- y */}\n\n{/*\n  termlint-enable\n*/}\n\n`{/* termlint-disable */}`"
    line, end = parse(text, flavour=Flavour.MDX).directives
    assert (line.scope, line.checks, line.reason) == (Scope.LINE, ("x",), "y")
    assert text[line.span.start : line.span.end] == "{/* termlint-disable-line x -- y */}"
    assert end.scope is Scope.END


@pytest.mark.parametrize(
    ("path", "flavour"),
    [
        ("a.md", Flavour.MARKDOWN),
        ("docs/a.markdown", Flavour.MARKDOWN),
        ("docs/a.mdx", Flavour.MDX),
        ("docs/A.MDX", Flavour.MDX),
        ("a.mdx/b.md", Flavour.MARKDOWN),
        ("-", Flavour.MARKDOWN),
    ],
)
def test_the_suffix_tells_the_flavour(path: str, flavour: Flavour) -> None:
    assert flavour_of(path) is flavour


def test_front_matter_keys_are_for_the_caller_to_choose() -> None:
    text = "---\ntitle: a\nabstract: b\n---\n"
    blocks = parse(text, prose_keys=frozenset({"abstract"})).blocks
    assert [block.text for block in blocks] == ["b"]


def test_only_blocks_around_the_places_asked_for_are_read() -> None:
    text = "---\ntitle: v\n---\n# w y\n\nb *z*\n\n- v\n\n> b\n"
    places = [found.start() for found in re.finditer("[vw]", text)]
    read = parse(text, places=places).blocks
    assert read == tuple(block for block in parse(text).blocks if block.text[0] in "vw")


def test_a_table_is_read_as_a_whole_or_not_at_all() -> None:
    text = "|a|b|\n|-|-|\n|c|d|\n"
    assert parse(text, places=[text.index("d")]).blocks == parse(text).blocks
    assert parse(text, places=()).blocks == ()


def test_an_entity_is_found_as_a_whole_or_not_at_all() -> None:
    (block,) = parse("R&amp;D *team*").blocks
    assert block.text == "R&D team"
    assert block.locate(1, 2) == Span(1, 6)
    assert block.locate(0, 8) == Span(0, 13)
    (block,) = parse("a &ngE; b").blocks
    assert block.text == "a \u2267\u0338 b"
    assert block.locate(2, 4) == Span(2, 7)
    assert block.locate(2, 3) is None


def test_a_line_break_takes_in_what_stands_around_it() -> None:
    text = "> data \r\n>  set"
    (block,) = parse(text).blocks
    start = block.text.index("\n")
    assert block.locate(start, start + 1) == Span(text.index(" \r"), text.index("set"))
    assert block.locate(0, len(block.text)) == Span(2, len(text))
