"""Books and funds opened and closed."""

import datetime as dt

from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify
from django.utils.timezone import localdate

from nhanai.base.days import written
from nhanai.base.errors import Refused
from nhanai.base.findings import Finding
from nhanai.base.text import fold, single_spaced
from nhanai.identity.models import User
from nhanai.identity.queries import allowed
from nhanai.journal.actions import record as write_line
from nhanai.ledger.actions.posting import locked
from nhanai.ledger.models import Book, Closing, Entry, Fund, FundBalance, Voucher
from nhanai.ledger.permissions import Permission
from nhanai.ledger.rules.entries import GENESIS
from nhanai.ledger.vocab import BookSource, VoucherState
from nhanai.units.models import Unit


class CannotKeepBook(Refused):
    """Books and funds stay as they were."""


@transaction.atomic
def open_book(
    *, unit: Unit, source: BookSource, opened_on: dt.date, by: User, at: dt.datetime
) -> Book:
    """Open the book of a unit for one source of money."""
    if not allowed(by, Permission.MANAGE, unit=unit, today=localdate(at)):
        raise CannotKeepBook("Anh, chị chưa được giao mở sổ của đơn vị này.")
    if Book.objects.filter(unit=unit, source=source).exists():
        raise CannotKeepBook(f"Đơn vị đã có sổ {BookSource(source).label.lower()}.")
    if opened_on > localdate(at):
        raise CannotKeepBook("Ngày mở sổ không sau hôm nay.")
    book = Book.objects.create(unit=unit, source=source, opened_on=opened_on)
    new = {"source": source, "opened_on": opened_on}
    write_line(verb="ledger.book_opened", subject=book, by=by, at=at, new=new, unit_key=unit.key)
    return book


@transaction.atomic
def open_fund(
    *, book: Book, code: str, name: str, purpose: str, opened_on: dt.date,
    parent: Fund | None = None, restricted: bool = True, by: User, at: dt.datetime,
) -> Fund:  # fmt: skip
    """Open a fund of the book; what is restricted says for what it may be used."""
    book = locked(book)
    _check_manages(by, book, at)
    code, name, purpose = map(single_spaced, (code, name, purpose))
    findings = []
    for words, where, longest in ((code, "code", 20), (name, "name", 200)):
        if not 0 < len(words) <= longest:
            message = f"Nhập {'mã' if where == 'code' else 'tên'} quỹ, không quá {longest} chữ."
            findings.append(Finding(f"fund-{where}", message, where=where))
    if len(purpose) > 500 or (restricted and not purpose):
        message = "Nhập mục đích của quỹ, không quá 500 chữ."
        findings.append(Finding("fund-purpose", message, where="purpose"))
    if opened_on < book.opened_on:
        message = f"Sổ mở từ ngày {written(book.opened_on)}, quỹ không mở trước đó."
        findings.append(Finding("fund-day", message, where="opened_on"))
    if Fund.objects.filter(book=book, code=code).exists():
        findings.append(Finding("fund-twice", "Mã quỹ này đã có trong sổ.", where="code"))
    if parent is not None and parent.book_id != book.pk:
        findings.append(Finding("fund-elsewhere", "Quỹ cấp trên ở sổ khác.", where="parent"))
    if findings:
        raise CannotKeepBook("Chưa mở được quỹ.", findings)
    key = f"{slugify(fold(code)) or 'quy'}-{book.unit.key}-{book.source.lower()}"[:55]
    same = Fund.objects.filter(key__startswith=key).count()
    key = f"{key}-{same + 1}" if same else key
    fund = Fund.objects.create(
        book=book, key=key, code=code, name=name, name_folded=fold(name)[:200], purpose=purpose,
        parent=parent, restricted=restricted, opened_on=opened_on,
    )  # fmt: skip
    FundBalance.objects.create(fund=fund)
    new = {"code": code, "name": name, "purpose": purpose}
    unit = book.unit.key
    write_line(verb="ledger.fund_opened", subject=fund, by=by, at=at, new=new, unit_key=unit)
    return fund


