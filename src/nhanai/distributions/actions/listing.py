"""Who is to receive: from standing addresses in one click, or from rows typed and pasted."""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Final

from django.db import transaction
from django.utils.timezone import localdate

from nhanai.aid.actions import household_of
from nhanai.aid.models import Address
from nhanai.aid.vocab import STANDING, TargetGroup
from nhanai.base.findings import Finding, Severity
from nhanai.base.text import fold
from nhanai.distributions.actions.holding import (
    CannotDistribute,
    check_may,
    check_state,
    held_quota,
)
from nhanai.distributions.models import Quota, Recipient
from nhanai.distributions.permissions import Permission
from nhanai.distributions.rules.pasting import RowTold
from nhanai.distributions.vocab import QuotaState, RecipientTarget
from nhanai.identity.models import User
from nhanai.journal.actions import record
from nhanai.people import actions as people
from nhanai.people.models import Person, PersonRole
from nhanai.people.queries.finding import alike, holder_of_number, shown_as
from nhanai.people.rules.roles import RoleValues
from nhanai.people.rules.values import PersonValues
from nhanai.people.vocab import RoleKind

MOST: Final = 2000
"""Rows of one commune's list."""
_OPEN: Final = (QuotaState.LISTING,)


@transaction.atomic
def add_from_addresses(*, quota: Quota, reserve: int = 0, by: User, at: dt.datetime) -> int:
    """Fill the list with the unit's standing addresses, the hardest first, up to its quota.

    `reserve` more stand by. Households that are listed in the round already are left out.
    """
    row = held_quota(quota.pk)
    check_may(by, Permission.LIST, row.unit, localdate(at))
    check_state(row, *_OPEN)
    listed = Recipient.objects.filter(round=row.round)
    room = row.gifts - listed.filter(quota=row, is_reserve=False).count()
    wanted = max(room, 0) + min(max(reserve, 0), MOST)
    rows = Address.objects.filter(unit=row.unit, state__in=STANDING)
    rows = rows.exclude(household_key__in=listed.values("household_key"))
    rows = rows.exclude(person__in=listed.values("person"))
    rows = rows.exclude(person__erased_at__isnull=False)
    chosen = list(rows.select_related("person__merged_into").order_by("-points", "pk")[:wanted])
    if not chosen:
        raise CannotDistribute("Không còn địa chỉ nhân đạo nào để thêm, hoặc chỉ tiêu đã đủ người.")
    made = [
        _recipient(
            row, one.person.merged_into or one.person, address=one, is_reserve=number >= room,
            target=_target(one.group), by=by, at=at,
        )
        for number, one in enumerate(chosen)
    ]  # fmt: skip
    _kept(row, made, by=by, at=at)
    return len(made)


def _target(group: str) -> RecipientTarget:
    if group == TargetGroup.DIOXIN:
        return RecipientTarget.DIOXIN
    return RecipientTarget.POOR if group == TargetGroup.POOR else RecipientTarget.OTHER


def _recipient(
    row: Quota, person: Person, *, address: Address | None, is_reserve: bool,
    target: RecipientTarget, by: User, at: dt.datetime,
) -> Recipient:  # fmt: skip
    return Recipient(
        round=row.round, quota=row, person=person, address=address,
        household_key=address.household_key if address else household_of(person),
        hamlet=person.hamlet, folded=fold(person.hamlet), target=target, is_reserve=is_reserve,
        by=by, at=at,
    )  # fmt: skip


def _kept(row: Quota, made: Sequence[Recipient], *, by: User, at: dt.datetime) -> None:
    if Recipient.objects.filter(quota=row).count() + len(made) > MOST:
        raise CannotDistribute(f"Danh sách của một đơn vị nhiều nhất {MOST} người.")
    Recipient.objects.bulk_create(made)
    new = {"added": len(made), "reserve": sum(one.is_reserve for one in made)}
    record(
        verb="distributions.recipients_added", subject=row.round, by=by, at=at, new=new,
        unit_key=row.unit.key,
    )  # fmt: skip


@transaction.atomic
def add_rows(
    *, quota: Quota, rows: Sequence[RowTold], is_reserve: bool = False,
    despite_warnings: bool = False, by: User, at: dt.datetime,
) -> int:  # fmt: skip
    """Add these people, all of them or none; people of the register are found, not made anew.

    A row that may be somebody known is told as a finding, unless told to go on with a new record.
    """
    row = held_quota(quota.pk)
    today = localdate(at)
    check_may(by, Permission.LIST, row.unit, today)
    check_state(row, *_OPEN)
    findings: list[Finding] = []
    found = {told.number: _known(row, told, findings) for told in rows}
    if despite_warnings:
        findings = [one for one in findings if one.severity is Severity.ERROR]
    if findings:
        raise CannotDistribute("Chưa thêm được, còn dòng cần xem lại.", findings)
    persons = [_person(row, told, found[told.number], by=by, at=at) for told in rows]
    listed = set(Recipient.objects.filter(round=row.round).values_list("person", flat=True))
    faults = list(_repeated(rows, persons, listed))
    if faults:
        raise CannotDistribute("Chưa thêm được, có người ghi hai lần.", faults)
    made = []
    taken = set(
        Recipient.objects.filter(round=row.round, address__isnull=False)
        .values_list("address", flat=True)
    )  # fmt: skip
    for told, person in zip(rows, persons, strict=True):
        address = _address_of(row, person)
        if address is not None and address.pk in taken:
            address = None
        elif address is not None:
            taken.add(address.pk)
        made.append(
            _recipient(
                row, person, address=address, is_reserve=is_reserve, target=told.target, by=by,
                at=at,
            )
        )  # fmt: skip
    _kept(row, made, by=by, at=at)
    return len(made)


