"""Handing a round in, approving it, giving it back, giving it up."""

import datetime as dt

from django.db import transaction

from nhanai.allocation.actions.checking import (
    CannotAllocate,
    faults_of_fund,
    locked,
    moved,
    reasoned,
)
from nhanai.allocation.actions.paying import plan_outflows
from nhanai.allocation.models import AllocationPot, AllocationRound, AllocationRun
from nhanai.allocation.permissions import Permission
from nhanai.allocation.queries import document_of, latest_run
from nhanai.allocation.rules.moves import RoundState
from nhanai.allocation.rules.verifying import verified
from nhanai.identity.models import User
from nhanai.journal.actions import record as write_line


@transaction.atomic
def submit(*, round_: AllocationRound, by: User, at: dt.datetime) -> AllocationRound:
    """Hand the round to whoever approves; what was computed must be of the facts as they are."""
    row = locked(round_, Permission.PREPARE, by=by, at=at)
    moved(row, RoundState.SUBMITTED)
    run = latest_run(row)
    if run is None:
        raise CannotAllocate("Đợt này chưa có kết quả. Hãy so sánh các cách chia rồi chọn một.")
    if run.version != row.version:
        raise CannotAllocate("Đầu vào đã sửa sau lần tính cuối. Hãy tính lại rồi trình.")
    row.submitted_by, row.submitted_at, row.note = by, at, ""
    row.save()
    new = {"state": row.state, "result": run.result_hash}
    write_line(
        verb="allocation.submitted", subject=row, by=by, at=at, new=new, unit_key=row.unit.key
    )
    return row


@transaction.atomic
def approve(*, round_: AllocationRound, by: User, at: dt.datetime) -> AllocationRound:
    """Approve the round as it was handed in; never by whoever made it or handed it in.

    Everything is computed again first: what is approved is what anyone will be able to verify.
    """
    row = locked(round_, Permission.APPROVE, by=by, at=at)
    moved(row, RoundState.APPROVED)
    run = AllocationRun.objects.filter(round=row).order_by("-number")[0]
    if by.pk in {row.made_by_id, row.submitted_by_id, run.by_id}:
        raise CannotAllocate("Người lập, người tính không tự duyệt đợt phân bổ của mình.")
    is_right, said = verified(document_of(run))
    if not is_right:
        raise CannotAllocate(
            "Tính lại không ra kết quả đã trình; hãy trả lại để tính lại. " + said[0]
        )
    for pot in AllocationPot.objects.filter(round=row).select_related("fund__book"):
        if found := faults_of_fund(row, pot.fund, pot.amount, pot.campaign):
            raise CannotAllocate("Nguồn không còn đủ như lúc lập; hãy trả lại.", found)
    row.approved_by, row.approved_at = by, at
    row.save()
    plan_outflows(row, run)
    new = {"state": row.state, "result": run.result_hash}
    write_line(
        verb="allocation.approved", subject=row, by=by, at=at, new=new, unit_key=row.unit.key
    )
    return row


@transaction.atomic
def give_back(
    *, round_: AllocationRound, reason: str, by: User, at: dt.datetime
) -> AllocationRound:
    """Give the round back to be prepared further, and say why."""
    row = locked(round_, Permission.APPROVE, by=by, at=at)
    moved(row, RoundState.PREPARING)
    return _ended(row, "allocation.given_back", reason, by=by, at=at)


@transaction.atomic
def cancel(*, round_: AllocationRound, reason: str, by: User, at: dt.datetime) -> AllocationRound:
    """Give the round up, and say why."""
    row = locked(round_, Permission.PREPARE, by=by, at=at)
    moved(row, RoundState.CANCELLED)
    return _ended(row, "allocation.cancelled", reason, by=by, at=at)


def _ended(
    row: AllocationRound, verb: str, reason: str, *, by: User, at: dt.datetime
) -> AllocationRound:
    row.note = reasoned(reason, "Hãy ghi lý do.")
    row.submitted_by, row.submitted_at = None, None
    row.save()
    write_line(
        verb=verb, subject=row, by=by, at=at, new={"state": row.state}, note=row.note,
        unit_key=row.unit.key,
    )  # fmt: skip
    return row
