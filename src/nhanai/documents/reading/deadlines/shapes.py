"""The shapes that a deadline has inside a sentence, each with its name."""

import datetime as dt
import re
from dataclasses import dataclass
from functools import cache
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
    words: str
    day: DayOfMatch
    begins: tuple[str, ...]
    """One of these stands near the beginning of every deadline of this shape."""
    needs: tuple[tuple[str, ...], ...] = ()
    """Of each of these some stand in every text of this shape; looking for them is quick."""

    @property
    def pattern(self) -> re.Pattern[str]:
        """Made when a text first needs it."""
        return _compiled(self.words)


LEAD: Final = 40
"""So far before one of those words a deadline may begin: "phải hoàn thành xong trước …"."""
_BY: Final = ("trước", "nhất", "không muộn", "không quá", "đến hết")
_EVERY: Final = ("hằng", "hàng", "mỗi")


@cache
def _compiled(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_]){words}", re.IGNORECASE)


SHAPES: Final = (
    Shape(
        "times-a-day",
        (rf"(?:báo cáo\s+)?\d{{1,2}}\s+lần\s?/\s?ngày\s*\((?:lần \d\s*)?trước\s+{CLOCK}[^)]*\)"),
        no_day,
        ("lần",),
        (("trước",),),
    ),
    Shape(
        "time-every-day",
        rf"{BY}\s+{CLOCK}(?:{AND}{CLOCK}){{0,5}}\s+(?:{EVERY}\s+|trong\s+)ngày{TAIL}",
        no_day,
        _BY,
        (("ngày",), (*_EVERY, "trong")),
    ),
    Shape(
        "day-every-week",
        (rf"{BY}\s+(?:{CLOCK}[\s,]+)?(?:ngày\s+)?thứ\s+(?:[^\W_]+)\s+{EVERY}\s+tuần{TAIL}"),
        no_day,
        _BY,
        (("tuần",), _EVERY),
    ),
    Shape(
        "day-every-year",
        (
            rf"{DONE}{BY}\s+{DAY_MONTH}(?:{AND}{DAY_MONTH}){{0,5}}\s*(?:,\s*)?(?:của\s+)?"
            rf"{EVERY}\s+năm{TAIL}"
        ),
        no_day,
        _BY,
        (("năm",), _EVERY),
    ),
    Shape(
        "day-every-month",
        (
            rf"{BY}\s+ngày\s+\d{{1,2}}\s*(?:,\s*)?(?:của\s+)?(?:tháng\s+)?"
            rf"(?:{EVERY}\s+(?:tháng|quý)|(?:tháng\s+)?(?:cuối\s+(?:{EVERY}\s+)?quý"
            rf"|cuối cùng của quý|đầu quý|sau|kế tiếp)){TAIL}"
        ),
        no_day,
        _BY,
        (("tháng", "quý"), (*_EVERY, "cuối", "đầu quý", "sau", "kế tiếp")),
    ),
    Shape(
        "day-of-the-month",
        (
            rf"(?:{EVERY}|báo cáo|định kỳ)\s+(?:tháng|quý)(?!\s*[IV\d])[^.;]{{0,60}}?"
            rf"(?P<words>{BY}\s+ngày\s+\d{{1,2}})(?!\s?[/\d]|\s*tháng)"
        ),
        no_day,
        (*_EVERY, "báo cáo", "định kỳ"),
        (("tháng", "quý"), _BY),
    ),
    Shape(
        "before-day",
        rf"{DONE}{BY}\s+(?:{CLOCK}[\s,]+)?(?:ngày\s+)?{FULL_DATE}{TAIL}",
        full_date,
        _BY,
        (("20", "19"),),
    ),
    Shape(
        "on-day",
        rf"(?:ngay\s+)?trong\s+ngày\s+{FULL_DATE}",
        full_date,
        ("trong ngày",),
    ),
    Shape(
        "before-day-and-month",
        (
            rf"{DONE}{BY}\s+(?:{CLOCK}[\s,]+)?ngày\s+(?P<day>\d{{1,2}})\s?(?:/\s?|tháng\s)"
            rf"(?P<month>\d{{1,2}})(?!\s?[/\d]|\s*(?:,\s*)?(?:năm|(?:và|,)\s*\d)){TAIL}"
        ),
        next_such_day,
        _BY,
        (("ngày",),),
    ),
    Shape(
        "month-every-year",
        rf"{DONE}(?:{BY}|trong)\s+tháng\s+\d{{1,2}}\s+{EVERY}\s+năm{TAIL}",
        no_day,
        (*_BY, "trong"),
        (("tháng",), _EVERY),
    ),
    Shape(
        "within-quarter",
        (
            rf"{DONE}(?:trong|cuối|hết|vào|(?P<before>trước)(?!\s+hết)|{BY})\s+(?:hết\s+)?"
            rf"{QUARTER}(?:{OF_YEAR})?"
        ),
        before(end_of_quarter, lambda end: dt.date(end.year, end.month - 2, 1)),
        (*_BY, "trong", "cuối", "hết", "vào"),
        (("quý", "quí"),),
    ),
    Shape(
        "within-month",
        (
            rf"{DONE}(?:trong|cuối|hết|(?P<before>trước)(?!\s+hết)|{BY})\s+"
            rf"tháng\s*(?P<month>\d{{1,2}})(?!\d)(?:{OF_YEAR})?"
        ),
        before(end_of_named_month, lambda end: end.replace(day=1)),
        (*_BY, "trong", "cuối", "hết"),
        (("tháng",),),
    ),
    Shape(
        "within-days",
        (
            r"(?:chậm nhất|trong (?:thời hạn|thời gian|vòng))\s+(?:là\s+)?(?:sau\s+)?"
            r"\d{1,3}\s*(?:\([^)]{1,20}\)\s*)?(?:ngày|tuần|tháng|giờ)(?:\s+làm việc)?\s*,?\s*"
            r"(?:(?:tính\s+)?(?:kể\s+)?từ|sau khi)[^,;.]{3,90}"
        ),
        no_day,
        ("chậm nhất", "trong thời", "trong vòng"),
    ),
    Shape(
        "within-hours",
        (r"(?:chậm nhất\s+)?trong vòng\s+\d{1,3}\s*(?:giờ|ngày)(?:\s+làm việc)?(?![^\W_])"),
        no_day,
        ("trong vòng",),
    ),
    Shape(
        "lunar-day",
        rf"{DONE}{BY}\s+(?:ngày\s+)?\d{{1,2}}\s+(?:tháng\s+)?(?:Chạp|Giêng)(?![^\W_])",
        no_day,
        _BY,
        (("chạp", "giêng"),),
    ),
    Shape(
        "within-year",
        (
            rf"(?:hoàn thành|xong)\s+(?:[^\W\d_]+\s+){{0,4}}?(?:trong|đến hết)\s+{YEAR}"
            rf"|(?:trong|đến hết)\s+{YEAR}\s*,?\s*(?:phải\s+)?hoàn thành"
        ),
        end_of_year,
        ("hoàn thành", "xong", "trong", "đến hết"),
        (("năm",), ("hoàn thành", "xong")),
    ),
)
"""In the order in which they are tried: the more exact shape first."""

COMES_AGAIN: Final = frozenset({"before-day-and-month"})
"""Shapes that name one day of any year, where the sentence says that the task comes again."""
