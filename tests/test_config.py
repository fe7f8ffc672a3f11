"""Configurations: what they set, how they extend each other, and what is said of their mistakes."""

from __future__ import annotations

from pathlib import Path

import pytest

from termlint.checknames import CHECK_NAMES
from termlint.cli import run_command
from termlint.config import find
from termlint.config.glossaries import load_glossaries, resolve
from termlint.config.loading import ConfigError, load
from termlint.config.settings import Reference, Settings
from termlint.diagnostic import Severity
from termlint.glossary import GlossaryNotFound


def settings_of(folder: Path, text: str, name: str = "termlint.yaml") -> Settings:
    (folder / name).write_text(text, encoding="utf-8")
    return load(name, str(folder))


def mistakes_of(folder: Path, text: str, name: str = "termlint.yaml") -> list[str]:
    with pytest.raises(ConfigError) as error:
        settings_of(folder, text, name)
    return [str(problem) for problem in error.value.problems]


YAML = """\
glossaries: [mlops, ./own.yaml]
select: [wrong-sense, misspelled-term]
ignore: misspelled-term
severity:
  wrong-sense: error
exclude: ["*.draft.md", old/]
include: docs/*.txt
per-path:
  "blog/**":
    ignore: [wrong-sense]
  CHANGELOG.md:
    select: all
    severity: {unclear-sense: warning}
front-matter: [title, lead]
"""

TOML = """\
[project]
name = "x"  # tool.termlint is below

[tool.termlint]
glossaries = ["mlops", "./own.yaml"]
select = [
    "wrong-sense",
    "misspelled-term",
]
ignore = "misspelled-term"
severity.wrong-sense = "error"
exclude = ["*.draft.md", 'old/']
include = "docs/*.txt"
front-matter = ["title", "lead"]

[tool.termlint.per-path."blog/**"]
ignore = ["wrong-sense"]

[tool.termlint.per-path."CHANGELOG.md"]
select = "all"
severity = { unclear-sense = "warning" }
"""


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param(YAML, "termlint.yaml", id="yaml"),
        pytest.param(YAML.replace("\n", "\r\n"), "termlint.yaml", id="yaml with CRLF"),
        pytest.param("\ufeff" + YAML, "termlint.yaml", id="yaml with a byte order mark"),
        pytest.param(TOML, "pyproject.toml", id="toml"),
        pytest.param(TOML.replace("\n", "\r\n"), "pyproject.toml", id="toml with CRLF"),
    ],
)
def test_every_key_sets_something(tmp_path: Path, text: str, name: str) -> None:
    settings = settings_of(tmp_path, text, name)
    folder = str(tmp_path)
    assert settings.glossaries is not None
    assert [(each.name, each.folder) for each in settings.glossaries] == [
        ("mlops", folder),
        ("./own.yaml", folder),
    ]
    assert settings.select == frozenset({"wrong-sense", "misspelled-term"})
    assert settings.ignore == frozenset({"misspelled-term"})
    assert settings.severities == {"wrong-sense": Severity.ERROR}
    assert [each.lines for each in settings.exclude] == [("*.draft.md", "old/")]
    assert [each.lines for each in settings.include] == [("docs/*.txt",)]
    blog, changelog = settings.path_rules
    assert blog.patterns.lines == ("blog/**",)
    assert (blog.select, blog.ignore) == (None, frozenset({"wrong-sense"}))
    assert changelog.select == frozenset(CHECK_NAMES)
    assert changelog.severities == {"unclear-sense": Severity.WARNING}
    assert settings.prose_keys == frozenset({"title", "lead"})
    assert settings.files == (str(tmp_path / name),)


@pytest.mark.parametrize("text", ["", "# nothing\n", "---\n"])
def test_an_empty_configuration_sets_nothing(tmp_path: Path, text: str) -> None:
    assert settings_of(tmp_path, text) == Settings(files=(str(tmp_path / "termlint.yaml"),))


