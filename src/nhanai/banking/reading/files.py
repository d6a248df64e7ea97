"""Which kind of statement a file is, and what it says."""

from collections.abc import Mapping
from typing import Final

from nhanai.banking.reading import camt, cells, mt940, tables
from nhanai.banking.rules.values import ReadStatement, UnreadableStatement

MOST_BYTES: Final = 10 * 1024 * 1024
_MARKUP: Final = (b"<html", b"<!doctype html", b"<table", b"<head")


def read(
    data: bytes, *, remembered: Mapping[str, Mapping[str, int]] | None = None
) -> ReadStatement:
    """The statement in the file, by what the bytes are, whatever the file is called."""
    if not data.strip():
        raise UnreadableStatement("Tệp trống. Hãy tải lại sao kê từ ngân hàng.")
    if len(data) > MOST_BYTES:
        raise UnreadableStatement("Tệp lớn hơn 10 MB. Hãy tải sao kê từng tháng.")
    if cells.is_workbook(data):
        return tables.statement_of(
            cells.of_workbook(data), format_name="XLSX", remembered=remembered
        )
    if data.lstrip()[:200].lower().startswith(_MARKUP):
        raise UnreadableStatement(
            "Tệp này là trang web mang tên bảng tính. Mở bằng Excel, chọn Lưu thành bảng tính"
            " (.xlsx), lưu lại rồi gửi lại."
        )
    if data.startswith((b"%PDF", b"\x89PNG", b"\xff\xd8", b"Rar!", b"\x1f\x8b")):
        raise UnreadableStatement(
            "Tệp này không phải bảng sao kê. Hãy tải sao kê ở dạng Excel, CSV, MT940 hoặc CAMT.053."
        )
    if mt940.is_mt940(data):
        return mt940.statement_of(data)
    if camt.is_xml(data):
        return camt.statement_of(data)
    return tables.statement_of(cells.of_text(data), format_name="CSV", remembered=remembered)
