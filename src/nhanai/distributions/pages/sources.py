"""How far the money or goods of a list are, and what of it came back."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from nhanai.distributions.models import GiftMove, Quota
from nhanai.distributions.permissions import Permission
from nhanai.distributions.queries.money import LIST, RETURN, slip_of, voucher_of
from nhanai.distributions.vocab import QuotaState
from nhanai.identity import queries as identity
from nhanai.identity.models import User
from nhanai.ledger.models import Voucher
from nhanai.ledger.permissions import Permission as Ledger
from nhanai.stock.models import Slip
from nhanai.stock.permissions import Permission as Stock


@dataclass(frozen=True, slots=True)
class Source:
    """What the books or the store say of the list, and what the reader may ask of them."""

    voucher: Voucher | None
    slip: Slip | None
    may_pay: bool
    may_send: bool
    has_left: bool
    returns: Sequence[tuple[GiftMove, bool]]
    may_book: bool


def source_of(quota: Quota, returned: Sequence[GiftMove], user: User, *, today: dt.date) -> Source:
    """Ask the fund or the warehouse of the round; a few queries, one more for each return."""
    round_ = quota.round
    fund, warehouse = round_.fund, round_.warehouse
    voucher = voucher_of(LIST, quota.pk) if fund else None
    slip = slip_of(LIST, quota.pk) if warehouse else None
    records = fund is not None and identity.allowed(
        user, Ledger.RECORD, unit=fund.book.unit, today=today
    )
    keeps = (
        warehouse is not None
        and identity.allowed(user, Stock.KEEP, unit=warehouse.unit, today=today)
        and identity.allowed(user, Permission.RUN, unit=round_.unit, today=today)
    )
    approved = quota.state == QuotaState.APPROVED
    left = quota.paid_on is not None if fund else slip is not None if warehouse else True
    back = [(one, _is_back(one, fund is not None, warehouse is not None)) for one in returned]
    return Source(
        voucher, slip, records and approved and voucher is None,
        keeps and approved and slip is None, left, back, records or keeps,
    )  # fmt: skip


def _is_back(move: GiftMove, by_fund: bool, by_store: bool) -> bool:
    if by_fund:
        return voucher_of(RETURN, move.pk) is not None
    return slip_of(RETURN, move.pk) is not None if by_store else True
