"""Writing: texts, remarks on lines, replies to findings, scores; never a figure."""

import datetime as dt
from collections.abc import Iterable, Sequence

from django.db import transaction
from django.utils.timezone import localdate

from nhanai.base.errors import Refused
from nhanai.identity.models import User
from nhanai.journal.actions import record
from nhanai.submissions.actions.holding import held
from nhanai.submissions.models import ReportAnswer, Submission
from nhanai.submissions.queries.answers import answers_of
from nhanai.submissions.queries.slots import Slot, is_on_behalf, may_fill
from nhanai.submissions.rules.answering import Held, Said, read_all
from nhanai.submissions.rules.moves import OPEN

ON_BEHALF = "Nhập thay đơn vị."


class CannotWrite(Refused):
    """Nothing may be written so; what was typed is not lost on the page."""


@transaction.atomic
def save(*, slot: Slot, said: Sequence[Said], by: User, at: dt.datetime) -> Submission:
    """Write what changed of `said`; refused as a whole where anything of it cannot be written."""
    today = localdate(at)
    if not may_fill(by, slot.unit, today=today):
        raise CannotWrite("Anh, chị chưa được giao làm báo cáo của đơn vị này.")
    if slot.period.period.start > today:
        raise CannotWrite("Kỳ này chưa bắt đầu.")
    row = held(slot, by=by, at=at)
    if row.state not in OPEN:
        state = row.get_state_display().lower()
        raise CannotWrite(f"Báo cáo {state} nên không sửa được. Muốn sửa, hãy làm đính chính.")
    read = read_all(said, answers_of(row), slot.form)
    if read.faults:
        raise CannotWrite("Chưa lưu. Hãy xem những chỗ dưới đây.", read.faults)
    if read.answers:
        _write(row, read.answers.items(), by=by, at=at)
        note = ON_BEHALF if is_on_behalf(by, slot.unit, today=today) else ""
        record(
            verb="submissions.saved", subject=row, by=by, at=at, note=note,
            new={"fields": sorted(read.answers)}, unit_key=slot.unit.key,
        )  # fmt: skip
    return row


def _write(
    row: Submission, changed: Iterable[tuple[str, Held]], *, by: User, at: dt.datetime
) -> None:
    for key, held_now in changed:
        ReportAnswer.objects.update_or_create(
            submission=row,
            key=key,
            defaults={
                "text": held_now.text,
                "points": held_now.points,
                "about": held_now.about,
                "changed_by": by,
                "changed_at": at,
            },
        )
