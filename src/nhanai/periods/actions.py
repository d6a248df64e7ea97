"""Changes of the working calendar; who may is asked by rooms above, which know accounts."""

import datetime as dt

from django.db import models, transaction

from nhanai.base.days import written
from nhanai.base.errors import Refused
from nhanai.journal.actions import record
from nhanai.periods import queries
from nhanai.periods.models import DayChange
from nhanai.periods.rules import Change
from nhanai.periods.rules.checks import faults_of_change
from nhanai.periods.vocab import DayKind


class CannotChangeDay(Refused):
    """The day may not be recorded so."""


class DayChangeGone(Refused):
    """Somebody else took the change away meanwhile."""

    def __init__(self) -> None:
        super().__init__("Ngày này đã được bỏ khỏi lịch; lịch nay theo quy định chung.")


@transaction.atomic
def set_day_change(
    *, day: dt.date, kind: DayKind, reason: str, by: models.Model | str, at: dt.datetime
) -> DayChange:
    """Record that `day` is worked or off, and why; anew where it was recorded already.

    Refuses a day before 2020, a missing reason, and what the calendar says anyway.
    """
    held = DayChange.objects.select_for_update().filter(day=day).first()
    change = Change(day, kind, " ".join(reason.split()))
    faults = faults_of_change(change, queries.calendar(besides=day))
    if faults:
        raise CannotChangeDay(f"Chưa ghi được ngày {written(day)}.", faults)
    old = _values(held) if held else {}
    new = {"kind": kind, "reason": change.reason, "by": str(by)[:200], "at": at}
    row, _ = DayChange.objects.update_or_create(day=day, defaults=new)
    record(verb="periods.day_set", subject=row, by=by, at=at, old=old, new=_values(row))
    return row


@transaction.atomic
def remove_day_change(*, change: DayChange, by: models.Model | str, at: dt.datetime) -> None:
    """Let the day be again what the calendar says; refuses where that was done already."""
    held = DayChange.objects.select_for_update().filter(pk=change.pk).first()
    if held is None:
        raise DayChangeGone
    DayChange.objects.filter(pk=held.pk).delete()
    record(verb="periods.day_removed", subject=held, by=by, at=at, old=_values(held))


def _values(row: DayChange) -> dict[str, object]:
    return {"day": row.day, "kind": row.kind, "reason": row.reason}
