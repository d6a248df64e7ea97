"""Until when a report is sent, level by level (Decree 09/2019/NĐ-CP, articles 8 and 13)."""

import datetime as dt
from calendar import monthrange
from collections.abc import Mapping

from nhanai.periods.rules.calendar import Calendar
from nhanai.periods.rules.regimes import DueRule, NamedPeriod
from nhanai.periods.vocab import Level


class NoDueRule(LookupError):
    """The regime does not say when that level sends its report."""


def due_on(period: NamedPeriod, level: Level, calendar: Calendar) -> dt.date:
    """The last day on which `level` sends its report of `period`; always a working day."""
    dues = dues_of(period, calendar)
    if level not in dues:
        raise NoDueRule(f"{period.regime.code} has no due day of {level.value} for {period.kind}")
    return dues[level]


def dues_of(period: NamedPeriod, calendar: Calendar) -> Mapping[Level, dt.date]:
    """The due day of each level that sends, lowest level first.

    A lower level never has longer than the one above it, which matters where holidays fill the
    days up to a fixed date; and no level has less than one working day after the cut-off.
    """
    earliest = calendar.add_working_days(period.cut_off, 1)
    dues: dict[Level, dt.date] = {}
    limit = dt.date.max
    for rule in reversed(rules_in_force(period)):
        limit = max(min(said_on(rule, period.cut_off, calendar), limit), earliest)
        dues[rule.level] = limit
    return {level: dues[level] for level in Level if level in dues}


def rules_in_force(period: NamedPeriod) -> list[DueRule]:
    """The rules that hold on the last day of the period, lowest level first."""
    held = [
        rule
        for rule in period.regime.dues
        if rule.kind == period.kind and period.cut_off in rule.valid
    ]
    return sorted(held, key=lambda rule: list(Level).index(rule.level))


def said_on(rule: DueRule, cut_off: dt.date, calendar: Calendar) -> dt.date:
    """What the rule alone says."""
    if rule.working_days is not None:
        return calendar.add_working_days(cut_off, rule.working_days)
    months = cut_off.year * 12 + cut_off.month - 1 + rule.months_after
    year, month = months // 12, months % 12 + 1
    day = min(rule.day_of_month or 1, monthrange(year, month)[1])
    return calendar.next_working_day(dt.date(year, month, day))
