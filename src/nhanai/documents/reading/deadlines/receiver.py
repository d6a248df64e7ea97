"""To whom a task's result is reported."""

import re
from typing import Final

from nhanai.base.text import single_spaced
from nhanai.documents.reading.agencies import phrase
from nhanai.documents.reading.deadlines.timing import Phrase
from nhanai.documents.reading.offices import office

_REPORT: Final = re.compile(
    r"(?<![^\W_])(?:[Bb]áo cáo|[Gg]ửi)(?![^\W_])(?P<what>[^;.:()]{0,120}?)"
    r"(?:^|\s)(?:(?:về|gửi|lên|cho|tới|đến)\s+)?"
    r"(?=(?:UBND|HĐND|Ủy ban|Uỷ ban|Hội đồng|Sở|Bộ|Ban|Hội|"
    r"Thủ tướng|Chính phủ|Tỉnh ủy|Tỉnh uỷ|Thành ủy|Thành uỷ|Văn phòng|Chủ tịch|Thường trực|"
    r"Trung tâm|Công an|Cục|Chi cục|Liên đoàn|Đảng ủy)(?![^\W_]))",
)
_TO: Final = re.compile(r"(?:^|\s)(?:về|gửi|lên|cho|tới|đến)\s+$")
_WHAT_IS_TOLD: Final = re.compile(
    r"\s+(?:kết quả|tình hình|tiến độ|nội dung|số liệu|những|xem xét|trước|theo|bằng)(?!\w)|\s*\("
)
_THROUGH: Final = re.compile(r"\s*\((?:thông )?qua\s[^)]{2,80}\)")


def report_to(text: str) -> Phrase | None:
    """The office that is told: `báo cáo … về Sở Y tế`, `gửi UBND tỉnh (qua Hội … tổng hợp)`."""
    if "áo cáo" not in text and "gửi" not in text and "Gửi" not in text:
        return None
    for found in _REPORT.finditer(text):
        receiver = _receiver(text, found)
        if receiver is not None:
            return receiver
    return None


def _receiver(text: str, found: re.Match[str]) -> Phrase | None:
    """The office right after the report's words, or after "về", "gửi"."""
    what = single_spaced(found["what"])
    if what and not _TO.search(found[0]):
        return None
    end = _name_end(text, found.end())
    if end is None:
        return None
    through = _THROUGH.match(text, end)
    end = through.end() if through else end
    return Phrase(single_spaced(text[found.end() : end]), found.end(), end)


def _name_end(text: str, start: int) -> int | None:
    """Where the receiver's name ends: that of an agency, or of an office above all agencies."""
    listed = phrase.read(text, start)
    if listed is None:
        name, end = office(text, start)
        return end if name else None
    end = listed.names[0].end
    told = _WHAT_IS_TOLD.search(text, start, end)
    return told.start() if told else end
