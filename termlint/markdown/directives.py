"""MyST directives: which of them hold prose, and what their first line says."""

from __future__ import annotations

import re

_TITLED = frozenset(
    "admonition attention caution danger error hint important note seealso tip warning todo "
    "dropdown card grid-item-card tab-item tabbed sidebar topic rubric table list-table "
    "exercise solution proof theorem lemma definition corollary example remark axiom "
    "conjecture property assumption criterion observation proposition algorithm "
    "epigraph highlights pull-quote margin aside blockquote details "
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

DIRECTIVE = re.compile(r"(?P<fence>`{3,}|~{3,}|:{3,})[ \t]*\{(?P<name>[\w:.+-]+)\}(?P<rest>.*)$")
"""The line that opens a directive, from its fence on."""

_OPTION = re.compile(r"[ \t]*:[\w-]+:(?:[ \t].*)?$")
_VERSIONED = frozenset({"versionadded", "versionchanged", "versionremoved", "deprecated"})


def holds_prose(name: str) -> bool:
    """Whether the body of the directive ``name`` is known to be Markdown text."""
    return _last_part(name) in _TITLED or _last_part(name) in _UNTITLED


def holds_code(name: str) -> bool:
    """Whether the body of the directive ``name`` is known not to be prose."""
    return name.lower() in _CODE or (":" in name and not holds_prose(name))


def title_in(name: str, argument: str) -> str:
    """The part of a directive's argument that is prose; may be empty."""
    name = _last_part(name)
    if name not in _TITLED:
        return ""
    return argument.partition(" ")[2] if name in _VERSIONED else argument


def is_option(line: str) -> bool:
    """Whether a line at the start of a directive's body is an option: ``:class: wide``."""
    return _OPTION.match(line) is not None


def _last_part(name: str) -> str:
    """The name without its domain: ``theorem`` of ``prf:theorem``."""
    return name.rpartition(":")[2].lower()
