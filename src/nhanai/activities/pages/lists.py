"""The list of activities, of campaigns, of rates."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from nhanai.activities import queries
from nhanai.activities.forms import CampaignForm, FilterForm
from nhanai.activities.models import Campaign, ConversionRate
from nhanai.activities.pages.rows import Row, rows_of
from nhanai.activities.permissions import Permission
from nhanai.activities.queries import CampaignFigures, Filters
from nhanai.identity import queries as identity
from nhanai.identity.models import User
from nhanai.units.models import Unit
from nhanai.web.paging import Page, number_from, page_of

NAMES_OFFERED = 400


@dataclass(frozen=True, slots=True)
class ListPage:
    """Everything that the list shows."""

    rows: Sequence[Row]
    page: Page[object]
    form: FilterForm
    words: str
    is_narrowed: bool
    may_record: bool
    may_set_rates: bool


def list_page(user: User, asked: QueryDict, *, today: dt.date, only: str = "") -> ListPage:
    """Load the list; the number of queries does not grow with the rows."""
    campaigns = [(str(one.pk), one.name) for one in queries.running(today=today)]
    form = FilterForm(asked, units=_units(user, today=today), campaigns=campaigns)
    form.is_valid()
    got = form.cleaned_data
    words = asked.get("q", "")[:200]
    chosen = Filters(
        words, got.get("don_vi", ""), got.get("linh_vuc", ""), got.get("chien_dich", ""),
        got.get("viec", ""), got.get("trang_thai", ""), only, got.get("tu"), got.get("den"),
    )  # fmt: skip
    found = queries.filtered(queries.visible_to(user, today=today), chosen)
    found = found.select_related("unit").prefetch_related("amounts")
    page = page_of(found, number=number_from(asked.get("trang")), noun="hoạt động")
    return ListPage(
        rows_of(page.rows),
        page,
        form,
        words,
        any(v for v in (words, *got.values())),
        identity.holds(user, Permission.RECORD, today=today),
        identity.holds(user, Permission.SET_RATES, today=today),
    )


def _units(user: User, *, today: dt.date) -> list[tuple[str, str]]:
    """The units that recorded something she sees, by key and name."""
    seen = queries.visible_to(user, today=today).order_by().values("unit").distinct()
    units = Unit.objects.filter(pk__in=seen)[:NAMES_OFFERED]
    names = identity.names_of([unit.pk for unit in units], on=today)
    listed = [(unit.key, names.get(unit.pk, unit.key)) for unit in units]
    return sorted(listed, key=lambda one: one[1])


@dataclass(frozen=True, slots=True)
class CampaignRow:
    """A campaign with what was recorded in it."""

    campaign: Campaign
    owner: str
    figures: CampaignFigures | None
    is_running: bool
    may_change: bool

    @property
    def last(self) -> dt.date:
        """Its last day."""
        return self.campaign.end - dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class CampaignsPage:
    """Everything that the page of campaigns shows."""

    rows: Sequence[CampaignRow]
    page: Page[Campaign]
    form: CampaignForm | None


def campaigns_page(
    user: User, *, today: dt.date, number: int = 1, form: CampaignForm | None = None
) -> CampaignsPage:
    """Load the page."""
    found = Campaign.objects.select_related("owner").order_by("-start", "name_folded", "pk")
    page = page_of(found, number=number, noun="chiến dịch")
    keys = [one.pk for one in page.rows]
    figures = queries.figures_of(Campaign.objects.filter(pk__in=keys), user, today=today)
    names = identity.names_of((one.owner_id for one in page.rows), on=today)
    mine = identity.reached(user, Permission.RUN_CAMPAIGNS, today=today)
    rows = [
        CampaignRow(
            one, names.get(one.owner_id, ""), figures.get(one.pk),
            one.start <= today < one.end, one.owner_id in mine,
        )
        for one in page.rows
    ]  # fmt: skip
    return CampaignsPage(rows, page, form or campaign_form(user, today=today))


def campaign_form(
    user: User, *, today: dt.date, data: Mapping[str, Any] | None = None,
    initial: dict[str, Any] | None = None,
) -> CampaignForm | None:  # fmt: skip
    """The form for a campaign of the units where she is appointed; None where she runs none."""
    owners = identity.rights_of(user, today=today).places(Permission.RUN_CAMPAIGNS)
    return CampaignForm(data, owners=owners, initial=initial) if owners else None


def rates() -> Sequence[ConversionRate]:
    """Every rate, the newest first."""
    return list(ConversionRate.objects.order_by("item", "-start"))
