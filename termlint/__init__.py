"""termlint: a type checker for terminology in Markdown documents."""

__version__ = "0.1.0"
