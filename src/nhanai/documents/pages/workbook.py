"""A book as a workbook for those who go on working with it."""

import io
from typing import Final

import xlsxwriter

from nhanai.documents.pages.books import Printed, lines_of

WIDTHS: Final = (14, 12, 44, 20, 30, 18, 10, 12, 18, 18)
INCOMING_WIDTHS: Final = (12, 9, 26, 16, 13, 44, 26, 12, 14, 16)
FIRST: Final = 3
"""Rows of the title above the table."""


def workbook_of(page: Printed) -> bytes:
    """Every cell is text: what looks like a formula stays the words that somebody wrote."""
    kept = io.BytesIO()
    with xlsxwriter.Workbook(kept, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Sổ")
        title = book.add_format({"bold": True, "font_name": "Times New Roman", "font_size": 14})
        head = book.add_format(
            {"bold": True, "border": 1, "text_wrap": True, "align": "center",
             "font_name": "Times New Roman"}
        )  # fmt: skip
        cell = book.add_format(
            {"border": 1, "text_wrap": True, "valign": "top", "font_name": "Times New Roman"}
        )
        sheet.write_string(0, 0, page.owner_name, title)
        sheet.write_string(1, 0, page.title, title)
        widths = WIDTHS if len(page.head[0]) > 10 else INCOMING_WIDTHS
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        for row, cells in enumerate(lines_of(page), start=FIRST):
            for column, text in enumerate(cells):
                sheet.write_string(row, column, text, head if row == FIRST else cell)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(FIRST)
        sheet.freeze_panes(FIRST + 1, 0)
    return kept.getvalue()
