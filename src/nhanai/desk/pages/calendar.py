"""A year of the working calendar: its days out of the ordinary, its periods, their due days."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from nhanai.base.errors import Refused
from nhanai.desk.actions.calendar import may_change_days
from nhanai.desk.forms.calendar import DayForm
from nhanai.identity.models import User
from nhanai.periods import queries
from nhanai.periods.models import DayChange
from nhanai.periods.rules import Calendar, NamedPeriod, NoPeriod, Regime, dues_of, named
from nhanai.periods.rules.due import rules_in_force
from nhanai.periods.vocab import Level, PeriodKind

FIRST_YEAR: Final = 2004
LAST_YEAR: Final = 2099
"""The years that the pages lead to: from the first unit on, as far as the moon is known."""

SHOWN: Final = ("ND09", "SCHOOL", "HUMANITARIAN_MONTH")
WEEKDAYS: Final = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")
_IN_A_YEAR: Final = {PeriodKind.MONTH: 12, PeriodKind.QUARTER: 4, PeriodKind.HALF: 2}


@dataclass(frozen=True, slots=True)
class SpecialDay:
    """A holiday or a changed day; `change` where it was recorded here."""

    day: dt.date
    reason: str
    is_worked: bool
    change: DayChange | None

    @property
    def weekday(self) -> str:
        """The day of the week in words."""
        return WEEKDAYS[self.day.weekday()]


@dataclass(frozen=True, slots=True)
class Due:
    """The last day of one level; no day where that level does not send."""

    words: str
    day: dt.date | None


@dataclass(frozen=True, slots=True)
class PeriodRow:
    """A period with its due days, one for each column of its table."""

    period: NamedPeriod
    dues: Sequence[Due]
    is_now: bool


@dataclass(frozen=True, slots=True)
class RegimeTable:
    """The periods of one regime in one year."""

    regime: Regime
    columns: Sequence[tuple[str, bool]]
    """The levels that send, and whether each rule was read where it comes from."""
    rows: Sequence[PeriodRow]


@dataclass(frozen=True, slots=True)
class CalendarPage:
    """The year asked for."""

    year: int
    days: Sequence[SpecialDay]
    tables: Sequence[RegimeTable]
    form: DayForm | None
    refusal: Refused | None

    @property
    def before(self) -> int | None:
        """The year before, where there is a page of it."""
        return self.year - 1 if self.year > FIRST_YEAR else None

    @property
    def after(self) -> int | None:
        """The year after, where there is a page of it."""
        return self.year + 1 if self.year < LAST_YEAR else None


def load(
    *,
    user: User,
    today: dt.date,
    year: str | int | None = None,
    form: DayForm | None = None,
    refusal: Refused | None = None,
) -> CalendarPage:
    """The page of a year; a form only for those who may use it."""
    shown = year_from(year, today)
    calendar = queries.calendar()
    recorded = {change.day: change for change in queries.day_changes(shown)}
    may = may_change_days(user, today=today)
    return CalendarPage(
        shown,
        [
            SpecialDay(day, reason, is_worked, recorded.get(day))
            for day, reason, is_worked in calendar.special_days(shown)
        ],
        list(tables_of(shown, calendar, today)),
        (form or DayForm()) if may else None,
        refusal,
    )


def year_from(asked: str | int | None, today: dt.date) -> int:
    """The year of the address, else the one that runs."""
    text = str(asked or "")
    year = int(text) if text.isascii() and text.isdigit() and len(text) == 4 else today.year
    return year if FIRST_YEAR <= year <= LAST_YEAR else today.year


def tables_of(year: int, calendar: Calendar, today: dt.date) -> Iterator[RegimeTable]:
    """One table for each regime that has periods in that year."""
    for regime in queries.regimes():
        periods = list(periods_of(regime, year)) if regime.code in SHOWN else []
        if periods:
            yield table_of(regime, periods, calendar, today)


def table_of(
    regime: Regime, periods: Sequence[NamedPeriod], calendar: Calendar, today: dt.date
) -> RegimeTable:
    """The table, with a column for each level that sends in any of the periods."""
    rules = [rule for period in periods for rule in rules_in_force(period)]
    levels = [level for level in Level if any(rule.level == level for rule in rules)]
    verified = {
        level: all(rule.is_verified for rule in rules if rule.level == level) for level in levels
    }
    rows = [
        PeriodRow(period, list(dues_in(period, verified, calendar)), today in period)
        for period in periods
    ]
    return RegimeTable(regime, [(level.label, verified[level]) for level in levels], rows)


def dues_in(
    period: NamedPeriod, verified: Mapping[Level, bool], calendar: Calendar
) -> Iterator[Due]:
    """The due day of each column, with the words that stand beside it on a narrow screen."""
    days = dues_of(period, calendar)
    for level, is_verified in verified.items():
        words = level.label if is_verified else f"{level.label} (chưa kiểm chứng)"
        yield Due(words, days.get(level))


def periods_of(regime: Regime, year: int) -> Iterator[NamedPeriod]:
    """The periods that bear the year in their name, kind by kind; also the school year before."""
    for kind in regime.kinds:
        parts = _IN_A_YEAR.get(kind, 1)
        first = year - 1 if kind == PeriodKind.SCHOOL_YEAR else year * parts
        for number in range(first, (year + 1) * parts):
            try:
                yield named(regime, kind, number)
            except NoPeriod:
                continue
