"""Which cash boxes one sees."""

import datetime as dt
from collections import Counter
from collections.abc import Collection

from django.db.models import QuerySet

from nhanai.banking.models import BoxOpening, CashBox
from nhanai.banking.permissions import Permission
from nhanai.banking.rules.booking import BOX
from nhanai.base.text import fold
from nhanai.identity import queries as identity
from nhanai.identity.models import User
from nhanai.ledger.models import Entry
from nhanai.search.rules import words_of


def boxes_visible_to(user: User, *, today: dt.date, words: str = "") -> QuerySet[CashBox]:
    """The boxes of the units in her reach whose place, number or keeper has these words."""
    within = identity.reached(user, Permission.VIEW, today=today)
    rows = CashBox.objects.filter(unit__in=within)
    for word in words_of(fold(words)):
        rows = rows.filter(folded__contains=word)
    return rows.order_by("retired_on", "code", "pk")


def openings_visible_to(user: User, *, today: dt.date) -> QuerySet[BoxOpening]:
    """The protocols of the boxes in her reach."""
    within = identity.reached(user, Permission.VIEW, today=today)
    return BoxOpening.objects.filter(box__unit__in=within).select_related("box__unit")


def booked_openings(openings: Collection[int]) -> frozenset[int]:
    """Those of the openings of which an entry stands; one query."""
    rows = Entry.objects.filter(source=BOX, record__in=openings)
    counted = Counter[int]()
    for record, reverses in rows.values_list("record", "reverses"):
        if record is not None:
            counted[record] += -1 if reverses else 1
    return frozenset(record for record, number in counted.items() if number > 0)


def last_opening_of(box: CashBox) -> BoxOpening | None:
    """The newest protocol of the box, or None."""
    return box.openings.order_by("-number").first()
