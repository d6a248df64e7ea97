"""How long official paper takes: a report of twenty pages with an annex of five hundred rows.

PYTHONPATH=src:. .venv/bin/python benchmarks/paper.py
"""

import datetime as dt
import sys
import time
from collections.abc import Callable

import pypdfium2
from benchmarks.results import record, table

from nhanai.paper.checker import check
from nhanai.paper.docx import docx_of
from nhanai.paper.pdf import pdf_of
from nhanai.paper.values import (
    Align,
    Annex,
    Column,
    Heading,
    Letterhead,
    OfficialPaper,
    Paragraph,
    Run,
    Signature,
    Table,
)

PARAGRAPHS, ROWS = 150, 500
_SAID = (
    "Các cấp Hội đã tuyên truyền, vận động cán bộ, hội viên, thanh niên, thiếu niên chữ thập đỏ và "
    "Nhân dân tham gia hoạt động nhân đạo; trợ giúp kịp thời người có hoàn cảnh khó khăn, người bị "
    "thiên tai, bệnh hiểm nghèo trên địa bàn tỉnh, tổng trị giá 1.234 triệu đồng."
)


def report(paragraphs: int, rows: int) -> OfficialPaper:
    """A report of so many paragraphs, with an annex of so many rows where there are any."""
    columns = (
        Column("TT", 1, Align.CENTER), Column("Đơn vị", 6), Column("Chỉ tiêu", 3, Align.RIGHT),
        Column("Kết quả", 3, Align.RIGHT), Column("Tỷ lệ (%)", 2, Align.RIGHT),
        Column("Ghi chú", 4),
    )  # fmt: skip
    cells = tuple(
        (str(row), f"Hội Chữ thập đỏ xã {row}", f"{row * 3}", f"{row * 2}", "66,7", "")
        for row in range(1, rows + 1)
    )
    return OfficialPaper(
        kind="BC",
        letterhead=Letterhead("Hội Chữ thập đỏ tỉnh Lai Châu"),
        symbol="BC-CTĐ",
        place="Lai Châu",
        subject="Kết quả công tác Hội và phong trào chữ thập đỏ năm 2026",
        body=(Heading(1, "I.", "Kết quả"), *[Paragraph((Run(_SAID),))] * paragraphs),
        signature=Signature(("TM. Ban Thường vụ", "Chủ tịch"), "Lò Thị Mai"),
        recipients=("Ủy ban nhân dân tỉnh (b/c)", "Lưu: VT"),
        number="5",
        day=dt.date(2026, 12, 7),
        annexes=(Annex("Kết quả từng đơn vị", (Table(columns, cells),), landscape=True),)
        * (rows > 0),
    )


def best(work: Callable[[], object], times: int = 5) -> float:
    """The least seconds of several runs."""
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        work()
        taken.append(time.perf_counter() - began)
    return min(taken)


def main() -> None:
    """Measure and write it down."""
    rows = []
    for name, paper in (
        ("one page", report(3, 0)),
        ("20 pages, 500 rows", report(PARAGRAPHS, ROWS)),
    ):
        began = time.perf_counter()
        data, pdf = docx_of(paper), pdf_of(paper)
        first = time.perf_counter() - began
        pages = len(pypdfium2.PdfDocument(pdf))
        works = (lambda p=paper: docx_of(p), lambda p=paper: pdf_of(p), lambda d=data: check(d))
        rows.append([name, pages, *(f"{best(work):.3f}" for work in works), f"{first:.3f}"])
        sys.stdout.write(f"{rows[-1]}\n")
    head = (
        "document",
        "pages",
        ".docx, s",
        "PDF/A again, s",
        "check, s",
        ".docx and PDF/A the first time, s",
    )
    record("Paper", table(head, rows))


if __name__ == "__main__":
    main()
