"""Requests to undo a gift, for those who decide them."""

import datetime as dt

from django.db.models import Q, QuerySet

from nhanai.funds.models import Donation, GiftUndoing
from nhanai.funds.vocab import UndoingState
from nhanai.identity import queries as identity
from nhanai.identity.models import User
from nhanai.ledger.permissions import Permission as Ledger
from nhanai.ledger.rules.chart import limit_on


def undoings_for(user: User, *, today: dt.date) -> QuerySet[GiftUndoing]:
    """What waits that she may decide, the oldest first; never what she asked herself."""
    small = Q(donation__amount__lte=limit_on(today))
    within = identity.reached(user, Ledger.APPROVE, today=today)
    large = identity.reached(user, Ledger.APPROVE_LARGE, today=today)
    mine = Q(donation__unit__in=within) & small | Q(donation__unit__in=large) & ~small
    rows = GiftUndoing.objects.filter(mine, state=UndoingState.PROPOSED).exclude(by=user)
    return rows.select_related("donation").order_by("pk")


def waiting_to_be_undone(gifts: QuerySet[Donation]) -> QuerySet[Donation]:
    """Those of the gifts whose undoing waits for a decision."""
    waiting = GiftUndoing.objects.filter(state=UndoingState.PROPOSED).order_by()
    return gifts.filter(pk__in=waiting.values("donation"))