@pytest.mark.parametrize(
    ("text", "mistakes"),
    [
        pytest.param(
            "selct: [wrong-sense]\nignore: [wrong-sens]\n",
            [
                '1:1: unknown key "selct" in the configuration; did you mean "select"?',
                '2:10: unknown check "wrong-sens"; did you mean "wrong-sense"?',
            ],
            id="all of them in one run",
        ),
        pytest.param(
            "exclude:\n  - a\n  - 1.10\n",
            ['3:5: a pattern: YAML reads 1.10 as a number; write "1.10" in quotes'],
            id="a surprise of YAML",
        ),
        pytest.param(
            "severity: {wrong-sense: off}\n",
            ['1:25: a severity cannot be "off"; list the check in "ignore"'],
            id="no severity",
        ),
        pytest.param(
            "severity: {wrong-sense: 3}\n",
            ['1:25: unknown severity "3"; use one of error, warning, info'],
            id="a severity that is a number",
        ),
        pytest.param(
            "exclude: ~\n",
            [
                '1:10: a pattern: YAML reads ~ as nothing; write "~" in quotes if that is meant, '
                "or else remove it"
            ],
            id="nothing",
        ),
        pytest.param(
            'exclude: "["\n',
            [
                '1:10: "[" is no pattern of paths; '
                'write it as in a .gitignore, such as "docs/old/" or "*.draft.md"'
            ],
            id="a bracket that is not closed",
        ),
        pytest.param(
            "severity: {wrong-sense: eror}\n",
            ['1:25: unknown severity "eror"; did you mean "error"?'],
            id="a severity misspelled",
        ),
        pytest.param(
            "per-path:\n  '!':\n    ignor: x\n",
            [
                '2:3: "!" is no pattern of paths; '
                'write it as in a .gitignore, such as "docs/old/" or "*.draft.md"',
                '3:5: unknown key "ignor" in "!"; did you mean "ignore"?',
            ],
            id="per path",
        ),
        pytest.param(
            "- select\n",
            ["1:1: the configuration is a list here; write a mapping of keys to values"],
            id="a list",
        ),
        pytest.param(
            "extends: gone.yaml\n",
            ['1:10: "extends": there is no file "gone.yaml"; correct the path'],
            id="extends nothing",
        ),
        pytest.param(
            "extends: termlint.yaml\n",
            [
                "1:10: configurations extend each other in a circle: "
                "termlint.yaml extends termlint.yaml; end it"
            ],
            id="extends itself",
        ),
    ],
)
def test_mistakes_have_their_places(tmp_path: Path, text: str, mistakes: list[str]) -> None:
    assert mistakes_of(tmp_path, text) == [f"termlint.yaml:{each}" for each in mistakes]


@pytest.mark.parametrize(
    ("text", "mistakes"),
    [
        pytest.param(
            '[tool.termlint]\nselect = [\n  "wrong-sense", # yes\n  "wrong-sens",\n]\n',
            ['4:3: unknown check "wrong-sens"; did you mean "wrong-sense"?'],
            id="an item of a list",
        ),
        pytest.param(
            '[tool]\ntermlint.selct = "all"\n',
            ['2:10: unknown key "selct" in the configuration; did you mean "select"?'],
            id="a dotted key",
        ),
        pytest.param(
            '[tool.termlint.per-path]\n"a\\u0062.md" = { ignore = ["x"], selct = 1 }\n',
            [
                '2:28: unknown check "x"; use one of ' + ", ".join((*CHECK_NAMES, "all")),
                '2:34: unknown key "selct" in "ab.md"; did you mean "select"?',
            ],
            id="a table in a line",
        ),
        pytest.param(
            "[tool.termlint]\nexclude = ['a', 3]\ninclude = true\n",
            [
                '2:17: a pattern: TOML reads 3 as a number; write "3" in quotes',
                '3:11: a pattern: TOML reads true as true or false; write "true" in quotes',
            ],
            id="no texts",
        ),
        pytest.param(
            '[[a]]\nb = """\n[tool.termlint]\n"""\n[[a]]\n[tool.termlint]\nexclude = 1979-05-27\n',
            ['7:11: a pattern: TOML reads 1979-05-27 as a date; write "1979-05-27" in quotes'],
            id="after what only looks like it",
        ),
        pytest.param(
            "date = 1979-05-27 07:32:00Z\n[tool.termlint]\nexclude = 1979-05-27 07:32:00\nx = 1\n",
            [
                "3:11: a pattern: TOML reads 1979-05-27 07:32:00 as a date; "
                'write "1979-05-27 07:32:00" in quotes',
                '4:1: unknown key "x" in the configuration; use one of glossaries, select, '
                "ignore, severity, exclude, include, per-path, front-matter, extends",
            ],
            id="dates with a space",
        ),
        pytest.param("[tool]\n", ["1:1: there is no table [tool.termlint]; add it"], id="no table"),
    ],
)
def test_mistakes_in_toml_have_their_places(tmp_path: Path, text: str, mistakes: list[str]) -> None:
    found = mistakes_of(tmp_path, text, "pyproject.toml")
    assert found == [f"pyproject.toml:{each}" for each in mistakes]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        pytest.param("[tool.termlint]\nselect = yes\n", "2:10", id="in a line"),
        pytest.param("[tool.termlint]\nselect = [\n", "3:1", id="at the end"),
    ],
)
def test_what_is_no_toml_has_its_place(tmp_path: Path, text: str, place: str) -> None:
    (found,) = mistakes_of(tmp_path, text, "pyproject.toml")
    assert found.startswith(f"pyproject.toml:{place}: ")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        pytest.param("select: [all\n", "1:9", id="no YAML"),
        pytest.param("select: all\nselect: all\n", "2:1", id="a key twice"),
    ],
)
def test_what_the_reader_of_yaml_refuses_has_its_place(
    tmp_path: Path, text: str, place: str
) -> None:
    (found,) = mistakes_of(tmp_path, text)
    assert found.startswith(f"termlint.yaml:{place}: ")


