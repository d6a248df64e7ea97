"""A batch of help before it is handed over: drafted, answered for, approved, called off."""

import datetime as dt
import uuid
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.db import transaction
from django.utils.timezone import localdate

from nhanai.activities.models import Campaign
from nhanai.aid import queries
from nhanai.aid.actions.stepping import check_may
from nhanai.aid.models import Address, Batch, Commitment, Delivery, OverlapAnswer
from nhanai.aid.permissions import Permission
from nhanai.aid.queries.due import fulfilled, promise_of
from nhanai.aid.queries.money import voucher_of
from nhanai.aid.rules.overlap import unanswered
from nhanai.aid.rules.schedule import next_open
from nhanai.aid.vocab import STANDING, BatchState, DeliveryState, GiftKind
from nhanai.base.errors import Refused
from nhanai.base.findings import Finding
from nhanai.base.text import fold, single_spaced
from nhanai.identity.models import User
from nhanai.journal.actions import record
from nhanai.sending.actions import once
from nhanai.units.models import Unit

MOST: Final = 300
"""Addresses of one batch; more are several batches."""
MOST_MONEY: Final = 10**11


class CannotGive(Refused):
    """The batch cannot be kept, approved or handed over like this."""


@dataclass(frozen=True, slots=True)
class BatchValues:
    """What is given, when, where, from whom."""

    name: str
    on: dt.date
    kind: GiftKind
    what: str
    place: str = ""
    giver: str = ""
    is_monthly: bool = False
    campaign: Campaign | None = None


@dataclass(frozen=True, slots=True)
class Share:
    """What one address is to get: `worth` đồng, as an instalment of `commitment` or of its own."""

    address: int
    worth: int
    commitment: int | None = None


_LENGTHS: Final = {"name": ("Tên đợt", 200), "what": ("Trao gì", 200), "place": ("Nơi trao", 200),
                   "giver": ("Nguồn", 200)}  # fmt: skip


@transaction.atomic
def draft_batch(
    *, unit: Unit, values: BatchValues, shares: Sequence[Share], token: uuid.UUID | None = None,
    by: User, at: dt.datetime,
) -> Batch:  # fmt: skip
    """Keep a batch with its addresses, all of them or none; sent twice it is made once."""
    today = localdate(at)
    unit = Unit.objects.select_for_update().get(pk=unit.pk)
    check_may(by, Permission.DELIVER, unit, today)
    rows = _addresses(unit, shares)
    findings = [*_faults(values), *_faults_of_shares(shares, rows)]
    if findings:
        raise CannotGive("Chưa lập được đợt trao, còn chỗ cần sửa.", findings)
    content = [values.name, str(values.on), *(f"{one.address}:{one.worth}" for one in shares)]

    def make() -> Sequence[int]:
        return [_made(unit, values, shares, by=by, at=at).pk]

    made = once(make, token=token, act="aid.batch", content=content, by=by, at=at)
    return Batch.objects.get(pk=made[0])


def _made(
    unit: Unit, values: BatchValues, shares: Sequence[Share], *, by: User, at: dt.datetime
) -> Batch:
    name = single_spaced(values.name)
    batch = Batch.objects.create(
        unit=unit, name=name, folded=fold(f"{name} {values.what} {values.giver}")[:200],
        on=values.on, place=values.place, kind=values.kind, what=values.what,
        is_monthly=values.is_monthly, giver=values.giver, campaign=values.campaign,
        state=BatchState.DRAFT, made_by=by, made_at=at,
    )  # fmt: skip
    due = _instalments(shares, values.on)
    Delivery.objects.bulk_create(
        Delivery(
            batch=batch, address_id=one.address, worth=one.worth, state=DeliveryState.PLANNED,
            commitment_id=one.commitment, due_on=due.get(one.commitment or 0),
        )
        for one in shares
    )  # fmt: skip
    worth = sum(one.worth for one in shares)
    new = {"addresses": len(shares), "worth": worth, "on": values.on}
    record(verb="aid.batch_drafted", subject=batch, by=by, at=at, new=new, unit_key=unit.key)
    return batch


def _addresses(unit: Unit, shares: Sequence[Share]) -> Mapping[int, Address]:
    rows = Address.objects.filter(unit=unit, pk__in=[one.address for one in shares])
    return {row.pk: row for row in rows.select_for_update(of=("self",)).order_by("pk")}


