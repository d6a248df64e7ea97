"""What stands where on the pages of a PDF, in millimetres from the left and from the top."""

import ctypes
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

MM = 25.4 / 72


@dataclass(frozen=True, slots=True)
class Words:
    """A line of words: its place, the size and the name of its letters."""

    text: str
    page: int
    left: float
    top: float
    right: float
    size: float
    font: str


def words_of(data: bytes) -> list[Words]:
    """Every line of every page."""
    found: list[Words] = []
    document = pypdfium2.PdfDocument(data)
    for number, page in enumerate(document, 1):
        height = page.get_height()
        text = page.get_textpage()
        for start, end in _lines(text.get_text_range()):
            boxes = [text.get_charbox(at) for at in range(start, end)]
            seen = [box for box in boxes if box[2] > box[0]]
            if seen:
                words = text.get_text_range(start, end - start)
                left, right = min(box[0] for box in seen), max(box[2] for box in seen)
                top = height - max(box[3] for box in seen)
                size = pdfium.FPDFText_GetFontSize(text.raw, start)
                place = (left * MM, top * MM, right * MM)
                found.append(Words(words.strip(), number, *place, size, _font(text, start)))
    document.close()
    return found


def _lines(text: str) -> list[tuple[int, int]]:
    spans, start = [], 0
    for line in text.split("\r\n"):
        if line.strip():
            spans.append((start, start + len(line)))
        start += len(line) + 2
    return spans


def _font(text: pypdfium2.PdfTextPage, at: int) -> str:
    buffer = ctypes.create_string_buffer(200)
    flags = ctypes.c_int()
    pdfium.FPDFText_GetFontInfo(text.raw, at, buffer, 200, ctypes.byref(flags))
    return buffer.value.decode()


def sizes_of(data: bytes) -> list[tuple[int, int]]:
    """Width and height of each page in millimetres."""
    document = pypdfium2.PdfDocument(data)
    sizes = [(round(page.get_width() * MM), round(page.get_height() * MM)) for page in document]
    document.close()
    return sizes


def rules_of(data: bytes, page: int = 0) -> list[tuple[float, float, float]]:
    """The level lines drawn on a page, top down: left, top and length."""
    document = pypdfium2.PdfDocument(data)
    sheet = document[page]
    height = sheet.get_height()
    rules = []
    for thing in sheet.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH]):
        left, bottom, right, top = thing.get_bounds()
        if right - left > 20 and top - bottom < 3:
            rules.append((left * MM, (height - top) * MM, (right - left) * MM))
    document.close()
    return sorted(rules, key=lambda rule: rule[1])


def by_office(data: bytes, folder: Path) -> bytes:
    """A .docx as LibreOffice prints it."""
    (folder / "paper.docx").write_bytes(data)
    subprocess.run(
        [
            "soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless",
            "--convert-to", "pdf", "--outdir", str(folder), str(folder / "paper.docx"),
        ],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return (folder / "paper.pdf").read_bytes()
