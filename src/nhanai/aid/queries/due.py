"""What waits: instalments of sponsors, and addresses to be looked at again."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from django.db.models import Q, QuerySet

from nhanai.aid.models import Address, Commitment, Delivery
from nhanai.aid.permissions import Permission
from nhanai.aid.queries.addresses import visible_to
from nhanai.aid.rules.schedule import Instalment, Promise, instalments
from nhanai.aid.vocab import STANDING, AddressState, Cycle, DeliveryState
from nhanai.base import numbers
from nhanai.base.days import written
from nhanai.identity import queries as identity
from nhanai.identity.models import User

SOON: Final = dt.timedelta(days=7)
MOST: Final = 200
"""Commitments looked through for one person's reminders."""


@dataclass(frozen=True, slots=True)
class DueLine:
    """One thing that waits, without any name: which address, what, since when."""

    code: str
    text: str
    on: dt.date
    is_late: bool


def promise_of(one: Commitment) -> Promise:
    """The row as a value."""
    return Promise(Cycle(one.cycle), one.amount, one.start, one.end)


def fulfilled(commitments: Collection[int]) -> Mapping[int, frozenset[dt.date]]:
    """Which instalments of each commitment came or are on their way, in one query."""
    gone = (DeliveryState.MISSED, DeliveryState.TAKEN_BACK)
    rows = Delivery.objects.filter(commitment__in=commitments, due_on__isnull=False)
    found: dict[int, set[dt.date]] = {}
    for commitment, day in rows.exclude(state__in=gone).values_list("commitment", "due_on"):
        if commitment is not None and day is not None:
            found.setdefault(commitment, set()).add(day)
    return {key: frozenset(days) for key, days in found.items()}


def instalments_of(
    commitments: Iterable[Commitment], *, until: dt.date
) -> Mapping[int, list[Instalment]]:
    """The instalments of each commitment up to that day, in one query."""
    listed = list(commitments)
    done = fulfilled([one.pk for one in listed])
    return {
        one.pk: instalments(promise_of(one), done.get(one.pk, frozenset()), until=until)
        for one in listed
    }


def running(rows: QuerySet[Commitment], *, today: dt.date) -> QuerySet[Commitment]:
    """The commitments that hold, or held and may be behind, of addresses that stand."""
    standing = rows.filter(address__state__in=STANDING, start__lte=today + SOON)
    return standing.filter(Q(end__isnull=True) | Q(end__gt=today - dt.timedelta(days=365)))


def reviews_due(user: User, *, today: dt.date, within: dt.timedelta = SOON) -> QuerySet[Address]:
    """The addresses that she looks after and that are to be looked at again soon or are late."""
    mine = identity.reached(user, Permission.RECORD, today=today)
    rows = visible_to(user, today=today).filter(unit__in=mine, review_due_on__lte=today + within)
    return rows.exclude(state=AddressState.CLOSED).order_by("review_due_on", "pk")


def due_of(user: User, *, today: dt.date) -> list[DueLine]:
    """What waits for her at the units where she is appointed herself, the earliest first."""
    own = identity.rights_of(user, today=today).at(Permission.DELIVER)
    rows = Commitment.objects.filter(address__unit__in=own).select_related("address")
    listed = list(running(rows, today=today).order_by("start", "pk")[:MOST]) if own else []
    several = instalments_of(listed, until=today + SOON)
    lines = []
    for one in listed:
        open_ones = [part for part in several[one.pk] if not part.is_done]
        if open_ones:
            first, more = open_ones[0], len(open_ones) - 1
            also = f", và {more} kỳ nữa" if more else ""
            text = f"Đỡ đầu {one.address.code}: {numbers.show_dong(first.amount)} kỳ"
            text += f" {written(first.on)}{also}"
            lines.append(DueLine(one.address.code or "", text, first.on, first.is_late(today)))
    looks = identity.rights_of(user, today=today).at(Permission.RECORD)
    for address in reviews_due(user, today=today).filter(unit__in=looks)[:MOST]:
        due = address.review_due_on or today
        text = f"Rà soát hằng năm {address.code}"
        lines.append(DueLine(address.code or "", text, due, due < today))
    return sorted(lines, key=lambda one: (one.on, one.code))
