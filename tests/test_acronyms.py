"""Abbreviations: their expansions, where two of them conflict, and where none is given."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termlint.acronyms.agreement import in_number, is_variation, normal_form
from termlint.acronyms.expansions import expansions_of
from termlint.acronyms.initials import in_full, stand_for
from termlint.acronyms.known import COMMON, METHODS, SHOUTED, STATES
from termlint.acronyms.places import abbreviation_places, expansion_places
from termlint.checks import conflicting_acronym, undefined_acronym
from termlint.diagnostic import Diagnostic, Place
from termlint.facts import facts_of, merged, verdicts_on
from termlint.fix import fix
from termlint.lint import Linter
from termlint.markdown import flavour_of, parse
from termlint.selection import Rules
from termlint.termbase import Termbase
from termlint.usage import Usage
from tests.conftest import CommonMarkExample
from tests.growth import assert_linear
from tests.vocabulary import linter_of

CONFLICTS = Rules(select=frozenset({"conflicting-acronym"}))
UNDEFINED = Rules(select=frozenset({"undefined-acronym"}))
GLOSSARY = """
concepts:
  - {term: machine learning, abbreviation: ML, deprecated: [machine learnings]}
  - {term: MLOps, admitted: [machine learning operations]}
  - {term: AWS, admitted: [Amazon Web Services], names: [XYZ Prize]}
