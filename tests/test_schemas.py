"""The JSON Schemas say what the readers do: they refuse no more, and as much as they can say."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from termlint.checks import CHECKS
from termlint.config.loading import TABLE, ConfigError
from termlint.config.loading import load as load_config
from termlint.config.schema import KEYS as CONFIG_KEYS
from termlint.glossary import Source
from termlint.glossary.concepts import CONCEPT, DEPRECATED_FORM
from termlint.glossary.contexts import CUE
from termlint.glossary.entries import GLOSSARY, read_entries
from termlint.glossary.kinds import KIND
from termlint.schemas import NAMES, schema_of, text_of
from tests.test_docs import examples_in, marked
from tests.test_glossary_mistakes import CUES, FORMS, KEYS, TYPES, YAML_SURPRISES, complete
from tests.test_glossary_mistakes import NAMES as NAME_MISTAKES

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "schemas"
GLOSSARIES = (
    *sorted((ROOT / "rules").glob("*.yaml")),
    ROOT / "docs/terms.yaml",
    ROOT / "tests/data/common-words.yaml",
)
VALIDATORS = {name: Draft7Validator(schema_of(name)) for name in NAMES}


def is_valid(name: str, text: str) -> bool:
    """Whether the schema ``name`` takes a text of YAML, read as YAML 1.1 as termlint does."""
    return VALIDATORS[name].is_valid(_as_in_json(yaml.load(text, yaml.CSafeLoader)))


def _as_in_json(value: Any) -> Any:
    """Keys are texts in JSON, and a key that is none in YAML must not become one that is known."""
    if isinstance(value, dict):
        named = (
            (key if isinstance(key, str) else f"not {key}", each) for key, each in value.items()
        )
        return {key: _as_in_json(each) for key, each in named}
    return [_as_in_json(each) for each in value] if isinstance(value, list) else value


# The files


@pytest.mark.parametrize("name", NAMES)
def test_the_shipped_file_is_what_is_generated(name: str) -> None:
    assert (FOLDER / f"{name}.json").read_text(encoding="utf-8") == text_of(name)


def test_no_other_file_is_shipped() -> None:
    assert {path.name for path in FOLDER.glob("*.json")} == {f"{name}.json" for name in NAMES}


@pytest.mark.parametrize("name", NAMES)
def test_it_is_a_json_schema(name: str) -> None:
    Draft7Validator.check_schema(json.loads(text_of(name)))


def properties_of(schema: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(schema, dict):
        yield from schema.get("properties", {}).items()
        schema = list(schema.values())
    if isinstance(schema, list):
        for each in schema:
            yield from properties_of(each)


@pytest.mark.parametrize("name", NAMES)
def test_every_key_says_what_it_means(name: str) -> None:
    keys = list(properties_of(schema_of(name)))
    assert len(keys) > 10
    silent = {key for key, schema in keys if not schema.get("description")}
    assert silent == (set(TABLE) if name == "pyproject" else set())


# What is sound


@pytest.mark.parametrize("path", GLOSSARIES, ids=lambda path: path.name)
def test_a_glossary_of_ours_is_valid(path: Path) -> None:
    assert is_valid("glossary", path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("example", marked("glossary"), ids=str)
def test_a_glossary_of_the_docs_is_valid(example: Any) -> None:
    assert is_valid("glossary", example.body)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.name)
def test_the_glossaries_of_a_page_are_valid(check: Any) -> None:
    page = ROOT / "termlint/checks" / check.page
    found = [each.body for each in examples_in(page) if each.info == "yaml glossary"]
    assert found
    assert [text for text in found if not is_valid("glossary", text)] == []


@pytest.mark.parametrize("example", marked("config"), ids=str)
def test_a_configuration_of_the_docs_is_valid(example: Any) -> None:
    if example.info.startswith("toml"):
        assert VALIDATORS["config"].is_valid(tomllib.loads(example.body)["tool"]["termlint"])
    else:
        assert is_valid("config", example.body)


def test_our_configuration_is_valid() -> None:
    assert is_valid("config", (ROOT / "termlint.yaml").read_text(encoding="utf-8"))


# Mistakes

UNSAYABLE = {
    "a key twice": ("duplicate-key",),
    "what holds between entries": (
        "two-terms-with-one-slug",
        "duplicate-id",
        "misspelled-kind",
        "unknown-kind",
        "unknown-kind-where-there-is-none",
        "unknown-kind-where-there-are-many",
        "unknown-concept",
        "confused-with-itself",
        "deprecated-here-preferred-there",
        "variant-here-admitted-there",
        "two-statuses-in-one-concept",
        "abbreviation-is-deprecated",
        "in-two-groups",
        "deprecated-in-a-group",
    ),
    "the language of cues": (
        "unknown-place-in-a-plain-cue",
        "unknown-place-in-a-cue-with-escapes",
        "syntax-error-in-a-literal-cue",
    ),
    "YAML itself": ("text-after-brackets", "merge-key", "tag", "colon-in-a-text"),
}
SAYABLE = [
    each
    for each in (*KEYS, *NAME_MISTAKES, *FORMS, *CUES, *YAML_SURPRISES, *TYPES)
    if not any(each.id in ids for ids in UNSAYABLE.values())
]


@pytest.mark.parametrize(("marked", "message", "sound"), SAYABLE)
def test_a_mistake_is_refused_too(marked: str, message: str, sound: str) -> None:
    assert not is_valid("glossary", complete(marked.replace("»", "")))
    assert is_valid("glossary", complete(sound))


CONFIG_MISTAKES = [
    pytest.param("selct: [wrong-sense]", "select: [wrong-sense]", id="unknown key"),
    pytest.param("ignore: [wrong-sens]", "ignore: [wrong-sense]", id="unknown check"),
    pytest.param("exclude: [a, 1.10]", "exclude: [a, '1.10']", id="a surprise of YAML"),
    pytest.param("severity: {wrong-sense: off}", "severity: {wrong-sense: info}", id="off"),
    pytest.param("severity: {all: info}", "severity: {wrong-sense: info}", id="severity of all"),
    pytest.param("per-path: {'!': {ignore: all}}", "per-path: {'!a': {ignore: all}}", id="pattern"),
    pytest.param("per-path: {a: {ignor: all}}", "per-path: {a: {ignore: all}}", id="per path"),
    pytest.param("include: 'a\\'", "include: 'a\\\\'", id="a backslash at the end"),
    pytest.param("[select]", "", id="a list"),
]


@pytest.mark.parametrize(("mistake", "sound"), CONFIG_MISTAKES)
def test_a_mistake_in_a_configuration_is_refused_too(
    mistake: str, sound: str, tmp_path: Path
) -> None:
    assert [is_valid("config", each) for each in (mistake, sound)] == [False, True]
    assert [takes_config(each, tmp_path) for each in (mistake, sound)] == [False, True]


# Every key with every sort of value

VALUES = (
    "",
    "~",
    "true",
    "on",
    "0",
    "1",
    "0.5",
    "1000",
    "1e3",
    ".inf",
    "1:30",
    "2024-01-01",
    "''",
    "' '",
    "a",
    "'a '",
    "'!?'",
    "'…'",
    "ab cd",
    '"a\\nb"',
    '"a\\u2028b"',
    '"a\\n"',
    '"\\u00e9\\ufeff"',
    "'{term}'",
    "use {term}",
    "'{term} {term} x'",
    "'x {term'",
    "'{ {term}'",
    "'a\\'",
    "'!'",
    "safe",
    "none",
    "verb",
    "error",
    "all",
    "wrong-sense",
    "pt-BR",
    "[]",
    "[~]",
    "[a]",
    "[a, a]",
    "[a, b]",
    "[[a, b]]",
    "[[a, a]]",
    "['use {term}', 'use {term}']",
    "[wrong-sense, wrong-sense]",
    "{}",
    "{a: ~}",
    "{a: }",
    "{a: b}",
    "{a b: [b]}",
    "{term: [b]}",
    "{a: []}",
    "{'': a}",
    "{a: {}}",
    "{term: a}",
    "[{term: a}]",
    "{form: a}",
    "{form: a, fix: safe}",
    "[{form: a}, {form: a}]",
    "{cue: 'use {term}'}",
    "[{cue: 'use {term}', weight: 2}]",
    "[{text: a}]",
    "[{text: a, expect: wrong-sense}]",
    "[{from: a, to: b}]",
    "[{from: a}]",
    "{wrong-sense: info}",
    "{a: {severity: {wrong-sense: info}}}",
)
"""Values of each sort, and of each sort some that nearly are one."""

_CONCEPT = "glossary: g\nconcepts:\n- term: t\n"
CONTEXTS = {
    "a glossary": (GLOSSARY.names, "glossary: g\nKEY"),
    "the id of a glossary": (("glossary",), "KEY"),
    "a kind": (KIND.names, "glossary: g\nkinds:\n  k:\n    KEY"),
    "a concept": (CONCEPT.names, "glossary: g\nconcepts:\n- term: t\n  KEY"),
    "a term": (("term",), "glossary: g\nconcepts:\n- KEY"),
    "a deprecated form": (
        DEPRECATED_FORM.names,
        f"{_CONCEPT}  deprecated:\n    form: f\n    KEY",
    ),
    "the form itself": (("form",), f"{_CONCEPT}  deprecated:\n    KEY"),
    "a cue": (CUE.names, f"{_CONCEPT}  cues:\n    cue: go {{term}}\n    KEY"),
    "the words of a cue": (("cue",), f"{_CONCEPT}  cues:\n    KEY"),
    "a spec": (("expect", "from"), f"{_CONCEPT}  specs:\n  - text: x\n    KEY"),
    "the text of a spec": (("text",), f"{_CONCEPT}  specs:\n  - KEY"),
    "a fix": (("to", "expect"), f"{_CONCEPT}  specs:\n  - from: x\n    KEY"),
}
"""Places for a key with its value, and the keys that are tried there besides an unknown one."""

BEYOND_A_SCHEMA = {
    "'…'": "whether a mark that is not of ASCII is a letter",
    "'{ {term}'": "the language of cues",
    "{a: ~}": "how nothing is written",
    "1:30": "how a number is written",
}
"""Values that only the reader refuses, and for what."""


@pytest.mark.parametrize(("keys", "context"), CONTEXTS.values(), ids=CONTEXTS)
def test_what_a_glossary_takes(keys: tuple[str, ...], context: str) -> None:
    for key, value in product((*keys, "unknown"), VALUES):
        text = context.replace("KEY", f"{key}: {value}\n")
        if f"{key}: " in context:
            continue  # the key would be there twice
        read, valid = takes_glossary(text), is_valid("glossary", text)
        assert valid or not read, f"only the schema refuses\n{text}"
        assert read or not valid or value in BEYOND_A_SCHEMA, f"only the schema takes\n{text}"


@pytest.mark.parametrize("context", ["KEY", "per-path:\n  p:\n    KEY"], ids=["top", "per-path"])
def test_what_a_configuration_takes(context: str, tmp_path: Path) -> None:
    # What is extended has to be there, which no schema can say.
    keys = [key for key in (*CONFIG_KEYS, "unknown") if key != "extends"]
    for key, value in product(keys, VALUES):
        text = context.replace("KEY", f"{key}: {value}\n")
        assert is_valid("config", text) == takes_config(text, tmp_path), text


def takes_glossary(text: str) -> bool:
    return read_entries(Source("g.yaml", text))[1] == ()


def takes_config(text: str, folder: Path) -> bool:
    (folder / "termlint.yaml").write_text(text, encoding="utf-8")
    try:
        load_config("termlint.yaml", str(folder))
    except ConfigError:
        return False
    return True
