"""Warehouses with goods."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from tests.builders.activities import a_field, at
from tests.builders.identity import a_user

from nhanai.identity.models import User
from nhanai.identity.vocab import Role
from nhanai.stock import actions
from nhanai.stock.actions import Goods
from nhanai.stock.actions.keeping import Told
from nhanai.stock.models import Slip, Warehouse
from nhanai.units.models import Unit

AT = dt.datetime(2026, 11, 24, 2, 0, tzinfo=dt.UTC)
DAY = dt.date(2026, 11, 20)


@dataclass(frozen=True, slots=True)
class Stores:
    """The office's warehouse and the chapter's, who keeps them, and a stranger."""

    office: Unit
    chapter: Unit
    main: Warehouse
    small: Warehouse
    officer: User
    head: User
    stranger: User


def some_stores() -> Stores:
    """The smallest world in which goods move."""
    field = a_field()
    head = at(field.chapter, Role.CHAPTER_HEAD)
    main = a_warehouse(field.office, field.officer, "Kho tỉnh")
    small = a_warehouse(field.chapter, head, "Kho xã")
    return Stores(field.office, field.chapter, main, small, field.officer, head, a_user())


def a_warehouse(unit: Unit, by: User, name: str) -> Warehouse:
    """Where the unit keeps goods."""
    return actions.open_warehouse(
        unit=unit, name=name, opened_on=dt.date(2026, 1, 5), place="Tả Lèng", by=by, at=AT
    )


def told(day: dt.date = DAY, reason: str = "Đợt lũ tháng 11") -> Told:
    """What a usual slip says."""
    return Told(day, reason, "Lò Thị Mai")


def received(
    warehouse: Warehouse, by: User, name: str = "Gạo", number: object = 100, unit: str = "kg",
    **more: object,
) -> Slip:  # fmt: skip
    """Goods come in."""
    goods = Goods(name, unit, Decimal(str(number)), **more)  # type: ignore[arg-type]  # any part
    return actions.receive(warehouse=warehouse, goods=[goods], told=told(), by=by, at=AT)


def lot_of(slip: Slip) -> int:
    """The lot that came in with the slip."""
    return slip.lines.get().lot_id
