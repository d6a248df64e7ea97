"""Lines and boxes become entries of the books, once, and are undone by reversal."""

from dataclasses import dataclass

import pytest
from django.test import Client
from django.urls import reverse
from tests.builders.activities import at
from tests.builders.banking import AT, Cash, a_box, an_opening, sent, some_cash

from nhanai.banking import actions, queries
from nhanai.banking.actions import CannotExplain, CannotKeepBox
from nhanai.banking.models import LineTaking, StatementLine
from nhanai.identity.models import User
from nhanai.identity.vocab import Role
from nhanai.ledger import actions as ledger
from nhanai.ledger.models import Entry, Fund, MoneyBalance
from nhanai.ledger.queries import balance_of
from nhanai.ledger.vocab import BookSource

pytestmark = pytest.mark.django_db


@dataclass(frozen=True, slots=True)
class Booked:
    """The office with its books and their accountant."""

    cash: Cash
    fund: Fund
    accountant: User


def some_books() -> Booked:
    cash = some_cash()
    accountant = at(cash.office, Role.ACCOUNTANT)
    book = ledger.open_book(
        unit=cash.office, source=BookSource.FUND, opened_on=cash.account.opened_on,
        by=accountant, at=AT,
    )  # fmt: skip
    fund = ledger.open_fund(
        book=book, code="Q1", name="Quỹ cứu trợ khẩn cấp", purpose="Cứu trợ",
        opened_on=cash.account.opened_on, by=accountant, at=AT,
    )  # fmt: skip
    return Booked(cash, fund, accountant)


def test_a_line_is_booked_and_undone_by_reversal() -> None:
    books = some_books()
    sent(books.cash, "01/11 +500000 1500000 FT1 ung ho")
    line = StatementLine.objects.get()

    actions.book_line(line=line, fund=books.fund, meaning="gift", by=books.accountant, at=AT)
    there = balance_of(books.fund).amount
    with pytest.raises(CannotExplain, match="đã được giải thích"):
        actions.book_line(line=line, fund=books.fund, meaning="gift", by=books.accountant, at=AT)
    posted = Entry.objects.count()
    actions.unbook_line(line=line, reason="Nhầm quỹ", by=books.accountant, at=AT)

    assert (there, balance_of(books.fund).amount) == (500_000, 0)
    assert (posted, Entry.objects.count()) == (1, 2)
    assert LineTaking.objects.filter(undone_at=None).count() == 0


def test_money_that_went_out_leaves_the_bank_and_the_fund() -> None:
    books = some_books()
    sent(books.cash, "01/11 +500000 1500000 FT1 ung ho", "02/11 -20000 1480000 FT2 phi")
    came, went = StatementLine.objects.order_by("day")

    actions.book_line(line=came, fund=books.fund, meaning="gift", by=books.accountant, at=AT)
    with pytest.raises(CannotExplain, match="là gì"):
        actions.book_line(line=went, fund=books.fund, meaning="gift", by=books.accountant, at=AT)
    actions.book_line(line=went, fund=books.fund, meaning="fee", by=books.accountant, at=AT)

    assert balance_of(books.fund).amount == 480_000
    assert MoneyBalance.objects.get(account="112").amount == 480_000


def test_who_may_not_write_into_the_books_books_no_line() -> None:
    books = some_books()
    sent(books.cash, "01/11 +500000 1500000 FT1 ung ho")

    with pytest.raises(ledger.CannotPost, match="chưa được giao"):
        actions.book_line(
            line=StatementLine.objects.get(), fund=books.fund, meaning="gift",
            by=books.cash.officer, at=AT,
        )  # fmt: skip

    assert (Entry.objects.count(), LineTaking.objects.count()) == (0, 0)


def test_a_box_is_booked_once_and_again_after_a_reversal() -> None:
    books = some_books()
    opening = an_opening(a_box(books.cash.office, books.accountant), books.accountant)

    entry = actions.book_opening(opening=opening, fund=books.fund, by=books.accountant, at=AT)
    with pytest.raises(CannotKeepBox, match="đã ghi sổ"):
        actions.book_opening(opening=opening, fund=books.fund, by=books.accountant, at=AT)
    ledger.reverse(entry=entry, day=AT.date(), reason="Nhầm", by=books.accountant, at=AT)

    assert queries.booked_openings([opening.pk]) == frozenset()
    actions.book_opening(opening=opening, fund=books.fund, by=books.accountant, at=AT)
    assert MoneyBalance.objects.get(account="111").amount == 270_000


def test_the_accountant_books_and_undoes_from_the_page(client: Client) -> None:
    books = some_books()
    sent(books.cash, "01/11 +500000 1500000 FT1 ung ho")
    client.force_login(books.accountant, backend="django.contrib.auth.backends.ModelBackend")
    address = reverse("banking:line", kwargs={"pk": StatementLine.objects.get().pk})

    done = client.post(address, {"meaning": "gift", "fund": str(books.fund.pk)}, follow=True)
    empty = client.post(address, {"ly_do": " "})
    undone = client.post(address, {"ly_do": "Nhầm quỹ"}, follow=True)

    assert "Tiền ủng hộ, Quỹ cứu trợ khẩn cấp (bút toán 1)" in done.content.decode()
    assert empty.status_code == 422
    assert "Đã đảo bút toán" in undone.content.decode()
