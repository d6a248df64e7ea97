"""Tables as files: a workbook, or CSV in which no text is computed."""

import csv
import io
from collections.abc import Sequence

import xlsxwriter

from nhanai.ledger.pages.accounting import Export

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def workbook(table: Export) -> bytes:
    """One sheet; texts stay texts, amounts are numbers that can be added."""
    kept = io.BytesIO()
    with xlsxwriter.Workbook(kept, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Sổ")
        bold = book.add_format({"bold": True, "bottom": 1})
        money = book.add_format({"num_format": "#,##0"})
        for column, head in enumerate(table.heads):
            sheet.write_string(0, column, head, bold)
        for number, row in enumerate(table.rows, start=1):
            for column, cell in enumerate(row):
                if isinstance(cell, str):
                    sheet.write_string(number, column, cell)
                else:
                    sheet.write_number(number, column, cell, money)
        sheet.set_column(0, len(table.heads) - 1, 18)
        sheet.freeze_panes(1, 0)
    return kept.getvalue()


def text(table: Export) -> bytes:
    """CSV with its mark of encoding; what a spreadsheet would compute begins with `'`."""
    kept = io.StringIO()
    writer = csv.writer(kept, lineterminator="\r\n")
    writer.writerow(table.heads)
    writer.writerows([_guarded(cell) for cell in row] for row in table.rows)
    return kept.getvalue().encode("utf-8-sig")


def _guarded(cell: str | int) -> str | int:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


FORMATS: Sequence[tuple[str, str]] = (("xlsx", "Excel"), ("csv", "CSV"))
