"""Money of a batch: asked of the books, and counted when the cashier has paid it."""

import datetime as dt
from typing import Final

from django.db import transaction
from django.utils.timezone import localdate

from nhanai.aid.actions.batching import CannotGive, deliveries_of, held
from nhanai.aid.actions.delivering import complete, undo
from nhanai.aid.models import Batch
from nhanai.aid.queries.money import BATCH, voucher_of
from nhanai.aid.vocab import BatchState, DeliveryState, GiftKind
from nhanai.base.money import Money
from nhanai.identity.models import User
from nhanai.ledger import actions as ledger
from nhanai.ledger.models import Entry, Fund, Voucher
from nhanai.ledger.rules.chart import account_for
from nhanai.ledger.rules.vouchers import Party, VoucherValue
from nhanai.ledger.vocab import VoucherKind

_WHO: Final = "Các hộ theo danh sách ký nhận"


@transaction.atomic
def ask_for_money(*, batch: Batch, fund: Fund, by: User, at: dt.datetime) -> Voucher:
    """Draft the payment of an approved batch from a fund; the books ask who may, and what is left.

    The voucher names nobody who is helped: the signed list is attached to it.
    """
    row = held(batch.pk)
    if row.kind != GiftKind.MONEY or row.state != BatchState.APPROVED:
        raise CannotGive("Chỉ lập phiếu chi cho đợt trao tiền đã duyệt, chưa trao.")
    if voucher_of(row) is not None:
        raise CannotGive("Đợt này đã có phiếu chi. Bỏ phiếu ấy trước khi lập phiếu khác.")
    planned = [one for one in deliveries_of(row) if one.state == DeliveryState.PLANNED]
    said = VoucherValue(
        VoucherKind.PAYMENT, localdate(at), Party(_WHO), f"Trợ giúp: {row.name}"[:500],
        Money(sum(one.worth for one in planned)), account_for("aid"),
        attached=f"Danh sách ký nhận, {len(planned)} địa chỉ", source=BATCH, record=row.pk,
    )  # fmt: skip
    return ledger.draft_voucher(book=fund.book, fund=fund, said=said, by=by, at=at)


def begin() -> None:
    """From now on hear of every entry of a batch."""
    ledger.follow(BATCH, follow_entry)


def follow_entry(entry: Entry) -> None:
    """An entry of a batch that pays itself."""
    if entry.record is not None:
        follow_payment(entry.record, entry)


def follow_payment(batch_key: int, entry: Entry) -> None:
    """Count what was paid on the day of its entry, and count it no longer when that is reversed."""
    batch = held(batch_key)
    rows = deliveries_of(batch)
    by, at = entry.made_by, entry.made_at
    if entry.reverses_id is not None:
        paid = [one for one in rows if one.state == DeliveryState.DELIVERED]
        batch.state = BatchState.APPROVED
        batch.save(update_fields=["state"])
        undo(batch, paid, DeliveryState.PLANNED, by=by, at=at)
        return
    planned = [one for one in rows if one.state == DeliveryState.PLANNED]
    if batch.state != BatchState.APPROVED or not planned:
        raise CannotGive("Đợt trao của phiếu chi này không còn chờ trao.")
    complete(batch, planned, on=entry.day, by=by, at=at)
