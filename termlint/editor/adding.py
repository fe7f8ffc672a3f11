"""Words that are right after all, added to the project's glossary."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import count

from termlint.checks import conflicting_acronym, deprecated_term, misspelled_term
from termlint.diagnostic import Diagnostic, Edit
from termlint.editor.action import QUICK_FIX, Action, Edited
from termlint.editor.checked import Checked
from termlint.editor.project import Project
from termlint.editor.uris import uri_of
from termlint.editor.yaml_edits import add_concept, add_to_list, value_of
from termlint.fix import edited
from termlint.glossary.concepts import slug
from termlint.glossary.entries import read_entries
from termlint.glossary.merging import spelling_key
from termlint.glossary.problems import Source
from termlint.span import Span
from termlint.termbase import Concept, Status
from termlint.yamlnodes import Mapping, Scalar, Sequence, YamlError, compose

_BEFORE = re.compile(r"(?:(?<!\w)[A-Z][\w.&+-]+[ \t]+){1,4}$")
_AFTER = re.compile(r"(?:[ \t]+[A-Z][\w&+-]+){1,4}")
"""Capitalised words beside a term, which may make a name together with it."""
_BEGINNING = re.compile(r"(?:^|[.!?:][\"')\]*_]*[ \t]+|[\r\n#>|*+-][ \t]*)$")
"""What a sentence may begin behind, so that its first word has a capital whatever it is."""
_LONGEST = 80

Texts = Callable[[str], str | None]
"""Gives the text of a file by its path, as it is in the editor or on the disk; None for none."""


def additions_of(
    checked: Checked, diagnostic: Diagnostic, selected: Span, project: Project, texts: Texts
) -> Iterator[Action]:
    """Add what a diagnostic is about to the project's glossary: as admitted and as a name where
    the glossary has its concept, else as a term of its own.

    The name is what is selected, if that is more than the diagnostic, else the capitalised words
    around it. Nothing where the project has no glossary.
    """
    concept = _concept_of(diagnostic, project)
    form = " ".join(diagnostic.text.split())
    if concept is None or not any(char.isalnum() for char in form):
        return
    name = _name_around(checked.text, diagnostic.span, selected)
    home = project.path_of(concept.origin.path)
    own = [path for path in project.own_glossaries() if texts(path) is not None]
    if home in own:
        path, additions = home, [("admitted", form), ("names", name)]
    else:
        path, additions = (own or [""])[0], [("", form), *([("", name)] if name != form else [])]
    text = texts(path) if path else None
    if text is None:
        return
    titles = {
        "admitted": f'Admit "{{}}" for "{concept.term}" in {project.shown(path)}',
        "names": f'Add "{{}}" to the names of "{concept.term}" in {project.shown(path)}',
        "": f'Add the term "{{}}" to {project.shown(path)}',
    }
    for key, word in additions:
        if not _would_help(diagnostic.check, key, is_more=word != form):
            continue
        if key != "names" and _is_claimed(word, project):
            continue
        id_ = "" if key else _free_id(word, project)
        edit = _addition(text, key, word, id_, concept, project.shown(path))
        if edit is not None:
            title = titles[key].format(word)
            changes = (Edited(uri_of(path), text, (edit,)),)
            yield Action(title, QUICK_FIX, changes, (diagnostic,))


def _would_help(check: str, key: str, *, is_more: bool) -> bool:
    """Whether a check may be content with an addition of what it has found, or of a name that
    ``is_more`` than that.

    Most checks judge words that are written right, so the same words once more change nothing.
    """
    if check == conflicting_acronym.NAME:
        return key == "admitted"
    return is_more or check in (misspelled_term.NAME, deprecated_term.NAME)


def _addition(
    text: str, key: str, word: str, id_: str, concept: Concept, shown: str
) -> Edit | None:
    """The edit of a glossary that adds a word and breaks nothing; None where there is none."""
    try:
        root = compose(text)
    except YamlError:
        return None
    if not isinstance(root, Mapping):
        return None
    if key:
        entry = _entry_of(root, concept)
        edit = None if entry is None else add_to_list(text, entry, key, word)
    else:
        edit = add_concept(text, root, word, id_)
    if edit is None:
        return None
    before, wrong_before = read_entries(Source(shown, text))
    after, wrong = read_entries(Source(shown, edited(text, [edit])))
    if before is None or after is None or len(wrong) > len(wrong_before):
        return None
    known = [each.concept for each in before.concepts]
    now = [each.concept for each in after.concepts]
    if not key:
        is_right = len(now) == len(known) + 1 and word in (now[0].term, now[-1].term)
    else:
        is_right = len(now) == len(known) and any(
            _has(new, key, word) and not _has(old, key, word)
            for old, new in zip(known, now, strict=True)
            if old.id == new.id == concept.id
        )
    return edit if is_right else None


def _is_claimed(word: str, project: Project) -> bool:
    """Whether a concept has ``word`` as something that it cannot be at the same time."""
    assert project.vocabulary is not None
    same = spelling_key(word)
    return any(
        spelling_key(each.text) == same and each.status not in (Status.PREFERRED, Status.ADMITTED)
        for other in project.vocabulary.termbase.concepts.values()
        for each in other.designations
    )


def _free_id(word: str, project: Project) -> str:
    """An id for a new concept; empty where the one that it gets by itself is free."""
    assert project.vocabulary is not None
    taken, own = project.vocabulary.termbase.concepts, slug(word)
    return (
        ""
        if own not in taken
        else next(id_ for number in count(2) if (id_ := f"{own}-{number}") not in taken)
    )


def _has(concept: Concept, key: str, word: str) -> bool:
    if key == "names":
        return word in concept.names
    forms = concept.designations
    return any(each.text == word and each.status is Status.ADMITTED for each in forms)


def _concept_of(diagnostic: Diagnostic, project: Project) -> Concept | None:
    if diagnostic.concept is None or project.vocabulary is None:
        return None
    return project.vocabulary.termbase.concepts.get(diagnostic.concept)


def _entry_of(root: Mapping, concept: Concept) -> Mapping | None:
    concepts = value_of(root, "concepts")
    for item in concepts.items if isinstance(concepts, Sequence) else ():
        if isinstance(item, Mapping):
            name, term = value_of(item, "id"), value_of(item, "term")
            id_ = name.text if isinstance(name, Scalar) else ""
            if not id_ and isinstance(term, Scalar):
                id_ = slug(term.text)
            if id_ == concept.id:
                return item
    return None


def _name_around(text: str, span: Span, selected: Span) -> str:
    """What is selected around ``span``, or ``span`` with the capitalised words beside it."""
    chosen = text[selected.start : selected.end]
    covers = selected.start <= span.start and span.end <= selected.end
    if covers and span != selected and len(chosen) <= _LONGEST and chosen.splitlines() == [chosen]:
        return " ".join(chosen.split())
    start, end = span.start, span.end
    lead = text[max(0, start - _LONGEST) : start]
    before = _BEFORE.search(lead)
    words = before[0].split() if before else []
    if before and _BEGINNING.search(lead, 0, before.start()):
        del words[0]
    after = _AFTER.match(text[end : end + _LONGEST])
    return " ".join([*words, *text[start : end + len(after[0] if after else "")].split()])