"""
LINTER = linter_of("concepts: [{term: nothing at all}]", CONFLICTS)
WITH_GLOSSARY = linter_of(GLOSSARY, CONFLICTS)
STRICT = linter_of(GLOSSARY, UNDEFINED)


def usage_of(text: str, path: str = "a.md", places: Collection[int] | None = None) -> Usage:
    """A document by itself, without a glossary."""
    return Usage(parse(text, flavour=flavour_of(path), places=places), Termbase(), (), path)


def expansions(text: str, path: str = "a.md") -> list[tuple[str, str]]:
    return [(each.abbreviation, each.text) for each in expansions_of(usage_of(text, path))]


def in_project(linter: Linter, files: dict[str, str]) -> dict[str, tuple[Diagnostic, ...]]:
    """The diagnostics of each file of a project."""
    facts = merged(linter.check(text, path).facts for path, text in files.items())
    verdicts = verdicts_on(facts)
    return {path: linter.check(text, path, verdicts).diagnostics for path, text in files.items()}


@pytest.mark.parametrize(
    ("abbreviation", "words"),
    [
        pytest.param("API", "application programming interface", id="initials"),
        pytest.param("IAM", "Identity and Access Management", id="small word skipped"),
        pytest.param("IoT", "internet of things", id="small word used"),
        pytest.param("SaaS", "software as a service", id="both"),
        pytest.param("PVC", "PersistentVolumeClaim", id="inner capitals"),
        pytest.param("TFX", "TensorFlow Extended", id="inner capitals and ex"),
        pytest.param("HPO", "hyperparameter optimization", id="second part of a word"),
        pytest.param("MLOps", "machine learning operations", id="beginning and plural"),
        pytest.param("GenAI", "generative AI", id="beginning and capitals"),
        pytest.param("mTLS", "mutual TLS", id="capitals in full"),
        pytest.param("PyPI", "Python Package Index", id="two letters of a word"),
        pytest.param("E2E", "end to end", id="a number for its sound"),
        pytest.param("CI/CD", "continuous integration continuous delivery", id="slash"),
        pytest.param("CI/CD", "continuous integration and delivery", id="shared first word"),
    ],
)
def test_initials(abbreviation: str, words: str) -> None:
    assert stand_for(abbreviation, words.split())


@pytest.mark.parametrize(
    ("abbreviation", "words"),
    [
        pytest.param("API", "the application programming interface", id="article"),
        pytest.param("API", "application interface", id="letter without a word"),
        pytest.param("API", "application and programming unit interface", id="word without a letter"),
        pytest.param("EST", "Eastern Time", id="letter inside a word"),
        pytest.param("DB", "database", id="one word"),
        pytest.param("IPAM", "IPAM", id="the abbreviation itself"),
        pytest.param("CI/CD", "continuous integration", id="half of it"),
        pytest.param("API", " ".join(["application"] * 40), id="too many words"),
        pytest.param("API", "", id="no words"),
    ],
)  # fmt: skip
def test_no_initials(abbreviation: str, words: str) -> None:
    assert not stand_for(abbreviation, words.split())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("Pull Request", "pull-requests", id="case, hyphen, number"),
        pytest.param("area under the curve", "area under curve", id="article"),
        pytest.param("input/output", "input and output", id="and"),
        pytest.param("extract, transform, load", "extract, transform, and load", id="a list"),
        pytest.param("extract-transform-load", "Extract, transform & load", id="hyphens in a list"),
        pytest.param("mean time to recover", "mean time to recovery", id="verb and noun"),
        pytest.param("PersistentVolume", "persistent volumes", id="inner capitals"),
        pytest.param("hyper-parameter search", "hyperparameter search", id="closed up"),
        pytest.param("product manager", "product management", id="derived"),
        pytest.param("highly available", "high availability", id="derived twice"),
        pytest.param("network virtualisation", "network virtualization", id="spelling"),
        pytest.param("terms of service", "term of service", id="head before of"),
    ],
)
def test_the_same_expansion(one: str, other: str) -> None:
    assert normal_form(one) == normal_form(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("application program interface", "application programming interface", id="ending"),
        pytest.param("technical lead", "tech lead", id="short"),
        pytest.param("Cloud Native Compute Foundation", "Cloud Native Computing Foundation", id="form"),
        pytest.param("Enhancements Proposal", "Enhancement Proposal", id="inner plural"),
        pytest.param("recieve buffer", "receive buffer", id="letters swapped"),
        pytest.param("machne learning", "machine learning", id="letter missing"),
        pytest.param("identity access management", "identity and access management", id="small word"),
        pytest.param("input output", "input/output", id="sign"),
        pytest.param("EC2 Container Registry", "Elastic Container Registry", id="one word of three"),
    ],
)  # fmt: skip
def test_a_variation(one: str, other: str) -> None:
    assert normal_form(one) != normal_form(other)
    assert is_variation(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("machine learning", "maximum likelihood", id="nothing in common"),
        pytest.param("continuous delivery", "continuous deployment", id="one word of two"),
        pytest.param(
            "custom storage initializer", "container storage interface", id="one of three"
        ),
    ],
)
def test_another_meaning(one: str, other: str) -> None:
    assert normal_form(one) != normal_form(other)
    assert not is_variation(one, other)


def test_number_and_halves() -> None:
    assert in_number("custom resource definition", plural=True) == "custom resource definitions"
    assert in_number("terms of service", plural=False) == "term of service"
    assert in_number("pull requests", plural=True) == "pull requests"
    full = "continuous integration and continuous delivery"
    assert in_full("CI/CD", "continuous integration and delivery") == full
    assert in_full("CI/CD", full) == full


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("A custom resource definition (CRD).", ("CRD", "custom resource definition"), id="before"),
        pytest.param("CRDs (custom resource definitions)", ("CRD", "custom resource definitions"), id="after"),
        pytest.param("PR (the pull request, as on GitHub)", ("PR", "pull request"), id="up to a comma"),
        pytest.param("ETL (extract, transform, load)", ("ETL", "extract, transform, load"), id="list"),
        pytest.param("extract, transform, and load (ETL)", ("ETL", "extract, transform, and load"), id="list before"),
        pytest.param("A pull request (or PR for short)", ("PR", "pull request"), id="or"),
        pytest.param("a pull request (also known as a PR)", None, id="with an article"),
        pytest.param("SLO (short for service level objective)", ("SLO", "service level objective"), id="short for in brackets"),
        pytest.param("SLO stands for service level objective and is agreed.", ("SLO", "service level objective"), id="stands for"),
        pytest.param("An SLO, short for service level objective, is one.", ("SLO", "service level objective"), id="short for"),
        pytest.param("IaaS: infrastructure as a service (IaaS)", ("IaaS", "infrastructure as a service"), id="shortest"),
        pytest.param("# Pull requests (PRs)", ("PR", "Pull requests"), id="heading"),
        pytest.param("|a|\n|-|\n|pull request (PR)|", ("PR", "pull request"), id="cell"),
        pytest.param("**Pull** *Request* (**PR**)", ("PR", "Pull Request"), id="emphasis"),
        pytest.param("**P**ull **R**equest (PR)", ("PR", "Pull Request"), id="letters marked"),
        pytest.param("[pull request](http://a.b/c) (PR)", ("PR", "pull request"), id="link before"),
        pytest.param("a [pull request (PR)][1]\n\n[1]: x", ("PR", "pull request"), id="in a link"),
        pytest.param("[PR](http://a.b/c) (pull request)", ("PR", "pull request"), id="link after"),
        pytest.param("pull request ([PR](http://a.b/c))", ("PR", "pull request"), id="link in brackets"),
        pytest.param("![x](a.png) <b>pull</b> request (PR)", ("PR", "pull request"), id="tags"),
        pytest.param("pull &#114;equest (PR)", ("PR", "pull request"), id="entity"),
        pytest.param("> a pull\n> request (PR)", ("PR", "pull request"), id="quote"),
        pytest.param("- PR\n  (pull request)", ("PR", "pull request"), id="item over lines"),
        pytest.param("“pull request” (“PR”)", ("PR", "pull request"), id="quoted"),
        pytest.param("---\ntitle: A pull request (PR)\n---\n", ("PR", "pull request"), id="front matter"),
    ],
)  # fmt: skip
def test_expansions(text: str, expected: tuple[str, str] | None) -> None:
    assert expansions(text) == ([] if expected is None else [expected])


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("the objective of the team (SLO)", id="other words"),
        pytest.param("SLO (see below), SLO (99 percent), SLO (so long)", id="remarks"),
        pytest.param("a pre-pull request (PR)", id="part of a word"),
        pytest.param("In Azure, Kubernetes Service (AKS)", id="comma"),
        pytest.param("Pull. Request (PR)", id="full stop"),
        pytest.param("pull `x` request (PR)", id="code between"),
        pytest.param("`pull request (PR)`", id="code"),
        pytest.param("```\npull request (PR)\n```", id="code block"),
        pytest.param("pull request (PRX)", id="another abbreviation"),
        pytest.param("pull request (P&#82;)", id="entity in the abbreviation"),
        pytest.param("pull request [PR](PR)", id="link's target"),
        pytest.param("a big thing (Pr)", id="one capital"),
        pytest.param("x/PR (pull request)", id="path"),
        pytest.param("misunderstands for", id="no sentence"),
    ],
)
def test_no_expansions(text: str) -> None:
    assert expansions(text) == []


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        pytest.param("a **custom resource** definition (CRD)", "custom resource** definition", id="emphasis"),
        pytest.param("CRD (custom\r\n  resource definition)", "custom\r\n  resource definition", id="line break"),
        pytest.param("\U0001f600 CRD (custom resource definition)", "custom resource definition", id="astral"),
    ],
)  # fmt: skip
def test_an_expansion_has_the_place_of_its_words(text: str, marked: str) -> None:
    usage = usage_of(text)
    assert [usage.text_of(each.span) for each in expansions_of(usage)] == [marked]


# ---- Conflicts ------------------------------------------------------------------------------------


def test_the_minority_is_reported_at_all_its_places_in_all_files() -> None:
    files = {
        "a.md": "An application program interface (API). The API (application program interface).",
        "b.md": "One application programming interface (API).\n\nAPIs (Application Programming Interfaces).",
        "c.md": "The API: application programming interfaces (APIs).",
    }
    found = in_project(LINTER, files)
    assert [d.text for d in found["a.md"]] == ["application program interface"] * 2
    assert (found["b.md"], found["c.md"]) == ((), ())
    first = found["a.md"][0]
    assert first.message == (
        '"API" is written out as "application program interface" (2 times) and as '
        '"application programming interface" (3 times); write "application programming interface"'
    )
    assert first.suggestions == ("application programming interface",)
    assert first.fix is None
    (related,) = first.related
    assert isinstance(related.at, Place)
    assert (related.at.path, related.at.start.line, related.at.start.column) == ("b.md", 1, 5)


def test_the_order_of_the_files_does_not_matter() -> None:
    files = {
        "a.md": "A technical lead (TL) and the TL (tech lead).",
        "b.md": "The test label (TL).",
        "c.md": "Each tech lead (TL) has an AI (action item).",
        "d.md": "artificial intelligence (AI)",
    }
    expected = in_project(LINTER, files)
    assert [d.text for d in expected["a.md"]] == ["technical lead"]
    for order in permutations(files):
        assert in_project(LINTER, {path: files[path] for path in order}) == expected


def test_a_file_alone_is_a_project_of_its_own() -> None:
    text = "SA (service account), SA (solution architect), SA (service accounts)"
    (found,) = LINTER.lint(text, "a.md")
    assert found.text == "solution architect"
    assert "abbreviate only one of them" in found.message
    assert LINTER.lint("SA (solution architect)", "a.md") == ()


def test_the_number_and_the_capitals_of_the_text_are_kept() -> None:
    text = "one pull request (PR), a pull request (PR), two Pulls Requests (PRs)"
    (found,) = LINTER.lint(text, "a.md")
    assert found.suggestions == ("Pull Requests",)


@pytest.mark.parametrize(
    ("text", "reported"),
    [
        pytest.param("machine learning (ML), Machine-Learning (ML)", [], id="the term"),
        pytest.param("MLOps (machine learning operations)", [], id="admitted"),
        pytest.param("Amazon Web Services (AWS)", [], id="the term is the abbreviation"),
        pytest.param("machine learnings (ML)", [], id="deprecated, which another check reports"),
        pytest.param("maximum likelihood (ML)", ["maximum likelihood"], id="another meaning"),
        pytest.param("maximum likelihood (ML) 1\n\nML (maximum likelihood) 2", ["maximum likelihood"] * 2,
                     id="the glossary wins over the majority"),
        pytest.param("Amazon Web Service Suite (AWSS)", [], id="not in the glossary"),
    ],
)  # fmt: skip
def test_the_glossary_decides(text: str, reported: list[str]) -> None:
    assert [d.text for d in WITH_GLOSSARY.lint(text, "a.md")] == reported


def test_a_slip_beside_the_glossary_has_an_unsafe_fix() -> None:
    text = "An *AWS* (Amazon Web Servces) account and **Machine Leaning** (ML)."
    found = WITH_GLOSSARY.lint(text, "a.md")
    assert [d.fix is not None and not d.fix.safe for d in found] == [True, True]
    fixed = "An *AWS* (Amazon Web Services) account and **Machine Learning** (ML)."
    assert fix(text, found, unsafe=True)[0] == fixed
    assert fix(text, found)[0] == text


def test_a_conflict_can_be_suppressed() -> None:
    text = "SA (service account). <!-- termlint-disable-line conflicting-acronym -->\n\nSA (solution architect), SA (service account)"
    # What is silenced does not count, so the first that does is the solution architect.
    assert [d.text for d in LINTER.lint(text, "a.md")] == ["service account"]
    silenced = "SA (service account), SA (solution architect) <!-- termlint-disable-line -->"
    assert LINTER.lint(silenced, "a.md") == ()


# ---- Without an expansion -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "reported"),
    [
        pytest.param("The SLO and the SLO.", ["SLO"], id="once in a file"),
        pytest.param("SLOs, KMS", ["SLOs", "KMS"], id="each, and plurals"),
        pytest.param("The GPU/NUMA nodes.", ["NUMA"], id="beside a known one"),
        pytest.param("A service level objective (SLO). The SLO.", [], id="written out before"),
        pytest.param("The SLO. A service level objective (SLO).", ["SLO"], id="written out after"),
        pytest.param("Simple Storage Service (SSX), SSX", ["SSX"], id="other letters"),
        pytest.param("The hypertext cache pentagon (HTCP)", [], id="by inner letters"),
        pytest.param("| SLO | Service level objective |\n|-|-|\n\nSLO here.", [], id="row of a table"),
        pytest.param("- **SLO**: service level objective\n- The SLO.", [], id="entry of a list"),
        pytest.param("SLO\n: an objective\n\nThe SLO.", [], id="definition list"),
        pytest.param("*[SLO]: Service level objective\n\nThe SLO.", [], id="Markdown Extra"),
        pytest.param("The M&G team, R&D and Q&A.", ["M&G"], id="ampersand"),
        pytest.param("An ML model on AWS for the XYZ Prize.", [], id="glossary and names"),
        pytest.param("# The SLO\n\nNothing.", [], id="only in a heading"),
        pytest.param("- [The SLO](#slo)\n- [KMS](x) too", ["KMS"], id="list of links"),
        pytest.param("HTTP, URLs, the USA, GPUs", [], id="common"),
        pytest.param("DO NOT use it, IMPORTANT, THE QUICK FOX", [], id="shouted"),
        pytest.param("WARNING: VERY HOT", [], id="shouted warning"),
        pytest.param("Chapter XIV, part II", [], id="Roman"),
        pytest.param("$HOME, SLO_URL, `KMS`, KMS.md, a/KMS, KMS=1, KMS(x)", [], id="code"),
        pytest.param("OPS-123, RFC 2119, KMS 3, GB200, in Raleigh, NC", [], id="names with numbers"),
        pytest.param("8 GX", [], id="unit"),
        pytest.param("He said XXXXXL.", [], id="cry"),
        pytest.param("TL;DR", [], id="with a semicolon"),
        pytest.param("https://KMS.example.com/KMS", [], id="address"),
        pytest.param("KMS: how to use it", [], id="label"),
    ],
)  # fmt: skip
def test_undefined(text: str, reported: list[str]) -> None:
    assert [d.text for d in STRICT.lint(text, "a.md")] == reported


@pytest.mark.parametrize("index", ["README.md", "docs/_index.md", "index.mdx", "x/Glossary.md"])
def test_an_index_page_introduces_for_all(index: str) -> None:
    files = {"a.md": "The SLO of the KMS.", index: "An SLO is a service level objective (SLO)."}
    assert [d.text for d in in_project(STRICT, files)["a.md"]] == ["KMS"]
    files = {"a.md": "The SLO of the KMS.", "b.md": files[index]}
    found = in_project(STRICT, files)
    assert [d.text for d in found["a.md"]] == ["SLO", "KMS"]
    assert [d.text for d in found["b.md"]] == ["SLO"]


def test_what_to_write_is_said_where_the_words_are_known() -> None:
    (found,) = STRICT.lint("The SLO. A service level objective (SLO).", "a.md")
    assert found.suggestions == ("service level objective (SLO)",)
    assert len(found.related) == 1


def test_the_lists_of_known_capitals_are_disjoint() -> None:
    assert all(one == one.upper() for one in COMMON | METHODS | SHOUTED | STATES)
    assert not COMMON & SHOUTED
    assert not METHODS & SHOUTED


# ---- Markdown that was not parsed -----------------------------------------------------------------

PIECES = st.sampled_from(
    [
        "pull request", "Pull", "Request", "pull", "request", "PR", "(PR)", "(PRs)", "PR (", "PRs", "(",
        ")", " ", " ", "\n", "\n\n", "\n> ", "\n- ", "\n  ", "*", "**", "_", "~~", "[", "]", "](x)",
        "](x y)", "![", "<b>", "</b>", "<br>", "<!-- c -->", "`", "&#82;", "&amp;", "&nbsp;", "\\", "|",
        "\n|-|\n|", "[^1]", "{#a}", "{{< x >}}", "$", "/", ", ", "-", "'", "\"", "''", "“", ":", ".", "or ",
        "short for ", "the ", " stands for ", "SLO", "service ", "level ", "objective ", "# ", "---\n",
        "title: '", "```\n", "aka ", "*[PR]: ", "\n: ", "The ",
    ]
)  # fmt: skip


def may_expand(source: str) -> bool:
    return next(expansion_places(source), None) is not None


def assert_no_expansion_is_missed(text: str, path: str = "a.md") -> None:
    found = expansions(text, path)
    assert may_expand(text) or not found
    looked = expansions_of(usage_of(text, path, [place for place, _ in expansion_places(text)]))
    assert [(each.abbreviation, each.text) for each in looked] == found


def assert_no_use_is_missed(text: str, path: str = "a.md") -> None:
    places = [*abbreviation_places(text)]
    all_blocks, some = usage_of(text, path), usage_of(text, path, places)
    expected = list(undefined_acronym.check(all_blocks, {}))
    assert list(undefined_acronym.check(some, {})) == expected
    assert places or not expected


@pytest.mark.parametrize(
    "text",
    [
        "**P**ull **R**equest (PR)", "pull\n> request (PR)", "> pull\n>> request (PR)", "pull<b> request</b> (PR)",
        "pull &#114;equest (PR)", "pull[^1] request (PR)", "[pull](a b) request (PR)", "pull request** (PR)**",
        "PR (*pull* request)", "PR (pull\n> request)", "[PR][x] (pull request)\n\n[x]: y", "PR** (pull request)**",
        "PR (sho**rt** for pull request)", "PR (short for *pull request*)", "PR\n\t (pull request)",
        "'Don''t Repeat Yourself (DRY)'", "---\ntitle: 'Don''t Repeat Yourself (DRY)'\n---\n",
        "a\\\npull request (PR)", "pull \\\nrequest (PR)", "Content of PR stands for pull *request*.",
        "{{< x >}}pull{{< y >}} request (PR)", "PR ([pull](x) request)", "PR (p&#117;ll request)",
    ],
)  # fmt: skip
@pytest.mark.parametrize("path", ["a.md", "a.mdx"])
def test_nothing_is_missed_across_markup(text: str, path: str) -> None:
    assert_no_expansion_is_missed(text, path)
    assert_no_use_is_missed(text, path)


@given(st.lists(PIECES, max_size=16).map("".join))
def test_nothing_is_missed_in_generated_text(text: str) -> None:
    assert_no_expansion_is_missed(text)
    assert_no_use_is_missed(text)


def test_nothing_is_missed_in_the_examples_of_commonmark(
    commonmark_examples: Sequence[CommonMarkExample],
) -> None:
    for example in commonmark_examples:
        for text in (example.markdown, example.markdown.replace("foo", "pull request (PR)")):
            assert_no_expansion_is_missed(text)
            assert_no_use_is_missed(text)


def test_nothing_is_missed_in_real_files(corpus: Path) -> None:
    seen = looked_into = 0
    for path in sorted(corpus.rglob("*.md"))[::30]:
        text = path.read_bytes().decode("utf-8", errors="replace")
        assert_no_expansion_is_missed(text)
        assert_no_use_is_missed(text)
        seen, looked_into = seen + 1, looked_into + may_expand(text)
    assert looked_into < seen / 2


@pytest.mark.parametrize(
    "text",
    [
        "Plain words (in brackets), links [a](b) and `code (PR)`.",
        "The API (see below) and the CLI (for *experts*).",
        "the objective of the team (SLO)",
        "It understands forms.",
    ],
)
def test_most_text_is_not_looked_into(text: str) -> None:
    assert not may_expand(text)


# ---- Texts made to hurt ---------------------------------------------------------------------------

HOSTILE = {
    "brackets": "( ",
    "brackets in capitals": "(A" * 2,
    "abbreviations in brackets": "a (AB) ",
    "abbreviations before brackets": "AB (a b) ",
    "links before brackets": "[AB](x) (a ",
    "capitals": "ABC ",
    "one capital": "A",
    "capitals with slashes": "A/",
    "capitals with ampersands": "A&",
    "words": "all ",
    "marks": "*_~",
    "quotes": "\"'",
    "saying": "AB stands for ",
    "short": "short for ",
    "entries": "AB: a b\n\n",
    "cells": "| AB | a b |\n",
    "closing": "](",
    "gaps": "AB \n> ",
    "unclear": "&;",
}


@pytest.mark.parametrize("piece", [pytest.param(piece, id=name) for name, piece in HOSTILE.items()])
def test_time_grows_with_the_length(piece: str) -> None:
    def read(count: int) -> Callable[[], object]:
        text = piece * count
        usage = usage_of(text)
        return lambda: (
            list(expansion_places(text)),
            list(conflicting_acronym.observe(usage)),
            list(undefined_acronym.observe(usage)),
        )

    assert_linear(read, 1_000)


def test_the_facts_of_a_file_are_small() -> None:
    text = "CRD (custom resource definition). " * 100
    facts = facts_of("a.md", text, conflicting_acronym.observe(usage_of(text)))
    (seen,) = facts.choices.values()
    assert [each.times for each in seen.values()] == [100]
