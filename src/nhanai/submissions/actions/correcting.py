"""Corrections (đính chính): what was accepted is never changed, a new version tells old and new."""

import datetime as dt

from django.db import transaction
from django.utils.timezone import localdate

from nhanai.base.errors import Refused
from nhanai.base.numbers import show
from nhanai.base.text import nfc
from nhanai.identity.models import User
from nhanai.journal.actions import record
from nhanai.submissions.actions.holding import held_row
from nhanai.submissions.models import Submission
from nhanai.submissions.queries.slots import may_fill
from nhanai.submissions.rules.moves import may_move, settled
from nhanai.submissions.vocab import SubmissionState

_LONGEST = 2_000


class CannotCorrect(Refused):
    """The report may not be corrected so."""


@transaction.atomic
def start_correction(*, submission: Submission, why: str, by: User, at: dt.datetime) -> Submission:
    """Open an accepted report again for a correction; what was accepted stands until then."""
    row = _held(submission, by=by, at=at)
    why = nfc(why).strip()
    if not may_move(row.state, SubmissionState.CORRECTING):
        raise CannotCorrect("Báo cáo được duyệt rồi mới đính chính; trước đó thì sửa và nộp lại.")
    if not why:
        raise CannotCorrect("Hãy ghi vì sao phải đính chính.")
    if len(why) > _LONGEST:
        raise CannotCorrect(f"Lý do đính chính nhiều nhất {show(_LONGEST)} ký tự.")
    old, row.state, row.why = row.state, SubmissionState.CORRECTING, why
    row.save(update_fields=["state", "why"])
    _told("submissions.correction_started", row, old, by=by, at=at, note=why)
    return row


@transaction.atomic
def drop_correction(*, submission: Submission, by: User, at: dt.datetime) -> Submission:
    """Leave what was accepted as it stands."""
    row = _held(submission, by=by, at=at)
    to = settled(was_locked=row.locked_at is not None)
    is_correction = row.accepted is not None and row.state != SubmissionState.SUBMITTED
    if not is_correction or not may_move(row.state, to):
        raise CannotCorrect("Không có lần đính chính nào đang làm.")
    old, row.state, row.why = row.state, to, ""
    row.save(update_fields=["state", "why"])
    _told("submissions.correction_dropped", row, old, by=by, at=at)
    return row


def _held(submission: Submission, *, by: User, at: dt.datetime) -> Submission:
    row = held_row(submission.pk)
    if not may_fill(by, row.unit, today=localdate(at)):
        raise CannotCorrect("Anh, chị chưa được giao làm báo cáo của đơn vị này.")
    return row


def _told(
    verb: str, row: Submission, old: str, *, by: User, at: dt.datetime, note: str = ""
) -> None:
    record(
        verb=verb, subject=row, by=by, at=at, old={"state": old}, new={"state": row.state},
        note=note, unit_key=row.unit.key,
    )  # fmt: skip
