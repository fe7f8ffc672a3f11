"""Which links in a project lead to anchors that fixes would change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from termlint.anchors import at_stake, links_to
from termlint.facts import Facts, facts_of
from termlint.files import SourceFile
from termlint.files.text import ReadError, decode, load


def facts_of_links(files: Iterable[SourceFile], told: Iterable[Facts]) -> Iterator[Facts]:
    """The links of all ``files`` to the anchors that are at stake in what was ``told`` of them.

    The files are read once more, but only where something is at stake: that is rare, and links
    are in most files, also in those without any term.
    """
    keys = at_stake(told)
    if not keys:
        return
    for file in files:
        try:
            data = load(file.path) if file.data is None else file.data
            text = decode(data).text if b"#" in data else ""
        except ReadError:
            continue  # said when it was checked
        facts = facts_of(file.shown, text, links_to(keys, text, file.shown))
        if facts.choices:
            yield facts
