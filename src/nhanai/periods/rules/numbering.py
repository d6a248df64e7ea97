"""Periods by number: which number a day has, and on which day a number begins.

Every rule numbers its periods by the calendar (months since the year 0, years, …), so numbers of
successive rules are of one row. Where a rule follows another, a period keeps its number: what the
older rule had begun, the newer one ends where its own next number begins. So no day is lost or
counted twice, and the period in between is shorter or longer than usual.
"""

import datetime as dt
from collections.abc import Sequence
from typing import Final

from nhanai.base.days import Period
from nhanai.periods.rules.regimes import NoPeriod, PeriodRule

A_DAY: Final = dt.timedelta(days=1)


def number_on(rules: Sequence[PeriodRule], size: int, day: dt.date) -> int:
    """The number of the period of `size` months (0: a term) in which `day` lies."""
    begun: int | None = None
    for rule in rules:
        if day in rule.valid:
            own = _number(rule, size, day)
            return own if begun is None else max(own, begun)
        if rule.valid.end <= day:
            last = _number(rule, size, rule.valid.end - A_DAY)
            begun = last if begun is None else max(last, begun)
    raise NoPeriod(f"no rule holds on {day}")


def first_day(rules: Sequence[PeriodRule], size: int, number: int) -> dt.date:
    """The first day whose number is `number` or a later one."""
    for rule in rules:
        begins = max(rule.valid.start, _first(rule, size, number))
        if begins < rule.valid.end:
            return begins
    return rules[-1].valid.end


def period_numbered(rules: Sequence[PeriodRule], size: int, number: int) -> Period:
    """The days of that number; a change of rules may have left it none."""
    start, end = first_day(rules, size, number), first_day(rules, size, number + 1)
    if start >= end:
        raise NoPeriod(f"no day has the number {number}")
    return Period(start, end)


def _number(rule: PeriodRule, size: int, day: dt.date) -> int:
    if size == 0:
        anchor = rule.valid.start
        passed = day.year - anchor.year - ((day.month, day.day) < (anchor.month, anchor.day))
        return anchor.year + passed // rule.years * rule.years
    belongs_to_next = rule.begins_on > 1 and day.day >= rule.begins_on
    month = day.year * 12 + day.month - 1 + belongs_to_next
    return (month - (rule.first_month - 1)) // size


def _first(rule: PeriodRule, size: int, number: int) -> dt.date:
    if size == 0:
        anchor = rule.valid.start
        terms = max(0, -((anchor.year - number) // rule.years))
        return _day(anchor.year + terms * rule.years, anchor.month, anchor.day)
    month = number * size + rule.first_month - 1 - (rule.begins_on > 1)
    return _day(month // 12, month % 12 + 1, rule.begins_on)


def _day(year: int, month: int, day: int) -> dt.date:
    """That day, kept within the days that there are."""
    if year < dt.MINYEAR:
        return dt.date.min
    return dt.date(year, month, day) if year <= dt.MAXYEAR else dt.date.max
