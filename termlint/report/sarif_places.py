"""Where things are, in SARIF: locations of artifacts as URIs, and regions with their text."""

from __future__ import annotations

from typing import Any

from termlint.diagnostic import Place
from termlint.finding import Finding
from termlint.report import from_root
from termlint.span import Span


def location(finding: Finding, prefix: str) -> dict[str, Any]:
    """The place of a finding, with its text and the text around it."""
    found = finding.diagnostic
    place = {
        "artifactLocation": artifact(finding.path, prefix),
        "region": region_of(finding, found.span) | {"snippet": {"text": found.text}},
    }
    around = _context(finding)
    if around is not None:
        place["contextRegion"] = around
    return {"physicalLocation": place}


def artifact(path: str, prefix: str) -> dict[str, Any]:
    """The location of a file; in the repository it is given from its root, as GitHub wants it."""
    if path.startswith("/"):
        return {"uri": f"file://{percent_encoded(path)}"}
    if _is_on_a_drive(path):
        return {"uri": f"file:///{percent_encoded(path)}"}
    return {"uri": percent_encoded(from_root(path, prefix)), "uriBaseId": "%SRCROOT%"}


def _is_on_a_drive(path: str) -> bool:
    """Whether it is an absolute path of Windows, such as ``C:/docs``."""
    return path[1:3] == ":/" and path[0].isalpha()


def percent_encoded(path: str) -> str:
    """``path`` as a URI reference (RFC 3986); bytes that are not UTF-8 stay as they are."""
    try:
        data = path.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:  # half of a pair, which no file name of this system has
        data = path.encode("utf-8", "replace")
    return "".join(chr(byte) if byte in _UNRESERVED else f"%{byte:02X}" for byte in data)


_UNRESERVED = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/")


def region(place: Place) -> dict[str, Any]:
    """A stretch of text; its end is exclusive."""
    return {
        "startLine": place.start.line,
        "startColumn": place.start.column,
        "endLine": place.end.line,
        "endColumn": place.end.column,
    }


def region_of(finding: Finding, span: Span) -> dict[str, Any]:
    """The region of a span of the finding's file."""
    return region(finding.place_of(span))


def _context(finding: Finding) -> dict[str, Any] | None:
    """The lines of the finding, or what is kept of them; None where too little is kept."""
    first, last = finding.excerpts[0], finding.excerpts[-1]
    if last.index_of(finding.end) != last.mark.end:
        return None
    before, after = first.text[: first.mark.start], last.text[last.mark.end :]
    if not before and not after:  # a context has to be larger than what it surrounds
        return None
    return {
        "startLine": first.line,
        "startColumn": first.column,
        "endLine": last.line,
        "endColumn": last.column + len(last.text),
        "snippet": {"text": before + finding.diagnostic.text + after},
    }
