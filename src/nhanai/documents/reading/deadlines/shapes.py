"""The shapes that a deadline has inside a sentence, each with its name."""

import datetime as dt
import re
from dataclasses import dataclass
from typing import Final

from nhanai.documents.reading.dates import FULL_DATE
from nhanai.documents.reading.deadlines.days import (
    AND,
    BY,
    CLOCK,
    DAY_MONTH,
    DONE,
    EVERY,
    OF_YEAR,
    QUARTER,
    TAIL,
    YEAR,
    DayOfMatch,
    before,
    end_of_named_month,
    end_of_quarter,
    end_of_year,
    full_date,
    next_such_day,
    no_day,
)


@dataclass(frozen=True, slots=True)
class Shape:
    """A shape of deadline, and how its day follows from its words and the day of the document."""

    name: str
    pattern: re.Pattern[str]
    day: DayOfMatch
    needs: tuple[str, ...]
    """Letters of which some stand in every text of this shape; looking for them is quick."""


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_]){pattern}", re.IGNORECASE)


SHAPES: Final = (
    Shape(
        "times-a-day",
        _compiled(
            rf"(?:báo cáo\s+)?\d{{1,2}}\s+lần\s?/\s?ngày\s*\((?:lần \d\s*)?trước\s+{CLOCK}[^)]*\)"
        ),
        no_day,
        ("lần",),
    ),
    Shape(
        "time-every-day",
        _compiled(rf"{BY}\s+{CLOCK}(?:{AND}{CLOCK}){{0,5}}\s+(?:{EVERY}\s+|trong\s+)ngày{TAIL}"),
        no_day,
        ("ngày",),
    ),
    Shape(
        "day-every-week",
        _compiled(
            rf"{BY}\s+(?:{CLOCK}[\s,]+)?(?:ngày\s+)?thứ\s+(?:[^\W_]+)\s+{EVERY}\s+tuần{TAIL}"
        ),
        no_day,
        ("tuần",),
    ),
    Shape(
        "day-every-year",
        _compiled(
            rf"{DONE}{BY}\s+{DAY_MONTH}(?:{AND}{DAY_MONTH}){{0,5}}\s*(?:,\s*)?(?:của\s+)?"
            rf"{EVERY}\s+năm{TAIL}"
        ),
        no_day,
        ("năm",),
    ),
    Shape(
        "day-every-month",
        _compiled(
            rf"{BY}\s+ngày\s+\d{{1,2}}\s*(?:,\s*)?(?:của\s+)?(?:tháng\s+)?"
            rf"(?:{EVERY}\s+(?:tháng|quý)|(?:tháng\s+)?(?:cuối\s+(?:{EVERY}\s+)?quý"
            rf"|cuối cùng của quý|đầu quý|sau|kế tiếp)){TAIL}"
        ),
        no_day,
        ("tháng", "quý"),
    ),
    Shape(
        "day-of-the-month",
        _compiled(
            rf"(?:{EVERY}|báo cáo|định kỳ)\s+(?:tháng|quý)(?!\s*[IV\d])[^.;]{{0,60}}?"
            rf"(?P<words>{BY}\s+ngày\s+\d{{1,2}})(?!\s?[/\d]|\s*tháng)"
        ),
        no_day,
        ("tháng", "quý"),
    ),
    Shape(
        "before-day",
        _compiled(rf"{DONE}{BY}\s+(?:{CLOCK}[\s,]+)?(?:ngày\s+)?{FULL_DATE}{TAIL}"),
        full_date,
        ("20", "19"),
    ),
    Shape(
        "on-day",
        _compiled(rf"(?:ngay\s+)?trong\s+ngày\s+{FULL_DATE}"),
        full_date,
        ("trong ngày",),
    ),
    Shape(
        "before-day-and-month",
        _compiled(
            rf"{DONE}{BY}\s+(?:{CLOCK}[\s,]+)?ngày\s+(?P<day>\d{{1,2}})\s?(?:/\s?|tháng\s)"
            rf"(?P<month>\d{{1,2}})(?!\s?[/\d]|\s*(?:,\s*)?(?:năm|(?:và|,)\s*\d)){TAIL}"
        ),
        next_such_day,
        ("ngày",),
    ),
    Shape(
        "month-every-year",
        _compiled(rf"{DONE}(?:{BY}|trong)\s+tháng\s+\d{{1,2}}\s+{EVERY}\s+năm{TAIL}"),
        no_day,
        ("tháng",),
    ),
    Shape(
        "within-quarter",
        _compiled(
            rf"{DONE}(?:trong|cuối|hết|vào|(?P<before>trước)(?!\s+hết)|{BY})\s+(?:hết\s+)?"
            rf"{QUARTER}(?:{OF_YEAR})?"
        ),
        before(end_of_quarter, lambda end: dt.date(end.year, end.month - 2, 1)),
        ("quý", "quí"),
    ),
    Shape(
        "within-month",
        _compiled(
            rf"{DONE}(?:trong|cuối|hết|(?P<before>trước)(?!\s+hết)|{BY})\s+"
            rf"tháng\s*(?P<month>\d{{1,2}})(?!\d)(?:{OF_YEAR})?"
        ),
        before(end_of_named_month, lambda end: end.replace(day=1)),
        ("tháng",),
    ),
    Shape(
        "within-days",
        _compiled(
            r"(?:chậm nhất|trong (?:thời hạn|thời gian|vòng))\s+(?:là\s+)?(?:sau\s+)?"
            r"\d{1,3}\s*(?:\([^)]{1,20}\)\s*)?(?:ngày|tuần|tháng|giờ)(?:\s+làm việc)?\s*,?\s*"
            r"(?:(?:tính\s+)?(?:kể\s+)?từ|sau khi)[^,;.]{3,90}"
        ),
        no_day,
        ("chậm nhất", "trong thời", "trong vòng"),
    ),
    Shape(
        "within-hours",
        _compiled(
            r"(?:chậm nhất\s+)?trong vòng\s+\d{1,3}\s*(?:giờ|ngày)(?:\s+làm việc)?(?![^\W_])"
        ),
        no_day,
        ("trong vòng",),
    ),
    Shape(
        "lunar-day",
        _compiled(rf"{DONE}{BY}\s+(?:ngày\s+)?\d{{1,2}}\s+(?:tháng\s+)?(?:Chạp|Giêng)(?![^\W_])"),
        no_day,
        ("chạp", "giêng"),
    ),
    Shape(
        "within-year",
        _compiled(
            rf"(?:hoàn thành|xong)\s+(?:[^\W\d_]+\s+){{0,4}}?(?:trong|đến hết)\s+{YEAR}"
            rf"|(?:trong|đến hết)\s+{YEAR}\s*,?\s*(?:phải\s+)?hoàn thành"
        ),
        end_of_year,
        ("năm",),
    ),
)
"""In the order in which they are tried: the more exact shape first."""

COMES_AGAIN: Final = frozenset({"before-day-and-month"})
"""Shapes that name one day of any year, where the sentence says that the task comes again."""
