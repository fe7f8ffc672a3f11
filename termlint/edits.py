"""The edits that turn an occurrence into another form and touch nothing but prose."""

from __future__ import annotations

from termlint.diagnostic import Edit
from termlint.document import Block, BlockKind, MarkKind
from termlint.latepattern import late_pattern
from termlint.neighbours import article_edit, possessive_edit, unrepeated
from termlint.usage import Occurrence, Usage

_PLAIN = " -./+#,&'’"
"""What may come into running text, besides letters and digits, without becoming markup there."""
_PLAIN_IN = {BlockKind.META: " -./+", BlockKind.TITLE: " -./+#,&"}
_BESIDE = 8
_AFTER_SPACE = late_pattern(r"(?<!\S)[(\"'“‘]*$")
_BEFORE_SPACE = late_pattern(r"[.,;:!?)\"'’”]*(?!\S)")
"""Signs of a sentence between an occurrence and the white space beside it."""
_TAG_OR_LINK = late_pattern(r"</?\w+>|\[|\]\([^()\s]*\)")
"""Markup that stays what it is when the space beside it goes, as emphasis may not."""
_ASTERISKS = late_pattern(r"(?<!\*)\*{1,2}$")
_LETTER = late_pattern(r"[^\W_]")
_LABEL = 999
"""The most characters of a link label (CommonMark 0.31, section 6.3)."""


def edits_to(usage: Usage, occurrence: Occurrence, form: str) -> tuple[Edit, ...]:
    """The edits that turn an occurrence into ``form``, and mend what stands beside it: ``a`` or
    ``an`` before it, and the apostrophe of a plural after it where ``form`` is no plural.

    Words of ``form`` that already stand beside the occurrence are not written again. No edits at
    all where they would touch more than prose: the line break inside a term, or brackets that
    are, or may become, more than signs.
    """
    block = usage.block_of(occurrence)
    form = unrepeated(block.text, occurrence, form)
    if form in ("", occurrence.written) or _is_in_brackets(usage, occurrence):
        return ()
    if _may_be_markup(usage, occurrence, form):
        return ()
    made = _whole(block, occurrence, form) or _letter_by_letter(usage, occurrence, form)
    if not made:
        return ()
    return (
        *article_edit(block, occurrence, form),
        *made,
        *possessive_edit(block, occurrence, form),
    )


def _is_in_brackets(usage: Usage, occurrence: Occurrence) -> bool:
    """Whether the occurrence stands in a link's label, or in brackets that may mean something.

    Square brackets are no link as long as no definition has their text. It need not stand in this
    file, and after an edit there may be one. Braces are often data or a template. An address or a
    destination with a space in it is none, but without that space it would be.
    """
    block, start, end = usage.block_of(occurrence), occurrence.start, occurrence.end
    if any(mark.kind is MarkKind.REFERENCE for mark in block.marks_over(start, end)):
        return True
    if any(_is_between(block.text, start, end, *pair) for pair in ("[]", "{}", "<>")):
        return True
    before = usage.document.text[max(0, occurrence.span.start - _LABEL) : occurrence.span.start]
    link, _, destination = before.rpartition("](")
    return bool(link) and block.kind is not BlockKind.TITLE and _is_open(destination)


def _is_open(destination: str) -> bool:
    """Whether the parenthesis before ``destination`` is not closed in it, on the same line."""
    depth = 0
    for char in destination:
        depth += (char == "(") - (char == ")")
        if depth < 0 or char == "\n":
            return False
    return True


def _is_between(text: str, start: int, end: int, opening: str, closing: str) -> bool:
    """Whether the next brackets on both sides of ``text[start:end]`` enclose it."""
    low = text.rfind(opening, max(0, start - _LABEL), start)
    high = text.find(closing, end, end + _LABEL)
    if low < 0 or high < 0:
        return False
    inside = text[low + 1 : start] + text[end:high]
    return opening not in inside and closing not in inside