def test_a_configuration_extends_another(tmp_path: Path) -> None:
    (tmp_path / "base").mkdir()
    (tmp_path / "base" / "house.yaml").write_text(
        "select: [wrong-sense]\nexclude: [old/]\nglossaries: [./g.yaml]\n"
        "severity: {wrong-sense: error, misspelled-term: error}\nper-path: {a.md: {ignore: all}}\n"
    )
    settings = settings_of(
        tmp_path,
        "extends: base/house.yaml\nselect: [misspelled-term]\n"
        "severity: {wrong-sense: info}\nper-path: {b.md: {ignore: all}}\n",
    )
    base = str(tmp_path / "base")
    assert settings.select == frozenset({"misspelled-term"})
    assert [(each.folder, each.lines) for each in settings.exclude] == [(base, ("old/",))]
    assert settings.glossaries is not None
    assert [each.folder for each in settings.glossaries] == [base]
    assert settings.severities == {
        "wrong-sense": Severity.INFO,
        "misspelled-term": Severity.ERROR,
    }
    assert [each.patterns.lines for each in settings.path_rules] == [("a.md",), ("b.md",)]
    assert settings.files == (str(tmp_path / "termlint.yaml"), f"{base}/house.yaml")


def test_a_circle_of_configurations_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("extends: b.yaml\n")
    (tmp_path / "b.yaml").write_text("extends: ./a.yaml\n")
    assert mistakes_of(tmp_path, "extends: a.yaml\n") == [
        "b.yaml:1:10: configurations extend each other in a circle: "
        "a.yaml extends b.yaml extends a.yaml; end it"
    ]


def test_the_mistakes_of_an_extended_configuration_are_found_too(tmp_path: Path) -> None:
    (tmp_path / "base.yaml").write_text("ignore: [x-y]\n")
    found = mistakes_of(tmp_path, "extends: base.yaml\nselect: [wrong-sens]\n")
    assert [each.partition(" ")[0] for each in found] == ["base.yaml:1:10:", "termlint.yaml:2:10:"]


