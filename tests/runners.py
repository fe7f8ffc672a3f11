"""How the runners of CI services read a log: which of its lines they take for commands.

Rewritten from the rules of ``ActionCommand.cs`` in github.com/actions/runner and of ``Command.cs``
in github.com/microsoft/azure-pipelines-agent.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

GITHUB_COMMANDS = frozenset(
    "add-mask add-matcher add-path debug echo endgroup error group notice remove-matcher "
    "save-state set-env set-output stop-commands warning".split()
)


@dataclass(frozen=True, slots=True)
class Command:
    """A command that a runner obeys."""

    name: str
    properties: Mapping[str, str]
    data: str


def github_commands(log: str) -> Iterator[Command]:
    """What the runner of GitHub Actions finds.

    That is ``::name key=value,key=value::data`` where a line begins, and the older
    ``##[name key=value;key=value]data`` anywhere in it. After ``stop-commands`` no command is
    obeyed until the token that it was given is the name of one; neither of the two is given here.
    """
    token = ""
    for line in lines_of(log):
        known = GITHUB_COMMANDS | {token.lower()}
        command = _github_command(line, known) or _older_github_command(line, known)
        if command is None:
            continue
        if token:
            token = "" if command.name.lower() == token.lower() else token
        elif command.name.lower() == "stop-commands":
            token = command.data
        else:
            yield command


def _github_command(line: str, known: Collection[str]) -> Command | None:
    line = collated(line.lstrip())
    if not line.startswith("::"):
        return None
    head, separator, data = line[2:].partition("::")
    name, _, given = head.partition(" ")
    if not separator or name.lower() not in known:
        return None
    escapes = {"%0D": "\r", "%0A": "\n", "%3A": ":", "%2C": ",", "%25": "%"}
    properties = _properties(given.strip().split(","), escapes)
    return Command(name, properties, _unescaped(data, {"%0D": "\r", "%0A": "\n", "%25": "%"}))


def _older_github_command(line: str, known: Collection[str]) -> Command | None:
    command = _bracketed(
        line, "##[", {"%3B": ";", "%0D": "\r", "%0A": "\n", "%5D": "]", "%25": "%"}
    )
    return command if command and command.name.lower() in known else None


def azure_commands(log: str) -> Iterator[Command]:
    """What the agent of Azure Pipelines finds, anywhere in a line.

    That is ``##vso[area.event key=value;]data``, and ``##[name]data`` for how a line looks.
    """
    escapes = {"%3B": ";", "%0D": "\r", "%0A": "\n", "%5D": "]", "%AZP25": "%"}
    for line in lines_of(log):
        command = _bracketed(line, "##vso[", escapes) or _bracketed(line, "##[", escapes)
        if command is not None:
            yield command


def _bracketed(line: str, prefix: str, escapes: Mapping[str, str]) -> Command | None:
    _, found, rest = collated(line).partition(prefix)
    head, closed, data = rest.partition("]")
    if not found or not closed:
        return None
    name, _, given = head.partition(" ")
    return Command(name, _properties(given.split(";"), escapes), _unescaped(data, escapes))


def _properties(pairs: list[str], escapes: Mapping[str, str]) -> dict[str, str]:
    split = (pair.partition("=") for pair in pairs)
    return {key: _unescaped(value, escapes) for key, _, value in split if key and value}


def _unescaped(text: str, escapes: Mapping[str, str]) -> str:
    for escape, character in escapes.items():
        text = text.replace(escape, character)
    return text


def lines_of(log: str) -> list[str]:
    """The lines as a .NET stream reader splits them."""
    return re.split(r"\r\n|\r|\n", log)


def collated(text: str) -> str:
    """``text`` without what .NET passes over when it looks for one string in another.

    By default that is a comparison of ICU, to which format characters, control characters and
    variation selectors are nothing.
    """
    ignored = {"Cc", "Cf"}
    return "".join(
        each
        for each in text
        if each in "\t" or (unicodedata.category(each) not in ignored and not _is_selector(each))
    )


def _is_selector(character: str) -> bool:
    return character == "\u034f" or "\ufe00" <= character <= "\ufe0f"
