"""Who gave for a campaign, and who was thanked for how much."""

import datetime as dt
from typing import TYPE_CHECKING, TypedDict

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, Sum

from nhanai.funds.models import (
    ContributionCampaign,
    Donation,
    Donor,
    ThanksBatch,
    ThanksLetter,
    ThanksText,
)
from nhanai.funds.permissions import Permission
from nhanai.funds.queries.seeing import named_like
from nhanai.funds.rules.thanks import DEFAULT
from nhanai.funds.vocab import DonationState
from nhanai.identity import queries as identity
from nhanai.identity.models import User

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    class Given(TypedDict):
        """What `givers_of` adds to a donor."""

        whole: int
        times: int
        thanked_for: int | None
        thanked_at: dt.datetime | None

    Giver = WithAnnotations[Donor, Given]


def givers_of(campaign: ContributionCampaign, *, words: str = "") -> "QuerySet[Giver]":
    """Who gave for the campaign, with how much in how many times, and what she was thanked for.

    Only what was received; who left no name is not there.
    """
    gifts = Donation.objects.filter(
        campaign=campaign, state=DonationState.RECEIVED, donor=OuterRef("pk")
    ).order_by().values("donor")  # fmt: skip
    letters = ThanksLetter.objects.filter(batch__campaign=campaign, donor=OuterRef("pk"))
    last = letters.order_by("-pk")
    rows = named_like(Donor.objects.filter(unit=campaign.unit_id), words).annotate(
        whole=Subquery(gifts.annotate(whole=Sum("amount")).values("whole")),
        times=Subquery(gifts.annotate(times=Count("pk")).values("times")),
        thanked_for=Subquery(last.values("amount")[:1]),
        thanked_at=Subquery(last.values("batch__at")[:1]),
    )
    return rows.filter(whole__gt=0)


def unthanked(rows: "QuerySet[Giver]") -> "QuerySet[Giver]":
    """Those of them who were never thanked, or gave again since."""
    return rows.filter(Q(thanked_for=None) | ~Q(thanked_for=F("whole")))


def thanks_of(campaign: ContributionCampaign) -> str:
    """What a letter for that campaign says, with its fields."""
    kept = ThanksText.objects.filter(campaign=campaign).first()
    return kept.text if kept else DEFAULT


def batches_seen(user: User, *, today: dt.date) -> QuerySet[ThanksBatch]:
    """The batches of units where she sees who gave, the newest first."""
    within = identity.reached(user, Permission.DONORS, today=today)
    rows = ThanksBatch.objects.filter(campaign__unit__in=within)
    return rows.select_related("campaign__unit", "by").order_by("-pk")
