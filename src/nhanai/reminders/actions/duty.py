"""Only one process keeps the time, however many were started."""

import datetime as dt
from typing import Final

from django.db import connection, transaction

from nhanai.reminders.models import Duty

_ONLY: Final = 1


@transaction.atomic
def take_duty(*, holder: str, at: dt.datetime, hold: dt.timedelta) -> Duty | None:
    """Take or keep the duty for so long; None while another process has it."""
    until = at + hold
    Duty.objects.get_or_create(pk=_ONLY, defaults={"holder": holder, "until": until})
    duty = Duty.objects.select_for_update().get(pk=_ONLY)
    if duty.holder != holder and duty.until > at:
        return None
    duty.holder, duty.until = holder, until
    duty.save(update_fields=["holder", "until"])
    return duty


def leave_duty(*, holder: str, at: dt.datetime) -> None:
    """Let the next process begin at once."""
    Duty.objects.filter(pk=_ONLY, holder=holder).update(until=at)


def note_opened(*, on: dt.date) -> None:
    """The work of the periods that began by that day is open."""
    Duty.objects.filter(pk=_ONLY).update(opened_on=on)


def count_tables() -> None:
    """Let SQLite count its tables, so that it chooses among indexes by what there is.

    Without it a first page of a province takes twice as long. PostgreSQL does so by itself.
    """
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
