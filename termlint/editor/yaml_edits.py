"""Edits of a glossary's text that add to it and leave all else as it stands, comments too."""

from __future__ import annotations

import re
from collections.abc import Iterator

from termlint.diagnostic import Edit
from termlint.span import LineIndex, Span
from termlint.yamlnodes import NULL, STR, Mapping, Node, Scalar, Sequence, YamlError, compose

_PLAIN = re.compile(r"[^\W_][\w.+/'’ -]*")
"""Texts that can go without quotes wherever they stand, if YAML does not read them as something
else."""


def add_to_list(text: str, entry: Mapping, key: str, word: str) -> Edit | None:
    """Add ``word`` to the list under ``key`` of an entry in ``text``, which may have none yet.

    None where the way in which it is written leaves no clear place.
    """
    value = value_of(entry, key)
    if value is None:
        return _add_pair(text, entry, f"{key}: [{quoted(word)}]")
    if isinstance(value, Sequence):
        return _add_item(text, value, quoted(word))
    if isinstance(value, Scalar) and value.style in ("", "'", '"'):
        said = text[value.span.start : value.span.end]
        if value.tag == NULL and not said:
            return Edit(value.span, f" [{quoted(word)}]")
        return Edit(value.span, f"[{said}, {quoted(word)}]") if _is_safe_in_list(value) else None
    return None


def add_concept(text: str, root: Mapping, word: str, id_: str = "") -> Edit | None:
    """Add a concept with the term ``word`` at the end of a glossary, with an id if one is given.

    In brackets it becomes the first, since where they close is not known.
    """
    item = f"{{term: {quoted(word)}, id: {id_}}}" if id_ else f"term: {quoted(word)}"
    concepts = value_of(root, "concepts")
    if concepts is None:
        end = "" if text.endswith("\n") or not text else "\n"
        return Edit(Span(len(text), len(text)), f"{end}\nconcepts:\n  - {item}\n")
    if not isinstance(concepts, Sequence):
        return None
    if text[concepts.start] != "[":
        return _add_item(text, concepts, item)
    first = item if id_ else f"{{{item}}}"
    at = concepts.start + 1
    if concepts.items:
        first += "," if text[at].isspace() else ", "
    return Edit(Span(at, at), first)


def value_of(mapping: Mapping, key: str) -> Node | None:
    """The value of a key; None where there is none."""
    for name, value in mapping.pairs:
        if isinstance(name, Scalar) and name.text == key:
            return value
    return None


def quoted(word: str) -> str:
    """``word`` as a YAML string, without quotes where it needs none."""
    if _PLAIN.fullmatch(word) and word == word.strip():
        try:
            node = compose(f"[{word}]")
        except YamlError:
            node = None
        if isinstance(node, Sequence) and [*map(_as_text, node.items)] == [word]:
            return word
    return "'" + word.replace("'", "''") + "'"


def _as_text(node: Node) -> str | None:
    return node.text if isinstance(node, Scalar) and node.tag == STR else None


def _is_safe_in_list(value: Scalar) -> bool:
    """Whether a text that stands alone can stand in brackets."""
    return bool(value.style) or not re.search(r"[\[\]{},]", value.text)


def _add_item(text: str, value: Sequence, item: str) -> Edit | None:
    if not value.items:
        at = value.at.offset + 1
        return Edit(Span(at, at), item) if text[value.at.offset] == "[" else None
    last = max(_ends_of(value.items[-1]), default=-1)
    if last < 0:
        return None
    if text[value.at.offset] == "[":
        return Edit(Span(last, last), f", {item}")
    # The last item may have a comment behind it, so the new one goes to the next line.
    lines = LineIndex(text)
    first = lines.span_of_line(lines.line_of(value.items[-1].at.offset))
    mark = text[first.start : value.items[-1].at.offset]
    if mark.strip() != "-":
        return None
    return _below(text, lines, last, mark + item)


def _add_pair(text: str, entry: Mapping, pair: str) -> Edit | None:
    first = entry.pairs[0][0]
    term = value_of(entry, "term")
    if not isinstance(term, Scalar) or term.style in ("|", ">") or not isinstance(first, Scalar):
        return None
    if text[entry.at.offset] == "{":
        return Edit(Span(term.span.end, term.span.end), f", {pair}")
    return _below(text, LineIndex(text), term.span.end, " " * (first.at.column - 1) + pair)


def _below(text: str, lines: LineIndex, offset: int, line: str) -> Edit:
    """Put a line below the one in which ``offset`` lies."""
    end = lines.span_of_line(lines.line_of(offset)).end
    line_end = "\r\n" if "\r\n" in text else "\n"
    return Edit(Span(end, end), f"{line_end}{line}")


def _ends_of(node: Node) -> Iterator[int]:
    """Where the values of a node end; nothing where one is written as a block, whose end is no
    place to go on at."""
    if isinstance(node, Scalar):
        yield node.span.end
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _ends_of(item)
    else:
        for _, value in node.pairs:
            yield from _ends_of(value)
