"""Handing over: who came and received, what is left over and where it went."""

import datetime as dt
from collections.abc import Collection, Sequence

from django.db import transaction
from django.utils.timezone import localdate

from nhanai.aid import actions as aid
from nhanai.aid.actions import BatchValues
from nhanai.aid.models import Batch
from nhanai.aid.rules.overlap import Got
from nhanai.aid.vocab import GiftKind
from nhanai.base.text import single_spaced
from nhanai.distributions import facts
from nhanai.distributions.actions.holding import (
    CannotDistribute,
    check_may,
    check_state,
    held_quota,
    moved,
)
from nhanai.distributions.actions.money import check_sent
from nhanai.distributions.models import GiftMove, Quota, Recipient
from nhanai.distributions.permissions import Permission
from nhanai.distributions.queries.checking import programme_of
from nhanai.distributions.queries.rounds import balances_of
from nhanai.distributions.vocab import QuotaState, RecipientState
from nhanai.identity.models import User
from nhanai.journal.actions import record


@transaction.atomic
def hand_over(
    *, quota: Quota, on: dt.date, came: Collection[int], among: Collection[int] | None = None,
    by: User, at: dt.datetime,
) -> Quota:  # fmt: skip
    """Record that these received on that day; the others `among` whom they were did not come.

    Without `among`, of the whole list. Who stands by receives instead of who did not come, as far
    as gifts reach. Recorded again, it adds those who came later. An address has its delivery in
    `aid` by this alone.
    """
    today = localdate(at)
    row = held_quota(quota.pk)
    check_may(by, Permission.LIST, row.unit, today)
    check_state(row, QuotaState.APPROVED, QuotaState.GIVEN)
    check_sent(row)
    _check_day(row, on, today)
    listed = list(
        Recipient.objects.filter(quota=row).exclude(state=RecipientState.RECEIVED)
        .select_related("person__merged_into", "address").order_by("pk")
    )  # fmt: skip
    received = [one for one in listed if one.pk in came]
    if not received:
        raise CannotDistribute("Đánh dấu ít nhất một người đã nhận.")
    left = balances_of([row])[row.pk].left
    if len(received) > left:
        raise CannotDistribute(f"Chỉ còn {left} suất, đã đánh dấu {len(received)} người.")
    missed = [
        one.pk
        for one in listed
        if one.pk not in came and not one.is_reserve and (among is None or one.pk in among)
    ]
    Recipient.objects.filter(pk__in=missed).update(state=RecipientState.ABSENT)
    keys = [one.pk for one in received]
    Recipient.objects.filter(pk__in=keys).update(state=RecipientState.RECEIVED, on=on)
    row.given_on = row.given_on or on
    _delivered(row, received, on=on, by=by, at=at)
    _settled(row)
    facts.count_gifts(received)
    facts.count_place(row)
    record(
        verb="distributions.handed_over", subject=row.round, by=by, at=at,
        new={"received": len(received), "on": on}, unit_key=row.unit.key,
    )  # fmt: skip
    return row


def _check_day(row: Quota, on: dt.date, today: dt.date) -> None:
    if on > today:
        raise CannotDistribute("Ngày này chưa đến. Ghi sau khi đã trao.")
    if row.paid_on is not None and on < row.paid_on:
        raise CannotDistribute("Ngày trao không trước ngày tiền, hàng được xuất.")


def _delivered(
    row: Quota, received: Sequence[Recipient], *, on: dt.date, by: User, at: dt.datetime
) -> None:
    """Addresses in `aid`; of all others what they got, so that who gives next sees it."""
    round_ = row.round
    addresses = {one.address_id: round_.worth for one in received if one.address_id}
    if addresses:
        row.batch = row.batch or _batch(row, on, by=by, at=at)
        aid.deliver_for_above(batch=row.batch, worths=addresses, on=on, by=by, at=at)
    kind, programme = GiftKind(round_.kind), programme_of(round_)
    aid.note_receipts(
        source=facts.GIFT, unit=row.unit,
        got=[
            (one.pk, one.person,
             Got("", one.household_key, on, kind, round_.what, round_.worth, round_.giver,
                 programme))
            for one in received
            if not one.address_id
        ],
    )  # fmt: skip


