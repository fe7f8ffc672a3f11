"""termlint: a type checker for terminology in Markdown documents."""

from __future__ import annotations

__version__ = "0.1.0"
