"""The baseline: findings that a project has accepted, so that only new ones are reported."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from termlint.finding import Finding
from termlint.hashing import blake2b

AROUND = 40
"""How many code points of its line, on either side of a finding, belong to its fingerprint. What
is changed in a long line farther away than this does not make a new finding of it."""
LONGEST_TEXT = 60
"""How many code points of a finding's text an entry keeps for its readers."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Findings of one file that nothing tells apart but their order."""

    path: str
    """Relative to the folder of the baseline, with ``/``."""
    check: str
    fingerprint: str
    """16 hex digits of what is found and the words around it, wherever in the file it stands."""
    text: str = field(default="", compare=False)
    """The beginning of what is found, for those who read the baseline."""


Baseline = Mapping[Entry, int]
"""How many findings of each entry are accepted, at least one."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a baseline makes of the findings of a run."""

    new: tuple[Finding, ...]
    """Those that it has not, or not so many of; in their order."""
    stale: Baseline
    """What it has and the run would have found if it were still there."""
    rest: Baseline
    """What remains of it without the stale ones, under the paths of today."""


def entry_of(finding: Finding, path: str) -> Entry:
    """The entry of a finding in the file that the baseline calls ``path``."""
    found, excerpt = finding.diagnostic, finding.excerpts[0]
    mark = excerpt.mark
    before = excerpt.text[max(0, mark.start - AROUND) : mark.start]
    after = excerpt.text[mark.end : mark.end + AROUND]
    text, *around = (" ".join(each.split()) for each in (found.text, before, after))
    digest = _digest("\0".join((found.check, found.concept or "", text, *around)))
    short = text if len(text) <= LONGEST_TEXT else f"{text[: LONGEST_TEXT - 1]}…"
    return Entry(path, found.check, digest, short)


def baseline_of(findings: Iterable[Finding], path_of: Callable[[str], str]) -> Baseline:
    """A baseline that accepts all ``findings``; ``path_of`` turns their paths into its own."""
    return Counter(entry_of(finding, path_of(finding.path)) for finding in findings)


def compare(
    baseline: Baseline,
    findings: Sequence[Finding],
    path_of: Callable[[str], str],
    is_gone: Callable[[str], bool],
    was_checked: Callable[[Entry], bool],
) -> Comparison:
    """Hold the findings of a run against a baseline.

    ``path_of`` turns their paths into those of the baseline. A file that ``is_gone`` may have been
    moved: what was accepted in it is accepted where the same words are found now. Only an entry
    that ``was_checked``, its check on its file, can be stale.
    """
    left = Counter(baseline)
    rest: Counter[Entry] = Counter()
    unknown = []
    for finding in findings:
        entry = entry_of(finding, path_of(finding.path))
        if left[entry]:
            left[entry] -= 1
            rest[entry] += 1
        else:
            unknown.append((finding, entry))
    moved = _Moved(left, is_gone)
    new = []
    for finding, entry in unknown:
        if moved.take(entry):
            rest[entry] += 1
        else:
            new.append(finding)
    left = +left
    stale = {each: count for each, count in left.items() if was_checked(each)}
    rest.update({each: count for each, count in left.items() if each not in stale})
    return Comparison(tuple(new), stale, rest)


class _Moved:
    """The entries of files that are gone, to be found again in other files."""

    def __init__(self, left: Counter[Entry], is_gone: Callable[[str], bool]) -> None:
        self._left = left
        self._entries: defaultdict[tuple[str, str], list[Entry]] = defaultdict(list)
        gone = {path for path in {entry.path for entry in +left} if is_gone(path)}
        for entry in left:
            if entry.path in gone:
                self._entries[entry.check, entry.fingerprint].append(entry)

    def take(self, entry: Entry) -> bool:
        """Take one that is like ``entry`` but for its path, if one is left."""
        alike = self._entries.get((entry.check, entry.fingerprint), [])
        while alike and not self._left[alike[-1]]:
            alike.pop()
        if not alike:
            return False
        self._left[alike[-1]] -= 1
        return True


def _digest(words: str) -> str:
    return blake2b(words.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