@pytest.mark.parametrize(
    ("data", "mistake"),
    [
        pytest.param(b"\xff", "not UTF-8: byte 0xff at offset 0", id="no text"),
        pytest.param(None, "no such file or folder", id="not there"),
    ],
)
def test_a_configuration_that_cannot_be_read(
    tmp_path: Path, data: bytes | None, mistake: str
) -> None:
    if data is not None:
        (tmp_path / "own.yaml").write_bytes(data)
    with pytest.raises(ConfigError) as error:
        load("own.yaml", str(tmp_path))
    assert str(error.value) == f"own.yaml:1:1: this configuration cannot be read: {mistake}"


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        pytest.param(
            {"a/b/termlint.yaml": "", "a/termlint.yaml": ""}, "a/b/termlint.yaml", id="nearest"
        ),
        pytest.param({"a/termlint.yaml": ""}, "a/termlint.yaml", id="upwards"),
        pytest.param({"a/pyproject.toml": "[tool.termlint]\n"}, "a/pyproject.toml", id="a table"),
        pytest.param(
            {
                "a/b/pyproject.toml": "[tool.other]\n[project]\nname = 'termlint'\n",
                "a/termlint.yaml": "",
            },
            "a/termlint.yaml",
            id="no table in the nearest",
        ),
        pytest.param(
            {"a/b/pyproject.toml": "[tool.termlint]\n", "a/b/termlint.yaml": ""},
            "a/b/termlint.yaml",
            id="both in one folder",
        ),
        pytest.param(
            {"a/b/pyproject.toml": "termlint [", "a/termlint.yaml": ""},
            "a/termlint.yaml",
            id="another tool's broken file",
        ),
        pytest.param(
            {"a/b/pyproject.toml": "[tool.termlint]\nx = [", "a/termlint.yaml": ""},
            "a/b/pyproject.toml",
            id="a broken file that is meant",
        ),
    ],
)
def test_the_nearest_configuration_is_found(
    tmp_path: Path, files: dict[str, str], expected: str
) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    assert find(str(tmp_path / "a" / "b")) == str(tmp_path / expected)


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        pytest.param(
            "pyproject.toml",
            b"# caf\xe9\n[tool.termlint]\nignore = []\n",
            "pyproject.toml:1:1: this configuration cannot be read: not UTF-8: byte 0xe9 at offset 5",
            id="a table in Latin-1",
        ),
        pytest.param(
            "pyproject.toml",
            "\ufeff[tool.termlint]\n".encode("utf-16-le"),
            "pyproject.toml:1:1: this configuration cannot be read: UTF-16",
            id="a table in UTF-16",
        ),
        pytest.param(
            "pyproject.toml",
            b"",
            None,
            id="an empty file",
        ),
        pytest.param("pyproject.toml", b"# caf\xe9\n[tool.other]\n", None, id="of other tools"),
        pytest.param(
            "termlint.yaml",
            b"# caf\xe9\n",
            "termlint.yaml:1:1: this configuration cannot be read: not UTF-8",
            id="YAML in Latin-1",
        ),
        *(
            pytest.param(name, kind, f"{name}:1:1: this configuration cannot be read: {why}", id=id)
            for name in ("termlint.yaml", "pyproject.toml")
            for kind, why, id in (
                ("folder", "is a directory", f"{name} is a folder"),
                ("link", "no such file or folder", f"{name} leads nowhere"),
            )
        ),
        *(
            pytest.param(
                name,
                b"ignore: [misspelled-term]\n",
                f"error: {name}: a configuration is called termlint.yaml; rename this file",
                id=name,
            )
            for name in ("termlint.yml", ".termlint.yaml", ".termlint.yml")
        ),
    ],
)
@pytest.mark.parametrize("flags", [[], ["--no-cache"]])
def test_no_configuration_is_passed_over_in_silence(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    name: str,
    data: bytes | str,
    said: str | None,
    flags: list[str],
) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/a.md").write_text("Use ML Ops.\n")
    monkeypatch.chdir(tmp_path / "docs")
    path = tmp_path / name
    if data == "folder":
        path.mkdir()
    elif data == "link":
        path.symlink_to("gone")
    else:
        assert isinstance(data, bytes)
        path.write_bytes(data)
    status = run_command(["check", *flags])
    assert status == (1 if said is None else 2)
    printed = capsys.readouterr().err
    assert (said or "").replace(name, f"../{name}", 1) in printed
    assert bool(printed) == (said is not None)
    assert run_command(["check", "--isolated", *flags]) == 1


