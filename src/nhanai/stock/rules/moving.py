"""What a slip may say, and what it changes."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from nhanai.base import numbers
from nhanai.base.days import written
from nhanai.base.findings import Finding, Severity
from nhanai.base.text import fold

LARGEST: Final = Decimal(10) ** 9
SOON: Final = 60
"""Goods that expire within so many days are warned of."""
MOST_LINES: Final = 200


@dataclass(frozen=True, slots=True)
class Held:
    """A lot as it lies in one warehouse: `quantity` in the item's unit, which has `decimals`."""

    lot: int
    name: str
    quantity: Decimal
    unit: str
    decimals: int


_MEASURED: Final = frozenset(
    {"kg", "g", "gam", "ta", "tan", "yen", "lit", "l", "ml", "m", "met", "m2", "m3", "ha"}
)
"""Units that are measured, not counted; everything else comes in whole pieces."""


def decimals_of(unit: str) -> int:
    """How many decimals a quantity in that unit of measure may have."""
    return 3 if fold(unit) in _MEASURED else 0


def plain(quantity: Decimal) -> Decimal:
    """The quantity without zeros at its end."""
    whole = quantity.to_integral_value()
    return whole if whole == quantity else quantity.normalize()


def said(quantity: Decimal, unit: str) -> str:
    """`12,5 kg`."""
    return f"{numbers.show(plain(quantity))} {unit}"


def faults_of_quantity(quantity: Decimal, decimals: int, where: str) -> list[Finding]:
    """What keeps a quantity from being received, given out or counted."""
    if not 0 < quantity <= LARGEST:
        return [Finding("stock-quantity", "Nhập số lượng lớn hơn 0.", where=where)]
    if quantity != round(quantity, decimals):
        message = (
            "Mặt hàng này tính theo số nguyên."
            if not decimals
            else f"Mặt hàng này tính đến {decimals} chữ số thập phân."
        )
        return [Finding("stock-decimals", message, where=where)]
    return []


def faults_of_taking(held: Mapping[int, Held], wanted: Mapping[int, Decimal]) -> list[Finding]:
    """Everything that keeps these quantities from leaving the warehouse, lot by lot."""
    if not wanted:
        return [Finding("stock-nothing", "Ghi số lượng của ít nhất một lô hàng.", where="lines")]
    if len(wanted) > MOST_LINES:
        message = f"Mỗi phiếu nhiều nhất {MOST_LINES} lô. Hãy chia thành nhiều phiếu."
        return [Finding("stock-many", message, where="lines")]
    found = []
    for lot, quantity in wanted.items():
        where, here = f"lot-{lot}", held.get(lot)
        if here is None:
            message = "Lô hàng này không có trong kho. Hãy mở lại trang."
            found.append(Finding("stock-absent", message, where=where))
            continue
        wrong = faults_of_quantity(quantity, here.decimals, where)
        if not wrong and quantity > here.quantity:
            message = (
                f"{here.name}: trong kho còn {said(here.quantity, here.unit)}, không đủ"
                f" {said(quantity, here.unit)}."
            )
            wrong = [Finding("stock-short", message, where=where)]
        found += wrong
    return found


@dataclass(frozen=True, slots=True)
class Difference:
    """A lot whose count differs from the book; positive where more was found."""

    lot: int
    change: Decimal


def differences(
    held: Mapping[int, Held], counted: Mapping[int, Decimal], reasons: Mapping[int, str]
) -> tuple[list[Difference], list[Finding]]:
    """What a count changes, and everything that is wrong with it; each difference has a reason."""
    changes, found = [], []
    for lot, quantity in counted.items():
        where, here = f"lot-{lot}", held.get(lot)
        if here is None:
            message = "Lô hàng này không có trong kho. Hãy mở lại trang."
            found.append(Finding("stock-absent", message, where=where))
            continue
        if quantity:
            found += faults_of_quantity(quantity, here.decimals, where)
        if quantity == here.quantity:
            continue
        changes.append(Difference(lot, quantity - here.quantity))
        if not reasons.get(lot, "").strip():
            message = (
                f"{here.name}: sổ ghi {said(here.quantity, here.unit)}, đếm được"
                f" {said(quantity, here.unit)}. Ghi lý do lệch."
            )
            found.append(Finding("stock-unexplained", message, where=where))
    return changes, found


def expiry_finding(name: str, expires_on: dt.date | None, today: dt.date) -> Finding | None:
    """A warning where the goods are past or near their day."""
    if expires_on is None:
        return None
    if expires_on < today:
        message = f"{name} đã hết hạn ngày {written(expires_on)}."
        return Finding("stock-expired", message, Severity.WARNING)
    if (expires_on - today).days <= SOON:
        message = f"{name} hết hạn ngày {written(expires_on)}; nên cấp phát trước."
        return Finding("stock-expiring", message, Severity.WARNING)
    return None


def faults_of_day(
    day: dt.date, *, opened_on: dt.date, last: dt.date | None, today: dt.date
) -> Sequence[Finding]:
    """A slip is of a day on which the warehouse was in use, and not before its last slip.

    Otherwise the balance of a day in between would turn out less than nothing unseen.
    """
    since = max(opened_on, last) if last else opened_on
    if day > today:
        return [Finding("stock-day", "Ngày của phiếu không thể ở tương lai.", where="day")]
    if day < since:
        message = f"Ngày của phiếu phải từ {written(since)}, ngày của phiếu gần nhất, trở đi."
        return [Finding("stock-day", message, where="day")]
    return []
