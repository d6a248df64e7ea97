"""A file that comes in: read, or asked about."""

import datetime as dt
from collections.abc import Mapping, Sequence

from django.http import QueryDict

from nhanai.banking import actions, queries
from nhanai.banking.actions import Imported
from nhanai.banking.forms import ShapeForm, StatementForm
from nhanai.banking.models import BankAccount
from nhanai.banking.permissions import Permission
from nhanai.banking.reading.files import MOST_BYTES
from nhanai.banking.rules.values import UnknownColumns
from nhanai.base.errors import Refused
from nhanai.base.numbers import show
from nhanai.identity.models import User


class AskForColumns(Refused):
    """The table's columns are unknown; `form` asks which is which."""

    def __init__(self, message: str, heads: Sequence[str], form: ShapeForm) -> None:
        super().__init__(message)
        self.heads, self.form = heads, form


def choices_of(user: User, *, today: dt.date) -> Mapping[int, str]:
    """The accounts for which she may bring in statements."""
    rows = queries.usable_for(user, Permission.IMPORT, today=today)
    return {one.pk: f"{one.name} ({one.number})" for one in rows[:200]}


def brought_in(form: StatementForm, posted: QueryDict, *, by: User, at: dt.datetime) -> Imported:
    """Bring the file in; where columns were named, keep that first."""
    file = form.cleaned_data["file"]
    data = file.read(MOST_BYTES + 1)
    account = BankAccount.objects.get(pk=int(form.cleaned_data["account"]))
    try:
        return actions.import_statement(
            account=account, data=data, file_name=file.name, by=by, at=at
        )
    except actions.CannotImport as wrong:
        if not isinstance(wrong.__cause__, UnknownColumns):
            raise
        heads = wrong.__cause__.heads
        told = ShapeForm(posted if "cot_day" in posted else None, heads=heads)
        if not told.is_bound or not told.is_valid():
            raise AskForColumns(wrong.message, heads, told) from wrong
        actions.remember_shape(heads=heads, columns=told.columns(), by=by, at=at)
    return actions.import_statement(account=account, data=data, file_name=file.name, by=by, at=at)


def told(done: Imported) -> str:
    """What came of it, in words."""
    if done.is_repeat:
        return "Tệp này đã được nhập trước đây; không có gì thay đổi."
    if not done.new:
        return f"Cả {show(done.before)} giao dịch trong tệp đã có từ trước; không ghi thêm gì."
    before = f" {show(done.before)} giao dịch đã có từ trước, giữ nguyên." if done.before else ""
    return f"Đã nhập {show(done.new)} giao dịch mới.{before}"