def test_a_configuration_may_have_any_name_where_it_is_given_or_not_needed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.md").write_text("Use ML Ops.\n")
    (tmp_path / "termlint.yml").write_text("ignore: [misspelled-term]\n")
    monkeypatch.chdir(tmp_path)
    assert run_command(["check", "--config", "termlint.yml"]) == 0
    (tmp_path / "termlint.yaml").write_text("extends: termlint.yml\n")
    assert run_command(["check"]) == 0


FLAGGED = """\
select: wrong-sense
ignore: unclear-sense
per-path: {a.md: {select: unclear-sense, ignore: wrong-sense}}
"""


@pytest.mark.parametrize(
    ("select", "ignore", "selected", "ignored", "selected_in_a"),
    [
        pytest.param(None, "", "wrong-sense", "unclear-sense", "unclear-sense", id="no flags"),
        pytest.param("unclear-sense", "", "unclear-sense", "", None, id="--select"),
        pytest.param(
            None,
            "wrong-sense",
            "wrong-sense",
            "wrong-sense unclear-sense",
            "unclear-sense",
            id="--ignore",
        ),
    ],
)
def test_flags_go_before_the_configuration(
    tmp_path: Path,
    select: str | None,
    ignore: str,
    selected: str,
    ignored: str,
    selected_in_a: str | None,
) -> None:
    flags = (None if select is None else names(select), names(ignore))
    settings = settings_of(tmp_path, FLAGGED).with_flags(*flags)
    (rule,) = settings.path_rules
    assert (settings.select, settings.ignore) == (names(selected), names(ignored))
    assert rule.select == (None if selected_in_a is None else names(selected_in_a))
    assert rule.ignore == names("wrong-sense")


def names(text: str) -> frozenset[str]:
    return frozenset(text.split())


GLOSSARY = "glossary: tiny\nconcepts:\n  - term: MLOps\n"


def test_a_glossary_is_found_by_id_or_by_path(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "g.yaml").write_text(GLOSSARY)
    folder = str(tmp_path)
    assert resolve("sub/g.yaml", folder, folder) == str(tmp_path / "sub" / "g.yaml")
    assert resolve("g.yaml", f"{folder}/sub", folder) == str(tmp_path / "sub" / "g.yaml")
    assert Path(resolve("kinds", folder, folder)).name == "kinds.yaml"


@pytest.mark.parametrize(
    ("name", "message"),
    [
        pytest.param("mlop", 'there is no built-in glossary "mlop"; use one of ', id="an id"),
        pytest.param("x.yaml", 'there is no file "x.yaml" in .; correct the path, ', id="a path"),
        pytest.param("./kinds", 'there is no file "./kinds" in .; ', id="a path without suffix"),
    ],
)
def test_a_glossary_that_is_not_there(tmp_path: Path, name: str, message: str) -> None:
    with pytest.raises(GlossaryNotFound) as error:
        resolve(name, str(tmp_path), str(tmp_path))
    assert str(error.value).startswith(message)
    assert "kinds" in str(error.value)


def test_a_glossary_extends_one_beside_itself(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "base.yaml").write_text("glossary: base\nkinds: {tool: {}}\n")
    (tmp_path / "sub" / "g.yaml").write_text(f"{GLOSSARY}extends: [./base.yaml]\n")
    termbase, problems = load_glossaries([Reference("sub/g.yaml", str(tmp_path))], str(tmp_path))
    assert problems == ()
    assert termbase.glossaries == ("base", "tiny")
    assert str(termbase.concepts["mlops"].origin) == "sub/g.yaml:3:11"


def test_a_configured_glossary_that_is_not_there_has_its_place(tmp_path: Path) -> None:
    settings = settings_of(tmp_path, "glossaries:\n  - kinds\n  - ./gone.yaml\n")
    _, (problem,) = load_glossaries(settings.glossaries, str(tmp_path))
    assert str(problem).startswith('termlint.yaml:3:5: there is no file "./gone.yaml" in .; ')


def test_a_glossary_that_cannot_be_read_is_named_from_the_working_directory(tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_bytes(b"# caf\xe9\n")
    _, problems = load_glossaries([Reference("./own.yaml", str(tmp_path))], str(tmp_path))
    assert list(map(str, problems)) == [
        "own.yaml:1:1: this glossary cannot be read: not UTF-8: byte 0xe9 at offset 5"
    ]
