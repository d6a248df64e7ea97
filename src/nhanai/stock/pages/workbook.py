"""A list as a workbook."""

import io
from collections.abc import Sequence

import xlsxwriter


def of(heads: Sequence[str], rows: Sequence[Sequence[str | float]]) -> bytes:
    """One sheet; what looks like a formula stays the words that somebody wrote."""
    kept = io.BytesIO()
    with xlsxwriter.Workbook(kept, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Tồn kho")
        bold = book.add_format({"bold": True, "bottom": 1})
        for column, head in enumerate(heads):
            sheet.write_string(0, column, head, bold)
        for number, row in enumerate(rows, start=1):
            for column, cell in enumerate(row):
                if isinstance(cell, str):
                    sheet.write_string(number, column, cell)
                else:
                    sheet.write_number(number, column, cell)
        sheet.set_column(0, len(heads) - 1, 18)
        sheet.freeze_panes(1, 0)
    return kept.getvalue()
