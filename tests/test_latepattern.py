from __future__ import annotations

import re

import pytest

from termlint.latepattern import late_pattern

TEXT = "one, Two and one more"


@pytest.mark.parametrize("flags", [0, re.IGNORECASE], ids=["plain", "any case"])
@pytest.mark.parametrize(
    "method", ["finditer", "findall", "fullmatch", "match", "search", "split", "subn"]
)
def test_it_does_what_the_compiled_one_does(method: str, flags: int) -> None:
    late, compiled = late_pattern("one|two", flags), re.compile("one|two", flags)
    arguments = ("1", TEXT) if method == "subn" else (TEXT,)
    for _ in range(2):
        assert shown(getattr(late, method)(*arguments)) == shown(
            getattr(compiled, method)(*arguments)
        )
    assert (late.pattern, late.flags) == (compiled.pattern, compiled.flags)


def shown(result: object) -> str:
    return str(list(result) if hasattr(result, "__next__") else result)  # type: ignore[call-overload]


def test_it_is_compiled_once_and_not_before_it_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    compile_now, seen = re.compile, []

    def compiled(source: str, flags: int) -> re.Pattern[str]:
        seen.append(source)
        return compile_now(source, flags)

    monkeypatch.setattr("termlint.latepattern.re.compile", compiled)
    late = late_pattern("a+")
    assert seen == []
    assert late.search("baa")
    assert late.match("aa")
    assert late.sub("", "ba") == "b"
    assert seen == ["a+"]


def test_a_wrong_one_is_told_when_it_is_used() -> None:
    late = late_pattern("(")
    with pytest.raises(re.error):
        late.search("")
