"""Fixes: the case, number and article they keep, the places they leave alone, and their rounds."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

import pytest

from termlint.diagnostic import Diagnostic, Edit, Fix, Severity
from termlint.fix import fix, fix_fully
from termlint.span import Span
from tests.vocabulary import builtin_linter, linter_of

LINTER = linter_of(
    """
kinds:
  verb: {inflection: verb}
concepts:
  - {term: MLOps}
  - {term: GitHub}
  - {term: Hugging Face}
  - {term: kube-proxy}
  - {term: macOS}
  - {term: .NET, variants: [dotnet]}
  - {term: C++, variants: [cpp]}
  - {term: allowlist, deprecated: [{form: whitelist, fix: safe}]}
  - {term: allow list, deprecated: [{form: greenlist, fix: safe}]}
  - {term: log shipper, deprecated: [{form: log collector, fix: safe}]}
  - {term: MLOps engineer, deprecated: [{form: ML DevOps engineer, fix: safe}]}
  - {term: Kubeflow Trainer, deprecated: [{form: Training Operator, fix: safe}]}
  - {term: training job, deprecated: [{form: fit, fix: safe}]}
  - {term: node pool, deprecated: [{form: machine groups, fix: safe}]}
  - {term: "Let's Encrypt", variants: [letsencrypt]}
  - {term: sign in, kind: verb, deprecated: [{form: log in, fix: safe}]}
  - {term: write, kind: verb, deprecated: [{form: author, fix: safe}]}
  - {term: main branch, deprecated: [{form: master branch, fix: unsafe}]}
