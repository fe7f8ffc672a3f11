"""What happens to tests whose tools are not installed: people see a skip, CI sees a failure."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.tools import is_required, require_file, require_tool


@pytest.mark.parametrize(
    ("environment", "required"),
    [
        pytest.param({}, False, id="at home"),
        pytest.param({"CI": "true"}, True, id="in CI"),
        pytest.param({"CI": "false"}, False, id="said not to be CI"),
        pytest.param({"TERMLINT_REQUIRE_TOOLS": "1"}, True, id="asked for"),
        pytest.param({"TERMLINT_REQUIRE_TOOLS": "0", "CI": "1"}, False, id="asked for not"),
        pytest.param({"TERMLINT_REQUIRE_TOOLS": "", "CI": "1"}, True, id="empty says nothing"),
    ],
)
def test_tools_are_required_in_ci(environment: dict[str, str], required: bool) -> None:
    assert is_required(environment) == required


@pytest.mark.parametrize(
    ("asked", "outcome"),
    [
        pytest.param("1", pytest.fail.Exception, id="required"),
        pytest.param("0", pytest.skip.Exception, id="not required"),
    ],
)
def test_a_missing_tool_skips_or_fails(
    asked: str, outcome: type[BaseException], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERMLINT_REQUIRE_TOOLS", asked)
    with pytest.raises(outcome, match="needs no-such-tool; make tools installs it"):
        require_tool("no-such-tool")
    with pytest.raises(outcome, match="needs no/such/file; make tools installs it"):
        require_file("no/such/file")


def test_a_tool_that_pip_installed_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERMLINT_REQUIRE_TOOLS", "1")
    monkeypatch.setenv("PATH", "")
    assert Path(require_tool("mypy")).parent == Path(sys.executable).parent
