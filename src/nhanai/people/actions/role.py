"""What a person is, where, from when to when: begun by an act, ended by another."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.utils.timezone import localdate

from nhanai.base.days import written
from nhanai.base.errors import Refused
from nhanai.base.findings import Finding, Severity
from nhanai.identity.models import User
from nhanai.identity.queries import allowed
from nhanai.journal.actions import record
from nhanai.people.facts import count_roles
from nhanai.people.models import Person, PersonRole
from nhanai.people.permissions import Permission
from nhanai.people.queries.finding import birth_of
from nhanai.people.queries.people import held_by, place_of
from nhanai.people.rules.roles import (
    HeldRole,
    RoleValues,
    check_end,
    faults_of_role,
    settled,
)
from nhanai.people.rules.spelling import Birth
from nhanai.people.vocab import EndReason, RoleKind
from nhanai.units.models import Unit
from nhanai.units.queries import name_on

ONE_DAY = dt.timedelta(days=1)


class CannotChangeRole(Refused):
    """The role cannot begin or end like this."""


class UnsureOfRole(CannotChangeRole):
    """Only warnings speak against it; the same act `despite_warnings` goes on."""


@transaction.atomic
def give_role(
    *,
    person: Person,
    unit: Unit,
    values: RoleValues,
    despite_warnings: bool = False,
    by: User,
    at: dt.datetime,
) -> PersonRole:
    """Let `person` be something at `unit` from a day on, or refuse with all faults at once."""
    person = locked(person)
    today = localdate(at)
    if not allowed(by, Permission.RECORD, unit=unit, today=today):
        raise CannotChangeRole("Anh, chị không có quyền ghi vai trò tại đơn vị này.")
    if person.restricted_at or person.erased_at or person.merged_into_id:
        raise CannotChangeRole(closed_words(person))
    held = held_by(person, today=today)
    findings = faults_at(values, unit, birth=birth_of(person), held=held, today=today)
    if person.died_on and values.start > person.died_on:
        message = f"Người này mất ngày {written(person.died_on)}."
        findings = (*findings, Finding("role-after-death", message, where="start"))
    if any(finding.blocking for finding in findings):
        raise CannotChangeRole("Chưa ghi được vai trò, còn chỗ cần sửa.", findings)
    if not despite_warnings and any(one.severity is Severity.WARNING for one in findings):
        raise UnsureOfRole("Hãy xem lại trước khi lưu.", findings)
    return stored_role(person=person, unit=unit, values=values, by=by, at=at)


def faults_at(
    values: RoleValues,
    unit: Unit,
    *,
    birth: Birth,
    held: Iterable[HeldRole],
    today: dt.date,
) -> tuple[Finding, ...]:
    """What speaks against the role: the pure rules, and whose the card is."""
    faults = faults_of_role(values, place_of(unit), birth=birth, held=held, today=today)
    taken = PersonRole.objects.filter(card_number=values.card_number, end__isnull=True)
    if values.card_number and taken.exists():
        message = f"Số thẻ {values.card_number} đã cấp cho người khác. Chọn số khác."
        faults = (*faults, Finding("card-taken", message, where="card_number"))
    return faults


def stored_role(
    *,
    person: Person,
    unit: Unit,
    values: RoleValues,
    follows: PersonRole | None = None,
    by: User | str,
    at: dt.datetime,
) -> PersonRole:
    """Store the role and its line; whether it may be is the caller's question.

    A role that follows another is held since that one's first day.
    """
    since, start = settled(values, place_of(unit))
    role = PersonRole.objects.create(
        person=person,
        unit=unit,
        kind=values.kind,
        grade=values.grade,
        office=values.office,
        card_number=values.card_number,
        details=values.details,
        since=follows.since if follows else since,
        start=start,
        end=values.end,
        end_reason=EndReason.LEFT if values.end else "",
        follows=follows,
    )
    count_roles([role])
    new = {"role": values.kind, "unit": unit.key, "start": start, "end": values.end}
    record(verb="people.role_given", subject=person, by=by, at=at, new=new, unit_key=unit.key)
    return role


@transaction.atomic
def end_role(
    *,
    role: PersonRole,
    last_day: dt.date,
    reason: EndReason,
    note: str = "",
    by: User,
    at: dt.datetime,
) -> PersonRole:
    """End it after that day, for a reason; a death ends every role and is kept."""
    person = locked(role.person)
    role = PersonRole.objects.select_related("unit").get(pk=role.pk)
    today = localdate(at)
    if not allowed(by, Permission.RECORD, unit=role.unit, today=today):
        raise CannotChangeRole("Anh, chị không có quyền kết thúc vai trò tại đơn vị này.")
    end = last_day + ONE_DAY
    ending = [role, *_others(role)] if reason == EndReason.DIED else [role]
    findings = [
        finding
        for one in ending
        for finding in check_end(as_held(one, today=today), end, reason, today=today)
    ]
    if len(note) > 300:
        findings.append(Finding("note-long", "Ghi chú dài quá 300 ký tự.", where="note"))
    if findings:
        raise CannotChangeRole("Chưa kết thúc được vai trò, còn chỗ cần sửa.", findings)
    if reason == EndReason.DIED:
        person.died_on = last_day
        person.save(update_fields=["died_on"])
    for one in ending:
        stored_end(role=one, end=end, reason=reason, note=note, by=by, at=at)
    return ending[0]


def stored_end(
    *,
    role: PersonRole,
    end: dt.date,
    reason: EndReason,
    note: str = "",
    by: User | str,
    at: dt.datetime,
) -> None:
    """Store the end and its line; whether it may be is the caller's question."""
    role.end, role.end_reason, role.end_note = end, reason, note
    role.save(update_fields=["end", "end_reason", "end_note"])
    count_roles([role])
    new = {"role": role.kind, "unit": role.unit.key, "end": end, "end_reason": reason}
    record(
        verb="people.role_ended",
        subject=role.person,
        by=by,
        at=at,
        new=new,
        unit_key=role.unit.key,
    )


def locked(person: Person) -> Person:
    """The person's row, held until the transaction ends: her roles change one act at a time."""
    rows = Person.objects.select_for_update(of=("self",)).select_related("keeper")
    return rows.get(pk=person.pk)


def closed_words(person: Person) -> str:
    """Why nothing more is written of her."""
    if person.erased_at:
        return "Hồ sơ này đã xóa dữ liệu, không ghi thêm được."
    if person.merged_into_id:
        return "Hồ sơ này đã gộp vào hồ sơ khác. Mở hồ sơ còn lại."
    return "Người này đã yêu cầu hạn chế xử lý dữ liệu, nên chưa ghi thêm được."


def as_held(role: PersonRole, *, today: dt.date) -> HeldRole:
    """The role as the rules take it."""
    name = name_on(role.unit, today)
    return HeldRole(RoleKind(role.kind), role.unit.key, name, role.start, role.end)


def _others(role: PersonRole) -> Iterable[PersonRole]:
    """Her other roles without an end."""
    rows = PersonRole.objects.filter(person=role.person_id, end__isnull=True).exclude(pk=role.pk)
    return rows.select_related("unit").order_by("pk")
