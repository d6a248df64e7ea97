"""What a bank or a box knows becomes an entry of the books; undone by reversal."""

import datetime as dt

from django.db import transaction
from django.utils.timezone import localdate

from nhanai.banking.actions.boxes import CannotKeepBox
from nhanai.banking.actions.explaining import CannotExplain, free_line, locked, take_line
from nhanai.banking.models import BoxOpening, LineTaking, StatementLine
from nhanai.banking.rules.booking import BOX, LINE, MEANINGS, lines_of
from nhanai.identity.models import User
from nhanai.ledger import actions as ledger
from nhanai.ledger.models import Entry, Fund
from nhanai.ledger.queries import entries_of
from nhanai.ledger.rules.chart import account_for
from nhanai.ledger.rules.entries import LineValue


@transaction.atomic
def book_line(
    *, line: StatementLine, fund: Fund, meaning: str, words: str = "", by: User, at: dt.datetime
) -> LineTaking:
    """Say what a line was and post it: bank on one side, what it was for on the other.

    `meaning` is a key of `MEANINGS`. The line is taken by the entry, in one transaction.
    """
    row = locked(line, by=by, at=at)
    if row.account.currency != "VND":
        raise CannotExplain(
            "Dòng này không phải tiền đồng. Hãy ghi sổ bằng chứng từ có tỷ giá ở trang Sổ sách."
        )
    if fund.book.unit_id != row.account.unit_id:
        raise CannotExplain("Chọn quỹ của chính đơn vị có tài khoản này.")
    said = MEANINGS.get(meaning)
    if said is None or said.comes_in != (row.amount > 0):
        raise CannotExplain("Chọn giao dịch này là gì.")
    entry = ledger.post(
        book=fund.book, day=row.day, memo=f"{said.words}: {words or row.memo}"[:500],
        lines=lines_of(
            int(row.amount), fund.pk, account_for("bank"), account_for(said.use), row.party
        ),
        source=LINE, record=row.pk, by=by, at=at,
    )  # fmt: skip
    told = f"{said.words}, {fund.name} (bút toán {entry.number})"
    return take_line(line=row, source=LINE, record=entry.pk, words=told, by=by, at=at)


@transaction.atomic
def unbook_line(*, line: StatementLine, reason: str, by: User, at: dt.datetime) -> LineTaking:
    """Undo what was posted of a line by a reversal; the line waits again."""
    taking = free_line(line=line, source=LINE, reason=reason, by=by, at=at)
    entry = Entry.objects.select_related("book__unit").get(pk=taking.record)
    ledger.reverse(entry=entry, day=localdate(at), reason=reason, by=by, at=at)
    return taking


@transaction.atomic
def book_opening(*, opening: BoxOpening, fund: Fund, by: User, at: dt.datetime) -> Entry:
    """Post what was found in a box as cash of a fund, once."""
    row = BoxOpening.objects.select_for_update(of=("self",)).select_related("box__unit")
    found = row.get(pk=opening.pk)
    if fund.book.unit_id != found.box.unit_id:
        raise CannotKeepBox("Chọn quỹ của chính đơn vị có hòm này.")
    if not found.total:
        raise CannotKeepBox("Hòm rỗng, không có gì để ghi sổ.")
    if is_booked(found):
        raise CannotKeepBox("Biên bản này đã ghi sổ rồi.")
    memo = f"Mở hòm quỹ {found.box.code} lần {found.number}, {found.box.place}"
    cash, boxes = account_for("cash"), account_for("boxes")
    lines = [
        LineValue(cash, debit=found.total, fund=fund.pk),
        LineValue(boxes, credit=found.total, fund=fund.pk, party=found.cashier),
    ]
    return ledger.post(
        book=fund.book, day=found.day, memo=memo[:500], lines=lines, source=BOX,
        record=found.pk, by=by, at=at,
    )  # fmt: skip


def is_booked(opening: BoxOpening) -> bool:
    """Whether an entry of it stands that was not reversed."""
    posted = entries_of(BOX, opening.pk)
    return posted.filter(reverses=None).count() > posted.exclude(reverses=None).count()
