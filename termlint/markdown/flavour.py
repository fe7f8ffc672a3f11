"""Which dialect of Markdown a file is written in."""

from __future__ import annotations

from enum import Enum


class Flavour(Enum):
    """A dialect, as far as it changes what is prose."""

    MARKDOWN = "markdown"
    """CommonMark with the extensions of GitHub, MkDocs, Docusaurus, MyST, Hugo and Jekyll."""
    MDX = "mdx"
    """Markdown with JSX tags, ``{}`` expressions, imports and exports, and without HTML."""


def flavour_of(path: str) -> Flavour:
    """The flavour that the suffix of ``path`` stands for."""
    return Flavour.MDX if path.lower().endswith(".mdx") else Flavour.MARKDOWN
