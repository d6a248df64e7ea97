"""Humanitarian addresses that may ask in a round."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from nhanai.aid import queries as aid
from nhanai.aid.models import Address, Need
from nhanai.aid.vocab import STANDING
from nhanai.allocation.models import AllocationRound, Claimant
from nhanai.allocation.rules.needs import OpenNeed, needed
from nhanai.identity.models import User
from nhanai.units.queries import descendants, names_on

_YEAR = dt.timedelta(days=365)


@dataclass(frozen=True, slots=True)
class AskingAddress:
    """An address with what it asks in a round."""

    address: int
    need: int
    weight: int
    received: int
    groups: tuple[str, ...]


def asking_addresses(
    round_: AllocationRound, user: User, *, group: str = "", today: dt.date
) -> list[AskingAddress]:
    """Those of the round's reach that stand, that she sees, that need money and are not in it."""
    below = descendants(round_.unit, today).order_by().values("pk")
    rows = aid.visible_to(user, today=today).filter(
        Q(unit=round_.unit) | Q(unit__in=below), state__in=STANDING
    )
    there = Claimant.objects.filter(round=round_, address__isnull=False).values("address")
    rows = (rows.filter(group=group) if group else rows).exclude(pk__in=there)
    addresses = list(rows)
    needs = _needs(addresses, today)
    got = aid.received_by_household(
        [one.household_key for one in addresses], since=today - _YEAR, until=today
    )
    places = names_on({one.commune_id or one.unit_id for one in addresses}, today)
    return [
        AskingAddress(
            one.pk,
            needs[one.pk],
            max(1, one.points),
            sum(gift.worth for gift in got.get(one.household_key, ())),
            (places.get(one.commune_id or one.unit_id, ""), str(one.get_group_display())),
        )
        for one in addresses
        if needs[one.pk]
    ]


def _needs(addresses: Iterable[Address], today: dt.date) -> dict[int, int]:
    """What each address needs in money."""
    keys = [one.pk for one in addresses]
    found: dict[int, list[OpenNeed]] = defaultdict(list)
    rows = Need.objects.filter(address__in=keys, settled_on=None, cost__gt=0)
    for row in rows:
        found[row.address_id].append(OpenNeed(row.cost, row.is_monthly, row.until))
    return {key: needed(found[key], today=today) for key in keys}
