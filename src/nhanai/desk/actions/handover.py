"""Ending an appointment with all that is open, and giving it to the successor."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction

from nhanai.identity import actions as identity
from nhanai.identity.models import Appointment, User
from nhanai.identity.vocab import Role

ONE_DAY = dt.timedelta(days=1)


@transaction.atomic
def hand_over(
    *,
    appointment: Appointment,
    last_day: dt.date,
    text: str,
    open_lines: Sequence[str],
    successor: User | None = None,
    by: User,
    at: dt.datetime,
) -> Appointment:
    """End it and, where somebody is named, let her begin the day after; both or neither.

    What is open that day becomes part of the text, so that it stays as it was handed over.
    """
    told = text.strip()
    if told and successor:
        told += f"\n\nNgười nhận bàn giao: {successor.full_name}."
    if told and open_lines:
        told += "\n\nViệc đang mở khi bàn giao:\n" + "\n".join(f"- {line}" for line in open_lines)
    ended = identity.end_appointment(
        appointment=appointment, last_day=last_day, handover=told, by=by, at=at
    )
    if successor and not _holds_it(ended, successor):
        identity.appoint(
            account=successor,
            role=Role(ended.role),
            unit=ended.unit,
            start=last_day + ONE_DAY,
            by=by,
            at=at,
        )
    return ended


def _holds_it(ended: Appointment, successor: User) -> bool:
    """Whether the successor has the same role there already."""
    same = Appointment.objects.filter(user=successor, role=ended.role, unit=ended.unit)
    return any(one.end is None or (ended.end and one.end > ended.end) for one in same)
