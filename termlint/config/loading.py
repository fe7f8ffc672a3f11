"""From the text of a configuration, and of all that it extends, to settings."""

from __future__ import annotations

import os
from collections.abc import Callable

from termlint.config.schema import KEYS, ConfigFields, apply
from termlint.config.settings import Settings
from termlint.files import show
from termlint.files.text import ReadError, read
from termlint.glossary.problems import Problem, Source
from termlint.span import Position
from termlint.yamlnodes import NULL, Node, Scalar, YamlError, compose

TABLE = ("tool", "termlint")
"""Where a TOML file has the configuration."""

Texts = Callable[[str], str | None]
"""The text of a file by its absolute path, where it is not the one on the disk; else None."""


class ConfigError(Exception):
    """A configuration has mistakes."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems
        """All of them, file by file in the order of their lines."""


def load(
    path: str,
    working_directory: str,
    seen: list[tuple[str, bytes]] | None = None,
    texts: Texts = lambda path: None,
) -> Settings:
    """The settings that a configuration and all that it extends give. Raises ConfigError.

    The absolute paths of the files that were read, and their bytes, are added to ``seen``; one that
    is extended but not there has none. Files that are being edited are taken from ``texts``.
    """
    loader = _Loader(working_directory, [] if seen is None else seen, texts)
    settings = loader.load(os.path.abspath(os.path.join(working_directory, path)), ())
    if loader.problems:
        raise ConfigError(tuple(loader.problems))
    return settings._replace(files=tuple(loader.files))


class _Loader:
    """Reads configurations and collects what is wrong with them."""

    def __init__(self, working_directory: str, seen: list[tuple[str, bytes]], texts: Texts) -> None:
        self._working_directory = working_directory
        self._seen = seen
        self._texts = texts
        self.files: list[str] = []
        self.problems: list[Problem] = []

    def load(self, path: str, above: tuple[str, ...]) -> Settings:
        """The settings of the file at ``path``, which the files ``above`` extend in turn."""
        self.files.append(path)
        shown = show(path, self._working_directory)
        text = self._texts(path)
        try:
            source = Source(shown, read(path, self._seen).text if text is None else text)
        except ReadError as error:
            problem = f"this configuration cannot be read: {error}"
            self.problems.append(Problem(shown, 1, 1, problem))
            return Settings()
        fields = ConfigFields(source)
        node = _compose(path, source.text, fields)
        entry = fields.entry(node, "the configuration", KEYS) if node else {}
        base = self._extended(entry.get("extends"), fields, (*above, path))
        settings = apply(entry, fields, os.path.dirname(path), base)
        self.problems += sorted(fields.problems, key=lambda each: (each.line, each.column))
        return settings

    def _extended(
        self, node: Node | None, fields: ConfigFields, chain: tuple[str, ...]
    ) -> Settings:
        """The settings of the configuration that the last one of ``chain`` extends, if any."""
        name = fields.text(node, '"extends"')
        if node is None or name is None:
            return Settings()
        path = os.path.abspath(os.path.join(os.path.dirname(chain[-1]), name.text))
        if path in chain:
            circle = [show(each, self._working_directory) for each in chain[chain.index(path) :]]
            said = " extends ".join([*circle, circle[0]])
            fields.report(node, f"configurations extend each other in a circle: {said}; end it")
            return Settings()
        if not os.path.isfile(path):
            self._seen.append((path, b""))
            fields.report(node, f'"extends": there is no file "{name.text}"; correct the path')
            return Settings()
        return self.load(path, chain)


def _compose(path: str, text: str, fields: ConfigFields) -> Node | None:
    """The nodes of a configuration, or none with the reason reported."""
    if path.endswith(".toml"):
        return _compose_toml(text, fields)
    try:
        root = compose(text)
    except YamlError as error:
        fields.report(Position(error.line, error.column, 0), error.problem)
        return None
    return None if isinstance(root, Scalar) and root.tag == NULL else root


def _compose_toml(text: str, fields: ConfigFields) -> Node | None:
    from termlint.config import toml  # a project with a termlint.yaml need not wait for it

    fields.language = "TOML"
    try:
        node = toml.compose(text, TABLE)
    except toml.TomlError as error:
        fields.report(Position(error.line, error.column, 0), error.problem)
        return None
    if node is None:
        fields.report(Position(1, 1, 0), "there is no table [tool.termlint]; add it")
    return node
