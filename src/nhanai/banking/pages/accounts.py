"""The accounts, and one of them."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Max

from nhanai.banking import queries
from nhanai.banking.forms import AccountForm
from nhanai.banking.models import BankAccount, Statement, StatementLine
from nhanai.banking.permissions import Permission
from nhanai.banking.rules.banks import bank_of
from nhanai.base import numbers
from nhanai.identity import queries as identity
from nhanai.identity.models import User
from nhanai.web.paging import Page, page_of


def printed(amount: Decimal | None, currency: str = "VND") -> str:
    """An amount as it is printed, whole where the currency has no smaller part here."""
    if amount is None:
        return ""
    if currency == "VND":
        return numbers.show_dong(int(amount))
    return f"{numbers.show(amount.quantize(Decimal('0.01')))} {currency}"


@dataclass(frozen=True, slots=True)
class AccountRow:
    """An account with what the bank said last."""

    account: BankAccount
    bank: str
    unit: str
    balance: str
    told_on: dt.date | None
    open_lines: int


@dataclass(frozen=True, slots=True)
class AccountsPage:
    """Everything that the page of accounts shows."""

    rows: Sequence[AccountRow]
    page: Page[BankAccount]
    form: AccountForm | None
    may_import: bool


def accounts_page(
    user: User, *, today: dt.date, number: int, form: AccountForm | None
) -> AccountsPage:
    """Load the page; the number of queries does not grow with the rows."""
    found = queries.accounts_visible_to(user, today=today)
    page = page_of(found, number=number, noun="tài khoản")
    keys = [one.pk for one in page.rows]
    names = identity.names_of((one.unit_id for one in page.rows), on=today)
    last = _last_told(keys)
    waiting = queries.waiting_by_account(keys)
    rows = [
        AccountRow(
            one, bank_of(one.bank) or one.bank, names.get(one.unit_id, ""),
            printed(last[one.pk].closing, one.currency) if one.pk in last else "",
            last[one.pk].last_on if one.pk in last else None, waiting.get(one.pk, 0),
        )
        for one in page.rows
    ]  # fmt: skip
    may = identity.holds(user, Permission.IMPORT, today=today)
    return AccountsPage(rows, page, form, may)


def _last_told(accounts: Sequence[int]) -> dict[int, Statement]:
    """The statement that reaches furthest of each account."""
    rows = Statement.objects.filter(account__in=accounts, closing__isnull=False)
    furthest = dict(rows.order_by().values_list("account").annotate(Max("last_on")))
    rows = rows.filter(last_on__in=furthest.values()).order_by("last_on", "pk")
    return {one.account_id: one for one in rows if furthest[one.account_id] == one.last_on}


def account_form(
    user: User, *, today: dt.date, data: dict[str, str] | None = None
) -> AccountForm | None:
    """The form for an account of the units where she keeps them; None where she keeps none."""
    places = identity.rights_of(user, today=today).places(Permission.MANAGE)
    return AccountForm(data, places=places) if places else None


@dataclass(frozen=True, slots=True)
class StatementRow:
    """A statement, and whether everything up to its closing balance is there."""

    one: Statement
    opening: str
    closing: str
    missing: str
    is_whole: bool | None


@dataclass(frozen=True, slots=True)
class AccountPage:
    """Everything that the page of one account shows."""

    account: BankAccount
    bank: str
    unit: str
    rows: Sequence[StatementRow]
    page: Page[Statement]
    lines: int
    may_manage: bool
    may_import: bool
    has_codes: bool


def account_page(account: BankAccount, user: User, *, today: dt.date, number: int) -> AccountPage:
    """Load the page."""
    found = Statement.objects.filter(account=account).select_related("by")
    page = page_of(found.order_by("-last_on", "-pk"), number=number, noun="sao kê")
    gaps = queries.continuity(account, page.rows)
    rights = identity.rights_of(user, today=today)
    return AccountPage(
        account=account,
        bank=bank_of(account.bank) or account.bank,
        unit=identity.names_of([account.unit_id], on=today).get(account.unit_id, ""),
        rows=[_row(one, account.currency, gaps.get(one.pk)) for one in page.rows],
        page=page,
        lines=StatementLine.objects.filter(account=account).count(),
        may_manage=account.unit_id in rights.within(Permission.MANAGE),
        may_import=account.unit_id in rights.within(Permission.IMPORT)
        and account.closed_on is None,
        has_codes=account.currency == "VND" and account.closed_on is None,
    )


def _row(one: Statement, currency: str, gap: Decimal | None) -> StatementRow:
    return StatementRow(
        one, printed(one.opening, currency), printed(one.closing, currency),
        printed(gap, currency) if gap else "", None if gap is None else not gap,
    )  # fmt: skip
