"""Makes the demo's plans as .docx, as an office would send them: letterhead, body, signature."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Pt
from docx.table import _Cell

FOLDER = Path(__file__).parent


def plan_file(name: str) -> bytes:
    """The plan `name` as the bytes of a .docx."""
    text = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    issuer, motto, number, date, body, recipients, signature, *_ = text.split("\n|\n")
    paper = docx.Document()
    lay_out(paper)
    two_columns(paper, [[issuer, motto], [number, date]], centred=True)
    kind, title, *paragraphs = [line for line in body.splitlines() if line.strip()]
    for line in (kind, title):
        paragraph = paper.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.add_run(line).bold = True
    for line in paragraphs:
        paragraph = paper.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        paragraph.paragraph_format.first_line_indent = Cm(1.27)
        paragraph.add_run(line).bold = line.split(".")[0] in {"I", "II", "III"}
    two_columns(paper, [[recipients.removeprefix("|\n"), signature]], centred=False)
    file = BytesIO()
    paper.save(file)
    return file.getvalue()


def lay_out(paper: Document) -> None:
    """Page and type of Decree 30/2020/NĐ-CP, annex I."""
    page = paper.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.top_margin = page.bottom_margin = Cm(2)
    page.left_margin, page.right_margin = Cm(3), Cm(2)
    style = paper.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(14)


def two_columns(paper: Document, rows: Sequence[Sequence[str]], *, centred: bool) -> None:
    """Two columns without lines, as letterheads and signature blocks are set."""
    table = paper.add_table(rows=len(rows), cols=2)
    table.autofit = False
    for column, width in zip(table.columns, (Cm(6), Cm(10.4)), strict=True):
        column.width = width
        for cell in column.cells:
            cell.width = width
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text, alone in zip(row.cells, texts, (False, True), strict=True):
            write(cell, text, centred=centred or alone)


def write(cell: _Cell, text: str, *, centred: bool) -> None:
    """One paragraph a line; the first stands in the paragraph that every cell has."""
    for index, line in enumerate(line for line in text.splitlines() if line.strip()):
        paragraph = cell.paragraphs[0] if index == 0 else cell.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(0)
        run = paragraph.add_run(line.strip())
        run.bold = line.isupper()
        run.font.size = Pt(13 if centred else 11)
        if centred:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
