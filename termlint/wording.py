"""What to write instead: a form in the number and case of the text, and the edits to it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from termlint.diagnostic import Edit
from termlint.document import Block, BlockKind, MarkKind
from termlint.english import is_vowel_sound, plurals, verb_forms
from termlint.span import Span
from termlint.usage import Occurrence

_MARKUP = "*_[]<>`\\"
_MARKUP_IN = {
    BlockKind.CELL: "|",
    BlockKind.META: "'\":#&|%@!?{},",
    BlockKind.TITLE: "'\"()",
}
_LETTER = re.compile(r"[^\W_]")
_ARTICLE = re.compile(r"(?<![\w'’-])(an?|An?|AN?)[ \n\u00a0]+$")


def in_number_of(occurrence: Occurrence, form: str, base: str = "") -> str:
    """``form`` in the plural where the occurrence is one of ``base``, which is the designation it
    was read as where nothing else is said, and with a capital where that begins a sentence."""
    base = base or occurrence.designation.text
    is_plural = occurrence.expected.lower() in {plural.lower() for plural in plurals(base)}
    plural = next(iter(plurals(form)), form)
    form = plural if is_plural else _in_tense_of(occurrence, form, base)
    if len(base) > 1 and occurrence.expected.isupper() and not base.isupper():
        return form.upper()
    is_capitalised = occurrence.expected[:1].isupper() and base[:1].islower()
    return form[:1].upper() + form[1:] if is_capitalised else form


def _in_tense_of(occurrence: Occurrence, form: str, base: str) -> str:
    """``form`` in the tense of a verb that is not in its base form; as it is for other words."""
    written = [each.lower() for each in verb_forms(base)]
    if occurrence.expected.lower() not in written:
        return form
    # The third person comes first and the participle in -ing last; some verbs have two pasts.
    slot, forms = written.index(occurrence.expected.lower()), verb_forms(form)
    return forms[-1] if slot == len(written) - 1 else forms[min(slot, 1)]


def edits_to(block: Block, occurrence: Occurrence, form: str) -> tuple[Edit, ...]:
    """The edits that turn an occurrence into ``form``, with ``a`` or ``an`` before it mended.

    None at all where they would touch more than prose: the line break inside a term, or link
    text that is also the label of its target.
    """
    for mark in block.marks:
        if (
            mark.kind is MarkKind.REFERENCE
            and mark.start < occurrence.end
            and occurrence.start < mark.end
        ):
            return ()
    if _adds_markup(block, occurrence, form):
        return ()
    made = _whole(block, occurrence, form) or _letter_by_letter(block, occurrence, form)
    if not made:
        return ()
    return (*_article_edit(block, occurrence, form), *made)


def keeps_anchor(block: Block, occurrence: Occurrence, form: str) -> bool:
    """Whether writing ``form`` leaves the anchor of a heading as it is, to which links may lead."""
    return block.kind is not BlockKind.HEADING or _slug(occurrence.written) == _slug(form)


def _slug(text: str) -> str:
    """The part of an anchor that a text becomes, as GitHub makes them."""
    return re.sub(r"[^\w -]", "", text.lower()).replace(" ", "-")


def _adds_markup(block: Block, occurrence: Occurrence, form: str) -> bool:
    """Whether ``form`` brings a character that means something where the occurrence stands."""
    added = set(form) - set(occurrence.written)
    return not added.isdisjoint(_MARKUP + _MARKUP_IN.get(block.kind, ""))


def _whole(block: Block, occurrence: Occurrence, form: str) -> tuple[Edit, ...]:
    """One edit, where the occurrence stands in the file without markup inside."""
    runs = block.runs_of(occurrence.start, occurrence.end)
    if len(runs) != 1 or not runs[0].exact:
        return ()
    return (Edit(occurrence.span, form),)


def _letter_by_letter(block: Block, occurrence: Occurrence, form: str) -> tuple[Edit, ...]:
    """Edits between markup, where only case and spacing differ."""
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
            span = _exact_span(block, occurrence.start + low, occurrence.start + high)
            if span is None:
                return ()
            edits.append(Edit(span, new))
        old_end, new_end = old_at + 1, new_at + 1
    return tuple(edits) if (old[old_end:], form[new_end:]) == ("", "") else ()


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
    want = have[0] + (("N" if have == "AN" else "n") if is_vowel_sound(form) else "")
    span = _exact_span(block, *match.span(1))
    return () if want == have or span is None else (Edit(span, want),)


def with_article(phrase: str) -> str:
    """``phrase`` with ``a`` or ``an`` before it."""
    return f"{'an' if is_vowel_sound(phrase) else 'a'} {phrase}"


def listed(suggestions: Iterable[str]) -> str:
    """Each suggestion in quotation marks, with "or" between."""
    return " or ".join(f'"{suggestion}"' for suggestion in suggestions)
