"""The edits that turn an occurrence into another form and touch nothing but prose."""

from __future__ import annotations

import re

from termlint.diagnostic import Edit
from termlint.document import Block, BlockKind, MarkKind
from termlint.english import is_vowel_sound
from termlint.span import Span
from termlint.usage import Occurrence, Usage

_PLAIN = " -./+#,&'’"
"""What may come into running text, besides letters and digits, without becoming markup there."""
_PLAIN_IN = {BlockKind.META: " -./+", BlockKind.TITLE: " -./+#,&"}
_DELIMITERS = "*_~=^`"
_TAG_OR_LINK = re.compile(r"</?\w+>|\[|\]\([^()\s]*\)")
"""Markup that stays what it is when the space beside it goes, as emphasis may not."""
_ASTERISKS = re.compile(r"(?<!\*)\*{1,2}$")
_LETTER = re.compile(r"[^\W_]")
_WORD = re.compile(r"[^\s-]+")
_ARTICLE = re.compile(r"(?<![^\s\"'“‘(\[—–])(an?|An?|AN?)[ \n\u00a0]+[\"'“‘(\[]?$")
_OPENING_QUOTE = re.compile(r"(?<!\w)['‘](?=\w)")
_WINDOW = 80
"""Code points of a block that are looked at on each side."""
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
    form = _unrepeated(block.text, occurrence, form)
    if not form or _is_in_brackets(usage, occurrence) or _may_be_markup(usage, occurrence, form):
        return ()
    made = _whole(block, occurrence, form) or _letter_by_letter(usage, occurrence, form)
    if not made:
        return ()
    return (
        *_article_edit(block, occurrence, form),
        *made,
        *_possessive_edit(block, occurrence, form),
    )


def _unrepeated(text: str, occurrence: Occurrence, form: str) -> str:
    """``form`` without the words that the occurrence has not, and that stand right beside it.

    "Training Operator" becomes "Trainer", not "Kubeflow Trainer", where "Kubeflow" stands before.
    """
    before = text[max(0, occurrence.start - _WINDOW) : occurrence.start].lower()
    after = text[occurrence.end : occurrence.end + _WINDOW].lower()
    written = _letters(occurrence.written)
    for end in reversed([word.end() for word in _WORD.finditer(form)]):
        head = form[:end].lower()
        if not written.startswith(_letters(head)) and _stands_before(before, head):
            form = form[end:].lstrip(" -")
            break
    for start in [word.start() for word in _WORD.finditer(form)]:
        tail = form[start:].lower()
        if not written.endswith(_letters(tail)) and _stands_before(after[::-1], tail[::-1]):
            return form[:start].rstrip(" -")
    return form


def _letters(text: str) -> str:
    return "".join(_LETTER.findall(text.lower()))


def _stands_before(text: str, words: str) -> bool:
    """Whether ``text`` ends in just these words and a gap."""
    trimmed = text.rstrip(" \n-")
    return (
        len(trimmed) < len(text)
        and trimmed.endswith(words)
        and not trimmed[: -len(words)][-1:].isalnum()
    )


def _is_in_brackets(usage: Usage, occurrence: Occurrence) -> bool:
    """Whether the occurrence stands in a link's label, or in brackets that may mean something.

    Square brackets are no link as long as no definition has their text. It need not stand in this
    file, and after an edit there may be one. Braces are often data or a template. A destination
    with a space in it is none, but without that space it would be.
    """
    block, start, end = usage.block_of(occurrence), occurrence.start, occurrence.end
    if any(mark.kind is MarkKind.REFERENCE for mark in block.marks_over(start, end)):
        return True
    if any(_is_between(block.text, start, end, *pair) for pair in ("[]", "{}")):
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
    # What delimits emphasis is judged by whether a letter or a sign stands next to it.
    return (
        first.isalnum() != occurrence.written[0].isalnum()
        and text[max(0, span.start - 1) : span.start] in tuple(_DELIMITERS)
    ) or (
        last.isalnum() != occurrence.written[-1].isalnum()
        and text[span.end : span.end + 1] in tuple(_DELIMITERS)
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
            span = _exact_span(block, start, end)
            if span is None or not (new or _may_go(usage, occurrence, start, end)):
                return ()
            edits.append(Edit(span, new))
        old_end, new_end = old_at + 1, new_at + 1
    return tuple(edits) if (old[old_end:], form[new_end:]) == ("", "") else ()


def _may_go(usage: Usage, occurrence: Occurrence, low: int, high: int) -> bool:
    """Whether what stands between two letters can go, so that markup beside it stays as it is."""
    block, text = usage.block_of(occurrence), usage.document.text
    around, gap = block.locate(low - 1, high + 1), _exact_span(block, low, high)
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


def _exact_span(block: Block, start: int, end: int) -> Span | None:
    """Where ``text[start:end]`` stands, if it lies in one exact run; an empty one if inside it."""
    for run in block.runs_of(start, max(end, start + 1)):
        is_inside = run.start <= start and end <= run.end and (start < end or start > run.start)
        if run.exact and is_inside:
            offset = run.span.start - run.start
            return Span(start + offset, end + offset)
    return None


def _article_edit(block: Block, occurrence: Occurrence, form: str) -> tuple[Edit, ...]:
    """The edit that mends ``a`` or ``an`` right before the occurrence, if its sound changes."""
    if is_vowel_sound(form) == is_vowel_sound(occurrence.written):
        return ()
    match = _ARTICLE.search(block.text, max(0, occurrence.start - 8), occurrence.start)
    if match is None:
        return ()
    have = match.group(1)
    is_shouted = have == "AN" or (
        have == "A" and form.isupper() and not occurrence.designation.text.isupper()
    )
    want = have[0] + (("N" if is_shouted else "n") if is_vowel_sound(form) else "")
    span = _exact_span(block, *match.span(1))
    return () if want == have or span is None else (Edit(span, want),)


def _possessive_edit(block: Block, occurrence: Occurrence, form: str) -> tuple[Edit, ...]:
    """The edit that writes the ``s`` that the possessive of a plural lacks, if ``form`` is none."""
    text, end = block.text, occurrence.end
    if text[end : end + 1] not in ("'", "’") or text[end + 1 : end + 2].isalnum():
        return ()
    if occurrence.written[-1] not in "sS" or form[-1] in "sS":
        return ()
    if _OPENING_QUOTE.search(text, max(0, occurrence.start - _WINDOW), end):
        return ()  # the mark more likely ends a quotation
    span = _exact_span(block, end, end + 1)
    return () if span is None else (Edit(span, text[end] + ("S" if form.isupper() else "s")),)