def _instalments(shares: Sequence[Share], on: dt.date) -> dict[int, dt.date | None]:
    """Which instalment of each promise this fulfils: the earliest that has not come."""
    keys = [one.commitment for one in shares if one.commitment]
    done = fulfilled(keys)
    rows = Commitment.objects.filter(pk__in=keys)
    return {
        row.pk: next_open(promise_of(row), done.get(row.pk, frozenset()), today=on) for row in rows
    }


def _faults(values: BatchValues) -> Iterator[Finding]:
    if not single_spaced(values.name):
        yield Finding("name", "Đặt tên cho đợt trao.", where="name")
    if not single_spaced(values.what):
        message = "Ghi trao gì, ví dụ 10 kg gạo, 1 lít dầu ăn."
        yield Finding("what", message, where="what")
    for field, (label, most) in _LENGTHS.items():
        if len(getattr(values, field)) > most:
            yield Finding("long", f"{label} dài quá {most} ký tự, hãy viết gọn lại.", where=field)


def _faults_of_shares(shares: Sequence[Share], rows: Mapping[int, Address]) -> Iterator[Finding]:
    if not shares:
        yield Finding("nobody", "Chọn ít nhất một địa chỉ.", where="addresses")
    if len(shares) > MOST:
        yield Finding("many", f"Một đợt nhiều nhất {MOST} địa chỉ. Hãy chia thành nhiều đợt.")
    if len({one.address for one in shares}) != len(shares):
        yield Finding("twice", "Một địa chỉ được chọn hai lần.", where="addresses")
    promised = dict(
        Commitment.objects.filter(pk__in=[one.commitment for one in shares if one.commitment])
        .values_list("pk", "address")
    )  # fmt: skip
    for one in shares:
        row = rows.get(one.address)
        if row is None:
            yield Finding("of-others", "Có địa chỉ không thuộc đơn vị này. Hãy mở lại trang.")
        elif row.state not in STANDING:
            message = f"{row.code} chưa được duyệt, hoặc đang tạm dừng, đã kết thúc."
            yield Finding("not-standing", message, where="addresses")
        if not 0 < one.worth <= MOST_MONEY:
            code = row.code if row else ""
            yield Finding("worth", f"Ghi trị giá trao cho {code}.", where="worth")
        if one.commitment and promised.get(one.commitment) != one.address:
            yield Finding("promise", "Cam kết không thuộc địa chỉ này. Hãy mở lại trang.")


def held(key: int) -> Batch:
    """The batch, held until the act is done."""
    rows = Batch.objects.select_related("unit", "campaign")
    return rows.select_for_update(of=("self",)).get(pk=key)


def deliveries_of(batch: Batch) -> list[Delivery]:
    """Its deliveries with whose they are, in their order."""
    rows = Delivery.objects.filter(batch=batch).order_by("pk")
    return list(rows.select_related("address__person__merged_into", "address__unit", "batch"))


def _check_state(batch: Batch, *states: BatchState) -> None:
    if batch.state not in states:
        label = batch.get_state_display().lower()
        raise CannotGive(f"Đợt này {label}, không làm được việc ấy nữa. Hãy mở lại trang.")


@transaction.atomic
def remove_delivery(*, delivery: Delivery, by: User, at: dt.datetime) -> Batch:
    """Take an address out of a batch that is still drafted."""
    batch = held(delivery.batch_id)
    check_may(by, Permission.DELIVER, batch.unit, localdate(at))
    _check_state(batch, BatchState.DRAFT)
    row = Delivery.objects.select_related("address").get(pk=delivery.pk)
    if Delivery.objects.filter(batch=batch).count() == 1:
        raise CannotGive("Đây là địa chỉ cuối cùng của đợt. Hãy hủy cả đợt.")
    code = row.address.code
    row.delete()
    new = {"removed": code}
    record(verb="aid.batch_changed", subject=batch, by=by, at=at, new=new, unit_key=batch.unit.key)
    return batch


