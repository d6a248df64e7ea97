"""Writes what a benchmark measured into `RESULTS.md`: one section each, machine and day with it."""

import datetime as dt
import os
import platform
from collections.abc import Iterable
from pathlib import Path

RESULTS = Path(__file__).with_name("RESULTS.md")
_TITLE = (
    "# Measured\n\nWritten by the programs in this folder; each section says on what machine.\n"
)


def machine() -> str:
    """The processor, its cores, the memory and the Python that measured."""
    model = platform.processor() or platform.machine()
    for line in _lines_of("/proc/cpuinfo"):
        if line.startswith("model name"):
            model = line.partition(":")[2].strip()
            break
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{model}, {os.cpu_count()} cores, {memory:.0f} GB, Python {platform.python_version()}"


def _lines_of(path: str) -> list[str]:
    try:
        return Path(path).read_text(encoding="utf-8").splitlines()
    except OSError:
        return []


def record(section: str, lines: Iterable[str], *, path: Path = RESULTS) -> None:
    """Put the section in place of the one of the same name, or at the end."""
    today = dt.datetime.now(tz=dt.UTC).date().isoformat()
    busy = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    body = "\n".join([f"## {section}", "", f"{today}, {machine()}{busy}", "", *lines, ""])
    old = path.read_text(encoding="utf-8") if path.exists() else _TITLE
    head, *sections = old.split("\n## ")
    kept = [text for text in sections if text.split("\n", 1)[0] != section]
    parts = [head.rstrip(), *(f"## {text.rstrip()}" for text in kept), body.rstrip()]
    path.write_text("\n\n".join(parts) + "\n", encoding="utf-8")


def table(head: Iterable[str], rows: Iterable[Iterable[object]]) -> list[str]:
    """A Markdown table."""
    names = list(head)
    return [
        f"| {' | '.join(names)} |",
        f"|{'|'.join('---' for _ in names)}|",
        *(f"| {' | '.join(str(cell) for cell in row)} |" for row in rows),
    ]