def _may_be_markup(usage: Usage, occurrence: Occurrence, form: str) -> bool:
    """Whether a character that ``form`` brings may mean something where the occurrence stands."""
    block = usage.block_of(occurrence)
    plain = _PLAIN_IN.get(block.kind, _PLAIN)
    added = set(form) - set(occurrence.written)
    if not all(char.isalnum() or char in plain for char in added):
        return True
    first, last = form[0], form[-1]
    if not (first.isalnum() or first == "." or first == occurrence.written[0]):
        return True
    # "[a]: two words" is a text, and with one word less the definition of a link.
    text, span = usage.document.text, occurrence.span
    label = text.rfind("]:", max(0, span.start - _LABEL), span.start)
    is_near = label >= 0 and text.count("\n", label, span.start) < 2
    if is_near and form.count(" ") != occurrence.written.count(" "):
        return True
    # What delimits emphasis, math and more is judged by whether a letter or a sign is beside it.
    begins_alike = first.isalnum() == occurrence.written[0].isalnum()
    ends_alike = last.isalnum() == occurrence.written[-1].isalnum()
    return not (
        (begins_alike or _AFTER_SPACE.search(text, max(0, span.start - _BESIDE), span.start))
        and (ends_alike or _BEFORE_SPACE.match(text, span.end))
    )


def _whole(block: Block, occurrence: Occurrence, form: str) -> tuple[Edit, ...]:
    """One edit, where the occurrence stands in the file without markup inside."""
    runs = block.runs_of(occurrence.start, occurrence.end)
    if len(runs) != 1 or not runs[0].exact:
        return ()
    return (Edit(occurrence.span, form),)


def _letter_by_letter(usage: Usage, occurrence: Occurrence, form: str) -> tuple[Edit, ...]:
    """Edits between markup, where only case and spacing differ."""
    block = usage.block_of(occurrence)
    old = block.text[occurrence.start : occurrence.end]
    old_letters = [m.start() for m in _LETTER.finditer(old)]
    new_letters = [m.start() for m in _LETTER.finditer(form)]
    if len(old_letters) != len(new_letters):
        return ()
    edits: list[Edit] = []
    old_end = new_end = 0
    for old_at, new_at in zip(old_letters, new_letters, strict=True):
        if old[old_at].lower() != form[new_at].lower():
            return ()
        for low, high, new in (
            (old_end, old_at, form[new_end:new_at]),
            (old_at, old_at + 1, form[new_at]),
        ):
            have = old[low:high]
            if have == new or (new == " " and have.isspace()):
                continue
            start, end = occurrence.start + low, occurrence.start + high
            span = block.exact_span(start, end)
            if span is None or not (new or _may_go(usage, occurrence, start, end)):
                return ()
            edits.append(Edit(span, new))
        old_end, new_end = old_at + 1, new_at + 1
    return tuple(edits) if (old[old_end:], form[new_end:]) == ("", "") else ()


def _may_go(usage: Usage, occurrence: Occurrence, low: int, high: int) -> bool:
    """Whether what stands between two letters can go, so that markup beside it stays as it is."""
    block, text = usage.block_of(occurrence), usage.document.text
    around, gap = block.locate(low - 1, high + 1), block.exact_span(low, high)
    if around is None or gap is None:
        return False
    left, right = text[around.start + 1 : gap.start], text[gap.end : around.end - 1]
    if left and right:
        return False
    is_alone = not (left or right) or _TAG_OR_LINK.fullmatch(left + right) is not None
    return is_alone or (not right and left == _asterisks_around(usage, occurrence, low))


def _asterisks_around(usage: Usage, occurrence: Occurrence, end: int) -> str:
    """The asterisks right before the occurrence, if its part up to ``end`` is one piece.

    Where as many end it they belong to each other, whatever follows; a longer run might be parted.
    """
    if len(usage.block_of(occurrence).runs_of(occurrence.start, end)) != 1:
        return ""
    start = occurrence.span.start
    found = _ASTERISKS.search(usage.document.text, max(0, start - 3), start)
    return found[0] if found else ""
