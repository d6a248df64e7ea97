"""Which accounts a unit has."""

import datetime as dt
import re

from django.db import transaction
from django.utils.timezone import localdate

from nhanai.banking.models import BankAccount, StatementLine
from nhanai.banking.permissions import Permission
from nhanai.banking.rules.banks import bank_of
from nhanai.base.days import written
from nhanai.base.errors import Refused
from nhanai.base.findings import Finding
from nhanai.base.text import nfc, single_spaced
from nhanai.identity.models import User
from nhanai.identity.queries import allowed
from nhanai.journal.actions import record as write_line
from nhanai.units.models import Unit


class CannotKeepAccount(Refused):
    """This account cannot be written down or closed."""


@transaction.atomic
def keep_account(
    *, unit: Unit, bank: str, number: str, holder: str, name: str, opened_on: dt.date,
    currency: str = "VND", by: User, at: dt.datetime,
) -> BankAccount:  # fmt: skip
    """Write down an account of the unit; refused with everything that is wrong."""
    today = localdate(at)
    if not allowed(by, Permission.MANAGE, unit=unit, today=today):
        raise CannotKeepAccount("Anh, chị chưa được giao tài khoản ngân hàng của đơn vị này.")
    number, currency = number.replace(" ", "").upper(), currency.strip().upper()
    holder, name = single_spaced(nfc(holder))[:200], single_spaced(nfc(name))[:200]
    findings = _faults(bank, number, holder, name)
    if not re.fullmatch(r"[A-Z]{3}", currency):
        message = "Loại tiền gồm ba chữ cái, ví dụ VND hoặc USD."
        findings.append(Finding("account-currency", message, where="currency"))
    if opened_on > today:
        message = "Ngày bắt đầu dùng không thể ở tương lai."
        findings.append(Finding("account-day", message, where="opened_on"))
    same = BankAccount.objects.filter(bank=bank, number=number, currency=currency)
    if same.exists():
        message = "Tài khoản này đã có trong hệ thống."
        findings.append(Finding("account-twice", message, where="number"))
    if findings:
        raise CannotKeepAccount("Chưa ghi được tài khoản.", findings)
    account = BankAccount.objects.create(
        unit=unit, bank=bank, number=number, holder=holder, name=name, currency=currency,
        opened_on=opened_on, by=by, at=at,
    )  # fmt: skip
    new = {"bank": bank, "number": number, "name": name, "currency": currency}
    write_line(
        verb="banking.account_kept", subject=account, by=by, at=at, new=new, unit_key=unit.key
    )
    return account


def _faults(bank: str, number: str, holder: str, name: str) -> list[Finding]:
    found = []
    if bank_of(bank) is None:
        found.append(Finding("account-bank", "Chọn ngân hàng trong danh sách.", where="bank"))
    if not re.fullmatch(r"[0-9A-Z]{4,19}", number):
        message = "Số tài khoản gồm 4 đến 19 chữ số hoặc chữ cái không dấu."
        found.append(Finding("account-number", message, where="number"))
    if not holder:
        message = "Nhập tên chủ tài khoản như ngân hàng ghi."
        found.append(Finding("account-holder", message, where="holder"))
    if not name:
        message = "Đặt tên gọi để dễ chọn, ví dụ “Quỹ nhân đạo tại Vietcombank”."
        found.append(Finding("account-name", message, where="name"))
    return found


@transaction.atomic
def close_account(*, account: BankAccount, on: dt.date, by: User, at: dt.datetime) -> BankAccount:
    """Use the account no longer from that day on; what was brought in stays."""
    row = BankAccount.objects.select_for_update().select_related("unit").get(pk=account.pk)
    if not allowed(by, Permission.MANAGE, unit=row.unit, today=localdate(at)):
        raise CannotKeepAccount("Anh, chị chưa được giao tài khoản ngân hàng của đơn vị này.")
    if row.closed_on is not None:
        raise CannotKeepAccount(f"Tài khoản đã thôi dùng từ {written(row.closed_on)}.")
    last = StatementLine.objects.filter(account=row).order_by("-day").first()
    since = max(row.opened_on, last.day) if last else row.opened_on
    if not since <= on <= localdate(at):
        raise CannotKeepAccount(f"Chọn ngày từ {written(since)} đến hôm nay.")
    row.closed_on = on
    row.save(update_fields=["closed_on"])
    write_line(
        verb="banking.account_closed", subject=row, by=by, at=at, new={"closed_on": on},
        unit_key=row.unit.key,
    )  # fmt: skip
    return row
