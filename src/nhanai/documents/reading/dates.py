"""Dates as official paper writes them."""

import calendar
import datetime as dt
import re
from typing import Final

FULL_DATE: Final = (
    r"(?P<day>\d{1,2})\s?(?:(?P<mark>[/.-])\s?(?P<month>\d{1,2})\s?(?P=mark)\s?(?P<year>\d{4})"
    r"|tháng\s?(?P<month_word>\d{1,2})\s?(?:năm\s?|,\s?năm\s?|/)(?P<year_word>\d{4}))(?!\d)"
)
"""`26/7/2023`, `26-7-2023`, `26 tháng 7 năm 2023`; give its match to `day_of`."""


def day_of(found: re.Match[str]) -> dt.date | None:
    """The day that a match of `FULL_DATE` says, None where no calendar has it."""
    year = found["year"] or found["year_word"]
    month = found["month"] or found["month_word"]
    return valid_day(int(year), int(month), int(found["day"]))


def valid_day(year: int, month: int, day: int) -> dt.date | None:
    """The day, None where no calendar has it (`31/6/2025`)."""
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def last_day(year: int, month: int) -> dt.date | None:
    """The last day of a month, None in a year that no calendar has."""
    return valid_day(year, month, calendar.monthrange(max(year, 1), month)[1])
