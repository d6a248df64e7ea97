"""Entries: posted whole, undone only by their opposite."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import Final

from django.db import transaction
from django.db.models import F, Sum
from django.db.models.functions import Coalesce
from django.utils.timezone import localdate

from nhanai.base.days import written
from nhanai.base.errors import Refused
from nhanai.base.findings import Finding
from nhanai.base.numbers import show_dong
from nhanai.base.text import fold, single_spaced
from nhanai.identity.models import User
from nhanai.identity.queries import allowed
from nhanai.journal.actions import record as write_line
from nhanai.ledger.models import Book, Entry, EntryLine, Fund, FundBalance, MoneyBalance, Voucher
from nhanai.ledger.permissions import Permission
from nhanai.ledger.rules import entries as rules
from nhanai.ledger.rules.chart import chart
from nhanai.ledger.rules.entries import LineValue
from nhanai.ledger.rules.followers import followers_of
from nhanai.ledger.vocab import VoucherState

TRANSFER: Final = "ledger.transfer"
"""Source of what one book gives to another; its record is the fund that is to take it."""

_MONEY = frozenset(account for account, one in chart().items() if one.is_money)


class CannotPost(Refused):
    """Nothing was written into the book."""


@transaction.atomic
def post(
    *, book: Book, day: dt.date, memo: str, lines: Sequence[LineValue], source: str = "",
    record: int | None = None, by: User, at: dt.datetime,
) -> Entry:  # fmt: skip
    """Write one entry into the book: at least two lines, both sides equal, in đồng.

    Refuses without the right, a day that is closed or to come, a fund of another book or closed,
    and what would leave a fund or an account with less than nothing. Unless a `source` answers for
    it, money and goods leave by a voucher alone, which others approve and pay.
    """
    if not allowed(by, Permission.RECORD, unit=book.unit, today=localdate(at)):
        raise CannotPost("Anh, chị chưa được giao ghi sổ của đơn vị này.")
    if not source and any(line.credit and line.account in _MONEY for line in lines):
        raise CannotPost("Tiền, hàng ra phải qua phiếu chi, phiếu xuất kho có người duyệt.")
    book = locked(book)
    entry = posted(book, day=day, memo=memo, lines=lines, origin=(source, record), by=by, at=at)
    told(entry, "ledger.posted", by=by, at=at)
    return entry


@transaction.atomic
def reverse(*, entry: Entry, day: dt.date, reason: str, by: User, at: dt.datetime) -> Entry:
    """Undo an entry by its opposite, once; its voucher counts as reversed.

    What it came from is told, as of any entry.
    """
    voucher = Voucher.objects.filter(entry=entry).first()
    hold_books({entry.book_id, *(books_of_voucher(voucher) if voucher else ())})
    book = locked(entry.book)
    may = (Permission.RECORD, Permission.APPROVE)
    if not any(allowed(by, one, unit=book.unit, today=localdate(at)) for one in may):
        raise CannotPost("Anh, chị chưa được giao ghi sổ của đơn vị này.")
    reason = single_spaced(reason)
    if not reason:
        raise CannotPost("Nhập lý do đảo bút toán.")
    if voucher is not None and by.pk == voucher.settled_by_id:
        raise CannotPost("Người đã thu, chi không tự đảo. Hãy để người khác đảo.")
    if Entry.objects.filter(reverses=entry).exists():
        raise CannotPost(f"Bút toán {entry.number} đã được đảo rồi.")
    if entry.reverses_id:
        raise CannotPost("Bút toán này là bút toán đảo. Muốn ghi lại, hãy lập chứng từ mới.")
    undone = posted(
        book, day=day, memo=f"Đảo bút toán {entry.number}: {reason}",
        lines=rules.turned(line.value for line in entry.lines.order_by("pk")),
        origin=(entry.source, entry.record), reverses=entry, by=by, at=at,
    )  # fmt: skip
    Voucher.objects.filter(entry=entry).update(state=VoucherState.REVERSED)
    told(undone, "ledger.reversed", by=by, at=at, note=reason)
    return undone


def locked(book: Book) -> Book:
    """The book, held until the transaction ends: numbers and balances go one after the other."""
    return Book.objects.select_related("unit").select_for_update(of=("self",)).get(pk=book.pk)


def hold_books(keys: Iterable[int]) -> None:
    """Hold these books, always in the same order, before anything else of the act.

    An act that takes a second book later, or its first one after the journal, could wait for
    another act that waits for it.
    """
    wanted = Book.objects.filter(pk__in=set(keys)).order_by("pk")
    list(wanted.select_for_update().values_list("pk", flat=True))


def books_of_voucher(voucher: Voucher) -> set[int]:
    """The book of a voucher, and of a transfer the one that takes the money."""
    books = {voucher.book_id}
    if voucher.source == TRANSFER:
        books |= set(Fund.objects.filter(pk=voucher.record or 0).values_list("book", flat=True))
    return books


def posted(
    book: Book, *, day: dt.date, memo: str, lines: Sequence[LineValue],
    origin: tuple[str, int | None] = ("", None), reverses: Entry | None = None,
    by: User, at: dt.datetime,
) -> Entry:  # fmt: skip
    """Write the entry of an act that holds the book and may do so."""
    memo = single_spaced(memo)
    findings = list(_faults(book, day, memo, lines, today=localdate(at)))
    if findings:
        raise CannotPost("Chưa ghi được sổ.", findings)
    _move(book, lines, day)
    last = Entry.objects.filter(book=book).order_by("-number").first()
    entry = Entry.objects.create(
        book=book, number=last.number + 1 if last else 1, day=day, memo=memo,
        memo_folded=fold(memo)[:500], reverses=reverses, source=origin[0], record=origin[1],
        made_by=by, made_at=at, previous_hash=last.hash if last else rules.GENESIS,
    )  # fmt: skip
    EntryLine.objects.bulk_create(
        EntryLine(
            entry=entry, account=line.account, fund_id=line.fund, debit=line.debit,
            credit=line.credit, party=line.party, currency=line.currency, foreign=line.foreign,
            rate=line.rate,
        )
        for line in lines
    )  # fmt: skip
    entry.hash = rules.digest(entry.previous_hash, entry.content())
    entry.sealed = True
    entry.save(update_fields=["hash", "sealed"])
    for follower in followers_of(entry.source):
        follower(entry)
    return entry


def told(entry: Entry, verb: str, *, by: User, at: dt.datetime, note: str = "") -> None:
    """The line of the journal, last of all."""
    new = {"number": entry.number, "day": entry.day, "memo": entry.memo, "hash": entry.hash}
    write_line(
        verb=verb, subject=entry, by=by, at=at, new=new, note=note, unit_key=entry.book.unit.key
    )


def _faults(
    book: Book, day: dt.date, memo: str, lines: Sequence[LineValue], *, today: dt.date
) -> Iterator[Finding]:
    yield from rules.faults_of(lines)
    yield from rules.faults_of_day(
        day, opened=book.opened_on, closed=book.closed_through, today=today
    )
    if not 0 < len(memo) <= 500:
        yield Finding("entry-memo", "Nhập nội dung bút toán, không quá 500 chữ.", where="memo")
    yield from _faults_of_funds(book, lines, day)


def _faults_of_funds(book: Book, lines: Iterable[LineValue], day: dt.date) -> list[Finding]:
    wanted = {line.fund for line in lines if line.fund is not None}
    own = {fund.pk: fund for fund in Fund.objects.filter(book=book, pk__in=wanted)}
    found = []
    if wanted - own.keys():
        found.append(Finding("fund-elsewhere", "Quỹ đã chọn không thuộc sổ này.", where="fund"))
    for fund in own.values():
        if not fund.opened_on <= day or (fund.closed_on and day > fund.closed_on):
            message = f"{fund.name} không hoạt động vào ngày này. Hãy chọn quỹ khác."
            found.append(Finding("fund-closed", message, where="fund"))
    return found


def _move(book: Book, lines: Sequence[LineValue], day: dt.date) -> None:
    """Bring the balances along; a refusal says what there is, the database holds that it is so."""
    for fund, change in sorted(rules.moved(lines).items()):
        balance, _ = FundBalance.objects.get_or_create(fund_id=fund)
        name = Fund.objects.get(pk=fund).name
        balance.amount = _left(balance.amount, change, name)
        if change < 0:
            _left(_least_since(fund, day), change, f"Từ ngày {written(day)}, {name}")
        balance.save(update_fields=["amount"])
    for account, change in sorted(rules.moved_money(lines).items()):
        place, _ = MoneyBalance.objects.get_or_create(book=book, account=account)
        place.amount = _left(place.amount, change, chart()[account].name)
        place.save(update_fields=["amount"])


def _least_since(fund: int, day: dt.date) -> int:
    """The least that the fund had at the end of that day or of any later one."""
    codes = [one.code for one in chart().values() if one.is_of_balance]
    lines = EntryLine.objects.filter(fund=fund, account__in=codes)
    before = lines.filter(entry__day__lte=day).aggregate(
        has=Coalesce(Sum(F("debit") - F("credit")), 0)
    )["has"]
    later = lines.filter(entry__day__gt=day).values_list("entry__day").order_by("entry__day")
    changes = (change for _, change in later.annotate(has=Sum(F("debit") - F("credit"))))
    return int(min(accumulate(changes, initial=before)))


def _left(amount: int, change: int, name: str) -> int:
    if amount + change < 0:
        message = f"{name} còn {show_dong(amount)}, không đủ chi {show_dong(-change)}."
        raise CannotPost("Chưa ghi được sổ.", [Finding("balance-short", message, where="amount")])
    return amount + change