@transaction.atomic
def answer_overlaps(*, batch: Batch, answers: Mapping[int, str], by: User, at: dt.datetime) -> int:
    """Say why help goes where somebody helped already; `answers` are by delivery.

    Each answer stands for what is known now; what becomes known later asks again.
    """
    row = held(batch.pk)
    check_may(by, Permission.DELIVER, row.unit, localdate(at))
    _check_state(row, BatchState.DRAFT)
    deliveries = [one for one in deliveries_of(row) if one.pk in answers]
    texts = {pk: single_spaced(text) for pk, text in answers.items()}
    if any(not texts[one.pk] or len(texts[one.pk]) > 400 for one in deliveries):
        raise CannotGive("Ghi vì sao vẫn trao, dài nhất 400 ký tự.")
    found = queries.findings_for(row, deliveries)
    made = [
        OverlapAnswer(delivery=one, finding=finding.where or "", text=texts[one.pk], by=by, at=at)
        for one in deliveries
        for finding in unanswered(found[one.pk], _answered(one))
    ]
    if not made:
        raise CannotGive("Không còn chỗ nào chờ giải trình.")
    OverlapAnswer.objects.bulk_create(made)
    new = {"answers": len(made)}
    record(verb="aid.overlap_answered", subject=row, by=by, at=at, new=new, unit_key=row.unit.key)
    return len(made)


def _answered(delivery: Delivery) -> Collection[str]:
    return list(delivery.answers.values_list("finding", flat=True))


@transaction.atomic
def approve_batch(*, batch: Batch, by: User, at: dt.datetime) -> Batch:
    """Let the batch be handed over; refused while an overlap has no answer.

    Who drafted it does not approve it.
    """
    row = held(batch.pk)
    check_may(by, Permission.APPROVE, row.unit, localdate(at))
    _check_state(row, BatchState.DRAFT)
    if row.made_by_id == by.pk:
        raise CannotGive("Người lập đợt trao không duyệt đợt ấy. Người khác duyệt.")
    deliveries = deliveries_of(row)
    findings = list(_still_open(row, deliveries))
    if findings:
        raise CannotGive("Chưa duyệt được, còn chỗ chờ giải trình hoặc cần bỏ ra.", findings)
    row.state, row.approved_by, row.approved_at = BatchState.APPROVED, by, at
    row.save(update_fields=["state", "approved_by", "approved_at"])
    new = {"addresses": len(deliveries), "worth": sum(one.worth for one in deliveries)}
    record(verb="aid.batch_approved", subject=row, by=by, at=at, new=new, unit_key=row.unit.key)
    return row


def _still_open(batch: Batch, deliveries: Sequence[Delivery]) -> Iterator[Finding]:
    found = queries.findings_for(batch, deliveries)
    answered: dict[int, list[str]] = {}
    rows = OverlapAnswer.objects.filter(delivery__batch=batch)
    for delivery, key in rows.values_list("delivery", "finding"):
        answered.setdefault(delivery, []).append(key)
    for one in deliveries:
        if one.address.state not in STANDING:
            message = f"{one.address.code} không còn được trợ giúp. Bỏ ra khỏi đợt."
            yield Finding("not-standing", message)
        for finding in unanswered(found[one.pk], answered.get(one.pk, ())):
            message = f"{one.address.code}: {finding.message} Giải trình vì sao vẫn trao."
            yield Finding(finding.rule, message, where=finding.where)


@transaction.atomic
def cancel_batch(*, batch: Batch, reason: str, by: User, at: dt.datetime) -> Batch:
    """Call the batch off before anything was handed over."""
    row = held(batch.pk)
    check_may(by, Permission.DELIVER, row.unit, localdate(at))
    _check_state(row, BatchState.DRAFT, BatchState.APPROVED)
    reason = single_spaced(reason)
    if not reason or len(reason) > 300:
        raise CannotGive("Ghi ngắn gọn vì sao hủy đợt trao.")
    if voucher_of(row) is not None:
        raise CannotGive("Đợt này có phiếu chi đang chờ. Bỏ phiếu chi trước khi hủy đợt.")
    row.state, row.reason = BatchState.CANCELLED, reason
    row.save(update_fields=["state", "reason"])
    rows = Delivery.objects.filter(batch=row, state=DeliveryState.PLANNED)
    rows.update(state=DeliveryState.TAKEN_BACK)
    record(
        verb="aid.batch_cancelled", subject=row, by=by, at=at, note=reason, unit_key=row.unit.key
    )
    return row
