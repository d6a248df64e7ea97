"""Money that was there before its book, and money that moves within a book."""

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Final

from django.db import transaction

from nhanai.base.findings import Finding
from nhanai.base.text import single_spaced
from nhanai.identity.models import User
from nhanai.ledger.actions.posting import CannotPost, post
from nhanai.ledger.models import Book, Entry, Fund
from nhanai.ledger.rules.chart import account_for
from nhanai.ledger.rules.entries import LineValue
from nhanai.sending.actions import once

MOVED: Final = "ledger.moved"
"""Source of money that moves within a book: none leaves it."""


@dataclass(frozen=True, slots=True)
class Opening:
    """What a fund (or the book, without one) had in đồng at the end of the day before its book."""

    fund: Fund | None
    day: dt.date
    cash: int = 0
    bank: int = 0


@dataclass(frozen=True, slots=True)
class Pocket:
    """Money of one fund at one place: its account, and the fund where it has one."""

    account: str
    fund: Fund | None = None


@transaction.atomic
def open_balances(
    *, book: Book, said: Opening, token: uuid.UUID | None = None, by: User, at: dt.datetime
) -> Entry:
    """Write what there was before; once a fund, since a second time is most likely a slip."""
    fund = _key(said.fund)
    amounts = {account_for("cash"): said.cash, account_for("bank"): said.bank}
    if sum(amounts.values()) <= 0:
        message = "Nhập số tiền mặt hoặc tiền gửi lớn hơn 0 đồng."
        raise CannotPost("Chưa ghi được số dư.", [Finding("opening", message, where="cash")])
    lines = [LineValue(code, debit=many, fund=fund) for code, many in amounts.items() if many]
    lines.append(LineValue(account_for("opening"), credit=sum(amounts.values()), fund=fund))

    def made() -> list[int]:
        own = Entry.objects.filter(book=book, lines__account=account_for("opening"))
        if own.filter(lines__fund=fund, reverses=None, reversal=None).exists():
            raise CannotPost(
                "Quỹ này đã có số dư đầu. Muốn ghi lại, hãy đảo bút toán số dư đầu trước."
            )
        memo = f"Số dư đầu: {said.fund.name}" if said.fund else "Số dư đầu"
        return [post(book=book, day=said.day, memo=memo, lines=lines, by=by, at=at).pk]

    content = [str(book.pk), repr(lines), str(said.day)]
    found = once(made, token=token, act="ledger.open_balances", content=content, by=by, at=at)
    return Entry.objects.get(pk=found[0])


@dataclass(frozen=True, slots=True)
class Moving:
    """So many đồng from one pocket to another of the same book."""

    gives: Pocket
    gets: Pocket
    amount: int
    content: str
    day: dt.date


@transaction.atomic
def move_money(
    *, book: Book, said: Moving, token: uuid.UUID | None = None, by: User, at: dt.datetime
) -> Entry:
    """Move money between cash and bank, or between funds; a fund keeps what is for its purpose.

    What is restricted leaves its fund only for a component of it.
    """
    gives, gets = said.gives, said.gets
    findings = []
    if (gives.account, gives.fund) == (gets.account, gets.fund):
        findings.append(Finding("same", "Chọn nơi đến khác nơi đi.", where="gets"))
    if said.amount <= 0:
        findings.append(Finding("amount", "Nhập số tiền lớn hơn 0 đồng.", where="amount"))
    if not _may_leave(gives.fund, gets.fund):
        message = "Tiền của quỹ này chỉ dùng cho mục đích của quỹ, không chuyển sang quỹ khác."
        findings.append(Finding("restricted", message, where="gets"))
    if findings:
        raise CannotPost("Chưa chuyển được tiền.", findings)
    lines = [
        LineValue(gets.account, debit=said.amount, fund=_key(gets.fund)),
        LineValue(gives.account, credit=said.amount, fund=_key(gives.fund)),
    ]

    def made() -> list[int]:
        made = post(
            book=book, day=said.day, memo=single_spaced(said.content), lines=lines, source=MOVED,
            by=by, at=at,
        )  # fmt: skip
        return [made.pk]

    content = [str(book.pk), repr(lines), said.content, str(said.day)]
    found = once(made, token=token, act="ledger.move_money", content=content, by=by, at=at)
    return Entry.objects.get(pk=found[0])


def _key(fund: Fund | None) -> int | None:
    return fund.pk if fund else None


def _may_leave(fund: Fund | None, to: Fund | None) -> bool:
    if fund is None or not fund.restricted or fund == to:
        return True
    return to is not None and to.parent_id == fund.pk
