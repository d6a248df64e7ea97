"""The life of a membership: a card, another chapter."""

import datetime as dt

from django.db import transaction
from django.utils.timezone import localdate

from nhanai.base.days import written
from nhanai.base.findings import Finding
from nhanai.identity.models import User
from nhanai.identity.queries import allowed, in_force
from nhanai.journal.actions import record
from nhanai.people.actions.role import (
    CannotChangeRole,
    as_held,
    closed_words,
    locked,
    stored_end,
    stored_role,
)
from nhanai.people.models import PersonRole
from nhanai.people.permissions import Permission
from nhanai.people.queries.cards import last_card, prefix_of
from nhanai.people.queries.people import place_of
from nhanai.people.rules.cards import numbered
from nhanai.people.rules.roles import MOVES_ALONG, PLACES, RoleValues
from nhanai.people.vocab import EndReason, RoleKind, VolunteerGrade
from nhanai.units.models import Unit


@transaction.atomic
def number_cards(*, unit: Unit, by: User, at: dt.datetime) -> int:
    """Give a card number to every member of `unit` who has none; how many there were."""
    unit = Unit.objects.select_for_update().get(pk=unit.pk)
    today = localdate(at)
    if not allowed(by, Permission.RECORD, unit=unit, today=today):
        raise CannotChangeRole("Anh, chị không có quyền cấp thẻ tại đơn vị này.")
    without = PersonRole.objects.filter(
        in_force(today), unit=unit, kind=RoleKind.MEMBER, card_number=""
    )
    roles = list(without.order_by("start", "person__sort_key", "pk"))
    prefix = prefix_of(unit, today)
    last = last_card(prefix)
    for number, role in enumerate(roles, start=last + 1):
        role.card_number = numbered(prefix, number)
    PersonRole.objects.bulk_update(roles, ["card_number"], batch_size=500)
    if roles:
        new = {"numbers": f"{roles[0].card_number} – {roles[-1].card_number}"}
        record(verb="people.cards_numbered", subject=unit, by=by, at=at, new=new, unit_key=unit.key)
    return len(roles)


@transaction.atomic
def transfer(
    *, role: PersonRole, to: Unit, on: dt.date, note: str = "", by: User, at: dt.datetime
) -> PersonRole:
    """End a membership here and begin it there on the same day, its card and its years kept.

    What else she is at the old place and can be at the new one goes along; an office and a place in
    a club stay behind. Who may is asked at the old place.
    """
    person = locked(role.person)
    role = PersonRole.objects.select_related("unit").get(pk=role.pk)
    today = localdate(at)
    if not allowed(by, Permission.RECORD, unit=role.unit, today=today):
        raise CannotChangeRole("Anh, chị không có quyền chuyển hội viên của đơn vị này.")
    if person.restricted_at or person.erased_at or person.merged_into_id:
        raise CannotChangeRole(closed_words(person))
    findings = faults_of_transfer(role, to, on, note, today=today)
    if findings:
        raise CannotChangeRole("Chưa chuyển được, còn chỗ cần sửa.", findings)
    return carried_over(role, to, on=on, note=note, by=by, at=at)[0]


def carried_over(
    role: PersonRole, to: Unit, *, on: dt.date, note: str, by: User, at: dt.datetime
) -> list[PersonRole]:
    """Carry a membership and what goes along with it to `to`; what may be is the caller's question.

    What she holds there now, the membership first.
    """
    person = role.person
    along = PersonRole.objects.filter(
        person=person, unit=role.unit, kind__in=MOVES_ALONG, end__isnull=True, start__lt=on
    ).exclude(pk=role.pk)
    there = set(
        PersonRole.objects.filter(person=person, unit=to, end__isnull=True).values_list(
            "kind", flat=True
        )
    )
    moved = [moved_to(role, to, on=on, note=note, by=by, at=at)]
    moved += [
        moved_to(one, to, on=on, note=note, by=by, at=at)
        for one in along.select_related("unit").order_by("pk")
        if one.kind not in there
    ]
    person.keeper = to
    person.save(update_fields=["keeper"])
    return moved


