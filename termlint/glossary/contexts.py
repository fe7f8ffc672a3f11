"""The lists of cues in a glossary file, those of kinds and those of concepts."""

from __future__ import annotations

import re

from termlint.cue_needs import needs_of
from termlint.cues import CueError, parse_cue
from termlint.glossary.fields import Fields
from termlint.termbase import Cue
from termlint.yamlnodes import NULL, Mapping, Node, Scalar

_KEYS = ("cue", "weight")


def read_cues(node: Node | None, fields: Fields) -> tuple[Cue, ...]:
    """The sound cues of a list, or the one cue that stands in its place."""
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
        entry = fields.entry(node, "a cue", _KEYS)
        weight = fields.number(entry.get("weight"), "weight", weight)
        text = entry.get("cue")
        if text is None:
            fields.report(node, 'the key "cue" is missing; add the words around {term}')
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