"""
)


def fixed(text: str, path: str = "a.md") -> str:
    return fix_fully(text, lambda text: LINTER.lint(text, path)).text


@pytest.mark.parametrize(
    ("text", "after"),
    [
        pytest.param("On github.", "On GitHub.", id="case"),
        pytest.param("ML Ops, ML-Ops, ml ops.", "MLOps, MLOps, MLOps.", id="spacing"),
        pytest.param("Whitelists are. NO WHITELIST HERE", "Allowlists are. NO ALLOWLIST HERE", id="capitals"),
        pytest.param("THE LOG COLLECTOR IS OLD", "THE LOG SHIPPER IS OLD", id="capitals of two words"),
        pytest.param("# The Log Collector Guide", "# The Log Shipper Guide", id="title"),
        pytest.param("# The Greenlist of Users", "# The Allow List of Users", id="title from one word to two"),
        pytest.param("# The greenlist of users", "# The allow list of users", id="heading that is no title"),
        pytest.param("# Greenlist", "# Allow list", id="heading of one word"),
        pytest.param("# Senior ML DevOps Engineers", "# Senior MLOps Engineers", id="title with an abbreviation"),
        pytest.param("# Best Ml Ops Engineers Ever", "# Best MLOps Engineers Ever", id="title with a wrong spelling"),
        pytest.param("- Greenlists are", "- Allow lists are", id="item"),
        pytest.param("Mac OS is not linux.", "macOS is not linux.", id="name with an inner capital"),
        pytest.param("Kube Proxy runs.", "Kube-proxy runs.", id="name in lower case"),
    ],
)  # fmt: skip
def test_the_case_is_kept(text: str, after: str) -> None:
    assert fixed(text) == after
    assert fixed(after) == after


@pytest.mark.parametrize(
    ("text", "after"),
    [
        pytest.param("Use Greenlist and Greenlist now.", "Use allow list and allow list now.", id="capitals beside each other"),
        pytest.param("Greenlist and Greenlist are.", "Allow list and allow list are.", id="capital of a sentence beside one"),
        pytest.param("The Acme Greenlist is.", "The Acme allow list is.", id="name before it"),
        pytest.param("The Acme Log Collector is.", "The Acme Log Shipper is.", id="name of several words"),
        pytest.param("The Acme Whitelist is.", "The Acme Allowlist is.", id="one word for one"),
        pytest.param("New York, Rome, Paris, Oslo, Bern, Prague, Berlin, Wien, Lima, the Greenlist", "New York, Rome, Paris, Oslo, Bern, Prague, Berlin, Wien, Lima, the Allow List", id="title of twelve words"),
        pytest.param("(we use\nGreenlist)", "(we use\nAllow list)", id="beginning of a line"),
    ],
)  # fmt: skip
def test_what_is_suggested_is_what_comes_of_it(text: str, after: str) -> None:
    diagnostics = LINTER.lint(text, "a.md")
    assert fix(text, diagnostics) == (after, diagnostics)
    assert LINTER.lint(after, "a.md") == ()


@pytest.mark.parametrize(
    ("text", "after"),
    [
        pytest.param("The whitelists", "The allowlists", id="plural"),
        pytest.param("Githubs differ.", "GitHubs differ.", id="plural of a name"),
        pytest.param("Github's, the whitelist's end", "GitHub's, the allowlist's end", id="possessive"),
        pytest.param("The whitelists' end", "The allowlists' end", id="possessive of a plural"),
        pytest.param("ML Ops' rise", "MLOps' rise", id="possessive of a word in s"),
        pytest.param("The machine groups' end", "The node pool's end", id="possessive of a plural no more"),
        pytest.param("The machine groups’ end", "The node pool’s end", id="curved apostrophe"),
        pytest.param("Call it 'machine groups' now", "Call it 'node pool' now", id="quotation marks"),
        pytest.param("We logged in. Logging in is.", "We signed in. Signing in is.", id="tense"),
        pytest.param("She authored it.", "She wrote it.", id="past"),
        pytest.param("It was never authored.", "It was never written.", id="passive"),
        pytest.param("We have authored it.", "We have written it.", id="perfect"),
        pytest.param("Text authored by us", "Text written by us", id="participle with its agent"),
        pytest.param("She authors it.", "She writes it.", id="third person"),
        pytest.param("A log-collector agent", "A log-shipper agent", id="hyphens before a noun"),
    ],
)  # fmt: skip
def test_number_tense_and_possessive_are_kept(text: str, after: str) -> None:
    assert fixed(text) == after
    assert fixed(after) == after


@pytest.mark.parametrize(
    ("text", "after"),
    [
        pytest.param("A whitelist is", "An allowlist is", id="sound changes"),
        pytest.param("AN FIT IS", "A TRAINING JOB IS", id="capitals"),
        pytest.param("USE A WHITELIST NOW", "USE AN ALLOWLIST NOW", id="capitals that need an N"),
        pytest.param("a\nwhitelist", "an\nallowlist", id="on the line before"),
        pytest.param('a "whitelist", a (whitelist)', 'an "allowlist", an (allowlist)', id="behind a mark"),
        pytest.param("a *whitelist*, a [whitelist](x)", "an *allowlist*, an [allowlist](x)", id="behind markup"),
        pytest.param("a log collector", "a log shipper", id="sound stays"),
        pytest.param("an github page", "an GitHub page", id="was wrong before"),
        pytest.param("the whitelist, formula: a = whitelist", "the allowlist, formula: a = allowlist", id="no article"),
        pytest.param("a new whitelist", "a new allowlist", id="another word between"),
        pytest.param("#a whitelist, x-a whitelist, plan_a whitelist", "#a allowlist, x-a allowlist, plan_a allowlist", id="part of a word"),
    ],
)  # fmt: skip
def test_the_article_is_mended(text: str, after: str) -> None:
    assert fixed(text) == after


@pytest.mark.parametrize(
    ("text", "after"),
    [
        pytest.param("The Kubeflow Training Operator", "The Kubeflow Trainer", id="word before"),
        pytest.param("The **Kubeflow** Training Operator", "The **Kubeflow** Trainer", id="word before in bold"),
        pytest.param("Use Kubeflow. Training Operators", "Use Kubeflow. Kubeflow Trainers", id="end of a sentence"),
        pytest.param("The fit job ended.", "The training job ended.", id="word after"),
        pytest.param("The fit jobber ended.", "The training job jobber ended.", id="part of a word after"),
        pytest.param("Hugging huggingface", "Hugging Hugging Face", id="word that was there already"),
    ],
)  # fmt: skip
def test_words_that_stand_beside_are_not_repeated(text: str, after: str) -> None:
    assert fixed(text) == after


@pytest.mark.parametrize(
    ("text", "after"),
    [
        pytest.param("# On github", "# On GitHub", id="heading"),
        pytest.param("**ML**Ops, **ml** ops, *git*hub", "**ML**Ops, **ML**Ops, *Git*Hub", id="emphasis"),
        pytest.param("<b>ml</b> ops, ml [ops](x)", "<b>ML</b>Ops, ML[Ops](x)", id="tag or link inside"),
        pytest.param("[github](http://github.com)", "[GitHub](http://github.com)", id="link text"),
        pytest.param("[github][x]\n\n[x]: http://github.com", "[GitHub][x]\n\n[x]: http://github.com", id="link text with a label"),
        pytest.param("![a github](github.png 'github x')", "![a GitHub](github.png 'GitHub x')", id="image"),
        pytest.param("---\ntitle: On github\nslug: github\n---\n", "---\ntitle: On GitHub\nslug: github\n---\n", id="front matter"),
        pytest.param("| a github |\n|-|\n| `github` |\n", "| a GitHub |\n|-|\n| `github` |\n", id="table"),
        pytest.param("<td title='github'>a github</td>", "<td title='github'>a GitHub</td>", id="HTML"),
        pytest.param("a\r\ngithub\r\n", "a\r\nGitHub\r\n", id="line ends"),
        pytest.param("\U0001f600 github", "\U0001f600 GitHub", id="astral"),
        pytest.param("We use (cpp, dotnet) and dotnet. Cpp: cpp!", "We use (C++, .NET) and .NET. C++: C++!", id="signs"),
        pytest.param("[x](y) (a github) [x](y(z)) github", "[x](y) (a GitHub) [x](y(z)) GitHub", id="behind a link"),
        pytest.param("[a] github [b] {c} github }", "[a] GitHub [b] {c} GitHub }", id="between brackets"),
    ],
)  # fmt: skip
def test_prose_is_fixed_within_markup(text: str, after: str) -> None:
    assert fixed(text) == after
    assert fixed(after) == after


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("We do ML\nOps.", id="line break"),
        pytest.param("__ML__ Ops, _ML_ _Ops_", id="underscores"),
        pytest.param("**ML** *Ops*, ***ML** Ops*", id="asterisks that would meet"),
        pytest.param("x*dotnet*, **cpp**s, cpp$x$, *dotnet*", id="sign beside a delimiter"),
        pytest.param("hugging**face**, **Hugging**face", id="space beside a delimiter"),
        pytest.param("See [github].\n\n[github]: http://x.org", id="reference label"),
        pytest.param("See [github][].\n\n[github]: http://x.org", id="collapsed reference"),
        pytest.param("See [ML Ops].\n\n[MLOps]: http://x.org", id="label that would become one"),
        pytest.param("*[ml ops]: operations", id="abbreviation"),
        pytest.param("Set {'host': 'a github page'} here.", id="braces"),
        pytest.param("[x](on (ml ops) now.md), [y](the ml ops.md)", id="broken destination"),
        pytest.param("<a:ml ops>, a < b github c > d", id="broken address"),
        pytest.param("[jane]: ml ops", id="text that would become a definition"),
        pytest.param("[[github]], [[a page on github]]", id="wiki link"),
        pytest.param("---\ntitle: 'Use letsencrypt'\n---\n", id="quote in front matter"),
        pytest.param("[a](b 'use letsencrypt')", id="quote in a title"),
        pytest.param("Use the master branch.", id="unsafe"),
        pytest.param("`github`, <i class='github'>, https://github.com/github", id="no prose"),
        pytest.param("@github #github :github: github/x github.com", id="names in text"),
        pytest.param("MLOps MLOps, A B", id="nothing wrong"),
    ],
)
def test_no_safe_fix(text: str) -> None:
    assert fixed(text) == text


def test_unsafe_fixes_on_demand() -> None:
    text = "Use the master branch of github."
    done = fix_fully(text, lambda text: LINTER.lint(text, "a.md"), unsafe=True)
    assert done.text == "Use the main branch of GitHub."
    assert [made.text for made in done.made] == ["master branch", "github"]
    assert done.left == ()


def test_what_is_not_fixed_is_left() -> None:
    done = fix_fully(
        "The master branch of github.", lambda text: LINTER.lint(text, "a.md"), unsafe=False
    )
    assert [(made.check, made.text) for made in done.made] == [("misspelled-term", "github")]
    assert [(left.check, left.span) for left in done.left] == [("deprecated-term", Span(4, 17))]


def wish(*edits: tuple[int, int, str], safe: bool = True, check: str = "x") -> Diagnostic:
    """A diagnostic whose fix makes ``edits``: from, to, replacement."""
    made = tuple(Edit(Span(start, end), new) for start, end, new in edits)
    span = Span(made[0].span.start, made[-1].span.end)
    return Diagnostic(check, Severity.WARNING, "", span, "", fix=Fix(made, safe))


@pytest.mark.parametrize(
    ("wishes", "after", "made"),
    [
        pytest.param([wish((0, 1, "A")), wish((2, 3, "C"))], "AbCdef", [0, 1], id="apart"),
        pytest.param([wish((2, 3, "C")), wish((0, 1, "A"))], "AbCdef", [1, 0], id="in any order"),
        pytest.param([wish((1, 4, "-")), wish((0, 2, "+"))], "+cdef", [1], id="the first wins"),
        pytest.param([wish((0, 2, "-")), wish((0, 4, "+"))], "+ef", [1], id="then the longer"),
        pytest.param([wish((0, 4, "-"), safe=False), wish((0, 2, "+"))], "+cdef", [1], id="before it the safe"),
        pytest.param([wish((0, 1, "A")), wish((1, 2, "B"))], "Abcdef", [0], id="touching"),
        pytest.param([wish((0, 1, "A"), (4, 5, "E")), wish((2, 3, "C"))], "AbcdEf", [0], id="between the edits of one"),
        pytest.param([wish((2, 2, "-")), wish((2, 2, "+"))], "ab-cdef", [0], id="insertions at one place"),
    ],
)  # fmt: skip
def test_of_fixes_that_meet_one_is_made(
    wishes: list[Diagnostic], after: str, made: list[int]
) -> None:
    assert fix("abcdef", wishes, unsafe=True) == (after, tuple(wishes[i] for i in made))


def test_what_was_left_is_made_in_the_next_round() -> None:
    def diagnose(text: str) -> Iterator[Diagnostic]:
        for at, char in enumerate(text):
            if char.islower():
                yield wish((at, at + 1, char.upper()))

    done = fix_fully("abc", diagnose)
    assert (done.text, len(done.made)) == ("ABC", 3)


def replacing(**words: str) -> Callable[[str], Iterator[Diagnostic]]:
    """Finds single letters and wants others in their place; the check is the letter."""

    def diagnose(text: str) -> Iterator[Diagnostic]:
        for at, char in enumerate(text):
            if char in words:
                yield wish((at, at + 1, words[char]), check=char)

    return diagnose


@pytest.mark.parametrize(
    ("words", "text", "after"),
    [
        pytest.param({"a": "b", "b": "a"}, "a-b-c", "a-b-c", id="two that undo each other"),
        pytest.param({"a": "b", "b": "c", "c": "a"}, "a", "a", id="three"),
        pytest.param({"a": "b", "b": "a", "x": "y"}, "a-x", "a-y", id="others are made"),
        pytest.param({"a": "ab"}, "a", "a", id="without end"),
        pytest.param({"a": "ab", "x": "y"}, "x a", "y a", id="without end beside another"),
        pytest.param({"a": "b", "b": "c", "c": "d"}, "a", "d", id="a chain that ends"),
    ],
)
def test_fixes_that_find_no_end_are_not_made(words: dict[str, str], text: str, after: str) -> None:
    diagnose = replacing(**words)
    assert fix_fully(text, diagnose).text == after
    assert fix_fully(after, diagnose).text == after
    assert fix_fully(after, diagnose).made == ()


@pytest.mark.parametrize("unsafe", [False, True], ids=["safe", "all"])
def test_a_second_fixing_changes_nothing_where_forms_overlap(unsafe: bool) -> None:
    linter = builtin_linter()
    concepts = linter.termbase.concepts.values()
    forms = [form.text.split() for each in concepts for form in each.designations]
    by_first: dict[str, list[list[str]]] = {}
    for words in forms:
        by_first.setdefault(words[0].lower(), []).append(words)
    chance = random.Random(1)
    made = 0
    for _ in range(60):
        words = ["The"]
        for _ in range(20):
            sharing = by_first.get(words[-1].lower())
            words += chance.choice(sharing)[1:] if sharing else chance.choice(forms)
            words += chance.choice(("", "", "a", "an", "the", "of **our**")).split()
        text = "".join(word + chance.choice("         -") for word in words)
        text = chance.choice((str, str.lower, str.title))(text)
        once = fix_fully(text, lambda text: linter.lint(text, "a.md"), unsafe=unsafe)
        again = fix_fully(once.text, lambda text: linter.lint(text, "a.md"), unsafe=unsafe)
        assert again.text == once.text, text
        made += len(once.made)
    assert made > 100
