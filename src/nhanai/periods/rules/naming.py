"""What a period is called: its label in a report, and the key under which it is stored."""

import datetime as dt
import re
from collections.abc import Iterable
from typing import Final

from nhanai.base.days import Period, written
from nhanai.periods.rules.numbering import first_day, period_numbered
from nhanai.periods.rules.regimes import MONTHS_IN, NamedPeriod, NoPeriod, Regime
from nhanai.periods.vocab import PeriodKind

OWN_CODE: Final = "OWN"
"""The code of the regime of campaigns that have dates of their own."""

_ROMAN: Final = ("I", "II", "III", "IV")
_KEY: Final = re.compile(
    r"(?P<regime>\w+):(?P<kind>[A-Z_]+):(?P<year>\d{4})(?:-(?P<part>\d{2}|Q[1-4]|H[12]))?"
)
_OWN_KEY: Final = re.compile(rf"{OWN_CODE}:CAMPAIGN:(\d{{4}}-\d\d-\d\d)\.\.(\d{{4}}-\d\d-\d\d)")


def named(regime: Regime, kind: PeriodKind, number: int) -> NamedPeriod:
    """The period of that number, with its name."""
    period = _days(regime, kind, number)
    key = f"{regime.code}:{kind.value}:{_written_number(kind, number)}"
    return NamedPeriod(regime, kind, number, period, _label(regime, kind, number, period), key)


def from_key(key: str, regimes: Iterable[Regime]) -> NamedPeriod:
    """The period that `key` stands for."""
    if own := _OWN_KEY.fullmatch(key):
        return _own(key, *own.groups())
    found = _KEY.fullmatch(key)
    regime = next((one for one in regimes if found and one.code == found["regime"]), None)
    if found is None or regime is None or found["kind"] not in PeriodKind.values:
        raise NoPeriod(f"{key!r} is the key of no period")
    kind = PeriodKind(found["kind"])
    year, part = int(found["year"]), (found["part"] or "").lstrip("QH")
    number = year * _parts(kind) + (int(part) - 1 if part else 0)
    if f"{regime.code}:{kind.value}:{_written_number(kind, number)}" != key:
        raise NoPeriod(f"{key!r} is the key of no period")
    return named(regime, kind, number)


def own(period: Period, name: str = "") -> NamedPeriod:
    """A campaign with dates of its own, and the name it bears if it has one."""
    regime = Regime(OWN_CODE, "Đợt vận động", ())
    last = period.last_day
    if last is None:
        raise NoPeriod("a campaign has a last day")
    key = f"{OWN_CODE}:CAMPAIGN:{period.start.isoformat()}..{last.isoformat()}"
    label = name or f"đợt {written(period.start)} – {written(last)}"
    return NamedPeriod(regime, PeriodKind.CAMPAIGN, period.start.year, period, label, key)


def _own(key: str, first: str, last: str) -> NamedPeriod:
    try:
        end = dt.date.fromisoformat(last) + dt.timedelta(days=1)
        return own(Period(dt.date.fromisoformat(first), end))
    except (ValueError, OverflowError) as wrong:
        raise NoPeriod(f"{key!r} is the key of no period") from wrong


def _days(regime: Regime, kind: PeriodKind, number: int) -> Period:
    rules = regime.rules_of(kind)
    if kind is PeriodKind.CAMPAIGN:
        return _campaign(regime, number)
    if kind is PeriodKind.NINE_MONTHS:
        year = period_numbered(rules, 12, number)
        end = first_day(rules, 1, number * 12 + 9)
        if end <= year.start:
            raise NoPeriod(f"{regime.code} has no nine months of {number}")
        return Period(year.start, end)
    return period_numbered(rules, MONTHS_IN.get(kind, 0), number)


def _parts(kind: PeriodKind) -> int:
    """How many periods of this kind a year has."""
    return 12 // MONTHS_IN.get(kind, 12)


def _campaign(regime: Regime, year: int) -> Period:
    """The campaign that opens in that year."""
    for rule in regime.rules_of(PeriodKind.CAMPAIGN):
        if rule.opens and rule.closes and dt.MINYEAR <= year < dt.MAXYEAR:
            start = dt.date(year, *rule.opens)
            last = dt.date(year + (rule.closes < rule.opens), *rule.closes)
            if start in rule.valid:
                return Period(start, last + dt.timedelta(days=1))
    raise NoPeriod(f"{regime.code} has no campaign in {year}")


def _written_number(kind: PeriodKind, number: int) -> str:
    year, part = divmod(number, _parts(kind))
    parts = {
        PeriodKind.MONTH: f"-{part + 1:02d}",
        PeriodKind.QUARTER: f"-Q{part + 1}",
        PeriodKind.HALF: f"-H{part + 1}",
    }
    return f"{year:04d}{parts.get(kind, '')}"


def _label(regime: Regime, kind: PeriodKind, number: int, period: Period) -> str:
    year, part = divmod(number, _parts(kind))
    if kind is PeriodKind.MONTH:
        return f"tháng {part + 1:02d}/{year}" if part < 2 else f"tháng {part + 1}/{year}"
    if kind is PeriodKind.TERM:
        return f"nhiệm kỳ {year}–{period.end.year}"
    if kind is PeriodKind.QUARTER:
        return f"quý {_ROMAN[part]}/{year}"
    others = {
        PeriodKind.HALF: f"6 tháng {'cuối' if part else 'đầu'} năm {year}",
        PeriodKind.NINE_MONTHS: f"9 tháng năm {year}",
        PeriodKind.YEAR: _year(year, period),
        PeriodKind.SCHOOL_YEAR: f"năm học {year}–{year + 1}",
        PeriodKind.CAMPAIGN: f"{regime.name} năm {year}",
    }
    return others[kind]


def _year(year: int, period: Period) -> str:
    """A year that is not the calendar's says its days."""
    last = period.end - dt.timedelta(days=1)
    if (period.start, last) == (dt.date(year, 1, 1), dt.date(year, 12, 31)):
        return f"năm {year}"
    return f"năm {year} ({written(period.start)} – {written(last)})"
