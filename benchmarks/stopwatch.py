"""Runs one command to its end and prints what it took, as one line of JSON.

    python -I -S stopwatch.py SECONDS OUTPUT ERRORS COMMAND...

A process of its own, because the system counts the memory of a child from that of the process
that started it. So nothing large is imported here, and what is small stays below every figure.
After SECONDS the command is ended.
"""

from __future__ import annotations

import os
import signal
import sys
import time

_WRITE = os.O_WRONLY | os.O_CREAT | os.O_TRUNC


def main() -> None:
    seconds, output, errors, *command = sys.argv[1:]
    files = [
        (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
        (os.POSIX_SPAWN_OPEN, 1, output, _WRITE, 0o600),
        (os.POSIX_SPAWN_OPEN, 2, errors, _WRITE, 0o600),
    ]
    start = time.perf_counter()
    child = os.posix_spawnp(command[0], command, os.environ, file_actions=files)
    signal.signal(signal.SIGALRM, lambda *_: os.kill(child, signal.SIGKILL))
    signal.setitimer(signal.ITIMER_REAL, float(seconds))
    _, status, usage = os.wait4(child, 0)
    wall = time.perf_counter() - start
    signal.setitimer(signal.ITIMER_REAL, 0)
    # Memory is counted in KiB, on macOS in bytes; it is that of the largest process.
    peak = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    code = os.waitstatus_to_exitcode(status)
    is_late = "true" if wall >= float(seconds) else "false"
    print(
        f'{{"wall": {wall}, "cpu": {usage.ru_utime + usage.ru_stime}, "peak": {peak},'
        f' "status": {code}, "late": {is_late}}}'
    )


if __name__ == "__main__":
    main()
