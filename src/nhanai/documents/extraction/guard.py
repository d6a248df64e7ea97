"""Bounds of a reading process and of all that it starts: set from inside, watched from outside.

Imports next to nothing, since every reading waits for it.
"""

import os
import resource
import signal
import sys
import time
from collections.abc import Callable

MEGABYTE = 1024 * 1024
OPEN_FILES = 512
LARGEST_WRITTEN = 512 * MEGABYTE
POLL_SECONDS = 0.2

OVER_TIME = -1
OVER_MEMORY = -2


def bound(seconds: int, memory_mb: int) -> None:
    """From here on this process cannot take more time, memory, files or disk than it is given.

    Limits are soft where LibreOffice, which this process may start, needs them raised.
    """
    _lower(resource.RLIMIT_AS, memory_mb * MEGABYTE)
    _lower(resource.RLIMIT_CPU, seconds, hard=seconds + 5)
    _lower(resource.RLIMIT_FSIZE, LARGEST_WRITTEN, hard=LARGEST_WRITTEN)
    _lower(resource.RLIMIT_NOFILE, OPEN_FILES, hard=OPEN_FILES)
    _lower(resource.RLIMIT_CORE, 0, hard=0)
    signal.alarm(seconds + 10)  # should the process that watches this one be gone


def _lower(limit: int, soft: int, hard: int | None = None) -> None:
    """Set a limit, never above what holds already."""
    _, most = resource.getrlimit(limit)
    if most != resource.RLIM_INFINITY:
        soft, hard = min(soft, most), most if hard is None else min(hard, most)
    resource.setrlimit(limit, (soft, most if hard is None else hard))


def resident_mb(session: int) -> float:
    """The memory that all processes of a session hold, as far as the system tells."""
    total = 0
    try:
        numbers = [name for name in os.listdir("/proc") if name.isdecimal()]  # noqa: PTH208 (asked often: no objects)
    except OSError:
        return 0.0
    for number in numbers:
        try:
            with open(f"/proc/{number}/stat", "rb") as file:  # noqa: PTH123 (asked often: no objects)
                fields = file.read().rpartition(b")")[2].split()
        except OSError:
            continue
        if int(fields[3]) == session:
            total += int(fields[21])
    return total * os.sysconf("SC_PAGE_SIZE") / MEGABYTE


def end_session(leader: int) -> None:
    """No process of the group is left, whatever it was doing; its number is given back after."""
    try:
        os.killpg(leader, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        return


def forked(work: Callable[[], int], seconds: int, memory_mb: int) -> int:
    """Do `work` in a bounded copy of this process; its exit code, or why it was stopped.

    A copy that dies by a signal gives its number plus 128, as a shell does.
    """
    child = os.fork()
    if child == 0:
        code = 1
        try:
            os.setsid()
            bound(seconds, memory_mb)
            code = work()
        except Exception:
            if os.environ.get("NHANAI_DEBUG") == "1":
                sys.excepthook(*sys.exc_info())
        finally:
            os._exit(code)
    try:
        return _watched(child, time.monotonic() + seconds, memory_mb)
    finally:
        end_session(child)
        os.waitpid(child, 0)


def _watched(child: int, deadline: float, memory_mb: int) -> int:
    pause = 0.001
    next_look = time.monotonic() + POLL_SECONDS
    while True:
        ended = os.waitid(os.P_PID, child, os.WEXITED | os.WNOHANG | os.WNOWAIT)
        if ended is not None:
            died = ended.si_code != os.CLD_EXITED
            return ended.si_status + 128 if died else ended.si_status
        now = time.monotonic()
        if now > deadline:
            return OVER_TIME
        if now > next_look:
            if resident_mb(child) > memory_mb:
                return OVER_MEMORY
            next_look = now + POLL_SECONDS
        time.sleep(pause)
        pause = min(pause * 1.2, 0.01)
