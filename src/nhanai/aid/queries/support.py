"""Sponsors, batches, and what to look at twice before a batch is approved."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence

from django.db.models import Q, QuerySet

from nhanai.aid.models import Batch, Delivery, Sponsor
from nhanai.aid.permissions import Permission
from nhanai.aid.queries.received import received_by_household
from nhanai.aid.rules.overlap import SAME_PROGRAMME, Got, Planned, findings_of
from nhanai.aid.vocab import BatchState, DeliveryState, GiftKind, SponsorKind
from nhanai.base.findings import Finding
from nhanai.base.text import fold
from nhanai.identity import queries as identity
from nhanai.identity.models import User
from nhanai.people import queries as people
from nhanai.search.keys import Keys
from nhanai.units.queries import forerunners

_AROUND = dt.timedelta(days=SAME_PROGRAMME)


def sponsors_of(user: User, *, today: dt.date, words: str = "") -> QuerySet[Sponsor]:
    """The sponsors kept by units in her reach; a person's name finds only who may see her."""
    within = identity.reached(user, Permission.VIEW, today=today)
    rows = Sponsor.objects.filter(unit__in=within).select_related("person", "unit")
    seen = people.visible_to(user, today=today).order_by().values("pk")
    for word in fold(words).split():
        own = Q(kind=SponsorKind.ORGANISATION, folded__contains=word)
        rows = rows.filter(own | Q(person__in=seen, person__name_folded__contains=word))
    return rows.order_by("folded", "pk")


def sponsor_names(user: User, sponsors: Iterable[Sponsor], *, today: dt.date) -> Mapping[int, str]:
    """What each sponsor is called for `user`; a person by name only to who sees her in `people`."""
    listed = list(sponsors)
    wanted = [one.person_id for one in listed if one.person_id]
    seen = people.visible_to(user, today=today).filter(pk__in=wanted) if wanted else ()
    persons = {one.pk: one.full_name for one in seen}
    return {
        one.pk: one.name or persons.get(one.person_id or 0, f"Cá nhân, số {one.pk}")
        for one in listed
    }


def batches_of(user: User, *, today: dt.date, words: str = "") -> QuerySet[Batch]:
    """The batches of units in her reach and of those they came from, the newest first."""
    within = identity.reached(user, Permission.VIEW, today=today)
    seen = Q(unit__in=within) | Q(unit__in=Keys(forerunners(within)))
    rows = Batch.objects.filter(seen).select_related("unit", "campaign")
    for word in fold(words).split():
        rows = rows.filter(folded__contains=word)
    return rows.order_by("-on", "-pk")


def known_to_households(
    keys: Collection[str], *, on: dt.date, besides: Batch | None = None
) -> Mapping[str, Sequence[Got]]:
    """What these households got or are about to get around that day, but for this batch."""
    own = set(besides.deliveries.values_list("pk", flat=True)) if besides else set()
    got = received_by_household(keys, since=on - _AROUND, until=on + _AROUND)
    found = {
        key: [one for one in several if one.key not in {f"{DELIVERY}:{pk}" for pk in own}]
        for key, several in got.items()
    }
    planned = Delivery.objects.filter(
        address__household_key__in=set(keys), state=DeliveryState.PLANNED,
        batch__state__in=[BatchState.DRAFT, BatchState.APPROVED],
        batch__on__gte=on - _AROUND, batch__on__lte=on + _AROUND,
    )  # fmt: skip
    planned = planned.exclude(batch=besides) if besides else planned
    for one in planned.select_related("batch__campaign", "address"):
        found.setdefault(one.address.household_key, []).append(_planned(one))
    return found


DELIVERY = "aid.delivery"
"""What receipts, facts and vouchers call a delivery of this room."""


def _planned(one: Delivery) -> Got:
    return Got(
        key=f"{DELIVERY}:{one.pk}", household=one.address.household_key, on=one.batch.on,
        kind=GiftKind(one.batch.kind), what=one.batch.what, worth=one.worth,
        giver=one.batch.giver, programme=programme_of(one.batch), is_planned=True,
    )  # fmt: skip


def programme_of(batch: Batch) -> str:
    """The programme that a batch belongs to: its campaign, else itself."""
    return batch.campaign.name if batch.campaign else batch.name


def findings_for(batch: Batch, deliveries: Sequence[Delivery]) -> Mapping[int, list[Finding]]:
    """What to look at twice, by delivery; three queries, however many there are."""
    keys = [one.address.household_key for one in deliveries]
    known = known_to_households(keys, on=batch.on, besides=batch)
    return {
        one.pk: findings_of(
            Planned(
                one.address.household_key, batch.on, GiftKind(batch.kind), programme_of(batch),
                one.commitment_id is not None,
            ),
            known.get(one.address.household_key, ()),
        )
        for one in deliveries
    }  # fmt: skip
