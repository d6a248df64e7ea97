"""Which day the words of a deadline mean, and the pieces that those words are made of."""

import datetime as dt
import re
from collections.abc import Callable
from typing import Final

from nhanai.documents.reading.dates import day_of, last_day, valid_day

EVERY: Final = r"(?:hằng|hàng|mỗi)"
CLOCK: Final = r"\d{1,2}(?::\d{2}|\s?(?:h|giờ)\s?(?:\d{2})?\s?(?:[’']|phút)?)"
DAY_MONTH: Final = r"(?:ngày\s+)?\d{1,2}\s?(?:/\s?|\s?-\s?|tháng\s)\d{1,2}"
DONE: Final = r"(?:(?:phải\s+)?(?:hoàn thành(?:\s+xong)?|thực hiện xong|xong)\s+)?"
BY: Final = (
    r"(?:chậm nhất|muộn nhất|trễ nhất|không muộn hơn|không quá|đến hết|đến trước|trước)"
    r"(?:\s+(?:là|vào|đến|trước|hết|khi))*"
)
TAIL: Final = (
    r"(?:\s*\((?:hoặc|và|hay)?\s*(?:khi|đột xuất)[^)]{0,60}\)"
    r"|\s*(?:,\s*)?(?:và|hoặc)\s+(?:báo cáo\s+)?đột xuất"
    r"(?:\s+khi\s+(?:cần thiết|có yêu cầu|cần))?)?"
)
AND: Final = r"\s*(?:và|,|;|hoặc)\s*(?:trước\s+)?"
QUARTER: Final = (
    r"qu[ýí]\s*(?:(?:IV|I{1,3})\s*(?:,|và|-)\s*(?:qu[ýí]\s*)?){0,3}"
    r"(?P<quarter>IV|I{1,3}|[1-4])(?!\w)"
)
OF_YEAR: Final = r"\s*(?:[-–/,]\s*(?:năm\s+)?|(?:của\s+)?năm\s+|\s)(?P<year>(?:19|20)\d{2})(?!\d)"
YEAR: Final = r"năm\s+(?:19|20)\d{2}(?!\d)"
_ROMAN: Final = {"I": 1, "II": 2, "III": 3, "IV": 4}

DayOfMatch = Callable[[re.Match[str], dt.date | None], dt.date | None]


def no_day(_found: re.Match[str], _issued: dt.date | None) -> None:
    """The words name no single day: a yearly date, a time of day, so many days after something."""


def full_date(found: re.Match[str], _issued: dt.date | None) -> dt.date | None:
    return day_of(found)


def next_such_day(found: re.Match[str], issued: dt.date | None) -> dt.date | None:
    """A day and month without a year: the first such day from the document's own on."""
    if issued is None:
        return None
    day, month = int(found["day"]), int(found["month"])
    this_year = valid_day(issued.year, month, day)
    if this_year is None or this_year >= issued:
        return this_year
    return valid_day(issued.year + 1, month, day)


def end_of_quarter(found: re.Match[str], issued: dt.date | None) -> dt.date | None:
    month = 3 * (_ROMAN.get(found["quarter"].upper()) or int(found["quarter"]))
    return _end_of_month(found["year"], month, issued)


def end_of_named_month(found: re.Match[str], issued: dt.date | None) -> dt.date | None:
    month = int(found["month"])
    return _end_of_month(found["year"], month, issued) if 1 <= month <= 12 else None


def _end_of_month(year: str | None, month: int, issued: dt.date | None) -> dt.date | None:
    """The end of that month; without a year, of the first one after the document's day."""
    if year:
        return last_day(int(year), month)
    if issued is None:
        return None
    return last_day(issued.year + (month < issued.month), month)


def end_of_year(found: re.Match[str], _issued: dt.date | None) -> dt.date | None:
    years = re.findall(r"(?:19|20)\d{2}", found[0])
    return dt.date(int(years[-1]), 12, 31)


def before(day: DayOfMatch, first_of: Callable[[dt.date], dt.date]) -> DayOfMatch:
    """`trước quý II`, `trước tháng 6`: the last day before it begins."""

    def earlier(found: re.Match[str], issued: dt.date | None) -> dt.date | None:
        end = day(found, issued)
        if end is None or not found["before"] or end.year < 1900:
            return end
        return first_of(end) - dt.timedelta(days=1)

    return earlier
