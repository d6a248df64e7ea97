"""The two years, and days and moments within them."""

import datetime as dt
from random import Random
from typing import Final
from zoneinfo import ZoneInfo

FIRST: Final = dt.date(2024, 12, 1)
LAST: Final = dt.date(2026, 11, 23)
MERGED: Final = dt.date(2025, 7, 1)
"""From here on there are 38 communes where there were 106."""

_HERE: Final = ZoneInfo("Asia/Ho_Chi_Minh")


def seeded(name: str) -> Random:
    """Chance that falls the same way at every start."""
    return Random(f"2024-2026 {name}")  # noqa: S311 (invented data, no secret)


def clock(day: dt.date, hour: int, minute: int = 0) -> dt.datetime:
    """That time of that day in Lai Châu."""
    return dt.datetime.combine(day, dt.time(hour, minute), _HERE)


def day_between(random: Random, first: dt.date, last: dt.date) -> dt.date:
    """One of these days."""
    return first + dt.timedelta(days=random.randint(0, (last - first).days))


def moment(random: Random, day: dt.date) -> dt.datetime:
    """Some time of the working hours of that day."""
    return clock(day, random.randint(8, 16), random.randint(0, 59))


def recorded(random: Random, day: dt.date, *, before: dt.date | None = None) -> dt.datetime:
    """When what was done that day was put down: within a week, and on a day `before` that one."""
    latest = LAST if before is None else before - dt.timedelta(days=1)
    return moment(
        random, min(day + dt.timedelta(days=random.choice((0, 0, 1, 1, 2, 4, 7))), latest)
    )
