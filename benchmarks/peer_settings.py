"""The settings of the peers, made from the terms that termlint has, so that all look for the same.

What a peer can be told about places that are no prose, it is told: rumdl leaves code and comments
alone and looks for whole words, as termlint does.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from termlint.termbase import Termbase

TEXTLINT = "textlintrc.json"
RUMDL = "rumdl.toml"
VALE = "vale.ini"
TYPOS = "typos.toml"


def names_of(termbase: Termbase) -> tuple[str, ...]:
    """The preferred terms that have a capital letter, so that their case can be wrong."""
    terms = (concept.term for concept in termbase.concepts.values())
    return tuple(dict.fromkeys(term for term in terms if term != term.lower()))


def write(folder: Path, names: Sequence[str], words: Mapping[str, str] | None = None) -> None:
    """Write a file for each peer into ``folder``: names to be written just so, for all but typos.

    ``words`` are wrong ones, in lower case, with what is to be written instead. They are for
    textlint and typos, which has many of its own.
    """
    words = words or {}
    folder.mkdir(parents=True, exist_ok=True)
    _write_json(folder / TEXTLINT, _textlint(names, words))
    (folder / RUMDL).write_text(_rumdl(names), encoding="utf-8")
    (folder / TYPOS).write_text(_typos(words), encoding="utf-8")
    (folder / VALE).write_text(
        "StylesPath = styles\nMinAlertLevel = suggestion\n[*.md]\nTerms.Names = YES\n",
        encoding="utf-8",
    )
    style = folder / "styles/Terms/Names.yml"
    style.parent.mkdir(parents=True, exist_ok=True)
    _write_json(style, _vale(names))


def _write_json(file: Path, value: object) -> None:
    file.write_text(json.dumps(value, indent=1), encoding="utf-8")


def _textlint(names: Sequence[str], words: Mapping[str, str]) -> object:
    terms = [*names, *([wrong, right] for wrong, right in words.items())]
    # Left to itself, the rule also brings terms of its own and passes over block quotations.
    return {"rules": {"terminology": {"defaultTerms": False, "skip": [], "terms": terms}}}


def _rumdl(names: Sequence[str]) -> str:
    return (
        '[global]\nenable = ["MD044"]\n'
        f"[MD044]\nnames = {json.dumps(names)}\n"
        "code-blocks = false\nhtml-comments = false\nwhole-words = true\n"
    )


def _typos(words: Mapping[str, str]) -> str:
    lines = (f"{json.dumps(wrong)} = {json.dumps(right)}\n" for wrong, right in words.items())
    return f"[default.extend-words]\n{''.join(lines)}"


def _vale(names: Sequence[str]) -> object:
    return {
        "extends": "substitution",
        "message": "Use '%s' instead of '%s'.",
        "level": "error",
        "ignorecase": True,
        "swap": {f"(?:{_spellings(name)})": name for name in names},
    }


def _spellings(name: str) -> str:
    """A pattern for a name with its words apart, closed up or joined by hyphens."""
    return r"[-\s]?".join(re.escape(word) for word in re.split(r"[- ]", name))
