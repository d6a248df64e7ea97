"""What is typed when a year's numbers are handed out."""

from collections.abc import Mapping
from decimal import Decimal
from io import BytesIO
from typing import IO, Final

from django import forms

from nhanai.base import numbers
from nhanai.base.errors import Refused
from nhanai.base.findings import Finding
from nhanai.base.numbers import show
from nhanai.figures.rules.planning import (
    FIRST_YEAR,
    LONGEST_REASON,
    LONGEST_REFERENCE,
    YEARS_AHEAD,
    Basis,
    Handed,
)
from nhanai.web.fields import DayField, SendingField

NUMBER: Final = "so-"
VERSION: Final = "lan-"
"""What the names of the boxes, and of the versions that were read with them, begin with."""
MOST_BOXES: Final = 400
MOST_BYTES: Final = 2 * 1024 * 1024
MOST_ROWS: Final = 500
_LONGEST: Final = 40


class NotATable(Refused):
    """What was sent is no workbook with a table that can be read."""


class PlanForm(forms.Form):
    """The document under which numbers are handed out."""

    reference = forms.CharField(
        label="Văn bản giao",
        max_length=LONGEST_REFERENCE,
        help_text="Số, ký hiệu, ví dụ 12/KH-CTĐ.",
        error_messages={
            "required": "Ghi số, ký hiệu văn bản giao chỉ tiêu, ví dụ 12/KH-CTĐ.",
            "max_length": f"Dài quá {LONGEST_REFERENCE} ký tự. Hãy chỉ ghi số, ký hiệu.",
        },
    )
    on = DayField(label="Ngày văn bản")
    reason = forms.CharField(
        label="Lý do điều chỉnh",
        required=False,
        max_length=LONGEST_REASON,
        help_text="Chỉ cần khi sửa số đã giao.",
        error_messages={"max_length": f"Lý do dài quá {LONGEST_REASON} ký tự. Hãy viết gọn lại."},
    )
    token = SendingField()

    def basis(self) -> Basis:
        """The document, the day, the reason."""
        said = self.cleaned_data
        return Basis(said["reference"], said["on"], said["reason"])

    def show(self, refusal: Refused) -> None:
        """Say why, and put each finding that is about the document beside its field."""
        for finding in refusal.findings:
            if finding.where in self.fields:
                self.add_error(finding.where, finding.message)
        self.add_error(None, refusal.message)


def typed_in(data: Mapping[str, str]) -> dict[str, str]:
    """What stands in every box, also in those left empty."""
    found = {
        name.removeprefix(NUMBER)[:_LONGEST]: data[name].strip()[:_LONGEST]
        for name in data
        if name.startswith(NUMBER)
    }
    return dict(list(found.items())[:MOST_BOXES])


def several(typed: Mapping[str, str], data: Mapping[str, str]) -> list[Handed]:
    """The numbers of the boxes; raises `Refused` with a finding at each that holds none.

    A box that is left empty where nothing was handed out says nothing.
    """
    made, wrong = [], []
    for key, text in typed.items():
        unit, _, measure = key.partition(":")
        version = number_of(data.get(f"{VERSION}{key}", ""))
        if not unit.isdecimal() or not (text or version):
            continue
        try:
            quantity = numbers.read(text) if text else None
        except numbers.NotANumber as fault:
            wrong.append(Finding("number", fault.message, where=key))
            continue
        made.append(Handed(int(unit), measure, quantity, version))
    if wrong:
        raise Refused("Chưa giao số nào. Hãy sửa những chỗ dưới đây.", wrong)
    return made


def number_of(text: str) -> int:
    """A whole number of an address or a hidden field; 0 of anything else."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 8 else 0


def year_of(text: str, this_year: int) -> int:
    """The year of an address; this one where it is none that can be planned."""
    year = number_of(text)
    return year if FIRST_YEAR <= year <= this_year + YEARS_AHEAD else this_year


def table_of(file: IO[bytes]) -> list[list[str]]:
    """The cells of the first sheet as text; what is no workbook is refused in words."""
    import python_calamine  # noqa: PLC0415 (only who sends a file waits for it)

    content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise NotATable("Tệp lớn hơn 2 MB. Hãy chỉ gửi bảng giao chỉ tiêu.")
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(BytesIO(content))
        sheet = book.get_sheet_by_index(0)
        if sheet.total_height > MOST_ROWS or sheet.total_width > MOST_ROWS:
            raise NotATable(f"Bảng có hơn {MOST_ROWS} dòng hoặc cột. Hãy bỏ phần thừa.")
        rows = sheet.to_python(skip_empty_area=False)
    except (python_calamine.CalamineError, OSError, ValueError, IndexError) as wrong:
        raise NotATable("Không mở được tệp. Hãy lưu lại ở dạng Excel .xlsx rồi gửi.") from wrong
    return [[_text(cell) for cell in row] for row in rows]


def _text(cell: object) -> str:
    """The cell as one would type it; a workbook keeps numbers as fractions of two."""
    if isinstance(cell, float):
        return show(Decimal(f"{cell:.6f}").normalize())
    return str(cell) if cell is not None else ""
