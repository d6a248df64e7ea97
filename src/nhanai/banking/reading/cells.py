"""The cells of a table in text or of a workbook, each as text; macros are never run."""

import csv
import datetime as dt
import io
import zipfile
from collections.abc import Sequence
from typing import Final

from nhanai.banking.rules.values import UnreadableStatement
from nhanai.base.encodings import detect
from nhanai.base.text import nfc, single_spaced

MOST_ROWS: Final = 20_000
MOST_COLUMNS: Final = 60
LONGEST: Final = 1_000
MOST_UNPACKED: Final = 200 * 1024 * 1024
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DELIMITERS: Final = ";\t|,"

BROKEN: Final = (
    "Không mở được bảng tính: tệp hỏng hoặc đặt mật khẩu. Mở bằng Excel, bỏ mật khẩu, lưu lại ở"
    " dạng .xlsx rồi gửi lại."
)
TOO_MANY: Final = "Sao kê có hơn 20.000 dòng. Hãy tải sao kê từng tháng hoặc từng quý."

Rows = list[list[str]]


def is_workbook(data: bytes) -> bool:
    """Whether the bytes begin as those of a workbook do."""
    return data.startswith((b"PK\x03\x04", _OLE))


def of_workbook(data: bytes) -> Rows:
    """The cells of the first sheet that has any; days as `2026-11-02`."""
    from python_calamine import (  # noqa: PLC0415 (only who sends a workbook waits for it)
        CalamineError,
        CalamineWorkbook,
    )

    _check_package(data)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        for name in book.sheet_names:
            sheet = book.get_sheet_by_name(name)
            if sheet.total_height > MOST_ROWS or sheet.total_width > MOST_COLUMNS * 10:
                raise UnreadableStatement(TOO_MANY)
            rows = [[_said(cell) for cell in row] for row in sheet.to_python()]
            if any(cell for row in rows for cell in row):
                return rows
    except (CalamineError, OSError, ValueError) as wrong:
        raise UnreadableStatement(BROKEN) from wrong
    raise UnreadableStatement("Bảng tính không có dòng nào. Kiểm tra lại tệp đã chọn.")


def _check_package(data: bytes) -> None:
    """Refuse a package that would grow beyond measure, or is none."""
    if data.startswith(_OLE):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            unpacked = sum(item.file_size for item in package.infolist())
    except (zipfile.BadZipFile, OSError, RuntimeError, ValueError) as wrong:
        raise UnreadableStatement(BROKEN) from wrong
    if unpacked > MOST_UNPACKED:
        raise UnreadableStatement(TOO_MANY)


def _said(cell: object) -> str:
    if isinstance(cell, bool) or cell is None:
        return ""
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat()
    if isinstance(cell, dt.date):
        return cell.isoformat()
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else f"{cell:.2f}"
    return single_spaced(nfc(str(cell)))[:LONGEST]


def of_text(data: bytes) -> Rows:
    """The cells of a table in text, whichever sign parts them."""
    text = _decoded(data)
    if "\x00" in text:
        raise UnreadableStatement("Tệp không phải văn bản hay bảng tính. Hãy tải lại từ ngân hàng.")
    lines = text.splitlines()
    if len(lines) > MOST_ROWS * 2:
        raise UnreadableStatement(TOO_MANY)
    sign = _sign_of(lines)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=sign))
    except csv.Error as wrong:
        raise UnreadableStatement(
            "Không tách được các cột của tệp. Hãy tải sao kê ở dạng Excel (.xlsx)."
        ) from wrong
    if len(rows) > MOST_ROWS:
        raise UnreadableStatement(TOO_MANY)
    return [[single_spaced(nfc(cell))[:LONGEST] for cell in row[:MOST_COLUMNS]] for row in rows]


def _decoded(data: bytes) -> str:
    """The text; what is whole UTF-8 is taken as it stands, and no memo is guessed at."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return detect(data).text


def _sign_of(lines: Sequence[str]) -> str:
    """The sign that parts most lines into the same number of cells."""

    def weight(sign: str) -> tuple[int, int]:
        counts = [line.count(sign) for line in lines[:200] if line.count(sign) >= 2]
        return (
            (max(counts.count(n) for n in set(counts)), -_DELIMITERS.index(sign))
            if counts
            else (0, 0)
        )

    return max(_DELIMITERS, key=weight)
