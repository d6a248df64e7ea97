"""Acts on the working calendar with the question who may: its own room knows no accounts."""

import datetime as dt

from django.db import transaction

from nhanai.base.errors import Refused
from nhanai.identity import queries as identity
from nhanai.identity.models import User
from nhanai.periods import actions as periods
from nhanai.periods.models import DayChange
from nhanai.periods.permissions import Permission
from nhanai.periods.vocab import DayKind
from nhanai.units import queries as units
from nhanai.units.models import Unit
from nhanai.units.vocab import Line


class MayNotChangeDays(Refused):
    """Somebody who does not work for the whole province asked for another day."""

    def __init__(self) -> None:
        super().__init__("Bạn không có quyền đổi lịch làm việc chung của tỉnh.")


@transaction.atomic
def set_day(
    *, day: dt.date, kind: DayKind, reason: str, by: User, at: dt.datetime, today: dt.date
) -> DayChange:
    """Record a day that is worked, or not, against the calendar, if `by` may."""
    if not may_change_days(by, today=today):
        raise MayNotChangeDays
    return periods.set_day_change(day=day, kind=kind, reason=reason, by=by, at=at)


@transaction.atomic
def remove_day(*, change: DayChange, by: User, at: dt.datetime, today: dt.date) -> None:
    """Take a recorded day away, if `by` may."""
    if not may_change_days(by, today=today):
        raise MayNotChangeDays
    periods.remove_day_change(change=change, by=by, at=at)


def may_change_days(user: User, *, today: dt.date) -> bool:
    """Whether `user` may change the calendar, which is one for the whole province."""
    office = provincial_office(today)
    return office is not None and identity.allowed(
        user, Permission.MANAGE, unit=office, today=today
    )


def provincial_office(day: dt.date) -> Unit | None:
    """The highest Red Cross unit: the top of its line, or the only one right below the province."""
    top = units.top(Line.RED_CROSS, day).first()
    below = list(units.tree(day, Line.RED_CROSS, top)[:2]) if top else []
    return below[0] if len(below) == 1 else top