def _known(row: Quota, told: RowTold, findings: list[Finding]) -> Person | None:
    """Who of the register the row is, if it is sure; what is not sure goes into `findings`."""
    values, year = told.person, told.person.birth.on and told.person.birth.on.year
    year = year or values.birth.year
    holder = holder_of_number(values.citizen_number)
    if holder is not None:
        holder = holder.merged_into or holder
        if holder.name_folded == fold(values.full_name):
            return holder
        message = f"Dòng {told.number}: số căn cước này đã ghi cho người tên khác. Kiểm tra lại."
        findings.append(Finding("row-number", message, where="rows"))
        return None
    others = alike(values.full_name, values.birth, unit=row.unit)
    sure = [one for one in others if year and one.birth_year == year and _same_place(one, values)]
    if len(sure) == 1:
        return sure[0]
    if others:
        message = (
            f"Dòng {told.number}: đã có {shown_as(others[0])}. Ghi đủ năm sinh và số hộ hoặc số"
            " căn cước nếu là người ấy; là người khác thì đánh dấu ô bên dưới."
        )
        findings.append(Finding("row-similar", message, Severity.WARNING, where="rows"))
    return None


def _same_place(one: Person, values: PersonValues) -> bool:
    if values.household and one.household:
        return fold(one.household).replace(" ", "") == fold(values.household).replace(" ", "")
    return bool(values.hamlet) and fold(one.hamlet) == fold(values.hamlet)


def _person(
    row: Quota, told: RowTold, known: Person | None, *, by: User, at: dt.datetime
) -> Person:
    """The person of the register, made a beneficiary of the unit, or a new one."""
    role = RoleValues(RoleKind.BENEFICIARY, localdate(at))
    if known is None:
        return people.add_person(
            values=told.person, unit=row.unit, role=role, commune=row.unit.territory,
            despite_warnings=True, by=by, at=at,
        )  # fmt: skip
    held = PersonRole.objects.filter(
        person=known, unit=row.unit, kind=RoleKind.BENEFICIARY, end__isnull=True
    )
    if not held.exists():
        people.give_role(
            person=known, unit=row.unit, values=role, despite_warnings=True, by=by, at=at
        )
    return known


def _repeated(
    rows: Sequence[RowTold], persons: Sequence[Person], listed: set[int]
) -> Iterator[Finding]:
    seen = set(listed)
    for told, person in zip(rows, persons, strict=True):
        if person.pk in seen:
            message = f"Dòng {told.number}: người này đã có trong danh sách của đợt. Bỏ dòng ấy."
            yield Finding("row-twice", message, where="rows")
        seen.add(person.pk)


def _address_of(row: Quota, person: Person) -> Address | None:
    """The standing address of her household at the unit."""
    rows = Address.objects.filter(unit=row.unit, state__in=STANDING)
    return rows.filter(household_key=household_of(person)).first()


@transaction.atomic
def remove_recipient(*, recipient: Recipient, by: User, at: dt.datetime) -> Quota:
    """Take somebody off a list that is still being made."""
    row = held_quota(recipient.quota_id)
    check_may(by, Permission.LIST, row.unit, localdate(at))
    check_state(row, *_OPEN)
    one = Recipient.objects.get(pk=recipient.pk)
    number = one.pk
    one.delete()
    record(
        verb="distributions.recipient_removed", subject=row.round, by=by, at=at,
        new={"removed": number}, unit_key=row.unit.key,
    )  # fmt: skip
    return row


@transaction.atomic
def turn_reserve(*, recipient: Recipient, by: User, at: dt.datetime) -> Quota:
    """Move somebody into the reserve, or out of it."""
    row = held_quota(recipient.quota_id)
    check_may(by, Permission.LIST, row.unit, localdate(at))
    check_state(row, *_OPEN)
    one = Recipient.objects.get(pk=recipient.pk)
    one.is_reserve = not one.is_reserve
    one.save(update_fields=["is_reserve"])
    record(
        verb="distributions.recipient_turned", subject=one, by=by, at=at,
        new={"reserve": one.is_reserve}, unit_key=row.unit.key,
    )  # fmt: skip
    return row
