"""Tells from Markdown, unparsed, where a finding could stand, so that most of it is never parsed.

It may say yes too often and never says no wrongly. Where no mark stands inside a word, each word
that a reader sees is a word of the source as well. So a form of which a word is nowhere in the
source is nowhere in the document, and a form that is written in the source just as its glossary
has it is written rightly. What is left are words that marks take apart in the source, such as
``git**hub**``; these are looked for by their pieces.
"""

from __future__ import annotations

from termlint.prescan.candidates import Choice, Wanted
from termlint.prescan.scan import Prescan, may_report_alone

__all__ = ["Choice", "Prescan", "Wanted", "may_report_alone"]
