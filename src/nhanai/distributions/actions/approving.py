"""A list on its way up: handed in by the commune, approved by another above, or given back."""

import datetime as dt
from collections.abc import Iterator

from django.db import transaction
from django.utils.timezone import localdate

from nhanai.base.findings import Finding
from nhanai.base.text import single_spaced
from nhanai.distributions.actions.crosschecking import open_rows
from nhanai.distributions.actions.holding import CannotDistribute, check_may, held_quota, moved
from nhanai.distributions.models import Quota, Recipient
from nhanai.distributions.permissions import Permission
from nhanai.distributions.rules.quotas import faults_of_list
from nhanai.distributions.vocab import QuotaState
from nhanai.identity.models import User
from nhanai.journal.actions import record


@transaction.atomic
def submit_list(*, quota: Quota, by: User, at: dt.datetime) -> Quota:
    """Hand the list in, or refuse with every finding at once."""
    row = held_quota(quota.pk)
    check_may(by, Permission.LIST, row.unit, localdate(at))
    moved(row, QuotaState.SUBMITTED)
    _check(row, "Chưa nộp được danh sách, còn chỗ cần sửa.")
    row.submitted_by, row.submitted_at, row.note = by, at, ""
    row.save(update_fields=["state", "submitted_by", "submitted_at", "note"])
    _told("distributions.list_submitted", row, by=by, at=at)
    return row


@transaction.atomic
def give_back_list(*, quota: Quota, reason: str, by: User, at: dt.datetime) -> Quota:
    """Send the list back to be corrected, and say why; who handed it in may take it back too."""
    row = held_quota(quota.pk)
    if by.pk != row.submitted_by_id:
        check_may(by, Permission.APPROVE, row.round.unit, localdate(at))
    if row.state != QuotaState.SUBMITTED:
        raise CannotDistribute("Danh sách này không chờ duyệt. Hãy mở lại trang.")
    moved(row, QuotaState.LISTING)
    reason = single_spaced(reason)
    if not reason or len(reason) > 300:
        raise CannotDistribute("Ghi ngắn gọn vì sao trả lại danh sách.")
    row.note, row.submitted_by, row.submitted_at = reason, None, None
    row.save(update_fields=["state", "note", "submitted_by", "submitted_at"])
    _told("distributions.list_returned", row, note=reason, by=by, at=at)
    return row


@transaction.atomic
def approve_list(*, quota: Quota, by: User, at: dt.datetime) -> Quota:
    """Approve the list at the unit that runs the round; not by who listed or handed it in."""
    row = held_quota(quota.pk)
    check_may(by, Permission.APPROVE, row.round.unit, localdate(at))
    if row.state != QuotaState.SUBMITTED:
        raise CannotDistribute("Danh sách này không chờ duyệt. Hãy mở lại trang.")
    moved(row, QuotaState.APPROVED)
    listed = Recipient.objects.filter(quota=row)
    if by.pk == row.submitted_by_id or listed.filter(by=by).exists():
        raise CannotDistribute("Người lập danh sách không duyệt danh sách ấy. Người khác duyệt.")
    _check(row, "Chưa duyệt được danh sách, còn chỗ cần sửa. Trả lại để đơn vị sửa.")
    row.sent = listed.filter(is_reserve=False).count()
    row.approved_by, row.approved_at = by, at
    row.save(update_fields=["state", "sent", "approved_by", "approved_at"])
    _told("distributions.list_approved", row, by=by, at=at)
    return row


def _check(row: Quota, message: str) -> None:
    findings = list(_faults(row))
    if findings:
        raise CannotDistribute(message, findings)


def _faults(row: Quota) -> Iterator[Finding]:
    main = Recipient.objects.filter(quota=row, is_reserve=False)
    hamlets = {one.folded: (one.hamlet, one.gifts) for one in row.hamlets.all()}
    yield from faults_of_list(row.gifts, list(main.values_list("folded", flat=True)), hamlets)
    waiting = open_rows(row)
    if waiting:
        message = f"{waiting} người có thể nhận trùng. Giải trình vì sao vẫn trao, hoặc bỏ ra."
        yield Finding("list-duplicates", message)


def _told(verb: str, row: Quota, *, note: str = "", by: User, at: dt.datetime) -> None:
    count = Recipient.objects.filter(quota=row, is_reserve=False).count()
    record(
        verb=verb, subject=row.round, by=by, at=at, new={"recipients": count}, note=note,
        unit_key=row.unit.key,
    )  # fmt: skip
