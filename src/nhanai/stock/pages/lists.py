"""The stock now, the slips, and one item's history."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.http import QueryDict

from nhanai.base import numbers
from nhanai.base.days import written
from nhanai.identity import queries as identity
from nhanai.identity.models import User
from nhanai.stock import queries
from nhanai.stock.forms import WarehouseForm
from nhanai.stock.models import Holding, Item, Lot, Slip, SlipLine, Warehouse
from nhanai.stock.permissions import Permission
from nhanai.stock.queries import Filters
from nhanai.stock.rules.moving import expiry_finding, said
from nhanai.web.paging import Page, number_from, page_of

MOST_EXPORTED = 20_000
WAREHOUSES_SHOWN = 50


@dataclass(frozen=True, slots=True)
class StockRow:
    """A lot as it lies in one warehouse."""

    one: Holding
    quantity: str
    worth: str
    restriction: str
    warning: str

    @property
    def lot(self) -> Lot:
        """The lot."""
        return self.one.lot


@dataclass(frozen=True, slots=True)
class StockPage:
    """Everything that the page of the stock shows."""

    rows: Sequence[StockRow]
    page: Page[Holding]
    warehouses: Sequence[Warehouse]
    kept: frozenset[int]
    words: str
    chosen: Filters
    form: WarehouseForm | None


def chosen_of(asked: QueryDict) -> Filters:
    """What the address asks for."""
    return Filters(asked.get("q", "")[:200], asked.get("kho", ""), asked.get("han", "") == "gan")


def stock_page(
    user: User, asked: QueryDict, *, today: dt.date, form: WarehouseForm | None
) -> StockPage:
    """Load the page; the number of queries does not grow with the rows."""
    chosen = chosen_of(asked)
    found = queries.filtered(queries.holdings_visible_to(user, today=today), chosen, today=today)
    page = page_of(found, number=number_from(asked.get("trang")), noun="lô hàng")
    warehouses = list(queries.warehouses_visible_to(user, today=today)[:WAREHOUSES_SHOWN])
    keeps = identity.reached(user, Permission.KEEP, today=today)
    kept = frozenset(one.pk for one in warehouses if one.unit_id in keeps)
    rows = [row_of(one, today) for one in page.rows]
    return StockPage(rows, page, warehouses, kept, chosen.words, chosen, form)


def warehouse_form(
    user: User, *, today: dt.date, data: dict[str, str] | None = None
) -> WarehouseForm | None:
    """The form for a warehouse of the units where she keeps goods; None where she keeps none."""
    places = identity.rights_of(user, today=today).places(Permission.KEEP)
    return WarehouseForm(data, places=places) if places else None


def row_of(one: Holding, today: dt.date) -> StockRow:
    """A lot in words."""
    lot = one.lot
    warning = expiry_finding(lot.item.name, lot.expires_on, today)
    return StockRow(
        one, said(one.quantity, lot.item.unit_of_measure), worth_of(lot, one.quantity),
        restriction_of(lot), warning.message if warning else "",
    )  # fmt: skip


def worth_of(lot: Lot, quantity: Decimal) -> str:
    """What the goods are worth, where that is known; a part of a đồng is left out."""
    return "" if lot.value is None else numbers.show_dong(int(lot.value * quantity))


def restriction_of(lot: Lot) -> str:
    """For what alone the goods may be used."""
    campaign = lot.campaign.name if lot.campaign else ""
    return "; ".join(part for part in (campaign, lot.purpose) if part)


HEADS = (
    "Mặt hàng", "Đơn vị tính", "Số lượng", "Kho", "Lô", "Nhập ngày", "Hạn dùng", "Đơn giá (đồng)",
    "Thành tiền (đồng)", "Nguồn", "Chỉ dùng cho",
)  # fmt: skip


def cells_of(user: User, asked: QueryDict, *, today: dt.date) -> list[list[str | float]]:
    """The filtered stock as the cells of a workbook."""
    rows = queries.filtered(
        queries.holdings_visible_to(user, today=today), chosen_of(asked), today=today
    )
    return [
        [
            one.lot.item.name, one.lot.item.unit_of_measure, float(one.quantity),
            one.warehouse.name, str(one.lot_id), written(one.lot.received_on),
            written(one.lot.expires_on) if one.lot.expires_on else "",
            "" if one.lot.value is None else float(one.lot.value),
            "" if one.lot.value is None else float(int(one.lot.value * one.quantity)),
            one.lot.giver, restriction_of(one.lot),
        ]
        for one in rows[:MOST_EXPORTED]
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class SlipsPage:
    """Everything that the list of slips shows."""

    rows: Sequence[Slip]
    page: Page[Slip]
    words: str


def slips_page(user: User, asked: QueryDict, *, today: dt.date) -> SlipsPage:
    """Load the list."""
    words = asked.get("q", "")[:200]
    found = queries.slips_visible_to(user, today=today, words=words)
    page = page_of(found, number=number_from(asked.get("trang")), noun="phiếu")
    return SlipsPage(page.rows, page, words)


@dataclass(frozen=True, slots=True)
class Movement:
    """One movement of an item."""

    line: SlipLine
    change: str
    left: str


@dataclass(frozen=True, slots=True)
class ItemPage:
    """Everything that the page of one item shows."""

    item: Item
    left: str
    lots: Sequence[StockRow]
    rows: Sequence[Movement]
    page: Page[SlipLine]


def item_page(item: Item, user: User, asked: QueryDict, *, today: dt.date) -> ItemPage:
    """Load the page."""
    found = queries.history_of(item, user, today=today)
    page = page_of(found, number=number_from(asked.get("trang")), noun="lần thay đổi")
    lots = queries.holdings_visible_to(user, today=today).filter(lot__item=item)[:50]
    unit = item.unit_of_measure
    rows = [
        Movement(one, f"{'+' * (one.change > 0)}{said(one.change, unit)}", said(one.left, unit))
        for one in page.rows
    ]
    left = said(queries.left_of(item, user, today=today), unit)
    return ItemPage(item, left, [row_of(one, today) for one in lots], rows, page)
