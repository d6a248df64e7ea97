"""What the books and the store say of a list, and of what came back."""

from typing import Final

from nhanai.aid.vocab import GiftKind
from nhanai.distributions.models import GiftMove, Quota
from nhanai.ledger.models import Voucher
from nhanai.ledger.vocab import VoucherState
from nhanai.stock.models import Slip

LIST: Final = "distributions.list"
"""What vouchers, entries and slips call the gifts of a commune."""
RETURN: Final = "distributions.return"
"""And what came back of them."""
_GONE: Final = (VoucherState.REFUSED, VoucherState.CANCELLED, VoucherState.REVERSED)


def voucher_of(source: str, record: int) -> Voucher | None:
    """The voucher that stands for it."""
    rows = Voucher.objects.filter(source=source, record=record).exclude(state__in=_GONE)
    return rows.order_by("-pk").first()


def slip_of(source: str, record: int) -> Slip | None:
    """The slip that stands for it: not reversed."""
    rows = Slip.objects.filter(source=source, record=record, reverses=None, reversal=None)
    return rows.order_by("-pk").first()


def has_left(quota: Quota) -> bool:
    """Whether money or goods for the list left; always, where the round has no source."""
    round_ = quota.round
    if round_.fund_id is not None:
        return quota.paid_on is not None
    if round_.warehouse_id is not None:
        return slip_of(LIST, quota.pk) is not None
    return True


def is_back(move: GiftMove) -> bool:
    """Whether what was returned is booked; always, where the round has no source."""
    round_ = move.quota.round
    if round_.kind == GiftKind.MONEY and round_.fund_id is not None:
        return voucher_of(RETURN, move.pk) is not None
    if round_.warehouse_id is not None:
        return slip_of(RETURN, move.pk) is not None
    return True
