"""Faults of a regime's data and of a changed day, all at once; what has any is refused."""

import datetime as dt
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from nhanai.base.days import Period, written
from nhanai.base.findings import Finding
from nhanai.periods.rules.calendar import LAST_YEAR, Calendar, Change
from nhanai.periods.rules.due import rules_in_force, said_on
from nhanai.periods.rules.naming import OWN_CODE
from nhanai.periods.rules.periods import periods_between
from nhanai.periods.rules.regimes import NamedPeriod, PeriodRule, Regime
from nhanai.periods.vocab import DayKind, PeriodKind

_TRIED: Final = Period(dt.date(2022, 1, 1), dt.date(2029, 1, 1))
"""Years in which each day of a month falls on each day of the week."""

FIRST_CHANGEABLE: Final = 2020
"""The first year whose days may be changed; reports of earlier ones are long closed."""


def faults_of_change(change: Change, calendar: Calendar) -> list[Finding]:
    """What is wrong with changing a day of `calendar` so."""
    return list(_faults_of_change(change, calendar))


def _faults_of_change(change: Change, calendar: Calendar) -> Iterator[Finding]:
    day = written(change.day)
    if not FIRST_CHANGEABLE <= change.day.year <= LAST_YEAR:
        yield Finding(
            "day-year", f"Chỉ đổi được ngày trong các năm {FIRST_CHANGEABLE}–{LAST_YEAR}."
        )
    if not change.reason:
        yield Finding("day-reason", f"Hãy ghi lý do thay đổi ngày {day}.")
    if calendar.is_working_day(change.day) == (change.kind == DayKind.WORKING):
        what = "làm việc" if change.kind == DayKind.WORKING else "nghỉ"
        yield Finding("day-as-ever", f"Theo lịch, ngày {day} đã là ngày {what}; không cần ghi.")


def faults_of(regime: Regime) -> list[Finding]:
    """What makes the regime impossible: periods first, due days only where periods are sound."""
    periods = [*_faults_of_code(regime), *_faults_of_rules(regime)]
    return periods or list(_faults_of_dues(regime))


def _faults_of_code(regime: Regime) -> Iterator[Finding]:
    if regime.code == OWN_CODE or not regime.code.isidentifier():
        yield Finding("regime-code", f"Mã chế độ “{regime.code}” không dùng được.")


def _faults_of_rules(regime: Regime) -> Iterator[Finding]:
    for kind in regime.kinds:
        rules = regime.rules_of(kind)
        for rule in rules:
            if not _is_sound(rule):
                yield _finding("rule-shape", regime, rule, "thiếu hoặc sai số liệu")
        for earlier, later in pairwise(rules):
            if earlier.valid.end != later.valid.start:
                yield _finding("rules-apart", regime, later, "không nối tiếp quy tắc trước")


def _is_sound(rule: PeriodRule) -> bool:
    """Whether the fields that the kind needs are there, and no day is one that some years lack."""
    if rule.kind == PeriodKind.TERM:
        start = rule.valid.start
        return rule.years > 0 and (start.month, start.day) != (2, 29)
    if rule.kind == PeriodKind.CAMPAIGN:
        return _is_a_day(rule.opens) and _is_a_day(rule.closes)
    is_month = 1 <= rule.first_month <= 12
    in_school = rule.kind == PeriodKind.SCHOOL_YEAR
    return 1 <= rule.begins_on <= 28 and is_month and (in_school or rule.first_month == 1)


def _is_a_day(day: tuple[int, int] | None) -> bool:
    """Whether every year has that day."""
    if day is None:
        return False
    try:
        dt.date(2023, *day)
    except ValueError:
        return False
    return True


def _faults_of_dues(regime: Regime) -> Iterator[Finding]:
    """Whether each rule is whole; whole ones are then tried on real periods, without holidays."""
    shapes = list(_faults_of_due_shapes(regime))
    yield from shapes
    plain = _Weekdays()
    for kind in () if shapes else regime.kinds:
        for period in periods_between(regime, kind, _TRIED.start, _TRIED.end):
            found = _fault_of_dues_in(period, plain)
            if found is not None:
                yield found
                break


def _faults_of_due_shapes(regime: Regime) -> Iterator[Finding]:
    for due in regime.dues:
        where = f"{regime.code}, {due.kind.label.lower()}, {due.level.label.lower()}"
        if due.kind not in regime.kinds:
            yield Finding("due-without-period", f"{where}: chế độ không có loại kỳ này.")
        if (due.working_days is None) == (due.day_of_month is None):
            yield Finding("due-shape", f"{where}: cần số ngày làm việc, hoặc ngày trong tháng.")
        elif due.day_of_month is not None and not 1 <= due.day_of_month <= 31:
            yield Finding("due-shape", f"{where}: không có ngày {due.day_of_month} trong tháng.")


def _fault_of_dues_in(period: NamedPeriod, calendar: Calendar) -> Finding | None:
    earliest = calendar.add_working_days(period.cut_off, 1)
    rules = rules_in_force(period)
    dues = [said_on(rule, period.cut_off, calendar) for rule in rules]
    where = f"{period.regime.code}, {period.label}"
    if any(due < earliest for due in dues):
        return Finding(
            "due-too-early",
            f"{where}: từ chốt số liệu đến hạn gửi phải có ít nhất 01 ngày làm việc"
            " (Điều 8 Nghị định 09/2019/NĐ-CP).",
        )
    if any(earlier >= later for earlier, later in pairwise(dues)):
        return Finding("dues-not-ascending", f"{where}: cấp dưới phải gửi trước cấp trên.")
    return None


def _finding(rule: str, regime: Regime, of: PeriodRule, what: str) -> Finding:
    where = f"{regime.code}, {of.kind.label.lower()} từ {written(of.valid.start)}"
    return Finding(rule, f"{where}: {what}.")


class _Weekdays(Calendar):
    """Monday to Friday."""

    def is_working_day(self, day: dt.date) -> bool:
        """Whether it is not a weekend."""
        return day.weekday() < 5
