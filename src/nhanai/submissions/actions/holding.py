"""A report held for an act: begun where nothing of it was there yet."""

import datetime as dt

from nhanai.identity.models import User
from nhanai.submissions.models import Submission
from nhanai.submissions.queries.slots import Slot, due_on

_RELATED = ("unit__territory", "current", "accepted")


def held(slot: Slot, *, by: User, at: dt.datetime) -> Submission:
    """The report of the slot as it is now, held until the act is done."""
    row, _ = Submission.objects.get_or_create(
        unit=slot.unit,
        code=slot.form.code,
        period_key=slot.period.key,
        defaults={
            "form_id": slot.form_pk,
            "level": slot.level,
            "period_label": slot.period.label,
            "start": slot.period.period.start,
            "end": slot.period.period.end,
            "due_on": due_on(slot),
            "begun_by": by,
            "begun_at": at,
        },
    )
    return held_row(row.pk)


def held_row(pk: int) -> Submission:
    """A report that is there, as it is now, held until the act is done."""
    rows = Submission.objects.select_for_update(of=("self",)).select_related(*_RELATED)
    return rows.get(pk=pk)
