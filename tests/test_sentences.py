"""The built-in vocabulary on sentences written for it by people who had not seen its cues.

``data/sentences.jsonl`` has a sentence, heading, item or table a line, with the word that it is
about and whether its sense should be reported. What is right must stay silent, all of it; of the
misuses, a share must be found.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.vocabulary import builtin_linter

SENTENCES = [
    json.loads(line)
    for line in (Path(__file__).parent / "data" / "sentences.jsonl")
    .read_text(encoding="utf-8")
    .splitlines()
]


def is_reported(sentence: dict[str, Any]) -> bool:
    return any(
        diagnostic.check == "wrong-sense" and sentence["match"].lower() in diagnostic.text.lower()
        for diagnostic in builtin_linter().lint(sentence["text"], "sentence.md")
    )


def test_no_right_use_is_reported() -> None:
    right = [sentence for sentence in SENTENCES if sentence["flag"] == "no"]
    assert len(right) >= 600
    assert [sentence["text"] for sentence in right if is_reported(sentence)] == []


@pytest.mark.parametrize(
    ("word", "share"), [("MLOps", 0.8), ("orchestration", 0.8), ("DevOps", 0.7)]
)
def test_most_misuses_are_reported(word: str, share: float) -> None:
    wrong = [each for each in SENTENCES if each["flag"] == "yes" and each["match"] == word]
    assert sum(is_reported(sentence) for sentence in wrong) >= share * len(wrong)
