"""A table of a partner's codes, as a text with commas."""

from typing import Final

from nhanai.base.text import fold
from nhanai.exchange.reading.text import Unreadable, bounded, decoded, placed, table
from nhanai.exchange.rules.codes import CodeLine

MOST: Final = 20_000
_NAMES: Final = {
    "kind": ("loại", "kind"),
    "ours": ("mãcủata", "ours"),
    "theirs": ("mãcủađốitác", "theirs"),
}


def read(content: bytes) -> list[CodeLine]:
    """The lines of the table below its headings."""
    rows = table(decoded(bounded(content)), most=MOST)
    at = placed(rows[0][1], _NAMES) if rows else {}
    if len(at) < len(_NAMES):
        raise Unreadable(
            "Dòng đầu của tệp .csv cần ba tiêu đề: loại, mã của ta, mã của đối tác."
            " Hãy lấy tệp mẫu ở trang này."
        )
    last = max(at.values())
    lines = []
    for number, row in rows[1:]:
        cells = [*row, *[""] * (last + 1 - len(row))]
        kind = fold(cells[at["kind"]])
        lines.append(CodeLine(number, kind, cells[at["ours"]], cells[at["theirs"]]))
    return lines
