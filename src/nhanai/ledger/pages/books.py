"""The books in her reach, and one book with its funds and its money."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Case, IntegerField, Prefetch, QuerySet, Value, When
from django.http import QueryDict

from nhanai.identity import queries as identity
from nhanai.identity.models import User
from nhanai.ledger import queries
from nhanai.ledger.forms import BookForm, ClosingForm, FundEndForm, FundForm, ReopeningForm
from nhanai.ledger.models import Book, Closing, Fund, MoneyBalance
from nhanai.ledger.permissions import Permission
from nhanai.ledger.rules.chart import account_for, chart
from nhanai.units import queries as units
from nhanai.web.paging import Page, number_from, page_of

CLOSINGS_SHOWN = 12


@dataclass(frozen=True, slots=True)
class BookRow:
    """One book with what it holds."""

    book: Book
    unit: str
    funds: Sequence[Fund]
    cash: int
    bank: int
    may_record: bool

    @property
    def name(self) -> str:
        """The book without its unit."""
        return str(self.book.get_source_display())


@dataclass(frozen=True, slots=True)
class BooksPage:
    """Everything that the first page of the books shows."""

    rows: Sequence[BookRow]
    page: Page[Book]
    words: str
    to_approve: int
    to_settle: int
    may_approve: bool
    may_settle: bool
    form: BookForm | None


def book_form(
    user: User, *, today: dt.date, data: Mapping[str, str] | None = None
) -> BookForm | None:
    """The form for another book of the units where she manages them; None where she does not."""
    places = identity.rights_of(user, today=today).places(Permission.MANAGE)
    if not places:
        return None
    return BookForm(data, places=places, initial={"opened_on": today.replace(month=1, day=1)})


def books_page(user: User, asked: QueryDict, *, today: dt.date, form: BookForm | None) -> BooksPage:
    """Load the page; her own units stand first."""
    words = asked.get("q", "")[:200]
    rights = identity.rights_of(user, today=today)
    found = queries.books_of(user, today=today)
    if words:
        found = found.filter(unit__in=identity.units_named(words, on=today).order_by().values("pk"))
    own = Case(
        When(unit__in=rights.at(Permission.VIEW), then=Value(0)), default=Value(1),
        output_field=IntegerField(),
    )  # fmt: skip
    page = page_of(
        found.annotate(own=own).order_by("own", "unit", "source").prefetch_related(_funds()),
        number=number_from(asked.get("trang")), noun="sổ",
    )  # fmt: skip
    table = identity.roles()
    may = {right for one in rights.held for right in table.get(one.role, ())}
    return BooksPage(
        _rows(page.rows, rights.within(Permission.RECORD), today), page, words,
        queries.to_approve(user, today=today).count() if Permission.APPROVE in may else 0,
        queries.to_settle(user, today=today).count() if Permission.SETTLE in may else 0,
        Permission.APPROVE in may, Permission.SETTLE in may, form,
    )  # fmt: skip


def _funds() -> Prefetch[str, QuerySet[Fund], str]:
    open_ones = Fund.objects.filter(closed_on=None).select_related("balance").order_by("code")
    return Prefetch("funds", open_ones, to_attr="open_funds")


def _rows(books: Sequence[Book], recorded: frozenset[int], today: dt.date) -> list[BookRow]:
    names = units.names_on({one.unit_id for one in books}, today)
    money = money_of(books)
    cash, bank = account_for("cash"), account_for("bank")
    return [
        BookRow(
            one, names.get(one.unit_id, one.unit.key), getattr(one, "open_funds", ()),
            money.get((one.pk, cash), 0), money.get((one.pk, bank), 0), one.unit_id in recorded,
        )
        for one in books
    ]  # fmt: skip


def money_of(books: Sequence[Book]) -> Mapping[tuple[int, str], int]:
    """Book and account → what lies there, in one query."""
    rows = MoneyBalance.objects.filter(book__in=[one.pk for one in books])
    return {(one.book_id, one.account): one.amount for one in rows}


@dataclass(frozen=True, slots=True)
class BookPage:
    """Everything that the page of one book shows."""

    book: Book
    unit: str
    funds: Sequence[Fund]
    places: Sequence[tuple[str, str, int]]
    """Account, its name, what lies there."""
    total: int
    closings: Sequence[Closing]
    may_record: bool
    fund_form: FundForm | None
    ending_form: FundEndForm | None
    closing_form: ClosingForm | None
    reopening_form: ReopeningForm | None


def book_page(book: Book, user: User, *, today: dt.date, fund: FundForm | None = None) -> BookPage:
    """Load the page; `fund` is the form of a new fund that was sent and is not right."""
    rights = identity.rights_of(user, today=today)
    funds = list(book.funds.select_related("balance", "parent").order_by("code"))
    money = {code: amount for (_, code), amount in money_of([book]).items()}
    places = [
        (one.code, one.name, money.get(one.code, 0))
        for one in chart().values()
        if one.is_money and (one.code in money or one.use in {"cash", "bank"})
    ]
    manages = book.unit_id in rights.within(Permission.MANAGE)
    reopens = book.closed_through and book.unit_id in rights.within(Permission.REOPEN)
    empty = [one for one in funds if one.closed_on is None and not one.balance.amount]
    fund_form = FundForm(
        funds=[one for one in funds if one.closed_on is None], initial={"opened_on": today}
    )
    return BookPage(
        book, units.name_on(book.unit, today), funds, places,
        sum(one.balance.amount for one in funds),
        list(book.closings.select_related("made_by")[:CLOSINGS_SHOWN]),
        book.unit_id in rights.within(Permission.RECORD),
        (fund or fund_form) if manages else None,
        FundEndForm(funds=empty, initial={"on": today}) if manages and empty else None,
        ClosingForm() if manages else None, ReopeningForm() if reopens else None,
    )  # fmt: skip
