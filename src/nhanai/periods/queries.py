"""What is asked of time: which days are worked, which regimes there are."""

import datetime as dt

from django.db.models import QuerySet

from nhanai.periods.models import DayChange
from nhanai.periods.rules import Calendar, Change, Regime
from nhanai.periods.rules.shipped import shipped, shipped_changes
from nhanai.periods.vocab import DayKind


def calendar(*, besides: dt.date | None = None) -> Calendar:
    """The working days: what the product knows, and before it what was recorded here.

    What was recorded of the day `besides` is left out.
    """
    rows = DayChange.objects.order_by("day")
    recorded = [
        Change(row.day, DayKind(row.kind), row.reason) for row in rows if row.day != besides
    ]
    return Calendar({change.day: change for change in (*shipped_changes(), *recorded)})


def regimes() -> tuple[Regime, ...]:
    """The regimes of reporting, read once in the life of a process."""
    return shipped()


def day_changes(year: int) -> QuerySet[DayChange]:
    """The days of a year that were recorded here, in order."""
    return DayChange.objects.filter(day__year=year).order_by("day")


def recorded() -> QuerySet[DayChange]:
    """Every day that was recorded here, in order."""
    return DayChange.objects.order_by("day")
