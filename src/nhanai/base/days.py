"""Days and half-open periods of days."""

import datetime as dt
from dataclasses import dataclass
from typing import Self

FOREVER = dt.date.max
"""The end of a period that has no end yet."""


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """The days from `start` up to, but not including, `end` (`FOREVER` where it has no end yet)."""

    start: dt.date
    end: dt.date = FOREVER

    def __post_init__(self) -> None:
        if self.start >= self.end:
            raise ValueError(f"a period ends after it starts: {self.start} .. {self.end}")

    @classmethod
    def of(cls, start: dt.date, end: dt.date | None) -> Self:
        """The period stored as two columns, of which an empty end means "no end yet"."""
        return cls(start, end or FOREVER)

    def __contains__(self, day: dt.date) -> bool:
        return self.start <= day < self.end

    def overlaps(self, other: "Period") -> bool:
        """Whether some day lies in both."""
        return self.start < other.end and other.start < self.end

    def intersection(self, other: "Period") -> "Period | None":
        """The days that lie in both, or None."""
        start, end = max(self.start, other.start), min(self.end, other.end)
        return Period(start, end) if start < end else None

    @property
    def is_open(self) -> bool:
        """Whether it has no end yet."""
        return self.end == FOREVER

    @property
    def last_day(self) -> dt.date | None:
        """The last day that lies in it, or None while it is open."""
        return None if self.is_open else self.end - dt.timedelta(days=1)


def written(day: dt.date) -> str:
    """The day as official paper writes it: `08/6/2010`, `25/02/2026`.

    A zero stands before days under 10 and before the months 1 and 2, and before no other month
    (Decree 30/2020/NĐ-CP, annex I).
    """
    month = f"{day.month:02d}" if day.month < 3 else f"{day.month}"
    return f"{day.day:02d}/{month}/{day.year}"
