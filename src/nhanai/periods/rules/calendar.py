"""Working days: weekends, public holidays, and the days that were changed by decision.

Public holidays come from the library `holidays`: Tết and Giỗ Tổ by the moon, days off in lieu of
holidays on a weekend. For years to come it holds what the law says; where the Government later
chooses otherwise (the second day of Quốc khánh, exchanged days), a changed day says so.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from nhanai.periods.vocab import DayKind

FIRST_YEAR: Final = 1901
LAST_YEAR: Final = 2100
"""The years whose moon the library knows; outside them only weekends are off."""

_A_DAY: Final = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Change:
    """A day that is worked, or not, against the calendar."""

    day: dt.date
    kind: DayKind
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Calendar:
    """Which days are worked."""

    changes: Mapping[dt.date, Change] = field(default_factory=dict)

    def is_working_day(self, day: dt.date) -> bool:
        """Whether offices work on that day."""
        changed = self.changes.get(day)
        if changed is not None:
            return changed.kind == DayKind.WORKING
        if day in made_up_in(day.year):
            return True
        return day.weekday() < 5 and day not in holidays_in(day.year)

    def next_working_day(self, day: dt.date) -> dt.date:
        """That day if it is worked, else the first one after it that is."""
        while not self.is_working_day(day):
            day += _A_DAY
        return day

    def add_working_days(self, day: dt.date, number: int) -> dt.date:
        """The `number`th working day after `day`, or before it where `number` is negative."""
        step = _A_DAY if number > 0 else -_A_DAY
        for _ in range(abs(number)):
            day += step
            while not self.is_working_day(day):
                day += step
        return day

    def working_days_between(self, start: dt.date, end: dt.date) -> int:
        """How many days are worked from `start` up to but not including `end`."""
        days = (start + number * _A_DAY for number in range((end - start).days))
        return sum(1 for day in days if self.is_working_day(day))

    def reason(self, day: dt.date) -> str:
        """Why the day is out of the ordinary: the decision, the holiday; "" for other days."""
        changed = self.changes.get(day)
        if changed is not None:
            return changed.reason
        return holidays_in(day.year).get(day) or made_up_in(day.year).get(day, "")

    def special_days(self, year: int) -> Iterator[tuple[dt.date, str, bool]]:
        """Holidays and changed days of a year in order: the day, why, whether it is worked."""
        changed = {day for day in self.changes if day.year == year}
        for day in sorted({*holidays_in(year), *made_up_in(year), *changed}):
            yield day, self.reason(day), self.is_working_day(day)


@cache
def holidays_in(year: int) -> Mapping[dt.date, str]:
    """The public holidays of a year, with their Vietnamese names."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return {}
    import holidays  # noqa: PLC0415 (a third of a second, for those who ask for a due day)

    return dict(holidays.country_holidays("VN", years=year, language="vi").items())


@cache
def made_up_in(year: int) -> Mapping[dt.date, str]:
    """The weekend days of a year that were worked for another day off, as far as known."""
    if not FIRST_YEAR <= year < LAST_YEAR:
        return {}
    import holidays  # noqa: PLC0415 (see above)

    both = holidays.country_holidays("VN", years=(year, year + 1), language="vi")
    return {day: "Làm bù" for day in sorted(both.weekend_workdays) if day.year == year}
