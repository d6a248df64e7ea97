"""Pure decisions about periods and working days: no database, no clock.

`regimes` holds regimes as values and finds periods in them, `naming` writes labels and keys,
`calendar` counts working days, `due` says until when a report is sent, `checks` refuses rules that
cannot hold, `shipped` reads the data that the product brings.
"""

from nhanai.periods.rules.calendar import Calendar, Change
from nhanai.periods.rules.due import NoDueRule, due_on, dues_of
from nhanai.periods.rules.naming import from_key, named
from nhanai.periods.rules.periods import (
    find_period,
    next_of,
    own_dates,
    period_of,
    periods_between,
    previous_of,
    same_period_last_year,
)
from nhanai.periods.rules.regimes import DueRule, NamedPeriod, NoPeriod, PeriodRule, Regime

__all__ = [
    "Calendar",
    "Change",
    "DueRule",
    "NamedPeriod",
    "NoDueRule",
    "NoPeriod",
    "PeriodRule",
    "Regime",
    "due_on",
    "dues_of",
    "find_period",
    "from_key",
    "named",
    "next_of",
    "own_dates",
    "period_of",
    "periods_between",
    "previous_of",
    "same_period_last_year",
]
