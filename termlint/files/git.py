"""Which lines of files Git has seen change; the one module that runs the git command."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence

from termlint.files.diff import EVERY_LINE, ChangedLines, Ranges, read_diff, renumbered
from termlint.files.text import reason

_MOST_PATHS = 20_000
"""How many bytes of paths one command is given; Windows takes 32,767 characters for all of it."""


class GitError(Exception):
    """Git cannot tell; the message says why, and what to do."""


class ChangesSince:
    """What has changed in the repository around a folder since HEAD and a revision parted.

    That is between the last commit that both have and the files as they are on the disk, committed
    or not.
    """

    def __init__(self, revision: str, directory: str) -> None:
        """Raises GitError."""
        self._git = _Git(directory)
        self._root = os.path.realpath(self._git.root())
        self._base = self._git.common_commit(revision)

    def lines_of(self, paths: Iterable[str]) -> Mapping[str, ChangedLines]:
        """Those of the files at absolute ``paths``. Raises GitError.

        Of a renamed file only the lines that differ count. Of a file that Git does not have in
        this repository, such as a new one, each line does.
        """
        names = {path: _name_in(self._root, path) for path in paths}
        if not names:
            return {}
        tracked = self._git.tracked()
        changes = self._git.changes(self._base)
        changed = sorted({name for name in names.values() if name in tracked and name in changes})
        ranges = dict(self._git.ranges(self._base, [changes[name] for name in changed]))
        return {
            path: ChangedLines(_in_file(path, ranges.get(name, ())))
            if name in tracked
            else EVERY_LINE
            for path, name in names.items()
        }


def _name_in(root: str, path: str) -> bytes:
    """What Git calls a file; the file itself and not a link that leads to it."""
    try:
        name = os.path.relpath(os.path.realpath(path), root)
    except ValueError:  # on another drive
        name = path
    return os.fsencode(name.replace(os.sep, "/"))


def _in_file(path: str, ranges: Ranges) -> Ranges:
    """The ``ranges`` as lines of the file at ``path``."""
    if not ranges:
        return ()
    try:
        with open(path, "rb") as file:
            return renumbered(ranges, file.read())
    except OSError as error:
        raise GitError(f"{path} cannot be read any more: {reason(error)}") from None


class _Git:
    """The repository around a folder, as the git command shows it."""

    def __init__(self, directory: str) -> None:
        self._directory = directory

    def root(self) -> str:
        """The absolute path of its working tree."""
        status, printed, said = self._run("rev-parse", "--show-toplevel")
        if status and "not a git repository" in said:
            raise GitError(f"{self._directory} is in no Git repository; run it in one")
        return os.fsdecode(_checked(status, printed, said).removesuffix(b"\n"))

    def common_commit(self, revision: str) -> str:
        """The last commit that ``revision`` and HEAD have in common."""
        if self._run("rev-parse", "--verify", "--quiet", "HEAD")[0]:
            raise GitError("the branch has no commit yet, so all of it is new; leave this out")
        commit = self._commit(revision)
        if commit is None:
            advice = self._advice("correct its name, or fetch it")
            raise GitError(f'Git knows no revision "{revision}" here; {advice}')
        status, printed, said = self._run("merge-base", commit, "HEAD")
        if status == 1:
            advice = self._advice("give one that the branch began at")
            raise GitError(f'"{revision}" and HEAD have no commit in common; {advice}')
        return _checked(status, printed, said).decode("ascii").strip()

    def _commit(self, revision: str) -> str | None:
        """The name in full of the commit that ``revision`` is or leads to."""
        # What begins with a hyphen is an option to Git, with a caret what is left out, and neither
        # is the name of a revision.
        if revision.startswith(("-", "^")) or "\0" in revision:
            return None
        status, printed, _ = self._run("rev-parse", "--verify", "--quiet", revision)
        name = f"{printed.decode('ascii', 'replace').strip()}^{{commit}}"
        if status:
            return None
        status, printed, _ = self._run("rev-parse", "--verify", "--quiet", name)
        return None if status else printed.decode("ascii").strip()

    def _advice(self, otherwise: str) -> str:
        if self._run("rev-parse", "--is-shallow-repository")[1].strip() != b"true":
            return otherwise
        return (
            "the clone is shallow, so fetch the whole history: git fetch --unshallow, or "
            "fetch-depth: 0 for actions/checkout"
        )

    def tracked(self) -> frozenset[bytes]:
        """The names of all files that it has, from its root."""
        return frozenset(self._ask("ls-files", "-z", "--full-name", "--", ":/").split(b"\0"))

    def changes(self, base: str) -> Mapping[bytes, tuple[bytes, ...]]:
        """The files that differ from ``base``, each with the names that it has and had."""
        fields = iter(self._ask(*_DIFF, "--name-status", "-z", base).split(b"\0"))
        changes: dict[bytes, tuple[bytes, ...]] = {}
        for status in fields:
            if not status:
                break
            name = old = next(fields)
            if status.startswith(b"R"):
                name = next(fields)
            changes[name] = (name,) if name == old else (old, name)
        return changes

    def ranges(
        self, base: str, files: Sequence[tuple[bytes, ...]]
    ) -> Iterator[tuple[bytes, Ranges]]:
        """The name of each of ``files``, all its names given, and the ranges that changed."""
        # As text even where the attributes say binary: what is asked about has been linted.
        command = (*_DIFF, "--unified=0", "--inter-hunk-context=0", "--text", base, "--")
        for names in _portions(files):
            specs = [f":(top,literal){os.fsdecode(name)}" for name in names]
            yield from read_diff(self._ask(*command, *specs))

    def _ask(self, *words: str) -> bytes:
        return _checked(*self._run(*words))

    def _run(self, *words: str) -> tuple[int, bytes, str]:
        """The status of a git command, what it prints, and what it says on standard error."""
        try:
            done = subprocess.run(
                ["git", *_SETTINGS, *words],
                cwd=self._directory,
                env={**os.environ, **_VARIABLES},
                stdin=subprocess.DEVNULL,
                capture_output=True,
                check=False,
            )
        except FileNotFoundError:
            raise GitError("the git command is not here; install it") from None
        except OSError as error:
            raise GitError(f"the git command cannot be run: {reason(error)}") from None
        return done.returncode, done.stdout, done.stderr.decode("utf-8", "replace").strip()


def _checked(status: int, printed: bytes, said: str) -> bytes:
    if status:
        words = " ".join(said.split()).removeprefix("fatal: ")
        raise GitError(f"the git command failed: {words or f'status {status}'}")
    return printed


# What a user may have set must not change what is read here.
_SETTINGS = ("-c", "core.quotePath=false", "-c", "diff.relative=false")
_DIFF = (
    *("diff", "--no-color", "--no-ext-diff", "--no-textconv", "--find-renames"),
    *("--ignore-submodules=all", "--src-prefix=a/", "--dst-prefix=b/"),
)
_VARIABLES = {
    "LC_ALL": "C",  # what it says is read
    "GIT_OPTIONAL_LOCKS": "0",  # others may be at work in the repository
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_DIFF_OPTS": "",
    "GIT_LITERAL_PATHSPECS": "0",
}


def _portions(files: Sequence[tuple[bytes, ...]]) -> Iterator[list[bytes]]:
    """All names, in lists that fit on a command line; those of one file stay together."""
    portion: list[bytes] = []
    size = 0
    for names in files:
        length = sum(len(name) + len(":(top,literal) ") for name in names)
        if portion and size + length > _MOST_PATHS:
            yield portion
            portion, size = [], 0
        portion += names
        size += length
    if portion:
        yield portion
