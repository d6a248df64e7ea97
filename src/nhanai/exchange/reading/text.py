"""Bytes as text, and text as a table; bounded, since files come from outside."""

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Final

from nhanai.base.errors import Refused
from nhanai.base.text import nfc, single_spaced

FILE_LIMIT: Final = 5 * 1024 * 1024
LIMIT_WORDS: Final = "5 MB"
_LONGEST_CELL: Final = 2000
_MARKS: Final = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig"))


class Unreadable(Refused):
    """The file is not what it should be; the sentence says what to do."""


def bounded(content: bytes) -> bytes:
    """The content, if there is some and not too much."""
    if not content.strip():
        raise Unreadable("Tệp trống. Hãy chọn lại tệp.")
    if len(content) > FILE_LIMIT:
        raise Unreadable(f"Tệp lớn hơn {LIMIT_WORDS}. Hãy chia thành nhiều tệp.")
    return content


def decoded(content: bytes) -> str:
    """The text, in UTF-8 or with a mark of its encoding."""
    encoding = next((name for mark, name in _MARKS if content.startswith(mark)), "utf-8")
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        raise Unreadable("Tệp không ở bảng mã UTF-8. Hãy lưu lại ở UTF-8 rồi gửi.") from None
    if "\0" in text:
        raise Unreadable("Tệp này không phải tệp chữ. Hãy gửi tệp .json, .xml hoặc .csv.")
    return text


def table(text: str, *, most: int) -> list[tuple[int, list[str]]]:
    """The lines with something in them, each with its number in the file; cells on one line."""
    head = text.partition("\n")[0]
    comma = max(",;\t", key=head.count)
    found: list[tuple[int, list[str]]] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=comma, strict=True)
    try:
        for row in reader:
            cells = [single_spaced(nfc(cell)) for cell in row]
            if any(len(cell) > _LONGEST_CELL for cell in cells):
                raise Unreadable(f"Dòng {reader.line_num} có ô quá dài. Hãy kiểm tra lại tệp.")
            if any(cells):
                found.append((reader.line_num, cells))
            if len(found) > most + 1:
                raise Unreadable(f"Tệp có hơn {most} dòng. Hãy chia thành nhiều tệp.")
    except csv.Error:
        raise Unreadable(
            f"Không đọc được dòng {reader.line_num} của tệp .csv. Hãy kiểm tra dấu nháy, dấu phẩy."
        ) from None
    return found


def placed(head: Sequence[str], names: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """In which column each of the names stands, by any spelling of it (folded)."""
    folded = ["".join(cell.lower().split()) for cell in head]
    return {
        name: next(at for at, cell in enumerate(folded) if cell in spellings)
        for name, spellings in names.items()
        if any(cell in spellings for cell in folded)
    }
