"""A file of figures, whatever of the known kinds it is."""

from typing import Final

from nhanai.exchange.reading import adx, dhis2, rows
from nhanai.exchange.reading.text import Unreadable, bounded
from nhanai.exchange.rules.lines import Line

MOST: Final = 1_000
"""Values that one file brings: each becomes a record of its own, and while they are written other
writers wait (about a hundred a second)."""

_BLANK: Final = b"\xef\xbb\xbf \t\r\n"


def read(content: bytes) -> list[Line]:
    """The values of the file; raises `Unreadable` with what to do."""
    first = bounded(content).lstrip(_BLANK)[:1]
    readers = {b"{": dhis2.read, b"[": dhis2.read, b"<": adx.read}
    found = readers.get(first, rows.read)(content, most=MOST)
    if not found:
        raise Unreadable("Tệp không có số liệu nào. Hãy kiểm tra lại tệp.")
    return found
