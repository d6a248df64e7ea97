"""What the books say of a batch."""

import datetime as dt
from collections.abc import Callable
from typing import Final

from django.db.models import QuerySet

from nhanai.aid.models import Batch
from nhanai.identity import queries as identity
from nhanai.identity.models import User
from nhanai.ledger.models import Fund, Voucher
from nhanai.ledger.permissions import Permission as Ledger
from nhanai.ledger.vocab import VoucherState

BATCH: Final = "aid.batch"
"""What vouchers and entries call a batch of this room."""
_GONE: Final = (VoucherState.REFUSED, VoucherState.CANCELLED, VoucherState.REVERSED)


_ELSEWHERE: Final[dict[str, Callable[[Batch], Voucher | None]]] = {}


def paid_by(room: str, voucher: Callable[[Batch], Voucher | None]) -> None:
    """Have `voucher` asked for what pays a batch that a room above made, with its own money."""
    _ELSEWHERE[room] = voucher


def voucher_of(batch: Batch) -> Voucher | None:
    """The voucher that pays the batch, if one stands."""
    rows = Voucher.objects.filter(source=BATCH, record=batch.pk).exclude(state__in=_GONE)
    own = rows.order_by("-pk").first()
    others = (find(batch) for find in _ELSEWHERE.values())
    return own or next((one for one in others if one and one.state not in _GONE), None)


def funds_for(user: User, *, today: dt.date) -> QuerySet[Fund]:
    """The open funds of the books for which she records vouchers."""
    within = identity.reached(user, Ledger.RECORD, today=today)
    rows = Fund.objects.filter(book__unit__in=within, closed_on=None)
    return rows.select_related("book").order_by("name_folded", "pk")
