"""Vouchers on their way: recorded, approved, settled, each by another person."""

import datetime as dt
import uuid
from dataclasses import replace

from django.db import transaction
from django.db.models import Max
from django.utils.timezone import localdate

from nhanai.base.errors import Refused
from nhanai.base.findings import Finding
from nhanai.base.text import fold, single_spaced
from nhanai.identity.models import User
from nhanai.identity.queries import allowed
from nhanai.journal.actions import record as write_line
from nhanai.ledger.actions.posting import CannotPost, books_of_voucher, hold_books, locked, posted
from nhanai.ledger.models import Book, Fund, Voucher
from nhanai.ledger.permissions import Permission
from nhanai.ledger.rules import vouchers as rules
from nhanai.ledger.rules.chart import is_large
from nhanai.ledger.rules.followers import against_payment, in_foreign
from nhanai.ledger.rules.vouchers import VoucherValue
from nhanai.ledger.vocab import VoucherKind, VoucherState
from nhanai.sending.actions import once


class CannotSettle(Refused):
    """The voucher stays as it was."""


@transaction.atomic
def draft_voucher(
    *, book: Book, fund: Fund | None, said: VoucherValue, token: uuid.UUID | None = None,
    by: User, at: dt.datetime,
) -> Voucher:  # fmt: skip
    """Record a voucher; what leaves then waits for approval, what comes for the cashier.

    Sent again with the same token and the same words, it is the voucher of before.
    """
    book, said = locked(book), said.tidied()
    content = [str(book.pk), str(fund and fund.pk), repr(said)]
    made = once(
        lambda: [_drafted(book, fund, said, by=by, at=at).pk], token=token,
        act="ledger.draft_voucher", content=content, by=by, at=at,
    )  # fmt: skip
    return Voucher.objects.select_related("book__unit", "fund").get(pk=made[0])


def _drafted(
    book: Book, fund: Fund | None, said: VoucherValue, *, by: User, at: dt.datetime
) -> Voucher:
    if not allowed(by, Permission.RECORD, unit=book.unit, today=localdate(at)):
        raise CannotSettle("Anh, chị chưa được giao lập chứng từ của đơn vị này.")
    findings = [
        *rules.faults_of(said, today=localdate(at)), *_faults_of_fund(book, fund, said.day)
    ]  # fmt: skip
    party = said.party
    voucher = Voucher(
        book=book, kind=said.kind, state=rules.first_state(said.kind), day=said.day,
        party_name=party.name, party_folded=fold(f"{party.name} {said.content}"),
        party_address=party.address, party_paper=party.paper, content=said.content,
        amount=said.amount.amount, fund=fund, account=said.account, place=said.place,
        attached=said.attached, source=said.source, record=said.record, recorded_by=by,
        recorded_at=at,
    )  # fmt: skip
    if findings := findings or _against(voucher):
        raise CannotSettle("Chưa lập được chứng từ.", findings)
    voucher.save()
    new = {"kind": said.kind, "amount": voucher.amount, "content": said.content}
    _told(voucher, "ledger.voucher_recorded", by=by, at=at, new=new)
    return voucher


@transaction.atomic
def approve_voucher(*, voucher: Voucher, by: User, at: dt.datetime) -> Voucher:
    """Approve what is to leave; not by who recorded it, and up to what she may."""
    voucher = _held(voucher, VoucherState.APPROVED)
    _check_approves(voucher, by=by, at=at)
    voucher.state, voucher.approved_by, voucher.approved_at = VoucherState.APPROVED, by, at
    voucher.save(update_fields=["state", "approved_by", "approved_at"])
    _told(voucher, "ledger.voucher_approved", by=by, at=at)
    return voucher


@transaction.atomic
def refuse_voucher(*, voucher: Voucher, reason: str, by: User, at: dt.datetime) -> Voucher:
    """Do not approve it, and say why."""
    voucher = _held(voucher, VoucherState.REFUSED)
    _check_approves(voucher, by=by, at=at)
    return _ended(voucher, VoucherState.REFUSED, reason, by=by, at=at)


@transaction.atomic
def cancel_voucher(*, voucher: Voucher, reason: str, by: User, at: dt.datetime) -> Voucher:
    """Drop what was not settled yet; by those who record."""
    voucher = _held(voucher, VoucherState.CANCELLED)
    if not allowed(by, Permission.RECORD, unit=voucher.book.unit, today=localdate(at)):
        raise CannotSettle("Anh, chị chưa được giao chứng từ của đơn vị này.")
    return _ended(voucher, VoucherState.CANCELLED, reason, by=by, at=at)


