"""The annex of a report as a workbook for those who go on working with it."""

import io
from collections.abc import Sequence
from typing import Final

import xlsxwriter

from nhanai.paper.values import OfficialPaper, Table

FIRST: Final = 2
WIDE: Final = 150
"""Characters over the whole width of the sheet."""
FONT: Final = "Times New Roman"


def workbook_of(paper: OfficialPaper) -> bytes:
    """Every cell is text: what looks like a formula stays the words that somebody wrote."""
    kept = io.BytesIO()
    with xlsxwriter.Workbook(kept, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Nhiệm vụ")
        title = book.add_format({"bold": True, "font_name": FONT, "font_size": 14})
        head = book.add_format(
            {"bold": True, "border": 1, "text_wrap": True, "align": "center", "font_name": FONT}
        )
        cell = book.add_format({"border": 1, "text_wrap": True, "valign": "top", "font_name": FONT})
        sheet.write_string(0, 0, paper.subject, title)
        for table in tables_of(paper):
            for number, column in enumerate(table.columns):
                sheet.set_column(number, number, max(5, round(column.share * WIDE)))
                sheet.write_string(FIRST, number, column.head, head)
            for row, cells in enumerate(table.rows, start=FIRST + 1):
                for number, text in enumerate(cells):
                    sheet.write_string(row, number, text, cell)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(FIRST)
        sheet.freeze_panes(FIRST + 1, 0)
    return kept.getvalue()


def tables_of(paper: OfficialPaper) -> Sequence[Table]:
    """The table of the annex; none where the plan has no task."""
    return [block for one in paper.annexes for block in one.blocks if isinstance(block, Table)]
