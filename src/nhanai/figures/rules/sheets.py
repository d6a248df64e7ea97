"""A table as it is taken out: as a workbook, or as a text with commas."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

import xlsxwriter

Value = str | int | Decimal | None
"""What a cell holds; None where nothing was counted."""

FONT: Final = "Times New Roman"
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n")
_SHEET_NAME: Final = 31


@dataclass(frozen=True, slots=True)
class Column:
    """A heading, and the width of the column in characters."""

    head: str
    width: int = 14


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with what it shows above it; `name` becomes the name of the file."""

    name: str
    title: str
    lines: Sequence[str]
    columns: Sequence[Column]
    rows: Sequence[Sequence[Value]]


def as_csv(sheet: Sheet) -> bytes:
    """With a mark of its encoding, so that a spreadsheet shows the Vietnamese letters."""
    kept = io.StringIO()
    writer = csv.writer(kept, lineterminator="\r\n")
    writer.writerow([column.head for column in sheet.columns])
    for row in sheet.rows:
        writer.writerow([_plain(value) for value in row])
    return kept.getvalue().encode("utf-8-sig")


def _plain(value: Value) -> str:
    """A number as machines read it; a text that a spreadsheet would compute begins with `'`."""
    if value is None:
        return ""
    if isinstance(value, str):
        return f"'{value}" if value.startswith(_FORMULA) else value
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def as_xlsx(sheet: Sheet) -> bytes:
    """Texts are written as texts, whatever they begin with; numbers as numbers."""
    kept = io.BytesIO()
    with xlsxwriter.Workbook(kept, {"in_memory": True}) as book:
        page = book.add_worksheet(sheet.name[:_SHEET_NAME])
        title = book.add_format({"bold": True, "font_name": FONT, "font_size": 14})
        plain = book.add_format({"font_name": FONT})
        head = book.add_format(
            {"bold": True, "border": 1, "text_wrap": True, "align": "center", "font_name": FONT}
        )
        text = book.add_format({"border": 1, "text_wrap": True, "valign": "top", "font_name": FONT})
        number = {"border": 1, "valign": "top", "font_name": FONT}
        numbers = [
            book.add_format({**number, "num_format": "#,##0" + ("." + "0" * n if n else "")})
            for n in range(4)
        ]
        page.write_string(0, 0, sheet.title, title)
        for at, line in enumerate(sheet.lines, start=1):
            page.write_string(at, 0, line, plain)
        top = len(sheet.lines) + 2
        for at, column in enumerate(sheet.columns):
            page.set_column(at, at, column.width)
            page.write_string(top, at, column.head, head)
        for down, row in enumerate(sheet.rows, start=top + 1):
            for at, value in enumerate(row):
                if value is None:
                    page.write_blank(down, at, None, text)
                elif isinstance(value, str):
                    page.write_string(down, at, value, text)
                else:
                    page.write_number(down, at, value, numbers[_decimals(value)])
        page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        page.repeat_rows(top)
        page.freeze_panes(top + 1, 0)
    return kept.getvalue()


def _decimals(value: int | Decimal) -> int:
    """How many decimals it is shown with."""
    exponent = Decimal(value).as_tuple().exponent
    return min(3, -exponent) if isinstance(exponent, int) and exponent < 0 else 0
