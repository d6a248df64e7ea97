"""Goods come in, go out, move, are lost; a wrong slip is reversed by another."""

import datetime as dt
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.utils.timezone import localdate

from nhanai.activities.models import Campaign
from nhanai.base.findings import Finding
from nhanai.base.text import fold, nfc, single_spaced
from nhanai.identity.models import User
from nhanai.sending.actions import once
from nhanai.stock.actions.booking import unbook
from nhanai.stock.actions.keeping import (
    CannotKeep,
    Change,
    Told,
    day_findings,
    held_in,
    locked,
    told_findings,
    write_slip,
)
from nhanai.stock.models import Item, Lot, Slip, Warehouse
from nhanai.stock.rules.moving import decimals_of, faults_of_quantity, faults_of_taking
from nhanai.stock.vocab import SlipKind

MOST_VALUE = 10**12


@dataclass(frozen=True, slots=True)
class Goods:
    """Goods that come in: `quantity` of the item in its unit of measure; `value` of one in đồng."""

    item: str
    unit_of_measure: str
    quantity: Decimal
    expires_on: dt.date | None = None
    value: int | None = None
    campaign: Campaign | None = None
    purpose: str = ""
    giver: str = ""


@transaction.atomic
def receive(
    *, warehouse: Warehouse, goods: Sequence[Goods], told: Told, token: uuid.UUID | None = None,
    by: User, at: dt.datetime,
) -> Slip:  # fmt: skip
    """Take goods in, each in a lot of its own; an item not known yet is made with its unit."""
    row = locked([warehouse], by=by, at=at)[warehouse.pk]

    def make() -> Slip:
        findings = [
            *day_findings(row, told.day, localdate(at)), *told_findings(told),
            *(one for each in goods for one in _faults(each, told.day)),
        ]  # fmt: skip
        if not goods:
            findings.append(Finding("stock-nothing", "Ghi ít nhất một mặt hàng.", where="lines"))
        if findings:
            raise CannotKeep("Chưa nhập kho được.", findings)
        changes = [Change(_lot(each, told.day).pk, row.pk, each.quantity) for each in goods]
        return write_slip(SlipKind.IN, row, told, changes, by=by, at=at)

    return _once(
        make, token, "stock.received", [str(row.pk), repr(told), repr(goods)], by=by, at=at
    )


@transaction.atomic
def give_out(
    *, warehouse: Warehouse, lots: Mapping[int, Decimal], told: Told,
    token: uuid.UUID | None = None, by: User, at: dt.datetime,
) -> Slip:  # fmt: skip
    """Give out so much of each lot; never more than there is."""
    return _taken(SlipKind.OUT, warehouse, lots, told, token, by=by, at=at)


@transaction.atomic
def lose(
    *, warehouse: Warehouse, lots: Mapping[int, Decimal], told: Told,
    token: uuid.UUID | None = None, by: User, at: dt.datetime,
) -> Slip:  # fmt: skip
    """Write off what was spoiled, expired or lost, with the reason."""
    return _taken(SlipKind.LOSS, warehouse, lots, told, token, by=by, at=at)


def _taken(
    kind: SlipKind, warehouse: Warehouse, lots: Mapping[int, Decimal], told: Told,
    token: uuid.UUID | None, *, by: User, at: dt.datetime,
) -> Slip:  # fmt: skip
    row = locked([warehouse], by=by, at=at)[warehouse.pk]

    def make() -> Slip:
        _check_taking(row, lots, told, at)
        changes = [Change(lot, row.pk, -quantity) for lot, quantity in lots.items()]
        return write_slip(kind, row, told, changes, by=by, at=at)

    return _once(make, token, f"stock.{kind}", [str(row.pk), repr(told), repr(lots)], by=by, at=at)


@transaction.atomic
def move(
    *, warehouse: Warehouse, to: Warehouse, lots: Mapping[int, Decimal], told: Told,
    token: uuid.UUID | None = None, by: User, at: dt.datetime,
) -> Slip:  # fmt: skip
    """Move so much of each lot into another warehouse; who moves keeps both."""
    if warehouse.pk == to.pk:
        raise CannotKeep("Chọn kho đến khác kho đi.")
    held = locked([warehouse, to], by=by, at=at)
    row, there = held[warehouse.pk], held[to.pk]

    def make() -> Slip:
        _check_taking(row, lots, told, at, to=there)
        changes = [
            change
            for lot, quantity in lots.items()
            for change in (Change(lot, row.pk, -quantity), Change(lot, there.pk, quantity))
        ]
        return write_slip(SlipKind.MOVE, row, told, changes, to=there, by=by, at=at)

    content = [str(row.pk), str(there.pk), repr(told), repr(lots)]
    return _once(make, token, "stock.moved", content, by=by, at=at)


