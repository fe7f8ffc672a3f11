"""What a term is, what could be written, and where else it stands: answers of the worker."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from lsprotocol import types

from termlint.editor.checked import MARK, Places, Snapshot
from termlint.editor.completion import proposals_at
from termlint.editor.glossary_texts import is_configuration, is_glossary
from termlint.editor.outline_of_yaml import spot_at
from termlint.editor.positions import Encoding
from termlint.editor.project import Project, Vocabulary
from termlint.editor.terms import concepts_at, described, hover_at, mentions
from termlint.editor.uris import path_of, uri_of
from termlint.editor.workspace import Workspace
from termlint.editor.yaml_help import CONFIGURATION, GLOSSARY, PYPROJECT, choices_at, help_at
from termlint.files.text import ReadError, read
from termlint.server.conversions import point_of, range_of
from termlint.span import LineIndex, Span
from termlint.termbase import Concept, Origin


class _Place(NamedTuple):
    """What is asked about."""

    snapshot: Snapshot
    project: Project
    vocabulary: Vocabulary
    text: str
    """Without a byte order mark."""
    offset: int


class Lookups:
    """Asked by one thread, as ``Answers`` is."""

    def __init__(
        self, workspace: Workspace, encoding: Encoding, able: types.ClientCapabilities
    ) -> None:
        self._workspace = workspace
        self._encoding = encoding
        document = able.text_document
        hover = document.hover if document else None
        formats = hover.content_format if hover else None
        self._shows_markdown = types.MarkupKind.Markdown in (formats or ())

    def hover(self, snapshot: Snapshot, at: types.Position) -> types.Hover | None:
        """What the word at a place means."""
        place = self._place(snapshot, at)
        if place is None:
            return None
        sort = _sort(snapshot, place.project)
        if sort:
            said = help_at(place.text, place.offset, sort, place.vocabulary.termbase)
        else:
            linter = self._workspace.linter_for(snapshot)
            shown = self._workspace.shown(snapshot)
            said = hover_at(place.text, shown, place.offset, linter) if linter else None
        if said is None:
            return None
        range_ = range_of(Places(snapshot.text, self._encoding).stretch(said.span))
        return types.Hover(self._markup(said.markdown), range_)

    def complete(self, snapshot: Snapshot, at: types.Position) -> types.CompletionList:
        """What could be written at a place."""
        place = self._place(snapshot, at)
        if place is None:
            return types.CompletionList(False, [])
        sort = _sort(snapshot, place.project)
        termbase = place.vocabulary.termbase
        places = Places(snapshot.text, self._encoding)
        if sort:
            choices = choices_at(place.text, place.offset, sort, termbase)
            items = [self._item(places, *each) for each in choices]
            return types.CompletionList(False, items)
        if not self._workspace.is_document(snapshot):
            return types.CompletionList(False, [])
        proposals, is_all = proposals_at(place.text, place.offset, termbase)
        items = []
        for each in proposals:
            said = described(each.concept, termbase)
            item = self._item(places, each.span, each.text, said)
            item.detail = each.concept.kind
            item.filter_text = each.typed
            items.append(item)
        return types.CompletionList(not is_all, items)

    def define(self, snapshot: Snapshot, at: types.Position) -> list[types.Location]:
        """Where the glossary has the concept of the word at a place."""
        place = self._place(snapshot, at)
        if place is None:
            return []
        return [self._origin(each, place.project) for each in self._origins(place)]

    def refer(
        self,
        snapshot: Snapshot,
        at: types.Position,
        with_definition: bool,
        is_wanted: Callable[[], bool],
    ) -> list[types.Location]:
        """Where documents name the concept of the word at a place."""
        place = self._place(snapshot, at)
        if place is None:
            return []
        found: list[types.Location] = []
        texts = tuple(self._workspace.texts(place.project))
        for concept in self._concepts(place):
            if with_definition:
                found.append(self._origin(concept.origin, place.project))
            linter = place.vocabulary.linter
            places: dict[str, Places] = {}
            for path, text, span in mentions(concept, texts, linter, is_wanted):
                if path not in places:
                    seen = self._workspace.seen(path)
                    places[path] = Places(seen.text if seen else text, self._encoding)
                range_ = range_of(places[path].stretch(span))
                found.append(types.Location(uri_of(path), range_))
        return found

    def _place(self, snapshot: Snapshot, at: types.Position) -> _Place | None:
        self._workspace.see(snapshot)
        project = self._workspace.project_of(snapshot.uri)
        if project.vocabulary is None:
            return None
        offset = Places(snapshot.text, self._encoding).offset(point_of(at))
        return _Place(snapshot, project, project.vocabulary, snapshot.content, offset)

    def _origins(self, place: _Place) -> list[Origin]:
        sort = _sort(place.snapshot, place.project)
        if not sort:
            return [each.origin for each in self._concepts(place)]
        spot = spot_at(place.text, place.offset)
        word = place.text[spot.word.start : spot.word.end]
        termbase = place.vocabulary.termbase
        kind, concept = termbase.kinds.get(word), termbase.concepts.get(word)
        if kind is not None and (concept is None or "kind" in spot.path[-1:]):
            return [kind.origin]
        return [each.origin for each in ([concept] if concept else self._concepts(place))]

    def _concepts(self, place: _Place) -> tuple[Concept, ...]:
        """What the word at a place names; in a glossary, the concept that is described there."""
        sort = _sort(place.snapshot, place.project)
        if not sort:
            linter = self._workspace.linter_for(place.snapshot)
            shown = self._workspace.shown(place.snapshot)
            return concepts_at(place.text, shown, place.offset, linter)[1] if linter else ()
        spot = spot_at(place.text, place.offset)
        word = place.text[spot.word.start : spot.word.end]
        named = place.vocabulary.termbase.concepts.get(word)
        if named is None:
            line = LineIndex(place.text).line_of(place.offset)
            path = path_of(place.snapshot.uri) or ""
            named = place.project.concept_at(path, line)
        return () if named is None else (named,)

    def _origin(self, origin: Origin, project: Project) -> types.Location:
        """Where something is said in a glossary."""
        path = project.path_of(origin.path)
        seen = self._workspace.seen(path)
        try:
            text = seen.text if seen else read(path).marked()
        except ReadError:
            text = ""
        bare = text.removeprefix(MARK)
        lines = LineIndex(bare)
        whole = lines.span_of_line(min(origin.line, len(lines)))
        start = min(whole.start + origin.column - 1, whole.end)
        line = bare[start : whole.end]
        length = next((at for at, char in enumerate(line) if char in "#,]}"), len(line))
        span = Span(start, start + len(line[:length].rstrip()))
        return types.Location(uri_of(path), range_of(Places(text, self._encoding).stretch(span)))

    def _item(
        self, places: Places, span: Span, text: str, says: str, is_key: bool = False
    ) -> types.CompletionItem:
        kind = types.CompletionItemKind.Property if is_key else types.CompletionItemKind.Text
        edit = types.TextEdit(range_of(places.stretch(span)), text)
        documentation = self._markup(says) if says else None
        return types.CompletionItem(text, kind=kind, documentation=documentation, text_edit=edit)

    def _markup(self, markdown: str) -> types.MarkupContent:
        if self._shows_markdown:
            return types.MarkupContent(types.MarkupKind.Markdown, markdown)
        plain = re.sub(r"\\(.)", r"\1", markdown.replace("**", ""))
        return types.MarkupContent(types.MarkupKind.PlainText, plain)


def _sort(snapshot: Snapshot, project: Project) -> str:
    """Which sort of glossary or configuration a text is; empty for documents."""
    if is_configuration(snapshot, project):
        return PYPROJECT if (path_of(snapshot.uri) or "").endswith(".toml") else CONFIGURATION
    return GLOSSARY if is_glossary(snapshot, project) else ""
