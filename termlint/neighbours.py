"""What stands right beside an occurrence and has to fit what is written instead of it."""

from __future__ import annotations

from termlint.diagnostic import Edit
from termlint.document import Block
from termlint.english import is_vowel_sound
from termlint.latepattern import late_pattern
from termlint.usage import Occurrence

_LETTER = late_pattern(r"[^\W_]")
_WORD = late_pattern(r"[^\s-]+")
_ARTICLE = late_pattern(r"(?<![^\s\"'“‘(\[—–])(an?|An?|AN?)[ \n\u00a0]+[\"'“‘(\[]?$")
_OPENING_QUOTE = late_pattern(r"(?<!\w)['‘](?=\w)")
_WINDOW = 80
"""Code points of a block that are looked at on each side."""


def unrepeated(text: str, occurrence: Occurrence, form: str) -> str:
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


def article_edit(block: Block, occurrence: Occurrence, form: str) -> tuple[Edit, ...]:
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
    span = block.exact_span(*match.span(1))
    return () if want == have or span is None else (Edit(span, want),)


def possessive_edit(block: Block, occurrence: Occurrence, form: str) -> tuple[Edit, ...]:
    """The edit that writes the ``s`` that the possessive of a plural lacks, if ``form`` is none."""
    text, end = block.text, occurrence.end
    if text[end : end + 1] not in ("'", "’") or text[end + 1 : end + 2].isalnum():
        return ()
    if occurrence.written[-1] not in "sS" or form[-1] in "sS":
        return ()
    if _OPENING_QUOTE.search(text, max(0, occurrence.start - _WINDOW), end):
        return ()  # the mark more likely ends a quotation
    span = block.exact_span(end, end + 1)
    return () if span is None else (Edit(span, text[end] + ("S" if form.isupper() else "s")),)


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