@transaction.atomic
def reverse(*, slip: Slip, reason: str, by: User, at: dt.datetime) -> Slip:
    """Undo a slip by another that changes everything back; refused where goods are gone since."""
    first = Slip.objects.select_related("warehouse", "to").get(pk=slip.pk)
    held = locked([one for one in (first.warehouse, first.to) if one], by=by, at=at)
    if first.kind == SlipKind.REVERSAL:
        raise CannotKeep("Phiếu hủy không hủy được nữa. Hãy lập phiếu mới.")
    if Slip.objects.filter(reverses=first).exists():
        raise CannotKeep("Phiếu này đã hủy rồi.")
    told = Told(localdate(at), reason, first.party, first.source, first.record)
    findings = told_findings(told)
    if findings:
        raise CannotKeep("Ghi một câu vì sao hủy phiếu này.", findings)
    changes = [
        Change(line.lot_id, line.warehouse_id, -line.change)
        for line in first.lines.order_by("change", "pk").reverse()
    ]
    unbook(first, reason, by=by, at=at)
    row = held[first.warehouse_id]
    to = held[first.to_id] if first.to_id else None
    return write_slip(SlipKind.REVERSAL, row, told, changes, to=to, reverses=first, by=by, at=at)


def _check_taking(
    row: Warehouse, lots: Mapping[int, Decimal], told: Told, at: dt.datetime,
    *, to: Warehouse | None = None,
) -> None:  # fmt: skip
    today = localdate(at)
    findings = [
        *day_findings(row, told.day, today), *told_findings(told),
        *(day_findings(to, told.day, today) if to else []),
        *faults_of_taking(held_in(row), lots),
    ]  # fmt: skip
    if findings:
        raise CannotKeep("Chưa xuất kho được.", findings)


def _faults(goods: Goods, day: dt.date) -> list[Finding]:
    found = []
    known = Item.objects.filter(folded=fold(goods.item)).first()
    if not single_spaced(goods.item):
        found.append(Finding("stock-item", "Nhập tên mặt hàng.", where="item"))
    if known is None and not single_spaced(goods.unit_of_measure):
        message = "Mặt hàng mới: nhập đơn vị tính, ví dụ kg, thùng, chiếc."
        found.append(Finding("stock-unit", message, where="unit_of_measure"))
    if (
        known
        and goods.unit_of_measure
        and fold(goods.unit_of_measure) != fold(known.unit_of_measure)
    ):
        message = (
            f"{known.name} tính bằng {known.unit_of_measure}. Hãy đổi số lượng ra đơn vị ấy, hoặc"
            " đặt tên mặt hàng khác."
        )
        found.append(Finding("stock-unit", message, where="unit_of_measure"))
    decimals = known.decimals if known else decimals_of(goods.unit_of_measure)
    found += faults_of_quantity(goods.quantity, decimals, "quantity")
    if goods.expires_on is not None and goods.expires_on < day:
        message = "Hàng đã hết hạn thì không nhập kho."
        found.append(Finding("stock-expired", message, where="expires_on"))
    if goods.value is not None and not 0 <= goods.value <= MOST_VALUE:
        message = "Đơn giá không âm; không biết thì bỏ trống."
        found.append(Finding("stock-value", message, where="value"))
    return found


def _lot(goods: Goods, day: dt.date) -> Lot:
    name = single_spaced(nfc(goods.item))[:200]
    item, _ = Item.objects.get_or_create(
        folded=fold(name),
        defaults={
            "name": name, "unit_of_measure": single_spaced(nfc(goods.unit_of_measure))[:30],
            "decimals": decimals_of(goods.unit_of_measure),
        },
    )  # fmt: skip
    giver, purpose = single_spaced(nfc(goods.giver))[:300], single_spaced(nfc(goods.purpose))[:300]
    campaign = goods.campaign.name if goods.campaign else ""
    return Lot.objects.create(
        item=item, received_on=day, expires_on=goods.expires_on, value=goods.value,
        campaign=goods.campaign, purpose=purpose, giver=giver,
        folded=fold(f"{item.name} {giver} {purpose} {campaign}"),
    )  # fmt: skip


def _once(
    make: Callable[[], Slip], token: uuid.UUID | None, act: str, content: Sequence[str], *,
    by: User, at: dt.datetime,
) -> Slip:  # fmt: skip
    """What was sent twice is done once."""
    made = once(lambda: [make().pk], token=token, act=act, content=content, by=by, at=at)
    return Slip.objects.select_related("warehouse").get(pk=made[0])
