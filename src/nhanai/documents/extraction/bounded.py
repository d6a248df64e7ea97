"""Reads a file in a process of its own that cannot harm this one: bounded time, memory and disk."""

import json
import logging
import os
import selectors
import signal
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import nhanai
from nhanai.documents.extraction.child import READING_FILE, REFUSAL_FILE
from nhanai.documents.extraction.guard import POLL_SECONDS, end_session, resident_mb
from nhanai.documents.extraction.limits import (
    BROKE_OFF,
    MEMORY_MB,
    SECONDS,
    TOO_MUCH,
    TOO_SLOW,
    CannotRead,
)
from nhanai.documents.reading.model import JsonObject

LOG = logging.getLogger(__name__)

Progress = Callable[[str], None]
KEPT_LINES = 60
"""So much of a traceback is kept for the log."""

CHILD = "nhanai.documents.extraction.child"

_KEPT = ("PATH", "TESSDATA_PREFIX", "SYSTEMROOT")


@dataclass(frozen=True, slots=True)
class Listener:
    """Sorts what the child says: its own sentences are handed on, anything else is a complaint."""

    progress: Progress | None
    complaints: deque[str]

    def hear(self, lines: list[bytes]) -> None:
        """Lines of the child's error output."""
        for line in lines:
            sentence = line.decode("utf-8", "replace").rstrip()
            if not sentence.startswith("Đang "):
                self.complaints.append(sentence)
            elif self.progress is not None:
                self.progress(sentence)


def read_bounded(
    path: Path,
    name: str,
    *,
    progress: Progress | None = None,
    seconds: int = SECONDS,
    memory_mb: int = MEMORY_MB,
) -> JsonObject:
    """The reading of the file as `nhanai read --json` gives it, with its whole text under `text`.

    `progress` is told in Vietnamese how far it is. Refuses, with one sentence, whatever cannot be
    read within the time and memory given; nothing of the reading is left behind then.
    """
    with tempfile.TemporaryDirectory(prefix="nhanai-read-") as folder:
        called = name.replace("\0", " ")
        command = [sys.executable, "-m", CHILD, str(path.absolute()), called, folder]
        child = subprocess.Popen(
            [*command, str(seconds), str(memory_mb)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            cwd=folder,
            env=_environment(folder, os.environ),
            start_new_session=True,
        )
        complaints: deque[str] = deque(maxlen=KEPT_LINES)
        try:
            _watch(child, Listener(progress, complaints), seconds, memory_mb)
        finally:
            end_session(child.pid)
            child.wait()
        return _result(Path(folder), child.returncode, seconds, complaints)


def _environment(folder: str, own: Mapping[str, str]) -> dict[str, str]:
    """What the child may know: where programs and the package are; no secret of this process."""
    kept = {name: own[name] for name in _KEPT if name in own}
    package = str(Path(nhanai.__file__).parents[1])
    return {
        **kept,
        "PYTHONPATH": package,
        "PYTHONUTF8": "1",
        "LC_ALL": "C.UTF-8",
        "HOME": folder,
        "TMPDIR": folder,
    }


def _watch(
    child: "subprocess.Popen[bytes]", listener: Listener, seconds: int, memory_mb: int
) -> None:
    """Hand on what the child tells, until it ends or goes beyond its bounds."""
    assert child.stderr is not None  # noqa: S101 (it was asked for above)
    deadline = time.monotonic() + seconds
    with selectors.DefaultSelector() as selector, child.stderr as told:
        selector.register(told, selectors.EVENT_READ)
        rest = b""
        while True:
            if selector.select(POLL_SECONDS):
                data = os.read(told.fileno(), 65536)
                if not data:
                    os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)
                    return
                *lines, rest = (rest + data).split(b"\n")
                listener.hear(lines)
                rest = rest[-4096:]
            if time.monotonic() > deadline:
                raise CannotRead(TOO_SLOW.format(seconds=seconds))
            if resident_mb(child.pid) > memory_mb:
                raise CannotRead(TOO_MUCH)


def _result(folder: Path, code: int, seconds: int, complaints: Iterable[str]) -> JsonObject:
    if code in {-signal.SIGXCPU, -signal.SIGALRM}:
        raise CannotRead(TOO_SLOW.format(seconds=seconds))
    if (folder / REFUSAL_FILE).exists():
        raise CannotRead((folder / REFUSAL_FILE).read_text(encoding="utf-8"))
    try:
        reading: JsonObject = json.loads((folder / READING_FILE).read_bytes())
    except (OSError, ValueError) as error:
        told = "\n".join(complaints)
        LOG.error("reading ended with code %s:\n%s", code, told)  # noqa: TRY400 (the child's traceback is told)
        raise CannotRead(BROKE_OFF) from error
    return reading
