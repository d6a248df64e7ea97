"""The cash boxes, and one of them."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Max, Sum

from nhanai.banking import queries
from nhanai.banking.forms import BoxForm
from nhanai.banking.models import BoxOpening, CashBox
from nhanai.banking.permissions import Permission
from nhanai.base import numbers
from nhanai.identity import queries as identity
from nhanai.identity.models import User
from nhanai.units.queries import name_on
from nhanai.web.paging import Page, page_of


@dataclass(frozen=True, slots=True)
class BoxRow:
    """A box with what was found in it so far."""

    box: CashBox
    unit: str
    openings: int
    last: dt.date | None
    total: str


@dataclass(frozen=True, slots=True)
class BoxesPage:
    """Everything that the page of boxes shows."""

    rows: Sequence[BoxRow]
    page: Page[CashBox]
    words: str
    form: BoxForm | None


def boxes_page(
    user: User, *, today: dt.date, words: str, number: int, form: BoxForm | None
) -> BoxesPage:
    """Load the page; the number of queries does not grow with the rows."""
    found = queries.boxes_visible_to(user, today=today, words=words)
    found = found.annotate(
        times=Count("openings"), last=Max("openings__day"), found=Sum("openings__total")
    )
    page = page_of(found, number=number, noun="hòm")
    names = identity.names_of((one.unit_id for one in page.rows), on=today)
    rows = [
        BoxRow(
            one, names.get(one.unit_id, ""), one.times, one.last,
            numbers.show_dong(one.found or 0),
        )
        for one in page.rows
    ]  # fmt: skip
    return BoxesPage(rows, page, words, form)


def box_form(user: User, *, today: dt.date, data: dict[str, str] | None = None) -> BoxForm | None:
    """The form for a box of the units where she keeps them; None where she keeps none."""
    places = identity.rights_of(user, today=today).places(Permission.OPEN_BOXES)
    return BoxForm(data, places=places) if places else None


@dataclass(frozen=True, slots=True)
class BoxPage:
    """Everything that the page of one box shows."""

    box: CashBox
    unit: str
    rows: Sequence[BoxOpening]
    page: Page[BoxOpening]
    total: int
    may_open: bool


def box_page(box: CashBox, user: User, *, today: dt.date, number: int) -> BoxPage:
    """Load the page."""
    page = page_of(box.openings.order_by("-number"), number=number, noun="lần mở")
    total = box.openings.aggregate(found=Sum("total"))["found"] or 0
    may = box.unit_id in identity.rights_of(user, today=today).within(Permission.OPEN_BOXES)
    unit = name_on(box.unit, today)
    return BoxPage(box, unit, page.rows, page, total, may and box.retired_on is None)
