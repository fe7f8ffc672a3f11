"""Fixes in headings: safe unless something in the project links to the anchor they would change."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from termlint.anchors import at_stake, links_to
from termlint.diagnostic import Diagnostic, Place
from termlint.facts import concerning, facts_of, merged, verdicts_on
from termlint.links import anchor_links, page_at
from tests.growth import assert_linear
from tests.vocabulary import linter_of

LINTER = linter_of(
    """
concepts:
  - {term: MLOps}
  - {term: GitHub}
  - {term: CI/CD, variants: [CICD]}
  - {term: allowlist, deprecated: [{form: whitelist, fix: safe}]}
"""
)


@pytest.mark.parametrize(
    ("text", "links"),
    [
        pytest.param("[x](#ml-ops)", [("a", "ml-ops")], id="in the page"),
        pytest.param("[x](b.md#ml-ops 'title')", [("b", "ml-ops")], id="another page"),
        pytest.param("[x](<b.md#ml-ops>)", [("b", "ml-ops")], id="in angle brackets"),
        pytest.param("[x]: b.md#ml-ops\n[y]: #z", [("b", "ml-ops"), ("a", "z")], id="definitions"),
        pytest.param("<https://x.org/b/#ml-ops>", [("b", "ml-ops")], id="autolink"),
        pytest.param("See https://x.org/b/#ml-ops.", [("b", "ml-ops.")], id="bare link"),
        pytest.param("<a href=\"b.html#x\"> <a href='#y'> <a href=#z> <a href=c#z>",
                     [("b", "x"), ("a", "y"), ("a", "z"), ("c", "z")], id="HTML"),
        pytest.param("[[b#ML Ops|text]] [[#ML Ops]]", [("b", "ML Ops"), ("a", "ML Ops")], id="wiki links"),
        pytest.param('{{< ref "b.md#x" >}}', [("b", "x")], id="shortcode"),
        pytest.param("[x](#f%C3%BCr)", [("a", "für")], id="percent-encoded"),
        pytest.param("[x](%62.md#x)", [("b", "x")], id="percent-encoded page"),
        pytest.param("# Title #\n##x\n#hashtag (see #12) C# \\#x # y", [], id="no links"),
        pytest.param("[x](https://github.com/o/r/issues/1#issuecomment-12) b.py#L10-L20", [], id="comments and lines"),
        pytest.param("<i style='color:#fff000'>", [], id="colour"),
    ],
)  # fmt: skip
def test_links_to_anchors(text: str, links: list[tuple[str, str]]) -> None:
    found = list(anchor_links(text, "docs/a.md"))
    assert [(link.page, link.fragment) for link in found] == links
    for link in found:
        assert "#" in text[link.span.start : link.span.end]


@pytest.mark.parametrize(
    ("path", "destination", "page"),
    [
        pytest.param("docs/guide.md", "", "guide", id="the file itself"),
        pytest.param("docs/Guide.MD", "", "guide", id="any case"),
        pytest.param("README.md", "", "", id="page of the root"),
        pytest.param("docs/README.md", "", "docs", id="page of a folder"),
        pytest.param("docs/guide/_index.md", "", "guide", id="page of a folder for Hugo"),
        pytest.param("docs/01-intro.md", "", "intro", id="number for the order"),
        pytest.param("docs/2024.md", "", "2024", id="number by itself"),
        pytest.param("docs/a.md", "b.md", "b", id="neighbour"),
        pytest.param("docs/a.md", "./b", "b", id="without a suffix"),
        pytest.param("docs/a.md", "../README.md", "", id="page of the root from below"),
        pytest.param("docs/a.md", ".", "docs", id="folder of the file"),
        pytest.param("docs/a.md", "../guide/", "guide", id="folder"),
        pytest.param("docs/a.md", "/guide/index.html", "guide", id="from the root"),
        pytest.param("docs/a.md", "../../../x/README.md", "x", id="out of the project"),
        pytest.param("docs/a.md", "https://x.org/b/c/?q=1", "c", id="address"),
    ],
)
def test_the_page_of_a_destination(path: str, destination: str, page: str) -> None:
    assert page_at(path, destination) == page


def linted(project: dict[str, str], path: str) -> list[Diagnostic]:
    """The diagnostics of one file of a project with spelling fixes, as a run works them out."""
    facts = {name: LINTER.check(text, name).facts for name, text in project.items()}
    keys = at_stake(facts.values())
    links = [facts_of(name, text, links_to(keys, text, name)) for name, text in project.items()]
    verdicts = concerning(verdicts_on(merged([*facts.values(), *links])), facts[path])
    return list(LINTER.check(project[path], path, verdicts).diagnostics)


@pytest.mark.parametrize(
    ("project", "link"),
    [
        pytest.param({"a.md": "[x](#on-ml-ops)\n\n# On ML Ops\n"}, ("a.md", 4), id="in the page"),
        pytest.param({"a.md": "# On ML Ops\n", "b.md": "See [x](a.md#on-ml-ops).\n"}, ("b.md", 8), id="from another page"),
        pytest.param({"a.md": "# On ML Ops\n", "b.md": "[x](a.md#on-ml-ops-1)"}, ("b.md", 4), id="second of its kind"),
        pytest.param({"a.md": "# On ML Ops\n", "b.md": '<a href="/a/#on-ml-ops">'}, ("b.md", 9), id="HTML"),
        pytest.param({"a.md": "# ML Ops: für\n", "b.md": "[x](a#ml-ops-fur)"}, ("b.md", 4), id="letters of ASCII"),
        pytest.param({"a.md": "# CICD now\n", "b.md": "[x](a#cicd-now)"}, ("b.md", 4), id="sign that parts"),
        pytest.param({"a.md": "# A `x.y` whitelist\n", "b.md": "[x](a#a-xy-whitelist)"}, ("b.md", 4), id="code in the heading"),
        pytest.param({"a.md": "On ML Ops\n---\n", "b.md": "[x](a.md#on-ml-ops)"}, ("b.md", 4), id="underlined heading"),
        pytest.param({"a.md": "# ML Ops\n\n# MLOps\n", "b.md": "[x](a.md#mlops)"}, ("b.md", 4), id="anchor that would lead elsewhere"),
        pytest.param({"docs/README.md": "# ML Ops\n", "b.md": "[x](docs/#ml-ops)"}, ("b.md", 4), id="page of a folder"),
        pytest.param({"a.md": "# ML Ops\r\n", "b.md": "é\r\n[x](a.md#ml-ops)"}, ("b.md", 4), id="other line ends"),
    ],
)  # fmt: skip
def test_a_fix_that_would_break_a_link_is_unsafe_and_says_so(
    project: dict[str, str], link: tuple[str, int]
) -> None:
    path = next(iter(project))
    (found,) = (each for each in linted(project, path) if each.fix)
    assert found.fix is not None
    assert not found.fix.safe
    (related,) = found.related
    assert isinstance(related.at, Place)
    assert "anchor" in related.message
    where, column = related.at.path, related.at.start.offset
    line = project[where][related.at.start.offset :]
    assert (where, related.at.start.column) == (link[0], link[1] + 1), (column, line)


@pytest.mark.parametrize(
    "project",
    [
        pytest.param({"a.md": "# On ML Ops\n"}, id="no link"),
        pytest.param({"a.md": "# On ML Ops\n", "b.md": "[x](a.md)"}, id="link to the page"),
        pytest.param({"a.md": "# On ML Ops\n", "b.md": "[x](c.md#on-ml-ops)"}, id="another page"),
        pytest.param(
            {"a.md": "# On ML Ops\n", "b.md": "[x](#on-ml-ops)"}, id="within another page"
        ),
        pytest.param({"a.md": "# On ML Ops\n", "b.md": "[x](a.md#on-it)"}, id="another anchor"),
        pytest.param({"a.md": "[x](#on-github)\n\n# On Github\n"}, id="anchor that stays"),
        pytest.param({"a.md": "[x](#on)\n\n# On ML Ops {#on}\n"}, id="anchor of its own"),
        pytest.param(
            {"a.md": "[x](#on-ml-ops)\n\n# On ML Ops {: #on .x }\n"},
            id="anchor of its own in a list",
        ),
        pytest.param({"a.md": "[x](#on-ml-ops)\n\nOn ML Ops\n"}, id="no heading"),
    ],
)
def test_a_fix_that_breaks_no_link_is_safe(project: dict[str, str]) -> None:
    (found,) = (each for each in linted(project, "a.md") if each.fix)
    assert found.fix is not None
    assert found.fix.safe
    assert found.related == ()


def test_an_unsafe_fix_says_so_too() -> None:
    linter = linter_of("concepts: [{term: allowlist, deprecated: [whitelist]}]")
    (found,) = linter.lint("[x](#the-whitelist)\n\n# The whitelist\n", "a.md")
    assert [related.message for related in found.related] == [
        "this link leads to the anchor that the fix would change"
    ]


@pytest.mark.parametrize(
    "piece",
    [
        pytest.param("x", id="one word"),
        pytest.param("a#", id="signs"),
        pytest.param("[[", id="brackets"),
        pytest.param("[[a", id="brackets with words"),
        pytest.param("%41", id="escapes"),
        pytest.param("../", id="folders"),
    ],
)
def test_reading_links_takes_linear_time(piece: str) -> None:
    def read(count: int) -> Callable[[], object]:
        text = piece * count + "#x"
        return lambda: list(anchor_links(text, "a.md"))

    assert_linear(read, 8_000)


def test_a_page_of_headings_with_links_takes_linear_time() -> None:
    def lint(count: int) -> Callable[[], Sequence[object]]:
        text = "# ML Ops\n[x](#ml-ops)\n" * count
        return lambda: LINTER.lint(text, "a.md")

    assert len(lint(100)()) == 100
    assert_linear(lint, 125)
