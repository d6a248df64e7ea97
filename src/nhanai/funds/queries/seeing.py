"""Which funds, campaigns, donors and gifts one sees."""

import datetime as dt

from django.db.models import Q, QuerySet

from nhanai.base.text import fold
from nhanai.funds.models import ContributionCampaign, Donation, Donor
from nhanai.funds.permissions import Permission
from nhanai.funds.rules.clocks import Clock
from nhanai.identity import queries as identity
from nhanai.identity.models import User
from nhanai.ledger.models import Fund
from nhanai.ledger.vocab import BookSource
from nhanai.search.rules import words_of
from nhanai.units.models import Unit

LONGEST = dt.timedelta(days=120)
"""After so many days from the end of receiving no clock of a campaign runs any more."""


def funds_of(user: User, *, today: dt.date) -> QuerySet[Fund]:
    """The funds of units in her reach that gifts may go to, with what each holds."""
    within = identity.reached(user, Permission.VIEW, today=today)
    rows = Fund.objects.filter(book__source=BookSource.FUND, book__unit__in=within)
    return rows.select_related("book__unit", "balance").order_by("book__unit", "code")


def recordable_funds(user: User, *, today: dt.date) -> QuerySet[Fund]:
    """The funds in use for which she writes down gifts."""
    within = identity.reached(user, Permission.RECORD, today=today)
    rows = Fund.objects.filter(
        book__source=BookSource.FUND, book__unit__in=within, closed_on__isnull=True
    )
    return rows.select_related("book__unit").order_by("book__unit", "code")


def campaigns_of(user: User, *, today: dt.date, words: str = "") -> QuerySet[ContributionCampaign]:
    """The campaigns of units in her reach, the newest first."""
    within = identity.reached(user, Permission.VIEW, today=today)
    rows = ContributionCampaign.objects.filter(unit__in=within)
    for word in words_of(fold(words)):
        rows = rows.filter(folded__contains=word)
    return rows.select_related("fund__book__unit", "unit").order_by("-launched_on", "-pk")


def donors_of(user: User, *, today: dt.date, words: str = "") -> QuerySet[Donor]:
    """The donors kept by units where she may see who gave."""
    within = identity.reached(user, Permission.DONORS, today=today)
    return named_like(Donor.objects.filter(unit__in=within), words)


def named_like(rows: QuerySet[Donor], words: str) -> QuerySet[Donor]:
    """Those of the donors whose name has all these words."""
    for word in words_of(fold(words)):
        rows = rows.filter(
            Q(folded__contains=word) | Q(person__name_folded__contains=word)
        )  # fmt: skip
    return rows.select_related("person", "unit").order_by("folded", "person__sort_key", "pk")


def may_see_donors(user: User, unit: Unit, *, today: dt.date) -> bool:
    """Whether she sees who gave to that unit."""
    return identity.allowed(user, Permission.DONORS, unit=unit, today=today)


def donations_of(user: User, *, today: dt.date, words: str = "") -> QuerySet[Donation]:
    """The gifts to units in her reach, the newest first; a name finds only for who sees donors."""
    within = identity.reached(user, Permission.VIEW, today=today)
    rows = Donation.objects.filter(unit__in=within)
    named = Q(unit__in=identity.reached(user, Permission.DONORS, today=today))
    for word in words_of(fold(words)):
        by_name = Q(donor__folded__contains=word) | Q(donor__person__name_folded__contains=word)
        rows = rows.filter(Q(folded__contains=word) | named & by_name)
    return rows.select_related(
        "donor__person", "campaign", "fund", "unit", "voucher", "entry"
    ).order_by("-day", "-pk")


def named_gifts(user: User, *, today: dt.date) -> QuerySet[Donation]:
    """The gifts of which she sees who gave."""
    within = identity.reached(user, Permission.DONORS, today=today)
    return donations_of(user, today=today).filter(unit__in=within)


def clocks_due(
    user: User, *, today: dt.date, within: dt.timedelta
) -> list[tuple[ContributionCampaign, Clock]]:
    """What is due from today on of the campaigns that she runs, the earliest first; one query."""
    runs = identity.reached(user, Permission.MANAGE, today=today)
    rows = ContributionCampaign.objects.filter(
        unit__in=runs, receives_until__gte=today - LONGEST, launched_on__lte=today + within
    )
    found = [
        (one, clock)
        for one in rows.order_by("pk")
        for clock in one.clocks
        if today <= clock.due <= today + within
    ]
    return sorted(found, key=lambda one: (one[1].due, one[0].pk))
