"""Which open texts are documents, and where each of them stands."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from termlint.editor.checked import Snapshot
from termlint.editor.uris import path_of
from termlint.files import SUFFIXES, Choice, is_excluded

LANGUAGES = {"markdown": ".md", "mdx": ".mdx"}
"""The language ids of what is checked, with the suffix that such a file has."""


def place_of(snapshot: Snapshot, folder: str) -> str:
    """The absolute path of a text; for an untitled one, as if it were saved in ``folder``."""
    path = path_of(snapshot.uri)
    if path is not None:
        return path
    name = os.path.basename(unquote(snapshot.uri).partition(":")[2].replace("\0", "")) or "untitled"
    suffix = LANGUAGES.get(snapshot.language, "")
    return os.path.join(folder, name if name.endswith(suffix) else name + suffix)


def below(path: str, known: Iterable[str]) -> Iterator[str]:
    """A path, and for a folder those of the files in it and of those ``known`` that were in it."""
    yield path
    if not os.path.isfile(path):
        yield from (each for each in known if each.startswith(path + os.sep))
        for folder, _, names in os.walk(path):
            yield from (os.path.join(folder, name) for name in names)


def is_file(snapshot: Snapshot) -> bool:
    """Whether a text has a place on the disk, so that what it says counts for its project."""
    return path_of(snapshot.uri) is not None


def is_markdown(snapshot: Snapshot, path: str) -> bool:
    """Whether a text is Markdown, by what the editor or its name says."""
    return snapshot.language in LANGUAGES or path.lower().endswith(SUFFIXES)


def is_checked(snapshot: Snapshot, path: str, choice: Choice) -> bool:
    """Whether a text is Markdown, or included as such, and not excluded."""
    if not is_markdown(snapshot, path) and not any(each.match(path) for each in choice.include):
        return False
    return not is_excluded(choice, path, is_folder=False)
