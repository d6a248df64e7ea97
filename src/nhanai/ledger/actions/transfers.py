"""Money that one unit's book gives to another's: paid out of one and taken into the other at once.

It leaves by a payment voucher like any other money, recorded, approved and settled by three
persons. With the settling, and in its transaction, the other book takes the same amount; undone,
it is undone in both. Both write the account of transfers, which over all books adds to nothing.
"""

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Final

from django.utils.timezone import localdate

from nhanai.base.findings import Finding
from nhanai.base.money import Money
from nhanai.identity.models import User
from nhanai.ledger import queries
from nhanai.ledger.actions.posting import TRANSFER, CannotPost, locked, posted, told
from nhanai.ledger.actions.vouchers import CannotSettle, draft_voucher
from nhanai.ledger.models import Book, Entry, Fund, Voucher
from nhanai.ledger.rules.chart import account_for
from nhanai.ledger.rules.entries import LineValue, turned
from nhanai.ledger.rules.vouchers import Party, VoucherValue
from nhanai.ledger.vocab import VoucherKind
from nhanai.units.queries import name_on

GIVEN: Final = TRANSFER
"""Source of what leaves; its record is the fund that is to take it."""
TAKEN: Final = "ledger.transfer_taken"
"""Source of what arrives; its record is the entry by which it left."""


@dataclass(frozen=True, slots=True)
class Transfer:
    """So many đồng from one fund, as cash or through the bank, to a fund of another book."""

    fund: Fund | None
    to: Fund
    place: str
    amount: int
    content: str
    day: dt.date


def draft_transfer(
    *, book: Book, said: Transfer, token: uuid.UUID | None = None, by: User, at: dt.datetime
) -> Voucher:
    """Record the voucher of a transfer; the other fund is one that she sees, of another book."""
    seen = queries.funds_of(by, today=localdate(at)).filter(pk=said.to.pk, closed_on=None)
    if said.to.book_id == book.pk or not seen.exists():
        message = "Chọn một quỹ đang hoạt động ở sổ khác."
        raise CannotSettle("Chưa lập được chứng từ.", [Finding("to", message, where="to")])
    party = Party(f"{name_on(said.to.book.unit, said.day)}, {said.to.name}")
    value = VoucherValue(
        VoucherKind.PAYMENT, said.day, party, said.content, Money(said.amount),
        account_for("transfers"), said.place, source=GIVEN, record=said.to.pk,
    )  # fmt: skip
    return draft_voucher(book=book, fund=said.fund, said=value, token=token, by=by, at=at)


def take(entry: Entry) -> None:
    """Write into the other book what this entry gave away, or took back."""
    by, at = entry.made_by, entry.made_at
    if entry.reverses_id:
        other = Entry.objects.select_related("book").get(source=TAKEN, record=entry.reverses_id,
                                                         reverses=None)  # fmt: skip
        lines = turned(line.value for line in other.lines.order_by("pk"))
        memo = f"Đảo bút toán {other.number}: {entry.memo}"[:500]
        made = posted(
            locked(other.book), day=entry.day, memo=memo, lines=lines,
            origin=(TAKEN, entry.reverses_id), reverses=other, by=by, at=at,
        )  # fmt: skip
        told(made, "ledger.reversed", by=by, at=at, note=entry.memo)
        return
    fund = Fund.objects.select_related("book").get(pk=entry.record or 0)
    transfers, giver = account_for("transfers"), name_on(entry.book.unit, entry.day)
    lines = [
        LineValue(line.account, debit=line.credit, fund=fund.pk, party=giver)
        if line.credit
        else LineValue(transfers, credit=line.debit, fund=fund.pk, party=giver)
        for line in entry.lines.order_by("-pk")
    ]
    made = posted(
        locked(fund.book), day=entry.day, memo=entry.memo, lines=lines, origin=(TAKEN, entry.pk),
        by=by, at=at,
    )  # fmt: skip
    told(made, "ledger.posted", by=by, at=at)


def keep_together(entry: Entry) -> None:
    """What arrived is not undone alone, but with what left."""
    if entry.reverses_id and not Entry.objects.filter(reverses=entry.record).exists():
        raise CannotPost("Khoản này do sổ bên chuyển ghi. Hãy đảo bút toán ở sổ bên chuyển.")
