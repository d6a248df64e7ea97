"""The payment code of an account, as it is asked for in an address."""

from dataclasses import dataclass

from django.http import QueryDict
from django.utils.http import urlencode

from nhanai.banking.forms import CodeForm
from nhanai.banking.models import BankAccount
from nhanai.banking.rules.vietqr import CannotMakeCode, Payment, payload_of, plain_memo


@dataclass(frozen=True, slots=True)
class Code:
    """What the code says, and the form that asked for it."""

    payload: str
    memo: str
    amount: int
    query: str
    form: CodeForm


def code_of(account: BankAccount, asked: QueryDict) -> tuple[Code | None, CannotMakeCode | None]:
    """The code for what is asked, or why there is none."""
    if account.currency != "VND":
        return None, None
    data = asked if {"so_tien", "noi_dung"} & set(asked) else None
    form = CodeForm(data)
    told = form.cleaned_data if data is not None and form.is_valid() else {}
    amount, memo = told.get("so_tien") or 0, plain_memo(told.get("noi_dung", ""))
    try:
        payload = payload_of(Payment(account.bank, account.number, amount, memo))
    except CannotMakeCode as wrong:
        return None, wrong
    query = urlencode({"so_tien": amount or "", "noi_dung": memo})
    return Code(payload, memo, amount, query, form), None
