"""Asking those for their report who have not sent it: they see it where their work waits."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.utils.timezone import localdate

from nhanai.base.errors import Refused
from nhanai.identity.models import User
from nhanai.journal.actions import record
from nhanai.submissions.models import Submission, SubmissionReminder
from nhanai.submissions.queries.slots import Slot, may_judge
from nhanai.submissions.rules.moves import SENT


class CannotRemind(Refused):
    """Nobody is to be reminded so."""


@transaction.atomic
def remind(*, slots: Sequence[Slot], by: User, at: dt.datetime) -> int:
    """Remind the units of these slots, of one form and period; how many were reminded now.

    Who has sent meanwhile, or was reminded today already, is passed over.
    """
    if not slots:
        raise CannotRemind("Hãy chọn ít nhất một đơn vị chưa nộp.")
    today, first = localdate(at), slots[0]
    if not all(may_judge(by, slot.unit, slot.cut_off, today=today) for slot in slots):
        raise CannotRemind("Anh, chị chưa được giao nhận báo cáo của các đơn vị này.")
    if today <= first.cut_off:
        raise CannotRemind("Kỳ này chưa chốt số liệu nên chưa nhắc được.")
    units = {slot.unit.pk: slot.unit for slot in slots}
    same = {"code": first.form.code, "period_key": first.period.key}
    sent = Submission.objects.filter(unit__in=units, state__in=SENT, **same)
    told = SubmissionReminder.objects.filter(unit__in=units, day=today, **same)
    done = {*sent.values_list("unit_id", flat=True), *told.values_list("unit_id", flat=True)}
    asked = [units[pk] for pk in sorted(units) if pk not in done]
    made = [
        SubmissionReminder.objects.create(unit=unit, day=today, by=by, at=at, **same)
        for unit in asked
    ]
    if made:
        record(
            verb="submissions.reminded", subject=made[0], by=by, at=at,
            new={"units": [unit.key for unit in asked], "period": first.period.label},
        )  # fmt: skip
    return len(made)
