"""How much is read at most, and the refusal of what cannot be read."""

from nhanai.base.errors import Refused
from nhanai.documents.extraction.guard import MEGABYTE

FILE_BYTES = 100 * MEGABYTE
"""A larger file is refused before it is opened."""

CHARACTERS = 25_000_000
"""A longer text is no official document: the longest laws have two million characters."""

LINES = 1_000_000

PACKAGE_ENTRIES = 10_000
PACKAGE_BYTES = 400 * MEGABYTE
"""What the parts of a .docx or .odt may come to when unpacked."""

PART_BYTES = 160 * MEGABYTE
PACKAGE_RATIO = 400
"""How far a part may shrink by packing; real text packs to a tenth, a bomb to a thousandth."""

RATIO_FROM_BYTES = 8 * MEGABYTE
"""Below this size a part may pack as well as it likes."""

SECONDS = 60
MEMORY_MB = 1024


class CannotRead(Refused):
    """The file could not be read; `message` says why and what to do."""


TOO_LONG = "Văn bản quá dài để đọc trong một lần. Hãy tách tệp thành nhiều phần rồi đọc từng phần."
TOO_MUCH = (
    "Đọc tệp này cần nhiều bộ nhớ hơn mức cho phép. Hãy tách tệp hoặc bỏ bớt hình ảnh rồi thử lại."
)
TOO_DEEP = "Tệp lồng nhau quá sâu nên không đọc được. Hãy mở bằng Word, lưu lại rồi thử lần nữa."
TOO_SLOW = (
    "Đọc tệp này mất hơn {seconds} giây nên đã dừng lại. Hãy tách tệp thành nhiều phần rồi thử lại."
)
BROKE_OFF = (
    "Tệp có lỗi khiến việc đọc bị ngắt giữa chừng. Hãy mở tệp bằng Word hoặc LibreOffice, lưu lại "
    "thành .docx rồi thử lần nữa."
)
DAMAGED = (
    "Tệp bị hỏng nên không mở được. Hãy mở tệp bằng Word hoặc LibreOffice, lưu lại rồi thử lần nữa."
)
ENCRYPTED = "Tệp có đặt mật khẩu. Hãy mở tệp, bỏ mật khẩu, lưu lại rồi thử lần nữa."
EMPTY = "Tệp không có chữ nào. Hãy kiểm tra xem đã chọn đúng tệp chưa."


def check_length(text: str) -> str:
    """The same text, or a refusal when there is none or too much of it."""
    if len(text) > CHARACTERS or text.count("\n") > LINES * 2:
        raise CannotRead(TOO_LONG)
    if not text.strip():
        raise CannotRead(EMPTY)
    return text
