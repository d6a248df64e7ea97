"""What a field or column of time says: bare quarters, months and years count there."""

import datetime as dt
import re
from typing import Final

from nhanai.documents.reading.dates import FULL_DATE
from nhanai.documents.reading.deadlines.days import (
    OF_YEAR,
    QUARTER,
    end_of_named_month,
    end_of_quarter,
    end_of_year,
    full_date,
)
from nhanai.documents.reading.deadlines.timing import Deadline, Timing
from nhanai.documents.reading.recurrences import recurrence_of_field

_LABEL: Final = re.compile(
    r"\s*(?:[-+•]\s*)?(?:thời gian|thời hạn|tiến độ)(?:\s+(?:thực hiện|hoàn thành|triển khai"
    r"|ban hành|trình|báo cáo|tổ chức|dự kiến))*\s*:?\s*",
    re.IGNORECASE,
)
_OPEN_ENDED: Final = re.compile(
    r"các năm (?:tiếp theo|sau)|những năm tiếp theo|trở đi|theo tiến độ|sau khi|khi có",
    re.IGNORECASE,
)
_IN_FIELD: Final = (
    (re.compile(FULL_DATE, re.IGNORECASE), full_date),
    (re.compile(rf"{QUARTER}(?:{OF_YEAR})?", re.IGNORECASE), end_of_quarter),
    (
        re.compile(
            r"(?<!\d)(?:tháng\s*)?(?P<month>\d{1,2})\s*(?:[/-]|\s+năm\s+)\s*"
            r"(?P<year>(?:19|20)\d{2})(?!\d)",
            re.IGNORECASE,
        ),
        end_of_named_month,
    ),
    (re.compile(r"tháng\s*(?P<month>\d{1,2})(?!\d)(?P<year>)", re.IGNORECASE), end_of_named_month),
    (re.compile(r"(?<![\d/])(?:19|20)\d{2}(?!\d)"), end_of_year),
)


def of_field(text: str, issued: dt.date | None = None) -> Timing:
    """What a field or column of time says; with or without its label."""
    label = _LABEL.match(text)
    start = label.end() if label and ":" in label[0] else 0
    end = len(text.rstrip(" .;,"))
    words = text[start:end]
    if not words.strip(" -–/"):
        return Timing(None, None, None)
    recurrence, is_all = recurrence_of_field(words)
    if is_all:
        return Timing(None, recurrence, None)
    due = Deadline(words, start, end, _day_of_field(words, issued, recurrence), "time-field")
    return Timing(due, recurrence, None)


def _day_of_field(words: str, issued: dt.date | None, recurrence: str | None) -> str | None:
    """The last day that the field allows, None where it goes on or comes again."""
    if recurrence or _OPEN_ENDED.search(words):
        return None
    for pattern, day_of_match in _IN_FIELD:
        days = [day_of_match(found, issued) for found in pattern.finditer(words)]
        known = [day for day in days if day is not None]
        if known:
            return max(known).isoformat()
    return None
