"""The periods that a picture shows beside each other."""

from collections.abc import Sequence
from typing import Final

from nhanai.figures.pages.frame import Frame
from nhanai.figures.pages.planning import period_of_year
from nhanai.figures.rules.showing import short
from nhanai.periods.rules import (
    NamedPeriod,
    NoPeriod,
    Regime,
    find_period,
    periods_between,
    previous_of,
)
from nhanai.periods.vocab import PeriodKind

_LISTED: Final = {PeriodKind.MONTH: 12, PeriodKind.QUARTER: 8, PeriodKind.YEAR: 5}
_NAMES: Final = {
    PeriodKind.MONTH: "12 tháng", PeriodKind.QUARTER: "8 quý", PeriodKind.YEAR: "5 năm",
}  # fmt: skip

_ROMAN: Final = ("I", "II", "III", "IV")


def label_of(period: NamedPeriod) -> str:
    """What stands below a column: `T3`, `II/26`, `2026`."""
    if period.kind == PeriodKind.MONTH:
        return f"T{period.number % 12 + 1}"
    if period.kind == PeriodKind.QUARTER:
        return f"{_ROMAN[period.number % 4]}/{period.number // 4 % 100:02d}"
    return str(period.number) if period.kind == PeriodKind.YEAR else short(period.label)


def steps_of(regime: Regime) -> Sequence[tuple[str, str]]:
    """The kinds of period that may stand beside each other, with how many."""
    return [(kind.value, words) for kind, words in _NAMES.items() if kind in regime.kinds]


def times_by(frame: Frame, step: str) -> Sequence[NamedPeriod]:
    """The periods of that kind that lead to the end of the frame's, the oldest first."""
    if not step:
        return [frame.period]
    kind = PeriodKind(step)
    last = min(frame.period.cut_off, frame.today)
    at = find_period(frame.period.regime, kind, max(last, frame.period.period.start))
    found: list[NamedPeriod] = []
    while at is not None and len(found) < _LISTED[kind]:
        found.insert(0, at)
        try:
            at = previous_of(at)
        except NoPeriod:
            break
    return found


def months_of_year(frame: Frame) -> Sequence[NamedPeriod]:
    """The months of the year in which the frame's period ends, up to today."""
    regime = frame.period.regime
    if PeriodKind.MONTH not in regime.kinds:
        return [frame.period]
    year = year_of(frame)
    inside = periods_between(regime, PeriodKind.MONTH, year.period.start, year.period.end)
    return [one for one in inside if one.period.start <= frame.today][:12] or inside[:1]


def year_of(frame: Frame) -> NamedPeriod:
    """The year in which the frame's period ends: its regime's, else that of the state's reports."""
    regime, day = frame.period.regime, frame.period.cut_off
    own = find_period(regime, PeriodKind.YEAR, day) if PeriodKind.YEAR in regime.kinds else None
    return own or period_of_year(day.year)
