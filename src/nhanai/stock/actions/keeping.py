"""Warehouses, and what every slip does: lock, number, change what is held."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.db import transaction
from django.db.models import F, Max
from django.utils.timezone import localdate

from nhanai.base.errors import Refused
from nhanai.base.findings import Finding
from nhanai.base.text import fold, nfc, single_spaced
from nhanai.identity.models import User
from nhanai.identity.queries import allowed
from nhanai.journal.actions import record as write_line
from nhanai.stock.models import Holding, Lot, Slip, SlipLine, Warehouse
from nhanai.stock.permissions import Permission
from nhanai.stock.rules.moving import Held, faults_of_day
from nhanai.stock.vocab import SlipKind
from nhanai.units.models import Unit


class CannotKeep(Refused):
    """The goods cannot be received, given out, moved or counted so; nothing was changed."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a slip says besides its lines."""

    day: dt.date
    reason: str
    party: str = ""
    source: str = ""
    record: int | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """How much more (or less) of a lot there is in a warehouse."""

    lot: int
    warehouse: int
    amount: Decimal
    reason: str = field(default="")


@transaction.atomic
def open_warehouse(
    *, unit: Unit, name: str, opened_on: dt.date, place: str = "", keeper: str = "", by: User,
    at: dt.datetime,
) -> Warehouse:  # fmt: skip
    """A place where the unit keeps goods."""
    if not allowed(by, Permission.KEEP, unit=unit, today=localdate(at)):
        raise CannotKeep("Anh, chị chưa được giao kho của đơn vị này.")
    name = single_spaced(nfc(name))[:200]
    findings = []
    if not name:
        findings.append(Finding("warehouse-name", "Nhập tên kho.", where="name"))
    elif Warehouse.objects.filter(unit=unit, name=name).exists():
        findings.append(Finding("warehouse-twice", "Đơn vị đã có kho tên này.", where="name"))
    if opened_on > localdate(at):
        message = "Ngày bắt đầu dùng không thể ở tương lai."
        findings.append(Finding("warehouse-day", message, where="opened_on"))
    if findings:
        raise CannotKeep("Chưa ghi được kho.", findings)
    row = Warehouse.objects.create(
        unit=unit, name=name, place=single_spaced(nfc(place))[:300],
        keeper=single_spaced(nfc(keeper))[:200], opened_on=opened_on, by=by, at=at,
    )  # fmt: skip
    write_line(
        verb="stock.warehouse_opened", subject=row, by=by, at=at, new={"name": name},
        unit_key=unit.key,
    )  # fmt: skip
    return row


def locked(
    warehouses: Sequence[Warehouse], *, by: User, at: dt.datetime
) -> Mapping[int, Warehouse]:
    """The warehouses, held until the act is done, in one order so that none waits for the other."""
    keys = sorted(one.pk for one in warehouses)
    rows = Warehouse.objects.select_related("unit").select_for_update(of=("self",))
    found = {one.pk: one for one in rows.filter(pk__in=keys).order_by("pk")}
    for one in found.values():
        if not allowed(by, Permission.KEEP, unit=one.unit, today=localdate(at)):
            raise CannotKeep(f"Anh, chị chưa được giao {one.name}.")
    return found


def held_in(warehouse: Warehouse) -> Mapping[int, Held]:
    """What lies there, by lot; lots that are used up too, since a count may find more."""
    rows = Holding.objects.filter(warehouse=warehouse).select_related("lot__item")
    return {
        one.lot_id: Held(
            one.lot_id, one.lot.item.name, one.quantity, one.lot.item.unit_of_measure,
            one.lot.item.decimals,
        )
        for one in rows
    }  # fmt: skip


def day_findings(warehouse: Warehouse, day: dt.date, today: dt.date) -> list[Finding]:
    """Whether a slip of that day may still be written."""
    last = Slip.objects.filter(warehouse=warehouse).aggregate(last=Max("day"))["last"]
    return list(faults_of_day(day, opened_on=warehouse.opened_on, last=last, today=today))


def told_findings(told: Told) -> list[Finding]:
    """Whether the slip says why."""
    if single_spaced(told.reason):
        return []
    return [
        Finding("stock-reason", "Ghi lý do, ví dụ tên đợt trao hoặc nguồn hàng.", where="reason")
    ]


def write_slip(
    kind: SlipKind, warehouse: Warehouse, told: Told, changes: Sequence[Change], *, by: User,
    at: dt.datetime, to: Warehouse | None = None, reverses: Slip | None = None,
) -> Slip:  # fmt: skip
    """Number the slip, change what is held, and tell the journal; the warehouses are held."""
    numbered = Slip.objects.filter(warehouse=warehouse, kind=kind, year=told.day.year)
    number = (numbered.aggregate(last=Max("number"))["last"] or 0) + 1
    party, reason = single_spaced(nfc(told.party))[:200], single_spaced(nfc(told.reason))[:400]
    lots = Lot.objects.filter(pk__in={one.lot for one in changes}).select_related("item")
    names = " ".join(lot.item.name for lot in lots)
    slip = Slip.objects.create(
        warehouse=warehouse, to=to, kind=kind, year=told.day.year, number=number, day=told.day,
        party=party, reason=reason, reverses=reverses, source=told.source[:60],
        record=told.record, folded=fold(f"{number}/{told.day.year} {party} {reason} {names}"),
        by=by, at=at,
    )  # fmt: skip
    SlipLine.objects.bulk_create(
        SlipLine(
            slip=slip, lot_id=one.lot, warehouse_id=one.warehouse, change=one.amount,
            left=_change_held(one), reason=single_spaced(nfc(one.reason))[:300],
        )
        for one in changes
    )  # fmt: skip
    new = {"kind": kind, "number": number, "lines": len(changes), "reason": reason}
    write_line(
        verb="stock.slip_written", subject=slip, by=by, at=at, new=new,
        unit_key=warehouse.unit.key,
    )  # fmt: skip
    return slip


def _change_held(change: Change) -> Decimal:
    """Change what is held, and tell what is left; never below nothing, whoever else takes."""
    row, is_new = Holding.objects.get_or_create(
        lot_id=change.lot,
        warehouse_id=change.warehouse,
        defaults={"quantity": max(change.amount, Decimal(0))},
    )
    if is_new and change.amount < 0:
        raise CannotKeep("Lô hàng này không có trong kho. Hãy mở lại trang.")
    if not is_new:
        enough = Holding.objects.filter(pk=row.pk, quantity__gte=-change.amount)
        if not enough.update(quantity=F("quantity") + change.amount):
            raise CannotKeep(
                "Hàng trong kho không còn đủ: đã được xuất ở nơi khác. Hãy mở lại trang rồi"
                " ghi lại."
            )
        row.refresh_from_db()
    return row.quantity
