"""A list of people as a sheet, in columns that `columns` takes for what they are."""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

import xlsxwriter

from nhanai.people.rules.sheets.guarding import guarded
from nhanai.people.vocab import SheetFormat

HEADINGS: Final[Mapping[str, str]] = {
    "ordinal": "STT",
    "full_name": "Họ và tên",
    "birth": "Ngày sinh",
    "sex": "Giới tính",
    "citizen_number": "Số căn cước",
    "phone": "Điện thoại",
    "ethnicity": "Dân tộc",
    "hamlet": "Thôn, bản, tổ dân phố",
    "unit": "Đơn vị",
    "household": "Số hộ",
    "household_kind": "Loại hộ",
    "health": "Sức khỏe, khuyết tật",
    "role": "Vai trò",
    "joined": "Tham gia từ",
    "grade": "Hạng tình nguyện viên",
    "card_number": "Số thẻ",
    "note": "Ghi chú",
}
"""The field of each column, as `data/columns.toml` has it, and its heading."""
CONTACTS: Final = frozenset({"phone", "household", "card_number", "note"})
SENSITIVE: Final = frozenset({"citizen_number", "ethnicity", "household_kind", "health"})
_WIDTHS: Final = (6, 26, 12, 9, 15, 13, 11, 22, 34, 12, 20, 24, 26, 12, 12, 16, 30)
_FONT: Final = "Times New Roman"

Cells = Mapping[str, str]
"""What a row says, by field; a field that is left out is empty."""


def write(path: Path, kind: SheetFormat, lines: Sequence[str], rows: Iterable[Cells]) -> None:
    """Write the rows as they come, numbered; `lines` stand above the table of a workbook."""
    numbered = _numbered(rows)
    if kind == SheetFormat.CSV:
        _write_csv(path, numbered)
    else:
        _write_xlsx(path, lines, numbered)


def _numbered(rows: Iterable[Cells]) -> Iterator[list[str]]:
    for number, row in enumerate(rows, start=1):
        yield [str(number), *(row.get(field, "") for field in HEADINGS if field != "ordinal")]


def _write_csv(path: Path, rows: Iterable[list[str]]) -> None:
    """With a mark of its encoding, so that a spreadsheet shows the Vietnamese letters."""
    with path.open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.writer(out, lineterminator="\r\n")
        writer.writerow(HEADINGS.values())
        writer.writerows(map(guarded, row) for row in rows)


def _write_xlsx(path: Path, lines: Sequence[str], rows: Iterable[list[str]]) -> None:
    """Every cell is a text, so that zeros in front stay and nothing is computed."""
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        page = book.add_worksheet("Danh sách")
        bold = book.add_format({"bold": True, "font_name": _FONT, "font_size": 14})
        head = book.add_format({"bold": True, "border": 1, "text_wrap": True, "font_name": _FONT})
        text = book.add_format({"border": 1, "text_wrap": True, "valign": "top",
                                "font_name": _FONT, "num_format": "@"})  # fmt: skip
        for at, width in enumerate(_WIDTHS):
            page.set_column(at, at, width)
        for at, line in enumerate(lines):
            page.write_string(at, 0, line, bold if at == 0 else None)
        top = len(lines) + 1
        for at, heading in enumerate(HEADINGS.values()):
            page.write_string(top, at, heading, head)
        for number, row in enumerate(rows, start=top + 1):
            for at, cell in enumerate(row):
                page.write_string(number, at, cell, text)
        page.freeze_panes(top + 1, 2)
        page.repeat_rows(top)
        page.set_landscape()
        page.fit_to_pages(1, 0)
