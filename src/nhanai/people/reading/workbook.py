"""The cells of a workbook or of a table in text, each as text; macros are never run.

Formulas give the values that were saved with them, real days become `2024-05-03`, whole numbers
lose the `.0` with which sheets keep them.
"""

import csv
import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, Any, Final

from nhanai.base.encodings import detect, from_tcvn3, from_vni

MOST_ROWS: Final = 200_000
MOST_COLUMNS: Final = 100
LONGEST: Final = 2_000
UNPACKED_MB: Final = 700
_SAMPLE: Final = 400
_FONTS: Final = {"tcvn3": from_tcvn3, "vni": from_vni}
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MEGABYTE: Final = 1024 * 1024
_LONGEST_FORMULA: Final = 10_000
_NO_VALUE: Final = re.compile(rb"<f(?:\s[^>]*)?(?:/>|>[^<]*</f>)\s*</c>")
_MARKUP: Final = re.compile(r"\s*<(?:!doctype|html|head|body|table|\?xml)", re.IGNORECASE)

KINDS: Final = "Excel (.xlsx, .xls, .xlsm), OpenDocument (.ods) hoặc CSV"
WRONG_KIND: Final = f"Tệp này không phải là bảng tính. Hãy gửi tệp {KINDS}."
BROKEN: Final = (
    "Không mở được bảng tính: tệp hỏng hoặc đặt mật khẩu. Mở bằng Excel, bỏ mật khẩu,"
    " lưu lại rồi gửi lại."
)
NOT_SAVED: Final = (
    "Tệp này là trang web hoặc XML mang tên bảng tính. Mở bằng Excel, chọn Lưu thành bảng tính"
    " (.xlsx), lưu lại rồi gửi lại."
)
NOT_COMPUTED: Final = (
    "Tệp có ô công thức chưa tính, không biết giá trị của ô ấy. Mở bằng Excel hoặc LibreOffice,"
    " lưu lại rồi gửi lại."
)
TOO_MANY: Final = (
    f"Trang tính có hơn {MOST_ROWS // 1000}.000 dòng. Hãy chia thành nhiều tệp rồi nhập từng tệp."
)
EMPTY: Final = "Tệp không có dòng nào. Kiểm tra lại tệp đã chọn."


class Unreadable(Exception):
    """The file cannot be read; the message says in Vietnamese what to do."""


def sheets_of(path: Path) -> Iterator[tuple[str, list[list[str]]]]:
    """Every sheet with its name and its cells."""
    with path.open("rb") as file:
        head = file.read(8)
    if not head:
        raise Unreadable(EMPTY)
    if head.startswith(_OLE) or _is_workbook(path, head):
        if head.startswith(b"PK") and _has_formulas_without_values(path):
            raise Unreadable(NOT_COMPUTED)
        yield from _workbook(path)
    else:
        yield "CSV", _text(path.read_bytes())


def has_macros(path: Path) -> bool:
    """Whether the workbook brings macros, which are left unread."""
    if not zipfile.is_zipfile(path):
        return False
    with zipfile.ZipFile(path) as package:
        return any(name.endswith("vbaProject.bin") for name in package.namelist())


def _is_workbook(path: Path, head: bytes) -> bool:
    """Whether a package of that kind; another package, or a picture, is refused."""
    if head.startswith(b"PK"):
        try:
            with zipfile.ZipFile(path) as package:
                names = package.namelist()
                unpacked = sum(item.file_size for item in package.infolist())
                kind = package.read("mimetype")[:60] if "mimetype" in names else b""
        except (zipfile.BadZipFile, OSError, RuntimeError):
            raise Unreadable(BROKEN) from None
        if not any(name.startswith("xl/") for name in names) and b"spreadsheet" not in kind:
            raise Unreadable(WRONG_KIND)
        if unpacked > UNPACKED_MB * _MEGABYTE:
            raise Unreadable("Bảng tính quá lớn khi mở ra. Hãy chia thành nhiều tệp.")
        return True
    if head.startswith((b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"{\\rtf", b"GIF8", b"MZ")):
        raise Unreadable(WRONG_KIND)
    return False


