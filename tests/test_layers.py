"""The architecture, held by tests: who imports whom, what the core leaves alone, what has a page."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterable, Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from termlint.checknames import CHECK_NAMES
from termlint.checks import CHECKS

PACKAGE = Path(__file__).resolve().parent.parent / "termlint"

# Lowest first; a package stands for all of its modules. A module imports from its own layer and
# from those below it. Every module has its place here, so a new one needs a decision.
LAYERS = (
    ("termlint", "span", "latepattern", "hashing"),
    ("diagnostic", "termbase", "document", "checknames", "fileerror"),
    ("english", "literals", "tokens", "casing", "compounds", "forms"),
    ("usage", "facts", "selection"),
    (
        "markdown",
        "acronyms",
        "yamlnodes",
        "glossary",
        "cues",
        "cue_match",
        "cue_needs",
        "definition",
        "match",
        "phrase",
        "prescan",
        "readings",
        "sense",
        "wording",
        "neighbours",
        "edits",
        "verbatim",
        "links",
        "anchors",
        "suppress",
    ),
    ("checks",),
    ("wanted", "part", "lint", "fix", "unified"),
    ("finding", "report", "baseline", "specs"),
    (
        "builtin",
        "config",
        "explain",
        "files",
        "garbage",
        "pickling",
        "compiled",
        "cache",
        "ready",
        "run",
        "memory",
        "schemas",
    ),
    ("editor",),
    ("server",),
    ("cli", "__main__"),
)

# Values in, values out: nothing up to here reads, writes, prints or looks at the machine.
LAST_PURE = "specs"
IMPURE_MODULES = {
    "asyncio",
    "concurrent",
    "datetime",
    "importlib",
    "io",
    "locale",
    "logging",
    "multiprocessing",
    "os",
    "pathlib",
    "platform",
    "random",
    "shutil",
    "signal",
    "socket",
    "subprocess",
    "sys",
    "tempfile",
    "threading",
    "time",
    "urllib",
    "warnings",
}
IMPURE_CALLS = {"breakpoint", "input", "open", "print"}

# Each library behind one door, so that replacing it concerns one room.
DOORS = {
    "click": "cli",
    "dask": "run",
    "distributed": "run",
    "lsprotocol": "server",
    "markdown_it": "markdown",
    "mdit_py_plugins": "markdown",
    "pathspec": "files",
    "pygls": "server",
    "yaml": "yamlnodes",
}

LONGEST = 250
LONGER: dict[str, str] = {}
"""Modules that may be longer, each with the reason."""


def read_package(folder: Path) -> dict[str, ast.Module]:
    """The syntax trees of a package's modules by dotted name."""
    trees = {}
    for file in sorted(folder.rglob("*.py")):
        parts = file.relative_to(folder.parent).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        trees[name] = ast.parse(file.read_text(encoding="utf-8"), str(file))
    return trees


def imports_of(tree: ast.Module) -> Iterator[str]:
    """The dotted names that a module imports, wherever in it: ``from a import b`` gives ``a.b``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{'.' * node.level}{node.module}.{alias.name}" for alias in node.names)


def modules_behind(imported: Iterable[str], modules: Iterable[str]) -> set[str]:
    """Those of ``modules`` that the imported names come from."""
    known = set(modules)
    behind = {name if name in known else name.rpartition(".")[0] for name in imported}
    return behind & known


def calls_of(tree: ast.Module) -> set[str]:
    """The plain names that a module calls."""
    return {
        node.func.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }


def room_of(module: str) -> str:
    """What stands for a module in the table of layers: ``termlint.report.json`` is ``report``."""
    return module.split(".")[1] if "." in module else module


def layer_of(module: str) -> int:
    """The place of a module's layer in the table; above all others where it has none."""
    placed = (level for level, rooms in enumerate(LAYERS) if room_of(module) in rooms)
    return next(placed, len(LAYERS))


TREES = read_package(PACKAGE)
PURE = [name for name in TREES if layer_of(name) <= layer_of(f"termlint.{LAST_PURE}")]


