"""Regimes as values: which rule of periods holds from which day, and when reports are due."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Final

from nhanai.base.days import Period, written
from nhanai.periods.vocab import Level, PeriodKind

MONTHS_IN: Final = {
    PeriodKind.MONTH: 1,
    PeriodKind.QUARTER: 3,
    PeriodKind.HALF: 6,
    PeriodKind.YEAR: 12,
    PeriodKind.SCHOOL_YEAR: 12,
    PeriodKind.NINE_MONTHS: 12,
}
"""Months after which a kind begins anew; nine months begin anew with each year."""

TILING: Final = frozenset(
    {
        PeriodKind.MONTH,
        PeriodKind.QUARTER,
        PeriodKind.HALF,
        PeriodKind.YEAR,
        PeriodKind.SCHOOL_YEAR,
        PeriodKind.TERM,
    }
)
"""The kinds of which each day lies in exactly one period; the others leave days out."""


class NoPeriod(LookupError):
    """The regime has no such period, or none that holds the day."""


@dataclass(frozen=True, slots=True)
class PeriodRule:
    """How one kind of period runs while `valid` lasts.

    `begins_on` is the day on which a month of reporting begins: 1 for months of the calendar; with
    15 a month begins on the 15th of the month before it. `first_month` is where the year of a
    school begins. A term lasts `years` from the first day of `valid`. A campaign runs each year
    from `opens` to `closes`, both days (month, day) included.
    """

    kind: PeriodKind
    valid: Period
    begins_on: int = 1
    first_month: int = 1
    years: int = 0
    opens: tuple[int, int] | None = None
    closes: tuple[int, int] | None = None
    is_verified: bool = True
    basis: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class DueRule:
    """Until when a level sends its report of one kind of period.

    Either `working_days` after the cut-off, or on `day_of_month`, `months_after` the month of the
    cut-off; a day without work gives way to the next working day.
    """

    kind: PeriodKind
    level: Level
    valid: Period
    working_days: int | None = None
    day_of_month: int | None = None
    months_after: int = 0
    is_verified: bool = True
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Regime:
    """A way of dividing time for reports, with every rule that it ever had, oldest first."""

    code: str
    name: str
    rules: tuple[PeriodRule, ...] = field(repr=False)
    dues: tuple[DueRule, ...] = field(default=(), repr=False)

    @property
    def kinds(self) -> tuple[PeriodKind, ...]:
        """The kinds of period that it ever had, in the order of `PeriodKind`."""
        held = {rule.kind for rule in self.rules}
        return tuple(kind for kind in PeriodKind if kind in held)

    def rules_of(self, kind: PeriodKind) -> tuple[PeriodRule, ...]:
        """The rules of one kind, oldest first."""
        found = sorted((one for one in self.rules if one.kind == kind), key=lambda one: one.valid)
        if not found:
            raise NoPeriod(f"{self.code} has no periods of kind {kind.value}")
        return tuple(found)


@dataclass(frozen=True, slots=True)
class NamedPeriod:
    """A period of a regime with the name it bears in a report."""

    regime: Regime
    kind: PeriodKind
    number: int
    period: Period
    label: str
    key: str

    @property
    def cut_off(self) -> dt.date:
        """The last day whose records count in its report."""
        return self.period.end - dt.timedelta(days=1)

    @property
    def span(self) -> str:
        """Its first and last day, as official paper writes them."""
        return f"{written(self.period.start)} – {written(self.cut_off)}"

    @property
    def is_verified(self) -> bool:
        """Whether the rule in force on its last day was read in the document it comes from."""
        held = (rule for rule in self.regime.rules if rule.kind == self.kind)
        return all(rule.is_verified for rule in held if self.cut_off in rule.valid)

    def __contains__(self, day: dt.date) -> bool:
        return day in self.period
