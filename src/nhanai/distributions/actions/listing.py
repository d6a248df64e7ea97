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
from nhanai.distributions.actions.persons import kept_person, known_person
from nhanai.distributions.models import Quota, Recipient
from nhanai.distributions.permissions import Permission
from nhanai.distributions.rules.pasting import RowTold
from nhanai.distributions.vocab import QuotaState, RecipientTarget
from nhanai.identity.models import User
from nhanai.journal.actions import record
from nhanai.people.models import Person

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
    found = {told.number: known_person(row.unit, told, findings) for told in rows}
    if despite_warnings:
        findings = [one for one in findings if one.severity is Severity.ERROR]
    if findings:
        raise CannotDistribute("Chưa thêm được, còn dòng cần xem lại.", findings)
    persons = [kept_person(row.unit, told, found[told.number], by=by, at=at) for told in rows]
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