@transaction.atomic
def regrade(
    *, role: PersonRole, grade: VolunteerGrade, on: dt.date, by: User, at: dt.datetime
) -> PersonRole:
    """Give a volunteer another grade from a day on; what she was before stays on record."""
    person = locked(role.person)
    role = PersonRole.objects.select_related("unit").get(pk=role.pk)
    today = localdate(at)
    if not allowed(by, Permission.RECORD, unit=role.unit, today=today):
        raise CannotChangeRole("Anh, chị không có quyền xếp hạng tại đơn vị này.")
    if person.restricted_at or person.erased_at or person.merged_into_id:
        raise CannotChangeRole(closed_words(person))
    findings = []
    if role.kind != RoleKind.VOLUNTEER or role.end is not None:
        findings.append(Finding("not-a-volunteer", "Chỉ xếp hạng người đang là tình nguyện viên."))
    if grade == role.grade:
        findings.append(Finding("same-grade", "Đang ở hạng này rồi.", where="grade"))
    if not role.start < on <= today:
        message = f"Chọn ngày sau {written(role.start)} và không sau hôm nay."
        findings.append(Finding("grade-when", message, where="on"))
    if findings:
        raise CannotChangeRole("Chưa xếp hạng được, còn chỗ cần sửa.", findings)
    stored_end(role=role, end=on, reason=EndReason.GRADE_CHANGED, by=by, at=at)
    values = RoleValues(RoleKind.VOLUNTEER, on, grade=grade, details=role.details)
    return stored_role(person=person, unit=role.unit, values=values, follows=role, by=by, at=at)


def moved_to(
    role: PersonRole,
    to: Unit,
    *,
    on: dt.date,
    reason: EndReason = EndReason.TRANSFERRED,
    note: str = "",
    by: User | str,
    at: dt.datetime,
) -> PersonRole:
    """End a role at its unit and let it go on at another; rights are the caller's question."""
    stored_end(role=role, end=on, reason=reason, note=note, by=by, at=at)
    values = RoleValues(
        RoleKind(role.kind), on, grade=role.grade, card_number=role.card_number, office=role.office,
        details=role.details,
    )  # fmt: skip
    return stored_role(person=role.person, unit=to, values=values, follows=role, by=by, at=at)


def faults_of_transfer(
    role: PersonRole, to: Unit, on: dt.date, note: str, *, today: dt.date
) -> list[Finding]:
    """Everything that speaks against a membership going there on that day."""
    held, place = as_held(role, today=today), place_of(to)
    findings = []
    if role.kind != RoleKind.MEMBER or role.end is not None:
        findings.append(Finding("not-a-member", "Chỉ chuyển được người đang là hội viên."))
    if to.pk == role.unit_id:
        findings.append(Finding("same-unit", "Chọn một đơn vị khác.", where="unit"))
    if place.kind not in PLACES[RoleKind.MEMBER]:
        message = "Hội viên sinh hoạt tại Hội cơ sở hoặc chi hội."
        findings.append(Finding("role-at-wrong-kind", message, where="unit"))
    if on <= held.start:
        message = f"Ngày chuyển phải sau ngày vào đơn vị này, {written(held.start)}."
        findings.append(Finding("transfer-first", message, where="on"))
    if on > today:
        findings.append(Finding("transfer-ahead", "Ngày chuyển ở sau hôm nay.", where="on"))
    if on < place.start or (place.end is not None and on >= place.end):
        message = "Ngày ấy đơn vị đến không hoạt động. Chọn đơn vị hoặc ngày khác."
        findings.append(Finding("unit-not-living", message, where="unit"))
    if len(note) > 300:
        findings.append(Finding("note-long", "Ghi chú dài quá 300 ký tự.", where="note"))
    return findings
