"""The examples of a concept, its specs, read from a glossary file."""

from __future__ import annotations

from termlint.checknames import CHECK_NAMES
from termlint.glossary.fields import Fields
from termlint.glossary.shapes import TEXT, Key, Shape, Table, choice, listed, one_or_more
from termlint.termbase import Spec
from termlint.yamlnodes import Mapping, Node


def _read_spec(fields: Fields, node: Node | None, what: str) -> Spec | None:
    if node is None:
        return None
    entry = SPEC.entry(fields, node)
    given = entry.keys()
    if not isinstance(node, Mapping):
        return None
    if given == _FIX_KEYS:
        before, after = _FROM.of(entry, fields), _TO.of(entry, fields)
        if before and after:
            return Spec(before.text, fields.origin(node), fixed=after.text)
    elif "text" in given and given <= _FINDING_KEYS:
        text, expect = _TEXT.of(entry, fields), _EXPECT.of(entry, fields)
        if text:
            return Spec(text.text, fields.origin(node), expect)
    else:
        fields.report(node, 'a spec has "text" and maybe "expect", or "from" and "to"; write these')
    return None


_TEXT = Key(
    "text",
    TEXT,
    "Markdown with just the findings that `expect` names",
    if_missing="write it",
)
_EXPECT = Key(
    "expect",
    one_or_more(choice(*CHECK_NAMES)),
    "one name of a check for each finding; without it there is none",
    what="check",
)
_FROM = Key("from", TEXT, "Markdown that the safe fixes change", if_missing="write it")
_TO = Key("to", TEXT, "what the safe fixes make of `from`", if_missing="write it")

_FINDINGS = Table("a spec", _TEXT, _EXPECT)
_FIX = Table("a spec", _FROM, _TO)
_FINDING_KEYS, _FIX_KEYS = frozenset(_FINDINGS.names), frozenset(_FIX.names)
SPEC = Table("a spec", *(key._replace(if_missing="") for key in (*_FINDINGS.keys, *_FIX.keys)))

SPECS = listed(Shape(_read_spec, {"anyOf": [_FINDINGS.schema, _FIX.schema]}))
"""The sound specs of a list."""