@transaction.atomic
def settle_voucher(
    *, voucher: Voucher, day: dt.date | None = None, by: User, at: dt.datetime
) -> Voucher:
    """Take or pay the money: the voucher gets its number, the book its entry, at once.

    By the cashier, who neither recorded nor approved it; `day` is today unless said otherwise.
    """
    hold_books(books_of_voucher(voucher))
    book = locked(voucher.book)
    voucher = _held(voucher, VoucherState.SETTLED)
    if not allowed(by, Permission.SETTLE, unit=book.unit, today=localdate(at)):
        raise CannotSettle("Anh, chị chưa được giao thu, chi của đơn vị này.")
    if by.pk in {voucher.recorded_by_id, voucher.approved_by_id}:
        raise CannotSettle("Người lập hoặc duyệt chứng từ không tự thu, chi. Hãy để người khác.")
    day = day or localdate(at)
    if day < voucher.day:
        raise CannotSettle("Không thu, chi trước ngày lập chứng từ.")
    if found := _against(voucher):
        raise CannotSettle(found[0].message, found)
    lines = rules.lines_of(
        voucher.kind, amount=voucher.amount, fund=voucher.fund_id, account=voucher.account,
        place=voucher.place, party=voucher.party_name,
    )  # fmt: skip
    origin = (voucher.source, voucher.record)
    said = in_foreign(*origin)
    lines = [replace(line, **said) for line in lines]
    try:
        entry = posted(
            book, day=day, memo=voucher.content, lines=lines, origin=origin, by=by, at=at
        )
    except CannotPost as refusal:
        raise CannotSettle(refusal.message, refusal.findings) from refusal
    same = Voucher.objects.filter(book=book, kind=voucher.kind, year=day.year)
    voucher.year = day.year
    voucher.number = (same.aggregate(last=Max("number"))["last"] or 0) + 1
    voucher.entry, voucher.state = entry, VoucherState.SETTLED
    voucher.settled_by, voucher.settled_at = by, at
    voucher.save(update_fields=["year", "number", "entry", "state", "settled_by", "settled_at"])
    new = {"number": voucher.label, "entry": entry.number, "hash": entry.hash}
    _told(voucher, "ledger.voucher_settled", by=by, at=at, new=new)
    return voucher


def _held(voucher: Voucher, to: VoucherState) -> Voucher:
    """The voucher, held, if it may go there."""
    locked(voucher.book)
    voucher = Voucher.objects.select_related("book__unit", "fund").get(pk=voucher.pk)
    if not rules.may_move(voucher.state, to):
        state = VoucherState(voucher.state).label.lower()
        raise CannotSettle(f"Chứng từ này {state}, không làm tiếp được bước đó. Hãy tải lại trang.")
    return voucher


def _check_approves(voucher: Voucher, *, by: User, at: dt.datetime) -> None:
    today, unit = localdate(at), voucher.book.unit
    large = is_large(voucher.amount, on=today)
    needed = Permission.APPROVE_LARGE if large else Permission.APPROVE
    if not allowed(by, needed, unit=unit, today=today):
        words = "khoản lớn này" if large else "chứng từ của đơn vị này"
        raise CannotSettle(f"Anh, chị chưa được giao duyệt {words}.")
    if by.pk == voucher.recorded_by_id:
        raise CannotSettle("Người lập chứng từ không tự duyệt. Hãy để người khác duyệt.")


def _ended(
    voucher: Voucher, state: VoucherState, reason: str, *, by: User, at: dt.datetime
) -> Voucher:
    reason = single_spaced(reason)
    if not reason or len(reason) > 400:
        raise CannotSettle("Nhập lý do, không quá 400 chữ.")
    voucher.state, voucher.reason = state, reason
    voucher.save(update_fields=["state", "reason"])
    refused = state == VoucherState.REFUSED
    verb = "ledger.voucher_refused" if refused else "ledger.voucher_cancelled"
    _told(voucher, verb, by=by, at=at, note=reason)
    return voucher


def _against(voucher: Voucher) -> list[Finding]:
    """What other rooms say against money leaving a fund."""
    is_payment = voucher.kind == VoucherKind.PAYMENT and voucher.fund_id is not None
    return against_payment(voucher) if is_payment else []


def _faults_of_fund(book: Book, fund: Fund | None, day: dt.date) -> list[Finding]:
    if fund is None:
        return []
    if fund.book_id != book.pk:
        return [Finding("fund-elsewhere", "Quỹ đã chọn không thuộc sổ này.", where="fund")]
    if not fund.opened_on <= day or (fund.closed_on and day > fund.closed_on):
        message = f"{fund.name} không hoạt động vào ngày này. Hãy chọn quỹ khác."
        return [Finding("fund-closed", message, where="fund")]
    return []


def _told(
    voucher: Voucher, verb: str, *, by: User, at: dt.datetime,
    new: dict[str, object] | None = None, note: str = "",
) -> None:  # fmt: skip
    unit = voucher.book.unit.key
    write_line(verb=verb, subject=voucher, by=by, at=at, new=new, note=note, unit_key=unit)
