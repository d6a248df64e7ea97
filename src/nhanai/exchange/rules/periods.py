"""Names of periods in DHIS2 and in ADX, and back.

DHIS2 names periods of the calendar only: days `20261115`, months `202611`, quarters `2026Q4`,
halves `2026S2`, years `2026`. ADX names a first day and a duration after ISO 8601:
`2026-11-01/P1M`. A period of another regime that bears a name of the calendar (the November of
Decree 09/2019/NĐ-CP runs from 15 October to 14 November) is handed over under that name.
"""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from nhanai.base.days import Period, written
from nhanai.periods.rules import NamedPeriod, NoPeriod, Regime, from_key
from nhanai.periods.vocab import PeriodKind

CALENDAR: Final = "CALENDAR"
"""The code of the regime that follows the calendar."""

_MONTHS: Final = {
    PeriodKind.MONTH: 1, PeriodKind.QUARTER: 3, PeriodKind.HALF: 6, PeriodKind.YEAR: 12,
}  # fmt: skip
"""The kinds that DHIS2 knows too, with their months."""

_YEAR: Final = r"(?P<year>19\d\d|20\d\d)"
_SHAPES: Final = (
    (PeriodKind.YEAR, re.compile(_YEAR)),
    (PeriodKind.MONTH, re.compile(rf"{_YEAR}(?P<part>0[1-9]|1[0-2])")),
    (PeriodKind.QUARTER, re.compile(rf"{_YEAR}Q(?P<part>[1-4])")),
    (PeriodKind.HALF, re.compile(rf"{_YEAR}S(?P<part>[12])")),
)
_DAY: Final = re.compile(rf"{_YEAR}(?P<dash>-?)(?P<month>\d\d)(?P=dash)(?P<day>\d\d)")
_INTERVAL: Final = re.compile(
    rf"{_YEAR}-(?P<month>\d\d)-(?P<day>\d\d)(?:T00:00:00(?:Z|[+-]\d\d:\d\d)?)?"
    r"/P(?P<count>\d{1,2})(?P<unit>[DMY])"
)


@dataclass(frozen=True, slots=True)
class Called:
    """A period as another system calls it: a kind with the rest of our key, or a day."""

    kind: PeriodKind | None = None
    key: str = ""
    day: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Days:
    """The days that are meant, what they are called, and the day on which a count stands."""

    period: Period
    label: str
    stands_on: dt.date


def dhis2_name(period: NamedPeriod) -> str:
    """What DHIS2 calls the period; "" where it has no name for its kind."""
    if period.kind not in _MONTHS:
        return ""
    named = period.key.rpartition(":")[2]
    if period.kind == PeriodKind.MONTH:
        return named.replace("-", "")
    return named.replace("-H", "S").replace("-", "")


def adx_name(period: NamedPeriod, regimes: Iterable[Regime]) -> str:
    """The first day of the calendar's period of that name, and its months or years."""
    days = _of_calendar(period, regimes)
    return f"{days.start.isoformat()}/{_duration(days)}"


def is_renamed(period: NamedPeriod, regimes: Iterable[Regime]) -> bool:
    """Whether its days are not those that a reader of the name would think of."""
    return _of_calendar(period, regimes) != period.period


def said_days(period: NamedPeriod) -> str:
    """The days that are really counted, for a remark beside a name of the calendar."""
    return f"Kỳ {period.regime.name}: số liệu từ {period.span}."


def _of_calendar(period: NamedPeriod, regimes: Iterable[Regime]) -> Period:
    if period.kind not in _MONTHS and period.kind != PeriodKind.NINE_MONTHS:
        return period.period
    return from_key(f"{CALENDAR}:{period.key.partition(':')[2]}", regimes).period


def _duration(days: Period) -> str:
    months = (days.end.year - days.start.year) * 12 + days.end.month - days.start.month
    if days.start.day != days.end.day or months < 1:
        return f"P{(days.end - days.start).days}D"
    return f"P{months // 12}Y" if months % 12 == 0 else f"P{months}M"


def read(text: str) -> Called | None:
    """What the name means, in the way of DHIS2 or of ADX; None where it is the name of nothing."""
    for kind, shape in _SHAPES:
        if found := shape.fullmatch(text):
            part = int(found.groupdict().get("part") or 1)
            return Called(kind, _key(kind, int(found["year"]), part))
    if found := _DAY.fullmatch(text):
        return _read_day(int(found["year"]), int(found["month"]), int(found["day"]))
    found = _INTERVAL.fullmatch(text)
    return _read_interval(found) if found else None


def _read_day(year: int, month: int, day: int) -> Called | None:
    try:
        return Called(day=dt.date(year, month, day))
    except ValueError:
        return None


def _read_interval(found: re.Match[str]) -> Called | None:
    year, month, count = int(found["year"]), int(found["month"]), int(found["count"])
    first = _read_day(year, month, int(found["day"]))
    if first is None or found["unit"] == "D":
        return first if count == 1 else None
    months = count * 12 if found["unit"] == "Y" else count
    kind = next((kind for kind, size in _MONTHS.items() if size == months), None)
    if kind is None or found["day"] != "01" or (month - 1) % months:
        return None
    return Called(kind, _key(kind, year, (month - 1) // months + 1))


def _key(kind: PeriodKind, year: int, part: int) -> str:
    shapes = {
        PeriodKind.MONTH: f"{year}-{part:02d}", PeriodKind.QUARTER: f"{year}-Q{part}",
        PeriodKind.HALF: f"{year}-H{part}",
    }  # fmt: skip
    return shapes.get(kind, f"{year}")


def days_of(called: Called, regime: str, regimes: Iterable[Regime]) -> Days | None:
    """The days that the name means in a regime; None where the regime has no such period."""
    if called.day is not None:
        one = Period(called.day, called.day + dt.timedelta(days=1))
        return Days(one, f"ngày {written(called.day)}", called.day)
    try:
        found = from_key(f"{regime}:{called.kind}:{called.key}", regimes)
    except NoPeriod:
        return None
    return Days(found.period, found.label, found.cut_off)
