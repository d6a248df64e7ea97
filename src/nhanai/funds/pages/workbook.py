"""A list as a workbook."""

import io
from collections.abc import Sequence

import xlsxwriter


def of(heads: Sequence[str], rows: Sequence[Sequence[str | int]]) -> bytes:
    """One sheet; what looks like a formula stays the words that somebody wrote."""
    kept = io.BytesIO()
    with xlsxwriter.Workbook(kept, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Khoản ủng hộ")
        bold, money = book.add_format({"bold": True}), book.add_format({"num_format": "#,##0"})
        sheet.write_row(0, 0, heads, bold)
        for number, row in enumerate(rows, start=1):
            for column, cell in enumerate(row):
                if isinstance(cell, str):
                    sheet.write_string(number, column, cell)
                else:
                    sheet.write_number(number, column, cell, money)
        sheet.set_column(0, len(heads) - 1, 18)
        sheet.freeze_panes(1, 0)
    return kept.getvalue()
