"""Text of documents in the log of a CI service, whose runner obeys some of its lines."""

from __future__ import annotations

import re
from collections.abc import Mapping

from termlint.report.terminal import disarmed

_LINE_END = re.compile(r"(\r\n|\n|\r)")
"""Where the .NET programs that the runners are end a line."""


def for_log(text: str, environment: Mapping[str, str], token: str) -> str:
    """``text`` so that the runner of a CI service obeys nothing in it.

    GitHub's is told to obey nothing until it meets ``token``, which nobody may guess: then every
    character stays what it is, and who reads a patch passes over the two lines around it. That of
    Azure Pipelines can't be told so; there the first character of each command becomes an escape.
    Text without commands stays as it is, and so does all text elsewhere.
    """
    is_github, is_azure = (bool(environment.get(name)) for name in ("GITHUB_ACTIONS", "TF_BUILD"))
    if not (is_github or is_azure):
        return text
    safe = "".join(map(disarmed, _LINE_END.split(text)))
    if safe == text or not is_github:
        return safe
    end = "" if text.endswith("\n") else "\n"
    return f"::stop-commands::{token}\n{text}{end}::{token}::\n"