@pytest.mark.parametrize(
    ("source", "imported"),
    [
        pytest.param("import os.path as p", {"os.path"}, id="plain"),
        pytest.param("from a.b import c, d", {"a.b.c", "a.b.d"}, id="from"),
        pytest.param("from . import a", {".None.a"}, id="relative"),
        pytest.param("def f():\n    import a", {"a"}, id="inside a function"),
        pytest.param("if TYPE_CHECKING:\n    import a", {"a"}, id="for types only"),
        pytest.param("text = 'import os'", set(), id="only said"),
    ],
)
def test_imports_are_read_from_the_source(source: str, imported: set[str]) -> None:
    assert set(imports_of(ast.parse(source))) == imported


@pytest.mark.parametrize(
    ("name", "module"),
    [
        pytest.param("a.b", {"a.b"}, id="a module"),
        pytest.param("a.b.Thing", {"a.b"}, id="a name in a module"),
        pytest.param("a.Thing", {"a"}, id="a name in a package"),
        pytest.param("os.path", set(), id="another package"),
    ],
)
def test_an_imported_name_leads_to_its_module(name: str, module: set[str]) -> None:
    assert modules_behind([name], ["a", "a.b"]) == module


def test_every_module_has_a_layer() -> None:
    placed = [room for rooms in LAYERS for room in rooms]
    assert len(placed) == len(set(placed))
    assert set(map(room_of, TREES)) == set(placed)


def test_the_design_shows_the_same_layers() -> None:
    design = (PACKAGE.parent / "DESIGN.md").read_text(encoding="utf-8")
    section = design.partition("\n## Layers\n")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| (`.+?`) \|", section, re.MULTILINE)
    assert [tuple(re.findall(r"`(\w+)`", row)) for row in rows] == list(LAYERS)


@pytest.mark.parametrize("module", TREES)
def test_a_module_imports_only_from_its_own_layer_and_lower_ones(module: str) -> None:
    imported = modules_behind(imports_of(TREES[module]), TREES)
    assert [each for each in sorted(imported) if layer_of(each) > layer_of(module)] == []


def test_no_module_imports_itself_by_a_detour() -> None:
    graph = {
        module: modules_behind(imports_of(tree), TREES) - {module} for module, tree in TREES.items()
    }
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail("imports in a circle: " + " <- ".join(error.args[1]))


@pytest.mark.parametrize("module", TREES)
def test_imports_are_absolute(module: str) -> None:
    assert [name for name in imports_of(TREES[module]) if name.startswith(".")] == []


@pytest.mark.parametrize("module", TREES)
def test_a_library_is_imported_only_behind_its_door(module: str) -> None:
    roots = {name.split(".")[0] for name in imports_of(TREES[module])}
    foreign = roots - sys.stdlib_module_names - {"termlint"}
    assert {library: DOORS.get(library) for library in foreign} == dict.fromkeys(
        foreign, room_of(module)
    )


@pytest.mark.parametrize("module", PURE)
def test_the_core_touches_nothing_but_its_values(module: str) -> None:
    roots = {name.split(".")[0] for name in imports_of(TREES[module])}
    assert roots & IMPURE_MODULES == set()
    assert calls_of(TREES[module]) & IMPURE_CALLS == set()


@pytest.mark.parametrize("module", TREES)
def test_a_module_says_what_is_kept_in_it(module: str) -> None:
    assert ast.get_docstring(TREES[module])


def test_no_module_is_long() -> None:
    lengths = {
        file.relative_to(PACKAGE).as_posix(): len(file.read_text(encoding="utf-8").splitlines())
        for file in PACKAGE.rglob("*.py")
    }
    long = {name: lines for name, lines in lengths.items() if lines > LONGEST}
    assert {name: lines for name, lines in long.items() if name not in LONGER} == {}
    assert LONGER.keys() <= long.keys()


def test_every_check_is_listed_and_has_its_page() -> None:
    modules = {
        module.rpartition(".")[2]
        for module, tree in TREES.items()
        if module.startswith("termlint.checks.")
        and any(isinstance(node, ast.FunctionDef) and node.name == "check" for node in tree.body)
    }
    assert {check.name.replace("-", "_") for check in CHECKS} == modules
    assert {page.stem for page in (PACKAGE / "checks").glob("*.md")} == modules
    assert {check.name for check in CHECKS} <= set(CHECK_NAMES)
