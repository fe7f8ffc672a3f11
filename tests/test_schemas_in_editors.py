"""What people see who write glossaries and configurations in an editor: the servers for YAML and TOML
that most editors use, with the schemas that the files name in their first line."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.languageclient import LanguageClient
from tests.test_schemas import GLOSSARIES, ROOT
from tests.tools import require_tool

SCHEMAS = ROOT / "schemas"
OURS = (*(path for path in GLOSSARIES if "tests" not in path.parts), ROOT / "termlint.yaml")
GLOSSARY = """\
# yaml-language-server: $schema=glossary.json
glossary: example
concepts:
  - term: MLOps
    """
CONFIG = "# yaml-language-server: $schema=config.json\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that has the schemas."""
    folder = tmp_path_factory.mktemp("schemas")
    for path in SCHEMAS.glob("*.json"):
        shutil.copy(path, folder)
    return folder


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[LanguageClient]:
    settings = {
        "yaml": {
            "validate": True,
            "hover": True,
            "completion": True,
            "schemaStore": {"enable": False},  # or it would look for one on the network
        }
    }
    command = [require_tool("yaml-language-server"), "--stdio"]
    with LanguageClient(command, folder, settings) as client:
        yield client


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.name)
def test_our_own_file_names_its_schema_and_has_no_mistakes(
    path: Path, server: LanguageClient
) -> None:
    (place,) = path.read_text(encoding="utf-8").splitlines()[0].rpartition("$schema=")[2:]
    name = "config" if path.name == "termlint.yaml" else "glossary"
    assert (path.parent / place).resolve() == SCHEMAS / f"{name}.json"
    assert server.open(path, "yaml") == []


def written(text: str, folder: Path, request: pytest.FixtureRequest) -> Path:
    """A file of its own for each test."""
    file = folder / f"{request.node.name}.yaml"
    file.write_text(text, encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param(
            f"{GLOSSARY}kindd: practice\n",
            {"4:4": "Property kindd is not allowed."},
            id="unknown key",
        ),
        pytest.param(f"{GLOSSARY}kind: practice\n", {}, id="known key"),
        pytest.param(
            f"{GLOSSARY}cues: log in\n",
            {"4:10": "write one {term}, with words before or after it"},
            id="cue without a term",
        ),
        pytest.param(f"{GLOSSARY}cues: log in to {{term}}\n", {}, id="cue"),
        pytest.param(
            f"{GLOSSARY}id: ml ops\n",
            {"4:8": 'write it without spaces; use "-" instead'},
            id="space in an id",
        ),
        pytest.param(
            f"{GLOSSARY}consistent: 1\n", {"4:16": 'Incorrect type. Expected "boolean".'}, id="type"
        ),
        pytest.param(
            f"{CONFIG}selct: all\n", {"1:0": "Property selct is not allowed."}, id="config"
        ),
        pytest.param(f"{CONFIG}select: all\n", {}, id="sound config"),
    ],
)
def test_a_mistake_is_underlined(
    text: str,
    found: dict[str, str],
    folder: Path,
    server: LanguageClient,
    request: pytest.FixtureRequest,
) -> None:
    diagnostics = server.open(written(text, folder, request), "yaml")
    starts = [each["range"]["start"] for each in diagnostics]
    places = [f"{start['line']}:{start['character']}" for start in starts]
    assert dict(zip(places, (each["message"] for each in diagnostics), strict=True)) == found


@pytest.mark.parametrize(
    ("text", "place", "says"),
    [
        pytest.param(
            GLOSSARY, (3, 5), "the preferred form; its case is the right one", id="key of a concept"
        ),
        pytest.param(
            f"{GLOSSARY}cues: {{cue: 'go {{term}}', weight: 1}}\n",
            (4, 31),
            "how much the cue counts",
            id="key of a cue",
        ),
        pytest.param(
            f"{CONFIG}per-path: {{a: {{ignore: all}}}}\n",
            (1, 16),
            "checks to leave out",
            id="key of a configuration",
        ),
    ],
)
def test_hovering_over_a_key_shows_what_it_means(
    text: str,
    place: tuple[int, int],
    says: str,
    folder: Path,
    server: LanguageClient,
    request: pytest.FixtureRequest,
) -> None:
    file = written(text, folder, request)
    server.open(file, "yaml")
    assert says in server.at("hover", file, *place)["contents"]["value"]


@pytest.mark.parametrize(
    ("text", "place", "offered", "not_offered"),
    [
        pytest.param(
            f"{GLOSSARY}\n", (4, 4), {"definition", "deprecated"}, {"term", "weight"}, id="keys"
        ),
        pytest.param(
            f"{CONFIG}severity:\n  wrong-sense: \n",
            (2, 15),
            {"error", "info"},
            {"off"},
            id="values",
        ),
    ],
)
def test_keys_and_values_are_offered(
    text: str,
    place: tuple[int, int],
    offered: set[str],
    not_offered: set[str],
    folder: Path,
    server: LanguageClient,
    request: pytest.FixtureRequest,
) -> None:
    file = written(text, folder, request)
    server.open(file, "yaml")
    labels = {item["label"] for item in server.at("completion", file, *place)["items"]}
    assert offered <= labels
    assert labels & not_offered == set()


@pytest.mark.parametrize(
    ("key", "is_sound"),
    [
        pytest.param("selct", False, id="finds it"),
        pytest.param("select", True, id="leaves it alone"),
    ],
)
def test_a_mistake_in_pyproject_toml_is_found(key: str, is_sound: bool, folder: Path) -> None:
    text = f'#:schema ./pyproject.json\n[project]\nname = "x"\n[tool.termlint]\n{key} = "all"\n'
    (folder / "pyproject.toml").write_text(text, encoding="utf-8")
    command = [require_tool("taplo"), "lint", "pyproject.toml"]
    done = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode == 0) == is_sound, done.stderr
    assert ("'selct' was unexpected" in done.stderr) != is_sound
