"""Days that are worked, or not, against the calendar."""

import datetime as dt

from nhanai.periods.models import DayChange
from nhanai.periods.vocab import DayKind

AT = dt.datetime(2026, 11, 24, 2, 0, tzinfo=dt.UTC)


def a_day_change(
    day: dt.date = dt.date(2027, 1, 4), kind: DayKind = DayKind.OFF, reason: str = "Nghỉ bão"
) -> DayChange:
    """A recorded day: a Monday off, unless it says otherwise."""
    return DayChange.objects.create(day=day, kind=kind, reason=reason, by="Lò Thị Hạnh", at=AT)
