"""Which goods one sees."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from django.db.models import F, OuterRef, Q, QuerySet, Subquery, Sum

from nhanai.base.text import fold
from nhanai.identity import queries as identity
from nhanai.identity.models import User
from nhanai.ledger.models import Entry, Fund
from nhanai.ledger.permissions import Permission as Ledger
from nhanai.search.rules import words_of
from nhanai.stock.models import Holding, Item, Slip, SlipLine, Warehouse
from nhanai.stock.permissions import Permission
from nhanai.stock.rules.moving import SOON

SOURCE: Final = "stock.slip"
"""As entries of the books name what they came from."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What the stock is narrowed to; empty is not narrowed."""

    words: str = ""
    warehouse: str = ""
    expiring: bool = False


def warehouses_visible_to(user: User, *, today: dt.date) -> QuerySet[Warehouse]:
    """The warehouses of the units in her reach."""
    within = identity.reached(user, Permission.VIEW, today=today)
    return Warehouse.objects.filter(unit__in=within).select_related("unit").order_by("name", "pk")


def kept_by(user: User, *, today: dt.date) -> QuerySet[Warehouse]:
    """The warehouses that she keeps."""
    within = identity.reached(user, Permission.KEEP, today=today)
    return Warehouse.objects.filter(unit__in=within).select_related("unit").order_by("name", "pk")


def holdings_visible_to(user: User, *, today: dt.date) -> QuerySet[Holding]:
    """What lies in those warehouses, what expires first standing first."""
    within = identity.reached(user, Permission.VIEW, today=today)
    rows = Holding.objects.filter(warehouse__unit__in=within, quantity__gt=0)
    return rows.select_related("lot__item", "lot__campaign", "warehouse").order_by(
        "lot__item__folded", F("lot__expires_on").asc(nulls_last=True), "pk"
    )


def filtered(rows: QuerySet[Holding], chosen: Filters, *, today: dt.date) -> QuerySet[Holding]:
    """Those of `rows` that the filters leave."""
    for word in words_of(fold(chosen.words)):
        rows = rows.filter(lot__folded__contains=word)
    if chosen.warehouse.isdecimal() and len(chosen.warehouse) < 12:
        rows = rows.filter(warehouse=int(chosen.warehouse))
    if chosen.expiring:
        rows = rows.filter(lot__expires_on__lte=today + dt.timedelta(days=SOON))
    return rows


def in_warehouse(warehouse: Warehouse) -> QuerySet[Holding]:
    """What lies in one warehouse; what expires first standing first."""
    rows = Holding.objects.filter(warehouse=warehouse, quantity__gt=0)
    return rows.select_related("lot__item", "lot__campaign").order_by(
        "lot__item__folded", F("lot__expires_on").asc(nulls_last=True), "pk"
    )


def slips_visible_to(user: User, *, today: dt.date, words: str = "") -> QuerySet[Slip]:
    """The slips of the warehouses in her reach, the newest first."""
    within = identity.reached(user, Permission.VIEW, today=today)
    rows = Slip.objects.filter(Q(warehouse__unit__in=within) | Q(to__unit__in=within))
    for word in words_of(fold(words)):
        rows = rows.filter(folded__contains=word)
    return rows.select_related("warehouse__unit", "to", "by").order_by("-day", "-pk")


def history_of(item: Item, user: User, *, today: dt.date) -> QuerySet[SlipLine]:
    """Every movement of the item in her reach, the newest first."""
    within = identity.reached(user, Permission.VIEW, today=today)
    rows = SlipLine.objects.filter(lot__item=item, warehouse__unit__in=within)
    return rows.select_related("slip", "lot", "warehouse").order_by("-slip__day", "-pk")


def items_visible_to(user: User, *, today: dt.date) -> QuerySet[Item]:
    """The items that ever lay in her reach."""
    within = identity.reached(user, Permission.VIEW, today=today)
    held = Holding.objects.filter(warehouse__unit__in=within)
    return Item.objects.filter(pk__in=held.order_by().values("lot__item"))


def left_of(item: Item, user: User, *, today: dt.date) -> Decimal:
    """How much of the item there is in her reach."""
    rows = holdings_visible_to(user, today=today).filter(lot__item=item).order_by()
    return rows.aggregate(left=Sum("quantity"))["left"] or Decimal(0)


def standing_entry(slip: Slip) -> Entry | None:
    """The entry in the books that was posted of the slip and not reversed."""
    posted = Entry.objects.filter(source=SOURCE, record=slip.pk).select_related("book__unit")
    undone = {one.reverses_id for one in posted}
    return next((one for one in posted if not one.reverses_id and one.pk not in undone), None)


def bookable_funds(user: User, unit: int, *, today: dt.date) -> list[Fund]:
    """The funds of the unit into whose books she may write; none where she may not."""
    if unit not in identity.reached(user, Ledger.RECORD, today=today):
        return []
    return list(Fund.objects.filter(book__unit=unit, closed_on=None).order_by("code")[:100])


def contradictions() -> QuerySet[Holding]:
    """Holdings that are not what their slips add up to: there are none, unless somebody altered."""
    lines = SlipLine.objects.filter(lot=OuterRef("lot"), warehouse=OuterRef("warehouse"))
    added = lines.order_by().values("lot").annotate(whole=Sum("change")).values("whole")
    rows = Holding.objects.annotate(added=Subquery(added))
    return rows.exclude(quantity=F("added"))
