"""The values of termlint as bytes, for other processes and for the disk, and back.

Reading admits the classes listed here and nothing else, so bytes that somebody else has left on
the disk can at worst be wrong, not run code
(https://docs.python.org/3/library/pickle.html#restricting-globals).
"""

from __future__ import annotations

import io
from typing import Any

try:
    # The half of pickle that is used here, without its twin in Python, which takes longer to load.
    from _pickle import Unpickler, UnpicklingError
    from _pickle import dumps as _dumps
except ImportError:  # it is a detail of CPython
    from pickle import Unpickler, UnpicklingError
    from pickle import dumps as _dumps

_HIGHEST_PROTOCOL = -1

_ADMITTED = {
    "termlint.compiled": {"Compiled"},
    "termlint.config.settings": {"PathRule", "Reference", "Settings"},
    "termlint.diagnostic": {
        "Diagnostic",
        "Edit",
        "Evidence",
        "Fix",
        "Place",
        "Related",
        "Severity",
    },
    "termlint.facts": {"Facts", "Seen", "Verdict"},
    "termlint.files.patterns": {"Patterns"},
    "termlint.fileerror": {"FileError"},
    "termlint.finding": {"Excerpt", "Finding"},
    "termlint.forms": {"Form", "Pattern"},
    "termlint.lint": {"Linter"},
    "termlint.match": {"Matcher"},
    "termlint.prescan.parted": {"Parted"},
    "termlint.prescan.scan": {"Prescan"},
    "termlint.run.outcome": {"Outcome"},
    "termlint.selection": {"Rules"},
    "termlint.span": {"Position", "Span"},
    "termlint.termbase": {
        "Concept",
        "Cue",
        "Designation",
        "Group",
        "Kind",
        "Origin",
        "Spec",
        "Status",
        "Termbase",
    },
}


class UnreadableError(Exception):
    """Bytes are no value of termlint, or not one of this version."""


def dumps(value: object) -> bytes:
    return _dumps(value, _HIGHEST_PROTOCOL)


def loads(data: bytes) -> Any:
    """The value that ``dumps`` has made these bytes from. Raises UnreadableError."""
    try:
        return _Reader(io.BytesIO(data)).load()
    except Exception as error:  # damaged bytes can fail in any way
        raise UnreadableError(str(error)) from None


class _Reader(Unpickler):
    def find_class(self, module_name: str, global_name: str) -> Any:
        if global_name in _ADMITTED.get(module_name, ()):
            return super().find_class(module_name, global_name)
        raise UnpicklingError(f"{module_name}.{global_name} is not expected here")
