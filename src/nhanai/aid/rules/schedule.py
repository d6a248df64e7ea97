"""The instalments of what a sponsor promised: which are due, done, late."""

import calendar
import datetime as dt
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from nhanai.aid.vocab import Cycle
from nhanai.base.findings import Finding

MONTHS: Final[Mapping[Cycle, int]] = {Cycle.MONTHLY: 1, Cycle.QUARTERLY: 3, Cycle.YEARLY: 12}
"""Months from one instalment to the next."""
AHEAD: Final = 24
"""Months that a promise without an end is looked ahead."""
GRACE: Final = 15
"""Days after its day on which an instalment is not yet called late; our choice, unverified."""
LONGEST_YEARS: Final = 30


@dataclass(frozen=True, slots=True)
class Promise:
    """What was promised: `amount` đồng each time, in `[start, end)`."""

    cycle: Cycle
    amount: int
    start: dt.date
    end: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Instalment:
    """One time that it falls due, and whether it came."""

    on: dt.date
    amount: int
    is_done: bool

    def is_late(self, today: dt.date) -> bool:
        """Whether it should have come by now."""
        return not self.is_done and (today - self.on).days > GRACE

    def is_due(self, today: dt.date) -> bool:
        """Whether it is its time and it has not come."""
        return not self.is_done and self.on <= today


def months_after(day: dt.date, months: int) -> dt.date:
    """The same day so many months on; where that month is shorter, its last day."""
    at = day.year * 12 + day.month - 1 + months
    year, month = divmod(at, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def days_of(promise: Promise, *, until: dt.date) -> Iterator[dt.date]:
    """The days on which instalments fall due, up to and including `until`."""
    last = min(until, (promise.end - dt.timedelta(days=1)) if promise.end else until)
    if promise.cycle == Cycle.ONCE:
        if promise.start <= until:
            yield promise.start
        return
    step, number = MONTHS[promise.cycle], 0
    while (day := months_after(promise.start, step * number)) <= last:
        yield day
        number += 1


def instalments(promise: Promise, done: Collection[dt.date], *, until: dt.date) -> list[Instalment]:
    """Each instalment up to `until`, the earliest first; `done` are the days fulfilled."""
    return [Instalment(day, promise.amount, day in done) for day in days_of(promise, until=until)]


def next_open(promise: Promise, done: Collection[dt.date], *, today: dt.date) -> dt.date | None:
    """The earliest instalment that has not come, of those up to two years ahead."""
    until = months_after(max(today, promise.start), AHEAD)
    return next((day for day in days_of(promise, until=until) if day not in done), None)


def faults_of(promise: Promise, *, today: dt.date) -> Iterator[Finding]:
    """What is wrong with a promise."""
    if not 0 < promise.amount <= 10**11:
        yield Finding("amount", "Ghi số tiền, hoặc trị giá, mỗi kỳ.", where="amount")
    if abs(promise.start.year - today.year) > LONGEST_YEARS:
        yield Finding("start", "Ngày bắt đầu này quá xa. Kiểm tra lại năm.", where="start")
    if promise.end is not None and promise.end <= promise.start:
        yield Finding("end", "Ngày cuối phải từ ngày bắt đầu trở đi.", where="last")
    elif promise.end is not None and promise.end.year - promise.start.year > LONGEST_YEARS:
        message = f"Cam kết dài nhất {LONGEST_YEARS} năm. Kiểm tra lại năm."
        yield Finding("end-far", message, where="last")
