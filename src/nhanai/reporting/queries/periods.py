"""Which periods a plan can be reported for; their days are derived, never typed."""

import datetime as dt
from dataclasses import dataclass
from typing import Final

from django.utils.timezone import localdate

from nhanai.base.days import Period
from nhanai.periods.rules.naming import from_key
from nhanai.periods.rules.periods import periods_between
from nhanai.periods.rules.regimes import NamedPeriod, NoPeriod, Regime
from nhanai.periods.rules.shipped import shipped
from nhanai.periods.vocab import PeriodKind
from nhanai.plans.models import Plan
from nhanai.reporting.vocab import ReportKind

OFFERED: Final = (
    PeriodKind.YEAR,
    PeriodKind.HALF,
    PeriodKind.NINE_MONTHS,
    PeriodKind.QUARTER,
    PeriodKind.MONTH,
)
AHEAD: Final = dt.timedelta(days=1)
_REGIME: Final = "ND09"


@dataclass(frozen=True, slots=True)
class Choice:
    """A period that may be chosen, with its days in words."""

    key: str
    label: str
    span: str
    kind: PeriodKind


def choices(plan: Plan, *, today: dt.date) -> tuple[Choice, ...]:
    """The periods of the administrative regime from the plan's first day to today's."""
    regime = _regime()
    found = [
        one
        for kind in OFFERED
        if kind in regime.kinds
        for one in reversed(periods_between(regime, kind, first_day(plan), today + AHEAD))
    ]
    return tuple(Choice(one.key, _short(one.label), one.span, one.kind) for one in found)


def covered(plan: Plan, kind: ReportKind, key: str) -> tuple[NamedPeriod, Period, str]:
    """The chosen period, the days that such a report covers, and what they are called.

    A periodic report covers its period; one that sums up covers the plan from its first day up to
    the end of the period. Raises `NoPeriod` for a key that is none.
    """
    chosen = from_key(key, [_regime()])
    first = first_day(plan)
    if chosen.period.end <= first:
        raise NoPeriod(f"{key} lies before the plan")
    if kind is ReportKind.PERIODIC:
        return chosen, chosen.period, _short(chosen.label)
    years = f"{first.year} – {chosen.cut_off.year}"
    label = f"giai đoạn {years}" if first.year < chosen.cut_off.year else _short(chosen.label)
    return chosen, Period(first, chosen.period.end), label


def first_day(plan: Plan) -> dt.date:
    """The day of the plan's document, else the day on which it was handed out."""
    document = plan.document
    if document.year and document.month:
        return dt.date(document.year, document.month, document.day or 1)
    return localdate(plan.confirmed_at or plan.started_at)


def _short(label: str) -> str:
    """`năm 2026`: the days that some labels tell stand beside it anyway."""
    return label.partition(" (")[0]


def _regime() -> Regime:
    return next(one for one in shipped() if one.code == _REGIME)