def _has_formulas_without_values(path: Path) -> bool:
    """Whether a program wrote formulas that nobody computed; they would look like empty cells."""
    with zipfile.ZipFile(path) as package:
        for name in package.namelist():
            if name.startswith("xl/worksheets/") and name.endswith(".xml"):
                with package.open(name) as sheet:
                    if _holds(sheet, _NO_VALUE):
                        return True
    return False


def _holds(stream: IO[bytes], wanted: re.Pattern[bytes]) -> bool:
    rest = b""
    while piece := stream.read(_MEGABYTE):
        if wanted.search(rest + piece):
            return True
        rest = piece[-_LONGEST_FORMULA:]
    return False


def _workbook(path: Path) -> Iterator[tuple[str, list[list[str]]]]:
    import python_calamine  # noqa: PLC0415 (only the process that reads needs it)

    try:
        book = python_calamine.CalamineWorkbook.from_path(str(path))
        for name in book.sheet_names:
            rows = book.get_sheet_by_name(name).iter_rows()
            yield name, in_unicode(_bounded(rows))
    except (python_calamine.CalamineError, OSError, ValueError):
        raise Unreadable(BROKEN) from None


def _bounded(rows: Iterator[Sequence[Any]]) -> list[list[str]]:
    """The rows as texts; empty ones at the end fall away, however many there are."""
    kept: list[list[str]] = []
    empty = 0
    for row in rows:
        if not any(cell != "" for cell in row):
            empty += 1
            continue
        kept += [[] for _ in range(min(empty, 50))]
        empty = 0
        kept.append([_said(cell) for cell in row[:MOST_COLUMNS]])
        if len(kept) > MOST_ROWS:
            raise Unreadable(TOO_MANY)
    return kept


def _said(cell: Any) -> str:  # noqa: ANN401 (whatever kind of cell there is)
    if isinstance(cell, str):
        return cell[:LONGEST]
    if isinstance(cell, bool):
        return "x" if cell else ""
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat()
    return str(cell)[:LONGEST]


def _text(data: bytes) -> list[list[str]]:
    """A table in text, in whatever encoding, parted by commas, semicolons or tabs."""
    decoded = detect(data)
    text = decoded.text
    if "\x00" in text[:10_000]:
        raise Unreadable(WRONG_KIND)
    if _MARKUP.match(text):
        raise Unreadable(NOT_SAVED)
    lines = [line for line in text[:20_000].splitlines() if line.strip()][:20]
    if not lines:
        raise Unreadable(EMPTY)
    mark = max("\t;,|", key=lambda one: sum(line.count(one) for line in lines))
    csv.field_size_limit(LONGEST * 50)
    try:
        rows = list(_limited(csv.reader(io.StringIO(text, newline=""), delimiter=mark)))
    except csv.Error:
        raise Unreadable(WRONG_KIND) from None
    if not any(len(row) > 1 for row in rows):
        raise Unreadable(WRONG_KIND)
    return rows


def _limited(rows: Iterator[list[str]]) -> Iterator[list[str]]:
    for number, row in enumerate(rows):
        if number > MOST_ROWS:
            raise Unreadable(TOO_MANY)
        yield [cell[:LONGEST] for cell in row[:MOST_COLUMNS]]


def in_unicode(rows: list[list[str]]) -> list[list[str]]:
    """The same with columns in the codes of TCVN3 or VNI fonts as Vietnamese."""
    width = max(map(len, rows), default=0)
    for at in range(width):
        said = (row[at] for row in rows if at < len(row) and not row[at].isascii())
        sample = "\n".join(text for _, text in zip(range(_SAMPLE), said, strict=False))
        decode = _FONTS.get(detect(sample.encode()).encoding) if sample else None
        if decode is not None:
            for row in rows:
                if at < len(row) and not row[at].isascii():
                    row[at] = decode(row[at])
    return rows
