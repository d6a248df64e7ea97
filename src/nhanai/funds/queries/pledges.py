"""Pledges: which one sees, how each stands, what is due."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from django.db.models import Q, QuerySet, Sum

from nhanai.base.text import fold
from nhanai.funds.models import Donation, Pledge, PledgeChange, PledgeInstalment
from nhanai.funds.permissions import Permission
from nhanai.funds.rules.pledges import Part, Reckoning, reckoning_of
from nhanai.funds.vocab import DonationState, PledgeState
from nhanai.identity import queries as identity
from nhanai.identity.models import User
from nhanai.search.rules import words_of

MOST_DUE: Final = 200
"""Pledges looked through for one person's reminders."""


@dataclass(frozen=True, slots=True)
class DuePledge:
    """Pledge, without who made it: what of it is open, in đồng, since or until when."""

    pledge: Pledge
    open: int
    on: dt.date
    is_late: bool


def pledges_of(user: User, *, today: dt.date, words: str = "") -> QuerySet[Pledge]:
    """The pledges to units where she sees who gives, the newest first."""
    within = identity.reached(user, Permission.DONORS, today=today)
    rows = Pledge.objects.filter(unit__in=within)
    for word in words_of(fold(words)):
        rows = rows.filter(
            Q(donor__folded__contains=word)
            | Q(donor__person__name_folded__contains=word)
            | Q(campaign__folded__contains=word)
        )
    whole = rows.select_related("donor__person", "campaign", "fund__book__unit", "unit")
    return whole.order_by("-day", "-pk")


def reckonings_of(pledges: Iterable[Pledge]) -> Mapping[int, Reckoning]:
    """How each of the pledges stands; three queries of however many."""
    keys = [one.pk for one in pledges]
    parts: dict[int, list[Part]] = {key: [] for key in keys}
    received: dict[int, dict[int, int]] = {key: {} for key in keys}
    for row in PledgeInstalment.objects.filter(pledge__in=keys).order_by("due_on", "pk"):
        parts[row.pledge_id].append(row.part)
    gifts = Donation.objects.filter(instalment__pledge__in=keys, state=DonationState.RECEIVED)
    sums = gifts.order_by().values_list("instalment__pledge", "instalment")
    for pledge, part, whole in sums.annotate(whole=Sum("amount")):
        if pledge is not None and part is not None:
            received[pledge][part] = whole
    off = dict(
        PledgeChange.objects.filter(pledge__in=keys).order_by().values_list("pledge")
        .annotate(whole=Sum("amount"))
    )  # fmt: skip
    return {
        key: reckoning_of(parts[key], received=received[key], let_off=off.get(key, 0))
        for key in keys
    }


def reckoning(pledge: Pledge) -> Reckoning:
    """How that pledge stands."""
    return reckonings_of([pledge])[pledge.pk]


def pledges_due(user: User, *, today: dt.date, within: dt.timedelta) -> list[DuePledge]:
    """The pledges to her own units of which something is late or due soon, the earliest first."""
    own = identity.rights_of(user, today=today).at(Permission.DONORS)
    if not own:
        return []
    rows = Pledge.objects.filter(
        unit__in=own, state=PledgeState.OPEN, instalments__due_on__lte=today + within
    ).select_related("campaign", "fund")
    listed = list(rows.distinct().order_by("day", "pk")[:MOST_DUE])
    told = reckonings_of(listed) if listed else {}
    found = []
    for one in listed:
        near = [
            part for part in told[one.pk].parts
            if part.open and part.part.due_on <= today + within
        ]  # fmt: skip
        if near:
            first = near[0].part.due_on
            found.append(DuePledge(one, sum(part.open for part in near), first, first < today))
    return sorted(found, key=lambda one: (one.on, one.pledge.pk))
