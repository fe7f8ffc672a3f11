"""The lists of cues in a glossary file, those of kinds and those of concepts."""

from __future__ import annotations

import re

from termlint.cue_needs import needs_of
from termlint.cues import CueError, parse_cue
from termlint.glossary.fields import Fields
from termlint.glossary.shapes import END, TEXT, Key, Shape, Table, one_or_more_of, text_like
from termlint.termbase import Cue
from termlint.yamlnodes import NULL, Mapping, Node, Scalar


def _read_cues(fields: Fields, node: Node | None, what: str) -> tuple[Cue, ...]:
    cues: dict[str, Cue] = {}
    for item in fields.one_or_more(node):
        cue = _cue(item, fields)
        if cue and cues.setdefault(cue.pattern, cue) is not cue:
            first = cues[cue.pattern].origin
            fields.report(item, f"this cue is listed already at line {first.line}; keep one")
    return tuple(cues.values())


def _cue(node: Node, fields: Fields) -> Cue | None:
    text: Node | None = node
    weight = 1.0
    if isinstance(node, Mapping) and not _is_braced_text(node):
        entry = CUE.entry(fields, node)
        weight = _WEIGHT.of(entry, fields)
        text = entry.get("cue")
    scalar = fields.text(text, "a cue")
    if scalar is None:
        return None
    try:
        needs = needs_of(parse_cue(scalar.text, fields.lists))
    except CueError as error:
        place = fields.place_inside(scalar, error.column)
        fields.report(place, f"{error.message}; correct the cue")
        return None
    used = tuple(each for each in fields.lists.items() if f"{{{each[0]}}}" in scalar.text)
    pattern = re.sub(r"\|\s+", "|", " ".join(scalar.text.split()))
    return Cue(pattern, fields.origin(scalar), weight, used, needs)


def _is_braced_text(node: Mapping) -> bool:
    # An unquoted {term} is to YAML a mapping from "term" to nothing.
    return all(isinstance(value, Scalar) and value.tag == NULL for _, value in node.pairs)


def _weight(fields: Fields, node: Node | None, what: str) -> float:
    return fields.number(node, what, default=1.0)


_OTHER = r"(?:[^{]|\{(?!term\}))*"
_CUE_TEXT = text_like(
    rf"^(?=[\s\S]*(?:\S\s*\{{term\}}|\{{term\}}\s*\S)){_OTHER}\{{term\}}{_OTHER}{END}",
    "write one {term}, with words before or after it",
)
_WEIGHT = Key(
    "weight",
    Shape(_weight, {"type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 1000}),
    "how much the cue counts; 1 by default, with which it decides by itself",
)
CUE = Table(
    "a cue",
    Key(
        "cue",
        Shape(TEXT.read, _CUE_TEXT),
        "the words around `{term}`, such as `~log in to {term}`",
        if_missing="add the words around {term}",
    ),
    _WEIGHT,
)

CUES = Shape(_read_cues, one_or_more_of({"anyOf": [_CUE_TEXT, CUE.schema]}, are_distinct=True))
"""The sound cues of a list, or the one cue that stands in its place."""
