"""When work is done: how often, in which periods, until when, and whether it is late."""

import datetime as dt
import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from nhanai.periods.rules import (
    Calendar,
    NamedPeriod,
    NoDueRule,
    Regime,
    due_on,
    periods_between,
)
from nhanai.periods.vocab import Level, PeriodKind
from nhanai.plans.rules.moves import CLOSED
from nhanai.plans.vocab import ProgressState, Recurrence
from nhanai.units.vocab import BELOW_CHAPTER, UnitKind

PERIOD_OF: Final[Mapping[str, PeriodKind]] = {
    Recurrence.ANNUAL: PeriodKind.YEAR,
    Recurrence.SEMIANNUAL: PeriodKind.HALF,
    Recurrence.QUARTERLY: PeriodKind.QUARTER,
    Recurrence.MONTHLY: PeriodKind.MONTH,
    Recurrence.DAILY: PeriodKind.YEAR,
    Recurrence.TWICE_DAILY: PeriodKind.YEAR,
    Recurrence.CONTINUOUS: PeriodKind.YEAR,
    Recurrence.PERIODIC: PeriodKind.YEAR,
}
"""In which periods a recurring task is followed; what never pauses is looked at once a year."""

SOON: Final = 7
"""Days before a due day from which it is due soon."""

_MONTHS_IN: Final = {
    PeriodKind.YEAR: 12,
    PeriodKind.HALF: 6,
    PeriodKind.QUARTER: 3,
    PeriodKind.MONTH: 1,
}
_SAID_DAY: Final = re.compile(r"(?<!\d)(\d{1,2})\s*(?:/|tháng)\s*(\d{1,2})(?![\d/])")
_CHAPTERS: Final = BELOW_CHAPTER | {UnitKind.COMMUNE}
_PROVINCIAL: Final = frozenset({UnitKind.CHAPTER, UnitKind.PEOPLES_COMMITTEE, UnitKind.PROVINCE})


class Standing(StrEnum):
    """How work stands today; derived from its state and its due day, never stored."""

    CLOSED = "CLOSED"
    LATE = "LATE"
    DUE_SOON = "DUE_SOON"
    OPEN = "OPEN"


@dataclass(frozen=True, slots=True)
class Timing:
    """When a task is to be done: on a day, or again and again with a day in each year."""

    due_on: dt.date | None = None
    recurrence: str = ""
    day: tuple[int, int] | None = None
    """Day and month by which a recurring task is done, where somebody said so."""


@dataclass(frozen=True, slots=True)
class Instance:
    """One time that a task is to be done."""

    start: dt.date
    end: dt.date | None
    key: str
    label: str
    due_on: dt.date | None


def timing_of(
    *, said_due: str, said_due_on: dt.date | None, said_recurrence: str,
    added_due: str = "", added_recurrence: str = "",
) -> Timing:  # fmt: skip
    """When, ours before the document's; `added_due` is an ISO date."""
    ours = dt.date.fromisoformat(added_due) if added_due else None
    recurrence = added_recurrence or said_recurrence
    if not recurrence:
        return Timing(ours or said_due_on)
    return Timing(recurrence=recurrence, day=(ours.day, ours.month) if ours else said_day(said_due))


def said_day(text: str) -> tuple[int, int] | None:
    """The one day and month that words such as “trước ngày 15/12 hằng năm” name."""
    found = {
        (int(day), int(month))
        for day, month in _SAID_DAY.findall(text)
        if 1 <= int(month) <= 12 and 1 <= int(day) <= monthrange(2024, int(month))[1]
    }
    return next(iter(found)) if len(found) == 1 else None


def level_of(kind: str, territory_kind: str) -> Level:
    """At which level a unit reports: of the commune, of the province, or as an agency of it."""
    if kind in _CHAPTERS or territory_kind == UnitKind.COMMUNE:
        return Level.CHAPTER
    if UnitKind.DISTRICT in {kind, territory_kind}:
        return Level.DISTRICT
    return Level.PROVINCE if kind in _PROVINCIAL else Level.AGENCY


def instances(
    timing: Timing, *, since: dt.date, today: dt.date, level: Level, regime: Regime,
    calendar: Calendar,
) -> tuple[Instance, ...]:  # fmt: skip
    """Every time the task is to be done that has begun, of a task handed out on `since`.

    The first begins on the day of handing out; after it one follows the other without a gap.
    """
    if since > today:
        return ()
    if not timing.recurrence:
        return (Instance(since, None, "", "", timing.due_on),)
    kind = PERIOD_OF[timing.recurrence]
    periods = periods_between(regime, kind, since, today + dt.timedelta(days=1))
    return tuple(
        _instance(period, timing.day, since=since, level=level, calendar=calendar)
        for period in periods
    )


def _instance(
    period: NamedPeriod, day: tuple[int, int] | None, *, since: dt.date, level: Level,
    calendar: Calendar,
) -> Instance:  # fmt: skip
    start = max(period.period.start, since)
    own = own_day(period, day) if day else None
    due = own if own is not None and own >= start else _regular_day(period, level, calendar)
    return Instance(start, period.period.end, period.key, period.label, due)


def own_day(period: NamedPeriod, day: tuple[int, int]) -> dt.date:
    """The day of a period that a day and a month name: as far into it as into the year.

    With 15/6, a half-yearly task is done by 15/6 and by 15/12, a monthly one by the 15th.
    """
    length = _MONTHS_IN[period.kind]
    last = period.cut_off.year * 12 + period.cut_off.month - 1
    months = last - (last % length) + (day[1] - 1) % length
    year, month = months // 12, months % 12 + 1
    return dt.date(year, month, min(day[0], monthrange(year, month)[1]))


def _regular_day(period: NamedPeriod, level: Level, calendar: Calendar) -> dt.date:
    """When the level reports on the period; a level without a rule has until its end."""
    try:
        return due_on(period, level, calendar)
    except NoDueRule:
        return calendar.next_working_day(period.cut_off)


def standing_of(state: str, due_on: dt.date | None, today: dt.date) -> Standing:
    """Whether work is late or due soon: what is closed is neither, nor is what has no due day."""
    if state in CLOSED:
        return Standing.CLOSED
    if due_on is None:
        return Standing.OPEN
    if due_on < today:
        return Standing.LATE
    return Standing.DUE_SOON if due_on <= today + dt.timedelta(days=SOON) else Standing.OPEN


def days_late(due_on: dt.date | None, today: dt.date) -> int:
    """How many days past its due day, 0 for none."""
    return max((today - due_on).days, 0) if due_on else 0


def is_open(state: str) -> bool:
    """Whether something is still expected."""
    return ProgressState(state) not in CLOSED
