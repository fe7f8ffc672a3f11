"""Which links in a project lead to anchors that fixes would change."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence

from termlint.anchors import at_stake, links_to
from termlint.facts import Facts, facts_of
from termlint.files import SourceFile
from termlint.files.project import Project
from termlint.files.text import ReadError, decode, load


def facts_of_links(
    checked: Sequence[SourceFile], told: Iterable[Facts], project: Project | None
) -> Iterator[Facts]:
    """The links of a project to the anchors that are at stake in what was ``told`` of its files.

    They are looked for in the files that are ``checked`` and in all others of the project, whatever
    else may stand there: a page without any term may link to one with a wrong one. So the files are
    read once more, but only where something is at stake, which is rare.
    """
    keys = at_stake(told)
    if not keys:
        return
    here = os.path.basename(project.folder) if project else ""
    for file in (*checked, *_others(checked, project)):
        try:
            data = load(file.path) if file.data is None else file.data
            text = decode(data).text if b"#" in data else ""
        except ReadError:
            continue  # said when it was checked
        facts = facts_of(file.shown, text, links_to(keys, text, file.shown, here))
        if facts.choices:
            yield facts


def _others(checked: Sequence[SourceFile], project: Project | None) -> Iterator[SourceFile]:
    """The files of the project that are not checked, by whatever name."""
    if project is not None:
        known = {os.path.realpath(file.path) for file in checked}
        yield from (
            file for file in project.around(checked) if os.path.realpath(file.path) not in known
        )
