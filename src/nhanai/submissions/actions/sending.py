"""Sending: figures and words are frozen under a hash, and get a number of who receives them."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils.timezone import localdate

from nhanai.base.days import written
from nhanai.base.errors import Refused
from nhanai.identity.models import User
from nhanai.journal.actions import record
from nhanai.submissions.actions.drafting import ON_BEHALF
from nhanai.submissions.actions.framing import frame_faults
from nhanai.submissions.actions.holding import held
from nhanai.submissions.models import ReceiptBook, Submission, SubmissionVersion
from nhanai.submissions.queries.framing import frame_of
from nhanai.submissions.queries.illustrating import illustrated
from nhanai.submissions.queries.preparing import Prepared, prepared
from nhanai.submissions.queries.sent import sheet_in
from nhanai.submissions.queries.slots import Slot, is_on_behalf, may_submit, receiver_of
from nhanai.submissions.rules.checks import noted
from nhanai.submissions.rules.moves import may_move
from nhanai.submissions.rules.sheets import (
    Heading,
    Sheet,
    differences,
    fingerprint,
    frozen,
    with_words,
)
from nhanai.submissions.vocab import SubmissionState
from nhanai.units.models import Unit
from nhanai.units.queries import names_on


class CannotSend(Refused):
    """The report may not be sent as it stands."""


@dataclass(frozen=True, slots=True)
class _Receipt:
    receiver: Unit
    year: int
    number: int


@transaction.atomic
def submit(*, slot: Slot, by: User, at: dt.datetime) -> Submission:
    """Send the report to the unit above, or refuse with every finding at once."""
    today = localdate(at)
    if not may_submit(by, slot.unit, today=today):
        raise CannotSend("Anh, chị chưa được giao nộp báo cáo của đơn vị này.")
    if today < slot.cut_off:
        last = written(slot.cut_off)
        raise CannotSend(f"Kỳ này chốt số liệu hết ngày {last}; từ ngày ấy mới nộp được.")
    row = held(slot, by=by, at=at)
    if not may_move(row.state, SubmissionState.SUBMITTED):
        raise CannotSend("Báo cáo này đã nộp rồi.")
    ready = prepared(slot, row)
    if ready.standing:
        raise CannotSend("Báo cáo chưa nộp được. Hãy xem phần Phát hiện.", ready.standing)
    sheet = illustrated(slot, _sheet(row, ready), slot.form.main_lines)
    frame = _frame(slot, row, today) if sheet.together else None
    version = _frozen(row, ready, sheet, frame, by=by, at=at)
    old, row.state, row.current = row.state, SubmissionState.SUBMITTED, version
    row.first_sent_at = row.first_sent_at or at
    row.save(update_fields=["state", "current", "first_sent_at"])
    record(
        verb="submissions.submitted", subject=row, by=by, at=at, old={"state": old},
        new={"state": row.state, "number": version.number, "receipt": version.receipt,
             "sha256": version.sha256},
        note=ON_BEHALF if version.is_on_behalf else row.why if version.is_correction else "",
        unit_key=slot.unit.key,
    )  # fmt: skip
    return row


def _sheet(row: Submission, ready: Prepared) -> Sheet:
    """What is sent: a correction tells what it corrects, and refuses where nothing differs."""
    findings = noted(ready.findings, ready.replies)
    if row.accepted is None:
        return with_words(ready.sheet, findings)
    changes = differences(sheet_in(row.accepted), ready.sheet)
    if not changes:
        raise CannotSend("Không có gì khác bản đã duyệt. Hãy bỏ lần đính chính này.")
    return with_words(
        ready.sheet, findings, corrects=row.accepted.number, why=row.why, changes=changes
    )


def _frame(slot: Slot, row: Submission, today: dt.date) -> dict[str, str]:
    """How the official paper is framed: of what is put together, which will be issued."""
    frame = frame_of(slot, row, today=today)
    faults = frame_faults(frame, slot)
    if faults:
        raise CannotSend(
            "Thể thức của văn bản còn thiếu. Hãy sửa ở trang Tổng hợp rồi nộp.", faults
        )
    return frame


def _frozen(
    row: Submission, ready: Prepared, sheet: Sheet, frame: dict[str, str] | None, *, by: User,
    at: dt.datetime,
) -> SubmissionVersion:  # fmt: skip
    slot, today = ready.slot, localdate(at)
    number = (row.current.number if row.current else 0) + 1
    receiver = receiver_of(slot.unit, slot.cut_off)
    names = names_on([slot.unit.pk, receiver.pk], today)
    heading = Heading(
        form=slot.form.code, version=slot.form.version, name=slot.form.name, unit=slot.unit.key,
        unit_name=names.get(slot.unit.pk, ""), period=slot.period.key, label=slot.period.label,
        number=number, receiver=names.get(receiver.pk, ""),
    )  # fmt: skip
    content = frozen(heading, sheet, frame)
    receipt = _receipt(receiver, today.year)
    return SubmissionVersion.objects.create(
        submission=row, number=number, is_correction=row.accepted is not None, content=content,
        sha256=fingerprint(content), warnings=sum(bool(one.reply) for one in sheet.findings),
        receiver=receipt.receiver, receipt_year=receipt.year, receipt_number=receipt.number,
        sent_by=by, sent_at=at, is_on_behalf=is_on_behalf(by, slot.unit, today=today),
    )  # fmt: skip


def _receipt(receiver: Unit, year: int) -> _Receipt:
    """The next number of the receiver's book; who comes at the same time waits here."""
    ReceiptBook.objects.get_or_create(unit=receiver, year=year)
    book = ReceiptBook.objects.select_for_update().get(unit=receiver, year=year)
    book.last += 1
    book.save(update_fields=["last"])
    return _Receipt(receiver, year, book.last)
