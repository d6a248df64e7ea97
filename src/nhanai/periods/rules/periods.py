"""Finding periods: of a day, between two days, before and after one, and a year earlier."""

import datetime as dt
from collections.abc import Iterator
from typing import Final

from nhanai.base.days import Period
from nhanai.periods.rules.naming import OWN_CODE, named, own
from nhanai.periods.rules.numbering import number_on
from nhanai.periods.rules.regimes import MONTHS_IN, TILING, NamedPeriod, NoPeriod, Regime
from nhanai.periods.vocab import PeriodKind

_PER_YEAR: Final = {PeriodKind.MONTH: 12, PeriodKind.QUARTER: 4, PeriodKind.HALF: 2}


def period_of(regime: Regime, kind: PeriodKind, day: dt.date) -> NamedPeriod:
    """The one period of that kind in which `day` lies.

    Raises `NoPeriod` where no rule holds on that day, or where periods of that kind leave it out:
    nine months end in September, a campaign has its own days.
    """
    if kind is PeriodKind.CAMPAIGN:
        numbers = [day.year, day.year - 1]
    else:
        numbers = [number_on(regime.rules_of(kind), MONTHS_IN.get(kind, 0), day)]
    for number in numbers:
        try:
            found = named(regime, kind, number)
        except NoPeriod:
            continue
        if day in found:
            return found
    raise NoPeriod(f"{regime.code} has no {kind.value} with {day}")


def find_period(regime: Regime, kind: PeriodKind, day: dt.date) -> NamedPeriod | None:
    """As `period_of`, or None."""
    try:
        return period_of(regime, kind, day)
    except NoPeriod:
        return None


def periods_between(
    regime: Regime, kind: PeriodKind, start: dt.date, end: dt.date
) -> list[NamedPeriod]:
    """The periods with a day from `start` up to but not including `end`, oldest first."""
    asked = Period(start, end)
    return [one for one in _from(regime, kind, asked) if one.period.overlaps(asked)]


def own_dates(period: Period, name: str = "") -> NamedPeriod:
    """A campaign with dates of its own; its key holds the dates, not the name."""
    return own(period, name)


def next_of(period: NamedPeriod) -> NamedPeriod:
    """The period of the same kind that follows."""
    if period.kind in TILING:
        return period_of(period.regime, period.kind, period.period.end)
    return _by_number(period, period.number + 1)


def previous_of(period: NamedPeriod) -> NamedPeriod:
    """The period of the same kind that came before."""
    if period.kind in TILING:
        day_before = period.period.start - dt.timedelta(days=1)
        return period_of(period.regime, period.kind, day_before)
    return _by_number(period, period.number - 1)


def same_period_last_year(period: NamedPeriod) -> NamedPeriod:
    """Cùng kỳ năm trước; a term has none."""
    if period.kind is PeriodKind.TERM:
        raise NoPeriod("a term has no same period in the year before")
    if period.regime.code == OWN_CODE:
        start, last = _year_before(period.period.start), _year_before(period.cut_off)
        return own(Period(start, last + dt.timedelta(days=1)))
    return _by_number(period, period.number - _PER_YEAR.get(period.kind, 1))


def _by_number(period: NamedPeriod, number: int) -> NamedPeriod:
    return named(period.regime, period.kind, number)


def _from(regime: Regime, kind: PeriodKind, asked: Period) -> Iterator[NamedPeriod]:
    if kind in TILING:
        valid = Period(regime.rules_of(kind)[0].valid.start, regime.rules_of(kind)[-1].valid.end)
        within = asked.intersection(valid)
        while within is not None:
            found = period_of(regime, kind, within.start)
            yield found
            rest = found.period.end < within.end
            within = Period(found.period.end, within.end) if rest else None
        return
    for year in range(asked.start.year - 1, asked.end.year + 2):
        try:
            yield named(regime, kind, year)
        except NoPeriod:
            continue


def _year_before(day: dt.date) -> dt.date:
    """The same day a year earlier; the 29th of February becomes the 28th."""
    is_leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - 1, day=28 if is_leap_day else day.day)
