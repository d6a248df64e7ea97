"""The forms of a slip, and what is done with what they say."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from django import forms
from django.http import QueryDict

from nhanai.activities.models import Campaign
from nhanai.activities.queries import running
from nhanai.identity.models import User
from nhanai.stock import actions, queries
from nhanai.stock.actions import Goods
from nhanai.stock.actions.keeping import Told
from nhanai.stock.forms import CountForm, GiveForm, ReceiveForm
from nhanai.stock.models import Holding, Item, Slip, Warehouse
from nhanai.stock.pages.lists import StockRow, row_of
from nhanai.stock.vocab import SlipKind

LOTS_SHOWN = 200
ITEMS_OFFERED = 300


class Writes(Protocol):
    """What is done with a form that is right."""

    def __call__(self, *, by: User, at: dt.datetime) -> Slip:
        """Write the slip."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Everything that the page of a form shows."""

    warehouse: Warehouse
    form: forms.Form
    write: Writes
    items: Sequence[Item] = field(default=())
    lots: Sequence[tuple[StockRow, forms.BoundField, forms.BoundField | None]] = field(default=())


def receiving(warehouse: Warehouse, data: QueryDict | None, *, today: dt.date) -> Entry:
    """The form for goods that come in."""
    campaigns = {str(one.pk): one for one in running(today=today)}
    form = ReceiveForm(
        data, campaigns=[(key, one.name) for key, one in campaigns.items()], initial={"day": today}
    )

    def write(*, by: User, at: dt.datetime) -> Slip:
        told = form.cleaned_data
        campaign: Campaign | None = campaigns.get(told["campaign"])
        goods = Goods(**form.goods(), campaign=campaign)
        return actions.receive(
            warehouse=warehouse, goods=[goods],
            told=Told(told["day"], told["reason"], told["party"]), token=told["token"],
            by=by, at=at,
        )  # fmt: skip

    return Entry(
        warehouse, form, write, items=list(Item.objects.order_by("folded")[:ITEMS_OFFERED])
    )


def giving(warehouse: Warehouse, data: QueryDict | None, user: User, *, today: dt.date) -> Entry:
    """The form for goods that leave."""
    held = list(queries.in_warehouse(warehouse)[:LOTS_SHOWN])
    others = {
        one.pk: one for one in queries.kept_by(user, today=today)[:50] if one.pk != warehouse.pk
    }
    form = GiveForm(
        data, held=held, others=[(key, one.name) for key, one in others.items()],
        initial={"day": today},
    )  # fmt: skip

    def write(*, by: User, at: dt.datetime) -> Slip:
        kind, token = form.cleaned_data["kind"], form.cleaned_data["token"]
        if kind.startswith("MOVE-"):
            to = others[int(kind.removeprefix("MOVE-"))]
            return actions.move(
                warehouse=warehouse, to=to, lots=form.lots(), told=form.told(), token=token,
                by=by, at=at,
            )  # fmt: skip
        take = actions.lose if kind == SlipKind.LOSS else actions.give_out
        return take(
            warehouse=warehouse, lots=form.lots(), told=form.told(), token=token, by=by, at=at
        )

    return Entry(warehouse, form, write, lots=_rows(form.rows, today))


def counting(warehouse: Warehouse, data: QueryDict | None, *, today: dt.date) -> Entry:
    """The form for a count."""
    held = list(queries.in_warehouse(warehouse)[:LOTS_SHOWN])
    form = CountForm(data, held=held, initial={"day": today})

    def write(*, by: User, at: dt.datetime) -> Slip:
        return actions.count(
            warehouse=warehouse, counted=form.lots(), reasons=form.reasons(), told=form.told(),
            token=form.cleaned_data["token"], by=by, at=at,
        )  # fmt: skip

    return Entry(warehouse, form, write, lots=_rows(form.rows, today))


def _rows(
    rows: Sequence[tuple[Holding, forms.BoundField, forms.BoundField | None]], today: dt.date
) -> list[tuple[StockRow, forms.BoundField, forms.BoundField | None]]:
    return [(row_of(one, today), quantity, why) for one, quantity, why in rows]
