"""MyST directives: which of them hold prose, and what their first line says."""

from __future__ import annotations

import re

_TITLED = frozenset(
    "admonition attention caution danger error hint important note seealso tip warning todo "
    "dropdown card grid-item-card tab-item tabbed sidebar topic rubric table list-table "
    "exercise solution proof theorem lemma definition corollary example remark axiom "
    "conjecture property assumption criterion observation proposition algorithm "
    "epigraph highlights pull-quote margin aside blockquote attention details "
    "versionadded versionchanged deprecated versionremoved".split()
)
"""Directives with prose in them, whose argument is prose too: a title or the first words."""
_UNTITLED = frozenset(
    "figure grid grid-item tab-set card-carousel card-body card-header card-footer compound "
    "container class only ifconfig glossary div span tab-set panels hlist footer header "
    "markdown-figure subfigure figure-md centered line-block".split()
)
"""Directives with prose in them, whose argument is a path, a class or a number of columns."""
_CODE = frozenset(
    "code code-block sourcecode code-cell literalinclude include math mermaid toctree image "
    "raw eval-rst csv-table parsed-literal doctest graphviz digraph plot video iframe "
    "bibliography index autosummary automodule autoclass autofunction program-output".split()
)
"""Directives without prose, also where colons enclose them."""

_OPTION = re.compile(r"[ \t]*:[\w-]+:(?:[ \t].*)?$")
_VERSIONED = re.compile(r"(?:version(?:added|changed|removed)|deprecated)$")
_ATTRIBUTES = re.compile(r"[ \t]*\{[^{}]*\}[ \t]*$")


def holds_prose(name: str) -> bool:
    """Whether the body of the directive ``name`` is known to be Markdown text."""
    name = name.rpartition(":")[2].lower()
    return name in _TITLED or name in _UNTITLED


def holds_code(name: str) -> bool:
    """Whether the body of the directive ``name`` is known not to be prose."""
    return name.lower() in _CODE or (":" in name and not holds_prose(name))


def title_in(name: str, argument: str) -> tuple[int, int]:
    """Which part ``argument[start:end]`` of a directive's argument is prose; may be empty."""
    name = name.rpartition(":")[2].lower()
    if name not in _TITLED:
        return 0, 0
    start = 0
    if _VERSIONED.match(name):
        start = len(argument) - len(argument.partition(" ")[2])
    attributes = _ATTRIBUTES.search(argument)
    return start, attributes.start() if attributes else len(argument)


def is_option(line: str) -> bool:
    """Whether a line at the start of a directive's body is an option: ``:class: wide``."""
    return _OPTION.match(line) is not None
