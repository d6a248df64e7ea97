"""Which reports are asked of a unit: by its level, the running period and the one just ended."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from nhanai.periods.rules import NamedPeriod, NoPeriod, Regime, named, period_of
from nhanai.periods.rules.regimes import MONTHS_IN
from nhanai.periods.vocab import Level, PeriodKind
from nhanai.submissions.rules.forms import Form

_LONGEST_FIRST: Final = (
    *(PeriodKind.YEAR, PeriodKind.NINE_MONTHS, PeriodKind.HALF),
    *(PeriodKind.QUARTER, PeriodKind.MONTH),
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A form for a period that ended, or is running."""

    form: Form
    period: NamedPeriod


def asked_of(
    forms: Iterable[Form], level: Level, today: dt.date, regimes: Iterable[Regime]
) -> list[Asked]:
    """What a unit of that level has to fill now: of each form the newest period that ended.

    Where a form asks only for the longest of the periods that end on one day, a month in which a
    quarter or the year ends is told with that longer period, and asked no more by itself.
    """
    by_code = {regime.code: regime for regime in regimes}
    return [
        Asked(form, period)
        for form in forms
        if level in form.levels and form.regime in by_code
        for period in _ended(form, by_code[form.regime], today)
    ]


def _ended(form: Form, regime: Regime, today: dt.date) -> list[NamedPeriod]:
    ended = [
        one
        for kind in form.kinds
        if (one := last_ended(regime, kind, today)) and one.cut_off in form.valid
    ]
    if not ended or not form.longest_only:
        return ended
    latest = max(one.cut_off for one in ended)
    return [min((one for one in ended if one.cut_off == latest), key=_length)]


def _length(period: NamedPeriod) -> int:
    """The longest comes first."""
    kinds = list(_LONGEST_FIRST)
    return kinds.index(period.kind) if period.kind in kinds else len(kinds)


def last_ended(regime: Regime, kind: PeriodKind, today: dt.date) -> NamedPeriod | None:
    """The newest period of that kind whose last day is before `today`."""
    for one in back_from(regime, kind, today):
        if one.cut_off < today:
            return one
    return None


def back_from(regime: Regime, kind: PeriodKind, today: dt.date) -> Iterator[NamedPeriod]:
    """The periods of that kind that have begun, from the newest back in time."""
    number = _number(regime, kind, today)
    while number is not None:
        try:
            one = named(regime, kind, number)
        except NoPeriod:
            return
        if one.period.start <= today:
            yield one
        number -= 1


def _number(regime: Regime, kind: PeriodKind, today: dt.date) -> int | None:
    """The number of the period in which `today` lies, or of one that begins soon after."""
    try:
        if kind is PeriodKind.NINE_MONTHS:
            return period_of(regime, PeriodKind.YEAR, today).number
        if kind in MONTHS_IN:
            return period_of(regime, kind, today).number
    except NoPeriod:
        return None
    return today.year
