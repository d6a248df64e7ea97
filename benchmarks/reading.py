"""How fast documents are read, and with how much memory.

    PYTHONPATH=src:. .venv/bin/python benchmarks/reading.py

Compares a whole reading with bare text extraction of the same file by the same library, follows
the cost from 10 KB to 10 MB of text, and times the command on a plan of ten pages.
"""

import gc
import os
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import docx
import pypdfium2
from benchmarks import plans
from benchmarks.results import record, table
from lxml import etree

from nhanai.documents.extraction.extract import extract
from nhanai.documents.reading.engine import read
from nhanai.documents.reading.knowledge import ShippedKnowledge
from nhanai.documents.reading.output import to_json

ROOT = Path(__file__).resolve().parents[1]
LAI_CHAU = ROOT.parent / "shared/samples/00-laichau-ctd-895.txt"
SIZES = (10_000, 20_000, 100_000, 500_000)
LENGTHS = (10_000, 100_000, 1_000_000, 10_000_000)
"""Bytes of plain text; a plan of ten pages has 20,000."""
_TEXT = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"

_BARE = {
    ".docx": (
        "import sys, docx\nprint('\\n'.join(p.text for p in docx.Document(sys.argv[1]).paragraphs))"
    ),
    ".pdf": (
        "import sys, pypdfium2\n"
        "pages = pypdfium2.PdfDocument(sys.argv[1])\n"
        "print('\\n'.join(p.get_textpage().get_text_range() for p in pages))"
    ),
}


def python_docx(path: Path) -> str:
    """The text of a .docx by the usual library, paragraph by paragraph."""
    return "\n".join(paragraph.text for paragraph in docx.Document(str(path)).paragraphs)


def bare_lxml(path: Path) -> str:
    """The letters of a .docx and nothing else: no paragraphs, lists, tables or styles."""
    with zipfile.ZipFile(path) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    return "".join(node.text or "" for node in root.iter(_TEXT))


def bare_pdfium(path: Path) -> str:
    """The text of a .pdf as pdfium gives it, page by page."""
    document = pypdfium2.PdfDocument(path)
    text = "\n".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return text


def whole(path: Path) -> int:
    """Extract, read, and make the JSON object; how many tasks it has."""
    source = extract(path)
    return len(to_json(read(source, ShippedKnowledge()), source)["tasks"])


def best(work: Callable[[], object], seconds: float = 2.0) -> float:
    """The least processor time of several runs, in seconds; other programs do not count.

    The collector of garbage rests, as it does in the process that reads a file.
    """
    work()
    least, until = float("inf"), time.perf_counter() + seconds
    gc.disable()
    while time.perf_counter() < until or least == float("inf"):
        began = time.process_time()
        work()
        least = min(least, time.process_time() - began)
        gc.collect()
    gc.enable()
    return least


@dataclass(frozen=True, slots=True)
class Cost:
    """What a process took at best."""

    elapsed: float
    processor: float
    megabytes: float


def process(command: list[str], seconds: float = 4.0) -> Cost:
    """The least that several runs of a whole process took."""
    environment = {**os.environ, "PYTHONPATH": f"{ROOT / 'src'}"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # as ./nhanai does
    costs: list[Cost] = []
    until = time.perf_counter() + seconds
    while time.perf_counter() < until or not costs:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        began = time.perf_counter()
        subprocess.run(command, env=environment, check=True, capture_output=True)
        elapsed = time.perf_counter() - began
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        taken = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        costs.append(Cost(elapsed, taken, after.ru_maxrss / 1024))
    return Cost(
        min(cost.elapsed for cost in costs),
        min(cost.processor for cost in costs),
        max(cost.megabytes for cost in costs),
    )


def milliseconds(seconds: float) -> str:
    """0.0123 → "12.3"."""
    return f"{seconds * 1000:.1f}"


def _ratio(path: Path, size: int, bare: Callable[[Path], str]) -> list[object]:
    within = [best(partial(work, path)) for work in (bare, extract, whole)]
    apart = [
        process([sys.executable, "-c", _BARE[path.suffix], str(path)]).processor,
        process([sys.executable, "-m", "nhanai", "read", str(path), "--json"]).processor,
    ]
    row = [
        path.suffix,
        f"{size:,}",
        *map(milliseconds, within),
        f"{within[2] / within[0]:.1f}",
        *map(milliseconds, apart),
        f"**{apart[1] / apart[0]:.1f}**",
    ]
    print(row)
    return [*row]


def ratios(folder: Path) -> list[str]:
    """Whole readings beside bare extraction, in one process and as processes of their own."""
    rows = [
        _ratio(make(folder / f"plan-{size}{extension}", size), size, bare)
        for extension, make, bare in (
            (".docx", plans.as_docx, python_docx),
            (".pdf", plans.as_pdf, bare_pdfium),
        )
        for size in SIZES
    ]
    letters = folder / f"plan-{SIZES[1]}.docx"
    alone = milliseconds(best(partial(bare_lxml, letters)))
    head = (
        "file", "characters", "bare, ms", "extraction, ms", "whole reading, ms", "ratio",
        "bare process, ms", "`nhanai read` process, ms", "ratio of processes",
    )  # fmt: skip
    return [
        (
            "Bare is python-docx or pypdfium2 giving the text of the same file; all in processor "
            "time. Every process may keep compiled modules (PYTHONDONTWRITEBYTECODE is unset), as "
            "`./nhanai` lets it."
        ),
        "",
        *table(head, rows),
        "",
        (
            f"lxml alone takes {alone} ms to give the letters of the .docx of {SIZES[1]:,} "
            "characters, without paragraphs, lists or tables."
        ),
    ]


def growth(folder: Path) -> list[str]:
    """The cost of plain text from 10 KB to 10 MB: time by the megabyte should stay the same."""
    rows: list[list[object]] = []
    for length in LENGTHS:
        path = folder / f"plan-{length}.txt"
        data = plans.as_text(length).encode()[:length]
        path.write_bytes(data[: data.rfind(b"\n")])
        seconds = best(partial(whole, path), 1.0)
        rows.append(
            [f"{length:,}", milliseconds(seconds), f"{seconds / length * 1e6:.2f}", whole(path)]
        )
        print(rows[-1])
    return table(("bytes of text", "whole reading, ms", "s by MB", "tasks"), rows)


def command(folder: Path) -> list[str]:
    """The command as an officer starts it, on a plan of ten pages."""
    path = LAI_CHAU
    if not path.exists():
        path = folder / "plan.txt"
        path.write_text(plans.as_text(20_000), encoding="utf-8")
    cost = process([str(ROOT / "nhanai"), "read", str(path), "--json"], 10.0)
    subject = "the Lai Châu plan" if path == LAI_CHAU else "a plan of ten pages"
    return [
        (
            f"`./nhanai read` on {subject}: **{cost.elapsed:.2f} s** as a whole process (aim: "
            f"under 0.6 s), of which {cost.processor:.2f} s of processor time; peak memory "
            f"**{cost.megabytes:.0f} MB** (aim: under 150 MB)."
        )
    ]


def main() -> None:
    """Measure and write it down."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        quick = command(folder)
        print(quick)
        lines = [*quick, "", *growth(folder), "", *ratios(folder)]
    record("Reading", lines)


if __name__ == "__main__":
    main()
