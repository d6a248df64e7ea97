"""Handing over: what came counts, is noted for who gives next, and moves the address on."""

import datetime as dt
from collections.abc import Collection, Sequence

from django.db import transaction
from django.utils.timezone import localdate

from nhanai.aid import facts
from nhanai.aid.actions.batching import CannotGive, deliveries_of, held
from nhanai.aid.actions.keepers import keeper_of
from nhanai.aid.actions.receipts import forget_receipts, note_receipts
from nhanai.aid.actions.stepping import check_may, locked, step
from nhanai.aid.models import Batch, Commitment, Delivery
from nhanai.aid.permissions import Permission
from nhanai.aid.queries.support import programme_of
from nhanai.aid.rules.overlap import Got
from nhanai.aid.vocab import STANDING, BatchState, DeliveryState, GiftKind
from nhanai.aid.vocab import AddressState as State
from nhanai.base.text import single_spaced
from nhanai.identity.models import User
from nhanai.journal.actions import record


@transaction.atomic
def hand_over(
    *, batch: Batch, on: dt.date, came: Collection[int], by: User, at: dt.datetime
) -> Batch:
    """Record that goods or services reached the deliveries in `came`, and not the others.

    Money counts when the cashier has paid it (`actions.money`), so it is refused here.
    """
    today = localdate(at)
    row = held(batch.pk)
    check_may(by, Permission.DELIVER, row.unit, today)
    if row.kind == GiftKind.MONEY:
        raise CannotGive("Tiền được ghi là đã trao khi thủ quỹ chi xong phiếu chi của đợt này.")
    if row.state != BatchState.APPROVED:
        raise CannotGive("Đợt trao phải được duyệt trước khi trao.")
    if on > today:
        raise CannotGive("Ngày này chưa đến. Ghi sau khi đã trao.")
    planned = [one for one in deliveries_of(row) if one.state == DeliveryState.PLANNED]
    received = [one for one in planned if one.pk in came]
    if not received:
        raise CannotGive("Đánh dấu ít nhất một địa chỉ đã nhận; không ai nhận thì hủy đợt.")
    missed = [one.pk for one in planned if one.pk not in came]
    Delivery.objects.filter(pk__in=missed).update(state=DeliveryState.MISSED)
    complete(row, received, on=on, by=by, at=at)
    return row


def complete(
    batch: Batch, received: Sequence[Delivery], *, on: dt.date, by: User, at: dt.datetime
) -> None:
    """Write that these came on that day; whether they may is the caller's question."""
    keys = [one.pk for one in received]
    Delivery.objects.filter(pk__in=keys).update(state=DeliveryState.DELIVERED, on=on)
    batch.state = BatchState.DONE
    batch.save(update_fields=["state"])
    facts.count_deliveries(received)
    programme, kind = programme_of(batch), GiftKind(batch.kind)
    note_receipts(
        source=facts.DELIVERY, unit=batch.unit,
        got=[
            (one.pk, one.address.person,
             Got("", one.address.household_key, on, kind, batch.what, one.worth, batch.giver,
                 programme))
            for one in received
        ],
    )  # fmt: skip
    for one in sorted(received, key=lambda row: row.address_id):
        address = locked(one.address_id)
        if address.state in STANDING and address.state != State.HELPED:
            step(address, State.HELPED, on=max(on, address.since), by=by, at=at)
    new = {"received": len(received), "on": on, "worth": sum(one.worth for one in received)}
    record(verb="aid.batch_done", subject=batch, by=by, at=at, new=new, unit_key=batch.unit.key)


@transaction.atomic
def take_back(*, delivery: Delivery, reason: str, by: User, at: dt.datetime) -> Delivery:
    """Take back what was recorded by mistake; it counts and is known no longer.

    Money is taken back by a reversal in the ledger, so it is refused here.
    """
    today = localdate(at)
    batch = held(delivery.batch_id)
    check_may(by, Permission.DELIVER, batch.unit, today)
    keeper = keeper_of(batch)
    if keeper:
        raise CannotGive(f"Lần trợ giúp này thuộc {keeper}. Hãy sửa ở đó.")
    if batch.kind == GiftKind.MONEY:
        raise CannotGive("Tiền đã chi được rút lại bằng bút toán đảo trong sổ kế toán.")
    row = Delivery.objects.select_related("address__unit", "batch").get(pk=delivery.pk)
    if row.state != DeliveryState.DELIVERED:
        raise CannotGive("Lần trợ giúp này không ở trạng thái đã trao.")
    note = single_spaced(reason)
    if not note or len(note) > 300:
        raise CannotGive("Ghi ngắn gọn vì sao rút lần trợ giúp này.")
    undo(batch, [row], DeliveryState.TAKEN_BACK, note=note, by=by, at=at)
    new = {"address": row.address.code, "worth": row.worth}
    record(
        verb="aid.delivery_taken_back", subject=batch, by=by, at=at, new=new, note=note,
        unit_key=batch.unit.key,
    )  # fmt: skip
    return Delivery.objects.get(pk=row.pk)


def undo(
    batch: Batch, rows: Sequence[Delivery], state: DeliveryState, *, note: str = "", by: User,
    at: dt.datetime,
) -> None:  # fmt: skip
    """Write that these did not come after all; an address that nothing reached is not helped."""
    keys = [one.pk for one in rows]
    Delivery.objects.filter(pk__in=keys).update(state=state, on=None, note=note)
    facts.count_deliveries(rows)
    forget_receipts(source=facts.DELIVERY, records=keys)
    for one in sorted(rows, key=lambda row: row.address_id):
        address = locked(one.address_id)
        reached = Delivery.objects.filter(address=address, state=DeliveryState.DELIVERED)
        if address.state == State.HELPED and not reached.exists():
            promised = Commitment.objects.filter(address=address).exclude(end__lte=localdate(at))
            after = State.SPONSORED if promised.exists() else State.APPROVED
            step(address, after, on=address.since, by=by, at=at)
