"""The cash boxes, and one of them."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Max, Sum
from django.http import QueryDict
from django.utils.timezone import localdate

from nhanai.banking import actions, queries
from nhanai.banking.forms import BoxForm, CloseForm
from nhanai.banking.models import BoxOpening, CashBox
from nhanai.banking.permissions import Permission
from nhanai.base import numbers
from nhanai.identity import queries as identity
from nhanai.identity.models import User
from nhanai.ledger.models import Fund
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
    booked: frozenset[int]
    funds: Sequence[Fund]


def box_page(box: CashBox, user: User, *, today: dt.date, number: int) -> BoxPage:
    """Load the page."""
    page = page_of(box.openings.order_by("-number"), number=number, noun="lần mở")
    total = box.openings.aggregate(found=Sum("total"))["found"] or 0
    may = box.unit_id in identity.rights_of(user, today=today).within(Permission.OPEN_BOXES)
    unit = name_on(box.unit, today)
    booked = queries.booked_openings([one.pk for one in page.rows])
    funds = queries.bookable_funds(user, box.unit_id, today=today)
    open_now = may and box.retired_on is None
    return BoxPage(box, unit, page.rows, page, total, open_now, booked, funds)


def settled(box: CashBox, form: CloseForm, posted: QueryDict, *, by: User, at: dt.datetime) -> str:
    """Take the box back, or book what was found in it; what came of it in words."""
    if "fund" not in posted:
        actions.retire_box(box=box, on=form.cleaned_data["on"], by=by, at=at)
        return "Đã ghi thu hòm về."
    funds = {
        str(one.pk): one for one in queries.bookable_funds(by, box.unit_id, today=localdate(at))
    }
    fund, chosen = funds.get(posted.get("fund", "")), posted.get("opening", "")
    opening = box.openings.filter(pk=int(chosen)).first() if chosen.isdecimal() else None
    if fund is None or opening is None:
        raise actions.CannotKeepBox("Chọn lần mở và quỹ để ghi sổ.")
    entry = actions.book_opening(opening=opening, fund=fund, by=by, at=at)
    return f"Đã ghi sổ, bút toán {entry.number}."
