"""Donors: the list, one with all her gifts."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Max, Q, Sum
from django.http import QueryDict

from nhanai.funds import queries
from nhanai.funds.models import Donation, Donor
from nhanai.funds.permissions import Permission
from nhanai.funds.vocab import DonationState
from nhanai.identity import queries as identity
from nhanai.identity.models import User
from nhanai.web.paging import Page, number_from, page_of


@dataclass(frozen=True, slots=True)
class DonorRow:
    """A donor with what she gave."""

    donor: Donor
    gifts: int
    whole: int
    last: dt.date | None


@dataclass(frozen=True, slots=True)
class DonorsPage:
    """Everything that the list shows."""

    rows: Sequence[DonorRow]
    page: Page[Donor]
    words: str


def donors_page(user: User, asked: QueryDict, *, today: dt.date) -> DonorsPage:
    """Load the list in a known number of queries."""
    words = asked.get("q", "")[:200]
    found = queries.donors_of(user, today=today, words=words)
    page = page_of(found, number=number_from(asked.get("trang")), noun="người ủng hộ")
    got = Q(state=DonationState.RECEIVED)
    sums = Donation.objects.filter(got, donor__in=[one.pk for one in page.rows])
    known = {
        one["donor"]: one
        for one in sums.order_by().values("donor").annotate(
            gifts=Count("pk"), whole=Sum("amount"), last=Max("day")
        )
    }  # fmt: skip
    rows = []
    for one in page.rows:
        said = known.get(one.pk)
        rows.append(
            DonorRow(one, said["gifts"], said["whole"], said["last"])
            if said
            else DonorRow(one, 0, 0, None)
        )
    return DonorsPage(rows, page, words)


@dataclass(frozen=True, slots=True)
class DonorPage:
    """Everything that the page of one donor shows."""

    donor: Donor
    rows: Sequence[Donation]
    page: Page[Donation]
    whole: int
    may_record: bool


def donor_page(donor: Donor, user: User, asked: QueryDict, *, today: dt.date) -> DonorPage:
    """Load the page in a known number of queries."""
    gifts = queries.donations_of(user, today=today).filter(donor=donor)
    page = page_of(gifts, number=number_from(asked.get("trang")), noun="khoản ủng hộ")
    whole = gifts.filter(state=DonationState.RECEIVED).order_by().aggregate(whole=Sum("amount"))
    may = identity.allowed(user, Permission.RECORD, unit=donor.unit, today=today)
    return DonorPage(donor, page.rows, page, whole["whole"] or 0, may)
