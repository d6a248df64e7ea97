"""Which lots goods are taken from: what expires first, never what is kept for something else."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from nhanai.base import numbers
from nhanai.base.findings import Finding


@dataclass(frozen=True, slots=True)
class Lying:
    """So much of an item (by its folded name) that lies in a lot and may be used."""

    lot: int
    item: str
    quantity: Decimal
    expires_on: dt.date | None


@dataclass(frozen=True, slots=True)
class Wanted:
    """So much of an item that is wanted, under its name on screen."""

    item: str
    name: str
    unit_of_measure: str
    quantity: Decimal


def picked(
    wanted: Sequence[Wanted], lying: Iterable[Lying], *, today: dt.date
) -> tuple[Mapping[int, Decimal], list[Finding]]:
    """How much of each lot, and what there is too little of."""
    usable = [one for one in lying if one.expires_on is None or one.expires_on >= today]
    usable.sort(key=lambda one: (one.expires_on or dt.date.max, one.lot))
    taken: dict[int, Decimal] = {}
    findings = []
    for want in wanted:
        left = want.quantity
        for one in usable:
            if one.item == want.item and left > 0:
                taken[one.lot] = min(left, one.quantity)
                left -= taken[one.lot]
        if left > 0:
            lacking = f"{numbers.show(left.normalize())} {want.unit_of_measure}"
            message = f"Kho còn thiếu {lacking} {want.name}. Nhập thêm rồi xuất."
            findings.append(Finding("goods-lacking", message))
    return taken, findings
