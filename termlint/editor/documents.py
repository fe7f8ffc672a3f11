"""Which open texts are documents, and where each of them stands."""

from __future__ import annotations

import os
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


def is_file(snapshot: Snapshot) -> bool:
    """Whether a text has a place on the disk, so that what it says counts for its project."""
    return path_of(snapshot.uri) is not None


def is_checked(snapshot: Snapshot, path: str, choice: Choice) -> bool:
    """Whether a text is Markdown, by what the editor or its name says, and not excluded."""
    is_markdown = snapshot.language in LANGUAGES or path.lower().endswith(SUFFIXES)
    if not is_markdown and not any(each.match(path) for each in choice.include):
        return False
    return not is_excluded(choice, path, is_folder=False)
