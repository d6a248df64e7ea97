"""Campaigns with their figures, and the rates of conversion."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, F, QuerySet, Sum
from django.db.models.functions import Coalesce

from nhanai.activities.models import Activity, Campaign, ConversionRate
from nhanai.activities.permissions import Permission
from nhanai.activities.queries.activities import of_units
from nhanai.activities.vocab import ActivityState
from nhanai.identity import queries as identity
from nhanai.identity.models import User


@dataclass(frozen=True, slots=True)
class CampaignFigures:
    """What was recorded in a campaign: activities, units, occasions of help and worth in đồng."""

    activities: int
    units: int
    services: int
    worth: int
    blood: int


def running(*, today: dt.date) -> QuerySet[Campaign]:
    """The campaigns to which something may be recorded: of this year and the one before."""
    since = today - dt.timedelta(days=400)
    return Campaign.objects.filter(end__gt=since).select_related("owner")


def campaigns_on(day: dt.date, kind: str) -> Campaign | None:
    """The campaign of that kind that runs on the day, else the one that began last before it."""
    rows = Campaign.objects.filter(kind=kind, start__lte=day).order_by("-start", "-pk")
    return rows.filter(end__gt=day).first() or rows.first()


def names_with_codes(*, today: dt.date) -> Mapping[str, str]:
    """The name of each running campaign with its number, for a quick line."""
    return {name: str(pk) for pk, name in running(today=today).values_list("pk", "name")}


def figures_of(
    campaigns: QuerySet[Campaign], user: User, *, today: dt.date
) -> Mapping[int, CampaignFigures]:
    """The figures of each campaign, of the units that she sees; one query."""
    seen = identity.reached(user, Permission.VIEW, today=today)
    rows = Activity.objects.filter(
        of_units(seen), state=ActivityState.RECORDED, campaign__in=[one.pk for one in campaigns]
    )
    added = (
        rows.order_by()
        .values("campaign")
        .annotate(
            activities=Count("pk"),
            units=Count("unit", distinct=True),
            services_given=Sum(Coalesce("services", "persons")),
            worth_given=Sum(F("cash") + F("goods") + F("service")),
            blood_given=Sum("blood"),
        )
    )
    return {
        row["campaign"]: CampaignFigures(
            row["activities"],
            row["units"],
            row["services_given"] or 0,
            row["worth_given"] or 0,
            row["blood_given"] or 0,
        )
        for row in added
    }


def rate_on(item: str, day: dt.date) -> ConversionRate | None:
    """The rate that holds on that day."""
    rates = ConversionRate.objects.filter(item=item, start__lte=day)
    return rates.order_by("-start").first()
