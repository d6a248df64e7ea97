"""Bringing in a statement: whatever was had already is not had twice."""

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from django.db import transaction
from django.utils.timezone import localdate

from nhanai.banking import queries
from nhanai.banking.models import BankAccount, Statement, StatementLine, StatementShape
from nhanai.banking.permissions import Permission
from nhanai.banking.reading import columns as known_columns
from nhanai.banking.reading.files import read
from nhanai.banking.rules.continuity import findings_of
from nhanai.banking.rules.references import found_in
from nhanai.banking.rules.sameness import Movement, had_already, squashed
from nhanai.banking.rules.values import ReadLine, ReadStatement, UnreadableStatement
from nhanai.base.days import written
from nhanai.base.errors import Refused
from nhanai.base.text import fold, nfc
from nhanai.identity.models import User
from nhanai.identity.queries import allowed, holds
from nhanai.journal.actions import record as write_line

_BATCH = 500


class CannotImport(Refused):
    """This file was not brought in, and nothing of it was written."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of a file: how many lines are new, and how many were had before."""

    statement: Statement
    new: int
    before: int
    is_repeat: bool = False
    """Whether exactly this file had been brought in already."""


@transaction.atomic
def import_statement(
    *, account: BankAccount, data: bytes, file_name: str, by: User, at: dt.datetime
) -> Imported:
    """Read the file and write the lines that were not there yet, all of them or none.

    The account is held while that happens, so that two who send the same file at once make one.
    """
    row = BankAccount.objects.select_for_update().select_related("unit").get(pk=account.pk)
    today = localdate(at)
    if not allowed(by, Permission.IMPORT, unit=row.unit, today=today):
        raise CannotImport("Anh, chị chưa được giao nhập sao kê của tài khoản này.")
    digest = hashlib.sha256(data).hexdigest()
    same = Statement.objects.filter(account=row, sha256=digest).first()
    if same is not None:
        return Imported(same, 0, same.lines_read, is_repeat=True)
    try:
        told = read(data, remembered=queries.shapes())
    except UnreadableStatement as wrong:
        raise CannotImport(str(wrong)) from wrong
    _check(row, told, today)
    return _written(row, told, digest, file_name, by=by, at=at)


def _check(account: BankAccount, told: ReadStatement, today: dt.date) -> None:
    """Refuse what cannot be of this account."""
    said, own = told.account.lstrip("0"), account.number.lstrip("0")
    if said and not (said.endswith(own) or own.endswith(said)):
        raise CannotImport(
            f"Sao kê này của tài khoản {told.account}, không phải {account.number}. Hãy chọn đúng"
            " tài khoản hoặc đúng tệp."
        )
    if told.currency != account.currency:
        raise CannotImport(
            f"Sao kê tính bằng {told.currency}, còn tài khoản này tính bằng {account.currency}."
            " Hãy chọn đúng tài khoản."
        )
    if account.closed_on is not None and told.last_on > account.closed_on:
        raise CannotImport(f"Tài khoản đã thôi dùng từ {written(account.closed_on)}.")
    if told.last_on > today:
        raise CannotImport(
            f"Sao kê có giao dịch ngày {written(told.last_on)}, ở tương lai. Kiểm tra thứ tự ngày"
            " và tháng trong tệp."
        )


def _written(
    account: BankAccount, told: ReadStatement, digest: str, file_name: str, *, by: User,
    at: dt.datetime,
) -> Imported:  # fmt: skip
    lines, known = told.lines, _known(account, told)
    pairs = had_already([one for _, one in known], [_movement(line) for line in lines])
    fresh = [line for line, pair in zip(lines, pairs, strict=True) if pair is None]
    statement = Statement.objects.create(
        account=account, format=told.format, file_name=nfc(PurePath(file_name).name)[:200],
        sha256=digest, first_on=told.first_on, last_on=told.last_on, opening=told.opening,
        closing=told.closing, lines_read=len(lines), lines_new=len(fresh),
        remarks=[one.message for one in findings_of(told)][:20], by=by, at=at,
    )  # fmt: skip
    prints = _fingerprints([one for _, one in known], fresh)
    StatementLine.objects.bulk_create(
        [_row(account, statement, line, mark) for line, mark in zip(fresh, prints, strict=True)],
        batch_size=_BATCH,
    )
    new = {"lines": len(lines), "new": len(fresh), "sha256": digest}
    write_line(
        verb="banking.statement_imported", subject=statement, by=by, at=at, new=new,
        unit_key=account.unit.key,
    )  # fmt: skip
    return Imported(statement, len(fresh), len(lines) - len(fresh))


def _known(account: BankAccount, told: ReadStatement) -> Sequence[tuple[int, Movement]]:
    """What is there already of the days of the file."""
    rows = StatementLine.objects.filter(
        account=account, day__gte=told.first_on, day__lte=told.last_on
    ).order_by("day", "pk")
    return [
        (row.pk, Movement(row.day, row.amount, row.memo, row.balance, row.reference))
        for row in rows
    ]


def _movement(line: ReadLine) -> Movement:
    return Movement(line.day, line.amount, line.memo, line.balance, line.reference)


def _fingerprints(known: Sequence[Movement], fresh: Sequence[ReadLine]) -> list[str]:
    """The mark of each new line; equal twins are told apart by their place among themselves."""
    seen = Counter(_said(one) for one in known)
    marks = []
    for line in fresh:
        said = _said(_movement(line))
        marks.append(hashlib.sha256(f"{said}|{seen[said]}".encode()).hexdigest())
        seen[said] += 1
    return marks


def _said(one: Movement) -> str:
    balance = "" if one.balance is None else f"{one.balance:.2f}"
    memo, reference = squashed(one.memo), squashed(one.reference)
    return f"{one.day.isoformat()}|{one.amount:.2f}|{balance}|{reference}|{memo}"


def _row(account: BankAccount, statement: Statement, line: ReadLine, mark: str) -> StatementLine:
    words = (line.memo, line.party, line.party_account, line.reference, f"{abs(line.amount):.0f}")
    return StatementLine(
        account=account, statement=statement, place=line.place, day=line.day, amount=line.amount,
        balance=line.balance, memo=line.memo, reference=line.reference, party=line.party,
        party_account=line.party_account, codes=" ".join(found_in(line.memo))[:200],
        folded=fold(" ".join(words)), fingerprint=mark,
    )  # fmt: skip


@transaction.atomic
def remember_shape(
    *, heads: Sequence[str], columns: Mapping[str, int], by: User, at: dt.datetime
) -> StatementShape:
    """Keep which column means what, for every statement with these heads from now on."""
    if not holds(by, Permission.IMPORT, today=localdate(at)):
        raise CannotImport("Anh, chị chưa được giao nhập sao kê.")
    if not known_columns.is_whole(columns):
        raise CannotImport(
            "Chọn cột ngày, và cột số tiền có dấu hoặc cả hai cột tiền vào, tiền ra."
        )
    if len(set(columns.values())) < len(columns):
        raise CannotImport("Mỗi cột chỉ chọn một lần.")
    if any(not 0 <= place < len(heads) for place in columns.values()):
        raise CannotImport("Cột được chọn không có trong tệp. Hãy tải tệp lên lại.")
    shape = known_columns.shape_of(heads)
    row, _ = StatementShape.objects.update_or_create(
        shape=shape, defaults={"columns": dict(columns), "by": by, "at": at}
    )
    write_line(verb="banking.shape_kept", subject=row, by=by, at=at, new=dict(columns))
    return row
