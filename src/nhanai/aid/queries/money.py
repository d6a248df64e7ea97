"""What the books say of a batch."""

import datetime as dt
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


def voucher_of(batch: Batch) -> Voucher | None:
    """The voucher that pays the batch, if one stands."""
    rows = Voucher.objects.filter(source=BATCH, record=batch.pk).exclude(state__in=_GONE)
    return rows.order_by("-pk").first()


def funds_for(user: User, *, today: dt.date) -> QuerySet[Fund]:
    """The open funds of the books for which she records vouchers."""
    within = identity.reached(user, Ledger.RECORD, today=today)
    rows = Fund.objects.filter(book__unit__in=within, closed_on=None)
    return rows.select_related("book").order_by("name_folded", "pk")
