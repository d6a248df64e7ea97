"""The queue of pairs, and the merges, each as far as one's reach goes."""

import datetime as dt
from collections.abc import Collection

from django.db.models import QuerySet

from nhanai.identity import queries as identity
from nhanai.identity.models import User
from nhanai.people.models import PersonMerge, PersonPair
from nhanai.people.permissions import Permission
from nhanai.people.vocab import PairState


def pairs_of(
    user: User, *, today: dt.date, units: Collection[int] | None = None
) -> QuerySet[PersonPair]:
    """The open pairs of which she records both people; with `units`, one of them is kept there."""
    reach = identity.reached(user, Permission.RECORD, today=today)
    rows = PersonPair.objects.filter(
        state=PairState.OPEN, first__keeper__in=reach, second__keeper__in=reach
    ).select_related("first", "second")
    if units is not None:
        rows = rows.filter(first__keeper__in=units) | rows.filter(second__keeper__in=units)
    return rows.order_by("-score", "pk")


def merges_of(user: User, *, today: dt.date) -> QuerySet[PersonMerge]:
    """The merges of people whose record she writes, the newest first."""
    reach = identity.reached(user, Permission.RECORD, today=today)
    rows = PersonMerge.objects.filter(kept__keeper__in=reach, gone__keeper__in=reach)
    return rows.select_related("kept", "gone").defer("before", "after").order_by("-at", "-pk")
