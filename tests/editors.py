"""Projects in a folder and documents in an editor, for tests without a protocol."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from termlint.editor.checked import Checked, Snapshot
from termlint.editor.index import Index
from termlint.editor.workspace import Workspace

GLOSSARY = """\
glossary: ours
extends: [kinds]
concepts:
  # what we publish, and when
  - term: release train
    kind: process
    definition: The fixed rhythm in which we publish.
    source: https://example.org/trains
    deprecated: [ship cycle]  # said until 2020
  - term: Widget
    kind: product
    confused_with: [release-train]
consistent:
  - [dataset, data set]
"""


def write_project(folder: Path, files: Mapping[str, str] | None = None) -> Path:
    """A project with ``GLOSSARY`` and these files."""
    all_files = {"termlint.yaml": "glossaries: [terms.yaml]\n", "terms.yaml": GLOSSARY}
    for name, text in {**all_files, **(files or {})}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
    return folder


class Editor:
    """A workspace with one folder in which texts are opened and changed."""

    def __init__(self, folder: Path, *, indexed: bool = True) -> None:
        self.folder = folder
        self.workspace = Workspace()
        self.workspace.add_folder(str(folder))
        self._versions: dict[str, int] = {}
        if indexed:
            self.index()

    def index(self) -> None:
        """Read the files of the folder."""
        for project in self.workspace.folders:
            assert project.vocabulary is not None, project.mistakes
            index = Index(project.folder, project.vocabulary, project.choice, project.cache)
            assert index.build(1, lambda done, of: None)
            self.workspace.take(project, index)

    def snapshot(self, name: str, text: str, language: str = "markdown") -> Snapshot:
        """A document of the folder, or one with an address of its own, as it is typed."""
        uri = name if ":" in name else (self.folder / name).as_uri()
        self._versions[uri] = self._versions.get(uri, 0) + 1
        return Snapshot(uri, language, self._versions[uri], text)

    def check(self, name: str, text: str, language: str = "markdown") -> Checked:
        return self.workspace.check(self.snapshot(name, text, language))

    def found(self, name: str, text: str) -> list[tuple[str, str]]:
        """The check and the text of each finding."""
        return [(each.check, each.text) for each in self.check(name, text).diagnostics]
