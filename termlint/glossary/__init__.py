"""Glossaries: YAML text in, one merged and validated termbase out, every mistake with its place."""

from __future__ import annotations

from termlint.glossary.loading import GlossaryNotFound, load
from termlint.glossary.problems import Problem, Source

__all__ = ["GlossaryNotFound", "Problem", "Source", "load"]