def _batch(row: Quota, on: dt.date, *, by: User, at: dt.datetime) -> Batch:
    if row.submitted_by is None or row.approved_by is None:
        raise CannotDistribute("Danh sách này chưa được duyệt.")
    round_ = row.round
    values = BatchValues(
        round_.name, on, GiftKind(round_.kind), round_.what, giver=round_.giver,
        campaign=round_.campaign,
    )  # fmt: skip
    return aid.batch_of_above(
        unit=row.unit, values=values, made_by=row.submitted_by, approved_by=row.approved_by,
        by=by, at=at,
    )  # fmt: skip


def _settled(row: Quota) -> None:
    """Bring the list where its gifts are: all gone, or some left."""
    left = balances_of([row])[row.pk].left
    to = QuotaState.GIVEN if left else QuotaState.SETTLED
    if row.state != to:
        moved(row, to)
    row.save(update_fields=["state", "given_on", "batch"])


@transaction.atomic
def take_back_gift(*, recipient: Recipient, reason: str, by: User, at: dt.datetime) -> Quota:
    """Take back what was recorded by mistake; the gift is left over again."""
    row = held_quota(recipient.quota_id)
    check_may(by, Permission.LIST, row.unit, localdate(at))
    one = Recipient.objects.select_related("round").get(pk=recipient.pk)
    if one.state != RecipientState.RECEIVED:
        raise CannotDistribute("Người này không ở trạng thái đã nhận. Hãy mở lại trang.")
    note = single_spaced(reason)
    if not note or len(note) > 300:
        raise CannotDistribute("Ghi ngắn gọn vì sao rút lần nhận này.")
    one.state, one.on, one.note = RecipientState.ABSENT, None, note
    one.save(update_fields=["state", "on", "note"])
    if one.address_id and row.batch is not None:
        aid.withdraw_for_above(batch=row.batch, addresses=[one.address_id], note=note, by=by, at=at)
    aid.forget_receipts(source=facts.GIFT, records=[one.pk])
    _settled(row)
    facts.count_gifts([one])
    facts.count_place(row)
    record(
        verb="distributions.gift_taken_back", subject=one, by=by, at=at, note=note,
        unit_key=row.unit.key,
    )  # fmt: skip
    return row


@transaction.atomic
def move_gifts(
    *, quota: Quota, gifts: int, to: Quota | None = None, on: dt.date, note: str = "", by: User,
    at: dt.datetime,
) -> GiftMove:  # fmt: skip
    """Return gifts that nobody received to where they came from, or move them elsewhere."""
    row = held_quota(quota.pk)
    check_may(by, Permission.LIST, row.unit, localdate(at))
    check_state(row, QuotaState.GIVEN)
    left = balances_of([row])[row.pk].left
    if not 0 < gifts <= left:
        raise CannotDistribute(f"Còn {left} suất. Ghi số suất từ 1 đến {left}.")
    if on > localdate(at) or (row.given_on and on < row.given_on):
        raise CannotDistribute("Ngày chuyển, trả nằm giữa ngày trao và hôm nay.")
    if len(note) > 300:
        raise CannotDistribute("Ghi chú dài quá 300 ký tự, hãy viết gọn lại.")
    there = held_quota(to.pk) if to else None
    if there is not None:
        _check_there(row, there)
    made = GiftMove.objects.create(
        quota=row, to=there, gifts=gifts, on=on, note=single_spaced(note), by=by, at=at
    )
    _settled(row)
    if there is not None and there.state == QuotaState.SETTLED:
        _settled(there)
    record(
        verb="distributions.gifts_moved", subject=row.round, by=by, at=at,
        new={"gifts": gifts, "to": there.unit.key if there else "", "on": on}, note=note,
        unit_key=row.unit.key,
    )  # fmt: skip
    return made


def _check_there(row: Quota, there: Quota) -> None:
    if there.round_id != row.round_id or there.pk == row.pk:
        raise CannotDistribute("Chọn một đơn vị khác trong cùng đợt.")
    if there.state in {QuotaState.LISTING, QuotaState.SUBMITTED}:
        raise CannotDistribute("Đơn vị nhận phải có danh sách đã duyệt.")
