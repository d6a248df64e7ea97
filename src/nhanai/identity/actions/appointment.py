"""Who holds which role where: begun by an act, ended by another, never rewritten."""

import datetime as dt

from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localdate

from nhanai.base.errors import Refused
from nhanai.base.findings import Finding
from nhanai.base.text import nfc
from nhanai.identity import queries, rules
from nhanai.identity.actions.account import hold_province
from nhanai.identity.models import Appointment, User
from nhanai.identity.permissions import Permission
from nhanai.identity.vocab import Role
from nhanai.journal.actions import record
from nhanai.units.models import Unit
from nhanai.units.vocab import UnitKind

ONE_DAY = dt.timedelta(days=1)


class CannotAppoint(Refused):
    """The appointment cannot begin or end like this."""


@transaction.atomic
def appoint(
    *,
    account: User,
    role: Role,
    unit: Unit,
    start: dt.date,
    last_day: dt.date | None = None,
    by: User,
    at: dt.datetime,
) -> Appointment:
    """Give `account` the role at the unit from a day on, or refuse with all faults at once."""
    account = User.objects.select_for_update().get(pk=account.pk)
    today = localdate(at)
    if not queries.allowed(by, Permission.MANAGE, unit=unit, today=today):
        raise CannotAppoint("Anh, chị không có quyền bổ nhiệm tại đơn vị này.")
    end = last_day + ONE_DAY if last_day else None
    findings = [
        *rules.check_place(role, UnitKind(unit.kind)),
        *rules.check_term(start, end, opened=unit.start, closed=unit.end),
        *_doubled(account, role, unit, start, end),
        *_not_together(account, role, unit, start, end),
    ]
    if not account.is_active:
        message = "Tài khoản này đã ngừng dùng. Cho dùng lại trước khi bổ nhiệm."
        findings.append(Finding("account-inactive", message))
    if findings:
        raise CannotAppoint("Chưa bổ nhiệm được, còn chỗ cần sửa.", findings)
    return begun(account=account, role=role, unit=unit, start=start, end=end, by=by, at=at)


def begun(
    *,
    account: User,
    role: Role,
    unit: Unit,
    start: dt.date,
    end: dt.date | None = None,
    by: User | str,
    at: dt.datetime,
) -> Appointment:
    """Store the appointment and its line; whether it may be is the caller's question."""
    appointment = Appointment.objects.create(
        user=account, role=role, unit=unit, start=start, end=end
    )
    new = {"role": role, "unit": unit.key, "start": start, "end": end}
    record(verb="identity.appointed", subject=account, by=by, at=at, new=new, unit_key=unit.key)
    return appointment


@transaction.atomic
def end_appointment(
    *, appointment: Appointment, last_day: dt.date, handover: str, by: User, at: dt.datetime
) -> Appointment:
    """End it after that day, with what the successor must know; the rights end with the day."""
    appointment = (
        Appointment.objects.select_for_update(of=("self",))
        .select_related("unit", "user")
        .get(pk=appointment.pk)
    )
    today, end = localdate(at), last_day + ONE_DAY
    if not queries.allowed(by, Permission.MANAGE, unit=appointment.unit, today=today):
        raise CannotAppoint("Anh, chị không có quyền kết thúc bổ nhiệm tại đơn vị này.")
    if appointment.end is not None and appointment.end <= today:
        raise CannotAppoint("Bổ nhiệm này đã kết thúc rồi.")
    findings = [*rules.check_end(appointment.start, end, today=today)]
    if not handover.strip():
        message = "Ghi nội dung bàn giao: việc đang làm, hồ sơ để ở đâu, bàn giao cho ai."
        findings.append(Finding("handover-missing", message, where="handover"))
    hold_province()
    if queries.is_last_manager(Q(pk=appointment.pk), on=end):
        message = "Đây là người quản trị cuối cùng. Bổ nhiệm người quản trị khác trước."
        findings.append(Finding("last-manager", message))
    if findings:
        raise CannotAppoint("Chưa kết thúc được bổ nhiệm, còn chỗ cần sửa.", findings)
    old = {"role": appointment.role, "unit": appointment.unit.key, "end": appointment.end}
    appointment.end, appointment.handover = end, nfc(handover).strip()
    appointment.save(update_fields=["end", "handover"])
    record(
        verb="identity.appointment_ended",
        subject=appointment.user,
        by=by,
        at=at,
        old=old,
        new={**old, "end": end},
        note=appointment.handover,
        unit_key=appointment.unit.key,
    )
    return appointment


def _not_together(
    account: User, role: Role, unit: Unit, start: dt.date, end: dt.date | None
) -> list[Finding]:
    """Who keeps the books of a unit does not keep its money on the same day."""
    others = Appointment.objects.filter(user=account, role__in=rules.apart_from(role), unit=unit)
    if any(rules.overlaps(start, end, other.start, other.end) for other in others):
        message = "Một người không vừa là kế toán vừa là thủ quỹ của cùng một đơn vị."
        return [Finding("appointment-apart", message, where="role")]
    return []


def _doubled(
    account: User, role: Role, unit: Unit, start: dt.date, end: dt.date | None
) -> list[Finding]:
    """The same role at the same unit is not held twice on one day."""
    same = Appointment.objects.filter(user=account, role=role, unit=unit)
    if any(rules.overlaps(start, end, other.start, other.end) for other in same):
        message = "Người này đang giữ vai trò ấy tại đơn vị ấy trong thời gian đã chọn."
        return [Finding("appointment-doubled", message, where="start")]
    return []
