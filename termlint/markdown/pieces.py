"""Where a text can be cut: each piece, read by itself, gives what it gives in the whole text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from string import digits

from termlint.markdown.openings import (
    end_of,
    end_of_indented_fence,
    end_of_short_element,
    openings_in,
)

_CUT = re.compile(r"\n(?:(?P<blank>[ \t]*\n)(?=[^\s:~])|(?=[-*+] +[^\s|]))")
"""A blank line before a line at the margin, or a list item there."""
_BLANK_CUT = re.compile(r"\n(?P<blank>[ \t]*\n)(?=[^\s:~])")
_ITEM = re.compile(r"[-*+] +[^\s|]")
_AT_MARGIN = re.compile(r"[^\s:~]")
_UNFIT = re.compile(
    r"[^\n]*\n(?:[ \t]*\n)?[ \t]*[:~][ \t]"
    r"|(?:[-*+]|\d+[.)])[ \t](?=[^\n]*\|)[^\n]*\n[ \t]*[-:|]"
)
"""Lines whose meaning depends on what stands before them: the term of a definition list, which
behind such a list may be anything, and a list item that could be the head of a table."""
_BLANK_LINE = re.compile(r"\n(?=[ \t]*\n)")
_TAKES_MORE = re.compile(r"^[ \t]*[<{$\\]", re.MULTILINE)
"""Lines that may take those below them, up to a blank line."""
_ITEMS = {
    2: re.compile(r"(?:[-*+] (?![-*_ \t]+\n)\S[^\n]*\n| {2}[^\n]*\n|[ \t]*\n)*+"),
    3: re.compile(r"(?:[0-9][.)] \S[^\n]*\n| {3}[^\n]*\n|[ \t]*\n)*+"),
}
"""Lines of list items and what is in them, by the column in which their content begins."""


def pieces_of(
    text: str, start: int = 0, needed: Sequence[int] | None = None
) -> Iterator[tuple[int, int]]:
    """The pieces of ``text`` from ``start`` on, as half-open spans in their order.

    At ``start`` a line begins that stands in nothing else; ``text`` ends with a line end.
    ``needed`` are ascending offsets; given, only pieces in which one of them lies are looked for.
    Code that stands in nothing else is in no piece.
    """
    cutter = _Cutter(text, start)
    index = 0
    while cutter.reached < len(text):
        place = cutter.reached
        if needed is not None:
            index = bisect_left(needed, place, index)
            if index == len(needed):
                return
            place = needed[index]
        piece = cutter.piece_at(place)
        if piece[0] < piece[1]:
            yield piece


class _Cutter:
    """Goes through a text from one line that stands in nothing else to a later one."""

    def __init__(self, text: str, start: int) -> None:
        self.reached = start
        """The line up to which the text is cut."""
        self._text = text
        self._openings = openings_in(text, start)
        self._opening: tuple[int, int, bool] = (-1, -1, False)
        """The next opening that stands in nothing else: its start, and what ``end_of`` says."""
        self._passed = self._closed = start
        """Up to where openings have been passed over in which no line is one to cut at, and where
        the last of them ends that nothing around it may take on."""
        self._blank = -1
        """The next blank line."""
        self._items: tuple[int, int] = (-1, 0)
        """Up to where a stretch consists of list items, and the column of their content."""

    def piece_at(self, place: int) -> tuple[int, int]:
        """Goes on to the end of the piece with ``place``; an empty piece where there is code."""
        text = self._text
        start, end, is_code = self._next_opening()
        while start <= place:
            if end < 0:
                piece = self._cut_before(start), len(text)
            elif place < end:
                piece = (end if is_code else start), end
            else:
                self.reached = end
                start, end, is_code = self._next_opening()
                continue
            self.reached = piece[1]
            return piece
        first = self._cut_before(place)
        # Behind the line of an opening no cut counts, and looking for one may go far.
        self.reached = self._cut_after(first, place, text.find("\n", start) + 1 or len(text))
        if start < self.reached:
            self.reached = start if end >= 0 else len(text)
        return first, self.reached

    def _next_opening(self) -> tuple[int, int, bool]:
        if self._opening[0] >= self.reached:
            return self._opening
        text = self._text
        self._opening = len(text), len(text), False
        for opening in self._openings:
            start, indent = opening.start("indent"), len(opening["indent"])
            if start < max(self.reached, self._passed) or self._goes_on(start, indent):
                continue
            self._passed = end_of_short_element(opening, self._blank_after(opening.end()))
            if self._passed > 0:
                continue
            is_fit = not _UNFIT.match(text, start) and self._ends_all(start)
            self._passed = end_of_indented_fence(opening) if is_fit else -1
            if self._passed > 0:
                self._closed = self._passed
                continue
            if self._is_in_item(start, indent):
                continue
            end, is_code = end_of(opening)
            self._opening = start, end if is_fit and not indent else -1, is_code
            break
        return self._opening

    def _ends_all(self, start: int) -> bool:
        """Whether nothing before ``start`` can hold a line there that opens something."""
        low = max(self.reached, self._closed)
        blank = self._text.rfind("\n\n", low, start)
        return not _TAKES_MORE.search(self._text, max(blank + 1, low), start)

    def _blank_after(self, place: int) -> int:
        """Where the first blank line begins behind the line with ``place``."""
        if self._blank < place:
            blank = _BLANK_LINE.search(self._text, place)
            self._blank = blank.end() if blank else len(self._text)
        return self._blank

    def _goes_on(self, start: int, indent: int) -> bool:
        """Whether the line at ``start`` belongs to the list item that was found last."""
        upto, column = self._items
        self._items = -1, 0
        if upto < self.reached or not _ITEMS[column].fullmatch(self._text, upto, start):
            return False
        self._items = start, column
        return indent >= column

    def _is_in_item(self, start: int, indent: int) -> bool:
        """Whether the line at ``start`` surely belongs to a list item."""
        if indent < 2:
            return False
        text = self._text
        first = self._cut_before(start)
        column = 2 if text[first] in "-*+" else 3 if text[first] in digits else 0
        if first == start or not column or not _ITEMS[column].fullmatch(text, first, start):
            return False
        self._items = start, column
        return indent >= column

    def _cut_before(self, place: int) -> int:
        """The last line up to ``place`` at which the text can be cut."""
        text, low = self._text, self.reached
        blank = text.rfind("\n\n", low, place)
        while blank >= 0:
            if _AT_MARGIN.match(text, blank + 2) and not _UNFIT.match(text, blank + 2):
                low = blank + 2
                break
            blank = text.rfind("\n\n", low, blank + 1)
        item = max(text.rfind(bullet, low, place) for bullet in ("\n- ", "\n* ", "\n+ ")) + 1
        if item > low and _ITEM.match(text, item) and not _UNFIT.match(text, item):
            return low if _TAKES_MORE.search(text, low, item) else item
        return low

    def _cut_after(self, start: int, place: int, limit: int) -> int:
        """The first line after ``place`` at which the text can be cut, given the cut before; its
        end where there is none up to ``limit``."""
        text, pattern = self._text, _CUT
        cut = pattern.search(text, place, limit)
        while cut:
            end = cut.end()
            if not _UNFIT.match(text, end):
                if cut["blank"] or not _TAKES_MORE.search(text, start, end):
                    return end
                pattern = _BLANK_CUT
            cut = pattern.search(text, end, limit)
        return len(text)
