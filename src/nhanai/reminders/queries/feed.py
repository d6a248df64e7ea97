"""The entries of a person's calendar."""

import datetime as dt
from typing import Final

from django.db.models import Count, F, Max
from django.db.models.functions import Coalesce

from nhanai.identity import queries as identity
from nhanai.identity.models import User
from nhanai.plans import queries as plans
from nhanai.reminders.queries.waiting import name_of, note_of, open_work_of
from nhanai.reminders.rules.feed import Entry

MOST: Final = 1000
"""Events of one calendar: the nearest ones."""


def entries_of(user: User, *, today: dt.date, address: str) -> list[Entry]:
    """The open work of her units that has a day; four queries."""
    work = open_work_of(user, today=today).filter(due_on__isnull=False)
    work = work.annotate(
        said=Count("updates", distinct=True),
        said_at=Max("updates__at"),
        added=Count("task__additions", distinct=True),
        added_at=Max("task__additions__at"),
        begun_at=Coalesce("moved_at", "task__plan__confirmed_at", F("task__plan__started_at")),
    )
    rows = list(work[:MOST])
    added = plans.current_additions({one.task_id for one in rows})
    names = identity.names_of({one.unit_id for one in rows}, on=today)
    return [
        Entry(
            key=one.pk,
            day=one.due_on,
            name=name_of(one, added),
            quotation=one.task.text,
            note=note_of(one, names),
            address=f"{address}{one.task_id}/",
            changed_at=max(
                moment for moment in (one.begun_at, one.said_at, one.added_at) if moment
            ),
            sequence=one.said + one.added,
        )
        for one in rows
        if one.due_on
    ]
