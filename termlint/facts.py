"""What a document adds to its project, and what the project decides once all have been heard.

A check that compares files observes choices: here "data set" is written, there "dataset". The
observations of a document are its facts. Facts merge in any order, and what is decided on the
merged facts is the same whichever way they came together.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from termlint.diagnostic import Place
from termlint.span import Span, positions_in

Key = tuple[str, ...]
"""What there is a choice in: the name of the check that asks, then what it asks about."""


class Observation(NamedTuple):
    """One choice that a document makes at one place."""

    key: Key
    choice: str
    span: Span
    text: str
    """What stands there, as a reader sees it."""
    preferred: bool = False
    """Whether it wins over choices that are made as often."""
    decisive: bool = False
    """Whether it wins over others however often they are made."""
    counted: bool = True
    """Whether it counts when choices are compared by how often they are made."""

    def moved(self, by: int) -> Observation:
        """The same in a text in which it stands ``by`` code points further."""
        return self._replace(span=self.span.moved(by)) if by else self


class Seen(NamedTuple):
    """How often a choice was made."""

    times: int
    """0 if it was only made where it does not count."""
    first: Place
    """The first place by path and offset, one where it counts if there is any."""
    text: str
    """What stands at the first place."""
    preferred: bool = False
    decisive: bool = False


class Facts(NamedTuple):
    """The choices of a document, or of several."""

    choices: Mapping[Key, Mapping[str, Seen]] = {}


class Verdict(NamedTuple):
    """A choice of which more than one outcome was seen."""

    winner: str
    seen: Mapping[str, Seen]
    """All outcomes, the winner among them."""


Verdicts = Mapping[Key, Verdict]
NO_VERDICTS: Verdicts = MappingProxyType({})


def facts_of(path: str, text: str, observations: Iterable[Observation]) -> Facts:
    """The facts of the document ``text`` at ``path``."""
    by_choice: dict[tuple[Key, str], list[Observation]] = {}
    for each in observations:
        by_choice.setdefault((each.key, each.choice), []).append(each)
    firsts = {
        made: min(seen, key=lambda each: (not each.counted, each.span.start))
        for made, seen in by_choice.items()
    }
    spans = [first.span for first in firsts.values()]
    at = positions_in(text, {offset for span in spans for offset in (span.start, span.end)})
    choices: dict[Key, dict[str, Seen]] = {}
    for (key, choice), first in firsts.items():
        place = Place(path, at[first.span.start], at[first.span.end])
        times = sum(each.counted for each in by_choice[key, choice])
        choices.setdefault(key, {})[choice] = Seen(
            times, place, first.text, first.preferred, first.decisive
        )
    return Facts(choices)


def merged(facts: Iterable[Facts]) -> Facts:
    """The facts of all together, the same in whatever order they come."""
    choices: dict[Key, dict[str, Seen]] = {}
    for each in facts:
        for key, seen in each.choices.items():
            known = choices.setdefault(key, {})
            for choice, one in seen.items():
                known[choice] = _together(known[choice], one) if choice in known else one
    return Facts(choices)


def verdicts_on(facts: Facts) -> Verdicts:
    """What is decided wherever the choices of ``facts`` differ.

    A decisive choice wins, then the one made most often, then a preferred one, then the first.
    """
    return {
        key: Verdict(_winner(seen), seen) for key, seen in facts.choices.items() if len(seen) > 1
    }


def concerning(verdicts: Verdicts, facts: Facts) -> Verdicts:
    """Those of ``verdicts`` that a document with these facts has lost at one of its places.

    Where this is the same for two sets of verdicts, so are the document's diagnostics.
    """
    return {
        key: verdict
        for key, verdict in ((key, verdicts.get(key)) for key in facts.choices)
        if verdict is not None and facts.choices[key].keys() - {verdict.winner}
    }


def _together(one: Seen, other: Seen) -> Seen:
    first = min(one, other, key=lambda seen: (not seen.times, seen.first))
    return Seen(
        one.times + other.times,
        first.first,
        first.text,
        one.preferred or other.preferred,
        one.decisive or other.decisive,
    )


def _winner(seen: Mapping[str, Seen]) -> str:
    in_order = sorted(seen, key=lambda choice: (seen[choice].first, choice))
    return max(
        in_order,
        key=lambda choice: (seen[choice].decisive, seen[choice].times, seen[choice].preferred),
    )
