"""Who got what, when, from whom: over campaigns, donors and programmes."""

import datetime as dt
from collections.abc import Collection, Mapping

from nhanai.aid.models import Receipt
from nhanai.aid.rules.overlap import Got
from nhanai.aid.vocab import GiftKind


def received_by_household(
    keys: Collection[str], *, since: dt.date, until: dt.date | None = None
) -> Mapping[str, tuple[Got, ...]]:
    """What each household got from `since` up to and including `until`, the newest first.

    `keys` are of `rules.households.key_of`. A household without any is not in the answer. It names
    no person, but who asks must be allowed to know whose key it is.
    """
    rows = Receipt.objects.filter(household_key__in=set(keys), on__gte=since)
    rows = rows.filter(on__lte=until) if until else rows
    found: dict[str, list[Got]] = {}
    for row in rows.order_by("-on", "-pk"):
        found.setdefault(row.household_key, []).append(got_by(row))
    return {key: tuple(several) for key, several in found.items()}


def got_by(row: Receipt) -> Got:
    """The row as a value."""
    return Got(
        key=f"{row.source}:{row.record}", household=row.household_key, on=row.on,
        kind=GiftKind(row.kind), what=row.what, worth=row.worth, giver=row.giver,
        programme=row.programme,
    )  # fmt: skip
