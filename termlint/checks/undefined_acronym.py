"""An abbreviation that is used before it is written out."""

from __future__ import annotations

from termlint.diagnostic import Severity

NAME = "undefined-acronym"
SEVERITY = Severity.INFO
ENABLED = False