@transaction.atomic
def close_fund(*, fund: Fund, on: dt.date, by: User, at: dt.datetime) -> Fund:
    """Close a fund that is empty, from the day after."""
    book = locked(fund.book)
    _check_manages(by, book, at)
    balance = FundBalance.objects.get(fund=fund)
    if balance.amount:
        raise CannotKeepBook("Quỹ còn số dư. Hãy chuyển hoặc chi hết rồi đóng.")
    last = Entry.objects.filter(lines__fund=fund).aggregate(day=Max("day"))["day"]
    if last is not None and on < last:
        raise CannotKeepBook(f"Quỹ còn ghi đến ngày {written(last)}. Hãy đóng từ ngày đó trở đi.")
    if on < fund.opened_on or on > localdate(at):
        raise CannotKeepBook("Ngày đóng quỹ từ ngày mở đến hôm nay.")
    fund.closed_on = on
    fund.save(update_fields=["closed_on"])
    new = {"closed_on": on}
    unit = book.unit.key
    write_line(verb="ledger.fund_closed", subject=fund, by=by, at=at, new=new, unit_key=unit)
    return fund


@transaction.atomic
def close_book(*, book: Book, through: dt.date, by: User, at: dt.datetime) -> Closing:
    """Close all days up to that one: nothing is written on them any more.

    Refuses while vouchers of those days wait to be settled.
    """
    book = locked(book)
    _check_manages(by, book, at)
    if through > localdate(at):
        raise CannotKeepBook("Ngày khóa sổ không sau hôm nay.")
    if through < (book.closed_through or book.opened_on):
        raise CannotKeepBook("Sổ đã khóa đến sau ngày này.")
    waiting = Voucher.objects.filter(
        book=book, day__lte=through, state__in=[VoucherState.PROPOSED, VoucherState.APPROVED]
    ).count()
    if waiting:
        raise CannotKeepBook(
            f"Còn {waiting} chứng từ trong kỳ chưa thu, chi. Hãy thu, chi hoặc bỏ rồi khóa sổ."
        )
    return _closed(book, through, by=by, at=at)


@transaction.atomic
def reopen_book(
    *, book: Book, through: dt.date | None, reason: str, by: User, at: dt.datetime
) -> Closing:
    """Open the days after `through` again (all where it is None), with the reason."""
    book = locked(book)
    if not allowed(by, Permission.REOPEN, unit=book.unit, today=localdate(at)):
        raise CannotKeepBook("Anh, chị chưa được giao mở lại kỳ đã khóa.")
    reason = single_spaced(reason)
    if not 0 < len(reason) <= 400:
        raise CannotKeepBook("Nhập lý do mở lại, không quá 400 chữ.")
    if book.closed_through is None or (through is not None and through >= book.closed_through):
        raise CannotKeepBook("Không có kỳ nào đã khóa sau ngày này.")
    return _closed(book, through, reason=reason, by=by, at=at)


def _closed(
    book: Book, through: dt.date | None, *, reason: str = "", by: User, at: dt.datetime
) -> Closing:
    last = Entry.objects.filter(book=book).order_by("-number").first()
    old = {"closed_through": book.closed_through}
    book.closed_through = through
    book.save(update_fields=["closed_through"])
    closing = Closing.objects.create(
        book=book, through=through, reopens=bool(reason), reason=reason,
        last_number=last.number if last else 0, last_hash=last.hash if last else GENESIS,
        made_by=by, made_at=at,
    )  # fmt: skip
    write_line(
        verb="ledger.book_reopened" if reason else "ledger.book_closed", subject=book, by=by,
        at=at, old=old, new={"closed_through": through}, note=reason, unit_key=book.unit.key,
    )  # fmt: skip
    return closing


def _check_manages(by: User, book: Book, at: dt.datetime) -> None:
    if not allowed(by, Permission.MANAGE, unit=book.unit, today=localdate(at)):
        raise CannotKeepBook("Anh, chị chưa được giao quản lý sổ của đơn vị này.")
