"""Regular expressions that are compiled when they are first used.

Compiling one takes as long as reading a page with it, and most pages need few of them. For a
pattern that every page needs, ``re.compile`` is right: its methods are found a little faster.
"""

from __future__ import annotations

import re
from typing import cast

_METHODS = ("finditer", "findall", "fullmatch", "match", "search", "split", "sub")


def late_pattern(source: str, flags: int = 0) -> re.Pattern[str]:
    """What ``re.compile`` gives, without its work until something is asked of it."""
    return cast("re.Pattern[str]", _LatePattern(source, flags))


class _LatePattern:
    def __init__(self, source: str, flags: int) -> None:
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> object:
        # Called for what is not there yet: from now on the methods are.
        compiled = re.compile(self._source, self._flags)
        self.__dict__.update((method, getattr(compiled, method)) for method in _METHODS)
        return getattr(compiled, name)
